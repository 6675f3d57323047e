"""Says what is unsafe or missing in this installation, each in a sentence with what to do."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from smtplib import SMTPException

from django.conf import settings
from django.core import checks
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.core.mail import mailers
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from assembler.model.value import Value
from assembler.portal.models import Person, Worker
from assembler.runtime.requirements import check_requirements

_LEAST_ROOM = 1_000_000_000
"""How many bytes should be free where files are stored."""
_KEY = ("ASSEMBLER_SECRET_KEY can be guessed.", "Set a random value of at least 50 characters.")
_OWN_WORDS = {"security.W009": _KEY, "security.W025": _KEY}
"""By the id of a check of Django, our words for its message."""


class Line(Value):
    """What was looked at, and what was seen."""

    subject: str
    """What was looked at, in a word or two."""
    sentence: str
    """What was seen."""
    remedy: str = ""
    """What to do; empty where all is well."""
    is_needed: bool = True
    """Whether the installation is unsafe or lacks something until that is done; else this is advice."""


def check_installation() -> Iterator[Line]:
    """A line for each thing that was looked at."""
    database = _check_database()
    yield database
    if not database.remedy:
        yield _check_worker()
        yield _check_administrator()
    yield from _check_storage()
    yield from _check_data_folder()
    yield from _check_mail_server()
    yield from _check_settings()
    yield from _check_machine()


def _check_database() -> Line:
    kind = connection.display_name
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        words = str(error).strip().partition("\n")[0]
        return Line(
            "database",
            f"{kind} cannot be used: {words}.",
            "Start the database, and look at ASSEMBLER_DATABASE_URL.",
        )
    if missing:
        return Line(
            "database",
            f"{kind} lacks tables of this version.",
            "Start “assembler portal serve”, which makes the tables.",
        )
    return Line("database", f"{kind} answers and has all tables.")


def _check_worker() -> Line:
    count = Worker.objects.alive().count()
    if not count:
        remedy = "Start “assembler portal serve” or “assembler portal worker”."
        return Line("worker", "No worker lives: nothing is built, and no mail is sent.", remedy)
    return Line("worker", "One worker lives." if count == 1 else f"{count} workers live.")


def _check_administrator() -> Line:
    count = Person.objects.filter(is_administrator=True, is_active=True).count()
    if not count:
        remedy = "Start “assembler portal serve”, which makes one where there are no people."
        return Line("people", "Nobody is administrator.", remedy)
    return Line("people", f"{count} administrator{'s' if count > 1 else ''}.")


def _check_storage() -> Iterator[Line]:
    storage, name = storages["blobs"], f"check-{secrets.token_hex(8)}"
    try:
        storage.save(name, ContentFile(b"check"))
        with storage.open(name) as file:
            is_same = file.read() == b"check"
        storage.delete(name)
    except Exception as error:  # of whatever kind the storage is
        sentence = f"The storage of files takes nothing: {getattr(error, 'strerror', None) or type(error).__name__}."
        yield Line("storage", sentence, "Look at ASSEMBLER_STORAGE_URL, and at who may write there.")
        return
    if not is_same:
        yield Line("storage", "The storage of files gives back other bytes.", "Use another disk or storage.")
        return
    yield Line("storage", "The storage of files takes files and gives them back.")
    if isinstance(storage, FileSystemStorage) and (free := shutil.disk_usage(storage.location).free) < _LEAST_ROOM:
        sentence = f"Only {free // 1_000_000:,} MB are free where files are stored."
        yield Line("room", sentence, "Make room, or use a larger disk.")


def _check_data_folder() -> Iterator[Line]:
    folder = settings.DATA
    if os.name == "posix" and folder.is_dir() and folder.stat().st_mode & 0o007:
        remedy = f"Type: chmod 700 '{folder}'"
        yield Line("data folder", "Every user of this machine may look into the data folder.", remedy)


def _check_mail_server() -> Iterator[Line]:
    if settings.DEMO:
        yield Line("mail", "This is the demo, which sends no mail.")
    if not settings.MAILERS:
        return
    try:
        server = mailers["default"]
        server.open()
        server.close()
    except (OSError, SMTPException) as error:
        words = getattr(error, "strerror", None) or str(error).strip().partition("\n")[0]
        yield Line("mail", f"The mail server does not let the portal in: {words}.", "Look at ASSEMBLER_EMAIL_URL.")
        return
    yield Line("mail", "The mail server lets the portal in.")


def _check_settings() -> Iterator[Line]:
    """What Django says of the settings; where this machine alone is served, most of it is advice."""
    messages = [message for message in checks.run_checks(include_deployment_checks=True) if not message.is_silenced()]
    for message in messages:
        sentence, remedy = _OWN_WORDS.get(
            message.id or "", (message.msg, message.hint or "See the Django documentation.")
        )
        is_needed = message.level >= checks.ERROR or not settings.IS_LOCAL
        yield Line("settings", sentence, remedy, is_needed)
    if not messages:
        yield Line("settings", "The settings are safe.")


def _check_machine() -> Iterator[Line]:
    """What the program lacks for PDFs; “assembler doctor” has the whole list."""
    missing = [need for need in check_requirements() if need.required and not need.found]
    for need in missing:
        yield Line("machine", f"Missing: {need.name}.", need.remedy)
    if not missing:
        yield Line("machine", "The machine has the libraries and fonts for PDFs.")
