"""Sentences told in the wrong tense and in the right one, as reports have them; each stands on a line of tense.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from assembler.model.finding import Finding
from assembler.pipeline import examine
from tests.conftest import PLAN, MakeReport, contribution

CODES = ("IN-CON-11", "IN-CON-12", "IN-CON-13", "IN-CON-14")
PARTS = (Path(__file__).parent / "tense.txt").read_text(encoding="utf-8").split("\n# ")
WRONG, RIGHT = ([line for line in part.splitlines()[1:] if line] for part in PARTS)


def found(make_report: MakeReport, sentences: list[str], date: str = "2020-09-11") -> dict[str, list[Finding]]:
    """The findings on tense, by the sentence in which they are."""
    text = contribution("unhcr", "au", "\n\n".join(sentences))
    root = make_report(unhcr__au=text, report_yaml=PLAN.replace("date: 2020-09-11", f"date: {date}"))
    lines = text.splitlines()
    by_sentence: dict[str, list[Finding]] = {}
    for finding in examine(root).checked.findings:
        if finding.rule in CODES:
            by_sentence.setdefault(lines[finding.source.line - 1], []).append(finding)
    return by_sentence


@pytest.mark.slow
def test_what_is_told_in_the_wrong_tense_is_found(make_report: MakeReport) -> None:
    assert len(WRONG) >= 50
    assert [sentence for sentence in WRONG if sentence not in found(make_report, WRONG)] == []


def test_what_is_told_rightly_is_not(make_report: MakeReport) -> None:
    assert len(RIGHT) >= 150
    assert found(make_report, RIGHT) == {}


@pytest.mark.parametrize(
    ("sentence", "instead"),
    [
        ("In March 2019, UNHCR organizes a workshop.", "organized"),
        ("The retreat takes place in Kigali in March 2019.", "took place"),
        ("In March 2019, the two offices hold a workshop.", "held"),
        ("The seminars are held in Tunis in April 2019.", "were held"),
        ("In March 2019, the Office has jointly organized a workshop.", "jointly organized"),
        ("In March 2019, the Commission has undertaken a mission.", "undertook"),
        ("The seminar has been held in Dakar in March 2019.", "was held"),
        ("The seminar will be held in March 2019.", ""),
    ],
)
def test_past_is_offered_where_it_is_known(make_report: MakeReport, sentence: str, instead: str) -> None:
    fixes = [finding.fix for findings in found(make_report, [sentence]).values() for finding in findings]
    assert [fix.text for fix in fixes if fix] == ([instead] if instead else [])
    assert not any(fix.safe for fix in fixes if fix)


@pytest.mark.parametrize("date", ["2019-03-03", "2020-09-11"])
def test_day_of_the_report_is_neither_past_nor_to_come(make_report: MakeReport, date: str) -> None:
    day = {"2019-03-03": "3 March 2019", "2020-09-11": "11 September 2020"}[date]
    sentences = [f"The seminar will be held in Tunis on {day}.", f"The seminar was held in Tunis on {day}."]
    assert found(make_report, sentences, date) == {}
