"""Rules that look at the whole report, its plan, its headings, lists and tables."""

from __future__ import annotations

import re

import pytest

from assembler.pipeline import examine
from tests.conftest import PLAN, MakeReport, contribution

INTRODUCTION = "The Assembly asked for it in its resolution 58/316."
WHO = contribution("who", "au", "The two secretariats met. " * 12).replace("submitted", "submitted\nalso: [asean]")
UNHCR = contribution("unhcr", "au", "Four offices trained judges. " * 12)

FAULTS_OF_PLANS = [
    ("date: 2020-09-11", "date: 2022-09-11", "UN-SYM-04"),
    ("session: 75", "session: 74", "UN-SYM-04"),
    ("S/2020/898", "S/2019/898", "UN-SYM-04"),
    ("    year: 75", "    year: 76", "UN-SYM-04"),
    ("title: Cooperation between", "title: Cooperation Between The", "UN-MST-08"),
    ("title: Introduction", "title: 1. Introduction", "UN-STR-05"),
    ("title: Introduction", "title: 'Introduction:'", "UN-STR-09"),
    ("title: Cooperation, org", "title: Work of OSCE, org", "UN-ABB-07"),
    ("summary: summary\n", "", "UN-STR-03"),
    ("author: Report of the Secretary-General", "author: Report by the Secretary General", "IN-MST-02"),
    ("date: 2020-09-11", "distribution: Limited\ndate: 2020-09-11", "IN-MST-03"),
    ("symbols: [A/75/345, S/2020/898]", "symbols: [A/75/345]", "UN-MST-01"),
    ("  - organ: Security Council\n    year: 75\n", "", "UN-MST-01"),
    ("stamp: 2020-09-18", "stamp: 2020-09-10", "UN-MST-02"),
    ("      stage: prov", "      lead: Agenda item\n      stage: prov", "UN-MST-04"),
    ("note: A/75/150", "note: A/74/150", "UN-MST-06"),
    ("themes:", "word_limit: {words: 117}\nthemes:", "IN-STR-02"),
    ("note: A/75/150", "note: A/75/50", "UN-MST-06"),
]
"""Words of the plan, what stands in their place, and what is found."""
FAULTS_OF_TEXTS = [
        (f"{INTRODUCTION}\n\n## One alone\n\nIt meets.", "UN-STR-06", 3),
        (f"{INTRODUCTION}\n\n## One\n\n### Below\n\nIt meets.\n\n## Two\n\nIt meets.", "UN-STR-06", 5),
        (f"{INTRODUCTION}\n\n## 2.1 One\n\nIt meets.\n\n## Two\n\nIt meets.", "UN-STR-05", 3),
        (f"{INTRODUCTION}\n\n## One:\n\nIt meets.\n\n## Two\n\nIt meets.", "UN-STR-09", 3),
        (f"{INTRODUCTION}\n\n## **One**\n\nIt meets.\n\n## Two\n\nIt meets.", "UN-STR-09", 3),
        (f"{INTRODUCTION}\n\n## The Work Of The Offices\n\nIt meets.\n\n## Two\n\nIt meets.", "UN-MST-08", 3),
        (f"{INTRODUCTION}\n\n## Work of UNDP\n\nIt meets.\n\n## Two\n\nIt meets.", "UN-ABB-07", 3),
        ("No mandate is named.", "IN-STR-01", 1),
        (f"{INTRODUCTION}\n\n1. to meet;\n2. To talk.", "UN-PAR-03", 3),
        (f"{INTRODUCTION}\n\n1. To meet,\n2. To talk.", "UN-PAR-03", 3),
        (f"{INTRODUCTION}\n\n1. To meet; and\n2. To talk.", "UN-PAR-03", 3),
        (f"{INTRODUCTION}\n\n1. To meet;\n2. To talk;", "UN-PAR-03", 4),
        (f"{INTRODUCTION}\n\n- Training;\n- Advice", "UN-PAR-04", 3),
        (f"{INTRODUCTION}\n\n- It trains.\n- Advice", "UN-PAR-04", 3),
        (f"{INTRODUCTION}\n\nTable: Courses\n\n| A | B |\n| - | - |\n| 2018 | 4 |\n| 2019 | |", "UN-TBL-05", 8),
        (f"{INTRODUCTION}\n\nTable: Courses\n\n| A[^a] | B |\n| - | - |\n| 1 | 3 |\n\n[^a]: Full.", "IN-TBL-03", 5),
]  # fmt: skip
"""Texts, what is found in them, and on which line."""


def codes(make_report: MakeReport, **files: str) -> list[tuple[str, int]]:
    """The codes found, with their lines, apart from those of coverage and clearance; one rule is off."""
    given = {"general__introduction": INTRODUCTION, "report_yaml": PLAN} | files
    rules = "rules: {UN-ABB-01: {level: off, reason: short texts}}\n"
    given["report_yaml"] = re.sub("^rules: .*\n", rules, given["report_yaml"], flags=re.MULTILINE)
    found = examine(make_report(**given | {"who__au": WHO, "unhcr__au": UNHCR})).checked.findings
    return [(f.rule, f.source.line) for f in found if not f.rule.startswith(("IN-CLR", "IN-COV"))]


def test_small_report_is_clean(make_report: MakeReport) -> None:
    assert codes(make_report) == []


@pytest.mark.parametrize(("old", "new", "code"), FAULTS_OF_PLANS)
def test_fault_of_the_plan(make_report: MakeReport, old: str, new: str, code: str) -> None:
    assert old in PLAN
    assert code in {found for found, _ in codes(make_report, report_yaml=PLAN.replace(old, new))}


@pytest.mark.parametrize(("limit", "near"), [(111, False), (112, True), (117, True), (118, False)])
def test_limit_is_near_from_95_per_cent_on(make_report: MakeReport, limit: int, near: bool) -> None:
    plan = f"{PLAN}word_limit: {{words: {limit}}}\n"
    assert ("IN-STR-02" in {code for code, _ in codes(make_report, report_yaml=plan)}) is near


@pytest.mark.parametrize(("text", "code", "line"), FAULTS_OF_TEXTS)
def test_fault_of_a_text(make_report: MakeReport, text: str, code: str, line: int) -> None:
    assert codes(make_report, general__introduction=text) == [(code, line)]


@pytest.mark.parametrize(
    "text",
    [
        "## One\n\nIt meets.\n\n## Two\n\nIt meets.",
        "1. To meet;\n2. To talk:\n    1. Of this;\n    2. Of that.",
        "1. What of it?\n2. What else?",
        "- Training\n- Advice",
        "- It trains.\n- It gives advice.",
        "Table: Courses\n\n| Year | Courses |\n| --- | --- |\n| 2019 | – |",
    ],
)
def test_right_text(make_report: MakeReport, text: str) -> None:
    assert codes(make_report, general__introduction=f"{INTRODUCTION}\n\n{text}") == []


def test_organization_with_one_short_paragraph(make_report: MakeReport) -> None:
    plan = re.sub("^rules: .*\n", "", PLAN, flags=re.MULTILINE)
    root = make_report(report_yaml=plan, who__au=None)
    assert "UN-ORD-05" in {finding.rule for finding in examine(root, draft=False).checked.findings}


def test_recommendations_are_bold(make_report: MakeReport) -> None:
    plan = PLAN.replace("title: Introduction", "title: Regional recommendations")
    roman = "I recommend that the Assembly note resolution 58/316."
    assert codes(make_report, report_yaml=plan, general__introduction=roman) == [("UN-STR-07", 1)]
    assert codes(make_report, report_yaml=plan, general__introduction=f"**{roman}**") == []


@pytest.mark.parametrize(
    ("language", "text", "code", "fixed"),
    [
        ("fr", "Le texte: il est «bon».", "UN-LNG-02", "Le texte\u00a0: il est «\u00a0bon\u00a0»."),
        ("fr", "La 1ère séance.", "UN-LNG-02", "La 1re séance."),
        ("fr", "La réunion.[^a]\n\n[^a]: Note.", "IN-FN-06", "La réunion[^a]."),
        ("zh", "联合国,区域组织", "UN-LNG-07", "联合国\uff0c区域组织"),
    ],
)
def test_typography_of_a_language(make_report: MakeReport, language: str, text: str, code: str, fixed: str) -> None:
    from assembler.pipeline import fix_texts

    plan = re.sub("^date:", f"language: {language}\ndate:", PLAN, flags=re.MULTILINE)
    root = make_report(report_yaml=plan, unhcr__au=contribution("unhcr", "au", text))
    assert code in {finding.rule for finding in examine(root).checked.findings}
    fix_texts(root, lambda finding: finding.rule == code, write=True)
    assert fixed in (root / "contributions/unhcr/au.md").read_text(encoding="utf-8")
    assert code not in {finding.rule for finding in examine(root).checked.findings}
