"""Wrong input ends in a finding with its file and line, never in a traceback, and hides no other fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assembler.__main__ import run
from tests.conftest import ENTITIES, ORGANIZATIONS, PLAN, MakeReport, contribution


def found(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[tuple[str, int, str]]]:
    """The exit status of check, and path, line and code of each finding."""
    status = run(["check", "-C", str(root), "--format", "json", "--fail-on", "error"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return status, [(f["path"].removeprefix("contributions/"), f["line"], f["rule"]) for f in findings]


def texts(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    run(["check", "-C", str(root)])
    return capsys.readouterr().out


def test_small_report_has_no_error(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    status, findings = found(make_report(), capsys)
    assert status == 0
    assert {rule for _, _, rule in findings} == {"IN-CLR-01", "IN-COV-02"}


CONFLICT = "One.\n\n<<<<<<< HEAD\nTwo.\n=======\nTwo and a half.\n>>>>>>> 2091d26\n"
"""Two versions of the same lines, as Git leaves them."""


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"report_yaml": PLAN + "tilte: x\n"}, ("report.yaml", 25, "IN-KEY-01")),
        ({"report_yaml": PLAN.replace("date: 2020-09-11", "date: 2020-02-30")}, ("report.yaml", 4, "IN-VAL-01")),
        ({"report_yaml": "title: [unclosed\n"}, ("report.yaml", 1, "IN-YML-01")),
        ({"organizations_yaml": ORGANIZATIONS + "au: {name: Twice}\n"}, ("organizations.yaml", 3, "IN-YML-02")),
        ({"organizations_yaml": None}, ("organizations.yaml", 1, "IN-PLC-05")),
        ({"entities_yaml": ENTITIES.replace("name: World", "nam: World")}, ("entities.yaml", 2, "IN-KEY-01")),
        ({"unhcr__eu": contribution("unhcr", "eu", "Text.")}, ("unhcr/eu.md", 3, "IN-VAL-02")),
        ({"unchr__au": contribution("unhcr", "au", "Text.")}, ("unchr/au.md", 1, "IN-PLC-01")),
        ({"unhcr__asean": contribution("unhcr", "au", "Text.")}, ("unhcr/asean.md", 3, "IN-PLC-03")),
        ({"unhcr__au": "UNHCR worked.\n"}, ("unhcr/au.md", 1, "IN-HDR-01")),
        ({"unhcr__au": "---\nentity: unhcr\n\nUNHCR worked.\n"}, ("unhcr/au.md", 1, "IN-HDR-02")),
        ({"unhcr__au": ""}, ("unhcr/au.md", 1, "IN-TXT-03")),
        ({"unhcr__au": b"\xff\xfeU\x00N\x00"}, ("unhcr/au.md", 1, "IN-TXT-01")),
        ({"unhcr__au": contribution("unhcr", "au", CONFLICT)}, ("unhcr/au.md", 9, "IN-TXT-06")),
        ({"report_yaml": f"{CONFLICT}{PLAN}"}, ("report.yaml", 3, "IN-TXT-06")),
        (
            {"unhcr__au": contribution("unhcr", "au", "A note.[^a]").replace("submitted", "nothing-to-report")},
            ("unhcr/au.md", 4, "IN-COV-06"),
        ),
        ({"unhcr__au": contribution("unhcr", "au", "A nul\x00l.")}, ("unhcr/au.md", 7, "IN-TXT-02")),
        ({"unhcr__au": contribution("unhcr", "au", "See [para.](#nowhere).")}, ("unhcr/au.md", 7, "IN-REF-01")),
        ({"unhcr__au": contribution("unhcr", "au", "A note.[^a]")}, ("unhcr/au.md", 7, "IN-FN-01")),
        ({"unhcr__au": contribution("unhcr", "au", "No note.\n\n[^a]: Text.")}, ("unhcr/au.md", 9, "IN-FN-02")),
        (
            {"unhcr__au": contribution("unhcr", "au", "A.[^a]\n\n[^a]: One.\n[^a]: Two.")},
            ("unhcr/au.md", 10, "IN-FN-03"),
        ),
        (
            {"unhcr__au": contribution("unhcr", "au", "One.\n{: #a }\n\nTwo.\n{: #a }")},
            ("unhcr/au.md", 11, "IN-ID-01"),
        ),
        ({"unhcr__au": contribution("unhcr", "au", "## Human right\n\nText.")}, ("unhcr/au.md", 7, "IN-THM-01")),
        ({"unhcr__au": contribution("unhcr", "au", "Text.\n{: oder=1 }")}, ("unhcr/au.md", 8, "IN-ATR-01")),
        ({"unhcr__au": contribution("unhcr", "au", "A <b>word</b>.")}, ("unhcr/au.md", 7, "IN-MD-01")),
        ({"unhcr__au": contribution("unhcr", "au", "[a](javascript:x).")}, ("unhcr/au.md", 7, "IN-MD-02")),
        ({"unhcr__au": None, "general__introduction": None}, ("report.yaml", 22, "IN-COV-05")),
        ({"who__au": contribution("who", "au", "No asean.")}, ("organizations.yaml", 1, "UN-ORD-02")),
        ({"unhcr__deep__au": contribution("unhcr", "au", "Text.")}, ("unhcr/deep/au.md", 1, "IN-PLC-04")),
        (
            {"report_yaml": PLAN + "word_limit: {words: 5, count: [body], waiver: null}\n"},
            ("report.yaml", 25, "UN-STR-01"),
        ),
        ({"report_yaml": PLAN.replace("      note: A/75/150\n", "")}, ("report.yaml", 12, "UN-MST-06")),
        ({"report_yaml": PLAN + "emblem: none.png\n"}, ("report.yaml", 25, "IN-EMB-01")),
    ],
    ids=lambda value: value[2] if isinstance(value, tuple) else "",
)
def test_fault_is_found_at_its_place(
    make_report: MakeReport,
    capsys: pytest.CaptureFixture[str],
    files: dict[str, str | bytes | None],
    expected: tuple[str, int, str],
) -> None:
    status, findings = found(make_report(**files), capsys)
    assert status == 1
    assert expected in findings


def test_unknown_organization_says_what_was_meant(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    out = texts(make_report(unhcr__aseen=contribution("unhcr", "aseen", "Text.")), capsys)
    assert "Did you mean “asean”?" in out


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_wide_characters_without_a_mark_are_one_fault(
    encoding: str, make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    text = contribution("unhcr", "au", "UNHCR worked with the African Union.").encode(encoding)
    _, findings = found(make_report(unhcr__au=text), capsys)
    of_the_file = [(line, rule) for path, line, rule in findings if path == "unhcr/au.md"]
    assert of_the_file == [(1, "IN-TXT-01")]


@pytest.mark.parametrize("before", ["\n\n---", "  ---", "----", "–––", "—", "___"])
def test_first_line_that_is_nearly_that_of_a_header(
    before: str, make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    text = contribution("unhcr", "au", "UNHCR worked.").replace("---", before, 1)
    out = texts(make_report(unhcr__au=text), capsys)
    assert "IN-HDR-01 The header does not begin with a line of three hyphens, which must be the first line" in out


def test_no_break_space_after_a_key_is_named(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    text = contribution("unhcr", "au", "UNHCR worked.").replace("entity: ", "entity:\u00a0")
    out = texts(make_report(unhcr__au=text), capsys)
    assert "contributions/unhcr/au.md:2:8: error IN-YML-01 A no-break space stands after the colon of a key" in out


def test_number_of_a_paragraph_is_found(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    text = contribution(
        "unhcr", "au", "12. UNHCR worked.\n\n13. It trained:\n\n    1. its staff;\n    2. its officials."
    )
    out = texts(make_report(unhcr__au=text), capsys)
    assert "au.md:7:1: warning IN-MD-05 This list begins with 12, but its first item is printed as (a)." in out
    text = contribution("unhcr", "au", "UNHCR worked with:\n\n1. the African Union;\n1. ASEAN.")
    assert "IN-MD-05" not in texts(make_report(unhcr__au=text), capsys)


def test_rows_that_make_no_table_are_found(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "Table: Staff\n\n| Year | Number |\n| 2019 | 12 |"
    out = texts(make_report(unhcr__au=contribution("unhcr", "au", rows)), capsys)
    assert (
        "au.md:9:1: error IN-TBL-04 These lines look like the rows of a table, but are printed as words and bars."
        in out
    )
    assert "Write “| --- | --- |” under the first line." in out


@pytest.mark.parametrize("row", ["| 2020 | 13 |", "| 2020 | 13 |\n| 2021 | 14 |"])
def test_rows_that_an_empty_line_parts_from_their_table_are_found(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], row: str
) -> None:
    rows = f"Table: Staff\n\n| Year | Number |\n| --- | --- |\n| 2019 | 12 |\n\n{row}"
    out = texts(make_report(unhcr__au=contribution("unhcr", "au", rows)), capsys)
    assert "au.md:13:1: error IN-TBL-04" in out
    assert "If the lines belong to the table above, delete the empty line before them." in out
    assert "IN-TBL-04" not in texts(make_report(unhcr__au=contribution("unhcr", "au", "|x|\n\n| Words |")), capsys)


def test_empty_plan_has_a_hint_of_its_own(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    assert "the one that “assembler new report DIR” writes" in texts(make_report(report_yaml=""), capsys)


def test_reference_says_what_was_meant(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    text = contribution("unhcr", "au", "One.\n{: #ceasefire }\n\nSee [para.](#ceasfire).")
    assert "Did you mean “#ceasefire”?" in texts(make_report(unhcr__au=text), capsys)


def test_column_of_a_reference(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    text = contribution("unhcr", "au", "## Human rights\n\nA line\nand *one* more, see [para.](#nowhere).")
    run(["check", "-C", str(make_report(unhcr__au=text)), "--format", "concise"])
    assert "contributions/unhcr/au.md:10:21: error IN-REF-01" in capsys.readouterr().out


def test_one_bad_file_hides_no_other(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(
        report_yaml="title: [unclosed\n",
        unhcr__au=b"\xff",
        who__au=contribution("who", "au", "A note.[^a]"),
        general__summary="",
    )
    status, findings = found(root, capsys)
    assert status == 1
    assert {rule for _, _, rule in findings} == {"IN-YML-01", "IN-TXT-01", "IN-FN-01", "IN-TXT-03"}


def test_missing_plan_is_said_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "-C", str(tmp_path)]) == 2
    assert "There is no contributions/report.yaml" in capsys.readouterr().err


def test_waived_rule_is_not_reported_and_idle_waiver_is(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "status: submitted\nsubmitted: 2020-07-01\nwaive:\n  - {rule: IN-COV-03, reason: agreed}\n"
    late = contribution("unhcr", "au", "Text.").replace("status: submitted\n", header)
    _, findings = found(make_report(unhcr__au=late), capsys)
    assert "IN-COV-03" not in {rule for _, _, rule in findings}
    idle = late.replace("2020-07-01", "2020-06-01")
    _, findings = found(make_report(unhcr__au=idle), capsys)
    assert ("unhcr/au.md", 7, "IN-WVR-01") in findings
    text = "---\norganization: au\n---\n\nThey met.\n"
    _, findings = found(make_report(unhcr__au=idle, consolidated__au=text), capsys)
    assert "IN-WVR-01" not in {rule for _, _, rule in findings}


def test_form_without_text_counts_as_missing(
    make_report: MakeReport, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, findings = found(make_report(unhcr__au=contribution("unhcr", "au", "<!-- guidance -->")), capsys)
    assert ("unhcr/au.md", 1, "IN-COV-01") in findings
    run(["check", "-C", str(tmp_path / "report")])
    assert "was asked for, but its file has no text yet." in capsys.readouterr().out


def test_nothing_to_report_is_an_answer(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    nothing = contribution("unhcr", "au", "").replace("submitted", "nothing-to-report")
    _, findings = found(make_report(unhcr__au=nothing), capsys)
    assert "IN-COV-01" not in {rule for _, _, rule in findings}


def test_session_that_is_no_number_is_found_once(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(report_yaml=PLAN.replace("session: 75", "session: -5"))
    _, findings = found(root, capsys)
    assert [rule for path, _, rule in findings if path == "report.yaml"] == ["IN-VAL-01"]


def test_emblem_of_an_endless_name_is_a_finding(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(report_yaml=PLAN + f"emblem: {'a' * 5000}.png\n")
    status, findings = found(root, capsys)
    assert status == 1
    assert ("report.yaml", 25, "IN-EMB-01") in findings
