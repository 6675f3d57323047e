"""The page of reminders: one message to each focal point who owes texts, and none to who has finished."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from assembler.portal.models import Event, OutgoingMail, Pair, Person, Report
from assembler.portal.roles import Role, State
from tests.portal.conftest import Call, MakePerson

PAGE = "/r/a-81-1/reminders/"


def send(page: Client, **fields: object) -> str:
    return page.post(PAGE, {"act": "send", **fields}, follow=True).content.decode()


def test_a_focal_point_receives_one_message_for_all_texts(page: Client, focal_point: Person, report: Report) -> None:
    Pair.objects.filter(organization="au").update(due=timezone.now() - timedelta(days=1))
    words = send(page, entity=["unhcr", "undp"], words="Call me.")
    message = OutgoingMail.objects.get()
    assert (message.person, message.report, message.purpose) == (focal_point, report, "reminder")
    assert message.text.startswith("2 texts of your entity have not been submitted yet.\n\nCall me.\n\n")
    assert message.text.index("/my/unhcr/au/") < message.text.index("/my/unhcr/osce/")
    assert "Not done for UNDP, African Union (AU). The entity has no focal point for this text." in words
    events = Event.objects.filter(what="remind")
    assert [(event.object, event.details["to"]) for event in events] == [
        ("unhcr/au", [focal_point.email]),
        ("unhcr/osce", [focal_point.email]),
    ]
    assert "was reminded within the last day" in words


def test_nobody_is_reminded_twice_a_day_or_without_need(page: Client, focal_point: Person) -> None:  # noqa: ARG001
    Pair.objects.filter(organization="osce").update(state=State.SUBMITTED)
    send(page, entity=["unhcr"])
    message = OutgoingMail.objects.get()
    assert "osce" not in message.text
    assert "Nobody is reminded." in send(page, entity=["unhcr"])
    assert OutgoingMail.objects.count() == 1
    assert "No entity was chosen." in send(page)


def test_late_entities_are_chosen_and_their_messages_can_be_read_before(page: Client, focal_point: Person) -> None:
    Pair.objects.filter(entity="unhcr", organization="au").update(due=timezone.now() - timedelta(days=1))
    words = page.get(PAGE).content.decode()
    assert 'value="unhcr" checked' in words
    assert 'value="undp" disabled' in words
    answer = page.post(PAGE, {"act": "preview", "entity": ["unhcr"], "words": "<b>Please</b>"}).content.decode()
    assert f"Message to {focal_point}" in answer
    assert "&lt;b&gt;Please&lt;/b&gt;" in answer
    assert not OutgoingMail.objects.exists()


def test_a_message_is_in_the_language_of_its_reader(page: Client, focal_point: Person) -> None:
    Person.objects.filter(pk=focal_point.pk).update(language="fr")
    send(page, entity=["unhcr"])
    assert "2 textes de votre entité" in OutgoingMail.objects.get().text


def test_the_page_asks_the_database_as_often_for_many_texts(
    page: Client, focal_point: Person, report: Report, django_assert_max_num_queries: object
) -> None:
    rows = [Pair(report=report, entity=f"e{a}", organization=f"o{b}") for a in range(30) for b in range(10)]
    Pair.objects.bulk_create([*rows, *(Pair(report=report, entity="unhcr", organization=f"o{b}") for b in range(20))])
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        words = page.get(PAGE).content.decode()
    assert words.count(f"Message to {focal_point}") == 1


def test_programs_remind_entities(call: Call, make_person: MakePerson, focal_point: Person) -> None:
    editor = make_person(Role.EDITOR)
    asked = {"entities": ["unhcr", "undp"], "words": "Call me."}
    status, answer = call(editor, "POST", "/reminders", asked)
    assert status == 200
    assert answer["done"] == ["unhcr/au", "unhcr/osce"]
    nobody = {"text": "undp/au", "reason": "The entity has no focal point for this text."}
    assert answer["refused"] == [nobody]
    assert OutgoingMail.objects.get().person == focal_point
    assert call(editor, "POST", "/reminders", asked)[1]["done"] == []
