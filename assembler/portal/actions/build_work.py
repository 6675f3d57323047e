"""Makes builds in a worker: takes one that waits, says every few seconds that it lives, keeps what came of it."""

from __future__ import annotations

import json
import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.tasks import task
from django.utils import timezone

from assembler.portal import text_tree
from assembler.portal.blobs import save_blob
from assembler.portal.isolated.process import JobFailed, run_job
from assembler.portal.isolated.values import BuildAnswer, BuildRequest
from assembler.portal.models import Build, BuildFile
from assembler.portal.models.events import record_event

LONGEST = 900
"""How many seconds a build may take."""
_STEPS = 3
"""Reading, assembling, checking; each format is one more."""
_log = logging.getLogger(__name__)


def name_worker() -> str:
    """The name of this process among workers on all machines."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}"


@task()
def make_next_build() -> None:
    """Makes the build that waits longest, if there is one that no other worker has taken."""
    build = _take_build()
    if build is None:
        return
    try:
        with _beat(build):
            _finish(build, _make(build))
    except JobFailed:
        _fail(build, "The build did not end within the limits of time and memory.")
    except Exception:
        _log.exception("A build has failed.", extra={"build": build.pk})
        _fail(build, "The build ended with a fault of the program; the log of the worker names the place.")
    except BaseException:  # the worker was told to stop: another one begins anew
        _hand_over(build)
        raise


def _take_build() -> Build | None:
    waiting = Build.objects.filter(state=Build.State.QUEUED).order_by("asked")
    for build in waiting[:20]:
        count = Build.objects.filter(pk=build.pk, state=Build.State.QUEUED).update(
            state=Build.State.RUNNING,
            attempts=F("attempts") + 1,
            worker=name_worker(),
            beat=timezone.now(),
            stage="reading",
            done=0,
            total=_STEPS + len(build.formats),
        )
        if count:
            build.refresh_from_db()
            return build
    return None


def _own(build: Build) -> QuerySet[Build]:
    """The row, as long as no other worker has taken the build over."""
    return Build.objects.filter(pk=build.pk, state=Build.State.RUNNING, worker=build.worker, attempts=build.attempts)


def _make(build: Build) -> BuildAnswer:
    request = BuildRequest(
        files=text_tree.check_out(build.report, build.revision),
        final=build.kind == "final",
        formats=tuple(build.formats),
        label=build.label,
        accepted=build.accepted,
    )

    def note(stage: str) -> None:
        _own(build).update(stage=stage[:60], done=F("done") + 1, beat=timezone.now())

    return run_job("build", request, BuildAnswer, progress=note, seconds=LONGEST)


def _finish(build: Build, answer: BuildAnswer) -> None:
    state = Build.State.DONE if answer.outputs else Build.State.REFUSED
    if answer.obstacle:
        state = Build.State.FAILED
    findings = json.loads(answer.findings)["findings"] if answer.findings else []
    blobs = {name: save_blob(data) for name, data in answer.outputs.items()}
    with transaction.atomic():
        if not _own(build).update(
            state=state, stage="", done=F("total"), findings=findings, log=answer.obstacle, finished=timezone.now()
        ):
            return  # another worker has taken the build over
        BuildFile.objects.bulk_create(
            BuildFile(build=build, name=name, blob=blob) for name, blob in sorted(blobs.items())
        )
        digests = {name: blob.pk for name, blob in sorted(blobs.items())}
        record_event(build.report_id, "", f"build {state}", build.pk, details={"files": digests})


def _fail(build: Build, sentence: str) -> None:
    with transaction.atomic():
        if _own(build).update(state=Build.State.FAILED, log=sentence, finished=timezone.now()):
            record_event(build.report_id, "", "build failed", build.pk)


def _hand_over(build: Build) -> None:
    with transaction.atomic():
        if _own(build).update(state=Build.State.QUEUED, attempts=F("attempts") - 1, worker="", stage="", done=0):
            make_next_build.enqueue()


@contextmanager
def _beat(build: Build) -> Iterator[None]:
    """Says every few seconds, from a thread, that the worker lives."""
    stop = Event()

    def beat() -> None:
        try:
            while not stop.wait(settings.BUILD_BEAT.total_seconds()):
                _own(build).update(beat=timezone.now())
        finally:
            connection.close()

    thread = Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
