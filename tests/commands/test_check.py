"""assembler check: forms, streams, exit statuses."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from assembler.__main__ import run
from tests.conftest import ROOT, MakeReport, contribution


def test_example_has_no_finding(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "-C", str(ROOT), "--format", "json", "--fail-on", "advice"]) == 0
    assert json.loads(capsys.readouterr().out) == {"version": 1, "findings": []}


def test_check_does_without_the_writers() -> None:
    code = (
        "import sys; from assembler.__main__ import run; status = run(['check', '-C', sys.argv[1]]);"
        "sys.exit(status or any(name in sys.modules for name in ('weasyprint', 'docx', 'lxml', 'jinja2')))"
    )
    assert subprocess.run([sys.executable, "-c", code, str(ROOT)], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("form", ["full", "concise", "json", "sarif", "github"])
def test_every_form_names_place_and_code(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "A note.[^a]"))
    assert run(["check", "-C", str(root), "--format", form]) == 1
    out, err = capsys.readouterr()
    assert "IN-FN-01" in out
    assert "contributions/unhcr/au.md" in out
    assert "files read: 1 error" in err


def test_full_form_shows_the_line_and_the_way_out(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", "-C", str(make_report(unhcr__au=contribution("unhcr", "au", "A note.[^a]")))])
    assert capsys.readouterr().out.splitlines()[:4] == [
        "contributions/unhcr/au.md:7:8: error IN-FN-01 The note “a” has no text.",
        "    7 | A note.[^a]",
        "      |        ^^^^",
        "  help: Add a line such as “[^a]: The text of the note.” at the end of the file.",
    ]


def test_paths_choose_files(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "A note.[^a]"))
    assert run(["check", "-C", str(root), "contributions/who"]) == 0
    assert run(["check", "-C", str(root), "contributions/unhcr/au.md"]) == 1
    assert run(["check", "-C", str(root), "contributions/nobody"]) == 2
    assert "There is no contributions/nobody" in capsys.readouterr().err


def test_fail_on_sets_the_level(make_report: MakeReport) -> None:
    root = str(make_report())
    assert run(["check", "-C", root]) == 0
    assert run(["check", "-C", root, "--fail-on", "warning"]) == 1


def test_folder_may_be_named_before_the_command(make_report: MakeReport) -> None:
    assert run(["-C", str(make_report()), "check"]) == 0


@pytest.mark.parametrize("arguments", [["chekc"], ["check", "--format", "xml"], ["check", "-C", "/nowhere"]])
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    assert run(arguments) == 2
