"""The API of who reads which text, of saved views, of filtered events and of the table of people."""

from __future__ import annotations

from datetime import UTC, timedelta
from threading import Event as Stop

import pytest
from django.test import Client
from django.utils import timezone

from assembler.portal.actions.mail_work import send_waiting_mail
from assembler.portal.actions.moves import make_move
from assembler.portal.models import Membership, OutgoingMail, Pair, Person, Report, Token
from assembler.portal.roles import Role
from assembler.portal.settings import read_mail_server
from tests.portal.conftest import Call, MakePerson

TABLE = b"email,name,role,report,entities\namina@example.org,Amina,focal-point,a-81-1,UNHCR\n"


@pytest.fixture
def editor(make_person: MakePerson) -> Person:
    return make_person(Role.EDITOR)


def test_texts_are_assigned_and_those_that_are_not_there_are_left_out(call: Call, editor: Person, pair: Pair) -> None:
    body = {"texts": ["unhcr/au", "unhcr/osce", "unhcr/none"], "reader": editor.email}
    assert call(editor, "POST", "/assign", body) == (200, {"done": ["unhcr/au", "unhcr/osce"], "refused": []})
    pair.refresh_from_db()
    assert pair.reader == editor
    assert call(editor, "POST", "/assign", {"texts": ["unhcr/au"]})[0] == 200
    pair.refresh_from_db()
    assert pair.reader is None
    assert call(editor, "POST", "/assign", body | {"reader": "nobody@example.org"})[0] == 422
    assert call(editor, "POST", "/assign", body, scope="read")[0] == 403


def test_a_colleague_is_told_once_of_all_texts(
    call: Call, editor: Person, make_person: MakePerson, report: Report, settings: object
) -> None:
    """Of those that are new; nobody is told of what this person did, and nobody who reads none of them any more."""
    settings.MAILERS = {"default": read_mail_server("smtp://127.0.0.1:9")}  # type: ignore[attr-defined]  # nobody listens
    colleague = make_person(Role.EDITOR, email="second@example.org")
    body = {"texts": ["unhcr/au", "unhcr/osce"], "reader": colleague.email}
    for _time in range(2):
        assert call(editor, "POST", "/assign", body)[0] == 200
    mail = OutgoingMail.objects.get(purpose="assign")
    assert (mail.person, mail.subject) == (colleague, "A/81/1: texts assigned to you")
    assert f"{editor} has assigned 2 texts to you:" in mail.text
    assert [mail.text.count(f"/r/{report.pk}/my/unhcr/{key}/") for key in ("au", "osce")] == [1, 1]
    assert call(editor, "POST", "/assign", body | {"reader": editor.email})[0] == 200
    assert OutgoingMail.objects.filter(purpose="assign").count() == 1
    send_waiting_mail(Stop())
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (OutgoingMail.State.DROPPED, OutgoingMail.Obstacle.DONE)
    assert call(editor, "POST", "/assign", body)[0] == 200
    send_waiting_mail(Stop())
    mail = OutgoingMail.objects.get(purpose="assign", attempts=1, state=OutgoingMail.State.WAITING)
    assert (mail.person, bool(mail.error)) == (colleague, True)  # it was tried


def test_views_are_one_s_own(call: Call, editor: Person, make_person: MakePerson) -> None:
    view = {"name": "Late ones", "query": "entity=unhcr&state=late"}
    saved = {"name": "Late ones", "query": "state=late&entity=unhcr"}
    assert call(editor, "POST", "/views", view) == (200, saved)
    assert call(editor, "GET", "/views") == (200, [saved])
    observer = make_person(Role.OBSERVER)
    assert call(observer, "GET", "/views") == (200, [])
    assert call(observer, "DELETE", "/views?name=Late%20ones")[0] == 404
    assert call(editor, "DELETE", "/views?name=Late%20ones")[0] == 204
    assert call(editor, "GET", "/views") == (200, [])


def test_events_are_filtered_by_kind_person_and_days(
    call: Call, editor: Person, focal_point: Person, pair: Pair
) -> None:
    make_move(focal_point, pair, "submit")
    make_move(editor, pair, "return", "Which year?")

    def read(query: str) -> list[object]:
        status, events = call(editor, "GET", f"/events?{query}")
        assert status == 200
        return [event["what"] for event in events]  # type: ignore[index]

    today = timezone.now().astimezone(UTC).date()
    assert read("what=return") == ["return"]
    assert read(f"actor={focal_point.email}") == ["submit"]
    assert read(f"from={today}&until={today}") == ["import", "submit", "return"]
    assert read(f"from={today + timedelta(days=1)}") == []
    assert read(f"until={today - timedelta(days=1)}") == []
    assert read("until=9999-12-31") == []  # no day of a calendar
    assert call(editor, "GET", "/events?from=soon")[0] == 422


def send(client: Client, person: Person, data: bytes, query: str = "") -> tuple[int, dict[str, object]]:
    headers = {"Authorization": f"Bearer {Token.issue(person, 'write', 1)}"}
    answer = client.generic("POST", f"/api/v1/people{query}", data, content_type="text/csv", headers=headers)
    return answer.status_code, answer.json()


def test_a_table_of_people_is_tried_then_taken(client: Client, report: Report, editor: Person) -> None:
    administrator = Person.objects.create_user("admin@example.org", is_administrator=True)
    changes = [
        {"line": 2, "sentence": "amina@example.org: new."},
        {"line": 2, "sentence": "amina@example.org: focal point of unhcr in a-81-1."},
    ]
    assert send(client, administrator, TABLE, "?dry_run=true") == (200, {"dry_run": True, "changes": changes})
    assert not Membership.objects.filter(report=report, role=Role.FOCAL_POINT).exists()
    status, answer = send(client, administrator, TABLE + b"bo,,editor,a-81-1,\n")
    assert status == 422
    assert answer["faults"] == [
        {
            "line": 3,
            "sentence": "“bo” is not an e-mail address.",
            "hint": "Write the address in full.",
            "column": "email",
        }
    ]
    assert send(client, administrator, TABLE) == (200, {"dry_run": False, "changes": changes})
    assert Membership.objects.get(report=report, role=Role.FOCAL_POINT).person.email == "amina@example.org"
    assert send(client, editor, TABLE)[0] == 404
    assert send(client, administrator, b"\xff")[0] == 422
