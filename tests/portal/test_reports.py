"""A report's folder in and out."""

from __future__ import annotations

import pytest

from assembler.portal import text_tree
from assembler.portal.actions.reports import export_report, import_report, name_report
from assembler.portal.models import Entity, Organization, Pair, Report
from assembler.portal.roles import State


def test_report_is_taken_in(report: Report) -> None:
    assert (report.pk, report.symbols, report.last_revision) == ("a-81-1", "A/81/1", 1)
    states = {str(pair): (pair.state, pair.words) for pair in Pair.objects.all()}
    assert states == {
        "unhcr/au": (State.DRAFT, 10),
        "unhcr/osce": (State.EXPECTED, 0),
        "undp/au": (State.EXPECTED, 0),
    }
    assert list(Entity.objects.values_list("key", flat=True)) == ["unhcr", "undp"]
    assert list(Organization.objects.values_list("acronym", flat=True)) == ["AU", "OSCE"]


def test_export_and_import_change_nothing(report: Report, report_files: dict[str, bytes]) -> None:
    assert export_report(report) == report_files
    again, conflicts = import_report(report_files)
    assert (again.last_revision, conflicts) == (1, ())


@pytest.mark.slow
def test_path_that_changed_here_and_in_the_folder_is_named_and_stays(report: Report) -> None:
    folder = export_report(report)
    path = "contributions/unhcr/au.md"
    text_tree.commit(report, {path: folder[path] + b"Here.\n"}, text_tree.read_tree(report), None, "here")
    folder[path] += b"There.\n"
    folder["contributions/undp/au.md"] = folder[path].replace(b"unhcr", b"undp")
    for _ in range(2):
        assert import_report(folder)[1] == (path,)
    assert (text_tree.read_file(report, path) or b"").endswith(b"Here.\n")
    assert text_tree.read_file(report, "contributions/undp/au.md") is not None


@pytest.mark.slow
def test_folder_that_changed_alone_is_taken_without_an_export(report: Report, report_files: dict[str, bytes]) -> None:
    path = "contributions/unhcr/au.md"
    for words in (b"One.\n", b"Two.\n"):
        report_files[path] += words
        assert import_report(report_files)[1] == ()
        assert text_tree.read_file(report, path) == report_files[path]
    del report_files[path]
    assert import_report(report_files)[1] == ()
    assert text_tree.read_file(report, path) is None


def test_folder_that_did_not_change_leaves_what_changed_here(report: Report) -> None:
    folder = export_report(report)
    path = "contributions/unhcr/au.md"
    text_tree.commit(report, {path: folder[path] + b"Here.\n"}, text_tree.read_tree(report), None, "here")
    for _ in range(2):
        assert import_report(folder)[1] == ()
    assert (text_tree.read_file(report, path) or b"").endswith(b"Here.\n")


def test_id_of_a_report() -> None:
    assert name_report("A/75/345") == "a-75-345"


def test_a_folder_that_is_cleared_comes_in_cleared(report_files: dict[str, bytes], db: None) -> None:  # noqa: ARG001
    path = "contributions/unhcr/au.md"
    report_files[path] = report_files[path].replace(b"status: draft", b"status: cleared")
    report = import_report(report_files)[0]
    assert Pair.objects.get(report=report, entity="unhcr", organization="au").state == State.CLEARED
    report_files[path] += b"They met again.\n"
    import_report(report_files)
    assert Pair.objects.get(report=report, entity="unhcr", organization="au").state == State.SUBMITTED
