"""Each edit of a draft can be made without the others, and none is made that nobody has chosen."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from docx.text.paragraph import Paragraph

from assembler.api import build_files, example_files, merge
from assembler.merge.result import MergeResult

TEXT = "contributions/general/introduction.md"
WORDS = b"""# Introduction

The first meeting took place in Geneva. Its chair opened the first meeting.

The second meeting took place in Vienna.

The third meeting took place in Nairobi.

The fourth meeting took place in New York.

The fifth meeting took place in Quito.
"""
FILES = example_files() | {TEXT: WORDS}


@pytest.fixture(scope="module")
def draft() -> bytes:
    """A draft of a report with five paragraphs, in which somebody has edited, moved, deleted and added some."""
    outputs = build_files(FILES, final=False, formats=["docx"]).outputs
    document = Document(BytesIO(next(data for name, data in outputs.items() if name.endswith(".docx"))))
    first, second, third, fourth, fifth = (
        next(one for one in document.paragraphs if f"{name} meeting took place" in one.text)
        for name in ("first", "second", "third", "fourth", "fifth")
    )
    _replace(first, "Geneva", "Dakar")
    _replace(first, "chair", "president")
    third._element.getparent().remove(third._element)
    fifth._element.addnext(second._element)
    fifth.insert_paragraph_before("A new meeting is planned.", style=fourth.style)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _replace(paragraph: Paragraph, old: str, new: str) -> None:
    for run in paragraph.runs:
        run.text = run.text.replace(old, new) if old in run.text else run.text


def _read(result: MergeResult) -> list[str]:
    text = result.files.get(TEXT, WORDS).decode()
    return [line for line in text.split("\n") if "meeting" in line]


def _list_edits(result: MergeResult) -> dict[str, str]:
    return {edit.key: f"{change.what}: {edit.words}" for change in result.changes for edit in change.edits}


def test_each_edit_is_made_alone(draft: bytes) -> None:
    """Two edits of words, a deletion, a move and a new paragraph: each changes what it says and nothing else."""
    edits = _list_edits(merge(FILES, draft, "draft.docx"))
    first, second, third, fourth, fifth = before = _read(MergeResult())
    alone = {
        edits[key].partition(":")[0]: _read(merge(FILES, draft, "draft.docx", only=[key]))
        for key in edits
        if not edits[key].startswith("changed")
    }
    assert alone == {
        "deleted": [first, second, fourth, fifth],
        "moved": [first, third, fourth, fifth, second],
        "new": [first, second, third, fourth, "A new meeting is planned.", fifth],
    }
    city, chair = (key for key, words in edits.items() if words.startswith("changed"))
    assert _read(merge(FILES, draft, "draft.docx", only=[city])) == [first.replace("Geneva", "Dakar"), *before[1:]]
    assert _read(merge(FILES, draft, "draft.docx", only=[chair])) == [first.replace("chair", "president"), *before[1:]]


def test_all_edits_chosen_one_by_one_are_all_edits_and_none_is_none(draft: bytes) -> None:
    """The choice of all keys is the merge without a choice; an empty one changes no file."""
    result = merge(FILES, draft, "draft.docx")
    assert len(_list_edits(result)) == 5
    assert merge(FILES, draft, "draft.docx", only=_list_edits(result)).files == result.files
    assert merge(FILES, draft, "draft.docx", only=()).files == {}


def test_keys_stay_when_the_text_changes(draft: bytes) -> None:
    """What was left out stays left out, whatever has been written into the text since."""
    edits = _list_edits(merge(FILES, draft, "draft.docx"))
    files = FILES | {TEXT: WORDS + b"\nA last meeting took place in Bonn.\n"}
    assert _list_edits(merge(files, draft, "draft.docx")) == edits


def test_a_conflict_is_decided_for_the_words_of_the_draft(draft: bytes) -> None:
    """Only where its key says so, which has also the words that stand now."""
    files = FILES | {TEXT: WORDS.replace(b"Geneva", b"Bonn")}
    (conflict,) = merge(files, draft, "draft.docx").conflicts
    result = merge(files, draft, "draft.docx", only=(), overrides=[conflict.key])
    assert (result.conflicts, _read(result)[0]) == ((), conflict.theirs)
    later = FILES | {TEXT: WORDS.replace(b"Geneva", b"Rome")}
    assert merge(later, draft, "draft.docx", only=(), overrides=[conflict.key]).files == {}
