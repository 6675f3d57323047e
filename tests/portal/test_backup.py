"""Backups: taken while others write, proved, restored, and refused where they are damaged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from assembler.errors import ReportError, Unwritable
from assembler.portal.actions.threads import write_message
from assembler.portal.blobs import save_blob
from assembler.portal.installation.backup import list_models, write_backup
from assembler.portal.installation.restore import NotEmpty, UnusableBackup, restore_backup
from assembler.portal.installation.verification import verify_installation
from assembler.portal.models import Blob, Event, Message, Pair, Report, Token
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson
from tests.portal.postgresql import make_database
from tests.portal.running_portal import write_folder


@pytest.fixture
def backup(transactional_db: None, make_person: MakePerson, pair: Pair, tmp_path: Path) -> Path:  # noqa: ARG001
    """A backup of a report with people, messages and tokens."""
    person = make_person(Role.FOCAL_POINT, "unhcr")
    make_person(Role.EDITOR)
    write_message(person, pair, "A line.\u2028Another one, in العربية.")
    Token.issue(person, "read", 1)
    assert write_backup(tmp_path / "backup.zip") == []
    return tmp_path / "backup.zip"


def read_rows() -> dict[str, list[dict[str, object]]]:
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in list_models()}


def remove_rows() -> None:
    with transaction.atomic(), connection.constraint_checks_disabled():
        for model in list_models():
            model._base_manager.all()._raw_delete(using="default")  # type: ignore[attr-defined]


def test_restore_brings_back_every_row_and_content(
    backup: Path, report: Report, tmp_path: Path, settings: Settings
) -> None:
    before, names = read_rows(), storages["blobs"].listdir("")[0]
    assert len(before["portal.Event"]) > 1
    remove_rows()
    blobs = {
        "BACKEND": "assembler.portal.blob_storage.folder.DurableFolder",
        "OPTIONS": {"location": str(tmp_path / "other")},
    }
    settings.STORAGES = {**settings.STORAGES, "blobs": blobs}
    restore_backup(backup)
    after = read_rows()
    restored = after["portal.Event"].pop()
    assert (restored["chain_id"], restored["what"]) == ("", "restore")
    after["portal.Chain"] = [row for row in after["portal.Chain"] if row["name"]]
    assert {row["state"] for row in after["portal.OutgoingMail"]} == {"held"}  # the other installation may send it
    after["portal.OutgoingMail"] = [row | {"state": "waiting"} for row in after["portal.OutgoingMail"]]
    assert after == before
    assert sorted(storages["blobs"].listdir("")[0]) == sorted(names)
    assert list(verify_installation()) == []
    pair = Pair.objects.first()
    assert pair is not None
    Message.objects.create(pair=pair, text="A number that no row has yet is given to new rows.")
    assert report.pk in after["portal.Report"][0].values()


def test_restore_overwrites_nothing(backup: Path) -> None:
    before = read_rows()
    with pytest.raises(NotEmpty):
        restore_backup(backup)
    assert read_rows() == before


def test_backup_overwrites_nothing(backup: Path) -> None:
    data = backup.read_bytes()
    with pytest.raises(Unwritable, match="exists already"):
        write_backup(backup)
    with pytest.raises(Unwritable, match="cannot be written"):
        write_backup(backup.parent / "none" / "backup.zip")
    assert backup.read_bytes() == data
    assert backup.stat().st_mode & 0o077 == 0
    assert {path.name for path in backup.parent.iterdir()} == {"backup.zip", "files"}


def rewrite(backup: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """A copy of the backup with other parts."""
    with zipfile.ZipFile(backup) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    copy = backup.with_name("copy.zip")
    with zipfile.ZipFile(copy, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return copy


def change_manifest(key: str, value: object) -> Callable[[dict[str, bytes]], object]:
    return lambda parts: parts.update(
        {"manifest.json": json.dumps({**json.loads(parts["manifest.json"]), key: value}).encode()}
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda parts: parts.pop(next(name for name in parts if name.startswith("contents/"))), "missing or changed"),
        (lambda parts: parts.update({"rows.jsonl": parts["rows.jsonl"] + b"\n"}), "rows.jsonl"),
        (lambda parts: parts.update({"contents/x": b"more"}), "contents/x"),
        (lambda parts: parts.pop("manifest.json"), "no manifest"),
        (lambda parts: parts.update({"manifest.json": b"[]"}), "no manifest"),
        (change_manifest("migrations", ["portal.0001_initial"]), "made by version"),
        (change_manifest("format", 2), "made by version"),
    ],
)
def test_damaged_backup_is_refused(backup: Path, change: Callable[[dict[str, bytes]], object], words: str) -> None:
    remove_rows()
    with pytest.raises(UnusableBackup, match=words):
        restore_backup(rewrite(backup, change))
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-50], lambda data: data[:3000] + b"damage" + data[3006:], lambda _data: b"text"]
)
def test_file_that_is_no_archive_is_refused(backup: Path, damage: Callable[[bytes], bytes]) -> None:
    backup.write_bytes(damage(backup.read_bytes()))
    with pytest.raises(UnusableBackup, match="no backup"):
        restore_backup(backup)


def test_rows_that_do_not_belong_together_are_refused_whole(backup: Path) -> None:
    from hashlib import sha256

    def take_out_reports(parts: dict[str, bytes]) -> None:
        lines = [line for line in parts["rows.jsonl"].splitlines(keepends=True) if b'"portal.report"' not in line]
        parts["rows.jsonl"] = b"".join(lines)
        manifest = json.loads(parts["manifest.json"])
        manifest["files"]["rows.jsonl"]["sha256"] = sha256(parts["rows.jsonl"]).hexdigest()
        parts["manifest.json"] = json.dumps(manifest).encode()

    remove_rows()
    with pytest.raises(ReportError, match="do not fit"):
        restore_backup(rewrite(backup, take_out_reports))
    assert not Event.objects.exists()


def test_content_that_is_lost_is_named(transactional_db: None, report: Report, tmp_path: Path) -> None:  # noqa: ARG001
    lost, damaged = save_blob(b"lost"), save_blob(b"damaged")
    for path in (tmp_path / "files").rglob(lost.pk):
        path.unlink()
    for path in (tmp_path / "files").rglob(damaged.pk):
        path.write_bytes(b"other")
    sentences = set(verify_installation())
    assert sentences == {
        f"The storage has no content {lost.pk}.",
        f"The content {damaged.pk} in the storage is damaged.",
    }
    assert sorted(write_backup(tmp_path / "backup.zip")) == sorted([lost.pk, damaged.pk])
    assert Blob.objects.filter(pk=lost.pk).exists()


def test_event_that_was_changed_is_named(report: Report) -> None:
    Event._base_manager.filter(chain=report.pk, number=1).update(actor="somebody@example.org")
    assert list(verify_installation()) == [f"Report {report.pk}: Event 1 was changed."]
    Event._base_manager.filter(chain=report.pk)._raw_delete(using="default")  # type: ignore[attr-defined]
    assert list(verify_installation()) == [f"Report {report.pk}: The chain ends before event 1."]


_MOMENT = """
import django; django.setup()
from django.db import connection
from assembler.portal.installation.backup import _hold_moment
with _hold_moment():
    inside = connection.transaction_mode
print(inside, connection.transaction_mode)
"""


def test_backup_holds_nobody_up_where_it_is_the_first_to_ask_the_database(tmp_path: Path) -> None:
    """SQLite lets others write in the meantime; what the command itself writes afterwards waits for its turn."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "assembler.portal.settings",
        "ASSEMBLER_DATA": str(tmp_path),
        "ASSEMBLER_DATABASE_URL": "",
    }
    command = [sys.executable, "-c", _MOMENT]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["DEFERRED", "IMMEDIATE"]


_WRITER = """
import time, django; django.setup()
from assembler.portal import text_tree
from assembler.portal.models import Report
from assembler.portal.models.events import record_event
from django.db import transaction
report, number = Report.objects.get(), 0
while True:
    number += 1
    with transaction.atomic():
        path = f"contributions/unhcr/{number}.md"
        text_tree.commit(report, {path: b"%d" % number}, text_tree.read_tree(report), None, "writes")
        record_event(report.pk, "", "write", path)
    print(number, flush=True)
    time.sleep(0.1)  # others get their turn, also on a busy machine
"""


@pytest.mark.slow
def test_backup_while_another_process_writes_is_of_one_moment(tmp_path: Path, report_files: dict[str, bytes]) -> None:
    address = os.environ.get("ASSEMBLER_DATABASE_URL")
    environments = {
        name: {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "assembler.portal.settings",
            "ASSEMBLER_DATA": str(tmp_path / name),
            "ASSEMBLER_DATABASE_URL": make_database(address) if address else "",
        }
        for name in ("data", "other")
    }

    def run(*arguments: str, data: str = "data") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "assembler", "portal", *arguments]
        return subprocess.run(command, env=environments[data], capture_output=True, text=True)

    write_folder(tmp_path / "report", report_files)
    (tmp_path / "data").mkdir()
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=environments["data"], check=True)
    assert run("import", str(tmp_path / "report")).returncode == 0
    command = [sys.executable, "-c", _WRITER]
    with subprocess.Popen(command, env=environments["data"], stdout=subprocess.PIPE, bufsize=0) as writer:
        assert writer.stdout is not None
        try:
            while writer.stdout.readline() != b"20\n":
                pass
            backup = run("backup", str(tmp_path / "backup.zip"))
            assert (backup.returncode, writer.poll()) == (0, None), backup.stderr
            writer.stdout.read(2**20)
            assert writer.stdout.readline(), "The process writes nothing after the backup."
        finally:
            writer.kill()
    check = run("restore", "--check", str(tmp_path / "backup.zip"))
    assert (check.returncode, check.stderr) == (0, "")
    assert run("restore", str(tmp_path / "backup.zip"), data="other").returncode == 0
    assert run("restore", str(tmp_path / "backup.zip"), data="other").returncode == 2
    for data in ("data", "other"):
        assert run("verify", data=data).returncode == 0
        assert run("export", "a-81-1", str(tmp_path / f"export-{data}"), data=data).returncode == 0
    restored = {path.relative_to(tmp_path / "export-other") for path in (tmp_path / "export-other").rglob("*")}
    written = {path.relative_to(tmp_path / "export-data") for path in (tmp_path / "export-data").rglob("*")}
    assert len(restored) >= 20
    assert restored < written
