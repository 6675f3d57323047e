"""assembler preview and check --watch as programs: streams, exit statuses, nothing left behind."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assembler.__main__ import run
from tests.conftest import PLAN, MakeReport, contribution
from tests.preview.previewing import SECONDS, address, interrupted, previewing, start

pytestmark = pytest.mark.slow

LOST = contribution("unhcr", "au", "A note.[^lost]")
CLEAR = "\x1b[2J"


def everything(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def children(process: int) -> list[int]:
    """The processes that a process has started, and those below."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False)
    return [int(number) for number in found.stdout.split()]


# preview


def test_address_alone_is_printed(make_report: MakeReport) -> None:
    with previewing(make_report()) as shown:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{32}/", shown)


def test_port_can_be_chosen(make_report: MakeReport) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
    with previewing(make_report(), "--port", str(port)) as shown:
        assert urlsplit(shown).port == port
        with start(make_report(), "--port", str(port)) as second:
            out, err = second.communicate(timeout=SECONDS)
        assert (second.returncode, out) == (2, "")
        assert err == (
            f"assembler: The preview cannot be served at port {port}: Address already in use. "
            "Name another one, or leave --port out.\n"
        )


def test_nothing_is_left_behind(make_report: MakeReport, tmp_path: Path) -> None:
    root, temporary = make_report(), tmp_path / "tmp"
    temporary.mkdir()
    before = everything(root)
    with (
        previewing(root, environment={"TMPDIR": str(temporary)}) as shown,
        closing(HTTPConnection(urlsplit(shown).netloc)) as connection,
    ):
        connection.request("GET", urlsplit(shown).path)
        assert b"The first paragraph." in connection.getresponse().read()
    assert everything(root) == before
    assert everything(temporary) == set()


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.0, 0.3, 1.0])
def test_interrupt_ends_a_pdf_that_is_being_made(make_report: MakeReport, seconds: float) -> None:
    text = "\n\n".join(f"Paragraph {number}. " * 20 for number in range(600))
    with start(make_report(general__introduction=text + "\n")) as process:
        shown = address(process)
        parts = urlsplit(shown)
        with closing(HTTPConnection(parts.netloc)) as first:
            first.request("GET", parts.path)
            first.getresponse().read()
        with closing(HTTPConnection(parts.netloc)) as second:
            second.request("POST", parts.path + "pdf", headers={"Origin": f"http://{parts.netloc}"})
            deadline = time.monotonic() + SECONDS
            while not (below := children(process.pid)) and time.monotonic() < deadline:
                time.sleep(0.01)
            time.sleep(seconds)
            out, err = interrupted(process)
    assert (process.returncode, out, err) == (130, "", "")
    assert below
    assert not [number for number in below if Path(f"/proc/{number}").exists()]


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_other_signals_end_it_as_quietly(make_report: MakeReport, number: signal.Signals, status: int) -> None:
    with start(make_report()) as process:
        address(process)
        process.send_signal(number)
        out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out, err) == (status, "", "")


def test_preview_needs_a_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["preview", "-C", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("assembler: There is no contributions/report.yaml in ")


@pytest.mark.parametrize("port", ["-1", "65536", "x"])
def test_port_is_a_number(make_report: MakeReport, port: str) -> None:
    assert run(["preview", "-C", str(make_report()), "--port", port]) == 2


def test_browser_is_opened_only_on_request(make_report: MakeReport, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> {opened}\n')
    browser.chmod(0o755)
    environment = {"BROWSER": str(browser)}
    with previewing(make_report(), environment=environment):
        pass
    assert not opened.exists()
    with previewing(make_report(), "--open", environment=environment) as shown:
        deadline = time.monotonic() + SECONDS
        while not (opened.exists() and opened.read_text().endswith("\n")) and time.monotonic() < deadline:
            time.sleep(0.02)
        once = opened.read_text().strip()
        with closing(HTTPConnection(urlsplit(once).netloc)) as connection:
            connection.request("GET", urlsplit(once).path)
            assert connection.getresponse().headers["Location"] == urlsplit(shown).path
    assert urlsplit(shown).path not in once


# check --watch


class Watching:
    """A check that watches, and what it has said so far."""

    def __init__(self, process: subprocess.Popen[bytes], stream: int) -> None:
        self.process = process
        self.said = ""
        self._stream = stream

    def until(self, words: str) -> str:
        """What it says from now on, up to these words."""
        said = b""
        deadline = time.monotonic() + SECONDS
        while words.encode() not in said:
            assert select.select([self._stream], [], [], max(0, deadline - time.monotonic()))[0], said.decode()
            said += os.read(self._stream, 65536)
        return said.decode()

    def is_silent(self, seconds: float) -> bool:
        return not select.select([self._stream], [], [], seconds)[0]


@contextmanager
def watching(root: Path, *options: str, terminal: bool = False) -> Iterator[Watching]:
    """A check that watches, its two streams joined, at a terminal or not."""
    reader, writer = pty.openpty() if terminal else os.pipe()
    command = [sys.executable, "-m", "assembler", "check", "--watch", "-C", str(root), *options]
    environment = os.environ | {"TERM": "xterm"}
    with subprocess.Popen(command, stdout=writer, stderr=writer, env=environment) as process:
        os.close(writer)
        try:
            yield Watching(process, reader)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            os.close(reader)
    assert process.returncode == 130


def test_findings_are_shown_after_every_save(make_report: MakeReport) -> None:
    root = make_report()
    text = root / "contributions/unhcr/au.md"
    with watching(root) as check:
        assert "IN-FN-01" not in check.until(" files read: ")
        time.sleep(0.1)
        text.write_text(LOST)
        said = check.until(" files read: 1 error")
        assert "au.md:7:8: error IN-FN-01 The note “lost” has no text." in said
        assert CLEAR not in said
        text.write_text(LOST.replace("[^lost]", ""))
        assert "IN-FN-01" not in check.until(" files read: ")


@pytest.mark.parametrize("reads", [0, 1])
def test_watch_ends_when_whoever_reads_it_has_gone(make_report: MakeReport, reads: int) -> None:
    """As where `less` is left, before the first word or after it."""
    command = [sys.executable, "-m", "assembler", "check", "--watch", "-C", str(make_report(unhcr__au=LOST))]
    reader, writer = os.pipe()
    with subprocess.Popen(command, stdout=writer, stderr=subprocess.DEVNULL) as process:
        os.close(writer)
        if reads:
            os.read(reader, reads)
        os.close(reader)
        try:
            assert process.wait(SECONDS) == 130
        finally:
            process.kill()


def test_terminal_is_cleared_before_the_findings(make_report: MakeReport) -> None:
    root = make_report()
    with watching(root, terminal=True) as check:
        assert CLEAR in check.until(" files read: ")
        (root / "contributions/unhcr/au.md").write_text(LOST)
        assert CLEAR in check.until("1 error")


def test_save_that_changes_nothing_says_nothing(make_report: MakeReport) -> None:
    root = make_report()
    with watching(root) as check:
        check.until("advice.\n")
        (root / "contributions/unhcr/au.md").touch()
        assert check.is_silent(2)


def test_plan_that_goes_and_comes_ends_nothing(make_report: MakeReport) -> None:
    root = make_report()
    plan = root / "contributions/report.yaml"
    with watching(root, "--format", "concise") as check:
        check.until(" files read: ")
        plan.unlink()
        check.until("assembler: There is no contributions/report.yaml")
        plan.write_text("titel: [\n")
        check.until("report.yaml:2:1: error")
        plan.write_text(PLAN)
        check.until(" files read: ")


def test_emblem_that_goes_and_comes_is_told_while_watching(make_report: MakeReport) -> None:
    root = make_report(report_yaml=PLAN + "emblem: emblem.svg\n")
    with watching(root, "--format", "concise") as check:
        assert "IN-EMB-01" in check.until(" files read: ")
        assert check.is_silent(2)
        (root / "emblem.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
        assert "IN-EMB-01" not in check.until(" files read: ")


def test_name_of_a_folder_steers_no_terminal_while_watching(make_report: MakeReport) -> None:
    root = make_report().rename(make_report().with_name("\u009b31mred"))
    with watching(root) as check:
        check.until(" files read: ")
        (root / "contributions").rename(root / "away")
        said = check.until("-C FOLDER.")
    assert "\ufffd31mred" in said
    assert "\u009b" not in said


def test_paths_and_levels_hold_while_watching(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=LOST)
    with watching(root, "contributions/who", "--format", "concise") as check:
        assert "IN-FN-01" not in check.until(" files read: ")


def test_style_can_be_left_aside_while_watching(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=LOST.replace("A note", "In 10% of cases, a note"))
    with watching(root, "--structure", "--format", "concise") as check:
        said = check.until(" files read: ")
    assert "IN-FN-01" in said
    assert "UN-NUM-04" not in said


@pytest.mark.parametrize("options", [["--fix"], ["--diff"], ["--format", "json"], ["--format", "github"]])
def test_watching_is_for_people(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert run(["check", "--watch", "-C", str(make_report()), *options]) == 2
    assert "--watch shows findings to people" in capsys.readouterr().err


def test_check_loads_the_watcher_only_to_watch(make_report: MakeReport) -> None:
    code = "import sys; from assembler.__main__ import run; run(sys.argv[1:]); sys.exit('watchfiles' in sys.modules)"
    command = [sys.executable, "-c", code, "check", "-C", str(make_report())]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
