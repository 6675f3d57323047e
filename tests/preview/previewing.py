"""The preview as a program of its own, as an editor starts it, and how tests look at its page."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.webdriver import Chrome
from selenium.webdriver.support.ui import WebDriverWait

SECONDS = 30
"""How long a test waits for what must come."""


@contextmanager
def previewing(root: Path, *options: str, environment: dict[str, str] | None = None) -> Iterator[str]:
    """The address of a preview of the report in this folder; it must end quietly when it is interrupted."""
    with start(root, *options, environment=environment) as process:
        try:
            yield address(process)
        finally:
            rest = interrupted(process)
        assert (process.returncode, *rest) == (130, "", "")


def interrupted(process: subprocess.Popen[str]) -> tuple[str, str]:
    """What the process says after an interrupt; one that does not end is killed, so that the tests go on."""
    process.send_signal(signal.SIGINT)
    try:
        return process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def start(root: Path, *options: str, environment: dict[str, str] | None = None) -> subprocess.Popen[str]:
    """The process, just started."""
    command = [sys.executable, "-m", "assembler", "preview", "-C", str(root), *options]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | (environment or {}),
    )


def address(process: subprocess.Popen[str]) -> str:
    """The address that the process prints, once it has said all that it says."""
    assert process.stdout
    assert process.stderr
    found = process.stdout.readline().strip()
    assert process.stderr.readline() == "Every save shows there; Ctrl-C ends it.\n"
    return found


def awaited[T](browser: Chrome, what: Callable[[], T]) -> T:
    """The first result that is not empty, zero or false."""
    return WebDriverWait(browser, SECONDS, poll_frequency=0.02).until(lambda _: what())


def text_of(browser: Chrome, selector: str) -> str:
    """The words of an element, empty where there is none."""
    script = "return document.querySelector(arguments[0])?.textContent ?? ''"
    return str(browser.execute_script(script, selector)).strip()


def settled(browser: Chrome) -> str:
    """The sentence of the bar, once the rules have looked at what is shown."""
    return awaited(browser, lambda: (said := text_of(browser, "#preview-state")) and "Looking" not in said and said)
