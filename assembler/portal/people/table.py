"""Reads the table of people: a CSV file as people and spreadsheets write it, with what is wrong in which line."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from io import StringIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

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
    if len(data) > _LARGEST:
        raise Invalid("The file is larger than 5 MB.", "Give a table with people alone.")
    rows: list[Row] = []
    faults: list[Fault] = []
    for line, cells in _read_lines(_decode(data)):
        wrong = list(_check(line, cells))
        faults += wrong
        if not wrong:
            rows.append(_make_row(line, cells))
    return rows, faults


def _decode(data: bytes) -> str:
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Invalid(f"Line {line} is not in UTF-8.", "Save the table as “CSV UTF-8”.") from error


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
                        f"Line {line} has more cells than the first line.",
                        "Put quotation marks around a cell that holds the sign between cells.",
                    )
                yield line, dict.fromkeys(COLUMNS, "") | {k: v.strip() for k, v in zip(columns, cells, strict=False)}
            line = reader.line_num + 1
    except csv.Error as error:
        raise Invalid(f"Line {line} cannot be read as CSV.", "Close each quotation mark that is opened.") from error


def _check_head(columns: list[str]) -> None:
    names = ", ".join(COLUMNS)
    for name in columns:
        if name not in COLUMNS or columns.count(name) > 1:
            words = f"has the column “{name}” twice" if name in COLUMNS else f"has a column “{name}”"
            raise Invalid(f"The first line {words}.", f"Name each column once: {names}.")
    for name in _NEEDED:
        if name not in columns:
            raise Invalid(f"The first line has no column “{name}”.", f"Write the names of the columns there: {names}.")


def _check(line: int, cells: Mapping[str, str]) -> Iterator[Fault]:
    """What is wrong with the cells, without a look at the reports."""
    role = cells["role"].lower()
    is_focal_point = role == Role.FOCAL_POINT
    if not _is_address(cells["email"]):
        yield Fault(line, f"“{cells['email']}” is not an e-mail address.", "Write the address in full.")
    name = cells["name"]
    if len(name) > LONGEST_NAME or not name.isprintable() or _FORMULA.match(name):
        yield Fault(line, "The name cannot be used.", "Write up to 200 letters, and none of = + - @ before them.")
    if role not in _ROLES:
        yield Fault(line, f"There is no role “{cells['role']}”.", f"Write one of {', '.join(_ROLES)}.")
    elif role == ADMINISTRATOR:
        if any(cells[column] for column in ("report", "entities", "from", "until")):
            hint = "Leave report, entities, from and until empty, and use another line for a place in a report."
            yield Fault(line, "An administrator belongs to no report.", hint)
    elif not cells["report"]:
        yield Fault(line, "The report is missing.", "Write the id of the report, such as a-81-1.")
    elif is_focal_point != bool(cells["entities"]):
        sentence = "The entities are missing." if is_focal_point else f"The role “{role}” has no entities."
        hint = "Write the entities of the focal point." if is_focal_point else "Leave the cell “entities” empty."
        yield Fault(line, sentence, hint)
    days = {column: _read_day(cells[column]) for column in ("from", "until")}
    for column, day in days.items():
        if cells[column] and day is None:
            yield Fault(line, f"“{cells[column]}” is not a day.", f"Write “{column}” as 2027-03-31.")
    if days["from"] and days["until"] and days["from"] > days["until"]:
        yield Fault(line, "The place ends before it begins.", "Write a day in “until” that is not before “from”.")
    languages = dict(settings.LANGUAGES)
    if cells["language"] and cells["language"].lower() not in languages:
        yield Fault(line, f"There is no language “{cells['language']}”.", f"Write one of {', '.join(languages)}.")


def _make_row(line: int, cells: Mapping[str, str]) -> Row:
    return Row(
        line=line,
        email=cells["email"].lower(),
        name=" ".join(cells["name"].split()),
        role=cells["role"].lower(),
        report=cells["report"].lower(),
        entities=tuple(dict.fromkeys(filter(None, re.split(r"[\s,;|]+", cells["entities"])))),
        begins=_read_day(cells["from"]),
        ends=_read_day(cells["until"]),
        language=cells["language"].lower(),
    )


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254 and text.isascii()


def _read_day(text: str) -> date | None:
    """The day; None where it is none, or one that no calendar of a report has."""
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
    except ValueError:
        return None
    return day if day and 2000 <= day.year <= 2200 else None
