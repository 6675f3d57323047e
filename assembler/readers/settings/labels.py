"""Reads the fixed words of a language version; the schema of their file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assembler.errors import Unprintable
from assembler.model.finding import Finding
from assembler.model.plan import Stage
from assembler.model.value import convert, replace
from assembler.model.vocabulary import Labels
from assembler.readers.decoding import read_text
from assembler.readers.settings.plan_schema import COUNTS, LANGUAGES
from assembler.readers.settings.schema_types import (
    Choice,
    Field,
    FileSchema,
    ListOf,
    MappingOf,
    Phrase,
    RecordOf,
    Text,
    Whole,
)
from assembler.readers.settings.validation import read_labels_file

_ESTIMATE = "  # E"
_KEY = re.compile(r"(?P<indent> *)(?P<name>\w[\w ]*):(?= |$)")
_EXACT = Text(exact=True)
_LETTERS = ListOf(Text(), least=26, distinct=True)
_NUMERALS = ListOf(Text(), least=20, distinct=True)
_MONTHS = ListOf(Text(), 12, 12)
_DATE = Phrase(("day", "month", "year"))
_BY_NUMBER = MappingOf(Whole(1, 999), Text(), "75: Seventy-fifth session")


def _describe_words(name: str, documentation: str) -> Field:
    return Field(name, _EXACT, documentation, required=True)


def _describe_phrase(name: str, documentation: str, *places: str, possible: tuple[str, ...] = ()) -> Field:
    return Field(name, Phrase(places, possible), documentation, required=True)


def _describe_group(name: str, names: tuple[str, ...], documentation: str) -> Field:
    fields = tuple(Field(one, _EXACT, f"The words for “{one}”.", required=True) for one in names)
    return Field(name, RecordOf(fields, f"{{{names[0]}: …}}"), documentation, required=True)


_AGENDA = RecordOf(
    tuple(Field(stage, Phrase(("item",), ("lead",)), f"The line of an item: {stage}.", True) for stage in Stage),
    "{adopted: '{lead} {item}'}",
)

_ORGAN = RecordOf(
    (
        _describe_words("name", "Its name."),
        Field("symbol", Text(r"[A-Z]+", "capital letters, such as A"), "What its symbols begin with.", required=True),
        Field("counts_by", Choice(COUNTS), "Whether it counts by sessions or by years.", required=True),
        Field("line", Phrase(("number",)), "Its session or year; else the words of “sessions” or “years”."),
    ),
    "{name: General Assembly, symbol: A, counts_by: session}",
)

LABELS = FileSchema(
    "the file of labels",
    "The fixed words of one language version.",
    RecordOf(
        (
            Field("language", Choice(LANGUAGES), "The language.", required=True),
            Field("direction", Choice(("ltr", "rtl")), "The direction of its script.", required=True),
            _describe_words("united_nations", "Name of the Organization in the masthead."),
            Field("organs", MappingOf(Text(), _ORGAN), "The organs, each by its English name.", required=True),
            _describe_group("distribution", ("General", "Limited", "Restricted"), "The whole line of distribution."),
            Field("version", _EXACT, "The line that names the language of the version; absent in English."),
            _describe_group("original", LANGUAGES, "The whole line by original language."),
            Field("sessions", _BY_NUMBER, "The line of the session by number.", required=True),
            Field("years", _BY_NUMBER, "The line of the year of the Council by number.", required=True),
            Field("agenda", _AGENDA, "The agenda line by stage.", required=True),
            _describe_group("leads", tuple(Stage), "The usual words before the number of the item."),
            Field("letters", _LETTERS, "The letters of agenda sub-items and lettered lists, in order.", required=True),
            _describe_phrase("letter_form", "A letter with its marks.", "letter"),
            _describe_phrase("item_form", "Number and letters of an agenda item.", "number", "letters"),
            Field("joiners", ListOf(_EXACT, 2, 2), "What joins a series, and its last two members.", required=True),
            _describe_phrase("sub_item_title", "The title of a sub-item made from a name.", "name"),
            Field("list_title", Phrase(("title",)), "The title of an item over those of its sub-items, with its mark."),
            _describe_words("summary", "Heading of the summary."),
            _describe_words("contents", "Heading of the table of contents."),
            _describe_words("page", "The word over its page numbers."),
            _describe_words("annex", "Heading of a single annex."),
            _describe_phrase("annex_numbered", "Heading of one of several annexes.", "numeral"),
            _describe_phrase("table", "The line over the title of a table.", "number"),
            Field("numerals", _NUMERALS, "Numerals of sections and annexes, in order.", required=True),
            _describe_phrase("numeral_form", "A section's numeral with its mark.", "numeral"),
            Field("capitals", _LETTERS, "Letters of headings below a section, in order.", required=True),
            _describe_phrase("capital_form", "A heading's letter with its mark.", "letter"),
            _describe_phrase("paragraph_form", "A paragraph's number with its mark.", "number"),
            Field("sub_numerals", _NUMERALS, "Numerals of the second degree of lists, in order.", required=True),
            _describe_phrase("sub_numeral_form", "A numeral of the second degree with its marks.", "numeral"),
            Field("months", _MONTHS, "The names of the months.", required=True),
            Field("date_form", _DATE, "A day in running text.", required=True),
            Field("first_day", _EXACT, "The first day of a month, where a date has more than its number."),
            Field("masthead_months", _MONTHS, "The months in the masthead, if they are others."),
            Field("masthead_date_form", _DATE, "The date in the masthead, if its form is another."),
            _describe_phrase("job_form", "The job line of the first page.", "job", possible=("stamp",)),
            _describe_words("above", "The word for an earlier place."),
            _describe_words("below", "The word for a later place."),
            _describe_words("draft", "The mark of a draft."),
            _describe_phrase("excerpt", "The mark of an excerpt that an entity is to clear.", "entity"),
            _describe_phrase("missing", "The placeholder for a missing contribution.", "entity", "organization"),
            _describe_phrase("unusable", "The placeholder for a file that cannot be read.", "path"),
            _describe_phrase("unprinted", "The placeholder for a text that is not printed.", "path"),
            _describe_phrase("qr_code", "What the QR code is, for those who do not see it.", "symbol"),
            _describe_words("emblem", "What the emblem is, for those who do not see it."),
            _describe_words("skip", "On the web page, the link that leads past the masthead."),
            _describe_words("notes", "On the web page, the heading over the footnotes."),
            _describe_words("back", "On the web page, the link from a footnote to its place."),
        ),
        "language: en",
    ),
)


type LabelReader[Words] = Callable[[str, str], tuple[Words | None, tuple[Finding, ...]]]
"""A reader of a file of fixed words: of its text and its path."""


def require_labels[Words](template: bytes, name: str, read: LabelReader[Words]) -> Words:
    """The fixed words in a template. Raises Unprintable with the first fault of a bad one."""
    text, findings = read_text(template, name)
    labels, faults = read(text, name) if text else (None, ())
    if labels is not None:
        return labels
    first = next(iter((*findings, *faults)), None)
    fault = f"Line {first.source.line}: {first.message}" if first else "It is empty."
    raise Unprintable(f"The template {name} cannot be used. {fault}")


def read_labels(text: str, path: str) -> tuple[Labels | None, tuple[Finding, ...]]:
    """The fixed words, and the findings; no words where a single one is faulty, since each may be printed."""
    record, findings = read_labels_file(text, path, LABELS)
    if record is None:
        return None, findings
    # Only English leaves a line out. The conversion is not strict, since a key such as 75 is text here.
    labels = convert({"version": ""} | record.plain, Labels, strict=False)
    return replace(labels, estimates=_find_estimates(text, record.plain)), findings


def _find_estimates(text: str, labels: Mapping[str, object]) -> dict[str, str]:
    """The words on lines that end in the mark of an estimate, by their keys; of a list, its last line has the mark."""
    estimates, path = {}, [""]
    for line in text.splitlines() if _ESTIMATE in text else ():
        key = _KEY.match(line)
        if key:
            path[len(key["indent"]) // 2 :] = [key["name"]]
        if line.endswith(_ESTIMATE) and (key or line.startswith("]")):
            estimates[".".join(path)] = _look_up(path, labels)
    return estimates


def _look_up(path: Sequence[str], labels: object) -> str:
    """The words at a path of keys; the beginning of a list."""
    for name in path:
        labels = labels.get(name, "") if isinstance(labels, Mapping) else labels
    return (
        f"{', '.join(map(str, labels[:3]))} …"
        if isinstance(labels, Sequence) and not isinstance(labels, str)
        else str(labels)
    )
