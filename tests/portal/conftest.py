"""The portal in tests: Django on a database and files that last as long as a test."""

from __future__ import annotations

import atexit
import json
import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.portal.postgresql import run_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assembler.portal.settings")
_server = ExitStack()
if os.environ.get("ASSEMBLER_TEST_DATABASE_URL") == "postgresql":  # a server of the tests' own
    os.environ["ASSEMBLER_DATABASE_URL"] = _server.enter_context(run_server())
elif os.environ.get("ASSEMBLER_TEST_DATABASE_URL"):
    os.environ["ASSEMBLER_DATABASE_URL"] = os.environ["ASSEMBLER_TEST_DATABASE_URL"]
atexit.register(_server.close)

import django.conf  # noqa: E402  # the variables above come first

django.conf.settings.LOGGING_CONFIG = None  # other tests in this process see what is logged
django.conf.settings.WHITENOISE_USE_FINDERS = False  # each test has a server of its own, which would list all pictures
django.conf.settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a safe one takes its time
django.setup()

from assembler.portal.isolated import process  # noqa: E402
from assembler.portal.models import Membership, Pair, Person, Report, Token  # noqa: E402
from assembler.portal.roles import Role  # noqa: E402

ANSWERS: dict[tuple[str, bytes], bytes] = {}
"""What jobs have answered, by job and request."""
RECALLED = (
    *("begin_report", "check_appearance", "consolidate", "describe", "edit_settings", "read_general_texts"),
    *("read_organization", "record_statement", "review"),
)
"""The jobs that most tests ask for the same, before they come to what they are about."""
PLAN = """\
title: Cooperation between the United Nations and regional and other organizations
author: Report of the Secretary-General
symbols: [A/81/1]
date: 2027-06-01
language: en
original_language: en
organs:
  - organ: General Assembly
    session: 81
    agenda: {item: 130, stage: provisional agenda, note: A/81/150, title: Cooperation}
period: {from: 2025-01-01, to: 2026-12-31}
deadline: 2027-03-01
word_limit: {words: 8500, count: [body]}
themes: [Peace and security, Sustainable development]
sections:
  - {title: Cooperation, organizations: all, headings: true}
requested: {unhcr: [au, osce], undp: [au]}
"""
ORGANIZATIONS = """\
au: {name: African Union, acronym: AU, agenda: {item_letter: a}}
osce: {name: Organization for Security and Cooperation in Europe, acronym: OSCE, agenda: {item_letter: b}}
"""
ENTITIES = """\
unhcr: {name: Office of the United Nations High Commissioner for Refugees, acronym: UNHCR}
undp: {name: United Nations Development Programme, acronym: UNDP}
"""
TEXT = """\
---
entity: {entity}
organization: {organization}
status: draft
---

## Peace and security

The two organizations held a meeting in Geneva in 2026.
"""


@pytest.fixture(autouse=True)
def files_folder(tmp_path: Path, settings: object) -> None:
    """A folder of its own for the contents of files."""
    blobs = {
        "BACKEND": "assembler.portal.blob_storage.folder.DurableFolder",
        "OPTIONS": {"location": str(tmp_path / "files")},
    }
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {"default": blobs, "blobs": blobs, "staticfiles": static}  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def no_second_factor(settings: object) -> None:
    """Lets people in who were signed in without a second factor; tests of second factors ask for one."""
    settings.NEEDS_SECOND_FACTOR = False  # type: ignore[attr-defined]


@pytest.fixture
def report_files() -> dict[str, bytes]:
    """The files of a small report, in which two entities were asked for three texts and one has begun."""
    return {
        "contributions/report.yaml": PLAN.encode(),
        "contributions/organizations.yaml": ORGANIZATIONS.encode(),
        "contributions/entities.yaml": ENTITIES.encode(),
        "contributions/unhcr/au.md": TEXT.format(entity="unhcr", organization="au").encode(),
    }


@pytest.fixture
def report(db: None, report_files: Mapping[str, bytes]) -> Report:  # noqa: ARG001  # pytest asks for it by its name
    """That report, taken in."""
    from assembler.portal.actions.reports import import_report

    return import_report(report_files)[0]


@pytest.fixture(autouse=True)
def one_answer_to_equal_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Does equal work once: an answer depends on its request alone."""
    begin = process._run_once

    def recall(job: str, request: bytes, *options: Any) -> bytes | None:
        answer = ANSWERS.get((job, request)) or begin(job, request, *options)
        if answer and job in RECALLED:
            ANSWERS[job, request] = answer
        return answer

    monkeypatch.setattr(process, "_run_once", recall)


type MakePerson = Callable[..., Person]


@pytest.fixture
def make_person(report: Report) -> MakePerson:
    """Makes a person with a place in the report."""

    def make(role: Role, entity: str = "", organization: str = "", email: str = "") -> Person:
        person = Person.objects.create_user(email or f"{role}.{entity or 'all'}@example.org", name=f"{role} {entity}")
        Membership.objects.create(person=person, report=report, role=role, entity=entity, organization=organization)
        return person

    return make


@pytest.fixture
def focal_point(make_person: MakePerson) -> Person:
    """Who answers for UNHCR."""
    return make_person(Role.FOCAL_POINT, "unhcr")


@pytest.fixture
def producer(make_person: MakePerson) -> Person:
    """Who makes the finals of the report."""
    return make_person(Role.PRODUCER)


@pytest.fixture
def administrator(db: None) -> Person:  # noqa: ARG001  # pytest asks for it by its name
    """Who looks after the portal, without a place in a report."""
    return Person.objects.create_user("admin@example.org", name="Ada", is_administrator=True)


@pytest.fixture
def desk(client: Client, administrator: Person) -> Client:
    """The browser of the administrator."""
    client.force_login(administrator)
    return client


@pytest.fixture
def page(client: Client, make_person: MakePerson) -> Client:
    """The browser of the editor."""
    client.force_login(make_person(Role.EDITOR))
    return client


@pytest.fixture
def pair(report: Report) -> Pair:
    """The text that was begun."""
    return Pair.objects.get(report=report, entity="unhcr", organization="au")


type Call = Callable[..., tuple[int, dict[str, object]]]


@pytest.fixture
def call(client: Client) -> Call:
    """Sends a request with a token of the person; the status and the JSON of the answer."""

    def send(person: Person, method: str, path: str, body: object = None, scope: str = "build", **more: object):  # type: ignore[no-untyped-def]
        headers = {"Authorization": f"Bearer {Token.issue(person, scope, 1)}", **more.pop("headers", {})}  # type: ignore[dict-item]
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        type_ = more.pop("type", "application/json")
        answer = client.generic(
            method, f"/api/v1/reports/a-81-1{path}", data or b"", content_type=type_, headers=headers
        )
        if answer.status_code >= 400:
            assert answer["Content-Type"] == "application/problem+json"
            assert json.loads(answer.content)["status"] == answer.status_code
        return answer.status_code, json.loads(answer.content) if "json" in answer["Content-Type"] else answer

    return send
