"""Reads the table of people: a CSV file as people and spreadsheets write it, with what is wrong in which line."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from io import StringIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from assembler.model.value import Value
from assembler.portal.people.accounts import LONGEST_NAME
from assembler.portal.problems import Invalid
from assembler.portal.roles import Role

COLUMNS = ("email", "name", "role", "report", "entities", "from", "until", "language")
"""The columns of the table; only the first and the third are needed."""
ADMINISTRATOR = "administrator"
"""What stands as a role of who belongs to no report."""
_ROLES = (*Role.values, ADMINISTRATOR)
_NEEDED = ("email", "role")
_LARGEST = 5_000_000
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FORMULA = re.compile(r"[=+@-]")
"""How a cell begins that a spreadsheet takes for a formula."""


class Fault(Value):
    """What is wrong with a line of the table."""

    line: int
    """Its number in the file."""
    sentence: str
    """What is wrong."""
    hint: str
    """What to do."""
    column: str = ""
    """The column of the cell; empty where the fault is of the whole line."""


class Row(Value):
    """One line of the table, whose cells are each of the right form."""

    line: int
    """Its number in the file."""
    email: str
    """The address, in small letters."""
    name: str
    """How the person is called; empty where the line does not say."""
    role: str
    """A role, or ADMINISTRATOR."""
    report: str
    """The id of the report."""
    entities: tuple[str, ...]
    """The entities, as they are written."""
    begins: date | None
    """The first day of the place."""
    ends: date | None
    """The last day of the place."""
    language: str
    """The language of the person; empty where the line does not say."""


def read_people_table(data: bytes) -> tuple[list[Row], list[Fault]]:
    """The lines of the table, and what is wrong with others. Raises Invalid where it is no table of people."""
    rows: list[Row] = []
    faults: list[Fault] = []
    for line, cells in _read_lines(decode_table(data)):
        row, wrong = read_cells(line, cells)
        faults += wrong
        rows += [row] if row else []
    return rows, faults


def read_cells(line: int, cells: Mapping[str, str]) -> tuple[Row | None, list[Fault]]:
    """The line that these cells of all COLUMNS make; None where they cannot be used, with what is wrong."""
    wrong = list(_check(line, cells))
    return (None if wrong else _make_row(line, cells)), wrong


def decode_table(data: bytes) -> str:
    """The letters of the table. Raises Invalid where its encoding is not known."""
    if len(data) > _LARGEST:
        raise Invalid(_("The file is larger than 5 MB."), _("Give a table with people alone."))
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Invalid(
            _("Line %(line)s is not in UTF-8.") % {"line": line}, _("Save the table as “CSV UTF-8”.")
        ) from error


def _read_lines(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each line that is not empty, by its number, with its cells by column."""
    head = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    line = 1
    try:
        columns = [cell.strip().lower() for cell in next(reader, [])]
        _check_head(columns)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) > len(columns):
                    raise Invalid(
                        _("Line %(line)s has more cells than the first line.") % {"line": line},
                        _("Put quotation marks around a cell that holds the sign between cells."),
                    )
                yield line, dict.fromkeys(COLUMNS, "") | {k: v.strip() for k, v in zip(columns, cells, strict=False)}
            line = reader.line_num + 1
    except csv.Error as error:
        raise Invalid(
            _("Line %(line)s cannot be read as CSV.") % {"line": line}, _("Close each quotation mark that is opened.")
        ) from error


def _check_head(columns: list[str]) -> None:
    names = {"names": ", ".join(COLUMNS)}
    for name in columns:
        if name not in COLUMNS:
            sentence = _("The first line has a column “%(name)s”.")
        elif columns.count(name) > 1:
            sentence = _("The first line has the column “%(name)s” twice.")
        else:
            continue
        raise Invalid(sentence % {"name": name}, _("Name each column once: %(names)s.") % names)
    for name in _NEEDED:
        if name not in columns:
            sentence = _("The first line has no column “%(name)s”.")
            raise Invalid(sentence % {"name": name}, _("Write the names of the columns there: %(names)s.") % names)


def _check(line: int, cells: Mapping[str, str]) -> Iterator[Fault]:
    """What is wrong with the cells, without a look at the reports."""
    if not _is_address(cells["email"]):
        sentence = _("“%(value)s” is not an e-mail address.") % {"value": cells["email"]}
        yield Fault(line, sentence, _("Write the address in full."), "email")
    name = cells["name"]
    if len(name) > LONGEST_NAME or not name.isprintable() or _FORMULA.match(name):
        hint = _("Write up to 200 letters, and none of = + - @ before them.")
        yield Fault(line, _("The name cannot be used."), hint, "name")
    yield from _check_role(line, cells)
    days = {column: read_day(cells[column]) for column in ("from", "until")}
    for column, day in days.items():
        if cells[column] and day is None:
            sentence = _("“%(value)s” is not a day.") % {"value": cells[column]}
            yield Fault(line, sentence, _("Write “%(column)s” as 2027-03-31.") % {"column": column}, column)
    if days["from"] and days["until"] and days["from"] > days["until"]:
        hint = _("Write a day in “until” that is not before “from”.")
        yield Fault(line, _("The place ends before it begins."), hint, "until")
    languages = dict(settings.LANGUAGES)
    if cells["language"] and cells["language"].lower() not in languages:
        sentence = _("There is no language “%(value)s”.") % {"value": cells["language"]}
        yield Fault(line, sentence, _write_one_of(languages), "language")


def _check_role(line: int, cells: Mapping[str, str]) -> Iterator[Fault]:
    role = cells["role"].lower()
    is_focal_point = role == Role.FOCAL_POINT
    if role not in _ROLES:
        sentence = _("There is no role “%(value)s”.") % {"value": cells["role"]}
        yield Fault(line, sentence, _write_one_of(_ROLES), "role")
    elif role == ADMINISTRATOR:
        if any(cells[column] for column in ("report", "entities", "from", "until")):
            hint = _("Leave report, entities, from and until empty, and use another line for a place in a report.")
            yield Fault(line, _("An administrator belongs to no report."), hint, "report")
    elif not cells["report"]:
        yield Fault(line, _("The report is missing."), _("Write the id of the report, such as a-81-1."), "report")
    elif is_focal_point and not cells["entities"]:
        hint = _("Write the entities of the focal point.")
        yield Fault(line, _("The entities are missing."), hint, "entities")
    elif cells["entities"] and not is_focal_point:
        sentence = _("The role “%(role)s” has no entities.") % {"role": role}
        yield Fault(line, sentence, _("Leave the cell “entities” empty."), "entities")


def _write_one_of(words: Iterable[str]) -> str:
    return _("Write one of %(words)s.") % {"words": ", ".join(words)}


def _make_row(line: int, cells: Mapping[str, str]) -> Row:
    return Row(
        line=line,
        email=cells["email"].lower(),
        name=" ".join(cells["name"].split()),
        role=cells["role"].lower(),
        report=cells["report"].lower(),
        entities=tuple(dict.fromkeys(filter(None, re.split(r"[\s,;|]+", cells["entities"])))),
        begins=read_day(cells["from"]),
        ends=read_day(cells["until"]),
        language=cells["language"].lower(),
    )


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254 and text.isascii()


def read_day(text: str) -> date | None:
    """The day; None where it is none, or one that no calendar of a report has."""
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
    except ValueError:
        return None
    return day if day and 2000 <= day.year <= 2200 else None
