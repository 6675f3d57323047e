"""Clean sentences full of traps, in which nothing is found, and faulty ones: lines of clean.txt and faulty.txt."""

from __future__ import annotations

import re
from pathlib import Path

from assembler.model.finding import Finding
from assembler.pipeline import examine
from tests.conftest import PLAN, MakeReport, contribution
from tests.rules.test_rules import ANSWER, PERIOD

SENTENCES = (Path(__file__).parent / "clean.txt").read_text(encoding="utf-8").splitlines()
HEADER = contribution("unhcr", "au", "Text.")
FAULTY = [
    tuple(line.split("\t")) for line in (Path(__file__).parent / "faulty.txt").read_text(encoding="utf-8").splitlines()
]
"""The code of what must be found, and the sentence."""


def test_nothing_is_found_in_clean_text(make_report: MakeReport) -> None:
    assert len(SENTENCES) > 180
    found = [(finding.rule, finding.message) for finding in findings(make_report, SENTENCES)]
    assert found == [("IN-CLR-02", found[0][1])]  # a clearance without a record, which these lines have none of


def test_fault_is_found_in_each_faulty_sentence(make_report: MakeReport) -> None:
    assert len(FAULTY) >= 80
    places = {(finding.rule, finding.source.line) for finding in findings(make_report, [text for _, text in FAULTY])}
    first = len(HEADER.splitlines())
    missed = [text for line, (code, text) in enumerate(FAULTY) if (code, first + 2 * line) not in places]
    assert missed == []


def findings(make_report: MakeReport, sentences: list[str]) -> list[Finding]:
    """What is found in sentences of a cleared contribution."""
    plan = re.sub("^rules: .*\n", PERIOD, PLAN, flags=re.MULTILINE)
    text = contribution("unhcr", "au", "\n\n".join(sentences)).replace("submitted", "cleared")
    root = make_report(report_yaml=plan, unhcr__au=text, who__au=ANSWER)
    return [finding for finding in examine(root).checked.findings if finding.source.path.endswith("unhcr/au.md")]
