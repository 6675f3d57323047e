"""How many members English texts give to a body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assembler.model.contribution import Collection
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Prose, Run
from assembler.rules.grammar.known_names import read_known_names
from assembler.rules.grammar.number_words import read_number_words
from assembler.rules.grammar.proper_names import CAPITALIZED, NAME, make_key
from assembler.rules.statements.statement import Attribute, Figure, Statement

_NUMBER = r"(?P<number>\d{1,3}|[a-z]+(?:-[a-z]+)?)"
_MEMBERS = r"(?:[Mm]ember (?:States|countries|[Gg]overnments)|[Mm]embers|States members|participating States)"
_BODY = rf"(?P<body>{NAME}|{CAPITALIZED})"
_COUNTS = (
    Pattern(
        rf"{_BODY}(?: \([^()]{{0,20}}\))?,? (?:(?:which |that )?(?:has|comprises|comprising|consists of"
        rf"|consisting of|composed of|unites|brings together)|and its|with its|with)"
        rf" (?:all |the )?{_NUMBER} {_MEMBERS}\b"
    ),
    Pattern(
        rf"\b(?:[Aa]ll|the|[Tt]he|its|of the) {_NUMBER} {_MEMBERS} of (?:the )?{_BODY}(?! (?:that|which|with|where)\b)"
    ),
    Pattern(rf"{_BODY}[’'](?:s )? ?{_NUMBER} {_MEMBERS}\b"),
    Pattern(rf"\b{_NUMBER}-(?:member|nation|State) {_BODY}"),
)


def list_memberships(runs: Prose, collection: Collection) -> Iterator[Statement]:
    """What the texts say of how many members a body has."""
    numbers = read_number_words(collection.word_lists).cardinals
    short = {make_key(name): make_key(form) for name, form in read_known_names(collection).short.items()}
    words = "|".join(runs.present(numbers))
    counted = Pattern(rf"(?:\d|\b(?:{words or '(?!)'}))[ -](?:[Mm]ember|nation|State|participating)")
    for run in runs.with_any(("member", "members", "participating", "nation", "State")):
        if not counted.search(run.text):
            continue
        for pattern in _COUNTS:
            for match in pattern.finditer(run.text):
                number = match["number"]
                count = int(number) if number.isdecimal() else numbers.get(number, 0)
                if count > 1:
                    yield _state(run, match, float(count), short)


def _state(run: Run, match: re.Match[str], count: float, short: Mapping[str, str]) -> Statement:
    body = make_key(match["body"])
    subject = short.get(body, body)
    scope = "" if " " in body or match["body"].isupper() else run.organization
    value = Figure(count, count)
    return Statement(f"members {subject} {scope}", Attribute.FIGURE, value, run, *match.span("number"), match["body"])
