"""The page of what happened in a report."""

from __future__ import annotations

from django.db import connection
from django.test import Client

from assembler.portal.actions.moves import make_move
from assembler.portal.models import Pair, Report
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson

PAGE = "/r/a-81-1/events/"


def test_events_are_read_filtered_and_verified(
    client: Client, report: Report, pair: Pair, make_person: MakePerson
) -> None:
    """Each in plain words with its reason; one that somebody changed in the database is named."""
    focal_point, editor = make_person(Role.FOCAL_POINT, "unhcr"), make_person(Role.EDITOR)
    make_move(focal_point, pair, "submit")
    make_move(editor, pair, "return", "Which year?")
    client.force_login(editor)
    words = client.get(PAGE).content.decode()
    assert "Returned: UNHCR, African Union (AU)" in words
    assert "Which year?" in words
    assert [row.event.what for row in client.get(f"{PAGE}?what=return").context["events"].rows] == ["return"]
    mine = client.get(f"{PAGE}?actor={focal_point.email}").context["events"].rows
    assert [row.event.what for row in mine] == ["submit"]
    assert list(client.get(f"{PAGE}?what=<b>").context["events"].rows) == []
    assert "The record is whole" in client.get(f"{PAGE}?verify=1").content.decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE portal_event SET reason = 'Other words.' WHERE what = 'return'")
    assert "Event 3 was changed." in client.get(f"{PAGE}?verify=1").content.decode()
    assert report.pk in PAGE
