"""All or nothing: killed at any step on the disk, or met by any fault of it, a command leaves the old files or the new.

The next run works, and takes away what was left. With `ASSEMBLER_KILLS=200`, builds are killed at 200 random times
instead of a few, and every command at every step; without, builds at every step and others at some.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document

from assembler.__main__ import run
from tests.conftest import ROOT, MakeReport, contribution
from tests.faults.forge import Forge, forge
from tests.merge.drafts import draft_of
from tests.merge.word_editor import Opened

pytestmark = pytest.mark.slow

ALL = "ASSEMBLER_KILLS" in os.environ
KILLS = int(os.environ.get("ASSEMBLER_KILLS", "6"))
ERRORS = ("ENOSPC", "EACCES")
BUILD = ("build", "--to", "txt")


@pytest.fixture(scope="module")
def any_forge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forge]:
    with forge(tmp_path_factory.mktemp("forge")) as new_forge:
        yield new_forge


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its place, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".assembler-*")]


def say(root: Path, word: str) -> None:
    (root / "contributions/unhcr/au.md").write_text(
        contribution("unhcr", "au", f"UNHCR {word} with the African Union.")
    )


# Builds


class TestBuild:
    """A build of two sets in turn, of which one is always the old one."""

    WORDS = ("worked", "advised")

    @pytest.fixture
    def built(self, any_forge: Forge, make_report: MakeReport) -> tuple[Forge, Path, list[dict[str, bytes]]]:
        """The forge, the report, and what its folder of outputs holds for each of two texts; now for the second."""
        root = make_report()
        forge = Forge(any_forge.process, root)
        sets = []
        for word in self.WORDS:
            say(root, word)
            assert forge.run(*BUILD).status == 0
            sets.append(files_in(root / "build/draft"))
        assert sets[0] != sets[1]
        return forge, root, sets

    def test_killed_at_any_step_the_folder_holds_the_old_set_or_the_new_one(
        self, built: tuple[Forge, Path, list[dict[str, bytes]]]
    ) -> None:
        forge, root, sets = built
        say(root, self.WORDS[0])
        steps = forge.run(*BUILD).steps
        assert sum(step.startswith(("write", "flush", "exchange")) for step in steps) >= 9
        outcomes = set()
        for at in range(1, len(steps) + 1):
            new = at % 2
            say(root, self.WORDS[new])
            assert forge.run(*BUILD, at=at, fault="kill").status == -9
            there = files_in(root / "build/draft")
            assert there in sets
            outcomes.add(there == sets[new])
            self.verify(root, there == sets[new])
            assert forge.run(*BUILD).status == 0
            assert files_in(root / "build/draft") == sets[new]
            assert hidden(root) == []
        assert outcomes == {True, False}

    def verify(self, root: Path, is_new: bool) -> None:
        """Whether the program itself says that the outputs are whole, and which input is another one by now."""
        assert run(["verify", str(root / "build/draft"), "-C", str(root)]) == (0 if is_new else 1)

    @pytest.mark.parametrize("error", ERRORS)
    def test_fault_of_the_disk_at_any_step_leaves_the_old_set(
        self, built: tuple[Forge, Path, list[dict[str, bytes]]], error: str
    ) -> None:
        forge, root, sets = built
        for at in range(1, 100):
            before = files_in(root / "build/draft")
            say(root, self.WORDS[new := 1 - sets.index(before)])
            ran = forge.run(*BUILD, at=at, fault=error)
            if len(ran.steps) < at:
                break
            assert files_in(root / "build/draft") == (sets[new] if ran.status == 0 else before), ran.steps[at - 1]
            if ran.status:
                assert ran.status == 2
                assert is_one_sentence_about(ran.err, root / "build"), ran.steps[at - 1]
        assert at > 20
        assert forge.run(*BUILD).status == 0
        assert hidden(root) == []

    def test_file_that_cannot_be_read_is_named_and_the_old_set_stays(
        self, built: tuple[Forge, Path, list[dict[str, bytes]]]
    ) -> None:
        forge, root, sets = built
        say(root, self.WORDS[0])
        steps = forge.run("check", reading=True).steps
        assert len(steps) > 10
        for at, step in enumerate(steps, 1):
            for command in (BUILD, ("check",)):
                ran = forge.run(*command, at=at, fault="EIO", reading=True)
                assert ran.status in (0, 2), step
                assert (ran.status == 0) or is_one_sentence_about(ran.err, root / "contributions"), ran.err
            assert files_in(root / "build/draft") in (sets[1], sets[0])
            if ran.status == 2:
                assert "Input/output error; a sound disk is needed." in ran.err

    def test_killed_between_the_two_steps_of_a_disk_that_cannot_exchange(
        self, built: tuple[Forge, Path, list[dict[str, bytes]]]
    ) -> None:
        forge, root, sets = built
        say(root, self.WORDS[0])
        steps = forge.run(*BUILD, at=1000).steps
        exchanging = next(at for at, step in enumerate(steps, 1) if step.startswith("exchange"))
        say(root, self.WORDS[1])
        assert forge.run(*BUILD, at=exchanging, fault="ENOSYS").status == 0
        assert files_in(root / "build/draft") == sets[1]
        say(root, self.WORDS[0])
        assert forge.run(*BUILD, at=exchanging, fault="ENOSYS", dies=exchanging + 2).status == -9
        assert not (root / "build/draft").exists()
        assert forge.run(*BUILD, dies=exchanging).status == -9  # but it has put the old set back
        assert files_in(root / "build/draft") == sets[1]
        assert forge.run(*BUILD).status == 0
        assert files_in(root / "build/draft") == sets[0]
        assert hidden(root) == []


def is_one_sentence_about(err: str, place: Path) -> bool:
    """Whether a refusal is in one line that names something in a place, and what is needed."""
    said = [line for line in err.splitlines() if line.startswith("assembler: ")]
    return len(said) == 1 and str(place) in said[0] and said[0].endswith(" is needed.") and "Traceback" not in err


@pytest.mark.parametrize(("more", "forms"), [(0, "docx,pdf"), (200, "docx,txt")])
def test_killed_at_random_times(make_report: MakeReport, more: int, forms: str) -> None:
    """A small report is made by a process and a press, one with many texts and no PDF by copies of the process."""
    root = make_report(**{f"unhcr__o{number}": contribution("unhcr", "au", "Words.") for number in range(more)})
    command = [sys.executable, "-m", "assembler", "build", "-C", str(root), "--to", forms]
    sets: list[Mapping[str, bytes]] = []
    start = time.monotonic()
    for word in TestBuild.WORDS:
        say(root, word)
        subprocess.run(command, check=False, cwd=ROOT, capture_output=True)
        sets.append(files_in(root / "build/draft"))
    assert sets[0] != sets[1]
    longest = (time.monotonic() - start) / 2
    chance = random.Random(9)
    for turn in range(KILLS):
        say(root, TestBuild.WORDS[turn % 2])
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(chance.uniform(0, longest))
            process.kill()
        assert files_in(root / "build/draft") in sets
    subprocess.run(command, check=False, cwd=ROOT, capture_output=True)
    assert files_in(root / "build/draft") == sets[(KILLS - 1) % 2]
    assert hidden(root) == []


# Everything else that writes


@dataclass(frozen=True)
class Writing:
    """A command that writes, in a report made ready for it."""

    arguments: tuple[str, ...]
    ready: Callable[[Path], None] = lambda _: None
    status: int = 0
    again: int | None = None
    """Its exit status where all is done already, if that is another one."""


def with_doubtful_characters(root: Path) -> None:
    (root / "contributions/unhcr/au.md").write_text(contribution("unhcr", "au", "UN\u200bHCR worked."))
    (root / "contributions/who/au.md").write_text(contribution("who", "au", "W\u200bHO worked."))


def with_word_file(root: Path) -> None:
    document = Document()
    for text in ("African Union", "WHO said more.", "Association of Southeast Asian Nations", "WHO advised."):
        document.add_paragraph(text, style="Heading 1" if text[0] == "A" else None)
    document.save(str(root / "sent.docx"))


def with_one_command(root: Path) -> None:
    with_doubtful_characters(root)
    run(["check", "--fix", "-C", str(root)])


def with_edited_draft(root: Path) -> None:
    opened = Opened.of(draft_of(root), tracked=False)
    for place in opened.places():
        if "worked" in (place.text or "") or "first" in (place.text or ""):
            place.text = (place.text or "").replace("worked", "advised").replace("first", "very first")
    (root / "edited.docx").write_bytes(opened.data())


def with_two_builds(root: Path) -> None:
    for folder, word in (("before", "advised"), ("build/draft", "trained")):
        say(root, word)
        run(["build", "-C", str(root), "--to", "txt", "--out", str(root / folder)])


WRITINGS = {
    "compare": Writing(("compare", "before", "build/draft", "--to", "html"), with_two_builds),
    "check --fix": Writing(("check", "--fix"), with_doubtful_characters, 1),
    "import": Writing(("import", "sent.docx", "--entity", "who", "--replace"), with_word_file),
    "import --report": Writing(
        ("import", "sent.docx", "--entity", "who", "--replace", "--report", "html"), with_word_file
    ),
    "consolidate": Writing(("consolidate", "au")),
    "clear": Writing(("clear", "unhcr", "--by", "A. Person")),
    "undo": Writing(("undo",), with_one_command, again=1),
    "merge": Writing(("merge", "edited.docx"), with_edited_draft),
    "status --who-is-late": Writing(("status", "--on", "2026-01-01", "--who-is-late")),
    "new contribution": Writing(("new", "contribution", "unhcr", "asean"), again=2),
    "new contribution --to docx": Writing(("new", "contribution", "unhcr", "--to", "docx"), again=2),
    "new report": Writing(("new", "report", "another"), again=2),
}


@pytest.fixture
def tried(request: pytest.FixtureRequest, any_forge: Forge, make_report: MakeReport) -> Tried:
    writing = WRITINGS[request.param]
    root = make_report()
    writing.ready(root)
    before = files_in(root)
    forge = Forge(any_forge.process, root)
    ran = forge.run(*writing.arguments)
    assert ran.status == writing.status, ran.err
    after = files_in(root)
    assert after != before
    assert hidden(root) == []
    return Tried(writing, forge, root, before, after, len(ran.steps))


@dataclass(frozen=True)
class Tried:
    """A command that has run once, and what lay in the folder before and after."""

    writing: Writing
    forge: Forge
    root: Path
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    steps: int

    def restore(self) -> None:
        """Puts everything back."""
        shutil.rmtree(self.root)
        for name, data in self.before.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(data)


def chosen(steps: int) -> range:
    """Every step, or some of them that differ from command to command."""
    return range(1, steps + 1) if ALL else range(1 + steps % 5, steps + 1, 5)


def visible(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if "/." not in f"/{name}"}


@pytest.mark.parametrize("tried", WRITINGS, indirect=True)
def test_killed_at_any_step_each_file_is_old_or_new_and_the_next_run_does_the_rest(tried: Tried) -> None:
    for at in chosen(tried.steps):
        tried.restore()
        assert tried.forge.run(*tried.writing.arguments, at=at, fault="kill").status == -9
        there = visible(files_in(tried.root))
        for name, data in there.items():
            assert data in (tried.before.get(name), tried.after.get(name)), name
        done = there == visible(tried.after)
        ran = tried.forge.run(*tried.writing.arguments)
        again = tried.writing.again
        assert ran.status == (again if done and again is not None else tried.writing.status), ran.err
        there = visible(files_in(tried.root))
        assert there == visible(tried.after)
    assert tried.forge.run("build", "--to", "txt").status in (0, 1)
    assert hidden(tried.root / "contributions") == hidden(tried.root / "build") == []


@pytest.mark.parametrize("error", ["ENOSPC", "EACCES"])
@pytest.mark.parametrize("tried", WRITINGS, indirect=True)
def test_fault_of_the_disk_at_any_step_changes_nothing(tried: Tried, error: str) -> None:
    for at in chosen(tried.steps):
        tried.restore()
        ran = tried.forge.run(*tried.writing.arguments, at=at, fault=error)
        there = visible(files_in(tried.root))
        if ran.status == 2:
            assert is_one_sentence_about(ran.err, tried.root), ran.steps[at - 1]
            assert there == visible(tried.before) or is_part_done(tried, there), ran.steps[at - 1]
        else:
            assert there == visible(tried.after), ran.steps[at - 1]


def is_part_done(tried: Tried, there: Mapping[str, bytes]) -> bool:
    """Whether the texts were brought in, and only the answers to those who had sent them were not."""
    return "--report" in tried.writing.arguments and all(tried.after.get(name) == data for name, data in there.items())
