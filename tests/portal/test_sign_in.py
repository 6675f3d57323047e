"""Signing in by a link, and out, here and everywhere."""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from assembler.portal.logs import JsonFormatter
from assembler.portal.models import Event, Person, SignInLink
from assembler.portal.models.people import hash_secret
from assembler.portal.roles import Role
from assembler.portal.sign_in.sessions import list_sessions
from tests.portal.conftest import MakePerson

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0"


def sign_in(person: Person, agent: str = FIREFOX) -> Client:
    """A browser in which the person is signed in by a link."""
    client = Client(headers={"user-agent": agent})
    assert client.post(f"/sign-in/link/{SignInLink.issue(person, 30)}/").status_code == 302
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_link_signs_in_once_and_only_when_the_button_is_pressed(make_person: MakePerson, client: Client) -> None:
    secret = SignInLink.issue(make_person(Role.FOCAL_POINT, "unhcr"), 30)
    for _ in range(3):  # a scanner of mail opens links
        assert client.get(f"/sign-in/link/{secret}/").status_code == 200
        assert client.head(f"/sign-in/link/{secret}/").status_code == 200
    assert client.get("/").headers["Location"] == "/sign-in/?next=/"
    assert client.post(f"/sign-in/link/{secret}/").headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert Client().post(f"/sign-in/link/{secret}/").status_code == 410
    assert client.post("/sign-out/").status_code == 302
    assert client.get("/").status_code == 302
    events = Event.objects.filter(what__startswith="sign-").values_list("what", "actor", "details")
    email = "focal-point.unhcr@example.org"
    assert list(events) == [("sign-in", email, {"by": ["link"]}), ("sign-out", email, {})]


def test_link_that_is_too_old_is_refused(make_person: MakePerson, client: Client) -> None:
    secret = SignInLink.issue(make_person(Role.FOCAL_POINT, "unhcr"), 30)
    links = SignInLink.objects.filter(digest=hash_secret(secret))
    links.update(expires=timezone.now() - timedelta(seconds=1))
    assert client.post(f"/sign-in/link/{secret}/").status_code == 410


def test_session_begins_with_a_new_key(make_person: MakePerson, client: Client) -> None:
    session = client.session
    session["planted"] = True
    session.save()
    client.post(f"/sign-in/link/{SignInLink.issue(make_person(Role.FOCAL_POINT, 'unhcr'), 30)}/")
    assert is_signed_in(client)
    client.cookies["assembler-session"] = session.session_key
    assert not is_signed_in(client)


def test_expired_sessions_are_cleared_away(make_person: MakePerson) -> None:
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))
    sign_in(make_person(Role.FOCAL_POINT, "unhcr"))
    assert not Session.objects.filter(session_key="old").exists()


def test_strangers_cannot_sign_up(report: object, client: Client) -> None:  # noqa: ARG001  # a database with a report
    assert client.get("/sign-in/").status_code == 200
    assert client.get("/accounts/signup/").status_code in (302, 404)
    assert client.post("/accounts/signup/", {"email": "a@example.org"}).status_code in (302, 404)


def test_person_signs_out_everywhere(make_person: MakePerson) -> None:
    person, other = make_person(Role.FOCAL_POINT, "unhcr"), make_person(Role.FOCAL_POINT, "undp")
    first, second, stranger = sign_in(person), sign_in(person, EDGE), sign_in(other)
    assert {session.browser for session in list_sessions_in(first, person)} == {"Firefox, Linux", "Edge, Windows"}
    link = SignInLink.issue(person, 30)
    assert first.post("/me/sign-out-everywhere/").headers["Location"] == "/sign-in/"
    assert (is_signed_in(first), is_signed_in(second), is_signed_in(stranger)) == (False, False, True)
    assert Client().get(f"/sign-in/link/{link}/").status_code == 410
    assert Event.objects.filter(what="sign-out-everywhere", actor=person.email).count() == 1


def list_sessions_in(client: Client, person: Person) -> list[object]:
    """The sessions as the page shows them that is open in this browser."""
    from allauth.core import context
    from django.test import RequestFactory

    request = RequestFactory().get("/me/")
    request.session = client.session
    with context.request_context(request):
        sessions = list_sessions(person)
    assert [session.is_current for session in sessions] == [True, False]
    return list(sessions)


def test_session_of_somebody_made_inactive_ends(make_person: MakePerson) -> None:
    person = make_person(Role.FOCAL_POINT, "unhcr")
    client, link = sign_in(person), SignInLink.issue(person, 30)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert not is_signed_in(client)
    assert client.post(f"/sign-in/link/{link}/").status_code == 410


def test_form_of_another_site_signs_nobody_in_or_out(make_person: MakePerson) -> None:
    client = Client(enforce_csrf_checks=True)
    link = SignInLink.issue(make_person(Role.FOCAL_POINT, "unhcr"), 30)
    for path in (f"/sign-in/link/{link}/", "/sign-out/", "/me/sign-out-everywhere/"):
        assert client.post(path).status_code == 403


def test_logs_hold_no_secret_and_no_address() -> None:
    words = 'GET /sign-in/link/s3cret_-/ HTTP/1.1" 200 /sign-in/confirm/?code=ABCD-EFGH of focal@example.org'
    line = JsonFormatter().format(logging.LogRecord("a", logging.INFO, "", 1, words, (), None))
    assert '/sign-in/link/…/ HTTP/1.1\\" 200 /sign-in/confirm/?… of …"' in line


def test_logs_take_a_long_address_as_quickly_as_a_short_one() -> None:
    words = f"GET /{'a' * 60_000}/?{'b' * 60_000} HTTP/1.1"
    begin = time.process_time()
    JsonFormatter().format(logging.LogRecord("a", logging.INFO, "", 1, words, (), None))
    assert time.process_time() - begin < 0.1
