"""The API against its own OpenAPI document: no fault whatever is sent, no answer that the document does not name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import checks

from assembler.portal import text_tree
from assembler.portal.models import Build, BuildFile, Person, Report, Token
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson

NAMES = {"report": "a-81-1", "entity": "unhcr", "organization": "au", "id": "built", "name": "a.txt"}
"""What stands in an address of something that is there."""
PATHS = ("contributions/unhcr/au.md", "contributions/report.yaml", "templates/new.css")
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
ROLES = {"nobody": 4, Role.FOCAL_POINT: 12, Role.EDITOR: 12, Role.PRODUCER: 4, Role.OBSERVER: 4, "administrator": 4}
"""How many requests are sent to each operation in each role."""


@pytest.fixture
def build(report: Report) -> Build:
    build = Build.objects.create(pk="built", report=report, revision=1, kind="draft", state="done")
    blob_id = text_tree.read_tree(report)["contributions/unhcr/au.md"]
    BuildFile.objects.create(build=build, name="a.txt", blob_id=blob_id)
    return build


@pytest.fixture(autouse=True)
def connection_that_stays() -> Iterator[None]:
    """Keeps the connection of the test, which a request outside of it would close."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def list_operations() -> list[Any]:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    return [operation.ok() for operation in schema.get_all_operations()]


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_answers_are_those_of_the_document(
    build: Build, make_person: MakePerson, administrator: Person, role: str
) -> None:
    headers = {}
    if role == "administrator":
        headers = {"Authorization": f"Bearer {Token.issue(administrator, 'build', 1)}"}
    elif role != "nobody":
        person: Person = make_person(Role(role), "unhcr" if role == Role.FOCAL_POINT else "")
        headers = {"Authorization": f"Bearer {Token.issue(person, 'build', 1)}"}
    faults: list[str] = []
    for operation in list_operations():
        for mode in schemathesis.GenerationMode:
            send = make_sender(operation, mode, headers, ROLES[role] // 2)
            try:
                send()
            except Unsatisfiable:  # an operation to which nothing wrong can be sent
                assert mode is schemathesis.GenerationMode.NEGATIVE
            except BaseExceptionGroup as group:
                faults += [f"{operation.label} {mode.value}: {error}" for error in group.exceptions]
    assert faults == [], "\n".join(faults)
    assert build.pk


def make_sender(
    operation: Any, mode: schemathesis.GenerationMode, headers: dict[str, str], count: int
) -> Callable[[], None]:
    """Sends so many requests, each time the same ones; half of them to what is there. What they change is undone."""

    @given(case=operation.as_strategy(generation_mode=mode), is_there=st.booleans(), path=st.sampled_from(PATHS))
    @settings(
        max_examples=count, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    def send(case: schemathesis.Case, is_there: bool, path: str) -> None:
        if is_there:
            names = NAMES | {"path": path}
            case.path_parameters = {name: names.get(name, value) for name, value in case.path_parameters.items()}
        with transaction.atomic():
            response = case.call(headers=headers)
            transaction.set_rollback(True)
        case.validate_response(response, checks=CHECKS)

    return send
