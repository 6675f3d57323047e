"""Faults planted in a long clean text: each is found at its line and column, and nothing is found beside them.

The faults are the wrong examples of the case pages, the clean paragraphs their right ones; both are wrapped as people
wrap them.
"""

from __future__ import annotations

import random
import re
import textwrap

import pytest

from assembler.pipeline import examine
from tests.conftest import MakeReport, contribution
from tests.rules.test_rules import cases

FAMILIES = ("UN-NUM", "UN-PUN", "UN-SPL", "UN-QUO")
"""Rules that look at one paragraph at a time, so that examples may stand side by side."""
SEEDS = (1, 2, 3)

CLEAN = (
    "The Office and the African Union held three meetings on the protection of civilians, in March and July 2019, and "
    "agreed on a common plan. In 2019, 25 States had ratified the treaty, which entered into force on 1 June.",
    "The Union’s member States – among them Kenya and Mali – were trained in early warning, mediation and electoral "
    "assistance; one third of the 1,250 officers were women. The budget of $1.5 million rose by 12 per cent.",
    "Pursuant to Security Council resolution 2457 (2019), the two organizations cooperated on the campaign “Silencing "
    "the Guns” (see A/74/12, paras. 12–14). The long-standing programme is under way in five countries.",
)


def planted(part: str) -> list[tuple[str, str, str]]:
    """The examples of one paragraph: code, text, words; what spans several blocks can't be wrapped."""
    return [
        (code, text, words)
        for code, text, words in cases(part)
        if code.startswith(FAMILIES) and "\n" not in text and "|" not in text
    ]


def test_there_are_enough_of_them() -> None:
    found = planted("Wrong")
    assert len(found) * len(SEEDS) >= 200
    assert len({code for code, _, _ in found}) >= 30


@pytest.mark.parametrize("seed", SEEDS)
def test_planted_faults_are_found_in_their_places(make_report: MakeReport, seed: int) -> None:
    chance = random.Random(seed)
    examples = planted("Wrong")
    chance.shuffle(examples)
    paragraphs = [text for example in examples for text in (example[1], chance.choice(CLEAN))]
    width = chance.choice((40, 72, 110))
    text = "\n\n".join(textwrap.fill(p, width, break_long_words=False, break_on_hyphens=False) for p in paragraphs)
    root = make_report(unhcr__au=contribution("unhcr", "au", text))
    found = {
        (finding.rule, finding.source.line, finding.source.column, finding.source.end_line, finding.source.end_column)
        for finding in examine(root).checked.findings
        if finding.rule.startswith(FAMILIES)
    }
    written = (root / "contributions/unhcr/au.md").read_text(encoding="utf-8")
    missed = [example for example in examples if not found & places(written, *example)]
    assert missed == []


def places(written: str, code: str, text: str, words: str) -> set[tuple[str, int, int, int, int]]:
    """Where the words of an example stand in the file: their code, first and last line and column."""
    spread = re.compile(r"\s+".join(map(re.escape, text.split())))
    inside = re.compile(r"(\s*)" + r"\s+".join(map(re.escape, words.split())) + r"(\s*)")
    found: set[tuple[str, int, int, int, int]] = set()
    for example in spread.finditer(written):
        for match in inside.finditer(example.group()):
            for start in {match.start(), match.end(1)}:  # a space may be part of the fault
                for end in {match.start(2), match.end()}:
                    first = position(written, example.start() + start)
                    found.add((code, *first, *position(written, example.start() + end)))
    return found


def position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def test_clean_paragraphs_have_no_finding(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "\n\n".join(CLEAN)))
    found = [finding for finding in examine(root).checked.findings if finding.rule.startswith(FAMILIES)]
    assert found == []
