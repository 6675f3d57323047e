"""Hostile, broken and unlucky input: what a program hears, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test import Client
from django.utils import timezone

from assembler.portal.actions.texts import make_form
from assembler.portal.models import Event, Membership, Message, Pair, Person, Report, Token
from assembler.portal.models.events import verify_chain
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson

PATH = "/api/v1/reports/a-81-1"
PAGE = "/r/a-81-1/my/unhcr/au/"
TEXT = b"## Peace and security\n\nThe two organizations held a workshop in Geneva in 2026.\n"

type Post = Callable[..., tuple[int, dict[str, object]]]


@pytest.fixture
def editor(make_person: MakePerson) -> Person:
    return make_person(Role.EDITOR)


@pytest.fixture
def post(client: Client, focal_point: Person) -> Post:
    """Sends a body with a token of the focal point; the status and the JSON of the answer."""
    client.raise_request_exception = False
    headers = {"Authorization": f"Bearer {Token.issue(focal_point, 'write', 1)}"}

    def send(path: str, body: bytes, type_: str = "application/octet-stream") -> tuple[int, dict[str, object]]:
        answer = client.post(f"{PATH}/contributions/{path}", body, content_type=type_, headers=headers)
        return answer.status_code, answer.json()

    return send


@pytest.fixture
def page(client: Client, focal_point: Person) -> Client:
    """A browser in which the focal point is signed in."""
    client.force_login(focal_point, "allauth.account.auth_backends.AuthenticationBackend")
    client.raise_request_exception = False
    return client


def _zip(name: str, data: bytes) -> bytes:
    with ZipFile(stream := BytesIO(), "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def _word_with_macros() -> bytes:
    docx.Document().save(stream := BytesIO())
    with ZipFile(BytesIO(stream.getvalue())) as old, ZipFile(new := BytesIO(), "w") as archive:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(
                    b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    b"vnd.ms-word.document.macroEnabled.main+xml",
                )
            archive.writestr(name, data)
        archive.writestr("word/vbaProject.bin", b"macro")
    return new.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", id="PDF"),
        pytest.param(_zip("word/document.xml", b" " * 100_000_000), id="bomb"),
        pytest.param(_zip("../../x.md", b"x"), id="path"),
        pytest.param(_word_with_macros(), id="macros"),
        pytest.param(b"text\x00text", id="NUL"),
        pytest.param(b"\xed\xa0\x80", id="surrogate"),
        pytest.param(b" \n\n ", id="blank"),
    ],
)
def test_file_that_is_no_text_is_refused_with_a_way_out(post: Post, pair: Pair, data: bytes) -> None:
    status, problem = post("unhcr/au", data)
    assert (status, bool(problem.get("title")), bool(problem.get("detail"))) == (422, True, True), problem
    assert "/tmp" not in str(problem)
    version = pair.version
    pair.refresh_from_db()
    assert (pair.state, pair.version) == ("draft", version)


def test_form_of_another_entity_changes_nothing(post: Post, report: Report, pair: Pair) -> None:
    status, problem = post("unhcr/au", make_form(report, "undp"))
    assert (status, bool(problem["detail"])) == (422, True)
    version = pair.version
    pair.refresh_from_db()
    assert pair.version == version


def test_header_that_names_another_entity_has_no_effect(post: Post) -> None:
    forged = b"---\nentity: undp\norganization: osce\nstatus: cleared\n---\n\n" + TEXT
    status, answer = post("unhcr/au", forged)
    assert (status, answer["entity"], answer["state"]) == (200, "unhcr", "draft")
    undp = Pair.objects.get(entity="undp")
    assert (undp.state, undp.version) == ("expected", 0)


def test_rules_and_script_in_a_body_stay_words(page: Client) -> None:
    version = Pair.objects.get(entity="unhcr", organization="au").version
    body = "## Peace and security\n\n---\nentity: undp\n---\n\n<script>alert(1)</script> Meetings were held.\n"
    answer = page.post(PAGE, {"body": body, "version": version}, follow=True)
    assert answer.status_code in (200, 422)
    assert "<script>alert" not in answer.content.decode()
    assert Pair.objects.get(entity="undp").state == "expected"


def test_same_file_again_changes_no_text(post: Post) -> None:
    first, second = post("unhcr/au", TEXT)[1], post("unhcr/au", TEXT)[1]
    assert (first["text"], first["version"]) == (second["text"], second["version"])


def test_second_tab_gets_both_texts(page: Client) -> None:
    version = Pair.objects.get(entity="unhcr", organization="au").version
    assert page.post(PAGE, {"body": TEXT.decode(), "version": version}).status_code == 302
    answer = page.post(PAGE, {"body": "Words of the second tab.", "version": version})
    assert answer.status_code == 412
    assert "Words of the second tab." in answer.content.decode()
    assert "workshop" in answer.content.decode()


def test_what_comes_after_submission_is_refused_and_shown(page: Client, post: Post) -> None:
    version = Pair.objects.get(entity="unhcr", organization="au").version
    assert post("unhcr/au/submit", b"{}", "application/json")[0] == 200
    answer = page.post(PAGE, {"body": "Too late.", "version": version})
    assert (answer.status_code, "Too late." in answer.content.decode()) == (409, True)
    assert post("unhcr/au/submit", b"{}", "application/json")[0] == 409
    assert Event.objects.filter(what="submit").count() == 1


@pytest.mark.slow
def test_deadline_that_passes_while_somebody_writes_stops_nobody(page: Client, pair: Pair) -> None:
    assert "Late" not in page.get(PAGE).content.decode()
    Pair.objects.filter(pk=pair.pk).update(due=timezone.now() - timedelta(seconds=1))
    assert page.post(PAGE, {"body": TEXT.decode(), "version": pair.version}).status_code == 302
    assert "Late" in page.get(PAGE).content.decode()
    assert "the day has passed; the text is still taken" in page.get(f"{PAGE}submit/").content.decode()
    version = Pair.objects.get(pk=pair.pk).version
    assert page.post(f"{PAGE}submit/", {"version": version}).status_code == 302
    assert Pair.objects.get(pk=pair.pk).state == "submitted"


def test_session_that_ends_while_somebody_writes_shows_the_words_and_the_way_back(page: Client, pair: Pair) -> None:
    page.logout()
    for address in (PAGE, f"{PAGE}check/", f"{PAGE}submit/", f"{PAGE}clear/", f"{PAGE}messages/"):
        words = {"body": "Words & more.", "version": pair.version}
        answer = page.post(address, words, headers={"Referer": f"http://testserver{PAGE}"})
        shown = answer.content.decode()
        assert (answer.status_code, "Words &amp; more." in shown) == (403, True)
        assert "/sign-in/?next=%2Fr%2Fa-81-1%2Fmy%2Funhcr%2Fau%2F" in shown
    assert Pair.objects.get(pk=pair.pk).version == pair.version
    foreign = page.post(f"{PAGE}submit/", {"version": 1}, headers={"Referer": "http://elsewhere.example/page/"})
    assert (foreign.status_code, foreign.headers["Location"]) == (302, "/sign-in/?next=%2F")


def test_session_that_ends_during_a_check_says_so_in_the_place_of_the_findings(page: Client) -> None:
    page.logout()
    answer = page.post(f"{PAGE}check/", {"body": "Words."}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.content.decode().startswith('<div id="checked"')
    assert "You are not signed in any more." in answer.content.decode()


def test_membership_that_ended_in_a_form_keeps_nothing(page: Client, focal_point: Person, pair: Pair) -> None:
    Membership.objects.filter(person=focal_point).delete()
    answer = page.post(PAGE, {"body": "Mine.", "version": pair.version})
    assert (answer.status_code, "Mine." in answer.content.decode()) == (404, True)
    assert page.post(f"{PAGE}submit/", {"version": pair.version}).status_code == 404


@pytest.mark.parametrize("reason", [b"\\u0000", b"\\ud800", b"x" * 100_000], ids=["NUL", "surrogate", "long"])
def test_reason_that_cannot_be_kept_is_refused(post: Post, pair: Pair, reason: bytes) -> None:
    status, problem = post("unhcr/au/withdraw", b'{"reason": "' + reason + b'"}', "application/json")
    assert status == 422, problem
    pair.refresh_from_db()
    assert pair.state == "draft"


def test_words_of_a_page_are_kept_whole_and_clean_or_refused(page: Client, pair: Pair) -> None:
    assert page.post(f"{PAGE}act/withdraw/", {"reason": "x" * 100_000, "version": pair.version}).status_code == 422
    pair.refresh_from_db()
    assert pair.state == "draft"
    assert page.post(f"{PAGE}messages/", {"text": "one\0two"}).status_code == 302
    assert Message.objects.get(pair=pair).text == "onetwo"
    assert page.post(f"{PAGE}act/withdraw/", {"reason": "No\0w", "version": pair.version}).status_code == 302
    assert Event.objects.get(what="withdraw").reason == "Now"


def test_full_disk_loses_nothing_and_says_so(post: Post, pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_more: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(storages["blobs"]), "_save", fail)
    status, problem = post("unhcr/au", TEXT)
    assert (status, bool(problem["detail"])) == (507, True)
    version = pair.version
    pair.refresh_from_db()
    assert (pair.state, pair.version) == ("draft", version)
    assert not Event.objects.filter(what="upload").exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes no limit of its size")
def test_full_disk_of_the_database_loses_nothing_and_shows_the_words(page: Client, pair: Pair) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        body = "## Peace and security\n\n" + "The two organizations held a workshop in Geneva. " * 200
        try:
            for _time in range(20):  # until the pages that are there are full
                answer = page.post(PAGE, {"body": body, "version": Pair.objects.get(pk=pair.pk).version})
                answer = page.post(f"{PAGE}messages/", {"text": "Words of the message. " * 400 + str(_time)})
                if answer.status_code != 302:
                    break
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert answer.status_code == 507
    assert "Words of the message." in answer.content.decode()
    assert list(verify_chain(pair.report_id)) == []


@pytest.mark.slow
def test_events_and_receipts_are_numbered_without_gap(post: Post, report: Report) -> None:
    for organization in ("au", "osce", "au"):
        post(f"unhcr/{organization}", TEXT)
        post(f"unhcr/{organization}", b"\xff")
    numbers = list(Event.objects.filter(chain=report.pk).order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert list(verify_chain(report.pk)) == []


@pytest.mark.parametrize(
    "path",
    [
        "r/a%00b/my/",
        "r/a-81-1/my/unhcr%00/au/",
        "r/a-81-1/events/?actor=%00",
        "r/a-81-1/receipts/99999999999999999999/",
    ],
)
def test_address_that_no_row_can_have_is_refused(page: Client, editor: Person, path: str) -> None:
    page.force_login(editor, "allauth.account.auth_backends.AuthenticationBackend")
    assert page.get(f"/{path}").status_code in (200, 400, 404)
    headers = {"Authorization": f"Bearer {Token.issue(editor, 'read', 1)}"}
    for name in ("builds/draft/files/a%00b", "files/contributions/a%00b"):
        answer = page.get(f"{PATH}/{name}", headers=headers)
        assert (answer.status_code in (400, 404), answer["Content-Type"]) == (True, "application/problem+json")
