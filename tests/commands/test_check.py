"""assembler check: forms, streams, exit statuses."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from assembler.__main__ import run
from tests.conftest import ROOT, MakeReport, contribution
from tests.terminal import seen


def test_example_has_no_finding(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "-C", str(ROOT), "--format", "json", "--fail-on", "advice"]) == 0
    assert json.loads(capsys.readouterr().out) == {"version": 1, "findings": []}


@pytest.mark.slow
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
        "  help: At the end of the file, add a line that begins with “[^a]:” and gives the text of the note.",
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


HIDDEN = contribution("unhcr", "au", "UN\u200bHCR worked in 20\u200b19.")


def text_of(root: Path) -> Path:
    return root / "contributions/unhcr/au.md"


@pytest.mark.slow
@pytest.mark.parametrize("option", ["--format=full", "--format=concise", "--diff"])
def test_colours_on_a_terminal_only_and_never_with_no_color(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    arguments = ["check", "-C", str(make_report(unhcr__au=HIDDEN)), option]
    assert "\x1b[3" in seen(arguments)
    assert "\x1b" not in seen(arguments, NO_COLOR="1")
    run(arguments)
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_forms_for_programs_have_no_colour(make_report: MakeReport, form: str) -> None:
    shown = seen(["check", "-C", str(make_report(unhcr__au=HIDDEN)), "--format", form])
    assert "IN-TXT-05" in shown
    assert "\x1b" not in shown


@pytest.mark.slow
def test_closed_pipe_ends_quietly(make_report: MakeReport) -> None:
    ours, theirs = os.pipe()
    command = [sys.executable, "-m", "assembler", "check", "-C", str(make_report(unhcr__au=HIDDEN))]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        os.close(theirs)
        os.close(ours)  # long before the program has anything to say
        assert re.fullmatch(r"7 files read: .*\.\n", process.communicate()[1])
    assert process.returncode == 0  # what was found, and not what became of the pipe


def test_fix_mends_shows_and_says_what_is_left(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(unhcr__au=HIDDEN)
    assert run(["check", "-C", str(root), "--fix", "--format", "concise"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[:2] == ["--- contributions/unhcr/au.md", "+++ contributions/unhcr/au.md"]
    assert "-UN<U+200B>HCR worked in 20<U+200B>19.\n+UNHCR worked in 20<U+200B>19.\n" in out
    assert "contributions/unhcr/au.md:7:19: warning IN-TXT-05" in out
    assert "1 text changed" in err
    assert text_of(root).read_text(encoding="utf-8") == HIDDEN.replace("UN\u200b", "UN")


def test_fixing_twice_changes_nothing(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(unhcr__au=HIDDEN)
    run(["check", "-C", str(root), "--fix"])
    once = text_of(root).stat()
    capsys.readouterr()
    run(["check", "-C", str(root), "--fix"])
    out, err = capsys.readouterr()
    assert "+++" not in out
    assert "no text changed" in err
    assert text_of(root).stat() == once


@pytest.mark.parametrize("options", [["--diff"], ["--fix", "--diff"]])
def test_diff_only_shows(make_report: MakeReport, capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    root = make_report(unhcr__au=HIDDEN.replace("unhcr", "un\u200bhcr"))
    before = text_of(root).read_bytes()
    assert run(["check", "-C", str(root), *options]) == 1
    shown, err = capsys.readouterr()
    assert "1 text would change" in err
    assert text_of(root).read_bytes() == before
    run(["check", "-C", str(root), "--fix"])
    assert capsys.readouterr().out.startswith(shown)


def test_fix_leaves_standard_output_to_programs(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", "-C", str(make_report(unhcr__au=HIDDEN)), "--fix", "--format", "json"])
    out, err = capsys.readouterr()
    assert [f["column"] for f in json.loads(out)["findings"] if f["rule"] == "IN-TXT-05"] == [19]
    assert "+UNHCR worked" in err


def test_fix_touches_only_the_paths_named(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=HIDDEN, who__au=HIDDEN.replace("unhcr", "who"))
    run(["check", "-C", str(root), "--fix", "contributions/who"])
    assert text_of(root).read_text(encoding="utf-8") == HIDDEN
    assert "UNHCR" in (root / "contributions/who/au.md").read_text(encoding="utf-8")


def test_fix_leaves_settings_and_word_files_alone(make_report: MakeReport) -> None:
    root = make_report(organizations_yaml="au: {name: African\u200b Union, agenda: {item_letter: a}}\n")
    word = root / "contributions/who/asean.docx"
    word.write_bytes("UN\u200bHCR".encode())
    settings = (root / "contributions/organizations.yaml").read_bytes()
    assert run(["check", "-C", str(root), "--fix"]) == 1
    assert (root / "contributions/organizations.yaml").read_bytes() == settings
    assert word.read_bytes() == "UN\u200bHCR".encode()


def cleared(text: str, words: str) -> str:
    """The contribution with the record that these words were cleared."""
    record = f"cleared: {{by: A. Person, on: 2020-07-01, text: sha256:{sha256(words.encode()).hexdigest()}}}"
    return text.replace("status: submitted", f"status: cleared\n{record}")


def test_fix_never_voids_a_clearance(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(unhcr__au=cleared(HIDDEN, "UN\u200bHCR worked in 20\u200b19."))
    before = text_of(root).read_bytes()
    run(["check", "-C", str(root), "--fix"])
    out, err = capsys.readouterr()
    assert "IN-CLR-03" not in out
    assert "contributions/unhcr/au.md is cleared word for word, so 1 correction was not made. " in err
    assert "To change the words, correct the text by hand; then unhcr must clear the new words." in err
    assert text_of(root).read_bytes() == before


def test_fix_may_bring_back_the_words_that_were_cleared(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(unhcr__au=cleared(HIDDEN, "UNHCR worked in 20\u200b19."))
    run(["check", "-C", str(root)])
    assert "IN-CLR-03" in capsys.readouterr().out
    run(["check", "-C", str(root), "--fix"])
    assert "IN-CLR-03" not in capsys.readouterr().out


def test_fix_keeps_line_ends_byte_order_mark_and_permissions(make_report: MakeReport) -> None:
    data = ("\ufeff" + HIDDEN + "A cafe\u0301 of UN\u200bHCR.\n").replace("\n", "\r\n")
    root = make_report(unhcr__au=data.encode())
    text_of(root).chmod(0o640)
    run(["check", "-C", str(root), "--fix"])
    assert text_of(root).read_bytes() == data.replace("UN\u200b", "UN").encode()
    assert text_of(root).stat().st_mode & 0o777 == 0o640
    assert [path.name for path in text_of(root).parent.iterdir()] == ["au.md"]


def test_nothing_is_fixed_before_the_plan_can_be_used(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(report_yaml="title: [unclosed\n", unhcr__au=HIDDEN)
    assert run(["check", "-C", str(root), "--fix"]) == 1
    assert text_of(root).read_text(encoding="utf-8") == HIDDEN
    assert "Nothing can be replaced before the plan can be used." in capsys.readouterr().err
