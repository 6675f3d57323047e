"""Contradictions between two entities: each is found at its words, and what may well stand beside the other is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, Source
from assembler.model.text.plain_text import extract_text
from assembler.model.text.prose import Part, Prose, Run, make_prose, mask_exact_words, normalize_signs
from assembler.pipeline import Examination
from assembler.readers.quotations import mark_quotations
from assembler.readers.symbols import mark_symbols
from assembler.rules.registry import RULES

CODES = ("IN-CON-02", "IN-CON-04", "IN-CON-05", "IN-CON-15", "IN-CON-16", "IN-CON-17", "IN-CON-18")
BLOCKS = (Path(__file__).parent / "contradictions.txt").read_text(encoding="utf-8").strip().split("\n\n")[1:]
CASES = {block.partition("\n")[0]: re.findall(r"^\w+: (.+)$", block, re.MULTILINE) for block in BLOCKS}

HARMLESS = [
    re.findall(r"^\w+: (.+)$", block, re.MULTILINE)
    for block in (Path(__file__).parent / "harmless.txt").read_text(encoding="utf-8").strip().split("\n\n")[1:]
]


@pytest.fixture(scope="module")
def collection(example: Examination) -> Collection:
    assert example.collection
    return example.collection


def run(text: str, entity: str, number: int) -> Run:
    """A paragraph of an entity."""
    content = mark_quotations(tuple(mark_symbols(text, "en")))
    shown, source = extract_text(content), Source(f"contributions/{entity}/au.md")
    text, plain = normalize_signs(mask_exact_words(content)), normalize_signs(shown)
    return Run(shown, text, Part.PARAGRAPH, source, "", content, number, "au", "au", plain)


def find_all(texts: tuple[str, str], collection: Collection) -> list[tuple[str, Fault]]:
    """What is found in the texts of two entities."""
    runs = Prose((run(texts[0], "unhcr", 7), run(texts[1], "who", 8)))
    return [(code, fault) for code in CODES for fault in RULES[code].function(runs, collection)]


@pytest.mark.parametrize("title", CASES)
def test_contradiction_is_found_at_its_words(title: str, collection: Collection) -> None:
    one, other, _, sought = CASES[title]
    faults = find_all((one, other), collection)
    assert [f"{code} {fault.words}" for code, fault in faults] == [sought]
    assert all(fault.source.path.startswith("contributions/who/") for _, fault in faults)
    assert all("para. 7" in fault.message for _, fault in faults)
    place = {"other_file": "contributions/unhcr/au.md", "other_line": 1}
    assert all(place.items() <= dict(fault.parameters).items() for _, fault in faults)


@pytest.mark.parametrize("title", CASES)
def test_what_may_stand_beside_the_other_is_not_found(title: str, collection: Collection) -> None:
    one, _, twin, _ = CASES[title]
    assert [f"{code} {fault.message}" for code, fault in find_all((one, twin), collection)] == []


@pytest.mark.parametrize(("one", "other"), HARMLESS)
def test_texts_that_may_both_be_right_are_left_alone(one: str, other: str, collection: Collection) -> None:
    assert [f"{code} {fault.message}" for code, fault in find_all((one, other), collection)] == []


def test_all_contradictions_are_found_in_one_report(example: Examination, collection: Collection) -> None:
    assert example.report
    runs = list(make_prose(example.report))
    runs += [run(case[0], "unhcr", 1000 + place) for place, case in enumerate(CASES.values())]
    runs += [run(case[1], "who", 2000 + place) for place, case in enumerate(CASES.values())]
    prose = Prose(tuple(runs))
    faults = {f"{code} {fault.words}" for code in CODES for fault in RULES[code].function(prose, collection)}
    assert faults == {case[3] for case in CASES.values()}


def test_there_are_enough_pairs() -> None:
    assert len(CASES) >= 50
    assert len(HARMLESS) >= 25
