"""Moves between states, with files, events and receipts."""

from __future__ import annotations

import pytest
from django.http import Http404

from assembler.api import build_files
from assembler.portal import text_tree
from assembler.portal.actions.moves import make_move
from assembler.portal.actions.texts import import_file, make_form, write_typed_text
from assembler.portal.models import Event, OutgoingMail, Pair, Receipt, Report
from assembler.portal.models.events import verify_chain
from assembler.portal.permissions import find_pair
from assembler.portal.problems import Forbidden, Invalid, Stale, WrongState
from assembler.portal.roles import Role, State
from tests.portal.conftest import MakePerson


def test_a_text_goes_from_draft_to_cleared(report: Report, pair: Pair, make_person: MakePerson) -> None:
    focal_point, editor = make_person(Role.FOCAL_POINT, "unhcr"), make_person(Role.EDITOR)
    write_typed_text(focal_point, pair, "The two organizations met in Addis Ababa in 2026.", pair.version)
    pair.refresh_from_db()
    receipt = make_move(focal_point, pair, "submit")
    assert receipt is not None
    assert (receipt.text, receipt.revision) == (pair.text, 3)
    assert pair.state == State.SUBMITTED
    text = text_tree.read_file(report, pair.path)
    assert text is not None
    assert b"status: submitted" in text
    assert b"Addis Ababa" in text
    make_move(editor, pair, "return", "Which month?")
    make_move(focal_point, pair, "submit")
    for name in ("accept", "send-for-clearance"):
        make_move(editor, pair, name)
    make_move(focal_point, pair, "clear")
    assert pair.state == State.CLEARED
    text = text_tree.read_file(report, pair.path)
    assert text is not None
    assert b"cleared:" in text
    assert [event.what for event in Event.objects.filter(chain=report.pk)] == [
        "import",
        "write",
        "submit",
        "return",
        "submit",
        "accept",
        "send-for-clearance",
        "clear",
    ]
    assert list(verify_chain(report.pk)) == []
    assert Receipt.objects.count() == 3
    assert set(OutgoingMail.objects.values_list("person__email", flat=True)) == {focal_point.email, editor.email}


def test_what_the_table_has_not_is_refused(pair: Pair, make_person: MakePerson) -> None:
    focal_point, editor = make_person(Role.FOCAL_POINT, "unhcr"), make_person(Role.EDITOR)
    with pytest.raises(WrongState):
        make_move(editor, pair, "accept")
    with pytest.raises(Forbidden):
        make_move(editor, pair, "submit")
    with pytest.raises(Forbidden):
        make_move(focal_point, pair, "accept")
    make_move(focal_point, pair, "submit")
    with pytest.raises(Invalid):
        make_move(editor, pair, "return", "  ")
    with pytest.raises(WrongState):
        write_typed_text(focal_point, pair, "New words.", pair.version)


def test_another_entity_does_not_exist(report: Report, make_person: MakePerson) -> None:
    stranger = make_person(Role.FOCAL_POINT, "undp")
    with pytest.raises(Http404):
        find_pair(stranger, report, "unhcr", "au")
    assert list(Pair.objects.visible_to(stranger).values_list("entity", "organization")) == [("undp", "au")]


def test_second_writer_gets_both_texts(pair: Pair, make_person: MakePerson) -> None:
    focal_point = make_person(Role.FOCAL_POINT, "unhcr")
    version = pair.version
    write_typed_text(focal_point, pair, "The first writer's words.", version)
    pair.refresh_from_db()
    with pytest.raises(Stale) as caught:
        write_typed_text(focal_point, pair, "The second writer's words.", version)
    ((now, mine),) = caught.value.paths.values()
    assert b"first writer" in (now or b"")
    assert b"second writer" in (mine or b"")


def test_a_form_comes_back_as_texts(report: Report, make_person: MakePerson) -> None:
    focal_point = make_person(Role.FOCAL_POINT, "undp")
    form = make_form(report, "undp")
    upload = import_file(focal_point, report, "undp", form, "undp.docx")
    assert upload.pairs == ()
    assert upload.answer.state == "no text yet"


def test_nothing_to_report_and_withdrawal(report: Report, pair: Pair, make_person: MakePerson) -> None:
    focal_point = make_person(Role.FOCAL_POINT, "unhcr")
    make_move(focal_point, pair, "nothing-to-report")
    assert b"nothing-to-report" in (text_tree.read_file(report, pair.path) or b"")
    make_move(focal_point, pair, "withdraw", "We have found something.")
    assert text_tree.read_file(report, pair.path) is None
    assert (pair.state, pair.words) == (State.WITHDRAWN, 0)


@pytest.mark.slow
def test_a_text_that_was_returned_keeps_a_final_back(report: Report, pair: Pair, make_person: MakePerson) -> None:
    """What the editor has sent back is a draft again in the file, whoever builds from it."""
    focal_point, editor = make_person(Role.FOCAL_POINT, "unhcr"), make_person(Role.EDITOR)
    make_move(focal_point, pair, "submit")
    for name in ("accept", "send-for-clearance"):
        make_move(editor, pair, name)
    make_move(focal_point, pair, "clear")
    make_move(editor, pair, "return", "The year is wrong.")
    files = text_tree.check_out(report)
    assert b"status: draft" in files[pair.path]
    result = build_files(files, final=True, formats=["txt"])
    assert ("IN-CLR-01", pair.path) in {(finding.rule, finding.source.path) for finding in result.checked.blockers}
