"""Every command in odd surroundings: a pipe that closes, no streams, narrow terminals and codes, odd paths, CRLF."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from assembler.__main__ import run
from assembler.commands.root import COMMANDS
from tests.conftest import ROOT, MakeReport, contribution
from tests.faults.test_whole import WRITINGS, with_edited_draft, with_word_file

pytestmark = pytest.mark.slow

PATH = f"with spaces/تقرير التعاون/{'long ' * 28}end"
CALLS: dict[str, tuple[str, ...]] = {
    "check": ("check",),
    "status": ("status",),
    "status html": ("status", "--format", "html"),
    "build": ("build", "--to", "docx,txt"),
    "import": ("import", "sent.docx", "--entity", "who", "--replace"),
    "merge": ("merge", "edited.docx", "--dry-run"),
    "consolidate": ("consolidate", "au"),
    "clear": ("clear", "unhcr", "--by", "A. Person"),
    "new": ("new", "contribution", "unhcr", "asean"),
    "undo": ("undo", "--dry-run"),
    "verify": ("verify", "build/draft"),
    "trace": ("trace", "1"),
    "explain": ("explain", "--all"),
    "schema": ("schema", "report"),
    "doctor": ("doctor",),
    "compare": ("compare", "build/draft", "build/draft", "--to", "html"),
}
UNTESTED = {"portal", "preview"}
"""They serve until they are stopped; tests/portal and tests/commands/test_preview_command.py start and stop them."""
SURROUNDINGS: dict[str, dict[str, str]] = {
    "no locale, 40 columns": {"LC_ALL": "C", "COLUMNS": "40"},
    "a code without Arabic": {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
    },
}


def test_every_command_is_called_here() -> None:
    assert {arguments[0] for arguments in CALLS.values()} | UNTESTED >= set(COMMANDS)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built report whose path has spaces, Arabic and more than 200 characters."""
    root = tmp_path_factory.mktemp("odd") / PATH
    root.mkdir(parents=True)
    assert len(str(root)) > 200
    assert run(["new", "report", str(root)]) == 0
    (root / "contributions/who").mkdir()
    assert run(["build", "-C", str(root), "--to", "docx,txt"]) in (0, 1)
    with_word_file(root)
    with_edited_draft(root)
    return root


def called(name: str, root: Path, shell: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Calls a command in the report; the shell's words stand behind it."""
    words = " ".join(f"'{argument}'" for argument in (sys.executable, "-m", "assembler", *CALLS[name]))
    return subprocess.run(
        ["sh", "-c", f"{words} {shell}"],
        cwd=root,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
    )


def callable_here(name: str) -> None:
    if CALLS[name][0] not in COMMANDS:
        pytest.skip(f"there is no {name}")


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("surroundings", SURROUNDINGS)
def test_runs_with(odd: Path, name: str, surroundings: str) -> None:
    callable_here(name)
    ran = called(name, odd, **SURROUNDINGS[surroundings])
    assert "Traceback" not in ran.stderr
    assert ran.returncode in ((0, 1, 2) if name in ("new", "import", "doctor", "clear") else (0, 1)), ran.stderr


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("shell", ["| head -c 1", ">&- 2>&- <&-"])
def test_streams_that_are_closed_do_no_harm(odd: Path, name: str, shell: str) -> None:
    callable_here(name)
    ran = called(name, odd, shell)
    assert "Traceback" not in ran.stderr
    assert "Exception" not in ran.stderr


def test_pdf_is_whole_where_streams_are_closed(make_report: MakeReport, tmp_path: Path) -> None:
    root = make_report()
    build = [sys.executable, "-m", "assembler", "build", "--to", "pdf", "-C", str(root), "--out"]
    assert subprocess.run([*build, str(tmp_path / "open")], cwd=ROOT, check=False).returncode == 0
    line = f"{shlex.join([*build, str(tmp_path / 'closed')])} <&- >&- 2>&-"
    assert subprocess.run(["sh", "-c", line], cwd=ROOT, check=False).returncode == 0
    wanted, got = ((tmp_path / folder / "A-75-345.pdf").read_bytes() for folder in ("open", "closed"))
    assert got == wanted


def test_status_is_that_of_the_command_when_its_reader_has_gone(odd: Path) -> None:
    ran = called("check", odd, "--fail-on advice | true; exit ${PIPESTATUS:-0}")
    assert ran.returncode == 0
    bash = f"'{sys.executable}' -m assembler check --format json --fail-on advice | true; exit ${{PIPESTATUS[0]}}"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    assert subprocess.run(["bash", "-c", bash], cwd=odd, check=False, env=environment).returncode == 1


@pytest.mark.parametrize("name", ["status", "explain", "schema", "doctor", "trace"])
def test_output_onto_a_full_disk_is_an_error_in_one_sentence(odd: Path, name: str) -> None:
    ran = called(name, odd, "> /dev/full")
    assert ran.returncode == 2
    said = "assembler: Standard output cannot be written: No space left on device; more room is needed.\n"
    assert ran.stderr.endswith(said)
    assert "Traceback" not in ran.stderr


HOSTILE = "x\x1b[31m\x07\u202e\x9b2J"


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", f"{HOSTILE}.docx"),
        ("import", f"{HOSTILE}-2.docx"),
        ("merge", f"{HOSTILE}.docx"),
        ("check", HOSTILE),
        ("verify", HOSTILE),
        ("compare", HOSTILE, "."),
        ("explain", HOSTILE),
        ("build", "--to", HOSTILE),
        ("trace", "unhcr/osce"),
        (HOSTILE,),
    ],
    ids=lambda case: case[0].partition("\x1b")[0],
)
def test_names_never_steer_a_terminal(
    make_report: MakeReport,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
) -> None:
    root = make_report(unhcr__osce=contribution("unhcr", "osce", f"Words {HOSTILE}."))
    (root / f"{HOSTILE}.docx").write_text("no Word file")
    monkeypatch.chdir(root)
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_: False)  # as on a terminal
    run(list(arguments))
    said = "".join(capsys.readouterr())
    assert said
    assert not set("\x1b\x07\u202e\x9b") & set(said)


# Windows


def with_windows_line_ends(root: Path) -> None:
    for path in root.rglob("*"):
        if path.suffix in (".md", ".yaml"):
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


@pytest.fixture
def both(make_report: MakeReport) -> Path:
    return make_report(
        unhcr__au=contribution("unhcr", "au", "First.[^a]\n\n- one;\n- UN\u200bHCR.\n\n[^a]: A\n    note.")
    )


def said_by(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    run(list(arguments))
    return capsys.readouterr().out


def test_windows_line_ends_change_neither_findings_nor_the_report(
    both: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = []
    for prepare in (lambda _: None, with_windows_line_ends):
        prepare(both)
        found = json.loads(said_by(capsys, "check", "--format", "json", "-C", str(both)))
        said_by(capsys, "build", "--to", "txt", "-C", str(both))
        results.append((found, (both / "build/draft/A-75-345.txt").read_bytes()))
    assert results[0] == results[1]


@pytest.mark.parametrize("name", ["check --fix", "clear", "merge", "consolidate"])
def test_windows_line_ends_stay_where_a_text_is_changed(make_report: MakeReport, name: str) -> None:
    root = make_report()
    WRITINGS[name].ready(root)
    with_windows_line_ends(root)
    before = {file: file.read_bytes() for file in root.rglob("*.md")}
    assert (
        run(
            [
                *(
                    str(root / argument) if argument == "edited.docx" else argument
                    for argument in WRITINGS[name].arguments
                ),
                "-C",
                str(root),
            ]
        )
        < 2
    )
    for path, old in before.items():
        new = path.read_bytes()
        if new != old:
            assert b"\n" not in new.replace(b"\r\n", b"")


@pytest.mark.parametrize("form", ["full", "concise", "json", "sarif", "github"])
def test_name_that_is_no_utf_8_is_told_in_each_form(make_report: MakeReport, form: str) -> None:
    root = make_report()
    name = b"sent \xff.docx"
    Path(os.fsdecode(os.fsencode(root) + b"/" + name)).write_bytes(b"no Word file")
    command = [sys.executable, "-m", "assembler", "import", name, "--format", form]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True, env=environment)
    assert ran.returncode == 1, ran.stderr
    assert "IN-DOC-02" in ran.stdout
    if form == "sarif":
        (place,) = json.loads(ran.stdout)["runs"][0]["results"][0]["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == "sent%20%FF.docx"
