"""Finds small letters in what has capitals by its sense: offices, organs after their full name, international days.

“My special representative”, “the executive Director”, “the assembly” after “the General Assembly”, “world refugee day”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.word_lists import WordLists

_HEAD = r"[Rr]epresentatives?|[Ee]nvoys?|[Aa]dvisers?|[Rr]apporteurs?"
_OFFICE = rf"{_HEAD}|Directors?|Secretar(?:y|ies)|Coordinators?|Observers?|Commissioners?"
_MINE = Pattern(rf"\b[Mm]y ((?:[Dd]eputy )?(?:[Ss]pecial|[Pp]ersonal) (?:{_HEAD}))\b")
_MIXED = Pattern(
    r"(?<=[a-z,] )(?:(?:special|personal|deputy|executive|resident|permanent|high|assistant|humanitarian)"
    rf" (?=[A-Z])(?:{_OFFICE})|(?:deputy|assistant) Special Representatives?)\b"
)
_ORGANS = {
    "assembly": ("General Assembly",),
    "council": ("Security Council", "Human Rights Council", "Economic and Social Council"),
    "charter": ("Charter of the United Nations",),
}
"""Short forms of organs and the names after which they stand for them."""
_DAY = Pattern(
    r"\b[Ii]nternational (?:[Dd]ay|[Dd]ecade|[Yy]ear) (?:of|for|against|on|in)(?: the)? [A-Za-z]+"
    r"|\b[Ii]nternational (?:[Ww]omen’s|[Mm]igrants|[Yy]outh|[Mm]other [Ll]anguage|[Nn]urses) [Dd]ay\b"
)
_SMALL = frozenset(("of", "for", "against", "on", "in", "the"))


class SmallTerm(NamedTuple):
    """Words with small letters where they need capitals."""

    run: Run
    start: int
    end: int
    right: str


def find_small_official_terms(runs: Prose, lists: WordLists) -> Iterator[SmallTerm]:
    """The small letters of offices, organs and days."""
    for run in runs.having("y special ", "y personal ", "y deputy special "):
        yield from _find(run, _MINE, 1)
    for run in runs.having(" Representative", " Envoy", " Rapporteur", " Director", " Coordinator", " Commissioner"):
        yield from _find(run, _MIXED, 0)
    for short, names in _ORGANS.items():
        if short in runs.words:
            yield from _find_short_organs(runs, short, names)
    for run in runs.with_any(("day", "decade", "year")):
        if "nternational " in run.text:
            yield from _find(run, _DAY, 0)
    for name in runs.present(lists.pairs("observance")):
        for run in runs.with_any((name,)):
            for match in re.finditer(re.escape(name), run.text, re.IGNORECASE):
                if match.group() != name and not match.group().isupper():
                    yield SmallTerm(run, *match.span(), name)


def _find(run: Run, pattern: Pattern, group: int) -> Iterator[SmallTerm]:
    """The matches that are not in capitals throughout."""
    for match in pattern.finditer(run.text):
        right = " ".join(word if word in _SMALL else word[0].upper() + word[1:] for word in match[group].split(" "))
        if right != match[group]:
            yield SmallTerm(run, *match.span(group), right)


def _find_short_organs(runs: Prose, short: str, names: tuple[str, ...]) -> Iterator[SmallTerm]:
    """The short form of an organ in small letters after its name in the same text."""
    for run in runs.having(f" the {short}", f"The {short}"):
        places = [place for name in names if (place := run.text.find(name)) >= 0]
        if not places or run.part is Part.HEADING:
            continue
        for match in re.finditer(rf"\b[Tt]he ({short})\b(?! (?:of|for|on|in|and its)\b|[’-])", run.text):
            between = run.text[min(places) : match.start()]
            is_of_other = len(re.findall(rf"\b(?:{short.title()}|{short})\b", between)) > 1
            if match.start() > min(places) and not is_of_other:
                yield SmallTerm(run, *match.span(1), short.title())
