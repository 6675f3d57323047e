"""The log of a portal that really runs: what happened, and no secret, token or address of a person."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

pytestmark = pytest.mark.slow

PERSON = "focal.unhcr@example.org"
SECRETS = ("SECRET-in-a-link", "SECRET-in-a-query", "SECRET-token", "SECRET-password", "SECRET-in-a-message")
TEXT = "/r/a-75-345/my/unhcr/osce/"


class Portal:
    """A portal that serves the demo, and a browser."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self.log, self.output = folder / "stderr", folder / "stdout"
        command = [sys.executable, "-m", "assembler", "portal", "serve", "--demo", "--port", str(port)]
        environment = os.environ | {"ASSEMBLER_DATA": str(folder / "data"), "ASSEMBLER_ADDRESS": self.address}
        with self.log.open("wb") as log, self.output.open("wb") as output:
            self.process = subprocess.Popen(command, env=environment, stdout=output, stderr=log)
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.wait("Uvicorn running")

    def wait(self, words: str) -> None:
        end = time.monotonic() + 60
        while words not in self.log.read_text("utf-8"):
            assert self.process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.1)

    def send(self, path: str, page: str = "", **fields: str) -> str:
        """The answer to a form, which stands on that page, else at the address itself."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.visit(page or path))
        assert token, page or path
        return self.visit(path, fields | {"csrfmiddlewaretoken": token[1]})

    def visit(self, path: str, fields: dict[str, str] | None = None, **headers: str) -> str:
        """The page; fields are sent as a form."""
        data = None if fields is None else urlencode(fields).encode()
        try:
            with self.opener.open(Request(self.address + path, data, headers), timeout=30) as answer:
                return str(answer.read().decode())
        except HTTPError as error:
            return error.read().decode()

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(30)


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    portal = Portal(tmp_path)
    yield portal
    portal.close()


def test_log_holds_what_happened_and_nothing_that_lets_in(portal: Portal) -> None:
    line = next(line for line in portal.output.read_text("utf-8").splitlines() if "UNHCR" in line)
    link = line.rpartition(" ")[2].removeprefix(portal.address)
    secret = link.strip("/").rpartition("/")[2]
    portal.visit("/sign-in/link/SECRET-in-a-link/")
    portal.visit("/sign-in/confirm/?code=SECRET-in-a-query")
    portal.send("/sign-in/", email=PERSON)
    portal.send("/sign-in/password/", login=PERSON, password="SECRET-password")
    portal.visit("/api/v1/reports", Authorization="Bearer SECRET-token")
    portal.visit(f"/{PERSON}/")
    portal.visit(f"/r/{quote(PERSON, safe='')}/my/")
    portal.visit("/sign-in/", Referer=f"{portal.address}{link}", Cookie="assembler-session=SECRET-token")
    mail = portal.visit("/mail/")
    (code,) = re.findall(r"\?code=([\w-]+)", mail)[:1]
    portal.visit(f"/sign-in/confirm/?code={code}")
    assert "Amina Diallo" in portal.send(link)
    made = re.search(r"<code>([\w-]{40,})</code>", portal.send("/me/tokens/", "/me/", scope="read", days="1"))
    assert made
    assert "a-75-345" in portal.visit("/api/v1/reports", Authorization=f"Bearer {made[1]}")
    portal.send(f"{TEXT}messages/", TEXT, text="SECRET-in-a-message")
    portal.close()

    log = portal.log.read_text("utf-8")
    for hidden in (*SECRETS, secret, code, made[1], PERSON, quote(PERSON), "focal.unhcr", "Amina"):
        assert hidden not in log
    lines = [json.loads(one) for one in log.splitlines()]
    requests = [one["message"] for one in lines if one["from"] == "uvicorn.access"]
    assert any('"POST /sign-in/link/' in one and one.endswith(" 302") for one in requests)
    assert any('"GET /me/' in one and one.endswith(" 200") for one in requests)
