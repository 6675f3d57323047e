"""Builds: asked for once however often, made by real workers that are killed, the same bytes as on the command line."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.http import Http404
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from assembler.portal.actions.build_work import make_next_build
from assembler.portal.actions.builds import MOST_ATTEMPTS, find_build, request_build, rescue_builds
from assembler.portal.models import Build, Event, Person, Report
from assembler.portal.problems import Forbidden
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson
from tests.portal.running_portal import Portal, run_portal, write_folder


def test_who_asks_for_the_same_gets_the_same(report: Report, producer: Person) -> None:
    first = request_build(producer, report, kind="draft", formats=["txt"])
    again = request_build(producer, report, kind="draft", formats=["txt"])
    other = request_build(producer, report, kind="draft", formats=["txt"], label="second")
    assert first.pk == again.pk != other.pk
    assert DBTaskResult.objects.ready().count() == 2


def test_build_is_made_once(report: Report, producer: Person) -> None:
    build = request_build(producer, report, kind="draft", formats=["txt"])
    for _ in range(2):
        make_next_build.call()
    build.refresh_from_db()
    assert (build.state, build.attempts, build.done) == (Build.State.DONE, 1, build.total)
    assert [file.name for file in build.files.all()] == ["A-81-1.txt", "manifest.json", "report.json"]
    assert build.findings
    assert [event.what for event in Event.objects.filter(chain=report.pk)] == ["import", "build", "build done"]


def test_final_is_refused_with_what_is_in_the_way(report: Report, producer: Person, make_person: MakePerson) -> None:
    editor, focal_point = make_person(Role.EDITOR), make_person(Role.FOCAL_POINT, "unhcr")
    with pytest.raises(Forbidden):
        request_build(editor, report, kind="final")
    build = request_build(producer, report, kind="final", formats=["txt"])
    make_next_build.call()
    build.refresh_from_db()
    assert (build.state, build.files.count()) == (Build.State.REFUSED, 0)
    assert any(finding["blocks"] for finding in build.findings)
    with pytest.raises(Http404):
        find_build(focal_point, report, build.pk)


def test_build_of_a_silent_worker_is_queued_thrice_then_failed(report: Report, producer: Person) -> None:
    build = request_build(producer, report, kind="draft", formats=["txt"])
    long_ago = timezone.now() - timedelta(minutes=2)
    for attempt in range(1, MOST_ATTEMPTS + 1):
        DBTaskResult.objects.all().delete()
        Build.objects.update(state=Build.State.RUNNING, worker="gone", attempts=attempt, beat=long_ago)
        rescue_builds()
        build.refresh_from_db()
        if attempt < MOST_ATTEMPTS:
            assert (build.state, DBTaskResult.objects.ready().count()) == (Build.State.QUEUED, 1)
    assert (build.state, build.log) == (Build.State.FAILED, "The process that made this build has died 3 times.\n")
    assert request_build(producer, report, kind="draft", formats=["txt"]).state == Build.State.QUEUED


_PEOPLE = """
import django; django.setup()
from assembler.portal.models import Membership, Person, Report
from assembler.portal.models import Token
person = Person.objects.create_user("producer@example.org")
Membership.objects.create(person=person, report=Report.objects.get(), role="producer")
print(Token.issue(person, "build", 1))
"""


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    with run_portal(tmp_path / "data") as running:
        yield running


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_worker_that_is_killed_is_replaced_and_the_bytes_are_the_same(
    portal: Portal, tmp_path: Path, report_files: dict[str, bytes], how: signal.Signals
) -> None:
    write_folder(tmp_path / "report", report_files)
    portal.run("-m", "assembler", "portal", "import", str(tmp_path / "report"))
    portal.token = portal.run("-c", _PEOPLE)
    options = {"kind": "draft", "formats": ["docx", "pdf", "html", "txt"]}
    build = portal.call("POST", "/reports/a-81-1/builds", options)
    address = f"/reports/a-81-1/builds/{build['id']}"
    portal.wait(lambda: portal.call("GET", address)["state"] == "running")
    (worker,) = portal.ask("SELECT worker FROM portal_build")
    os.kill(int(str(worker).rpartition("-")[2]), how)
    portal.wait(lambda: portal.call("GET", address)["state"] == "done")
    attempts, other = portal.ask("SELECT attempts, worker FROM portal_build")
    assert other != worker
    assert attempts == (2 if how is signal.SIGKILL else 1)
    assert portal.ask("SELECT count(*) FROM portal_event WHERE what = 'build done'") == (1,)
    portal.run("-m", "assembler", "portal", "export", "a-81-1", str(tmp_path / "export"))
    portal.run("-m", "assembler", "build", "-C", str(tmp_path / "export"), "--to", "docx,pdf,html,txt")
    outputs = {path.name: path.read_bytes() for path in (tmp_path / "export" / "build" / "draft").iterdir()}
    names = [str(file["name"]) for file in portal.call("GET", address)["files"]]  # type: ignore[attr-defined]
    assert {name: portal.read("GET", f"{address}/files/{name}") for name in names} == outputs
