"""Sign-in in Chromium to a portal that is no demo: by mail over two devices, and by a passkey of Chromium's own."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.virtual_authenticator import VirtualAuthenticatorOptions
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser import NARROW, WIDE, is_too_wide, show, start, violations
from tests.portal.test_sending_mail import Post

pytestmark = pytest.mark.slow


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chrome]:
    chrome = start(tmp_path / "profile")
    yield chrome
    chrome.quit()


@pytest.fixture
def post() -> Iterator[Controller]:
    """A mail server that takes all messages."""
    controller = Controller(Post(), hostname="127.0.0.1", port=find_port())
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def link(tmp_path: Path, post: Controller) -> Iterator[str]:
    """The sign-in link of the administrator of a new portal; a passkey belongs to a name, not to an IP address."""
    port, log = find_port(), tmp_path / "serve.log"
    command = [sys.executable, "-m", "assembler", "portal", "serve", "--data", str(tmp_path / "data")]
    settings = {
        "ASSEMBLER_ADDRESS": f"http://localhost:{port}",
        "ASSEMBLER_EMAIL_URL": f"smtp://127.0.0.1:{post.port}",
    }
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--port", str(port)], stdout=output, stderr=output, env=os.environ | settings
        )
    try:
        end = time.monotonic() + 60
        while "Uvicorn running" not in (words := log.read_text()):
            assert process.poll() is None, words
            assert time.monotonic() < end, words
            time.sleep(0.2)
        yield re.search(r"http://localhost\S+", words)[0]  # type: ignore[index]
    finally:
        process.terminate()
        process.wait(20)
    printed = log.read_text()
    assert printed.count("/sign-in/link/") == printed.count("/sign-in/link/…") + 1  # the one that is printed
    assert "code=" not in printed


def find_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def press(browser: Chrome, words: str) -> None:
    """Presses the button or follows the link of these words, and waits for the next page."""
    page = browser.find_element(By.TAG_NAME, "html")
    path = (
        f"//main//*[self::button or self::a][normalize-space()={words!r}]|//header//button[normalize-space()={words!r}]"
    )
    browser.find_element(By.XPATH, path).click()
    WebDriverWait(browser, 20).until(lambda _: browser.find_element(By.TAG_NAME, "html") != page)


def look(browser: Chrome, heading: str, *, script: bool = True) -> None:
    """The page has this heading, everybody can use it, and nothing hangs over its side on a telephone."""
    assert browser.find_element(By.TAG_NAME, "h1").text == heading
    for width in (WIDE, NARROW):
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False},
        )
        assert not is_too_wide(browser)
        if folder := os.environ.get("PICTURES"):
            browser.save_screenshot(f"{folder}/{heading}-{width}.png")
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})  # axe-core is one
    assert violations(browser) == []
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not script})


def test_administrator_adds_a_passkey_and_signs_in_with_it(browser: Chrome, link: str) -> None:
    options = VirtualAuthenticatorOptions(
        protocol="ctap2",
        transport="internal",
        has_resident_key=True,
        has_user_verification=True,
        is_user_verified=True,
    )
    browser.add_virtual_authenticator(options)
    address = link.partition("/sign-in/")[0]
    show(browser, link, WIDE)
    press(browser, "Sign in as Administrator")
    look(browser, "How you sign in")
    assert "Set up a passkey or an app before you go on." in browser.find_element(By.TAG_NAME, "main").text
    press(browser, "Set up an app")
    look(browser, "Set up an app")
    browser.back()
    press(browser, "Add a passkey")
    look(browser, "Add a passkey")
    press(browser, "Add the passkey")
    look(browser, "Recovery codes")
    press(browser, "Go on")
    look(browser, "What you have to do")
    press(browser, "Sign out")
    look(browser, "Sign in")
    press(browser, "Sign in with a passkey")
    look(browser, "What you have to do")
    press(browser, "Sign out")

    browser.remove_virtual_authenticator()
    browser.add_virtual_authenticator(options)  # another device, which knows nothing of the portal
    browser.find_element(By.ID, "passkey").click()
    problem = browser.find_element(By.CSS_SELECTOR, "[data-passkey-problem]")
    WebDriverWait(browser, 20).until(lambda _: problem.is_displayed())
    look(browser, "Sign in")
    browser.get(address)
    press(browser, "Sign in with a password")
    look(browser, "Sign in with a password")


def test_code_of_a_mail_on_the_telephone_signs_in_at_the_desk(
    browser: Chrome, link: str, post: Controller, tmp_path: Path
) -> None:
    show(browser, link.partition("link/")[0], WIDE, script=False)
    browser.find_element(By.ID, "id_email").send_keys("admin@localhost")
    press(browser, "Send me a link")
    look(browser, "Look at your mail", script=False)
    messages = post.handler.messages
    WebDriverWait(browser, 30).until(lambda _: messages)
    address = re.search(r"http://localhost\S+", messages[0].get_content())
    assert address
    telephone = start(tmp_path / "telephone")
    try:
        show(telephone, address[0], NARROW)
        look(telephone, "This link does not work in this browser")
        code = telephone.find_element(By.CSS_SELECTOR, ".code").text
    finally:
        telephone.quit()
    browser.find_element(By.ID, "id_code").send_keys("BBBB-BBBB")
    press(browser, "Sign in")
    look(browser, "Look at your mail", script=False)
    assert browser.title.startswith("Error: ")
    browser.find_element(By.ID, "id_code").send_keys(code)
    press(browser, "Sign in")
    look(browser, "How you sign in", script=False)
    assert "A passkey needs script in the browser." in browser.find_element(By.TAG_NAME, "main").text
    press(browser, "Sign out")
    browser.get(address[0])
    look(browser, "This link does not work in this browser", script=False)
