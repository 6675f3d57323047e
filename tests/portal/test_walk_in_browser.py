"""The work of a focal point in Chromium, on a server of its own with the demo, with script and without."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from docx import Document
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser import NARROW, WIDE, is_too_wide, show, start, violations

pytestmark = pytest.mark.slow

TEXTS = "/r/a-75-345/my/unhcr/"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chrome]:
    chrome = start(tmp_path / "profile")
    yield chrome
    chrome.quit()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address of a server with the demo, and the sign-in link of the focal point of UNHCR."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, log = f"http://127.0.0.1:{port}", tmp_path / "serve.log"
    command = [sys.executable, "-m", "assembler", "portal", "serve", "--demo", "--data", str(tmp_path / "data")]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            stdout=output,
            stderr=output,
            env=os.environ | {"ASSEMBLER_ADDRESS": address},
        )
    try:
        end = time.monotonic() + 60
        while "Uvicorn running" not in (words := log.read_text()):
            assert process.poll() is None, words
            assert time.monotonic() < end, words
            time.sleep(0.2)
        yield address, re.search(r"UNHCR.*?(http\S+)", words)[1]  # type: ignore[index]
    finally:
        process.terminate()
        process.wait(20)


def press(browser: Chrome, words: str, *, by_keyboard: bool = True) -> None:
    """Presses the button or follows the link of these words, as somebody does without a mouse."""
    path = f"//main//*[self::button or self::a][normalize-space()={words!r}]"
    element = browser.find_element(By.XPATH, path)
    page = browser.find_element(By.TAG_NAME, "html")
    if by_keyboard:
        element.send_keys(Keys.ENTER)
    else:
        element.click()
    WebDriverWait(browser, 20).until(lambda _: is_gone(page))


def is_gone(element: WebElement) -> bool:
    """Whether the page of the element has been left."""
    try:
        element.is_enabled()
    except WebDriverException:
        return True
    return False


def read(browser: Chrome) -> str:
    """What stands on the page."""
    return browser.find_element(By.TAG_NAME, "body").text


def type_in(browser: Chrome, id: str, words: str) -> None:
    """Types words into a field in the place of those that stand there."""
    field = browser.find_element(By.ID, id)
    field.clear()
    field.send_keys(words)


def fetch(browser: Chrome, address: str) -> bytes:
    """A file that the person who is signed in downloads."""
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in browser.get_cookies())
    with urlopen(Request(address, headers={"Cookie": cookies})) as answer:  # a server of this test
        data: bytes = answer.read()
        return data


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_focal_point_does_the_whole_work(
    browser: Chrome, server: tuple[str, str], tmp_path: Path, *, script: bool
) -> None:
    address, link = server
    show(browser, link, WIDE, script=script)
    press(browser, "Sign in as Amina Diallo")
    assert "3 texts wait for you" in read(browser)

    form = tmp_path / "unhcr.docx"
    form.write_bytes(fetch(browser, f"{address}/r/a-75-345/form/unhcr/osce/"))
    assert Document(str(form)).paragraphs
    browser.get(f"{address}/r/a-75-345/my/")
    browser.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(str(form))
    press(browser, "Send and check")
    assert "What came of your files" in read(browser)
    assert "unhcr.docx" in read(browser)

    browser.get(f"{address}{TEXTS}asean/")
    body = "## Human rights and the rule of law\n\nThe Office organised 5 meetings in 2019."
    type_in(browser, "body", body)
    if script:
        WebDriverWait(browser, 20).until(lambda _: "Write “organized”" in read(browser))
    else:
        press(browser, "Check without saving")
        assert "Write “organized”" in read(browser)
    type_in(browser, "body", body.replace("organised", "organized").replace("5", "five"))
    press(browser, "Save the text")
    assert "The text is saved." in read(browser)
    assert "Write “organized”" not in read(browser)

    browser.find_element(By.CSS_SELECTOR, ".query textarea").send_keys("In 2019; a declaration was adopted.")
    press(browser, "Send the answer")
    assert "Queries that wait for your answer" not in read(browser)
    press(browser, "Go on to submit")
    press(browser, "Submit this text")
    assert "Receipt 1" in read(browser)
    browser.back()
    browser.get(f"{address}{TEXTS}asean/submit/")
    assert "Receipt 1" in read(browser)

    browser.get(f"{address}{TEXTS}au/clear/")
    type_in(browser, "quote", "raising awareness")
    type_in(browser, "proposal", "teaching")
    press(browser, "Send the proposal")
    assert "The proposal is sent." in read(browser)
    browser.get(f"{address}{TEXTS}au/clear/")
    type_in(browser, "reason", "The second paragraph is not ours.")
    press(browser, "Object to these words")
    assert "Receipt 2" in read(browser)
    browser.get(address)
    assert "Objected: UNHCR, African Union" in read(browser)


def test_axe_finds_nothing_and_nothing_hangs_over(browser: Chrome, server: tuple[str, str]) -> None:
    address, link = server
    show(browser, link, WIDE)
    press(browser, "Sign in as Amina Diallo")
    places = ["/", "/r/a-75-345/my/", "/none", *(f"{TEXTS}{place}" for place in (
        "asean/?checked=1", "au/", "au/clear/", "osce/submit/", "osce/share/", "osce/act/withdraw/", "asean/clear/"
    ))]  # fmt: skip
    for place in places:
        for width, scheme in ((NARROW, "light"), (WIDE, "dark")):
            show(browser, f"{address}{place}", width, scheme)
            assert violations(browser) == [], place
            assert not is_too_wide(browser), place


def test_words_that_were_not_saved_are_offered_again(browser: Chrome, server: tuple[str, str]) -> None:
    address, link = server
    show(browser, link, WIDE)
    press(browser, "Sign in as Amina Diallo")
    browser.get(f"{address}{TEXTS}osce/")
    type_in(browser, "body", "Words typed before the session ended.")
    browser.delete_all_cookies()
    browser.get(f"{address}{TEXTS}osce/")
    assert "Words typed" not in browser.page_source
    sign_in_again(browser, address)


def sign_in_again(browser: Chrome, address: str) -> None:
    """Signs in by a new link, and takes the words back."""
    data = Path(browser.capabilities["chrome"]["userDataDir"]).parent / "data"
    command = [sys.executable, "-m", "assembler", "portal", "link", "focal.unhcr@example.org", "--data", str(data)]
    environment = os.environ | {"ASSEMBLER_ADDRESS": address}
    link = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.strip()
    browser.get(link)
    press(browser, "Sign in as Amina Diallo")
    browser.get(f"{address}{TEXTS}osce/")
    browser.find_element(By.CSS_SELECTOR, "[data-kept-use]").send_keys(Keys.ENTER)
    assert browser.find_element(By.ID, "body").get_property("value") == "Words typed before the session ended."
    press(browser, "Save the text")
    assert "The text is saved." in read(browser)
