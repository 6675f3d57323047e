"""assembler build --final: everything that blocks it is said in one run, and what the editor answers for passes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assembler.__main__ import run
from assembler.model.finding import Severity
from assembler.rules.registry import INTEGRITY, RULES
from tests.conftest import PLAN, MakeReport, contribution

type Files = dict[str, str | bytes | None]


def cleared(entity: str, organization: str, text: str) -> str:
    return contribution(entity, organization, text).replace("submitted", "cleared")


VOID = "status: cleared\ncleared: {by: A. Person, on: 2020-07-01, text: sha256:" + "0" * 64 + "}"
NOBODY = "focal_point: {name: YOUR NAME, email: a@example.org}"
CLEAN: Files = {
    "unhcr__au": cleared("unhcr", "au", "UNHCR worked."),
    "who__au": cleared("who", "au", "WHO worked.").replace("status", "also: [asean]\nstatus"),
}
"""A report of which the final can be built."""
BLOCKED: dict[str, Files] = {
    "IN-FN-01": {"unhcr__au": cleared("unhcr", "au", "A note.[^a]")},
    "IN-COV-01": {"report_yaml": PLAN.replace("unhcr: [au]", "unhcr: [au, asean]")},
    "IN-CLR-01": {"unhcr__au": contribution("unhcr", "au", "UNHCR worked.")},
    "IN-CLR-03": {"unhcr__au": contribution("unhcr", "au", "UNHCR worked.").replace("status: submitted", VOID)},
    "IN-OPN-01": {"unhcr__au": cleared("unhcr", "au", "UNHCR {>> so? <<} worked.")},
    "IN-OPN-02": {"unhcr__au": cleared("unhcr", "au", "UNHCR {++always++} worked.")},
    "IN-OPN-03": {"unhcr__au": cleared("unhcr", "au", "UNHCR held [number] workshops.")},
    "IN-SCF-01": {"unhcr__au": cleared("unhcr", "au", "UNHCR worked. Say here where the reader finds more.")},
    "IN-SCF-02": {"unhcr__au": cleared("unhcr", "au", "UNHCR worked.").replace("status", f"{NOBODY}\nstatus", 1)},
    "UN-STR-01": {"report_yaml": PLAN + "word_limit: {words: 5}\n"},
    "IN-JOB-01": {"report_yaml": PLAN.replace("job_number: 20-11922\n", "")},
}
"""What blocks a final, by the code that says so."""


def final(root: Path, *options: str) -> int:
    return run(["build", "-C", str(root), "--final", "--to", "txt", "--format", "concise", *options])


def manifest(root: Path) -> dict[str, object]:
    read: dict[str, object] = json.loads((root / "build/final/manifest.json").read_text(encoding="utf-8"))
    return read


def test_final_of_a_clean_report_is_built(make_report: MakeReport) -> None:
    root = make_report(**CLEAN)
    assert final(root) == 0
    assert manifest(root)["accepted"] == []


@pytest.mark.parametrize("code", BLOCKED)
def test_final_is_refused_by(make_report: MakeReport, capsys: pytest.CaptureFixture[str], code: str) -> None:
    root = make_report(**(CLEAN | BLOCKED[code]))
    assert final(root) == 1
    said = capsys.readouterr()
    assert f" {code} " in said.out
    assert f"  1  {RULES[code].name.replace('-', ' ')}  {code}" in said.err
    assert not (root / "build").exists()


@pytest.mark.parametrize("code", BLOCKED)
def test_check_and_a_refused_final_mark_what_blocks(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    root = make_report(**(CLEAN | BLOCKED[code]))
    for command in (["build", "--final", "--to", "txt"], ["check"]):
        run([*command, "-C", str(root), "--format", "json"])
        findings = json.loads(capsys.readouterr().out)["findings"]
        assert {True} == {finding["blocks"] for finding in findings if finding["rule"] == code}
        run([*command, "-C", str(root), "--format", "concise"])
        lines = [line for line in capsys.readouterr().out.splitlines() if f" {code} " in line]
        assert lines
        assert all(": error " in line or line.endswith(" [keeps a final back]") for line in lines)


def test_what_the_editor_lets_pass_blocks_nothing(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(**(CLEAN | BLOCKED["IN-CLR-01"]))
    assert final(root, "--accept", "IN-CLR-01", "--because", "it is late") == 0
    assert "keeps a final back" not in capsys.readouterr().out


def test_all_that_blocks_is_said_in_one_run(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    text = "UNHCR {>> so? <<} {++always++} worked.[^a]\n\nIt held [number] workshops and TBC meetings.\n\n"
    text += "Say here where the reader finds more."
    plan = PLAN.replace("job_number: 20-11922\n", "").replace("unhcr: [au]", "unhcr: [au, asean]")
    root = make_report(
        report_yaml=plan + "word_limit: {words: 5}\n",
        unhcr__au=contribution("unhcr", "au", text),
        who__au=CLEAN["who__au"].replace("status: cleared", f"{NOBODY}\n{VOID}"),  # type: ignore[union-attr]
    )
    assert final(root) == 1
    said = capsys.readouterr()
    assert {line.split()[2] for line in said.out.splitlines()} >= set(BLOCKED)
    assert "In the way: 12 findings." in said.err
    assert "  2  placeholder left          IN-OPN-03\n" in said.err
    assert "  1  note without text         IN-FN-01  cannot be accepted\n" in said.err


@pytest.mark.parametrize("code", [code for code in BLOCKED if code not in INTEGRITY])
def test_what_is_accepted_passes_and_stands_in_the_manifest(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    root = make_report(**(CLEAN | BLOCKED[code]))
    assert final(root, "--accept", code, "--because", "the Deputy  asked for it") == 0
    said = capsys.readouterr()
    assert f"{code}: 1 finding accepted, because: the Deputy asked for it" in said.err
    (entry,) = manifest(root)["accepted"]  # type: ignore[misc]
    assert (entry["rule"], entry["reason"]) == (code, "the Deputy asked for it")
    (found,) = entry["findings"]
    place = f"{found['path']}:{found['line']}:{found['column']}"
    assert f"{place}: {RULES[code].severity.word} {code} {found['message']}" in said.out


def test_several_are_accepted_each_with_its_own_reason(make_report: MakeReport) -> None:
    root = make_report(**(CLEAN | BLOCKED["IN-OPN-01"] | BLOCKED["IN-JOB-01"]))
    accepted = ["--accept", "IN-OPN-01", "--because", "one", "--accept", "in-job-01", "--because", "two"]
    assert final(root, *accepted) == 0
    entries = manifest(root)["accepted"]
    assert [(entry["rule"], entry["reason"]) for entry in entries] == [  # type: ignore[attr-defined]
        ("IN-JOB-01", "two"),
        ("IN-OPN-01", "one"),
    ]


def test_what_is_not_accepted_still_blocks(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(**(CLEAN | BLOCKED["IN-OPN-01"] | BLOCKED["IN-JOB-01"]))
    assert final(root, "--accept", "IN-OPN-01", "--because", "one") == 1
    said = capsys.readouterr()
    assert "IN-JOB-01" in said.out
    assert "IN-OPN-01" not in said.out
    assert "In the way: 1 finding." in said.err


def test_integrity_is_never_accepted(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(**(CLEAN | BLOCKED["IN-FN-01"]))
    assert final(root, "--accept", "IN-FN-01", "--because", "it is late") == 1
    assert "warning: IN-FN-01 cannot be accepted" in capsys.readouterr().err
    assert not (root / "build").exists()


@pytest.mark.parametrize("level", ["off", "advice", "warning"])
def test_plan_cannot_lower_a_rule_of_integrity(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], level: str
) -> None:
    plan = PLAN.replace("rules: {", f"rules: {{IN-FN-01: {{level: {level}, reason: it is late}}, ")
    root = make_report(**(CLEAN | BLOCKED["IN-FN-01"] | {"report_yaml": plan}))
    assert final(root) == 1
    assert "error IN-FN-01" in capsys.readouterr().out
    assert run(["check", "-C", str(root), "--format", "concise"]) == 1
    assert "warning IN-RUL-02 IN-FN-01 protects words" in capsys.readouterr().out


def test_accepting_what_blocks_nothing_is_a_warning(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(**CLEAN)
    assert final(root, "--accept", "UN-STR-01", "--because", "it is long") == 0
    assert "warning: --accept UN-STR-01 has no effect" in capsys.readouterr().err
    assert manifest(root)["accepted"] == []


@pytest.mark.parametrize(
    "options",
    [
        ["--accept", "UN-STR-01"],
        ["--because", "soon"],
        ["--accept", "UN-STR-01", "--because", "REASON"],
        ["--accept", "UN-STR-01", "--because", " "],
        ["--accept", "UN-STR-01", "--because", "half a character: \ud800"],
        ["--accept", "UN-STR-01", "--accept", "IN-JOB-01", "--because", "one reason for two"],
        ["--accept", "UN-STR-99", "--because", "there is none"],
        ["--accept", "UN-STR-01", "--because", "one", "--accept", "UN-STR-01", "--because", "two"],
    ],
)
def test_acceptance_without_code_or_reason_is_wrong_usage(make_report: MakeReport, options: list[str]) -> None:
    root = make_report(**CLEAN)
    assert final(root, *options) == 2
    assert not (root / "build").exists()


def test_acceptance_is_for_a_final(make_report: MakeReport) -> None:
    assert run(["build", "-C", str(make_report()), "--accept", "UN-STR-01", "--because", "so"]) == 2


def test_rules_of_integrity_are_errors_of_the_table() -> None:
    assert set(RULES) >= INTEGRITY
    assert {code for code in INTEGRITY if RULES[code].severity is not Severity.ERROR} == {"IN-SCF-01"}
    assert RULES["IN-SCF-01"].blocks
    assert not any(code.startswith("UN-") for code in INTEGRITY)


def test_explain_says_what_cannot_be_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    run(["explain", "IN-FN-01"])
    assert capsys.readouterr().out.startswith("IN-FN-01 note-without-text (error; it cannot be accepted)")


def test_nothing_is_accepted_of_a_plan_that_cannot_be_used(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(**(CLEAN | {"report_yaml": PLAN.replace("date: 2020-09-11", "date: soon")}))
    assert final(root, "--accept", "IN-VAL-01", "--because", "soon enough") == 1
    said = capsys.readouterr()
    assert "error IN-VAL-01" in said.out
    assert "In the way: 1 finding." in said.err
    assert "IN-VAL-01: " not in said.err
    assert "--accept IN-VAL-01" not in said.err


@pytest.mark.parametrize("code", ["IN-CLR-01", "IN-CLR-03", "IN-OPN-01", "IN-OPN-02"])
def test_contributor_cannot_waive_what_keeps_a_final_back(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    text = BLOCKED[code]["unhcr__au"]
    waived = str(text).replace("status:", f"waive: [{{rule: {code}, reason: we are sure}}]\nstatus:")
    root = make_report(**(CLEAN | {"unhcr__au": waived}))
    assert final(root) == 1
    assert f" {code} " in capsys.readouterr().out


def test_words_that_only_look_like_a_free_place_can_be_waived(make_report: MakeReport) -> None:
    text = str(BLOCKED["IN-OPN-03"]["unhcr__au"])
    waived = text.replace("status:", "waive: [{rule: IN-OPN-03, reason: so it is called}]\nstatus:")
    root = make_report(**(CLEAN | {"unhcr__au": waived}))
    assert final(root) == 0
    waived_now: list[dict[str, str]] = manifest(root)["waived"]  # type: ignore[assignment]
    assert [waiver["reason"] for waiver in waived_now if waiver["rule"] == "IN-OPN-03"] == ["so it is called"]


def test_empty_ring_of_the_emblem_is_a_warning_in_a_final(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(**CLEAN)
    assert final(root) == 0
    assert "warning IN-EMB-02 The final has an empty circle instead of the emblem." in capsys.readouterr().out
    run(["check", "-C", str(root), "--format", "concise"])
    assert "IN-EMB-02" not in capsys.readouterr().out


def test_empty_ring_is_accepted_with_a_reason(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(**CLEAN)
    assert final(root, "--accept", "IN-EMB-02", "--because", "the printer adds it") == 0
    assert [entry["rule"] for entry in manifest(root)["accepted"]] == ["IN-EMB-02"]  # type: ignore[attr-defined]
    plan = PLAN.replace("rules: {", "rules: {IN-EMB-02: {level: off, reason: the printer adds it}, ")
    (root / "contributions/report.yaml").write_text(plan, encoding="utf-8")
    capsys.readouterr()
    assert final(root) == 0
    assert "IN-EMB-02" not in capsys.readouterr().out


def test_emblem_of_the_plan_is_no_empty_ring(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(**CLEAN, report_yaml=f"{PLAN}emblem: emblem.svg\n")
    (root / "emblem.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    assert final(root) == 0
    assert "IN-EMB" not in capsys.readouterr().out
