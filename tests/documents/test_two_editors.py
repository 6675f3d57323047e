"""docs/how-to/two-editors.md: two editors at two machines, in a shared folder and over Git."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.documents.pages import check_page

pytestmark = pytest.mark.slow

TEXT = """\
---
entity: {entity}
organization: au
status: submitted
---

{text}
"""
TEXTS = {
    "dppa": "The Department of Political and Peacebuilding Affairs and the Union sent joint mediation teams.",
    "unhcr": "The Office of the United Nations High Commissioner for Refugees trained 240 officials in Addis Ababa.",
}
"""What two entities say on the African Union."""
HOLDER = """
import sys, time
from pathlib import Path
from assembler.storage.lock import lock_report
sys.argv = ["assembler", "build", "--final"]
with lock_report(Path(), lambda _: None):
    print("locked", flush=True)
    time.sleep(600)
"""
"""Another editor's command that takes long."""


def write_texts(folder: Path) -> None:
    for entity, text in TEXTS.items():
        (folder / f"contributions/{entity}/au.md").write_text(TEXT.format(entity=entity, text=text), encoding="utf-8")


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "contributions/consolidated/au.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def commit_as_john(folder: Path, old: str, new: str) -> None:
    """John's change at his machine, in the clone beside Jane's folder."""
    john = folder.parent / "john"
    change(john, old, new)
    setting = f"include.path={ROOT / 'tests/documents/gitconfig'}"
    subprocess.run(["git", "-c", setting, "commit", "-q", "-a", "-m", "Edit the African Union"], cwd=john, check=True)


def edit_two_paragraphs(folder: Path) -> None:
    change(folder, "sent joint mediation teams", "sent three joint mediation teams")
    commit_as_john(folder, "240 officials in Addis Ababa", "240 officials")


def edit_one_paragraph(folder: Path) -> None:
    change(folder, "240 officials", "240 judges and officials")
    commit_as_john(folder, "240 officials", "240 border officials")


def decide(folder: Path) -> None:
    path = folder / "contributions/consolidated/au.md"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    left = [line for line in lines if not line.startswith(("<<<<<<<", "=======", ">>>>>>>")) and "border" not in line]
    path.write_text("".join(left), encoding="utf-8")


def test_page_shows_what_the_commands_print(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    holders: list[subprocess.Popen[str]] = []

    def hold_report(folder: Path) -> None:
        command = [sys.executable, "-c", HOLDER]
        holders.append(subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True))
        assert holders[-1].stdout
        assert holders[-1].stdout.readline() == "locked\n"

    def release(line: str) -> None:
        if line.startswith("Waiting for"):
            for holder in holders:
                holder.kill()

    steps = {
        step.__name__: step for step in (write_texts, hold_report, edit_two_paragraphs, edit_one_paragraph, decide)
    }
    try:
        check_page("docs/how-to/two-editors.md", tmp_path, steps, pytestconfig, release)
    finally:
        for holder in holders:
            with holder:
                holder.kill()
