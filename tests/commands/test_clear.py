"""assembler clear: streams, exit statuses, what is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from assembler.__main__ import run
from tests.conftest import MakeReport, contribution


def test_clearance_is_recorded_and_said(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(make_report())
    assert run(["clear", "unhcr", "au", "--by", " A.  Person ", "--on", "2020-07-01", "-C", root]) == 0
    out, err = capsys.readouterr()
    assert out == "contributions/unhcr/au.md\n"
    assert err == "Recorded in 1 file: cleared by A. Person on 1 July 2020.\n"
    assert run(["clear", "unhcr", "--by", "A. Person", "-C", root]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "the record stays" in err
    assert err.endswith("There was nothing to record.\n")


def test_day_is_today_and_said(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assembler.commands.clear.read_today", lambda: date(2026, 12, 1))
    root = make_report()
    assert run(["clear", "who", "--by", "B", "-C", str(root)]) == 0
    assert "cleared by B on 1 December 2026 (today); --on names another day." in capsys.readouterr().err
    assert b"on: 2026-12-01" in (root / "contributions/who/au.md").read_bytes()


@pytest.mark.parametrize(("today", "day", "status"), [(1, "2020-07-02", 1), (2, "2020-07-02", 0), (3, "2020-07-02", 0)])
def test_day_after_today_is_refused(
    make_report: MakeReport,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    today: int,
    day: str,
    status: int,
) -> None:
    monkeypatch.setattr("assembler.commands.clear.read_today", lambda: date(2020, 7, today))
    root = make_report()
    assert run(["clear", "unhcr", "--by", "A", "--on", day, "-C", str(root)]) == status
    refused = "The clearance is dated 2 July 2020, and today is 1 July 2020." in capsys.readouterr().err
    assert refused is bool(status)
    assert (b"cleared" in (root / "contributions/unhcr/au.md").read_bytes()) is not refused


NOBODY = (
    *("NAME", "Signature", "XX", "tbc", "x", "John Doe", "N.N.", "Mr. X", "unknown", "Firstname Lastname"),
    *("Prénom Nom", "votre nom", "Mme X", "Fulano de Tal", "su nombre", "Имя Фамилия", "Ф.И.О.", "г-н X", "فلان"),
    *("الاسم", "اسمك", "姓名", "张三", "某某", "签名"),
)


@pytest.mark.parametrize("name", NOBODY)
def test_placeholder_clears_nothing(make_report: MakeReport, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert run(["clear", "who", "--by", name, "-C", str(make_report())]) == 1
    assert f"“{name}” is a placeholder and names nobody." in capsys.readouterr().err


def test_what_is_open_is_1(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "One {>> two? <<}."))
    assert run(["clear", "unhcr", "--by", "A", "-C", str(root)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "line 7: the query “two?” is open. Answer it and take it out.\nNothing was recorded.\n" in err


def test_plan_that_can_not_be_used_is_1(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["clear", "unhcr", "--by", "A", "-C", str(make_report(report_yaml="title: ["))]) == 1
    assert "Nothing was recorded: the plan cannot be used." in capsys.readouterr().err


def test_nobody_named_and_no_form_is_1(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report()
    assert run(["clear", "unhcr", "-C", str(root)]) == 1
    assert capsys.readouterr().err == (
        "contributions/unhcr/au.md: no form states who approved the words. Say who cleared them with --by NAME.\n"
        "Nothing was recorded.\n"
    )


@pytest.mark.parametrize("day", ["2020-02-30", "1.7.2020", "1 July"])
def test_day_is_asked_for_in_plain_words(make_report: MakeReport, capsys: pytest.CaptureFixture[str], day: str) -> None:
    assert run(["clear", "unhcr", "--by", "A", "--on", day, "-C", str(make_report())]) == 2
    said = f"“{day}” is no day. Write year, month and day in figures, as in 2027-05-14."
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["unhcr", "--by", " "],
        ["unhcr", "--by", "A\x07"],
        ["unhcr", "--by", "A", "--on", "1 July"],
        ["x", "--by", "A"],
    ],
)
def test_wrong_usage_is_2(make_report: MakeReport, arguments: list[str]) -> None:
    root = make_report()
    before = (root / "contributions/unhcr/au.md").read_bytes()
    assert run(["clear", *arguments, "-C", str(root)]) == 2
    assert (root / "contributions/unhcr/au.md").read_bytes() == before


def test_cleared_changed_and_cleared_again(make_report: MakeReport) -> None:
    root = make_report(who__au=None)
    plan = root / "contributions/report.yaml"
    plan.write_text(plan.read_text().replace(", who: [au]", ""))
    names = root / "contributions/organizations.yaml"
    names.write_text("".join(line for line in names.read_text().splitlines(keepends=True) if line.startswith("au")))
    final = ["build", "--final", "--to", "txt", "-C", str(root)]
    assert run(final) == 1
    assert run(["clear", "unhcr", "--by", "A", "-C", str(root)]) == 0
    assert run(final) == 0
    text = root / "contributions/unhcr/au.md"
    text.write_text(text.read_text().replace("UNHCR worked", "UNHCR, worked"))
    assert run(final) == 1
    assert run(["clear", "unhcr", "--by", "A", "-C", str(root)]) == 0
    assert run(final) == 0


def test_each_entity_is_named_in_a_table(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(make_report(unhcr__au=contribution("unhcr", "au", "One {>> two? <<}.")))
    assert run(["clear", "--all", "--by", "A", "--on", "2020-07-01", "-C", root]) == 1
    out, err = capsys.readouterr()
    assert out == "contributions/who/au.md\n"
    assert err == (
        "unhcr: contributions/unhcr/au.md, line 7: the query “two?” is open. Answer it and take it out.\n"
        "\n"
        "Entity  Result and what to do\n"
        "unhcr   not recorded; settle what is named above: 1 point\n"
        "who     recorded in 1 file\n"
        "Recorded in 1 file for 1 of 2 entities: cleared by A on 1 July 2020.\n"
    )
    assert run(["clear", "WHO", "UNHCR", "--by", "A", "--on", "2020-07-01", "-C", root]) == 1
    assert "who     nothing to record\n" in capsys.readouterr().err


def test_names_are_settled_before_anything_is_recorded(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report()
    assert run(["clear", "unhcr", "whho", "--by", "A", "-C", str(root)]) == 2
    assert "“whho”; did you mean “who”?" in capsys.readouterr().err
    assert run(["clear", "--by", "A", "-C", str(root)]) == 2
    assert b"cleared" not in (root / "contributions/unhcr/au.md").read_bytes()


@pytest.mark.slow
def test_excerpts_for_everybody(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "One {>> two? <<}."))
    assert run(["clear", "--all", "--excerpt", "-C", str(root)]) == 0
    names = {path.name for path in (root / "build/excerpts").iterdir()}
    assert names == {"unhcr.docx", "unhcr.pdf", "who.docx", "who.pdf"}
    assert "unhcr: contributions/unhcr/au.md, line 7: the query “two?” is open." in capsys.readouterr().err
