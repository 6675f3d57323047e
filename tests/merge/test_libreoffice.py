"""Drafts edited in LibreOffice itself, openly and with tracked changes: the next draft says what the editor wrote."""

from __future__ import annotations

import os
import re
from pathlib import Path
from random import Random
from shutil import copytree

import pytest
from lxml import etree

from tests.conftest import ROOT
from tests.merge.drafts import draft_of, merged
from tests.merge.word_editor import Opened, following_of, is_cited, is_followed_by_list, said, source_of, texts
from tests.office import edit

pytestmark = pytest.mark.slow

SESSIONS = int(os.environ.get("OFFICE_SESSIONS", "2"))
"""How many sessions are held; each takes some seconds."""
KINDS = ("replace", "replace", "split", "join", "delete", "insert", "note")


def session(chance: Random, wanted: Opened, length: int) -> list[list[str]]:
    """Some edits, each made in the file that says what is wanted, as LibreOffice is told them."""
    steps: list[list[str]] = []
    touched: set[str] = set()
    paragraphs = {source_of(p): p for p in wanted.paragraphs()}
    everything = " ".join("".join(p.itertext()) for p in (wanted.document, wanted.notes) if p is not None)
    while len(steps) < length:
        name = chance.choice([paragraph for paragraph in paragraphs if paragraph not in touched])
        touched.add(name)
        step = one(chance, wanted, paragraphs[name], everything, touched)
        steps += [step] if step else []
    return steps


def one(chance: Random, wanted: Opened, paragraph: etree._Element, everything: str, touched: set[str]) -> list[str]:
    """An edit of a paragraph, empty where it cannot be told by words that stand there alone."""
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
    edited = edit(data, steps, tmp_path, tracked=seed % 2 == 1)
    outcome = merged(root, edited)
    assert said(draft_of(root)) == said(wanted.data())
    assert (outcome.conflicts, outcome.remarks) == ((), ())
    assert merged(root, edited).files == {}
