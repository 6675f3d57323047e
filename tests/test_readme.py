"""What README.md shows of the program is what the program prints; every command has its place there."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from assembler.__main__ import run
from assembler.commands.root import COMMANDS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = {
    command: shown.rstrip("\n")
    for command, shown in re.findall(r"^\$ assembler (.+)\n((?:(?!```|\$ ).*\n)*)", README, re.MULTILINE)
}
GAP = "…"
ELSEWHERE = {
    "new report ../2027": "test_story.py",
    "build -C ../2027": "test_story.py",
    "import unhcr.docx": "commands/test_import.py",
    "import unhcr.docx --report text": "commands/test_import_report.py",
    "import returned": "commands/test_import_batch.py",
    "preview": "commands/test_preview_command.py",
    "compare git:HEAD .": "commands/test_compare_command.py",
}
"""Examples that need more than the files of this repository, and the tests that run such commands."""


def edit(name: str, old: str, new: str) -> None:
    path = Path("contributions", name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def drop(*names: str) -> None:
    for name in names:
        Path("contributions", name).unlink()


def uncleared() -> None:
    edit("unhcr/osce.md", "status: cleared", "status: submitted")
    path = Path("contributions/unhcr/osce.md")
    path.write_text(re.sub(r"^cleared: .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE))


def said_last_time() -> None:
    text = Path("contributions/unhcr/osce.md").read_text(encoding="utf-8")
    Path("../2025/contributions/unhcr/las.md").write_text(text.replace("organization: osce", "organization: las"))


def note_without_text() -> None:
    uncleared()
    edit("unhcr/osce.md", "adopted in 1998.", "adopted in 1998.[^addendum]")


def invisible_space() -> None:
    uncleared()
    path = Path("contributions/unhcr/osce.md")
    head = path.read_text(encoding="utf-8").rpartition("\n---\n")[0]
    path.write_text(f"{head}\n---\n\nThe cooperation between UN\u200bHCR and OSCE continued.\n", encoding="utf-8")


def consolidated() -> None:
    sys.argv = ["assembler", "consolidate", "pif"]
    run(sys.argv[1:])


def edited_draft() -> None:
    run(["build", "--to", "docx"])
    document = Document("build/draft/A-75-345.docx")
    old = "disarmament and non-proliferation"
    run_ = next(r for p in document.paragraphs for r in p.runs if f"arms control, {old}" in r.text)
    run_.text = run_.text.replace(old, "disarmament")
    document.save("A-75-345-jane.docx")


def built_and_changed() -> None:
    run(["build", "--final"])
    edit("unhcr/osce.md", "UNHCR", "The UNHCR")


BEFORE: dict[str, Callable[[], object]] = {
    "new contribution unhcr las --from ../2025": said_last_time,
    "new contribution unhcr --to docx --from ../2025": lambda: drop("unhcr/asean.md", "unhcr/au.md", "unhcr/osce.md"),
    "check": note_without_text,
    "status --on 2020-09-10": lambda: drop("unhcr/osce.md", "who/cei.md"),
    'clear unhcr osce --by "A. Person" --on 2020-09-07': uncleared,
    "check --diff": invisible_space,
    "undo": consolidated,
    "merge A-75-345-jane.docx": edited_draft,
    "build --final": uncleared,
    "verify build/final": built_and_changed,
}
"""What has happened before, in the folder of the example."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example, beside that of last time."""
    for name in ("report", "2025"):
        shutil.copytree(ROOT / "contributions", tmp_path / name / "contributions")
    monkeypatch.chdir(tmp_path / "report")
    monkeypatch.setattr(sys, "argv", sys.argv)
    return tmp_path / "report"


def words_of(command: str) -> list[str]:
    return [quoted or word for quoted, word in re.findall(r'"([^"]*)"|(\S+)', command)]


@pytest.mark.slow
@pytest.mark.parametrize("command", [command for command in EXAMPLES if command not in ELSEWHERE])
@pytest.mark.usefixtures("folder")
def test_example_prints_what_is_shown(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    if command in BEFORE:
        BEFORE[command]()
    capsys.readouterr()
    assert run(words_of(command)) in (0, 1)
    printed = [line.rstrip() for stream in capsys.readouterr() for line in stream.splitlines() if line.strip()]
    shown = [line.rstrip() for line in EXAMPLES[command].splitlines() if line.strip()]
    if GAP in shown:
        rest = iter(printed)
        assert [line for line in shown if line != GAP and line not in rest] == [], "\n".join(printed)
    else:
        assert shown == printed


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_explained(command: str) -> None:
    assert re.search(rf"assembler {command}\b", README)


@pytest.mark.parametrize("name", ELSEWHERE.values())
def test_the_others_are_run_elsewhere(name: str) -> None:
    assert (ROOT / "tests" / name).is_file()


def test_examples_that_are_run_elsewhere_are_there() -> None:
    assert ELSEWHERE.keys() <= EXAMPLES.keys()
    assert BEFORE.keys() <= EXAMPLES.keys()


@pytest.mark.parametrize("folder", ["templates", "templates/wording/en"])
def test_guide_to_form_and_wording_names_every_file(folder: str) -> None:
    guide = (ROOT / "templates/README.md").read_text(encoding="utf-8")
    names = {path.name + "/" * path.is_dir() for path in (ROOT / folder).iterdir()} - {"README.md"}
    assert [name for name in sorted(names) if f"`{name}" not in guide] == []


def test_glossary_has_each_term_once() -> None:
    for part in (ROOT / "docs/reference/glossary.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        terms = [line.split(" | ")[0].removeprefix("| ") for line in part.splitlines() if line.startswith("| ")][2:]
        assert len(terms) == len(set(terms)) > 10
