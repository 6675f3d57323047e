"""Brings a backup into an empty installation; before anything is changed, the whole backup is read and compared.

Mail that waited in it is held: the installation of which it is a copy may have sent that mail.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from hashlib import file_digest
from io import TextIOWrapper
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core import serializers
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, transaction

from assembler.errors import ReportError
from assembler.portal.blobs import keep_content
from assembler.portal.installation.backup import CONTENTS, FORMAT, MANIFEST, ROWS, list_migrations, list_models
from assembler.portal.models import OutgoingMail
from assembler.portal.models.events import INSTALLATION, record_event

type Manifest = dict[str, Any]


class UnusableBackup(ReportError):
    """A file is no backup, or a damaged one, or one of another version of the program."""


class NotEmpty(ReportError):
    """An installation has rows already, which a restore would mix with those of the backup."""


def restore_backup(path: Path) -> Manifest:
    """Brings everything of the backup into this installation; its manifest.

    Raises UnusableBackup or NotEmpty before anything is changed.
    """
    manifest = _prove(path)
    with ZipFile(path) as archive:
        call_command("migrate", verbosity=0, interactive=False)
        _require_empty()
        for name in manifest["files"]:
            if name.startswith(CONTENTS):
                keep_content(archive.read(name))
        with transaction.atomic():
            _require_empty()
            _load_rows(archive)
            OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING).update(state=OutgoingMail.State.HELD)
            details = {"backup": manifest["at"], "rows": manifest["files"][ROWS]["sha256"]}
            record_event(INSTALLATION, "", "restore", "installation", details=details)
    return manifest


def _prove(path: Path) -> Manifest:
    """The manifest of a backup that is whole. Raises UnusableBackup."""
    try:
        with ZipFile(path) as archive:
            manifest = _read_manifest(archive)
            _compare(archive, manifest["files"])
    except (BadZipFile, EOFError, RuntimeError, zlib.error) as error:
        raise UnusableBackup(f"{path} is no backup, or a damaged one: use another copy of the file.") from error
    return manifest


def _read_manifest(archive: ZipFile) -> Manifest:
    try:
        manifest: Manifest = json.loads(archive.read(MANIFEST))
        usable = manifest["format"] == FORMAT and ROWS in manifest["files"] and {"at", "rows"} <= manifest.keys()
        version, migrations = manifest["version"], manifest["migrations"]
    except (KeyError, TypeError, ValueError) as error:
        raise UnusableBackup("The file has no manifest of a backup of the portal: choose another file.") from error
    if not usable or migrations != list_migrations():
        raise UnusableBackup(
            f"The backup was made by version {version}, whose tables are others. Restore the backup with that version, "
            "then install this one."
        )
    return manifest


def _compare(archive: ZipFile, files: Mapping[str, Mapping[str, object]]) -> None:
    """Raises UnusableBackup where a part is missing, more or another one than the manifest says."""
    differing = {*files} ^ ({*archive.namelist()} - {MANIFEST})
    for name in files.keys() - differing:
        with archive.open(name) as stream:
            digest = file_digest(stream, "sha256")  # type: ignore[arg-type]  # a part of an archive can be read so, too
            if digest.hexdigest() != files[name]["sha256"]:
                differing.add(name)
    if differing:
        first = min(differing)
        raise UnusableBackup(
            f"{len(differing)} parts of the backup are missing or changed, the first is {first}: use another copy."
        )


def _require_empty() -> None:
    for model in list_models():
        if model._base_manager.exists():
            raise NotEmpty(
                "The database is not empty, and a restore overwrites nothing: "
                "name a new folder with --data, or an empty database in ASSEMBLER_DATABASE_URL."
            )


def _load_rows(archive: ZipFile) -> None:
    """Saves all rows as they were; where one cannot be saved, none is."""
    try:
        with archive.open(ROWS) as stream, TextIOWrapper(stream, "utf-8", newline="\n") as lines:
            for row in serializers.deserialize("jsonl", lines):
                row.save(force_insert=True)
        connection.check_constraints()
    except (DeserializationError, DatabaseError) as error:
        raise UnusableBackup(f"The rows of the backup do not fit the tables of this version: {error}.") from error
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list_models()):
            cursor.execute(statement)
