"""What is unsafe or missing in an installation: each fault has its line, and a sound installation none."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from pytest_django.fixtures import Settings

from assembler.portal.actions.build_work import name_worker
from assembler.portal.installation.check import check_installation
from assembler.portal.models import Person, Worker
from assembler.portal.settings import read_mail_server
from assembler.runtime import requirements


@pytest.fixture
def installation(db: None, settings: Settings, tmp_path: Path) -> Settings:  # noqa: ARG001
    """An installation that serves other machines and lacks nothing but a mail server."""
    (tmp_path / "data").mkdir(mode=0o700)
    settings.DATA, settings.IS_LOCAL, settings.SECRET_KEY = tmp_path / "data", False, "abcdefghij" * 6
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 3600
    Worker.objects.create(name=name_worker(), beat=timezone.now())
    Person.objects.create_user("admin@example.org", is_administrator=True)
    return settings


def list_faults() -> list[str]:
    return [line.subject for line in check_installation() if line.remedy and line.is_needed]


def test_what_lacks_nothing_has_no_fault(installation: Settings) -> None:
    installation.DEMO = True  # needs no mail server
    lines = list(check_installation())
    assert [line for line in lines if line.remedy] == []
    subjects = ["database", "worker", "people", "storage", "mail", "settings", "machine"]
    assert [line.subject for line in lines] == subjects


def test_each_fault_is_named_with_what_to_do(installation: Settings, tmp_path: Path) -> None:
    Worker.objects.update(beat=timezone.now() - 2 * installation.BUILD_SILENCE)
    Person.objects.update(is_active=False)
    (tmp_path / "data").chmod(0o755)
    (tmp_path / "file").touch()
    blobs = {
        "BACKEND": "assembler.portal.blob_storage.folder.DurableFolder",
        "OPTIONS": {"location": str(tmp_path / "file")},
    }
    installation.STORAGES = {**installation.STORAGES, "blobs": blobs}
    installation.SECRET_KEY = "django-insecure-x"
    assert list_faults() == ["worker", "people", "storage", "data folder", "settings", "settings"]
    sentences = {line.sentence for line in check_installation()}
    assert {"ASSEMBLER_SECRET_KEY can be guessed.", "No mail server is named: mail is kept and not sent."} <= sentences


def test_this_machine_alone_needs_no_mail_server(installation: Settings) -> None:
    assert list_faults() == ["settings"]
    installation.IS_LOCAL = True
    assert list_faults() == []


def test_mail_server_that_is_away_is_named(installation: Settings) -> None:
    with closing(socket.socket()) as place:
        place.bind(("127.0.0.1", 0))
        installation.MAILERS = {"default": read_mail_server(f"smtp://127.0.0.1:{place.getsockname()[1]}")}
        assert list_faults() == ["mail"]


def test_tables_of_an_older_version_are_named(installation: Settings) -> None:
    installation.DEMO = True
    MigrationRecorder.Migration.objects.filter(app="portal").delete()
    assert list_faults() == ["database"]


def test_library_that_is_missing_is_named(installation: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    installation.DEMO = True
    monkeypatch.setattr(requirements, "find_library", lambda name: None if name == "pango-1.0" else name)
    assert list_faults() == ["machine"]


@pytest.mark.slow
def test_portal_refuses_other_machines_without_a_key_of_its_own(tmp_path: Path) -> None:
    def run(*arguments: str, **settings: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "assembler", "portal", *arguments, "--data", str(tmp_path / "data")]
        environment = os.environ | {f"ASSEMBLER_{name.upper()}": value for name, value in settings.items()}
        result = subprocess.run(command, env=environment, capture_output=True, text=True)
        return result.returncode, result.stdout + result.stderr

    status, words = run("check")
    assert (status, "missing  database: SQLite lacks" in words) == (1, True)
    for settings in ({}, {"demo": "1", "secret_key": "k" * 60}, {"debug": "1", "secret_key": "k" * 60}):
        for command in ("serve", "check"):
            status, words = run(command, hosts="portal.example.org", **settings)
            assert (status, "Traceback" in words) == (2, False), words
    status, words = run("check", database_url="postgres://127.0.0.1:1/none")
    assert (status, "missing  database: PostgreSQL cannot be used: " in words) == (1, True)
    status, words = run("verify", database_url="postgres://127.0.0.1:1/none")
    assert (status, "The database cannot be used" in words, "Traceback" in words) == (2, True, False)
