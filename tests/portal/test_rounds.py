"""Clearance rounds: texts are sent together, each focal point gets one message, and who has answered is left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from threading import Event as Flag

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document

from assembler.portal import text_tree
from assembler.portal.actions.mail_work import send_waiting_mail
from assembler.portal.actions.moves import make_move
from assembler.portal.actions.reports import export_report, import_report
from assembler.portal.models import Event, Membership, OutgoingMail, Pair, Person, Report, Round
from assembler.portal.page_content.mail import list_letters
from assembler.portal.page_content.rounds import read_rounds
from assembler.portal.problems import NotSilent
from assembler.portal.roles import Role, State
from assembler.portal.settings import read_mail_server
from tests.portal.conftest import MakePerson

PAGE = "/r/a-81-1/clearance/"


def put(state: State) -> None:
    Pair.objects.update(state=state)


def ask(page: Client, **fields: object) -> str:
    """Sends texts for clearance until the day after tomorrow; the words of the page after that."""
    day = timezone.now() + timedelta(days=2)
    form = {"due": f"{day:%Y-%m-%d}", "silence": "blocks", **fields}
    answer = page.post(PAGE, form, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_texts_are_sent_together_with_one_message(page: Client, focal_point: Person, report: Report) -> None:
    """Two texts of one entity make one message, with each text, the day and what silence means."""
    put(State.ACCEPTED)
    words = ask(page, group=["unhcr"], text=["unhcr/au"], silence="clears")
    assert "Done for 2 texts." in words
    assert words.count("No answer yet") == 2
    message = OutgoingMail.objects.get()
    assert (message.person, message.report) == (focal_point, report)
    for part in ("/my/unhcr/au/clear/", "/my/unhcr/osce/clear/", "means that the words are cleared"):
        assert part in message.text
    sent = Round.objects.get()
    assert (sent.silence, sent.revision) == ("clears", report.last_revision)
    assert set(sent.pairs.values_list("state", "due")) == {(State.SENT_FOR_CLEARANCE, sent.due)}
    event = Event.objects.get(what="clearance round")
    assert event.details["texts"] == ["unhcr/au", "unhcr/osce"]
    assert Event.objects.filter(what="send-for-clearance").count() == 2


def test_a_text_that_nobody_answers_for_is_not_sent(page: Client, focal_point: Person) -> None:  # noqa: ARG001
    """UNDP has no focal point: the text stays, stops no other, and without another one there is no round."""
    put(State.CONSOLIDATED)
    assert "The entity has no focal point for this text." in page.get(PAGE).content.decode()
    words = ask(page, text=["undp/au"])
    assert "Not done for UNDP, African Union (AU). The entity has no focal point for this text." in words
    assert not Round.objects.exists()
    assert "Done for one text." in ask(page, text=["undp/au", "unhcr/au"])
    assert Pair.objects.get(entity="undp").state == State.CONSOLIDATED


@pytest.mark.parametrize(
    "fields",
    [{"text": []}, {"due": ""}, {"due": "2020-01-01"}, {"due": "2027-02-30"}, {"silence": ""}, {"silence": "agrees"}],
    ids=str,
)
def test_a_form_that_lacks_something_sends_nothing(
    page: Client,
    focal_point: Person,  # noqa: ARG001
    fields: dict[str, object],
) -> None:
    """What was chosen stays chosen."""
    put(State.ACCEPTED)
    form = {"text": ["unhcr/au"], "due": "2999-01-01", "silence": "clears", **fields}
    answer = page.post(PAGE, form)
    assert answer.status_code == 422
    assert ('value="unhcr/au" checked' in answer.content.decode()) == bool(form["text"])
    assert not OutgoingMail.objects.exists()
    assert not Event.objects.exclude(what="import").exists()


def test_only_who_has_not_answered_is_reminded(page: Client, focal_point: Person, make_person: MakePerson) -> None:
    """Once a day; not of the text that was answered, and not the entity that has answered all."""
    other = make_person(Role.FOCAL_POINT, "undp")
    put(State.ACCEPTED)
    ask(page, group=["unhcr"], text=["undp/au"])
    make_move(other, Pair.objects.get(entity="undp"), "object", "The year is 2025.")
    make_move(focal_point, Pair.objects.get(entity="unhcr", organization="osce"), "object", "Not so.")
    words = page.post(PAGE, {"act": "remind"}, follow=True).content.decode()
    assert "One person is reminded." in words
    message = OutgoingMail.objects.get(purpose="clearance-reminder")
    assert message.person == focal_point
    assert "unhcr/au/clear" in message.text
    assert "osce" not in message.text
    assert {str(letter.purpose) for letter in list_letters("")} >= {"Sent for clearance", "Reminder"}
    assert not any("clearance-" in str(letter.purpose) for letter in list_letters(""))
    assert [event.object for event in Event.objects.filter(what="remind")] == ["unhcr/au"]
    assert "Nobody is reminded" in page.post(PAGE, {"act": "remind"}, follow=True).content.decode()
    assert OutgoingMail.objects.filter(purpose="clearance-reminder").count() == 1


def test_a_message_of_which_nothing_is_left_to_do_is_not_sent(
    page: Client, focal_point: Person, settings: object
) -> None:
    """Who answers before a worker sends the message, or has lost the place, receives none."""
    put(State.ACCEPTED)
    ask(page, text=["unhcr/au"])
    make_move(focal_point, Pair.objects.get(entity="unhcr", organization="au"), "object", "Not so.")
    OutgoingMail.objects.exclude(purpose="clearance-round").delete()
    settings.MAILERS = {"default": read_mail_server("smtp://127.0.0.1:9")}  # type: ignore[attr-defined]
    send_waiting_mail(Flag())
    assert OutgoingMail.objects.get().error == OutgoingMail.Obstacle.DONE


def test_the_page_shows_answers_objections_and_what_is_late(
    page: Client, focal_point: Person, make_person: MakePerson, report: Report
) -> None:
    """An objection has its reason; the day passes for who has not answered."""
    make_person(Role.FOCAL_POINT, "undp")
    put(State.ACCEPTED)
    ask(page, group=["unhcr"], text=["undp/au"])
    make_move(focal_point, Pair.objects.get(entity="unhcr", organization="osce"), "object", "It was <2025>.")
    Round.objects.update(due=timezone.now() - timedelta(hours=1))
    content = read_rounds(report, timezone.now())
    assert (content.waiting, content.late, len(content.objected.texts)) == (2, 2, 1)
    words = page.get(PAGE).content.decode()
    assert "2 answers are late" in words
    assert "It was &lt;2025&gt;." in words
    assert "Done for one text." in ask(page, text=["unhcr/osce"])
    assert read_rounds(report, timezone.now()).late == 2


@pytest.mark.slow
def test_a_text_that_has_changed_since_it_was_cleared_is_on_top(
    page: Client, focal_point: Person, report: Report
) -> None:
    """The entity clears; a word changes; the text is to be sent again, with the others of that kind."""
    pair = Pair.objects.get(entity="unhcr", organization="au")
    make_move(focal_point, pair, "submit")
    make_move(Person.objects.get(memberships__role=Role.EDITOR), pair, "accept")
    ask(page, text=["unhcr/au"])
    pair.refresh_from_db()
    make_move(focal_point, pair, "clear")
    assert read_rounds(report, timezone.now()).cleared == 1
    files = export_report(report)
    files["contributions/unhcr/au.md"] = files["contributions/unhcr/au.md"].replace(b"in Geneva", b"in Nairobi")
    import_report(files)
    make_move(Person.objects.get(memberships__role=Role.EDITOR), Pair.objects.get(pk=pair.pk), "accept")
    assert [str(text.pair) for text in read_rounds(report, timezone.now()).changed.texts] == ["unhcr/au"]
    assert "One text has changed since it was cleared." in page.get(PAGE).content.decode()
    ask(page, group=["changed"], text=["unhcr/au"])
    assert read_rounds(report, timezone.now()).changed.texts == ()
    page.force_login(focal_point)
    words = page.get("/r/a-81-1/my/unhcr/au/clear/").content.decode()
    assert "One paragraph has changed since: only this paragraph is asked for." in words
    assert "Geneva</del>" in words
    assert "Nairobi</ins>" in words


def test_a_text_that_is_sent_by_itself_leaves_its_round(page: Client, focal_point: Person) -> None:
    """Neither the day nor the meaning of silence of an earlier round counts for it."""
    put(State.ACCEPTED)
    ask(page, text=["unhcr/au"])
    pair = Pair.objects.get(entity="unhcr", organization="au")
    make_move(focal_point, pair, "object", "Not so.")
    make_move(Person.objects.get(memberships__role=Role.EDITOR), pair, "send-for-clearance")
    assert pair.round is None


def test_the_number_of_questions_does_not_grow(page: Client, report: Report) -> None:
    """Of the database the page asks the same few, however many texts there are."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    put(State.ACCEPTED)
    with CaptureQueriesContext(connection) as few:
        page.get(PAGE)
    Pair.objects.bulk_create(
        Pair(report=report, entity=f"e{a}", organization=f"o{b}", state=State.ACCEPTED)
        for a in range(20)
        for b in range(6)
    )
    with CaptureQueriesContext(connection) as many:
        page.get(PAGE)
    assert len(many) == len(few)
    assert Membership.objects.count() == 1


@pytest.mark.slow
def test_an_excerpt_has_what_waits_and_nothing_else(page: Client, focal_point: Person) -> None:
    """As Word and PDF; without a text that waits, or in another format, there is none."""
    Pair.objects.filter(organization="au").update(state=State.SUBMITTED)
    assert page.get(f"{PAGE}unhcr.docx").status_code == 404
    Pair.objects.filter(entity="unhcr").update(state=State.ACCEPTED)
    ask(page, text=["unhcr/au"])
    answer = page.get(f"{PAGE}unhcr.docx")
    words = "\n".join(paragraph.text for paragraph in Document(BytesIO(answer.content)).paragraphs)
    assert "held a meeting in Geneva" in words
    assert answer["Content-Disposition"] == 'attachment; filename="a-81-1-unhcr.docx"'
    assert page.get(f"{PAGE}unhcr.pdf").content.startswith(b"%PDF-")
    for name in ("unhcr.html", "undp.docx", "nobody.pdf"):
        assert page.get(f"{PAGE}{name}").status_code == 404, name
    page.force_login(focal_point)
    assert page.get(f"{PAGE}unhcr.docx").status_code == 403


@pytest.fixture
def silent(page: Client, focal_point: Person) -> Pair:
    """A text that was submitted, accepted and sent, with no answer by the day."""
    pair = Pair.objects.get(entity="unhcr", organization="au")
    make_move(focal_point, pair, "submit")
    make_move(Person.objects.get(memberships__role=Role.EDITOR), pair, "accept")
    ask(page, text=["unhcr/au"], silence="clears")
    Round.objects.update(due=datetime(2026, 3, 2, tzinfo=UTC))
    pair.refresh_from_db()
    return pair


def test_silence_is_recorded_by_an_editor_as_what_it_is(page: Client, silent: Pair, focal_point: Person) -> None:
    """The library's record names nobody of the entity; the event and a message to the focal point say so, too."""
    words = page.get(PAGE).content.decode()
    assert "Record one text as cleared without an answer" in words
    words = page.post(PAGE, {"act": "silence"}, follow=True).content.decode()
    assert "Done for one text." in words
    assert "no answer came" in words
    assert Pair.objects.get(pk=silent.pk).state == State.CLEARED
    header = (text_tree.read_file(silent.report, silent.path) or b"").decode()
    assert "no answer by 1 March 2026 (recorded by editor )" in header
    assert "status: cleared" in header
    assert Event.objects.get(what="clear-by-silence").object == "unhcr/au"
    assert OutgoingMail.objects.get(purpose="clear-by-silence").person == focal_point
    assert page.post(PAGE, {"act": "silence"}, follow=True).status_code == 200
    assert Event.objects.filter(what="clear-by-silence").count() == 1


@pytest.mark.parametrize(
    "change", [{"silence": "blocks"}, {"due": datetime(2999, 1, 1, tzinfo=UTC)}], ids=["told-otherwise", "day-to-come"]
)
def test_silence_clears_nothing_before_the_day_or_where_nobody_was_told(
    page: Client, silent: Pair, change: dict[str, object]
) -> None:
    """Neither on the page nor by the move itself."""
    Round.objects.update(**change)
    assert "without an answer" not in page.get(PAGE).content.decode()
    page.post(PAGE, {"act": "silence"})
    silent.refresh_from_db()
    with pytest.raises(NotSilent):
        make_move(Person.objects.get(memberships__role=Role.EDITOR), silent, "clear-by-silence")
    assert Pair.objects.get(pk=silent.pk).state == State.SENT_FOR_CLEARANCE


def test_silence_clears_no_words_that_were_not_sent(page: Client, silent: Pair) -> None:
    """A word has changed since the round was sent: the entity never saw it."""
    files = export_report(silent.report)
    files[silent.path] = files[silent.path].replace(b"in Geneva", b"in Nairobi")
    import_report(files)
    words = page.post(PAGE, {"act": "silence"}, follow=True).content.decode()
    assert "The words have changed since they were sent." in words
    assert Pair.objects.get(pk=silent.pk).state == State.SENT_FOR_CLEARANCE
