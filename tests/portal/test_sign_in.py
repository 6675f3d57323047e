"""Signing in by a link, and out."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from assembler.portal.models import SignInLink
from assembler.portal.models.people import hash_secret
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson


def test_link_signs_in_once_and_only_when_the_button_is_pressed(make_person: MakePerson, client: Client) -> None:
    secret = SignInLink.issue(make_person(Role.FOCAL_POINT, "unhcr"), 30)
    for _ in range(3):  # a scanner of mail opens links
        assert client.get(f"/sign-in/link/{secret}/").status_code == 200
    assert client.get("/").headers["Location"] == "/sign-in/?next=/"
    assert client.post(f"/sign-in/link/{secret}/").status_code == 302
    assert client.get("/").status_code == 200
    assert Client().post(f"/sign-in/link/{secret}/").status_code == 410
    assert client.post("/sign-out/").status_code == 302
    assert client.get("/").status_code == 302


def test_link_that_is_too_old_is_refused(make_person: MakePerson, client: Client) -> None:
    secret = SignInLink.issue(make_person(Role.FOCAL_POINT, "unhcr"), 30)
    links = SignInLink.objects.filter(digest=hash_secret(secret))
    links.update(expires=timezone.now() - timedelta(seconds=1))
    assert client.post(f"/sign-in/link/{secret}/").status_code == 410


def test_strangers_cannot_sign_up(report: object, client: Client) -> None:  # noqa: ARG001  # a database with a report
    assert client.get("/sign-in/").status_code == 200
    assert client.get("/accounts/signup/").status_code in (302, 404)
    assert client.post("/accounts/signup/", {"email": "a@example.org"}).status_code in (302, 404)
