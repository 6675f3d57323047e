"""How long people wait for the portal: pages, findings on an upload, and drafts, on the example and on 1,300 texts.

Run by `make bench`; no test, since a machine that is busy with other things proves nothing. The portal runs as people
start it, with its server and one worker; requests come one after the other, and the medians count.
"""

from __future__ import annotations

import json
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

sys.path.insert(0, str(Path(__file__).parents[2]))  # the project's folder, where it is not installed

import yaml
from docx import Document

ROUNDS = 9
REPORT = "a-75-345"
PARAGRAPHS, ENTITIES, ORGANIZATIONS = 20, 50, 26
_PLAN = {
    "title": "Cooperation between the United Nations and regional and other organizations",
    "author": "Report of the Secretary-General",
    "symbols": ["A/99/1"],
    "date": "2044-08-01",
    "organs": [
        {
            "organ": "General Assembly",
            "session": 99,
            "agenda": {"item": 1, "stage": "provisional agenda", "note": "A/99/150", "title": "Cooperation"},
        }
    ],
    "sections": [{"title": "Cooperation", "organizations": "all", "headings": True}],
    "requested": {f"e{entity}": [f"o{number}" for number in range(ORGANIZATIONS)] for entity in range(ENTITIES)},
}


class Wait(NamedTuple):
    """How long somebody waits for something."""

    what: str
    """As it reads in the table."""
    seconds: float
    """The median of the rounds."""
    must: float
    """The most that it may be."""


class _Desk:
    """A portal with the demo, and the browsers of its people."""

    def __init__(self, data: Path, port: int, links: Mapping[str, str]) -> None:
        self.data = data
        self.address = f"http://127.0.0.1:{port}"
        self._links = links

    def run(self, *arguments: str) -> str:
        """What a command of the portal prints."""
        command = [sys.executable, "-m", "assembler", "portal", *arguments, "--data", str(self.data)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    def sign_in(self, role: str) -> OpenerDirector:
        """The browser of the first demo person in this role."""
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        link = re.sub(
            r"http://[^/]+", self.address, next(link for line, link in self._links.items() if line.startswith(role))
        )
        page = browser.open(link).read().decode()
        field = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert field, page
        browser.open(Request(link, urlencode({"csrfmiddlewaretoken": field[1]}).encode(), {"Referer": link})).read()
        return browser

    def call(self, token: str, method: str, path: str, data: bytes | None = None, type_: str = "") -> dict[str, object]:
        """What the API answers."""
        headers = {"Authorization": f"Bearer {token}"} | ({"Content-Type": type_} if type_ else {})
        request = Request(f"{self.address}/api/v1/reports/{REPORT}{path}", data, headers, method=method)
        try:
            with build_opener().open(request, timeout=60) as answer:
                return dict(json.loads(answer.read()))
        except HTTPError as error:
            raise RuntimeError(f"{method} {path}: {error.read().decode()}") from error


@contextmanager
def run_demo(folder: Path) -> Iterator[_Desk]:
    """A portal with the demo on this folder, which ends with the block."""
    with closing(socket.socket()) as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
    command = [sys.executable, "-m", "assembler", "portal", "serve", "--demo", "--data", str(folder / "data")]
    log = folder / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen([*command, "--port", str(port)], stdout=output, stderr=output)
    try:
        while "Uvicorn running" not in (words := log.read_text()):
            assert process.poll() is None, words
            time.sleep(0.1)
        links = re.findall(r"^(.*): (https?://\S+)$", words, re.MULTILINE)
        yield _Desk(folder / "data", port, dict(links))
    finally:
        process.terminate()
        process.wait(30)


def measure() -> tuple[Wait, ...]:
    """What people wait for, in the order of the table."""
    with tempfile.TemporaryDirectory() as made, run_demo(Path(made)) as desk:
        editor, focal_point = desk.sign_in("editor"), desk.sign_in("focal-point UNHCR")
        token = desk.run("token", "focal.unhcr@example.org", "--scope", "write")
        builder = desk.run("token", "editor@example.org", "--scope", "build")
        waits = [
            Wait("page of the texts of a report", _time_page(desk, editor, f"/r/{REPORT}/"), 0.2),
            Wait("workbench of an organization", _time_page(desk, editor, f"/r/{REPORT}/org/osce/"), 0.2),
            Wait("page where a focal point writes", _time_page(desk, focal_point, f"/r/{REPORT}/my/unhcr/osce/"), 0.3),
            Wait(f"findings on an upload of {PARAGRAPHS} paragraphs", _take(lambda: _upload(desk, token)), 2.0),
            Wait("draft as DOCX", _take(lambda: _build(desk, builder, "docx")), 1.0),
            Wait("draft as PDF", _take(lambda: _build(desk, builder, "pdf")), 3.0),
        ]
        desk.run("import", str(_write_large_report(Path(made) / "large")))
        desk.run("people", str(_write_people(Path(made) / "people.csv")))
        large = ENTITIES * ORGANIZATIONS
        waits += [
            Wait(f"queue of an editor with {large:,} texts", _time_page(desk, editor, "/"), 0.1),
            Wait(f"page of {large:,} texts", _time_page(desk, editor, "/r/a-99-1/"), 0.3),
        ]
    return tuple(waits)


def _take(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    times: list[float] = []
    for _round in range(rounds + 1):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times[1:])  # the first fills the caches


def _time_page(desk: _Desk, browser: OpenerDirector, place: str) -> float:
    def read() -> None:
        with browser.open(desk.address + place) as page:
            assert page.geturl() == desk.address + place, "The sign-in has failed."
            page.read()

    return _take(read)


def _upload(desk: _Desk, token: str) -> None:
    """Sends a Word file that no one has sent before, and reads what was found in it."""
    document = Document()
    for number in range(PARAGRAPHS):
        document.add_paragraph(f"In 2019, the Office organised {number} meetings with OSCE: {secrets.token_hex(8)}.")
    document.save(stream := BytesIO())
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    answer = desk.call(token, "POST", "/contributions/unhcr/osce?replace=true", stream.getvalue(), word)
    assert answer["findings"], answer


def _build(desk: _Desk, token: str, form: str) -> None:
    """Has a draft built that nobody has had built before, and waits for it as a page does."""
    options = {"kind": "draft", "formats": [form], "label": secrets.token_hex(4)}
    build = desk.call(token, "POST", "/builds", json.dumps(options).encode(), "application/json")
    while build["state"] in ("queued", "running"):
        time.sleep(0.02)
        build = desk.call(token, "GET", f"/builds/{build['id']}")
    assert build["state"] == "done", build


def _write_large_report(root: Path) -> Path:
    folder = root / "contributions"
    folder.mkdir(parents=True)
    names = {
        f"o{n}": {"name": f"Organization {n}", "agenda": {"item_letter": chr(97 + n)}} for n in range(ORGANIZATIONS)
    }
    entities = {f"e{number}": {"name": f"Entity {number}"} for number in range(ENTITIES)}
    for name, content in (("report", _PLAN), ("organizations", names), ("entities", entities)):
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return root


def _write_people(path: Path) -> Path:
    path.write_text("email,name,role,report\neditor@example.org,,editor,a-99-1\n", encoding="utf-8")
    return path


def table(waits: tuple[Wait, ...]) -> str:
    """The waits as a table in Markdown."""
    lines = ["| portal | must | seconds | met |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {wait.what} | ≤ {wait.must} | {wait.seconds:.3f} | {'must' if wait.seconds <= wait.must else '**no**'} |"
        for wait in waits
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(table(measure()) + "\n")
