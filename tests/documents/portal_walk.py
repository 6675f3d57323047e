"""Follows the tutorial of the portal in Chromium, on a server with the demo, and remembers what was seen and typed."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser import show
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

ANSWER = "In 2019. The Office held meetings on the declaration."
SENTENCE = "In 2019, the Office organised 5 meetings on the declaration."
NAME = "Organization for Security and Cooperation in Europe (OSCE)"
_WAIT = 20


FIXED_CLOCK = Path(__file__).parent / "fixed_clock"
"""Stops the clock of the portal where this folder is on PYTHONPATH."""


@contextmanager
def serve_demo(folder: Path, *path: Path) -> Iterator[str]:
    """Serves the example with demo people, with more folders on PYTHONPATH; gives the first sign-in link."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "assembler", "portal", "serve", "--demo", "--data", str(folder / "data")]
    environment = os.environ | {
        "ASSEMBLER_ADDRESS": f"http://127.0.0.1:{port}",
        "PYTHONPATH": os.pathsep.join(map(str, (*path, ROOT))),
    }
    log = folder / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--port", str(port)], stdout=output, stderr=output, env=environment, cwd=folder
        )
    try:
        end = time.monotonic() + 60
        while "Uvicorn running" not in (words := log.read_text()):
            assert process.poll() is None, words
            assert time.monotonic() < end, words
            time.sleep(0.2)
        yield re.findall(r"http://\S+", words)[0]
    finally:
        process.terminate()
        process.wait(_WAIT)


class Walk:
    """A focal point at the browser: what is pressed, seen and typed is remembered by the words on the page."""

    def __init__(self, browser: Chrome) -> None:
        self.browser = browser
        self.names: set[str] = set()
        self.typed: list[str] = []

    def see(self, name: str) -> WebElement:
        """Waits until these words stand on the page by themselves; gives the innermost element that holds them."""
        self.names.add(name)
        path = f'//*[not(self::script)][normalize-space()="{name}" or text()[normalize-space()="{name}"]]'
        return WebDriverWait(self.browser, _WAIT).until(lambda shown: shown.find_elements(By.XPATH, path))[-1]

    def press(self, name: str) -> None:
        """Presses the button or follows the link of these words, and waits for the next page."""
        self.names.add(name)
        path = f"//*[self::button or self::a][normalize-space()='{name}']"
        page = self.browser.find_element(By.TAG_NAME, "html")
        self.browser.find_element(By.XPATH, path).send_keys(Keys.ENTER)
        WebDriverWait(self.browser, _WAIT).until(lambda _: _is_gone(page))

    def find_field(self, label: str) -> WebElement:
        """The field of this label."""
        self.names.add(label)
        place = self.browser.find_element(By.XPATH, f"//label[normalize-space()='{label}']").get_attribute("for")
        return self.browser.find_element(By.ID, place or "")

    def type_in(self, label: str, words: str) -> None:
        """Types at the end of a field."""
        self.typed.append(words.strip())
        self.find_field(label).send_keys(words)

    def correct(self, label: str, wrong: str, right: str) -> None:
        """Puts other words in the place of those in a field."""
        field = self.find_field(label)
        words = (field.get_property("value") or "").replace(wrong, right)
        field.clear()
        field.send_keys(words)

    def wait_for_words(self, words: str, *, gone: bool = False) -> None:
        """Waits until the page has these words, or no longer has them."""
        body = (By.TAG_NAME, "body")
        WebDriverWait(self.browser, _WAIT).until(lambda shown: (words in shown.find_element(*body).text) is not gone)


def _is_gone(element: WebElement) -> bool:
    try:
        element.is_enabled()
    except WebDriverException:
        return True
    return False


def follow_tutorial(browser: Chrome, link: str, take: Callable[[str], None]) -> Walk:
    """Does what docs/tutorials/portal.md says, to its end; takes a picture where the page has one."""
    walk = Walk(browser)
    show(browser, link, 1200)
    walk.press("Sign in as Amina Diallo")
    walk.see("What you have to do")
    take("portal-queue")
    walk.press("Answer")
    _mend_text(walk, take)
    walk.press("Go on to submit")
    walk.see("Check before you submit")
    take("portal-submit")
    walk.press("Submit this text")
    walk.see("Receipt")
    walk.press("Continue with the next text")
    _finish_draft(walk)
    walk.press("What you have to do")
    walk.press("Read")
    take("portal-clear")
    walk.press("Clear these words")
    walk.see("Receipt")
    walk.press("What you have to do")
    _look_at_forms(walk)
    walk.press("Sign out")
    return walk


def _mend_text(walk: Walk, take: Callable[[str], None]) -> None:
    walk.see("Queries that wait for your answer")
    walk.type_in("Your answer", ANSWER)
    walk.press("Send the answer")
    walk.type_in("Your text", f" {SENTENCE}")
    walk.wait_for_words("Write “organized”")
    walk.see("How it will print")
    take("portal-text")
    walk.correct("Your text", "organised 5", "organized five")
    walk.wait_for_words("Write “organized”", gone=True)
    walk.press("Save the text")
    walk.wait_for_words("The text is saved.")


def _finish_draft(walk: Walk) -> None:
    walk.press("Continue")
    walk.see("Say “nothing to report”")
    walk.typed.append(f"UNHCR and the {NAME}")
    walk.correct("Your text", "UNHCR and OSCE", f"UNHCR and the {NAME}")
    walk.press("Save the text")
    walk.wait_for_words("The text is saved.")
    walk.press("Go on to submit")
    walk.press("Submit this text")
    walk.see("Receipt")


def _look_at_forms(walk: Walk) -> None:
    walk.see("You have nothing to do now.")
    walk.see("Your reports")
    walk.browser.find_element(By.PARTIAL_LINK_TEXT, "my organizations").click()
    walk.see("Form of UNHCR for all organizations")
    walk.find_field("Word files (.docx)")
    walk.see("Send and check")
