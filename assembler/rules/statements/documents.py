"""What texts say of documents: the year of a resolution, the number of a subject, the day of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Prose, Run
from assembler.rules.grammar.date_words import read_days
from assembler.rules.grammar.proper_names import make_key
from assembler.rules.statements.statement import Attribute, Statement

_RESOLUTION_WORDS = ("esolution", "ésolution", "esoluci", "езолюц", "决议", "قرار")
"""Parts of the word resolution in the six languages."""
_OF_COUNCIL = Pattern(r"(?<![\w/.,–-])(?P<number>\d{3,4})\s?[(（](?P<year>(?:19[4-9]|20)\d\d?)[)）](?![-–/])")
_OF_SUBJECT = Pattern(
    r"\b[Rr]esolution\s(?P<words>(?P<series>\d\d)/\d{1,3}),? (?:entitled [“\"]?|on )"
    r"(?P<subject>[^.;:()“”\"]{25,150}?)(?=[,.;:()”\"]|\Z)"
)
_OF_TITLE = Pattern(
    r"[“\"«](?P<subject>[^“”«»\"]{20,200})[”\"»],? \((?P<words>(?P<series>[A-Z][A-Z.]*/(?:[\w.]+/)+)[\w.]+)\)"
)
_OF_REPORT = Pattern(
    r"\b[Rr]eport of the Secretary-General on (?P<subject>[^.;:(),]{5,120}?),? \((?P<words>(?P<series>[AS]/\d+/)\d+)\)"
)
_DAY = r"\d{1,2}\s[A-Z][a-z]+\s(?:19|20)\d\d"
_DAY_BEFORE = Pattern(rf"\bof (?P<words>{_DAY}),? \((?P<symbol>S/PRST/\d{{4}}/\d+)\)")
_DAY_AFTER = Pattern(rf"(?P<symbol>S/PRST/\d{{4}}/\d+)\)?,? (?:of|dated) (?P<words>{_DAY})")


def list_documents(runs: Prose) -> Iterator[Statement]:
    """What the texts say of documents."""
    for run in runs.having(*_RESOLUTION_WORDS):
        for match in _OF_COUNCIL.finditer(run.plain):
            year = match["year"]
            yield _state(run, match, f"resolution {match['number']}", year, "number", "year")
        for match in _OF_SUBJECT.finditer(run.plain):
            yield _state_number(run, match)
    for run in runs.having("/"):
        for match in _OF_TITLE.finditer(run.plain):
            yield _state_number(run, match)
    for run in runs.having("eport of the Secretary-General on"):
        for match in _OF_REPORT.finditer(run.plain):
            yield _state_number(run, match, "".join(sorted(match["words"])))
    for run in runs.having("S/PRST/"):
        for pattern in (_DAY_BEFORE, _DAY_AFTER):
            for match in pattern.finditer(run.plain):
                if days := read_days(match["words"]):
                    yield Statement(
                        match["symbol"], Attribute.DOCUMENT, days, run, *match.span("words"), match["symbol"]
                    )


def _state_number(run: Run, match: re.Match[str], same: str = "") -> Statement:
    """The number of a subject; reports and resolutions of other years on the same subject have other numbers.

    Where there may be two reports in a year, `same` has what must be the same: the digits, which may stand in disorder.
    """
    subject = f"{match['series']} {make_key(match['subject'])} {same}"
    number = " ".join(match["words"].split())
    return Statement(subject, Attribute.DOCUMENT, number, run, *match.span("words"), match["subject"])


def _state(run: Run, match: re.Match[str], subject: str, value: str, first: str, last: str) -> Statement:
    end = match.end(last) + 1
    return Statement(subject, Attribute.DOCUMENT, value, run, match.start(first), end, f"resolution {match[first]}")
