"""How the installation is: workers, queue, storage, mail, versions."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version

from django.conf import settings
from django.core.files.storage import storages
from django.db import connection
from django.utils import timezone

from assembler import __version__
from assembler.model.value import Value
from assembler.portal.installation.backup import find_last_backup
from assembler.portal.models import Build, Event, OutgoingMail, Worker
from assembler.portal.page_content.mail import count_letters, find_oldest_waiting
from assembler.runtime.requirements import check_requirements

_PACKAGES = ("django", "weasyprint", "python-docx")
_SHOWN = (OutgoingMail.State.WAITING, OutgoingMail.State.HELD, OutgoingMail.State.FAILED)
"""The states of mail that may need somebody."""


class WorkerRow(Value):
    """A worker, with when it last said that it lives."""

    worker: Worker
    is_alive: bool


class Health(Value):
    """What the page of health shows."""

    workers: tuple[WorkerRow, ...]
    """The workers, the last beat first."""
    has_worker: bool
    """Whether one of them lives."""
    queued: int
    """How many builds wait for a worker."""
    running: int
    oldest_build: datetime | None
    """Since when the oldest of the waiting builds waits."""
    is_storage_open: bool
    """Whether the storage of files answers."""
    mail: tuple[tuple[str, str, int], ...]
    """Name, word and number of each state of mail that may need somebody."""
    oldest_mail: datetime | None
    missing: tuple[tuple[str, str], ...]
    """The libraries and fonts that the machine lacks, each with what to do."""
    backup: Event | None
    """The event of the newest backup."""
    versions: tuple[tuple[str, str], ...]
    """Name and version of the program and of what it stands on."""


def read_health() -> Health:
    """How the installation is now."""
    now = timezone.now()
    workers = [WorkerRow(one, now - one.beat < settings.BUILD_SILENCE) for one in Worker.objects.order_by("-beat")[:20]]
    queued = Build.objects.filter(state=Build.State.QUEUED)
    return Health(
        workers=tuple(workers),
        has_worker=any(row.is_alive for row in workers),
        queued=queued.count(),
        running=Build.objects.filter(state=Build.State.RUNNING).count(),
        oldest_build=queued.order_by("asked").values_list("asked", flat=True).first(),
        is_storage_open=_is_storage_open(),
        mail=tuple(row for row in count_letters() if row[0] in _SHOWN),
        oldest_mail=find_oldest_waiting(),
        missing=tuple((need.name, need.remedy) for need in check_requirements() if not need.found),
        backup=find_last_backup(),
        versions=tuple(_list_versions()),
    )


def _is_storage_open() -> bool:
    try:
        storages["blobs"].exists("health")
    except Exception:  # of whatever kind the storage is
        return False
    return True


def _list_versions() -> Iterator[tuple[str, str]]:
    yield "report-assembler", __version__
    yield "Python", platform.python_version()
    for name in _PACKAGES:
        yield name, version(name)
    with connection.cursor() as cursor:
        query = "SHOW server_version" if connection.vendor == "postgresql" else "SELECT sqlite_version()"
        cursor.execute(query)
        yield connection.display_name, str(cursor.fetchone()[0])
