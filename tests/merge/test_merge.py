"""Merging from files to files, without a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from assembler.consolidation.folder import consolidate_organizations
from assembler.merge.folder import merge_draft
from assembler.merge.merge import merge
from assembler.storage.report_files import read_folder
from tests.conftest import MakeReport
from tests.merge.drafts import draft_of, rich_report
from tests.merge.word_editor import Opened

INTRODUCTION = "contributions/general/introduction.md"
PLAN = "contributions/report.yaml"


def edited(root: Path, old: str, new: str, *, tracked: bool = False) -> bytes:
    """The draft of a report in which some words were changed."""
    draft = Opened.of(draft_of(root), tracked=tracked)
    place = next(text for text in draft.places() if old in (text.text or ""))
    start = place.text.index(old)
    draft.replace(place, start, start + len(old), new)
    return draft.data()


def test_merge_gives_changed_texts_and_touches_neither_files_nor_folder(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    files = dict(read_folder(root).files)
    before = dict(files)
    result = merge(files, edited(root, "on two lines", "on two rows"), "edited.docx")
    assert files == before == read_folder(root).files
    former, current = b"paragraph\nstands on two lines (", b"paragraph stands on two rows ("
    assert result.files == {INTRODUCTION: before[INTRODUCTION].replace(former, current)}
    assert [change.what for change in result.changes] == ["changed"]
    assert "on two rows" in result.diffs[0]
    assert (result.refusal, result.conflicts, result.remarks, result.findings) == ("", (), (), ())


def test_text_on_an_organization_is_made_from_its_contributions(make_report: MakeReport) -> None:
    root = make_report()
    result = merge(read_folder(root).files, edited(root, "worked", "counselled"), "edited.docx")
    assert list(result.files) == ["contributions/consolidated/au.md"]
    assert b"counselled" in result.files["contributions/consolidated/au.md"]


def test_entity_may_change_what_a_merge_has_consolidated(make_report: MakeReport) -> None:
    root = make_report()
    (root / "edited.docx").write_bytes(edited(root, "worked", "cooperated"))
    assert merge_draft(root, root / "edited.docx", "accept").conflicts == ()
    path = root / "contributions/unhcr/au.md"
    path.write_text(path.read_text().replace("African Union.", "African Union in Bonn."))
    assert consolidate_organizations(root, ["au"], update=True).conflicts == ()
    text = (root / "contributions/consolidated/au.md").read_text()
    assert "UNHCR cooperated with the African Union in Bonn." in text


@pytest.mark.parametrize(("tracked", "words"), [("mark", "{++rows++}"), ("reject", "")])
def test_tracked_changes_are_marked_or_rejected(make_report: MakeReport, tracked: str, words: str) -> None:
    root = rich_report(make_report)
    data = edited(root, "lines", "rows", tracked=True)
    result = merge(read_folder(root).files, data, "edited.docx", tracked)  # type: ignore[arg-type]
    assert words.encode() in result.files.get(INTRODUCTION, b"")
    assert bool(result.files) == bool(words)


def test_conflict_names_base_theirs_and_ours(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    data = edited(root, "on two lines", "on two rows")
    files = dict(read_folder(root).files)
    files[INTRODUCTION] = files[INTRODUCTION].replace(b"on two lines (", b"on three lines (")
    result = merge(files, data, "edited.docx")
    (conflict,) = result.conflicts
    assert (result.files, result.changes) == ({}, ())
    assert "two lines" in conflict.base
    assert "two rows" in conflict.theirs
    assert "three lines" in conflict.ours
    assert (conflict.path, conflict.line) == (INTRODUCTION, 1)


def test_refusal_says_why_nothing_was_merged(make_report: MakeReport) -> None:
    root = rich_report(make_report)
    files = dict(read_folder(root).files)
    data = draft_of(root)
    plan = files[PLAN].replace(b"A/75/345", b"A/75/346")
    other = merge(files | {PLAN: plan}, data, "edited.docx")
    ours, theirs = "A/75/346, S/2020/898", "A/75/345, S/2020/898"
    assert other.refusal == f"edited.docx is a draft of {theirs}, and this report is {ours}."
    no_word = merge(files, b"", "edited.docx")
    assert (no_word.refusal, [finding.rule for finding in no_word.findings]) == ("Nothing was merged.", ["IN-DOC-02"])
    no_plan = merge({}, data, "edited.docx")
    assert no_plan.refusal == "Nothing was merged."
    assert "IN-PLC-05" in {finding.rule for finding in no_plan.findings}
