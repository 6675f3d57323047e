"""Files of the portal in an object store: a server that speaks as S3 does, started by the test."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from tests.portal.running_portal import write_folder

KEYS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_EC2_METADATA_DISABLED": "true"}


@pytest.fixture
def server() -> Iterator[ThreadedMotoServer]:
    """An object store with one bucket."""
    store = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    store.start()
    client = boto3.client(
        "s3",
        endpoint_url=_find_address(store),
        region_name="us-east-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    )
    client.create_bucket(Bucket="reports")
    try:
        yield store
    finally:
        store.stop()


def _find_address(server: ThreadedMotoServer) -> str:
    host, port = server.get_host_and_port()
    return f"http://{host}:{port}"


def run(data: Path, server: ThreadedMotoServer, *arguments: str) -> subprocess.CompletedProcess[str]:
    url = f"s3://reports/portal?endpoint={_find_address(server)}&region=us-east-1"
    environment = {**os.environ, **KEYS, "ASSEMBLER_STORAGE_URL": url, "ASSEMBLER_DATABASE_URL": ""}
    command = [sys.executable, "-m", "assembler", "portal", *arguments, "--data", str(data)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_files_in_an_object_store_come_back_as_they_were(
    tmp_path: Path, server: ThreadedMotoServer, report_files: Mapping[str, bytes]
) -> None:
    write_folder(tmp_path / "report", report_files)
    data = tmp_path / "data"
    for command in (["import", str(tmp_path / "report")], ["export", "a-81-1", str(tmp_path / "again")], ["verify"]):
        done = run(data, server, *command)
        assert done.returncode == 0, done.stderr
    again = {
        path.relative_to(tmp_path / "again").as_posix(): path.read_bytes()
        for path in (tmp_path / "again").rglob("*.*")
        if path.is_file()
    }
    assert report_files.items() <= again.items()
    assert not (data / "files").exists()
    assert (
        "ok       storage: The storage of files takes files and gives them back." in run(data, server, "check").stdout
    )
    backup = run(data, server, "backup", str(tmp_path / "backup.zip"))
    assert backup.returncode == 0, backup.stderr
    assert run(data, server, "restore", "--check", str(tmp_path / "backup.zip")).returncode == 0


@pytest.mark.slow
def test_object_store_that_is_away_is_named_and_nothing_is_taken(
    tmp_path: Path, server: ThreadedMotoServer, report_files: Mapping[str, bytes]
) -> None:
    write_folder(tmp_path / "report", report_files)
    server.stop()
    done = run(tmp_path / "data", server, "import", str(tmp_path / "report"))
    assert done.returncode == 2
    assert "The portal cannot keep files at the moment. Nothing was changed." in done.stderr
    assert "Traceback" not in done.stderr
    check = run(tmp_path / "data", server, "check")
    assert (check.returncode, "missing  storage: The storage of files takes nothing" in check.stdout) == (1, True)
