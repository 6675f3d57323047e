"""Sign-in by a directory: a real provider of OpenID Connect runs beside the portal."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client
from oidc_provider_mock import User, run_server_in_thread

from assembler.portal.models import Event, Person
from assembler.portal.roles import Role
from assembler.portal.settings import describe_directory
from tests.portal.conftest import MakePerson

EMAIL = "lead@example.org"
PEOPLE = (
    User(sub="lead", claims={"email": "Lead@example.org", "email_verified": True, "name": "Lead"}),
    User(sub="unverified", claims={"email": EMAIL, "email_verified": False}),
    User(sub="silent", claims={"email": EMAIL}),
    User(sub="stranger", claims={"email": "stranger@example.org", "email_verified": True}),
    User(sub="nobody", claims={}),
)


@pytest.fixture(autouse=True)
def person(make_person: MakePerson) -> Person:
    return make_person(Role.EDITOR, email=EMAIL)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with run_server_in_thread(user_claims=PEOPLE) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def directory(settings: object, issuer: str) -> None:
    settings.NEEDS_SECOND_FACTOR = True  # type: ignore[attr-defined]
    settings.SOCIALACCOUNT_PROVIDERS = describe_directory(issuer, "portal", "secret", "Our directory")  # type: ignore[attr-defined]


def ask(client: Client, query: str = "") -> str:
    """The address of the directory to which the browser is sent."""
    return client.get(f"/sign-in/directory/{query}").headers["Location"]


def answer(address: str, **fields: str) -> str:
    """What somebody does on the page of the directory; the address in the portal to which that leads."""
    response = requests.post(address, data=fields, allow_redirects=False, timeout=20)
    return urlsplit(response.headers["Location"])._replace(scheme="", netloc="").geturl()


def sign_in(client: Client, sub: str, query: str = "") -> HttpResponse:
    return client.get(answer(ask(client, query), sub=sub))  # type: ignore[return-value]


def is_signed_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_known_person_signs_in_and_needs_no_other_second_factor(client: Client) -> None:
    page = client.get("/sign-in/?next=/r/a-81-1/my/").content.decode()
    assert 'href="/sign-in/directory/?next=%2Fr%2Fa-81-1%2Fmy%2F">Sign in with Our directory' in page
    assert sign_in(client, "lead", "?next=/r/a-81-1/my/").headers["Location"] == "/r/a-81-1/my/"
    assert is_signed_in(client)
    event = Event.objects.get(what="sign-in")
    assert (event.actor, event.details) == (EMAIL, {"by": ["socialaccount"]})
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("sub", ["unverified", "silent", "stranger", "nobody"])
def test_others_are_told_that_the_portal_does_not_know_them(client: Client, sub: str) -> None:
    response = sign_in(client, sub)
    assert response.status_code == 403
    assert "The portal does not know your address" in response.content.decode()
    assert not is_signed_in(client)
    assert Event.objects.get(what="sign-in-failed").object == ""


def test_inactive_person_is_not_signed_in(client: Client, person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert sign_in(client, "lead").headers["Location"] == "/sign-in/inactive/"
    assert not is_signed_in(client)


def test_answer_counts_once_and_in_the_browser_that_asked(client: Client) -> None:
    target = answer(ask(client), sub="lead")
    assert Client().get(target).status_code == 502
    assert client.get(target).status_code == 302
    client.post("/sign-out/")
    assert client.get(target).status_code == 502
    assert client.get("/sign-in/directory/answer/?code=x&state=y").status_code == 502
    assert client.get("/sign-in/directory/answer/").status_code == 502
    assert not is_signed_in(client)


def test_code_that_is_caught_on_the_way_is_of_no_use(client: Client) -> None:
    query = parse_qs(urlsplit(ask(client)).query)
    assert query["code_challenge_method"] == ["S256"]
    assert query["code_challenge"] != parse_qs(urlsplit(ask(client)).query)["code_challenge"]
    assert query["state"] != parse_qs(urlsplit(ask(client)).query)["state"]


def test_refusal_of_the_directory_is_said(client: Client) -> None:
    response = client.get(answer(ask(client), action="deny"))
    assert response.status_code == 502
    assert "Our directory has refused, or has not answered." in response.content.decode()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/"])
def test_directory_leads_to_no_other_site(client: Client, target: str) -> None:
    assert sign_in(client, "lead", f"?next={target}").headers["Location"] == "/"


@pytest.mark.parametrize("process", ["connect", "redirect"])
def test_other_processes_of_the_library_are_not_there(client: Client, process: str) -> None:
    sign_in(client, "stranger", f"?process={process}&next=/")
    assert not is_signed_in(client)


def test_directory_that_is_away_is_named(client: Client, settings: object) -> None:
    away = describe_directory("http://127.0.0.1:1", "portal", "secret", "Our directory")
    settings.SOCIALACCOUNT_PROVIDERS = away  # type: ignore[attr-defined]
    assert client.get("/sign-in/directory/").status_code == 502
    assert client.get("/sign-in/").status_code == 200


def test_settings_that_lack_something_are_refused() -> None:
    assert describe_directory("", "", "", "") == {}
    for values in (
        ("https://a.example", "", "s3cret", ""),
        ("https://a.example", "id", "", ""),
        ("http://a.example",) * 4,
    ):
        with pytest.raises(ImproperlyConfigured) as problem:
            describe_directory(*values)
        assert "s3cret" not in str(problem.value)
