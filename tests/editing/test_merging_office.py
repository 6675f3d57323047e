"""Drafts edited in LibreOffice itself, openly and with tracked changes: the next draft says what the editor wrote."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from pathlib import Path
from random import Random
from shutil import copytree

import pytest
from lxml import etree

from tests.conftest import ROOT
from tests.editing.drafts import draft_of, merged
from tests.editing.word_editor import Opened, following_of, is_cited, is_followed_by_list, said, source_of, texts

SESSIONS = int(os.environ.get("OFFICE_SESSIONS", "2"))
"""How many sessions are held; each takes some seconds."""
PYTHON = "/usr/bin/python3"
"""Debian's own, for which its package python3-uno brings the bridge to LibreOffice."""
KINDS = ("replace", "replace", "split", "join", "delete", "insert", "note")
_SECONDS = 120
_GONE = 3
"""The status of a session in which LibreOffice has gone by itself, as a busy machine now and then sees it do."""
_ATTEMPTS = 3


def in_office(folder: Path, data: bytes, steps: list[list[str]], *, tracked: bool) -> bytes:
    """The file after a session, which is held anew where LibreOffice goes in the middle of it.

    It is saved when the session ends, so nobody waits for LibreOffice to close: now and then it never does, and what it
    leaves running would answer to the next session. It is ended with all that it has started.
    """
    for number in range(_ATTEMPTS):
        source = folder / f"in{number}.docx"  # one that has gone leaves its lock beside the file
        source.write_bytes(data)
        status = _held(source, folder / "out.docx", steps, tracked=tracked)
        if status != _GONE:
            break
    assert status == 0
    return (folder / "out.docx").read_bytes()


def _held(source: Path, target: Path, steps: list[list[str]], *, tracked: bool) -> int:
    """The status with which a session ends, with a LibreOffice of its own."""
    pipe = f"merging{os.getpid()}-{source.stem}"
    profile = f"-env:UserInstallation={source.with_suffix('.profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as office:
        session = Path(__file__).with_name("office_session.py")
        try:
            return subprocess.run(
                [PYTHON, str(session), str(source), str(target), "tracked" if tracked else "open", pipe],
                input=json.dumps(steps).encode(),
                check=False,
                timeout=_SECONDS,
            ).returncode
        finally:
            os.killpg(office.pid, signal.SIGKILL)


def session(chance: Random, wanted: Opened, length: int) -> list[list[str]]:
    """Some edits, each made in the file that says what is wanted, as LibreOffice is told them."""
    steps: list[list[str]] = []
    touched: set[str] = set()
    paragraphs = {source_of(p): p for p in wanted.paragraphs()}
    everything = " ".join("".join(p.itertext()) for p in (wanted.document, wanted.notes) if p is not None)
    while len(steps) < length:
        name = chance.choice([it for it in paragraphs if it not in touched])
        touched.add(name)
        step = one(chance, wanted, paragraphs[name], everything, touched)
        steps += [step] if step else []
    return steps


def one(chance: Random, wanted: Opened, paragraph: etree._Element, everything: str, touched: set[str]) -> list[str]:
    """An edit of a paragraph, empty where it can't be told by words that stand there alone."""
    kind = chance.choice(KINDS)
    t = chance.choice(wanted.note_texts() if kind == "note" else texts(paragraph))
    phrases = [m for m in re.finditer(r"\w+ \w+ \w+", t.text) if everything.count(m.group()) == 1]
    if not phrases:
        return []
    phrase = chance.choice(phrases)
    start, end = phrase.span()
    new = f"{phrase.group().split()[0]} reviewed A/75/900"
    if kind in ("replace", "note"):
        wanted.replace(t, start, end, new)
        return [kind, phrase.group(), new]
    if kind == "split" and start:
        wanted.split(t, start)
        return [kind, phrase.group()]
    if is_followed_by_list(paragraph):
        return []
    if kind == "insert":
        wanted.insert(paragraph, "A new paragraph “stands” here.")
        return [kind, phrase.group(), "A new paragraph “stands” here."]
    if kind == "delete" and not is_cited(wanted, source_of(paragraph)):
        wanted.delete(paragraph)
        return [kind, phrase.group()]
    following = following_of(paragraph)[1]
    if kind != "join" or following is None or source_of(following) in touched:
        return []
    touched.add(source_of(following))
    wanted.join(paragraph)
    return [kind, phrase.group()]


@pytest.mark.parametrize("seed", range(SESSIONS))
def test_session_in_office_is_what_the_next_draft_says(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "report"
    copytree(ROOT / "contributions", root / "contributions")
    data = draft_of(root)
    chance = Random(seed)
    wanted = Opened.of(data, tracked=False)
    steps = session(chance, wanted, chance.randrange(3, 9))
    edited = in_office(tmp_path, data, steps, tracked=seed % 2 == 1)
    outcome = merged(root, edited)
    assert said(draft_of(root)) == said(wanted.data())
    assert (outcome.conflicts, outcome.remarks) == ((), ())
    assert merged(root, edited).files == {}
