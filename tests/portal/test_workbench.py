"""The workbench of an organization."""

from __future__ import annotations

import pytest
from django.test import Client

from assembler.portal import text_tree
from assembler.portal.actions.moves import make_move
from assembler.portal.actions.texts import write_typed_text
from assembler.portal.models import Event, Pair, Person, Report
from assembler.portal.models.events import verify_chain
from assembler.portal.roles import Role, State
from tests.portal.conftest import MakePerson

PAGE = "/r/a-81-1/org/au/"
PLACE = "contributions/consolidated/au.md"


@pytest.fixture
def page(client: Client, make_person: MakePerson, report: Report) -> Client:  # noqa: ARG001
    """The browser of an editor."""
    client.force_login(make_person(Role.EDITOR))
    return client


def _read(report: Report) -> str:
    return (text_tree.read_file(report, PLACE) or b"").decode()


def _act(page: Client, act: str, number: int = 0, **fields: str) -> tuple[int, str]:
    """Does something with a paragraph as it stands on the page."""
    units = page.get(PAGE).context["text"].units
    hash = units[number - 1].hash if 0 < number <= len(units) else ""
    answer = page.post(PAGE, {"act": act, "number": number, "hash": hash, **fields}, follow=True)
    return answer.status_code, answer.content.decode()


@pytest.mark.slow
def test_a_text_is_begun_edited_and_taken_back(page: Client, report: Report) -> None:
    """Each act is a revision with its event; the last one can be taken back."""
    words = page.get(PAGE).content.decode()
    assert "The report has no text of its own on this organization yet." in words
    assert _act(page, "consolidate")[0] == 200
    number = next(unit.number for unit in page.get(PAGE).context["text"].units if unit.origins)
    _act(page, "rewrite", number, text="They met in Geneva in May 2026.")
    assert "They met in Geneva in May 2026.\n{:" in _read(report)
    before = _read(report)
    assert _act(page, "leave-out", number)[0] == 422
    _act(page, "leave-out", number, reason="Too long.")
    assert "left_out:" in _read(report)
    assert "Left out: Too long." in " ".join(page.get(PAGE).content.decode().split())
    newest = page.get(PAGE).context["newest"]
    page.post(PAGE, {"act": "take-back", "number": newest})
    assert _read(report) == before
    assert page.post(PAGE, {"act": "take-back", "number": newest}).status_code == 412
    whats = [event.what for event in Event.objects.filter(chain=report.pk)]
    assert whats == ["import", "consolidate", "edit", "edit", "take back"]
    assert list(verify_chain(report.pk)) == []


@pytest.mark.slow
def test_the_second_of_two_editors_sees_both_texts(page: Client, report: Report) -> None:
    """Nothing is overwritten, and what was typed stays on the page."""
    _act(page, "consolidate")
    units = page.get(PAGE).context["text"].units
    number = next(unit.number for unit in units if unit.origins)
    fields = {"act": "rewrite", "number": number, "hash": units[number - 1].hash}
    page.post(PAGE, fields | {"text": "The first editor wrote this."})
    answer = page.post(PAGE, fields | {"text": "The second editor wrote this."})
    assert answer.status_code == 412
    words = answer.content.decode()
    assert "The first editor wrote this." in words
    assert "The second editor wrote this." in words
    assert "The second editor" not in _read(report)


@pytest.mark.slow
def test_an_edit_of_cleared_words_asks_for_clearance_again(
    page: Client, report: Report, make_person: MakePerson
) -> None:
    """The entity whose words changed is asked again; what it cleared does not print as it is."""
    focal_point, editor = make_person(Role.FOCAL_POINT, "unhcr"), Person.objects.get(email="editor.all@example.org")
    pair = Pair.objects.get(report=report, entity="unhcr", organization="au")
    make_move(focal_point, pair, "submit")
    make_move(editor, pair, "accept")
    _act(page, "consolidate")
    pair.refresh_from_db()
    make_move(editor, pair, "send-for-clearance")
    make_move(focal_point, pair, "clear")
    assert pair.state == State.CLEARED
    number = next(unit.number for unit in page.get(PAGE).context["text"].units if unit.origins)
    _act(page, "rewrite", number, text="Other words.")
    pair.refresh_from_db()
    assert pair.state == State.CONSOLIDATED
    assert Event.objects.filter(what="clearance void", object="unhcr/au").count() == 1


@pytest.mark.slow
def test_what_an_entity_changed_since_is_shown_and_taken_over(
    page: Client, report: Report, make_person: MakePerson
) -> None:
    """One button takes it over where the editor has not changed the same words."""
    focal_point = make_person(Role.FOCAL_POINT, "unhcr")
    _act(page, "consolidate")
    pair = Pair.objects.get(report=report, entity="unhcr", organization="au")
    write_typed_text(focal_point, pair, "The two organizations held a meeting in Nairobi in 2026.", pair.version)
    assert "Take over what is new" in page.get(PAGE).content.decode()
    _act(page, "update")
    assert "Nairobi" in _read(report)
    assert "Take over what is new" not in page.get(PAGE).content.decode()


def test_others_read_or_see_nothing(client: Client, report: Report, make_person: MakePerson) -> None:  # noqa: ARG001
    """A producer reads without buttons; a focal point and an observer do not."""
    client.force_login(make_person(Role.PRODUCER))
    assert 'value="consolidate"' not in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"act": "consolidate"}).status_code == 403
    for role, entity in ((Role.OBSERVER, ""), (Role.FOCAL_POINT, "unhcr")):
        client.force_login(make_person(role, entity))
        assert client.get(PAGE).status_code == 403
    assert client.get("/r/a-81-1/org/none/").status_code in (403, 404)
