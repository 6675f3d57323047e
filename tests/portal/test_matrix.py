"""Who may do what: one table role × route × object × state, from which the tests and a page of the documents are made.

A new address without a row fails. `pytest --renew tests/portal/test_matrix.py` writes the page anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from assembler.portal import text_tree
from assembler.portal.actions.moves import make_move
from assembler.portal.models import Build, BuildFile, Pair, Person, Report, Round, Token
from assembler.portal.moves import MOVES
from assembler.portal.permissions import PERMISSIONS
from assembler.portal.roles import Role, State
from tests.portal.conftest import MakePerson

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "portal-permissions.md"
REPORT = "/api/v1/reports/a-81-1"
PAIR = f"{REPORT}/contributions/unhcr/au"
PEOPLE = ("own", "other", "editor", "producer", "observer", "administrator", "nobody")
"""The focal point of the text, that of another entity, the other roles, somebody without one, and no token at all."""
TEXT = "/r/a-81-1/my/unhcr/au"
ALL = {
    ("GET", "/api/v1/health"): (200, 200, 200, 200, 200, 200, 200),
    ("GET", "/api/v1/metrics"): (404, 404, 404, 404, 404, 200, 401),
    ("GET", "/api/v1/openapi.json"): (200, 200, 200, 200, 200, 200, 200),
    ("GET", "/api/v1/docs"): (200, 200, 200, 200, 200, 200, 200),
    ("GET", "/api/v1/reports"): (200, 200, 200, 200, 200, 200, 401),
    ("GET", REPORT): (200, 200, 200, 200, 200, 404, 401),
    ("GET", f"{REPORT}/status"): (200, 200, 200, 200, 200, 404, 401),
    ("GET", f"{REPORT}/events"): (200, 200, 200, 200, 403, 404, 401),
    ("GET", f"{REPORT}/files/contributions/report.yaml"): (404, 404, 200, 200, 200, 404, 401),
    ("GET", f"{REPORT}/files/contributions/nobody/au.md"): (404, 404, 404, 404, 404, 404, 401),
    ("PUT", f"{REPORT}/files/contributions/unhcr/au.md"): (403, 404, 428, 403, 404, 404, 401),
    ("DELETE", f"{REPORT}/files/contributions/unhcr/au.md"): (403, 404, 428, 403, 404, 404, 401),
    ("PUT", f"{REPORT}/files/contributions/report.yaml"): (404, 404, 428, 403, 403, 404, 401),
    ("POST", f"{REPORT}/merge"): (403, 403, 422, 403, 403, 404, 401),
    ("POST", f"{REPORT}/consolidate"): (403, 403, 200, 403, 403, 404, 401),
    ("GET", f"{REPORT}/texts/consolidated/au"): (403, 403, 200, 200, 403, 404, 401),
    ("POST", f"{REPORT}/texts/consolidated/au/edits"): (403, 403, 422, 403, 403, 404, 401),
    ("POST", f"{REPORT}/texts/consolidated/au/take-over"): (403, 403, 422, 403, 403, 404, 401),
    ("POST", f"{REPORT}/texts/consolidated/au/undo"): (403, 403, 422, 403, 403, 404, 401),
    ("POST", f"{REPORT}/texts/consolidated/au/restore"): (403, 403, 422, 403, 403, 404, 401),
    ("GET", f"{REPORT}/texts/consolidated/au/history"): (403, 403, 200, 200, 403, 404, 401),
    ("GET", f"{REPORT}/texts/consolidated/nobody"): (403, 403, 404, 404, 403, 404, 401),
    ("GET", f"{REPORT}/texts/general/introduction"): (404, 404, 200, 200, 200, 404, 401),
    ("POST", f"{REPORT}/texts/general/introduction/edits"): (404, 404, 200, 403, 403, 404, 401),
    ("GET", f"{REPORT}/texts/general/introduction/history"): (404, 404, 200, 200, 200, 404, 401),
    ("POST", f"{REPORT}/reminders"): (403, 403, 200, 403, 403, 404, 401),
    ("POST", f"{REPORT}/assign"): (403, 403, 422, 403, 403, 404, 401),
    ("GET", f"{REPORT}/views"): (200, 200, 200, 200, 200, 404, 401),
    ("POST", f"{REPORT}/views"): (403, 403, 200, 200, 200, 404, 401),
    ("DELETE", f"{REPORT}/views?name=x"): (404, 404, 404, 404, 404, 404, 401),
    ("POST", "/api/v1/people"): (404, 404, 404, 404, 404, 422, 401),
    ("POST", f"{REPORT}/invitations"): (403, 403, 422, 422, 403, 404, 401),
    ("POST", f"{REPORT}/compare"): (403, 403, 200, 200, 403, 404, 401),
    ("POST", f"{REPORT}/builds"): (403, 403, 202, 202, 403, 404, 401),
    ("GET", f"{REPORT}/builds/draft"): (404, 404, 200, 200, 200, 404, 401),
    ("GET", f"{REPORT}/builds/sent"): (200, 200, 200, 200, 200, 404, 401),
    ("GET", f"{REPORT}/builds/final"): (200, 200, 200, 200, 200, 404, 401),
    ("GET", f"{REPORT}/builds/refused"): (404, 404, 200, 200, 200, 404, 401),
    ("GET", f"{REPORT}/builds/draft/files/a.txt"): (404, 404, 200, 200, 200, 404, 401),
    ("GET", f"{REPORT}/builds/sent/files/a.txt"): (200, 200, 200, 200, 200, 404, 401),
    ("GET", f"{REPORT}/appearance"): (404, 404, 200, 200, 200, 404, 401),
    ("PUT", f"{REPORT}/appearance/job-number"): (403, 403, 200, 200, 403, 404, 401),
    ("PUT", f"{REPORT}/appearance/emblem"): (403, 403, 422, 422, 403, 404, 401),
    ("DELETE", f"{REPORT}/appearance/emblem"): (403, 403, 200, 200, 403, 404, 401),
    ("GET", f"{REPORT}/appearance/templates/report.css"): (404, 404, 200, 200, 200, 404, 401),
    ("PUT", f"{REPORT}/appearance/templates/report.css"): (403, 403, 200, 200, 403, 404, 401),
    ("DELETE", f"{REPORT}/appearance/templates/report.css"): (403, 403, 200, 200, 403, 404, 401),
    ("GET", f"{REPORT}/builds/draft/verification"): (404, 404, 422, 422, 422, 404, 401),
    ("POST", f"{REPORT}/builds/final/signature"): (403, 403, 403, 422, 403, 404, 401),
    ("GET", PAIR): (200, 404, 200, 200, 200, 404, 401),
    ("POST", f"{PAIR}/queries"): (403, 404, 200, 403, 403, 404, 401),
    ("GET", "/"): (200, 200, 200, 200, 200, 200, 302),
    ("GET", "/sign-in/"): (302, 302, 302, 302, 302, 302, 200),
    ("GET", "/sign-in/confirm/"): (302, 302, 302, 302, 302, 302, 410),
    ("GET", "/sign-in/inactive/"): (200, 200, 200, 200, 200, 200, 200),
    ("GET", "/mail/"): (404, 404, 404, 404, 404, 200, 302),
    ("POST", "/mail/held/"): (404, 404, 404, 404, 404, 422, 302),
    ("GET", "/sign-in/password/"): (302, 302, 302, 302, 302, 302, 200),
    ("GET", "/sign-in/passkey/"): (302, 302, 302, 302, 302, 302, 302),
    ("GET", "/sign-in/second-factor/"): (302, 302, 302, 302, 302, 302, 302),
    ("GET", "/sign-in/directory/"): (404, 404, 404, 404, 404, 404, 404),
    ("GET", "/sign-in/directory/answer/"): (404, 404, 404, 404, 404, 404, 404),
    ("GET", "/sign-in/settings/"): (200, 200, 200, 200, 200, 200, 302),
    ("GET", "/sign-in/settings/password/"): (302, 302, 302, 302, 302, 302, 302),
    ("GET", "/sign-in/settings/app/"): (302, 302, 302, 302, 302, 302, 302),
    ("GET", "/sign-in/settings/app/remove/"): (404, 404, 404, 404, 404, 404, 302),
    ("GET", "/sign-in/settings/passkey/"): (302, 302, 302, 302, 302, 302, 302),
    ("GET", "/sign-in/settings/passkey/1/remove/"): (302, 302, 302, 302, 302, 302, 302),
    ("GET", "/sign-in/settings/codes/"): (404, 404, 404, 404, 404, 404, 302),
    ("GET", "/sign-in/settings/codes/new/"): (302, 302, 302, 302, 302, 302, 302),
    ("GET", "/sign-in/again/"): (200, 200, 200, 200, 200, 200, 302),
    ("GET", "/sign-in/again/password/"): (302, 302, 302, 302, 302, 302, 302),
    ("GET", "/sign-in/again/code/"): (302, 302, 302, 302, 302, 302, 302),
    ("GET", "/sign-in/again/passkey/"): (302, 302, 302, 302, 302, 302, 302),
    ("POST", "/sign-out/"): (302, 302, 302, 302, 302, 302, 302),
    ("GET", "/me/"): (200, 200, 200, 200, 200, 200, 302),
    ("POST", "/me/tokens/"): (422, 422, 422, 422, 422, 422, 302),
    ("POST", "/me/tokens/0/revoke/"): (302, 302, 302, 302, 302, 302, 302),
    ("POST", "/me/sign-out-everywhere/"): (302, 302, 302, 302, 302, 302, 302),
    **{
        (method, f"/admin/{path}"): (404, 404, 404, 404, 404, status, 302)
        for method, path, status in (
            ("GET", "", 200),
            ("GET", "people/", 200),
            ("GET", "people/add/", 200),
            ("POST", "people/add/", 422),
            ("GET", "people/table/", 200),
            ("POST", "people/table/", 422),
            ("GET", "people/0/", 404),
            ("GET", "reports/", 200),
            ("GET", "reports.csv", 200),
            ("GET", "reports/import/", 200),
            ("POST", "reports/import/", 422),
            ("POST", "reports/a-81-1/export/", 403),
            ("GET", "events/", 200),
            ("GET", "events.csv", 200),
            ("GET", "health/", 200),
            ("GET", "backup/", 200),
            ("POST", "backup/", 302),
        )
    },
    ("GET", "/r/a-81-1/"): (403, 403, 200, 200, 200, 404, 302),
    ("POST", "/r/a-81-1/views/"): (403, 403, 422, 422, 422, 404, 302),
    ("GET", "/r/a-81-1/words/"): (403, 403, 200, 200, 200, 404, 302),
    ("GET", "/r/a-81-1/builds/"): (200, 200, 200, 200, 200, 404, 302),
    ("GET", "/r/a-81-1/builds/appearance/"): (404, 404, 200, 200, 200, 404, 302),
    ("POST", "/r/a-81-1/builds/appearance/"): (403, 403, 302, 302, 403, 404, 302),
    ("GET", "/r/a-81-1/builds/appearance/emblem/"): (404, 404, 404, 404, 404, 404, 302),
    ("GET", "/r/a-81-1/builds/appearance/templates/report.css"): (404, 404, 200, 200, 200, 404, 302),
    ("GET", "/r/a-81-1/builds/compare/"): (200, 200, 200, 200, 200, 404, 302),
    ("GET", "/r/a-81-1/builds/compare/html?old=1&new=1"): (403, 403, 200, 200, 403, 404, 302),
    ("GET", "/r/a-81-1/builds/draft/"): (404, 404, 200, 200, 200, 404, 302),
    ("GET", "/r/a-81-1/builds/draft/progress/"): (404, 404, 200, 200, 200, 404, 302),
    ("GET", "/r/a-81-1/builds/draft/set/"): (404, 404, 200, 200, 200, 404, 302),
    ("GET", "/r/a-81-1/builds/sent/set/"): (200, 200, 200, 200, 200, 404, 302),
    ("GET", "/r/a-81-1/builds/draft/page/"): (404, 404, 200, 200, 200, 404, 302),
    ("GET", "/r/a-81-1/builds/sent/page/"): (200, 200, 200, 200, 200, 404, 302),
    ("GET", "/r/a-81-1/builds/final/page/"): (404, 404, 404, 404, 404, 404, 302),
    ("GET", "/r/a-81-1/builds/draft/verify/"): (404, 404, 422, 422, 422, 404, 302),
    ("GET", "/r/a-81-1/builds/public-key/"): (404, 404, 404, 404, 404, 404, 302),
    ("POST", "/r/a-81-1/builds/final/sign/"): (403, 403, 403, 422, 403, 404, 302),
    ("POST", "/r/a-81-1/builds/draft/send/"): (404, 404, 302, 302, 403, 404, 302),
    ("GET", "/r/a-81-1/builds/draft/files/a.txt"): (404, 404, 200, 200, 200, 404, 302),
    ("GET", "/r/a-81-1/events/"): (403, 403, 200, 200, 403, 404, 302),
    ("GET", "/r/a-81-1/clearance/"): (403, 403, 200, 403, 403, 404, 302),
    ("GET", "/r/a-81-1/clearance/unhcr.docx"): (403, 403, 404, 403, 403, 404, 302),
    ("GET", "/reports/new/"): (404, 404, 200, 200, 404, 200, 302),
    ("POST", "/reports/new/"): (404, 404, 422, 422, 404, 422, 302),
    ("GET", "/r/a-81-1/invitations/"): (403, 403, 200, 200, 403, 404, 302),
    ("POST", "/r/a-81-1/invitations/"): (403, 403, 422, 422, 403, 404, 302),
    ("GET", "/r/a-81-1/reminders/"): (403, 403, 200, 403, 403, 404, 302),
    ("GET", "/r/a-81-1/merge/"): (403, 403, 200, 403, 403, 404, 302),
    ("GET", "/r/a-81-1/org/au/"): (403, 403, 200, 200, 403, 404, 302),
    ("GET", "/r/a-81-1/plan/"): (404, 404, 200, 200, 200, 404, 302),
    ("POST", "/r/a-81-1/plan/"): (404, 404, 428, 403, 403, 404, 302),
    ("GET", "/r/a-81-1/general/"): (404, 404, 200, 200, 200, 404, 302),
    ("GET", "/r/a-81-1/general/introduction/"): (404, 404, 200, 200, 200, 404, 302),
    ("POST", "/r/a-81-1/general/introduction/"): (404, 404, 422, 403, 403, 404, 302),
    ("GET", "/r/a-81-1/my/"): (200, 200, 200, 200, 200, 404, 302),
    ("GET", "/r/a-81-1/form/unhcr/"): (200, 404, 404, 404, 404, 404, 302),
    ("GET", "/r/a-81-1/form/unhcr/au/"): (200, 404, 404, 404, 404, 404, 302),
    ("GET", "/r/a-81-1/receipts/1/"): (404, 404, 404, 404, 404, 404, 302),
    ("GET", f"{TEXT}/"): (200, 404, 200, 200, 404, 404, 302),
    ("POST", f"{TEXT}/check/"): (200, 404, 200, 200, 404, 404, 302),
    ("GET", f"{TEXT}/changes/"): (404, 404, 404, 404, 404, 404, 302),
    ("POST", f"{TEXT}/messages/"): (422, 404, 422, 403, 404, 404, 302),
    ("POST", f"{TEXT}/settle/"): (403, 404, 302, 403, 404, 404, 302),
    ("POST", f"{TEXT}/share/"): (422, 404, 404, 404, 404, 404, 302),
    ("GET", f"{TEXT}/submit/"): (200, 404, 403, 403, 404, 404, 302),
    ("GET", f"{TEXT}/clear/"): (409, 404, 403, 403, 404, 404, 302),
    ("GET", f"{TEXT}/act/withdraw/"): (200, 404, 404, 404, 404, 404, 302),
    ("GET", f"{TEXT}/act/accept/"): (404, 404, 409, 404, 404, 404, 302),
    ("GET", "/sign-in/link/none/"): (410, 410, 410, 410, 410, 410, 410),
}
"""The status that each of PEOPLE gets, in whatever state the text is; pages send who is not signed in to sign in."""
BODIES = {
    f"{REPORT}/consolidate": b'{"organization": "au"}',
    f"{PAIR}/queries": b'{"text": "Which year is meant?"}',
    f"{REPORT}/texts/consolidated/au/edits": b'{"act": "rewrite", "text": "x"}',
    f"{REPORT}/texts/general/introduction/edits": b'{"act": "add", "text": "They met."}',
    f"{REPORT}/texts/consolidated/au/take-over": b'{"name": "x", "read": ""}',
    f"{REPORT}/texts/consolidated/au/undo": b'{"revision": 1}',
    f"{REPORT}/texts/consolidated/au/restore": b'{"revision": 1, "restore": 1}',
    f"{REPORT}/assign": b'{"texts": []}',
    f"{REPORT}/views": b'{"name": "x", "query": "state=late"}',
    f"{REPORT}/reminders": b'{"entities": []}',
    f"{REPORT}/invitations": b'{"people": []}',
    f"{REPORT}/appearance/job-number": b'{"job_number": "27-00001"}',
    f"{REPORT}/compare": b'{"old": 1, "new": 1}',
}
"""What is sent to an address that does not take an empty object."""

WITH_EDITOR = {"submitted", "accepted", "consolidated", "sent-for-clearance", "objected"}
MOVES_OF = {
    "submit": ("own", {"draft", "returned"}),
    "nothing-to-report": ("own", {"expected", "draft", "returned", "withdrawn"}),
    "withdraw": ("own", WITH_EDITOR | {"draft", "returned", "cleared", "nothing-to-report"}),
    "clear": ("own", {"sent-for-clearance"}),
    "object": ("own", {"sent-for-clearance"}),
    "clear-by-silence": ("editor", {"sent-for-clearance"}),
    "return": ("editor", WITH_EDITOR | {"cleared", "nothing-to-report"}),
    "accept": ("editor", {"submitted"}),
    "consolidate": ("editor", {"accepted"}),
    "send-for-clearance": ("editor", {"accepted", "consolidated", "objected"}),
}
"""Who makes a move, and in which states."""
WRITABLE = {"expected", "draft", "withdrawn", "nothing-to-report", "returned"}
READABLE = WITH_EDITOR | {"cleared", "nothing-to-report"}
"""The states in which a text is sent by its focal point, and read by an observer."""
ELSEWHERE = ("accounts/", "static/")
"""Addresses of the sign-in library and of the style sheet, which have tests of their own."""


@pytest.fixture
def report_files(report_files: dict[str, bytes]) -> dict[str, bytes]:
    """The small report with an introduction."""
    return report_files | {"contributions/general/introduction.md": b"The two organizations met.\n"}


@pytest.fixture
def people(report: Report, make_person: MakePerson) -> dict[str, Person]:
    """Each of PEOPLE who may sign in; and builds of each kind."""
    people = {
        "own": make_person(Role.FOCAL_POINT, "unhcr"),
        "other": make_person(Role.FOCAL_POINT, "undp"),
        "editor": make_person(Role.EDITOR),
        "producer": make_person(Role.PRODUCER),
        "observer": make_person(Role.OBSERVER),
        "administrator": Person.objects.create_user("admin@example.org", is_administrator=True),
    }
    blob_id = text_tree.read_tree(report)["contributions/unhcr/au.md"]
    for id, kind, state in (("draft", "draft", "done"), ("final", "final", "done"), ("refused", "final", "refused")):
        build = Build.objects.create(pk=id, report=report, revision=1, kind=kind, state=state)
        BuildFile.objects.create(build=build, name="a.txt", blob_id=blob_id)
    BuildFile.objects.create(build=Build.objects.get(pk="draft"), name="a.html", blob_id=blob_id)
    build = Build.objects.create(
        pk="sent", report=report, revision=1, kind="draft", state="done", sent_out=report.created
    )
    for name in ("a.txt", "a.html"):
        BuildFile.objects.create(build=build, name=name, blob_id=blob_id)
    return people


@pytest.fixture
def tokens(people: dict[str, Person]) -> dict[str, str]:
    """What each of PEOPLE sends in the header Authorization."""
    return {name: f"Bearer {Token.issue(person, 'build', 1)}" for name, person in people.items()}


def visit(client: Client, method: str, path: str, person: Person | None) -> int:
    """The status that somebody gets who is signed in with the browser; what it changes is taken back."""
    with transaction.atomic():
        if person:
            client.force_login(person)
        status = client.generic(method, path).status_code
        transaction.set_rollback(True)
    client.cookies.clear()
    return status


def send(client: Client, method: str, path: str, token: str | None, body: bytes = b"{}") -> int:
    """The status of the answer; what it changes is taken back."""
    headers = {"Authorization": token} if token else {}
    with transaction.atomic():
        status = client.generic(method, path, body, content_type="application/json", headers=headers).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.slow
def test_each_route_answers_each_role_as_the_table_says(
    client: Client, people: dict[str, Person], tokens: dict[str, str]
) -> None:
    def ask(method: str, path: str, name: str) -> int:
        if path.startswith("/api/"):
            return send(client, method, path, tokens.get(name), BODIES.get(path, b"{}"))
        return visit(client, method, path, people.get(name))

    statuses = {(method, path): tuple(ask(method, path, name) for name in PEOPLE) for method, path in ALL}
    assert statuses == ALL


@pytest.mark.slow
@pytest.mark.parametrize("move", [move for move in MOVES if move != "write"])
def test_each_move_is_made_by_its_role_in_its_states(
    client: Client, tokens: dict[str, str], pair: Pair, move: str
) -> None:
    role, states = MOVES_OF[move]
    hidden = {"other": 404, "administrator": 404, "nobody": 401}
    body = json.dumps({"reason": "It is so."}).encode()
    if move.startswith("clear"):  # the file has to say that it was submitted, too
        make_move(Person.objects.get(memberships__entity="unhcr"), pair, "submit")
        editor = Person.objects.get(memberships__role=Role.EDITOR)
        Round.objects.create(report=pair.report, by=editor, due=pair.report.created, silence="clears", revision=2)
        Pair.objects.filter(pk=pair.pk).update(round=Round.objects.get())
    for state in State.values:
        Pair.objects.filter(pk=pair.pk).update(state=state)
        for name in PEOPLE:
            status = send(client, "POST", f"{PAIR}/{move}", tokens.get(name), body)
            allowed = 200 if state in states else 409
            assert status == hidden.get(name, allowed if name == role else 403), (state, name)


@pytest.mark.slow
def test_each_state_lets_a_text_be_sent_and_read(client: Client, tokens: dict[str, str], pair: Pair) -> None:
    text = b"## Peace and security\n\nThe two organizations met in Geneva in 2026.\n"
    sent = tuple(send(client, "POST", PAIR, tokens.get(name), text) for name in PEOPLE)
    assert sent == (200, 404, 200, 403, 403, 404, 401)
    for state in State.values:
        Pair.objects.filter(pk=pair.pk).update(state=state)
        assert send(client, "POST", PAIR, tokens["own"], text) == (200 if state in WRITABLE else 409), state
        path = f"{REPORT}/files/contributions/unhcr/au.md"
        read = tuple(send(client, "GET", path, tokens.get(name)) for name in PEOPLE)
        assert read == (200, 404, 200, 200, 200 if state in READABLE else 404, 404, 401), state


def test_no_route_is_without_a_row() -> None:
    rows = [*(path for _, path in ALL), f"{PAIR}/submit", f"{PAIR}/accept"]
    routes = set(list_routes(get_resolver().url_patterns))
    missing = [
        route
        for route in sorted(routes)
        if not route.startswith(ELSEWHERE)
        and route not in {get_resolver().resolve(row.partition("?")[0]).route for row in rows}
    ]
    assert missing == []


def list_routes(patterns: Iterable[URLPattern | URLResolver], start: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = f"{start}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from list_routes(pattern.url_patterns, route)
        elif pattern.name != "api-root":  # answers 404
            yield route


def test_page_of_the_documents_says_what_the_tables_say(request: pytest.FixtureRequest) -> None:
    page = write_page()
    if request.config.getoption("--renew"):
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page


def write_page() -> str:
    """The page, from permissions.py and moves.py."""
    head = "# Who may do what on the portal\n\n"
    intro = (
        "What you may not see does not exist for you: the portal answers 404. What you may see but not do is refused\n"
        "with 403, what the state of a text does not allow with 409. What a focal point may do, this person may do\n"
        "with the texts of the own entity alone. An administrator has none of these permissions by that role.\n"
    )
    roles = [str(role.label) for role in Role]
    actions = [
        [action.value, *("yes" if role in allowed else "–" for role in Role)] for action, allowed in PERMISSIONS.items()
    ]
    moves = [
        [
            f"`{move.name}`",
            str(move.role.label),
            ", ".join(f"`{state}`" for state in move.sources),
            f"`{move.target}`" if move.target else "stays",
            "yes" if move.needs_reason else "–",
        ]
        for group in MOVES.values()
        for move in group
    ]
    return (
        f"{head}{intro}\n## Actions\n\n{write_table(['Action', *roles], actions)}\n## Moves of a text\n\n"
        + write_table(["Move", "Who", "From", "To", "Needs a reason"], moves)
    )


def write_table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
