"""Two at once, killed processes, a full disk: nothing is lost, nothing is half-written, and somebody is told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import forkserver
from pathlib import Path
from threading import Barrier, Event, Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.test import Client
from django.utils import timezone

from assembler.portal.actions import texts
from assembler.portal.actions.texts import import_file, make_form
from assembler.portal.models import Event as RecordedEvent
from assembler.portal.models import Membership, Pair, Person, Report, Token
from assembler.portal.models.events import verify_chain
from assembler.portal.problems import Forbidden
from tests.portal.running_portal import Portal, run_portal, write_folder

TEXT = "## Peace and security\n\nThe two organizations held a workshop in {place} in 2026.\n"
FILE = "contributions/unhcr/au.md"
_PEOPLE = """
import django; django.setup()
from assembler.portal.models import Membership, Person, Report, Token
for role, entity in (("editor", ""), ("focal-point", "unhcr")):
    person = Person.objects.create_user(f"{role}@example.org")
    Membership.objects.create(person=person, report=Report.objects.get(), role=role, entity=entity)
    print(Token.issue(person, "write", 1))
"""


class Caller:
    """Calls a running portal as a person, and takes problems for answers."""

    def __init__(self, portal: Portal, token: str) -> None:
        self.portal, self.token = portal, token

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes, str]:
        """Status, body and ETag of the answer."""
        request = Request(f"http://127.0.0.1:{self.portal.port}/api/v1/reports/a-81-1{path}", body or None)
        request.method = method
        for name, value in {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "text/markdown",
            **headers,
        }.items():
            request.add_header(name, value)
        try:
            with urlopen(request, timeout=60) as answer:
                return answer.status, answer.read(), answer.headers.get("ETag", "")
        except HTTPError as error:
            with error:
                return error.code, error.read(), ""


def call_at_once[A](calls: list[Callable[[], A]]) -> list[A]:
    """The answers to calls that begin at the same moment."""
    barrier = Barrier(len(calls))

    def call(one: Callable[[], A]) -> A:
        barrier.wait()
        return one()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(call, calls))


@contextmanager
def run_with_people(
    tmp_path: Path, files: dict[str, bytes], **settings: str
) -> Iterator[tuple[Portal, Caller, Caller]]:
    """A running portal with the report, its editor and a focal point."""
    write_folder(tmp_path / "report", files)
    with run_portal(tmp_path / "data", **settings) as portal:
        portal.run("-m", "assembler", "portal", "import", str(tmp_path / "report"))
        editor, focal_point = portal.run("-c", _PEOPLE).splitlines()
        yield portal, Caller(portal, editor), Caller(portal, focal_point)


@pytest.mark.slow
def test_two_at_once_lose_nothing(tmp_path: Path, report_files: dict[str, bytes]) -> None:
    with run_with_people(tmp_path, report_files) as (portal, editor, focal_point):
        for number in range(4):
            _status, text, etag = editor.send("GET", f"/files/{FILE}")
            new = [text + f"\nWords {number} of writer {writer}.\n".encode() for writer in range(2)]
            write = [
                lambda data=data, etag=etag: editor.send("PUT", f"/files/{FILE}", data, **{"If-Match": etag})
                for data in new
            ]
            answers = call_at_once(write)
            assert sorted(status for status, _body, _etag in answers) == [204, 412]
            second = next(place for place, answer in enumerate(answers) if answer[0] == 412)
            problem = json.loads(answers[second][1])
            assert (problem["yours"], problem["current"]) == (new[second].decode(), new[1 - second].decode())
            assert editor.send("GET", f"/files/{FILE}")[1] == new[1 - second]
        for place in ("Geneva", "Vienna", "Nairobi"):
            body = TEXT.format(place=place).encode()
            sent = call_at_once([lambda body=body: focal_point.send("POST", "/contributions/unhcr/au", body)] * 2)
            assert [status for status, _body, _etag in sent] == [200, 200]
            first, other = (json.loads(body) for _status, body, _etag in sent)
            assert (first["text"], first["version"]) == (other["text"], other["version"])
        bodies = [TEXT.format(place=place).encode() for place in ("Rome", "Bonn")]
        sent = call_at_once(
            [lambda body=body: focal_point.send("POST", "/contributions/unhcr/au", body) for body in bodies]
        )
        assert {status for status, _body, _etag in sent} <= {200, 412}
        moves = call_at_once([lambda: focal_point.send("POST", "/contributions/unhcr/au/submit")] * 2)
        assert sorted(status for status, _body, _etag in moves) in ([200, 409], [200, 412])
        assert portal.ask("SELECT count(*) FROM portal_receipt WHERE what = 'submit'") == (1,)
        portal.run("-m", "assembler", "portal", "verify")
        assert "All events and all stored files are whole." in portal.run("-m", "assembler", "portal", "verify")


@pytest.mark.slow
def test_full_disk_is_said_and_nothing_is_half_written(tmp_path: Path, report_files: dict[str, bytes]) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("Only root may mount a disk.")
    try:
        with run_with_people(tmp_path, report_files, ASSEMBLER_STORAGE_URL=str(disk)) as (portal, editor, _focal_point):
            with suppress(OSError):
                (disk / "filler").write_bytes(b"x" * 400_000)
            status, problem, _etag = editor.send("PUT", "/files/templates/new.css", b"y" * 20_000)
            assert (status, json.loads(problem)["title"][:29]) == (507, "The portal cannot keep files "), problem
            assert portal.ask("SELECT last_revision FROM portal_report") == (1,)
            assert editor.send("GET", "/files/templates/new.css")[0] == 404
            (disk / "filler").unlink()
            assert editor.send("PUT", "/files/templates/new.css", b"y" * 20_000)[0] == 204
            assert "are whole." in portal.run("-m", "assembler", "portal", "verify")
            assert [path for path in disk.rglob(".*") if path.is_file()] == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@contextmanager
def kill_children() -> Iterator[None]:
    """Kills each process that is begun for a job, as the system does where memory is short."""
    stop = Event()

    def kill() -> None:
        while not stop.is_set():
            server = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
            with suppress(OSError):
                for child in Path(f"/proc/{server}/task/{server}/children").read_text().split():
                    os.kill(int(child), signal.SIGKILL)

    thread = Thread(target=kill, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="Children are found in /proc.")
def test_import_whose_process_is_killed_leaves_nothing_and_says_so(
    client: Client, report: Report, focal_point: Person, pair: Pair
) -> None:
    word = make_form(report, "unhcr")
    headers = {"Authorization": f"Bearer {Token.issue(focal_point, 'write', 1)}"}
    with kill_children():
        answer = client.post(
            "/api/v1/reports/a-81-1/contributions/unhcr/au", word, content_type="application/msword", headers=headers
        )
    assert (answer.status_code, "limits of time and memory" in answer.json()["title"]) == (422, True)
    version = pair.version
    pair.refresh_from_db()
    report.refresh_from_db()
    assert (pair.version, report.last_revision) == (version, 1)
    assert not RecordedEvent.objects.filter(what__in=("write", "upload")).exists()
    assert list(verify_chain(report.pk)) == []


def test_place_that_ends_while_a_text_is_read_keeps_nothing(
    report: Report, focal_point: Person, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_job = texts.run_job

    def run_and_end(*arguments: object, **options: object) -> object:
        answer = run_job(*arguments, **options)  # type: ignore[arg-type]
        Membership.objects.filter(person=focal_point).update(ends=timezone.now())
        return answer

    word = make_form(report, "unhcr")
    monkeypatch.setattr(texts, "run_job", run_and_end)
    with pytest.raises(Forbidden):
        texts.write_typed_text(focal_point, pair, TEXT.format(place="Rome"), pair.version)
    Membership.objects.filter(person=focal_point).update(ends=None)
    upload = import_file(focal_point, report, "unhcr", word, "form.docx")
    assert upload.pairs == ()
    report.refresh_from_db()
    assert report.last_revision == 1
