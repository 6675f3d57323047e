"""The API, called as programs call it."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from assembler.portal.actions.builds import FORMATS
from assembler.portal.actions.texts import make_form
from assembler.portal.models import Membership, Pair, Person, Report, Token
from assembler.portal.roles import Role
from assembler.writers import formats
from tests.portal.conftest import Call, MakePerson

PATH = "/api/v1/reports/a-81-1"
TEXT = "contributions/unhcr/au.md"
MARKDOWN = "text/markdown"


@pytest.fixture
def editor(make_person: MakePerson) -> Person:
    return make_person(Role.EDITOR)


@pytest.fixture
def stranger(make_person: MakePerson) -> Person:
    return make_person(Role.FOCAL_POINT, "undp")


def test_nobody_comes_in_without_a_token(report: Report, client: Client) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic eDp5"}):
        answer = client.get(PATH, headers=headers)
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
        assert client.post(f"{PATH}/builds", headers=headers).status_code == 401
    assert client.get("/api/v1/health").json() == {"database": "ok", "storage": "ok", "queue": 0, "workers": 0}
    assert report.pk


def test_token_counts_within_its_scope_and_time(call: Call, editor: Person, client: Client) -> None:
    assert call(editor, "PUT", "/files/templates/a.css", b"a", "read")[0] == 403
    assert call(editor, "POST", "/builds", {}, "write")[0] == 403
    assert call(editor, "GET", "", scope="read")[0] == 200
    secret = Token.issue(editor, "build", 1)
    headers = {"Authorization": f"Bearer {secret}"}
    client.get(PATH, headers=headers)
    first = Token.objects.latest("created").last_used
    client.get(PATH, headers=headers)
    assert Token.objects.latest("created").last_used == first
    Token.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert client.get(PATH, headers=headers).status_code == 401


def test_session_of_the_browser_needs_the_csrf_token(editor: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor, "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(PATH).status_code == 200
    answer = client.put(f"{PATH}/files/templates/a.css", b"a")
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")


def test_membership_that_ends_ends_at_once(call: Call, editor: Person) -> None:
    assert call(editor, "GET", "")[1] == {
        "id": "a-81-1",
        "symbols": "A/81/1",
        "title": "Cooperation between the United Nations and regional and other organizations",
        "language": "en",
        "roles": ["editor"],
    }
    Membership.objects.filter(person=editor).update(ends=timezone.now())
    assert call(editor, "GET", "")[0] == 404


def test_file_is_replaced_only_by_who_read_it(call: Call, editor: Person) -> None:
    status, answer = call(editor, "GET", f"/files/{TEXT}")
    etag = answer["ETag"]
    assert (status, answer["X-Content-Type-Options"]) == (200, "nosniff")
    assert str(answer["Content-Disposition"]).startswith("attachment")
    new = answer.content + b"One sentence more.\n"  # type: ignore[attr-defined]
    assert call(editor, "PUT", f"/files/{TEXT}", new)[0] == 428
    status, answer = call(editor, "PUT", f"/files/{TEXT}", new, headers={"If-Match": etag})
    assert status == 204
    status, problem = call(editor, "PUT", f"/files/{TEXT}", b"mine", headers={"If-Match": etag})
    assert (status, problem["current"], problem["yours"]) == (412, new.decode(), "mine")
    assert call(editor, "DELETE", f"/files/{TEXT}", headers={"If-Match": etag})[0] == 412
    assert Pair.objects.get(entity="unhcr", organization="au").words == 13
    assert call(editor, "DELETE", f"/files/{TEXT}", headers={"If-Match": answer["ETag"]})[0] == 204
    assert call(editor, "GET", f"/files/{TEXT}")[0] == 404
    assert call(editor, "PUT", f"/files/{TEXT}", new)[0] == 204


@pytest.mark.parametrize("path", ["other/a.md", "templates/../a", "contributions/a\x01.md", "templates/" + "a" * 300])
def test_path_that_is_none_is_refused(call: Call, editor: Person, path: str) -> None:
    assert call(editor, "PUT", f"/files/{path}", b"a")[0] == 422


def test_plan_that_cannot_be_used_is_refused(call: Call, editor: Person) -> None:
    headers = {"If-Match": "*"}
    status, problem = call(editor, "PUT", "/files/contributions/report.yaml", b"title: [", headers=headers)
    assert status == 422
    assert problem["detail"]


def test_other_words_of_a_cleared_text_need_clearance_again(call: Call, editor: Person, pair: Pair) -> None:
    Pair.objects.filter(pk=pair.pk).update(state="cleared")
    words = call(editor, "GET", f"/files/{TEXT}")[1].content + b"More.\n"  # type: ignore[attr-defined]
    assert call(editor, "PUT", f"/files/{TEXT}", words, headers={"If-Match": "*"})[0] == 204
    pair.refresh_from_db()
    assert pair.state == "submitted"


@pytest.mark.slow
def test_focal_point_learns_nothing_of_others(
    call: Call, focal_point: Person, stranger: Person, editor: Person
) -> None:
    call(editor, "PUT", "/files/contributions/general/summary.md", b"---\ntitle: Summary\n---\n\nSecret.\n")
    own, other = call(focal_point, "GET", "/status")[1], call(stranger, "GET", "/status")[1]
    assert [pair["entity"] for pair in own["pairs"]] == ["unhcr", "unhcr"]  # type: ignore[attr-defined]
    assert [pair["entity"] for pair in other["pairs"]] == ["undp"]  # type: ignore[attr-defined]
    assert "unhcr" not in json.dumps(other)
    for path in (TEXT, "contributions/report.yaml", "contributions/general/summary.md", "contributions/none.md"):
        for method in ("GET", "PUT", "DELETE"):
            assert call(stranger, method, f"/files/{path}", b"")[0] == 404
    assert call(focal_point, "GET", f"/files/{TEXT}")[0] == 200
    assert call(focal_point, "PUT", f"/files/{TEXT}", b"")[0] == 403
    assert call(stranger, "POST", "/contributions/unhcr/au/submit")[0] == 404
    call(focal_point, "POST", "/contributions/unhcr/au/submit")
    assert [event["object"] for event in call(focal_point, "GET", "/events")[1]] == ["unhcr/au"]
    assert call(stranger, "GET", "/events")[1] == []
    events = call(editor, "GET", "/events")[1]
    assert [event["what"] for event in events] == ["import", "write", "submit"]


def test_observer_reads_what_was_submitted(call: Call, make_person: MakePerson, focal_point: Person) -> None:
    observer = make_person(Role.OBSERVER)
    assert call(observer, "GET", f"/files/{TEXT}")[0] == 404
    status = call(observer, "GET", "/status")[1]
    assert status["open"] == status["blockers"] == []
    assert {pair["text"] for pair in status["pairs"]} == {None}  # type: ignore[attr-defined]
    assert call(observer, "GET", "/events")[0] == 403
    call(focal_point, "POST", "/contributions/unhcr/au/submit")
    assert call(observer, "GET", f"/files/{TEXT}")[0] == 200


@pytest.mark.slow
def test_text_goes_from_upload_to_clearance(call: Call, focal_point: Person, editor: Person) -> None:
    path = "/contributions/unhcr/au"
    text = "## Peace and security\n\nWe held 5 meetings.\n"
    status, taken = call(focal_point, "POST", path, text.encode(), type=MARKDOWN)
    assert status == 200
    assert taken["state"] == "draft"
    assert taken["receipt"]["sha256"]  # type: ignore[index]
    (finding,) = [one for one in taken["findings"] if one["rule"] == "UN-NUM-01"]  # type: ignore[attr-defined]
    assert finding["message"] == "The number 5 stands in figures."
    assert set(finding) >= {"path", "line", "column", "severity", "hint", "word_hint", "fix", "blocks"}
    status, sent = call(focal_point, "POST", f"{path}/submit", {})
    assert (status, sent["state"]) == (200, "submitted")
    assert sent["receipt"]["number"] != taken["receipt"]["number"]  # type: ignore[index]
    status, problem = call(focal_point, "POST", path, text.encode(), type=MARKDOWN)
    assert (status, problem["state"]) == (409, "submitted")
    assert call(editor, "POST", f"{path}/return", {})[0] == 422
    assert call(editor, "POST", f"{path}/submit", {})[0] == 403
    for person, move, state in (
        (editor, "accept", "accepted"),
        (editor, "send-for-clearance", "sent-for-clearance"),
        (focal_point, "object", "objected"),
        (editor, "send-for-clearance", "sent-for-clearance"),
        (focal_point, "clear", "cleared"),
    ):
        status, pair = call(person, "POST", f"{path}/{move}", {"reason": "So it is."})
        assert (status, pair["state"]) == (200, state), pair
    assert call(editor, "POST", f"{path}/accept", {})[1]["state"] == "cleared"
    assert call(editor, "POST", f"{path}/dance", {})[0] == 422


@pytest.mark.slow
def test_word_file_comes_as_a_form_or_raw(report: Report, focal_point: Person, client: Client, call: Call) -> None:
    document = docx.Document()
    document.add_paragraph("The two organizations held a workshop in Geneva in 2026.")
    document.save(stream := BytesIO())
    word = stream.getvalue()
    headers = {"Authorization": f"Bearer {Token.issue(focal_point, 'write', 1)}"}
    file = SimpleUploadedFile("au.docx", word)
    answer = client.post(f"{PATH}/contributions/unhcr/osce", {"file": file}, headers=headers)
    assert answer.status_code == 200, answer.content
    assert call(focal_point, "POST", "/contributions/unhcr/osce", word, type="application/msword")[0] == 200
    for data in (b"", make_form(report, "unhcr"), b"PK\x03\x04broken", b"\xff\xfe\x00", b"---\n---\n"):
        status, problem = call(focal_point, "POST", "/contributions/unhcr/au", data, type=MARKDOWN)
        assert (status, bool(problem["detail"])) == (422, True), data


def test_page_loads_nothing_from_elsewhere(client: Client, db: None) -> None:  # noqa: ARG001
    page = client.get("/api/v1/docs")
    assert page.status_code == 200
    assert "//" not in page.content.decode().replace("<!DOCTYPE", "")
    assert "/api/v1/reports/{report}/status" in page.content.decode()
    document = client.get("/api/v1/openapi.json").json()
    assert "/api/v1/reports/{report}/builds/{id}/files/{name}" in document["paths"]


def test_what_django_refuses_is_a_problem_too(client: Client, db: None) -> None:  # noqa: ARG001
    for method, path, status in (("GET", "/api/v1/reports/a b", 404), ("PATCH", "/api/v1/reports", 405)):
        answer = client.generic(method, path)
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
        assert (status == 405) == ("Allow" in answer)


def test_formats_of_builds_are_those_of_the_library() -> None:
    assert {*FORMATS, "json"} == {*formats.FORMATS}
