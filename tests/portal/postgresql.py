"""A PostgreSQL server of the tests' own, in a folder for the time being, reached by a socket in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from tempfile import mkdtemp
from urllib.parse import quote, unquote, urlsplit

import psycopg

_USER = "postgres"


def find_programs() -> Path | None:
    """The folder of the newest PostgreSQL of this machine; None where there is none."""
    places = [Path(place).parent for place in [shutil.which("initdb")] if place]
    return next(iter([*places, *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]), None)


@contextmanager
def run_server() -> Iterator[str]:
    """Starts a server, and gives the address of its database as ASSEMBLER_DATABASE_URL takes it."""
    programs = find_programs()
    assert programs, "PostgreSQL is not here: apt-get install postgresql"
    folder = Path(mkdtemp(prefix="assembler-postgresql-"))
    # The server refuses to run as root, who may become another user.
    account = {"user": "nobody"} if os.name == "posix" and os.geteuid() == 0 else {}
    if account:
        shutil.chown(folder, "nobody")
    data = folder / "data"

    def run(*command: str | Path) -> None:
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **account)  # type: ignore[call-overload]

    run(programs / "initdb", "-D", data, "-U", _USER, "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=60"
    run(programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
    try:
        yield f"postgres://{_USER}@{quote(str(folder), safe='')}/postgres"
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def read_address(address: str) -> str:
    """An address of ASSEMBLER_DATABASE_URL, as psycopg takes it."""
    parts = urlsplit(address)
    host, port = unquote(parts.hostname or ""), f" port={parts.port}" if parts.port else ""
    password = f" password={parts.password}" if parts.password else ""
    return f"host={host} user={parts.username} dbname={parts.path.strip('/')}{port}{password}"


def make_database(address: str) -> str:
    """The address of a new database on the same server."""
    name = f"portal_{token_hex(8)}"
    with psycopg.connect(read_address(address), autocommit=True) as rows:
        rows.execute(f"CREATE DATABASE {name}")
    return f"{address.rpartition('/')[0]}/{name}"
