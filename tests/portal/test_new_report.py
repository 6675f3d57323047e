"""A new report from an earlier one in four steps, and invitations that go out once."""

from __future__ import annotations

import re
from threading import Event as Stop

import pytest
from django.test import Client

from assembler.portal import text_tree
from assembler.portal.actions.mail_work import send_waiting_mail
from assembler.portal.actions.moves import make_move
from assembler.portal.isolated.values import decode
from assembler.portal.models import Event, Membership, OutgoingMail, Pair, Person, Report
from assembler.portal.planning.invitations import send_invitations
from assembler.portal.planning.new_report import NewReport, make_report
from assembler.portal.problems import Invalid
from assembler.portal.roles import Role
from assembler.portal.settings import read_mail_server
from tests.portal.conftest import PLAN, Call, MakePerson

PAGE = "/reports/new/"
DATES = {"date": "2029-06-01", "period.from": "2027-01-01", "period.to": "2028-12-31", "deadline": "2099-03-01"}
ORGAN = {
    "organs.0.organ": "General Assembly",
    "organs.0.session": "83",
    "organs.0.agenda.item": "128",
    "organs.0.agenda.title": "Cooperation",
    "organs.0.agenda.stage": "provisional agenda",
    "organs.0.agenda.note": "A/83/150",
}
STEPS = (
    ("dates", DATES),
    ("symbols", {"symbols": "A/83/1", "distribution": "General"}),
    ("sessions", ORGAN),
    ("asked", {"pair": ["unhcr/au", "undp/osce"]}),
)


def answer(page: Client, step: str, values: dict[str, object]) -> tuple[int, str]:
    response = page.post(f"{PAGE}?step={step}", values)
    return response.status_code, response.headers.get("Location", "") or response.content.decode()


def begin(page: Client, steps: int = 4) -> str:
    """Answers the first steps; the address that follows."""
    address = answer(page, "", {"earlier": "a-81-1"})[1]
    for name, values in STEPS[:steps]:
        assert address == f"{PAGE}?step={name}"
        status, address = answer(page, name, values)
        assert status == 302, address
    return address


def make(page: Client, **more: object) -> Report:
    assert begin(page) == f"{PAGE}?step=check"
    assert answer(page, "check", more) == (302, "/r/a-83-1/invitations/")
    return Report.objects.get(pk="a-83-1")


def test_report_is_made_in_four_steps(page: Client, report: Report, focal_point: Person) -> None:
    place = Membership.objects.get(person=focal_point)
    begin(page)
    words = page.get(f"{PAGE}?step=check").content.decode()
    for expected in ("1 June 2029", "A/83/1", "128", "OSCE", f'value="{place.pk}" checked', "People of A/81/1"):
        assert expected in words, expected
    new = make(page, place=[place.pk])
    plan = (text_tree.read_file(new, "contributions/report.yaml") or b"").decode()
    assert "date: 2029-06-01" in plan
    assert "period: {from: 2027-01-01, to: 2028-12-31}" in plan
    assert "session: 83\n    agenda: {item: 128, stage: provisional agenda, note: A/83/150" in plan
    assert "requested: {unhcr: [au], undp: [osce]}" in plan
    assert {str(pair) for pair in Pair.objects.filter(report=new)} == {"unhcr/au", "undp/osce"}
    assert text_tree.read_file(new, "contributions/unhcr/au.md") is None
    places = set(Membership.objects.filter(report=new).values_list("person__email", "role", "entity"))
    assert places == {
        ("editor.all@example.org", "editor", ""),
        ("focal-point.unhcr@example.org", "focal-point", "unhcr"),
    }
    details = Event.objects.get(chain="a-83-1", what="new report").details
    assert (details["earlier"], details["people"]) == ("a-81-1", ["focal-point.unhcr@example.org focal-point unhcr"])
    assert text_tree.read_file(report, "contributions/report.yaml") == PLAN.encode()


def test_button_that_is_pressed_twice_makes_one_report(page: Client) -> None:
    make(page)
    assert answer(page, "check", {}) == (302, "/r/a-83-1/invitations/")
    assert Report.objects.count() == 2
    assert Event.objects.filter(what="new report").count() == 1


def test_two_presses_at_once_make_one_report(page: Client, report: Report) -> None:
    begin(page)
    state = page.session["new-report"]
    editor = Person.objects.get(email="editor.all@example.org")
    for _time in range(2):
        assert make_report(editor, decode(bytes.fromhex(state), NewReport), report, ()).pk == "a-83-1"
    assert Event.objects.filter(what="new report").count() == 1
    other = Person.objects.create_user("chief@example.org", is_administrator=True)
    with pytest.raises(Invalid, match="There is a report with the symbol A/83/1"):
        make_report(other, decode(bytes.fromhex(state), NewReport), report, ())


def test_answers_of_last_year_are_not_taken_over(page: Client) -> None:
    begin(page, 0)
    words = page.get(f"{PAGE}?step=dates").content.decode()
    assert re.search(r'id="deadline" name="deadline" value=""', words)
    assert "1 March 2027" in words  # what the earlier report says stands beside the empty fields
    status, words = answer(page, "dates", {**DATES, "deadline": "", "date": ""})
    assert (status, '<a href="#date">' in words, '<a href="#deadline">' in words) == (422, True, True)
    assert "“Day of the masthead” cannot be empty." in words
    assert 'value="2028-12-31"' in words
    assert answer(page, "dates", {**DATES, "period.from": "", "period.to": ""})[0] == 302
    assert "2025-01-01" not in page.get(f"{PAGE}?step=dates").content.decode().partition("<form method")[2]


@pytest.mark.parametrize(
    ("symbols", "words"),
    [("", "“Symbols” cannot be empty."), ("A/81/1", "There is a report with the symbol A/81/1."), ("A/83", "A/83")],
)
def test_symbol_is_new(page: Client, symbols: str, words: str) -> None:
    begin(page, 1)
    status, answered = answer(page, "symbols", {"symbols": symbols, "distribution": "General"})
    assert status == 422
    assert words in answered.partition('<a href="#symbols">')[2].partition("</a>")[0]


def test_steps_come_one_after_the_other(page: Client) -> None:
    assert page.get(f"{PAGE}?step=dates").status_code == 302  # no report was chosen yet
    begin(page, 2)
    assert page.get(f"{PAGE}?step=check").headers["Location"] == f"{PAGE}?step=sessions"
    assert 'href="?step=sessions"' in page.get(PAGE).content.decode()
    assert page.get(f"{PAGE}?step=other").status_code == 404
    assert answer(page, "", {"earlier": "a-99-9"})[0] == 422


def test_who_may_make_a_report(client: Client, make_person: MakePerson, report: Report) -> None:
    administrator = Person.objects.create_user("chief@example.org", is_administrator=True)
    people = {
        make_person(Role.PRODUCER): 200,
        administrator: 200,
        make_person(Role.OBSERVER): 404,
        make_person(Role.FOCAL_POINT, "unhcr"): 404,
    }
    for person, status in people.items():
        client.force_login(person)
        assert client.get(PAGE).status_code == status, person
        assert ('href="/reports/new/"' in client.get("/").content.decode()) is (status == 200)
    client.force_login(administrator)
    editor = make_person(Role.EDITOR)
    place = Membership.objects.get(person=editor, report=report)
    begin(client)
    assert answer(client, "check", {"place": [place.pk]}) == (302, "/")
    assert list(Membership.objects.filter(report="a-83-1").values_list("person__email", flat=True)) == [editor.email]


@pytest.fixture
def open_report(page: Client, focal_point: Person) -> Report:
    """The new report, with the focal point of UNHCR."""
    return make(page, place=[Membership.objects.get(person=focal_point).pk])


def test_invitations_are_read_before_they_are_sent_and_go_out_once(page: Client, open_report: Report) -> None:
    address = f"/r/{open_report.pk}/invitations/"
    words = page.get(address).content.decode()
    assert "Message to focal-point unhcr" in words
    assert "These entities have no focal point" in words
    assert "Ask the administrator to add a focal point for each." in words
    assert "UNDP" in words
    person = "focal-point.unhcr@example.org"
    shown = page.post(address, {"act": "preview", "person": [person], "words": "Hello from us."}).content.decode()
    assert "Hello from us." in shown.partition('class="box letter"')[2]
    assert not OutgoingMail.objects.exists()
    sent = {"act": "send", "person": [person], "words": "Hello from us."}
    assert page.post(address, sent).status_code == 302
    mail = OutgoingMail.objects.get()
    assert (mail.person.email, mail.purpose) == (person, "invitation")
    assert "Hello from us." in mail.text
    assert "/r/a-83-1/my/unhcr/au/" in mail.text
    event = Event.objects.get(what="invite")
    assert (event.object, event.details["texts"]) == (person, ["unhcr/au"])
    again = page.post(address, sent)
    assert (again.status_code, OutgoingMail.objects.count()) == (422, 1)
    assert "Nobody is invited." in again.content.decode()
    assert page.post(address, {"act": "send"}).status_code == 422


def test_invitation_is_dropped_when_the_person_owes_nothing_any_more(
    page: Client, open_report: Report, focal_point: Person, settings: object
) -> None:
    settings.MAILERS = {"default": read_mail_server("smtp://127.0.0.1:9")}  # type: ignore[attr-defined]
    page.post(f"/r/{open_report.pk}/invitations/", {"act": "send", "person": [focal_point.email]})
    make_move(focal_point, Pair.objects.get(report=open_report, entity="unhcr"), "nothing-to-report")
    OutgoingMail.objects.exclude(purpose="invitation").delete()
    send_waiting_mail(Stop())
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.error) == ("dropped", "done")


def test_invitations_by_api(report: Report, focal_point: Person, make_person: MakePerson, call: Call) -> None:
    editor = make_person(Role.EDITOR)
    asked = {"people": [focal_point.email, "nobody@example.org"], "words": "Hello."}
    assert call(editor, "POST", "/invitations", asked) == (200, {"sent": 1})
    assert OutgoingMail.objects.get().person == focal_point
    assert call(editor, "POST", "/invitations", asked)[0] == 422
    assert Event.objects.filter(chain=report.pk, what="invite").count() == 1


def test_invitation_with_too_many_words_is_refused(open_report: Report) -> None:
    editor = Person.objects.get(email="editor.all@example.org")
    with pytest.raises(Invalid, match="too long"):
        send_invitations(editor, open_report, ["a@example.org"], "x" * 2001)


def test_all_ticks_of_the_earlier_report_can_be_taken_away(page: Client) -> None:
    begin(page, 3)
    marked = re.compile(r'name="pair" value="[^"]+" checked')
    assert marked.search(page.get(f"{PAGE}?step=asked").content.decode())
    status, words = answer(page, "asked", {"pair": ["unhcr/au"], "act": "none"})
    assert (status, marked.search(words)) == (200, None)
    assert page.get(f"{PAGE}?step=check").headers["Location"] == f"{PAGE}?step=asked"
