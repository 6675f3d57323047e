"""The administrator's pages of events, health and backup; and that the role opens no text."""

from __future__ import annotations

import csv
import math
import warnings
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from pytest_django.fixtures import Settings

from assembler.portal.actions.moves import make_move
from assembler.portal.models import Build, Event, Membership, OutgoingMail, Pair, Person, Report, Token, Worker
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson

pytestmark = pytest.mark.usefixtures("report")
EVENTS = "/admin/events/"


@pytest.fixture
def returned(make_person: MakePerson, pair: Pair) -> Pair:
    """A text that was submitted and returned, with a reason that quotes the text."""
    make_move(make_person(Role.FOCAL_POINT, "unhcr"), pair, "submit")
    make_move(make_person(Role.EDITOR), pair, "return", "=In which year was the meeting in Geneva?")
    return pair


def list_whats(desk: Client, query: str) -> list[str]:
    return [row.event.what for row in desk.get(f"{EVENTS}?{query}").context["events"].rows]


@pytest.mark.usefixtures("returned")
def test_events_of_all_reports_are_filtered_by_the_address(desk: Client) -> None:
    assert list_whats(desk, "what=return") == ["return"]
    assert list_whats(desk, "actor=focal-point.unhcr@example.org") == ["submit"]
    today, tomorrow = (f"{timezone.now().astimezone(UTC) + timedelta(days=days):%Y-%m-%d}" for days in (0, 1))
    assert list_whats(desk, f"report=a-81-1&from={today}&until={today}") == ["return", "submit", "import"]
    assert list_whats(desk, f"from={tomorrow}") == list_whats(desk, "until=2020-01-01") == []
    for query in ("from=soon", "until=2026-02-30", "until=9999-12-31", "report=none", "what=<b>"):
        assert list_whats(desk, query) == []
    desk.post("/admin/people/add/", {"email": "new@example.org", "role": "administrator"})
    assert list_whats(desk, "report=installation") == ["person"]
    assert "report=installation" in desk.get(f"{EVENTS}?report=installation&verify=1").context["events"].query


@pytest.mark.usefixtures("returned")
def test_reasons_are_shown_to_who_may_read_them_by_another_role(
    desk: Client, administrator: Person, report: Report
) -> None:
    def show() -> str:
        return desk.get(EVENTS).content.decode() + desk.get("/admin/events.csv").content.decode()

    assert "in Geneva" not in show()
    Membership.objects.create(person=administrator, report=report, role=Role.OBSERVER)
    assert "in Geneva" not in show()
    Membership.objects.create(person=administrator, report=report, role=Role.PRODUCER)
    assert show().count("in Geneva") == 2


@pytest.mark.usefixtures("returned")
def test_events_as_csv_hold_no_formula_and_say_whether_the_record_is_whole(
    desk: Client, administrator: Person, report: Report
) -> None:
    Membership.objects.create(person=administrator, report=report, role=Role.EDITOR)

    def read() -> list[dict[str, str]]:
        return list(
            csv.DictReader(desk.get("/admin/events.csv?report=a-81-1").content.decode("utf-8-sig").splitlines())
        )

    rows = read()
    assert [row["what"] for row in rows] == ["import", "submit", "return"]
    assert rows[-1]["reason"].startswith("'=In which")
    assert {row["record"] for row in rows} == {"whole"}
    assert rows[1]["before"] == rows[0]["hash"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE portal_event SET actor = 'x' WHERE what = 'submit'")
    assert {row["record"] for row in read()} == {"Event 2 was changed."}
    words = desk.get(f"{EVENTS}?verify=1").content.decode()
    assert "a-81-1: Event 2 was changed." in words


def test_health_shows_what_needs_somebody(desk: Client, administrator: Person, report: Report) -> None:
    words = desk.get("/admin/health/").content.decode()
    assert "no worker lives" in words
    assert "no backup was made yet" in words
    Worker.objects.create(name="one")
    Worker.objects.create(name="two", beat=timezone.now() - timedelta(hours=1))
    Build.objects.create(pk="b", report=report, revision=1, kind="draft")
    OutgoingMail.objects.create(person=administrator, subject="S", text="T", purpose="receipt", state="failed")
    answer = desk.get("/admin/health/")
    health = answer.context["health"]
    assert [(row.worker.name, row.is_alive) for row in health.workers] == [("one", True), ("two", False)]
    assert (health.queued, health.running, health.is_storage_open) == (1, 0, True)
    assert {name: count for name, _word, count in health.mail} == {"waiting": 0, "held": 0, "failed": 1}
    assert dict(health.versions)["django"]
    assert "Check of the installation" in answer.content.decode()


def test_the_check_of_the_command_is_on_the_page(desk: Client) -> None:
    lines = desk.get("/admin/health/?check=1").context["lines"]
    assert {"database", "worker", "storage"} <= {line.subject for line in lines}


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_downloaded_by_who_has_proved_who_it_is(
    desk: Client, administrator: Person, settings: Settings, tmp_path: object
) -> None:
    settings.DATA = tmp_path / "data"  # type: ignore[operator]
    answer = desk.post("/admin/backup/")
    assert (answer.status_code, answer["Location"].partition("?")[2]) == (302, "next=/admin/backup/")
    assert not Event.objects.filter(what="backup").exists()
    request = RequestFactory().get("/")
    request.user, request.session = administrator, desk.session
    record_authentication(request, administrator, "mfa")
    request.session.save()
    answer = desk.post("/admin/backup/")
    assert answer["Content-Disposition"].startswith('attachment; filename="assembler-')
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the test client reads what a server sends piece by piece
        data = b"".join(answer)
    assert len(data) == int(answer["Content-Length"])
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert "manifest.json" in archive.namelist()
    event = Event.objects.get(what="backup")
    assert (event.actor, event.details["size"]) == ("admin@example.org", len(data))
    assert list(settings.DATA.iterdir()) == []
    assert f"{datetime.now(UTC):%Y}" in desk.get("/admin/backup/").content.decode()
    assert desk.get("/admin/health/").context["health"].backup == event


def test_the_role_opens_no_text(desk: Client, pair: Pair) -> None:
    make_words = "held a meeting in Geneva"
    for path in ("people/", "reports/", "reports.csv", "events/", "events.csv", "health/", "backup/"):
        assert make_words not in desk.get(f"/admin/{path}").content.decode()
    for path in ("", "my/", f"my/{pair}/", "events/", "builds/", "general/", "plan/", "org/au/"):
        assert desk.get(f"/r/a-81-1/{path}").status_code == 404, path


def test_metrics_are_read_by_prometheus(client: Client, administrator: Person, report: Report) -> None:
    def read() -> dict[tuple[str, str], float]:
        headers = {"Authorization": f"Bearer {Token.issue(administrator, 'read', 1)}"}
        answer = client.get("/api/v1/metrics", headers=headers)
        assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
        samples = [one for family in text_string_to_metric_families(answer.content.decode()) for one in family.samples]
        return {(one.name, one.labels.get("state", "")): one.value for one in samples}

    before = read()
    assert before["assembler_workers", ""] == before["assembler_builds", "queued"] == 0
    assert math.isnan(before["assembler_oldest_queued_build_timestamp_seconds", ""])
    assert math.isnan(before["assembler_last_backup_timestamp_seconds", ""])
    Worker.objects.create(name="one")
    Worker.objects.create(name="two", beat=timezone.now() - timedelta(hours=1))
    build = Build.objects.create(pk="b", report=report, revision=1, kind="draft")
    OutgoingMail.objects.create(person=administrator, subject="S", text="T", purpose="receipt", state="failed")
    after = read()
    assert (
        after["assembler_workers", ""] == after["assembler_builds", "queued"] == after["assembler_mail", "failed"] == 1
    )
    assert after["assembler_oldest_queued_build_timestamp_seconds", ""] == pytest.approx(build.asked.timestamp(), abs=1)
    assert after["assembler_reports", ""] == 1
    assert after["assembler_events", ""] == Event.objects.count()
