"""Writes everything into one file, while the portal runs.

The file is a zip archive: `rows.jsonl` has the rows of the database in Django's own form, as they were at one moment;
`contents/` the contents of files by their hashes; `manifest.json` the hash and size of each. So a backup of SQLite can
be restored on PostgreSQL, and the other way round. Sessions and queues are left out, and so is the secret key.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model
from django.utils import timezone

from assembler import __version__
from assembler.errors import Unwritable, explain_os_error
from assembler.portal.blobs import read_blob
from assembler.portal.models import Blob, Event
from assembler.portal.models.events import INSTALLATION, record_event

FORMAT = 1
"""The number of this form of backups."""
MANIFEST, ROWS, CONTENTS = "manifest.json", "rows.jsonl", "contents/"
BACKUP = "backup"
"""The name of the event."""
_LEFT_OUT = ("auth", "contenttypes", "django_tasks_database", "sessions", "usersessions")
"""Apps whose rows are not kept: Django makes them anew, or people sign in again, or workers queue builds again."""


class _Encoder(DjangoJSONEncoder):
    """JSON with whole moments: Django's own leaves out microseconds, which the hashes of events contain."""

    def default(self, o: object) -> object:
        """A moment in ISO form; anything else as Django has it."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class _HashedPart:
    """A part of the archive that is hashed as it is written."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.hash, self.size = stream, sha256(), 0

    def write(self, text: str) -> None:
        data = text.encode()
        self.stream.write(data)
        self.hash.update(data)
        self.size += len(data)


def list_models() -> list[type[Model]]:
    """The models whose rows a backup keeps."""
    return [model for model in apps.get_models() if model._meta.app_label not in _LEFT_OUT]


def list_migrations() -> list[str]:
    """The migrations of this program, by which a backup says for which tables it was made."""
    return sorted(f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations)


def write_backup(path: Path) -> list[str]:
    """Writes a backup that only its owner may read; the hashes of contents that are missing or damaged in the storage.

    Nothing stands at the path before the backup is whole and on the disk. Raises Unwritable.
    """
    if path.exists():
        raise Unwritable(f"{path} exists already: name a new file.")
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete_on_close=False) as file:
            with ZipFile(file, "w", ZIP_DEFLATED) as archive:
                faults = _write_parts(archive)
            file.flush()
            os.fsync(file.fileno())
            file.close()
            Path(file.name).replace(path)
    except OSError as error:
        raise Unwritable(f"{path} cannot be written: {explain_os_error(error)}.") from error
    return faults


def make_backup(path: Path, actor: str = "") -> list[str]:
    """Writes a backup as `write_backup` does, and records that as an event, which the backup itself does not have."""
    faults = write_backup(path)
    with path.open("rb") as file:
        details = {
            "sha256": file_digest(file, "sha256").hexdigest(),
            "size": path.stat().st_size,
            "faults": len(faults),
        }
    with transaction.atomic():
        record_event(INSTALLATION, actor, BACKUP, "installation", details=details)
    return faults


def find_last_backup() -> Event | None:
    """The event of the newest backup; None where none was made."""
    return Event.objects.filter(chain=INSTALLATION, what=BACKUP).order_by("-number").first()


def _write_parts(archive: ZipFile) -> list[str]:
    counts: Counter[str] = Counter()
    with _hold_moment():
        files = {ROWS: _write_rows(archive, counts)}
        digests = list(Blob.objects.order_by("pk").values_list("pk", flat=True))
    faults: list[str] = []
    for digest in digests:
        try:
            data = read_blob(digest)
        except (OSError, ValueError):
            faults.append(digest)
            continue
        archive.writestr(f"{CONTENTS}{digest}", data)
        files[f"{CONTENTS}{digest}"] = {"sha256": digest, "size": len(data)}
    manifest = {
        "format": FORMAT,
        "version": __version__,
        "at": timezone.now().isoformat(timespec="seconds"),
        "migrations": list_migrations(),
        "rows": dict(sorted(counts.items())),
        "files": files,
    }
    archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return faults


def _write_rows(archive: ZipFile, counts: Counter[str]) -> Mapping[str, object]:
    def list_rows() -> Iterator[Model]:
        for model in list_models():
            for row in model._base_manager.order_by("pk").iterator():
                counts[model._meta.label_lower] += 1
                yield row

    with archive.open(ROWS, "w", force_zip64=True) as stream:
        part = _HashedPart(stream)
        serializers.serialize("jsonl", list_rows(), stream=part, cls=_Encoder)
    return {"sha256": part.hash.hexdigest(), "size": part.size}


@contextmanager
def _hold_moment() -> Iterator[None]:
    """A transaction that reads the database as it is now, whatever others write meanwhile; it holds nobody up."""
    connection.ensure_connection()  # which sets the mode
    former = getattr(connection, "transaction_mode", None)
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # of SQLite; the setting is for those who write
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        connection.transaction_mode = former  # type: ignore[attr-defined]
