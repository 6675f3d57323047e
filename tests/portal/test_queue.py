"""The queue of editors and producers: one row and one button for each thing that waits for them."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assembler.portal.actions.many import assign
from assembler.portal.actions.moves import make_move
from assembler.portal.actions.threads import answer_query, ask_query, propose_words, write_message
from assembler.portal.models import Build, Message, Pair, Person, Report
from assembler.portal.models.events import record_event
from assembler.portal.page_content.queue import Queue, Task, read_queue
from assembler.portal.roles import Role, State
from tests.portal.conftest import MakePerson


@pytest.fixture
def editor(make_person: MakePerson) -> Person:
    return make_person(Role.EDITOR)


def read(person: Person) -> Queue:
    return read_queue(person, timezone.now())


def list_tasks(person: Person) -> list[str]:
    return [str(task.what) for task in read(person).tasks]


def find_task(person: Person) -> Task:
    (task,) = read(person).tasks
    return task


def test_a_submission_waits_for_its_reader_alone(
    editor: Person, focal_point: Person, pair: Pair, make_person: MakePerson
) -> None:
    colleague = make_person(Role.EDITOR, email="tariq@example.org")
    make_move(focal_point, pair, "submit")
    assert list_tasks(editor) == list_tasks(colleague) == ["Read the text, then accept it or return it"]
    assign(editor, pair, colleague)
    assert (list_tasks(editor), len(list_tasks(colleague))) == ([], 1)


def test_an_answer_is_read_by_its_one_button(client: Client, editor: Person, focal_point: Person, pair: Pair) -> None:
    query = ask_query(editor, pair, "In which year?")
    assert list_tasks(editor) == []  # what one writes oneself does not wait for oneself
    answer_query(focal_point, pair, query.pk, "In 2026.")
    task = find_task(editor)
    assert (str(task.what), task.address) == ("Read the answer to the query", "/r/a-81-1/my/unhcr/au/#thread-title")
    client.force_login(editor)
    assert f'href="{task.address}"' in client.get("/").content.decode()
    assert 'id="thread-title"' in client.get(task.address).content.decode()
    assert list_tasks(editor) == []
    write_message(focal_point, pair, "One more thing.")
    Pair.objects.update(state=State.RETURNED)
    assert str(find_task(editor).state) == "Returned"
    assert str(read(focal_point).tasks[0].state) == "Returned to you"
    assert list_tasks(editor) == ["Read the message of the entity"]
    assert "Read the message of the entity" not in list_tasks(focal_point)


def test_a_proposal_at_clearance_waits_for_the_editor(editor: Person, focal_point: Person, pair: Pair) -> None:
    Pair.objects.filter(pk=pair.pk).update(state=State.SENT_FOR_CLEARANCE)
    propose_words(focal_point, pair, "in Geneva", "in Nairobi")
    assert list_tasks(editor) == ["Read what the entity proposes in place of the words to clear"]
    assert list_tasks(focal_point)[0].startswith("Read the words that will print")
    Pair.objects.filter(pk=pair.pk).update(state=State.OBJECTED)
    assert list_tasks(editor) == ["Settle the objection"]  # one row for each text
    assert Message.objects.filter(read=None).count() == 1


def test_what_keeps_the_final_back_waits_for_editors_and_producers(
    client: Client, editor: Person, report: Report, make_person: MakePerson
) -> None:
    producer, observer = make_person(Role.PRODUCER), make_person(Role.OBSERVER)
    Build.objects.create(pk="old", report=report, revision=1, kind="final", state="refused")
    assert list_tasks(editor) == list_tasks(producer) == ["See what keeps the final back"]
    assert list_tasks(observer) == []
    client.force_login(producer)
    words = client.get("/").content.decode()
    assert 'href="/r/a-81-1/builds/old/"' in words
    assert "texts wait for you" not in words
    Build.objects.create(pk="new", report=report, revision=2, kind="final", state="done")
    Build.objects.create(pk="draft", report=report, revision=2, kind="draft", state="refused")
    assert list_tasks(editor) == []


@pytest.mark.usefixtures("report")
def test_conflicts_of_the_last_folder_and_late_texts_wait_for_editors(
    client: Client, editor: Person, make_person: MakePerson
) -> None:
    producer = make_person(Role.PRODUCER)
    paths = ["contributions/unhcr/au.md", "contributions/report.yaml"]
    record_event("a-81-1", "", "import", "a-81-1", details={"conflicts": paths})
    Pair.objects.filter(entity="unhcr").update(due=timezone.now() - timedelta(days=1))
    assert list_tasks(producer) == []
    assert list_tasks(editor) == [
        "See 2 files of the last folder that were not taken, since both sides had changed",
        "Remind of 2 texts that are late",
    ]
    client.force_login(editor)
    addresses = [task.address for task in read(editor).tasks]
    assert addresses == ["/r/a-81-1/events/?what=import", "/r/a-81-1/reminders/"]
    assert f"since both sides had changed: {', '.join(paths)}" in client.get(addresses[0]).content.decode()
    record_event("a-81-1", "", "import", "a-81-1", details={"conflicts": []})
    assert list_tasks(editor) == ["Remind of 2 texts that are late"]


@pytest.mark.slow
def test_the_queue_of_1300_texts_is_read_within_100_ms(
    client: Client, editor: Person, focal_point: Person, report: Report
) -> None:
    """Of processor time, and by the same number of questions as a queue of few texts."""
    client.force_login(editor)
    Pair.objects.update(state=State.SUBMITTED)
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    Pair.objects.bulk_create(
        Pair(report=report, entity=f"e{a}", organization=f"o{b}", state=State.SUBMITTED)
        for a in range(50)
        for b in range(26)
    )
    pairs = Pair.objects.filter(report=report)
    Message.objects.bulk_create(Message(pair=pair, by=focal_point, text="A message.") for pair in pairs[:400])
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) == len(few) + 1  # to count those that are not shown
    assert min(_measure(client) for _time in range(5)) < 0.1


def _measure(client: Client) -> float:
    start = time.process_time()
    assert client.get("/").status_code == 200
    return time.process_time() - start


def test_deeds_on_the_whole_report_name_no_entity(report: Report, make_person: MakePerson) -> None:
    editor = make_person(Role.EDITOR)
    record_event(report.pk, editor.email, "consolidate", report.pk)
    record_event(report.pk, editor.email, "consolidate", "unhcr/au")
    assert [deed.what for deed in read_queue(editor, timezone.now()).deeds] == ["Took into the report"]
