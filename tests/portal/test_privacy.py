"""A focal point learns nothing of another entity: every address answers as if the other's texts did not exist."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from assembler.portal.actions.moves import make_move
from assembler.portal.actions.texts import write_typed_text
from assembler.portal.actions.threads import write_message
from assembler.portal.models import Membership, Pair, Person, Report, Token
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson

API = "/api/v1/reports/a-81-1"
SECRET = "Geneva"
"""A word of the other's text."""


@pytest.fixture
def stranger(make_person: MakePerson) -> Person:
    return make_person(Role.FOCAL_POINT, "undp")


@pytest.fixture
def author(make_person: MakePerson, pair: Pair) -> Person:
    """The focal point whose text was submitted, with a message."""
    person = make_person(Role.FOCAL_POINT, "unhcr")
    write_message(person, pair, "A message of Geneva.")
    make_move(person, pair, "submit")
    return person


@pytest.fixture
def browser(client: Client, stranger: Person, author: Person) -> Client:  # noqa: ARG001
    """A browser in which the stranger is signed in."""
    client.force_login(stranger, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("place", ["unhcr/au", "unhcr/none", "none/none"])
@pytest.mark.parametrize("page", ["", "check/", "submit/", "clear/", "share/", "messages/", "changes/?old=1&new=1"])
def test_page_of_another_is_not_there_whether_the_text_exists_or_not(browser: Client, place: str, page: str) -> None:
    for answer in (browser.get(f"/r/a-81-1/my/{place}/{page}"), browser.post(f"/r/a-81-1/my/{place}/{page}")):
        assert answer.status_code in (404, 405)
        assert SECRET not in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "contributions/unhcr/au.md",
        "contributions/unhcr/none.md",
        "contributions/../contributions/unhcr/au.md",
        "contributions/undp/../unhcr/au.md",
        "contributions/.received/unhcr/au.md",
        "contributions/.received/undp/../unhcr/au.md",
        "contributions/report.yaml",
        "contributions/entities.yaml",
        "contributions/" + "a" * 2000,
        "contributions/%00",
    ],
)
def test_file_of_another_is_not_there(client: Client, stranger: Person, author: Person, path: str) -> None:
    assert author.pk
    headers = {"Authorization": f"Bearer {Token.issue(stranger, 'build', 1)}"}
    answers = [client.generic(method, f"{API}/files/{path}", b"mine", headers=headers) for method in ("GET", "PUT")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert all("unhcr" not in answer.content.decode() for answer in answers)


def test_json_of_a_stranger_names_nothing_of_another(client: Client, stranger: Person, author: Person) -> None:
    headers = {"Authorization": f"Bearer {Token.issue(stranger, 'build', 1)}"}
    for path in ("", "/status", "/events"):
        content = client.get(f"{API}{path}", headers=headers).content.decode()
        assert "unhcr" not in content.lower()
        assert SECRET not in content
        assert author.email not in content
    for move in ("submit", "accept", "clear"):
        existing = client.post(f"{API}/contributions/unhcr/au/{move}", headers=headers)
        missing = client.post(f"{API}/contributions/none/none/{move}", headers=headers)
        assert (existing.status_code, existing.content) == (missing.status_code, missing.content)
    assert client.post(f"{API}/merge", b"", content_type="text/plain", headers=headers).status_code in (403, 404, 405)


def test_findings_on_a_text_name_no_text_of_another(
    client: Client, stranger: Person, author: Person, report: Report
) -> None:
    assert author.pk
    headers = {"Authorization": f"Bearer {Token.issue(stranger, 'write', 1)}"}
    same = b"## Peace and security\n\nThe two organizations held a meeting in Geneva in 2026.\n"
    answer = client.post(f"{API}/contributions/undp/au", same, content_type="text/markdown", headers=headers)
    assert answer.status_code == 200
    assert "unhcr" not in answer.content.decode().lower()
    Membership.objects.filter(person=stranger, report=report).delete()
    assert client.get(f"{API}/contributions/undp/au", headers=headers).status_code in (404, 405)
    assert client.get(f"{API}/files/contributions/undp/au.md", headers=headers).status_code == 404


@pytest.mark.slow
def test_nothing_of_a_stranger_changes_while_another_works(
    client: Client, stranger: Person, make_person: MakePerson, pair: Pair
) -> None:
    write_typed_text(stranger, Pair.objects.get(entity="undp", organization="au"), "They met.", 0)
    headers = {"Authorization": f"Bearer {Token.issue(stranger, 'build', 1)}"}
    paths = (f"{API}/contributions/undp/au", f"{API}/status")
    before = [client.get(path, headers=headers).json() for path in paths]
    client.force_login(stranger, "allauth.account.auth_backends.AuthenticationBackend")
    page = _read_form(client)
    author = make_person(Role.FOCAL_POINT, "unhcr")
    for words in ("First words.", "Second words."):
        write_typed_text(author, pair, words, Pair.objects.get(pk=pair.pk).version)
        pair.refresh_from_db()
    make_move(author, pair, "submit")
    client.logout()
    assert [client.get(path, headers=headers).json() for path in paths] == before
    client.force_login(stranger, "allauth.account.auth_backends.AuthenticationBackend")
    assert _read_form(client) == page
    own = Pair.objects.get(entity="undp", organization="au")
    write_typed_text(stranger, own, "They met again.", own.version)
    assert Pair.objects.get(pk=own.pk).version == 2


def _read_form(client: Client) -> list[str]:
    """The versions that the page of the text names."""
    return re.findall(r'name="(?:version|old|new)" value="(\d+)"', client.get("/r/a-81-1/my/undp/au/").content.decode())
