"""A portal that runs in processes of its own, with a server and a worker, as people start it."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import psycopg

from tests.portal.postgresql import make_database, read_address


class Portal:
    """A portal that runs in processes of its own."""

    def __init__(self, data: Path, **more: str) -> None:
        with closing(socket.socket()) as place:
            place.bind(("127.0.0.1", 0))
            self.port = place.getsockname()[1]
        self.data = data
        settings = {"ASSEMBLER_BUILD_SILENCE": "3", "DJANGO_SETTINGS_MODULE": "assembler.portal.settings"}
        self.environment = {**os.environ, **settings, "ASSEMBLER_DATA": str(data), **more}
        if address := os.environ.get("ASSEMBLER_DATABASE_URL"):
            self.environment["ASSEMBLER_DATABASE_URL"] = make_database(address)
        self.server = subprocess.Popen(
            [sys.executable, "-m", "assembler", "portal", "serve", "--port", str(self.port)],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.token = ""
        self.wait(lambda: self.call("GET", "/health")["workers"] == 1)

    def run(self, *arguments: str) -> str:
        result = subprocess.run([sys.executable, *arguments], env=self.environment, capture_output=True, text=True)
        assert result.returncode <= 1, result.stderr
        return result.stdout.strip()

    def read(self, method: str, path: str, body: object = None) -> bytes:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"http://127.0.0.1:{self.port}/api/v1{path}", data, headers, method=method)
        with urlopen(request, timeout=30) as answer:
            return bytes(answer.read())

    def call(self, method: str, path: str, body: object = None) -> dict[str, object]:
        return dict(json.loads(self.read(method, path, body)))

    def ask(self, statement: str) -> tuple[object, ...]:
        """The first row that the database of the portal gives for a statement of SQL."""
        if address := self.environment.get("ASSEMBLER_DATABASE_URL"):
            with psycopg.connect(read_address(address)) as rows:
                return tuple(rows.execute(statement).fetchone() or ())
        with closing(sqlite3.connect(self.data / "portal.sqlite3", timeout=20)) as database:
            return tuple(database.execute(statement).fetchone() or ())

    def wait(self, is_so: Callable[[], bool], seconds: int = 90) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if is_so():
                    return
            except (URLError, ConnectionError):
                pass
            time.sleep(0.05)
        raise AssertionError("It has not come about in time.")


@contextmanager
def run_portal(data: Path, **settings: str) -> Iterator[Portal]:
    """Starts a portal on that data folder, with more environment variables, and stops it."""
    running = Portal(data, **settings)
    try:
        yield running
    finally:
        running.server.send_signal(signal.SIGINT)
        running.server.wait(timeout=30)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
