"""The page on oneself: it changes the person who is signed in, and nobody else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assembler.portal.models import Event, Membership, Person, Token
from assembler.portal.models.events import verify_chain
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
GOOD = {"name": "Amina Diallo", "language": "fr", "time_zone": "Africa/Dakar"}


@pytest.fixture
def person(make_person: MakePerson, client: Client) -> Person:
    """A focal point who is signed in."""
    person = make_person(Role.FOCAL_POINT, "unhcr")
    client.force_login(person, BACKEND)
    return person


def read(client: Client, path: str = "/me/") -> str:
    return client.get(path).content.decode()


def make_token(client: Client, **fields: str) -> str:
    answer = client.post("/me/tokens/", {"scope": "read", "days": "30", "label": "Script", **fields})
    assert answer.headers["Cache-Control"] == "no-store"
    match = re.search(r"<code>([\w-]{40,})</code>", answer.content.decode())
    assert match
    return match[1]


def test_account_follows_what_the_person_says(client: Client, person: Person) -> None:
    assert client.post("/me/", GOOD).headers["Location"] == "/me/"
    page = read(client)
    assert "Votre compte est enregistré." in page
    assert '<option value="Africa/Dakar" selected>' in page
    assert 'href="/me/"' in read(client, "/")
    person.refresh_from_db()
    assert (person.name, person.language, person.time_zone) == tuple(GOOD.values())
    event = Event.objects.get(what="account")
    assert event.details == {"changed": ["name", "language", "time_zone"]}
    client.post("/me/", GOOD)  # nothing changes, so that there is no event
    assert Event.objects.filter(what="account").count() == 1
    assert list(verify_chain("")) == []


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("name", "   ", "name"),
        ("name", "a" * 201, "name"),
        ("language", "xx", "language"),
        ("time_zone", "Mars/Olympus", "time-zone"),
        ("time_zone", "../../etc/passwd", "time-zone"),
        ("time_zone", "", "time-zone"),
    ],
)
def test_field_that_cannot_be_used_is_named(client: Client, person: Person, field: str, value: str, place: str) -> None:
    answer = client.post("/me/", {**GOOD, field: value})
    assert answer.status_code == 422
    assert f'<a href="#{place}">' in answer.content.decode()
    person.refresh_from_db()
    assert person.language == "en"


def test_name_is_text_and_nothing_else(client: Client, person: Person) -> None:
    client.post("/me/", {**GOOD, "name": "<b>Amina</b>\r\nBcc: x", "language": "en"})
    person.refresh_from_db()
    assert person.name == "<b>Amina</b> Bcc: x"
    assert "<b>Amina" not in read(client)


def test_page_shows_the_places_that_count_now(client: Client, person: Person) -> None:
    assert "A/81/1</strong>: focal point, UNHCR" in read(client)
    Membership.objects.filter(person=person).update(ends=timezone.now())
    assert "A/81/1" not in read(client)


def test_token_is_shown_once_and_works_until_it_is_revoked(client: Client, person: Person) -> None:
    secret = make_token(client)
    headers = {"Authorization": f"Bearer {secret}"}
    assert Client().get("/api/v1/reports", headers=headers).status_code == 200
    page = read(client)
    assert secret not in page
    assert "Script" in page
    token = Token.objects.get(person=person)
    assert token.expires - timezone.now() > timedelta(days=29)
    for _ in range(2):
        assert client.post(f"/me/tokens/{token.pk}/revoke/").status_code == 302
    assert Client().get("/api/v1/reports", headers=headers).status_code == 401
    assert list(Event.objects.filter(actor=person.email).values_list("what", flat=True)) == ["token", "token-revoked"]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"scope": "all"}, "scope"),
        ({"days": "0"}, "days"),
        ({"days": "367"}, "days"),
        ({"days": "many"}, "days"),
        ({"days": "9" * 5000}, "days"),
        ({"days": "٣"}, "days"),
        ({"label": "a" * 101}, "label"),
    ],
)
def test_token_that_cannot_be_made_says_why(client: Client, person: Person, fields: dict[str, str], place: str) -> None:
    answer = client.post("/me/tokens/", {"scope": "read", "days": "30", **fields})
    assert answer.status_code == 422
    assert f'<a href="#{place}">' in answer.content.decode()
    assert not person.tokens.exists()  # type: ignore[attr-defined]


def test_tokens_of_a_person_are_few(client: Client, person: Person) -> None:
    for _ in range(20):
        Token.issue(person, "read", 1)
    assert client.post("/me/tokens/", {"scope": "read", "days": "30"}).status_code == 429
    Token.objects.update(expires=timezone.now())
    make_token(client)


def test_token_of_another_stays(client: Client, person: Person, make_person: MakePerson) -> None:
    assert person
    other = make_person(Role.EDITOR)
    Token.issue(other, "read", 1, "Not yours")
    assert "Not yours" not in read(client)
    client.post(f"/me/tokens/{Token.objects.get().pk}/revoke/")
    assert Token.objects.filter(person=other).exists()
