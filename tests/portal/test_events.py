"""The chain of events: only added to, and a change or a gap is seen."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from assembler.portal.models import Event
from assembler.portal.models.events import record_event, verify_chain

pytestmark = pytest.mark.django_db


def add_three() -> None:
    for number in range(3):
        with transaction.atomic():
            record_event("r", "a@example.org", "write", f"unhcr/au {number}", details={"text": "sha256:é"})


def test_chain_is_whole() -> None:
    add_three()
    assert list(verify_chain("r")) == []
    first, second, _third = Event.objects.all()
    assert (first.before, second.before) == ("", first.hash)


def test_events_cannot_be_changed_or_deleted_by_the_program() -> None:
    add_three()
    with pytest.raises(TypeError):
        Event.objects.filter(number=2).update(actor="")
    with pytest.raises(TypeError):
        Event.objects.all().delete()


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE portal_event SET actor = 'b@example.org' WHERE number = 2", "Event 2 was changed."),
        ("DELETE FROM portal_event WHERE number = 2", "Event 2 is missing."),
        ("DELETE FROM portal_event WHERE number = 3", "The chain ends before event 3."),
    ],
)
def test_what_somebody_did_in_the_database_is_seen(statement: str, sentence: str) -> None:
    add_three()
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert sentence in list(verify_chain("r"))
