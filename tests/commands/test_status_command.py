"""assembler status: forms, streams, exit statuses, reminders; it needs no writer of documents."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from assembler.__main__ import run
from tests.conftest import PLAN, ROOT, MakeReport, contribution
from tests.terminal import seen


def test_example_owes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "-C", str(ROOT)]) == 0
    out = capsys.readouterr().out
    assert "none still owed" in out
    assert "Nothing keeps the final back." in out


@pytest.mark.slow
def test_status_does_without_the_writers_of_documents() -> None:
    code = (
        "import sys; from assembler.__main__ import run; status = run(['status', '-C', sys.argv[1]]);"
        "sys.exit(status or any(name in sys.modules for name in ('weasyprint', 'docx', 'lxml', 'jinja2')))"
    )
    command = [sys.executable, "-c", code, str(ROOT)]
    assert subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode == 0


def test_every_form_says_what_is_missing(make_report: MakeReport, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    root = str(make_report(unhcr__au=None))
    said = {}
    for form in ("table", "json", "csv", "html"):
        assert run(["status", "-C", root, "--format", form, "--on", "2020-07-02"]) == 0
        said[form] = capsysbinary.readouterr().out.decode()
    assert "Missing: 1\n  unhcr        au\n" in said["table"]
    assert "Late, in days after 2020-06-30: 1\n  unhcr        au 2\n" in said["table"]
    (told,) = (text for text in json.loads(said["json"])["contributions"] if text["entity"] == "unhcr")
    assert (told["status"], told["late_days"], told["file"]) == ("missing", 2, None)
    row = next(csv.DictReader(StringIO(said["csv"], newline="")))
    assert (row["entity"], row["status"], row["late_days"]) == ("unhcr", "missing", "2")
    assert 'data-status="missing" data-marks="late owed' in said["html"]
    assert said["csv"].count("\r\n") == said["csv"].count("\n") == 4


@pytest.mark.parametrize("name", ["unhcr", "UNHCR", "Office of the United Nations High Commissioner for Refugees"])
def test_name_selects_contributions(
    make_report: MakeReport, capsysbinary: pytest.CaptureFixture[bytes], name: str
) -> None:
    root = str(make_report(unhcr__au=contribution("unhcr", "au", "It was 40%."), dppa__au=None))
    assert run(["status", "-C", root, name, "--format", "json"]) == 0
    data = json.loads(capsysbinary.readouterr().out)
    assert (
        {text["entity"] for text in data["contributions"]} == {"unhcr"} == {entity["id"] for entity in data["entities"]}
    )
    assert {finding["file"] for finding in data["blockers"]} <= {text["file"] for text in data["contributions"]}
    assert run(["status", "-C", root, name]) == 0
    assert "Selection only: " in capsysbinary.readouterr().out.decode()


def test_names_of_entity_and_organization_select_one_contribution(
    make_report: MakeReport, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["status", "-C", str(make_report()), "au", "unhcr", "--format", "json"]) == 0
    (only,) = json.loads(capsysbinary.readouterr().out)["contributions"]
    assert (only["entity"], only["organization"]) == ("unhcr", "au")


def test_unknown_name_is_2(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "-C", str(make_report()), "unhxr"]) == 2
    assert "did you mean “unhcr”?" in capsys.readouterr().err


def test_page_in_a_file_leads_to_the_texts_from_there(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "They were organised."))
    (root / "build").mkdir()
    page = root / "build" / "status.html"
    assert run(["status", "-C", str(root), "--format", "html", "-o", str(page)]) == 0
    text = page.read_text()
    (link, *_) = re.findall(r'href="([^"]*unhcr/au.md)"', text)
    assert (page.parent / link).resolve() == root / "contributions" / "unhcr" / "au.md"
    assert "Write “organized”" in text or "organized" in text


def test_status_is_not_written_among_the_inputs(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report()
    assert run(["status", "-C", str(root), "-o", str(root / "contributions" / "status.txt")]) == 2
    assert "Name a folder outside of it" in capsys.readouterr().err
    assert not (root / "contributions" / "status.txt").exists()


@pytest.mark.parametrize("form", ["table", "json", "csv", "html"])
def test_same_files_give_the_same_bytes(
    make_report: MakeReport, capsysbinary: pytest.CaptureFixture[bytes], form: str
) -> None:
    root, said = make_report(unhcr__au=None), []
    for _ in range(2):
        run(["status", "-C", str(root), "--format", form])
        said.append(capsysbinary.readouterr().out)
    assert said[0] == said[1]


@pytest.mark.slow
def test_colours_on_a_terminal_only_and_never_with_no_color(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["status", "-C", str(make_report())]
    assert "\x1b[3" in seen(arguments, check=True)
    assert "\x1b" not in seen(arguments, check=True, NO_COLOR="1")
    assert "\x1b" not in seen([*arguments, "--format", "csv"], check=True)
    run(arguments)
    assert "\x1b" not in capsys.readouterr().out


def test_reminders_go_where_they_are_wanted(
    make_report: MakeReport, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(unhcr__au=None)
    assert run(["status", "-C", str(root), "--who-is-late"]) == 0
    assert (root / "build" / "reminders" / "unhcr.txt").is_file()
    assert capsys.readouterr().err.endswith(
        "1 reminder was written; nothing was sent.\n"
        "No address is known for unhcr: add contacts to contributions/entities.yaml.\n"
    )
    assert run(["status", "--who-is-late", str(tmp_path / "letters"), "-C", str(root)]) == 0
    assert {path.name for path in (tmp_path / "letters").iterdir()} == {"unhcr.txt", "reminders.json"}
    assert not (root / "build" / "draft").exists()


def test_without_asking_nothing_is_written(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=None)
    run(["status", "-C", str(root), "--format", "html"])
    assert [path.name for path in root.iterdir()] == ["contributions"]


@pytest.mark.parametrize(
    ("form", "shown"),
    [("table", "\nwho "), ("json", '"id": "who"'), ("csv", "\nwho,World Health Organization,"), ("html", "WHO")],
)
def test_draft_of_an_entity_that_was_not_asked_is_shown(
    make_report: MakeReport, capsysbinary: pytest.CaptureFixture[bytes], form: str, shown: str
) -> None:
    draft = contribution("who", "au", "WHO worked.").replace("submitted", "draft")
    root = make_report(report_yaml=PLAN.replace(", who: [au]", ""), who__au=draft)
    assert run(["status", "-C", str(root), "--format", form]) == 0
    assert shown in capsysbinary.readouterr().out.decode()


@pytest.mark.parametrize("form", ["table", "json", "csv", "html"])
def test_plan_that_can_not_be_used_is_1(make_report: MakeReport, capsys: pytest.CaptureFixture[str], form: str) -> None:
    """Whoever reads JSON gets the findings as `check` gives them; no spreadsheet or page is made of them."""
    assert run(["status", "-C", str(make_report(report_yaml="title: [")), "--format", form]) == 1
    out, err = capsys.readouterr()
    assert err.endswith("There is no status to show: the plan cannot be used.\n")
    if form == "json":
        assert {finding["rule"] for finding in json.loads(out)["findings"]} == {"IN-YML-01"}
    else:
        assert (" IN-YML-01 " in out, " IN-YML-01 " in err) == ((True, False) if form == "table" else (False, True))


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--on", "tomorrow"], ["-C", "/nowhere"]])
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    assert run(["status", *arguments]) == 2


def test_broken_template_of_the_page_is_2(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report()
    (root / "templates").mkdir()
    (root / "templates" / "status.html.j2").write_text("{% if %}")
    assert run(["status", "-C", str(root), "--format", "html"]) == 2
    assert "status.html.j2:1" in capsys.readouterr().err
