"""Revisions of a report's files: nothing is overwritten, and each revision can be had again."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from assembler.portal import text_tree
from assembler.portal.blobs import save_blob
from assembler.portal.models import FileVersion, Report
from assembler.portal.problems import Stale


def test_each_revision_can_be_had_again(report: Report, report_files: dict[str, bytes]) -> None:
    base = text_tree.read_tree(report)
    revision = text_tree.commit(report, {"contributions/unhcr/au.md": None, "templates/x.css": b"x"}, base, None, "two")
    assert revision is not None
    assert text_tree.check_out(report, 1) == report_files
    assert text_tree.check_out(report, 2) == text_tree.check_out(report)
    assert "contributions/unhcr/au.md" not in text_tree.read_tree(report)
    assert text_tree.read_file(report, "templates/x.css") == b"x"


def test_who_comes_second_gets_both_texts_and_changes_nothing(report: Report) -> None:
    path = "contributions/unhcr/au.md"
    base = text_tree.read_tree(report)
    text_tree.commit(report, {path: b"first"}, base, None, "first")
    with pytest.raises(Stale) as caught:
        text_tree.commit(report, {path: b"second", "templates/x.css": b"x"}, base, None, "second")
    assert caught.value.paths == {path: (b"first", b"second")}
    assert text_tree.read_file(report, path) == b"first"
    assert text_tree.read_file(report, "templates/x.css") is None


def test_what_changes_nothing_makes_no_revision(report: Report, report_files: dict[str, bytes]) -> None:
    assert text_tree.commit(report, report_files, {}, None, "again") is None
    assert Report.objects.get().last_revision == 1


def test_database_refuses_a_second_current_version_of_a_path(report: Report) -> None:
    blob = save_blob(b"other")
    with pytest.raises(IntegrityError), transaction.atomic():
        FileVersion.objects.create(report=report, path="contributions/unhcr/au.md", blob=blob, first=2)
