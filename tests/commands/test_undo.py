"""assembler undo: what the last command changed in the texts is put back, all of it or nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document

from assembler.__main__ import run
from assembler.errors import Unwritable
from assembler.storage.text_changes import change_texts
from assembler.storage.undo_history import HISTORY, MOST_COMMANDS, compute_hash
from tests.conftest import ROOT, MakeReport, contribution

AU = "contributions/unhcr/au.md"

type Say = Callable[..., tuple[int, str]]


@pytest.fixture
def report(make_report: MakeReport, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small report, as working folder."""
    root = make_report()
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs a command as it is typed; gives its exit status and all that it prints."""

    def run_command(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["assembler", *arguments])
        status = run(list(arguments))
        return status, "".join(capsys.readouterr())

    return run_command


def texts(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text()
        for path in sorted((root / "contributions").rglob("*"))
        if path.is_file() and ".received" not in path.parts
    }


def write_word_file(name: str, words: str, organization: str = "") -> None:
    document = Document()
    if organization:
        document.add_heading(organization, level=1)
    document.add_paragraph(words)
    document.save(name)


def test_nothing_to_undo(report: Path, say: Say) -> None:
    assert say("undo") == (1, "There is no command to undo.\n")
    assert not (report / ".assembler").exists()


@pytest.mark.slow
def test_commands_are_undone_one_after_the_other(report: Path, say: Say) -> None:
    (report / AU).write_text(contribution("unhcr", "au", "UN\u200bHCR worked."))
    write_word_file("sent.docx", "WHO advised.")
    write_word_file("again.docx", "WHO trained.")
    stages = [texts(report)]
    commands = (
        ("check", "--fix"),
        ("import", "sent.docx", "--entity", "who", "--organization", "asean"),
        ("import", "again.docx", "--entity", "who", "--organization", "asean", "--replace"),
        ("clear", "unhcr", "--by", "A. Person"),
        ("consolidate", "au"),
        ("new", "contribution", "unhcr", "asean"),
    )
    for command in commands:
        say(*command)
        stages.append(texts(report))
    assert all(one != other for one, other in pairwise(stages))
    said = []
    for stage in reversed(stages[:-1]):
        status, out = say("undo")
        assert (status, texts(report)) == (0, stage)
        said.append(out)
    assert said[0] == ("contributions/unhcr/asean.md: removed\n“assembler new contribution unhcr asean” is undone.\n")
    assert "“assembler clear unhcr --by 'A. Person'” is undone." in said[2]
    assert f"{AU}: restored\n" in said[-1]
    assert say("undo")[0] == 1


def test_folders_that_a_command_made_go_with_their_files(report: Path, say: Say) -> None:
    say("consolidate", "au")
    say("undo")
    assert not (report / "contributions/consolidated").exists()


def test_one_command_with_several_files_is_undone_as_one(report: Path, say: Say) -> None:
    write_word_file("one.docx", "WHO advised.", "African Union")
    write_word_file("two.docx", "WHO trained.", "Association of Southeast Asian Nations")
    before = texts(report)
    say("import", "one.docx", "two.docx", "--entity", "who", "--replace")
    assert "WHO advised." in texts(report)["contributions/who/au.md"]
    assert "WHO trained." in texts(report)["contributions/who/asean.md"]
    assert (report / ".assembler/replaced/who/au-1.md").is_file()
    status, out = say("undo")
    assert (status, texts(report)) == (0, before)
    assert out.splitlines()[:2] == ["contributions/who/asean.md: removed", "contributions/who/au.md: restored"]
    assert not (report / ".assembler/replaced").exists()
    assert not (report / "contributions/.received/who").exists()


def test_text_that_has_changed_since_keeps_all_as_it_is(report: Path, say: Say) -> None:
    (report / AU).write_text(contribution("unhcr", "au", "UN\u200bHCR worked."))
    (report / "contributions/who/au.md").write_text(contribution("who", "au", "W\u200bHO worked."))
    before = texts(report)
    say("check", "--fix")
    (report / AU).write_text("edited")
    now = texts(report)
    for arguments in ("undo",), ("undo", "--dry-run"):
        status, out = say(*arguments)
        assert (status, texts(report)) == (1, now)
        assert out == (
            f"{AU} has changed since.\n“assembler check --fix” was not undone, and nothing was written.\n"
            f"The former text lies in {HISTORY}/0001/before/{AU}.\n"
        )
    assert (report / HISTORY / "0001/before" / AU).read_text() == before[AU]
    (report / AU).unlink()
    assert f"{AU} is no longer there.\n" in say("undo")[1]


def test_file_that_a_command_made_and_somebody_edited_is_not_removed(report: Path, say: Say) -> None:
    say("consolidate", "au")
    path = report / "contributions/consolidated/au.md"
    path.write_text(path.read_text() + "\nThe editor's words.\n")
    status, out = say("undo")
    assert status == 1
    assert "The editor's words." in path.read_text()
    assert "former text" not in out


def test_text_that_somebody_has_put_back_by_hand_is_passed_over(report: Path, say: Say) -> None:
    before = texts(report)
    say("clear", "who", "--by", "A. Person")
    say("clear", "unhcr", "--by", "A. Person")
    (report / AU).write_text(before[AU])
    assert "“assembler clear who --by 'A. Person'” is undone." in say("undo")[1]
    assert texts(report) == before


@pytest.mark.slow
def test_import_that_changed_no_text_is_undone_by_itself(report: Path, say: Say) -> None:
    who = ("--entity", "who", "--organization", "asean")
    write_word_file("one.docx", "They met in Bonn.")
    say("import", "one.docx", *who)
    path = report / "contributions/who/asean.md"
    path.write_text(path.read_text().replace("Bonn", "Oslo"))
    write_word_file("two.docx", "They met in Rome.")
    say("import", "two.docx", *who, "--settled")
    assert "two.docx" in say("undo")[1]
    assert "Oslo" in path.read_text()
    assert "IN-DOC-15" in say("import", "two.docx", *who)[1]


def test_dry_run_shows_what_would_be_put_back(report: Path, say: Say) -> None:
    say("clear", "unhcr", "--by", "A. Person")
    say("consolidate", "au")
    after = texts(report)
    assert say("undo", "--dry-run") == (
        0,
        "contributions/consolidated/au.md: would be removed\n“assembler consolidate au” would be undone.\n",
    )
    say("undo")
    status, out = say("undo", "--dry-run")
    assert status == 0
    assert f"{AU}: would be restored\n--- {AU}\n+++ {AU}\n" in out
    assert "\n-status: cleared\n" in out
    assert "\n+status: submitted\n" in out
    assert texts(report)[AU] == after[AU]


def test_text_that_is_write_protected_is_named(report: Path, say: Say) -> None:
    say("clear", "unhcr", "--by", "A. Person")
    (report / AU).chmod(0o444)
    status, out = say("undo")
    assert status == 1
    assert f"{AU} is write-protected.\n" in out


@pytest.mark.slow
def test_history_is_bounded_and_nothing_for_git(report: Path, say: Say) -> None:
    for number in range(MOST_COMMANDS + 3):
        with change_texts(report, lambda _: None) as changes:
            changes.replace({AU: ((report / AU).read_bytes(), b"Text %d." % number)})
    entries = sorted(path.name for path in (report / HISTORY).iterdir() if path.is_dir())
    assert entries == [f"{number:04d}" for number in range(4, MOST_COMMANDS + 4)]
    assert (report / HISTORY / ".gitignore").read_text() == "*\n"
    for _ in range(MOST_COMMANDS):
        assert say("undo")[0] == 0
    assert say("undo")[0] == 1
    assert (report / AU).read_text() == "Text 2."


def test_commands_that_change_no_text_leave_no_entry(report: Path, say: Say) -> None:
    say("consolidate", "au")
    say("consolidate", "au")
    say("check", "--fix")
    write_word_file("sent.docx", "More words of another text.")
    say("import", "sent.docx", "--entity", "who", "--organization", "au")
    assert [path.name for path in (report / HISTORY).iterdir() if path.is_dir()] == ["0001"]


def test_command_that_was_killed_half_way_is_undone(report: Path, say: Say) -> None:
    """The entry is written before the texts are; a killed command leaves some of them as they were."""
    before = texts(report)
    say("clear", "unhcr", "--by", "A. Person")
    (record,) = (report / HISTORY).glob("*/record.json")
    who = {"before": compute_hash(before["contributions/who/au.md"].encode()), "after": compute_hash(b"never written")}
    entry = json.loads(record.read_text())
    record.write_text(json.dumps({**entry, "changes": {**entry["changes"], "contributions/who/au.md": who}}))
    assert say("undo") == (0, f"{AU}: restored\n“assembler clear unhcr --by 'A. Person'” is undone.\n")
    assert texts(report) == before


def test_refused_change_leaves_no_entry(report: Path) -> None:
    with pytest.raises(Unwritable), change_texts(report, lambda _: None) as changes:
        changes.replace({AU: (None, b"new")})
    assert not list((report / HISTORY).glob("0*"))
    with change_texts(report, lambda _: None) as changes:
        old = (report / AU).read_bytes()
        both = {AU: (old, b"new"), "contributions/who/au.md": (b"other", b"new")}
        assert changes.replace(both).keys() == {"contributions/who/au.md"}
        (record,) = (report / HISTORY).glob("*/record.json")
        assert json.loads(record.read_text())["changes"].keys() == {AU}
        assert changes.replace({AU: (b"new", b"newer")}) == {}
    assert run(["undo"]) == 0
    assert (report / AU).read_bytes() == old


def test_history_that_leads_out_of_the_report_is_not_used(report: Path, say: Say, tmp_path: Path) -> None:
    """A report may come from anywhere: undoing touches nothing else of its reader."""
    mine = tmp_path / "mine.md"
    mine.write_text("mine")
    say("clear", "unhcr", "--by", "A. Person")
    (path,) = (report / HISTORY).glob("*/record.json")
    record = json.loads(path.read_text())
    (change,) = record["changes"].values()
    for place in ("../mine.md", str(mine), f"contributions/../{AU}", "contributions/link.md", "templates/report.css"):
        (report / "contributions/link.md").unlink(missing_ok=True)
        (report / "contributions/link.md").symlink_to(mine)
        path.write_text(json.dumps({**record, "changes": {place: change}}))
        assert say("undo")[0] == 1
        assert mine.read_text() == "mine"
    for broken in ("", "[]", "{", '{"command": 1, "changes": {}}'):
        path.write_text(broken)
        assert say("undo")[0] == 1
    (report / ".assembler").rename(tmp_path / "elsewhere")
    (report / ".assembler").symlink_to(tmp_path / "elsewhere")
    status, out = say("consolidate", "au")
    assert status == 2
    assert "is a link that leads out of the report; delete this link." in out
    assert not (report / "contributions/consolidated").exists()


@pytest.mark.slow
def test_record_that_is_nested_too_deep_is_none(report: Path, say: Say) -> None:
    """In a process of its own: a Java machine in this one takes part of the stack."""
    say("clear", "unhcr", "--by", "A. Person")
    (path,) = (report / HISTORY).glob("*/record.json")
    path.write_text("[" * 100_000)
    command = [sys.executable, "-m", "assembler", "-C", str(report), "undo"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 1


def test_former_text_that_somebody_has_edited_is_not_put_back(report: Path, say: Say) -> None:
    say("clear", "unhcr", "--by", "A. Person")
    now = texts(report)
    copy = report / HISTORY / "0001/before" / AU
    copy.write_text("edited")
    status, out = say("undo")
    assert (status, texts(report)) == (2, now)
    assert f"{copy} is not the text that was kept there; nothing was undone." in out
    copy.unlink()
    assert say("undo")[0] == 2
