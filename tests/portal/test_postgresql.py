"""The portal on PostgreSQL, in processes of its own; `make postgresql` runs all tests of the portal on it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal.postgresql import find_programs, make_database, run_server
from tests.portal.running_portal import run_portal, write_folder

_PEOPLE = """
import django; django.setup()
from assembler.portal.models import Membership, Person, Report, Token
person = Person.objects.create_user("producer@example.org")
Membership.objects.create(person=person, report=Report.objects.get(), role="producer")
print(Token.issue(person, "build", 1))
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    if find_programs() is None:
        pytest.skip("PostgreSQL is not here: apt-get install postgresql")
    with run_server() as address:
        yield address


@pytest.mark.slow
def test_portal_serves_builds_and_moves_between_databases(
    address: str, tmp_path: Path, report_files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSEMBLER_DATABASE_URL", raising=False)
    write_folder(tmp_path / "report", report_files)
    backup = tmp_path / "backup.zip"
    with run_portal(tmp_path / "data", ASSEMBLER_DATABASE_URL=make_database(address)) as portal:
        portal.run("-m", "assembler", "portal", "import", str(tmp_path / "report"))
        portal.token = portal.run("-c", _PEOPLE)
        build = portal.call("POST", "/reports/a-81-1/builds", {"kind": "draft", "formats": ["txt"]})
        place = f"/reports/a-81-1/builds/{build['id']}"
        portal.wait(lambda: portal.call("GET", place)["state"] == "done")
        text = portal.read("GET", f"{place}/files/A-81-1.txt")
        assert "PostgreSQL answers and has all tables." in portal.run("-m", "assembler", "portal", "check")
        portal.run("-m", "assembler", "portal", "backup", str(backup))
        count = portal.ask("SELECT count(*) FROM portal_event WHERE what <> 'backup'")

    def restore(data: Path, **settings: str) -> None:
        command = [sys.executable, "-m", "assembler", "portal", "restore", str(backup), "--data", str(data)]
        result = subprocess.run(command, env={**portal.environment, **settings}, capture_output=True, text=True)
        assert (result.returncode, result.stderr) == (0, "")

    for name, database in (("sqlite", ""), ("postgresql", make_database(address))):
        data = tmp_path / name
        restore(data, ASSEMBLER_DATABASE_URL=database)
        with run_portal(data, ASSEMBLER_DATABASE_URL=database) as other:
            other.token = portal.token
            assert other.read("GET", f"{place}/files/A-81-1.txt") == text
            assert other.ask("SELECT count(*) FROM portal_event WHERE what <> 'restore'") == count
            draft = other.call("POST", "/reports/a-81-1/builds", {"kind": "draft", "formats": ["txt"], "label": "two"})
            assert draft["state"] == "queued"  # its rows have new numbers
