"""The administrator's pages of people: list, one person, and a table of many."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from assembler.portal.models import Event, Membership, OutgoingMail, Pair, Person, Report, SignInLink
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson

pytestmark = pytest.mark.usefixtures("report")
PEOPLE = "/admin/people/"
TABLE = "email,name,role,report,entities\namina@example.org,Amina,focal-point,a-81-1,UNHCR\n"


def list_shown(desk: Client, query: str) -> set[str]:
    return {row.person.email for row in desk.get(f"{PEOPLE}?{query}").context["people"].rows}


def test_people_are_searched_by_name_report_and_role(desk: Client, make_person: MakePerson) -> None:
    make_person(Role.EDITOR, email="claire@example.org")
    amina = make_person(Role.FOCAL_POINT, "unhcr", email="amina@example.org")
    Person.objects.create_user("blocked@example.org", is_active=False)
    assert list_shown(desk, "q=AMINA") == {"amina@example.org"}
    assert list_shown(desk, "role=editor") == {"claire@example.org"}
    assert list_shown(desk, "report=a-81-1") == {"claire@example.org", "amina@example.org"}
    assert list_shown(desk, "role=administrator") == {"admin@example.org"}
    assert list_shown(desk, "role=blocked") == {"blocked@example.org"}
    assert "Nobody is like this." in desk.get(f"{PEOPLE}?q=<b>").content.decode()
    Membership.objects.filter(person=amina).update(ends=timezone.now())
    assert list_shown(desk, "report=a-81-1") == {"claire@example.org"}


def test_the_list_asks_the_database_the_same_questions_for_many(
    desk: Client, report: Report, django_assert_max_num_queries: object
) -> None:
    people = Person.objects.bulk_create(Person(email=f"p{n}@example.org") for n in range(60))
    Membership.objects.bulk_create(
        Membership(person=one, report=report, role=Role.FOCAL_POINT, entity="unhcr") for one in people
    )
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        assert len(desk.get(PEOPLE).context["people"].rows) == 50
    assert len(desk.get(f"{PEOPLE}?page=2").context["people"].rows) == 11


def test_a_person_is_added_with_a_place(desk: Client) -> None:
    form = {"email": "Amina@example.org", "name": "Amina", "role": "focal-point", "report": "a-81-1", "language": "fr"}
    answer = desk.post(f"{PEOPLE}add/", form)
    assert answer.status_code == 422
    assert "The entities are missing." in answer.content.decode()
    assert 'value="Amina@example.org"' in answer.content.decode()
    desk.post(f"{PEOPLE}add/", form | {"entities": "UNHCR", "until": "2999-03-31"})
    assert not Person.objects.filter(email="amina@example.org").exists()  # no calendar of a report has that year
    answer = desk.post(f"{PEOPLE}add/", form | {"entities": "UNHCR", "until": "2027-03-31"}, follow=True)
    assert "amina@example.org has the place now." in answer.content.decode()
    place = Membership.objects.get(person__email="amina@example.org")
    assert (place.entity, place.ends, place.person.language) == ("unhcr", datetime(2027, 4, 1, tzinfo=UTC), "fr")
    assert Event.objects.get(what="place").actor == "admin@example.org"


def test_days_of_a_place_are_changed_and_it_ends_at_once(desk: Client, make_person: MakePerson, pair: Pair) -> None:
    amina = make_person(Role.FOCAL_POINT, "unhcr", "au")
    page, place = f"{PEOPLE}{amina.pk}/", Membership.objects.get(person=amina)
    form = {"act": "days", "place": place.pk}
    for days, words in (
        ({"from": "soon"}, "This is not a day."),
        ({"from": "2027-03-02", "until": "2027-03-01"}, "The place ends before it begins."),
    ):
        answer = desk.post(page, form | days)
        assert (answer.status_code, words in answer.content.decode()) == (422, True)
    desk.post(page, form | {"from": "2026-01-01", "until": "2100-12-31"})
    place.refresh_from_db()
    assert (place.begins, place.ends) == (datetime(2026, 1, 1, tzinfo=UTC), datetime(2101, 1, 1, tzinfo=UTC))
    assert 'value="2100-12-31"' in desk.get(page).content.decode()
    assert Pair.objects.answered_by(amina).filter(pk=pair.pk).exists()
    desk.post(page, {"act": "end", "place": place.pk})
    assert not Pair.objects.visible_to(amina).exists()
    assert Event.objects.get(what="place-ended").object == amina.email
    Membership.objects.filter(pk=place.pk).update(begins=timezone.now() + timedelta(days=9), ends=None)
    desk.post(page, {"act": "end", "place": place.pk})
    assert not Membership.objects.current(timezone.now() + timedelta(days=99)).filter(pk=place.pk).exists()


def test_a_place_of_somebody_else_is_not_changed_from_this_page(desk: Client, make_person: MakePerson) -> None:
    amina, other = make_person(Role.FOCAL_POINT, "unhcr"), make_person(Role.EDITOR)
    place = Membership.objects.get(person=other)
    for number in (place.pk, "x", "", 10**30):
        assert desk.post(f"{PEOPLE}{amina.pk}/", {"act": "end", "place": number}).status_code == 404
    place.refresh_from_db()
    assert place.ends is None


def test_the_link_goes_to_the_person_and_nobody_else_sees_it(desk: Client, make_person: MakePerson) -> None:
    amina = make_person(Role.FOCAL_POINT, "unhcr")
    words = desk.post(f"{PEOPLE}{amina.pk}/", {"act": "link"}, follow=True).content.decode()
    mail = OutgoingMail.objects.get(person=amina)
    assert "/sign-in/link/" in mail.text
    assert "/sign-in/link/" not in words
    assert SignInLink.objects.get().person == amina
    assert Event.objects.get(what="sign-in link").actor == "admin@example.org"


def test_a_second_factor_is_taken_away(desk: Client, make_person: MakePerson) -> None:
    editor = make_person(Role.EDITOR)
    Authenticator.objects.create(user=editor, type=Authenticator.Type.TOTP, data={"secret": ""})
    assert "Take the second factor away" in desk.get(f"{PEOPLE}{editor.pk}/").content.decode()
    desk.post(f"{PEOPLE}{editor.pk}/", {"act": "reset"})
    assert not Authenticator.objects.exists()
    assert Event.objects.get(what="second-factor-reset").object == editor.email


def test_access_is_taken_from_others_and_never_from_oneself(
    desk: Client, administrator: Person, make_person: MakePerson
) -> None:
    editor = make_person(Role.EDITOR)
    desk.post(f"{PEOPLE}{editor.pk}/", {"act": "access", "is_administrator": "on"})
    editor.refresh_from_db()
    assert (editor.is_active, editor.is_administrator) == (False, True)
    assert desk.post(f"{PEOPLE}{administrator.pk}/", {"act": "access"}).status_code == 422
    administrator.refresh_from_db()
    assert administrator.is_administrator
    assert desk.post(f"{PEOPLE}{editor.pk}/", {"act": "nothing"}).status_code == 422


def test_a_table_is_tried_line_by_line_then_taken(desk: Client) -> None:
    faulty = f"{TABLE}bo,,boss,,\nb@example.org,,editor,a-99-1,\n"
    answer = desk.post(f"{PEOPLE}table/", {"table": faulty, "act": "take"})
    words = answer.content.decode()
    assert answer.status_code == 422
    assert [(fault.line, fault.column) for fault in answer.context["faults"]] == [
        (3, "email"),
        (3, "role"),
        (4, "report"),
    ]
    assert "There is no report “a-99-1”." in words
    assert "bo,,boss" in words  # the table can be mended in the field
    file = SimpleUploadedFile("people.csv", b"\xef\xbb\xbf" + TABLE.encode())
    answer = desk.post(f"{PEOPLE}table/", {"file": file, "act": "try"})
    assert [(change.line, change.sentence) for change in answer.context["changes"]] == [
        (2, "amina@example.org: new."),
        (2, "amina@example.org: focal point of unhcr in a-81-1."),
    ]
    assert "Nothing was changed yet." in answer.content.decode()
    assert not Person.objects.filter(name="Amina").exists()
    words = desk.post(f"{PEOPLE}table/", {"table": TABLE, "act": "take"}, follow=True).content.decode()
    assert "2 changes were made." in words
    assert Event.objects.get(what="place").actor == "admin@example.org"
    words = desk.post(f"{PEOPLE}table/", {"table": TABLE, "act": "try"}).content.decode()
    assert "The table changes nothing" in words


@pytest.mark.parametrize("data", [b"", b"\xff", b"name\nx\n", b'email,role\n"a'])
def test_a_file_that_is_no_table_is_refused_with_its_reason(desk: Client, data: bytes) -> None:
    answer = desk.post(f"{PEOPLE}table/", {"file": SimpleUploadedFile("people.csv", data), "act": "try"})
    assert answer.status_code == 422
    assert answer.context["problem"].detail
