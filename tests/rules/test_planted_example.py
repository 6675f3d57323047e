"""Faults planted into the clean text of the example report: nearly all are found, each at its line and column.

Every rule that looks at the words of one paragraph is among them; what spans paragraphs, and the plan, the case pages
have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from assembler.api import check, load
from assembler.model.contribution import Kind
from assembler.pipeline import Examination
from assembler.rules.registry import RULES, Scope
from assembler.storage.parse_cache import ParseCache
from tests.conftest import ROOT
from tests.rules.test_rules import cases, said

TEXT = "unhcr/au.md"
LEAST = 200
SHARE = 0.95

# What stands in clean text, what a careless hand makes of it, and the rule that must find it there.
SLIPS = [
    ("the", "the the", "UN-SPL-05"),
    ("organization", "organisation", "UN-SPL-01"),
    ("programme", "program", "UN-SPL-02"),
    ("cooperation", "co-operation", "UN-SPL-03"),
    ("Member States", "member states", "UN-CAP-01"),
    ("’", "'", "UN-PUN-01"),
    (" per cent", "%", "UN-NUM-04"),
    ("United Nations", "UN", "UN-ABB-03"),
    (",", " ,", "UN-PUN-05"),
    ("and", "and/or", "UN-PUN-04"),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault and its place."""

    code: str
    path: str
    line: int
    columns: frozenset[int]
    """Where its words stand, once or more often; a space before them may be part of the fault."""
    words: str


@dataclass(frozen=True, slots=True)
class Clean:
    """A paragraph of the example in one line, in which nothing is found."""

    path: str
    line: int
    text: str


def clean_paragraphs(example: Examination) -> Iterator[Clean]:
    """The paragraphs of entities' texts that print, one line each, without notes and links."""
    assert example.collection
    consolidated = {text.header.organization for text in example.collection.of_kind(Kind.CONSOLIDATED)}
    for text in example.collection.of_kind(Kind.ENTITY):
        lines = (ROOT / text.path).read_text(encoding="utf-8").splitlines()
        for block in text.blocks if text.header.organization not in consolidated else ():
            line = lines[block.source.line - 1]
            below = lines[block.source.line] if block.source.line < len(lines) else ""
            if len(line) > 80 and not below and not re.search(r"[\[{*|]", line) and line.endswith("."):
                yield Clean(text.path, block.source.line, line)


def in_english() -> list[tuple[str, str, str]]:
    """The wrong examples that stand in an English text on an organization."""
    return [
        case
        for case in cases("Wrong")
        if case[0] in RULES  # other pages hold examples in another language
        and "en" in (RULES[case[0]].languages or ("en",))
        and said(case[0], "In", TEXT) == TEXT
    ]


def planted(clean: list[Clean]) -> Iterator[tuple[Clean, str, Planted]]:
    """Each clean paragraph with what it becomes: a slip of its own words, or a wrong sentence at its end."""
    wrong = [case for case in in_english() if "\n" not in case[1] and RULES[case[0]].scope is Scope.PROSE]
    kinds: list[tuple[str, str, str, bool]] = [(code, old, new, True) for old, new, code in SLIPS for _ in range(3)]
    kinds += [(code, text, words, False) for code, text, words in wrong]
    free = list(clean)
    for code, old, new, slips in kinds:
        place = next(
            (candidate for candidate in free if not slips or re.search(rf"\b{re.escape(old)}", candidate.text)), None
        )
        if place is None:
            continue
        free.remove(place)
        if slips:
            match = re.search(rf"\b{re.escape(old)}", place.text) or re.search(re.escape(old), place.text)
            assert match
            text, columns = place.text[: match.start()] + new + place.text[match.end() :], {match.start() + 1}
        else:
            text = f"{place.text} {old}"
            columns = {len(place.text) + 2 + hit.start() for hit in re.finditer(re.escape(new), old)}
        yield (
            place,
            text,
            Planted(code, place.path, place.line, frozenset(columns | {column - 1 for column in columns}), new),
        )


type Case = tuple[Clean, str, Planted]


@pytest.fixture(scope="module")
def everything(example: Examination) -> list[Case]:
    """What is planted in the example; of each rule a first one, then of each a second one, and so on."""
    turns: Counter[str] = Counter()
    cases = planted(list(clean_paragraphs(example)) * 14)
    turned: list[tuple[int, Case]] = []
    for case in cases:
        turns[case[2].code] += 1
        turned.append((turns[case[2].code], case))
    return [case for _, case in sorted(turned, key=lambda pair: pair[0])]


def find_planted(example: Examination, cases: list[Case]) -> Iterator[set[Planted]]:
    """What was found at its place, in one copy of the example after the other, until all has been planted."""
    cache = ParseCache()
    while cases:
        here: dict[tuple[str, int], Case] = {}
        for case in cases:
            here.setdefault((case[0].path, case[0].line), case)
        loaded = load({**example.loaded.files, **plant(example.loaded.files, list(here.values()))}, cache=cache)
        places = {(f.rule, f.source.path, f.source.line, f.source.column) for f in check(loaded).findings}
        slips = [slip for *_, slip in here.values()]
        yield {slip for slip in slips if any((slip.code, slip.path, slip.line, at) in places for at in slip.columns)}
        cases = [case for case in cases if case not in here.values()]


def plant(files: Mapping[str, bytes], cases: list[Case]) -> dict[str, bytes]:
    """The texts in which something is planted."""
    lines = {clean.path: files[clean.path].decode().splitlines() for clean, *_ in cases}
    for clean, text, _ in cases:
        lines[clean.path][clean.line - 1] = text
    return {path: ("\n".join(texts) + "\n").encode() for path, texts in lines.items()}


@pytest.mark.slow
def test_nearly_all_are_found_at_their_places(example: Examination, everything: list[Case]) -> None:
    wanted = {slip for *_, slip in everything}
    seen: set[Planted] = set().union(*find_planted(example, everything))
    assert len(wanted) >= LEAST
    assert len(seen) >= SHARE * len(wanted), wanted - seen


@pytest.mark.slow
def test_every_rule_of_style_is_among_them(example: Examination, everything: list[Case]) -> None:
    missing = {case[0] for case in in_english() if "\n" not in case[1] and RULES[case[0]].scope is Scope.PROSE}
    for seen in find_planted(example, everything):
        missing -= {slip.code for slip in seen}
        if not missing:
            break
    assert missing == set()
