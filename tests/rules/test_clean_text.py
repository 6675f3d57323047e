"""Clean sentences full of traps: nothing is found in them. Each stands on a line of clean.txt."""

from __future__ import annotations

import re
from pathlib import Path

from assembler.pipeline import examine
from tests.conftest import PLAN, MakeReport, contribution
from tests.rules.test_rules import ANSWER, PERIOD

SENTENCES = (Path(__file__).parent / "clean.txt").read_text(encoding="utf-8").splitlines()


def test_nothing_is_found_in_clean_text(make_report: MakeReport) -> None:
    assert len(SENTENCES) > 120
    plan = re.sub("^rules: .*\n", PERIOD, PLAN, flags=re.MULTILINE)
    text = contribution("unhcr", "au", "\n\n".join(SENTENCES)).replace("submitted", "cleared")
    root = make_report(report_yaml=plan, unhcr__au=text, who__au=ANSWER)
    found = [(it.rule, it.message) for it in examine(root).checked.findings if it.source.path.endswith("unhcr/au.md")]
    assert found == [("IN-CLR-02", found[0][1])]  # a clearance without a record, which these lines have none of
