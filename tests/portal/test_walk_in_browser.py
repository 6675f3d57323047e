"""The work of a focal point in Chromium, on a server of its own with the demo, with script and without."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from docx import Document
from docx.oxml.ns import qn
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome
from selenium.webdriver.common.action_chains import ActionChains
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


def press(browser: Chrome, words: str) -> None:
    """Reaches the button or link of these words by the keyboard alone, and presses it."""
    element = browser.find_element(By.XPATH, f"//main//*[self::button or self::a][normalize-space()={words!r}]")
    page = browser.find_element(By.TAG_NAME, "html")
    reach(browser, element)
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    WebDriverWait(browser, 20).until(lambda _: is_gone(page))


def reach(browser: Chrome, element: WebElement) -> None:
    """Moves the focus to the element with the tabulator, and sees each time where the focus is."""
    for _time in range(300):
        if browser.switch_to.active_element == element:
            break
        ActionChains(browser).send_keys(Keys.TAB).perform()
    assert browser.switch_to.active_element == element, f"The focus never comes to “{element.text}”."
    outline = "const look = getComputedStyle(arguments[0]); return [look.outlineStyle, look.outlineWidth]"
    style, width = browser.execute_script(outline, element)
    assert style != "none", element.text
    assert float(width.removesuffix("px")) >= 2, element.text


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
    """Reaches a field and types words in the place of those that stand there."""
    reach(browser, browser.find_element(By.ID, id))
    chain = ActionChains(browser).key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).send_keys(Keys.DELETE)
    chain.send_keys(words).perform()


def fill_form(data: bytes, answers: Mapping[str, str]) -> bytes:
    """The Word form with an answer on each organization, as somebody types them into its fields."""
    document = Document(BytesIO(data))
    for control in document.element.body.iter(qn("w:sdt")):
        name = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val"))
        if name.startswith("answer:"):
            first, *others = control.iter(qn("w:t"))
            first.text = answers[name.removeprefix("answer:")]
            for other in others:
                other.text = ""
    document.save(stream := BytesIO())
    return stream.getvalue()


def fetch(browser: Chrome, address: str) -> bytes:
    """A file that the person who is signed in downloads."""
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in browser.get_cookies())
    with urlopen(Request(address, headers={"Cookie": cookies})) as answer:  # a server of this test
        data: bytes = answer.read()
        return data


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_focal_point_does_the_whole_work_by_keyboard(
    browser: Chrome, server: tuple[str, str], tmp_path: Path, *, script: bool
) -> None:
    address, link = server
    show(browser, link, WIDE, script=script)
    press(browser, "Sign in as Amina Diallo")
    assert "3 texts wait for you" in read(browser)
    form = tmp_path / "unhcr.docx"
    planted = "The Office organised 5 meetings with OSCE in Vienna in 2019."
    answers = {"asean": "The Office held a workshop with ASEAN in Jakarta in 2019.", "osce": planted, "au": ""}
    form.write_bytes(fill_form(fetch(browser, f"{address}/r/a-75-345/form/unhcr/"), answers))
    browser.get(f"{address}/r/a-75-345/my/")
    browser.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(str(form))
    sent = time.monotonic()
    press(browser, "Send and check")
    assert time.monotonic() - sent < 20, "This takes 2 seconds on a machine with nothing else to do."
    assert "unhcr.docx" in read(browser)
    for _text in ("asean", "osce"):  # they came with the folder of the report, so the file is not merged with them
        reach(browser, browser.find_element(By.CSS_SELECTOR, "button[name=take]"))
        page = browser.find_element(By.TAG_NAME, "html")
        ActionChains(browser).send_keys(Keys.ENTER).perform()
        WebDriverWait(browser, 20).until(lambda _, page=page: is_gone(page))
    assert not browser.find_elements(By.CSS_SELECTOR, "button[name=take]")

    browser.get(f"{address}{TEXTS}osce/?checked=1")
    assert "Write “organized”" in read(browser)
    assert "The number 5 stands in figures" in read(browser)
    body = browser.find_element(By.ID, "body").get_property("value")
    assert planted in body
    type_in(browser, "body", body.replace("organised", "organized").replace("5", "five"))
    press(browser, "Save the text")
    assert "The text is saved." in read(browser)
    assert "Write “organized”" not in read(browser)
    press(browser, "Go on to submit")
    press(browser, "Submit this text")
    receipt = browser.current_url
    assert "Submitted" in read(browser)
    browser.back()
    browser.get(f"{address}{TEXTS}osce/submit/")
    assert browser.current_url == receipt

    browser.get(f"{address}{TEXTS}asean/")
    answer = browser.find_element(By.CSS_SELECTOR, ".query textarea").get_attribute("id")
    type_in(browser, answer, "In 2019; a declaration was adopted.")
    press(browser, "Send the answer")
    assert "Queries that wait for your answer" not in read(browser)

    browser.get(f"{address}{TEXTS}au/clear/")
    reach(browser, browser.find_element(By.CSS_SELECTOR, ".passage summary"))
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    field = browser.find_element(By.CSS_SELECTOR, ".passage textarea")
    type_in(browser, field.get_attribute("id"), "The African Union worked with UNHCR.")
    press(browser, "Send the proposal")
    assert "The proposal is sent." in read(browser)
    assert browser.find_elements(By.CSS_SELECTOR, ".message-item ins")
    browser.get(f"{address}{TEXTS}au/clear/")
    type_in(browser, "reason", "The second paragraph is not ours.")
    press(browser, "Object to these words")
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


def test_axe_finds_nothing_on_what_follows_an_act(browser: Chrome, server: tuple[str, str], tmp_path: Path) -> None:
    """The result of an upload with a choice, two versions of a text, a receipt, and what changed."""
    address, link = server
    show(browser, link, WIDE)
    press(browser, "Sign in as Amina Diallo")
    form = tmp_path / "unhcr.docx"
    answers = {"asean": "The Office held a workshop with ASEAN in 2019.", "osce": "It met with OSCE.", "au": ""}
    form.write_bytes(fill_form(fetch(browser, f"{address}/r/a-75-345/form/unhcr/"), answers))
    for width, scheme in ((NARROW, "light"), (WIDE, "dark")):
        show(browser, f"{address}/r/a-75-345/my/", width, scheme)
        browser.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(str(form))
        press(browser, "Send and check")
        assert browser.find_elements(By.CSS_SELECTOR, "button[name=take]")
        require_access(browser, "upload")
        show(browser, f"{address}{TEXTS}osce/", width, scheme)
        type_in(browser, "body", "Words of mine that are new.")
        browser.execute_script("document.querySelector('main [name=version]').value = 0")
        press(browser, "Save the text")
        assert "Two versions of this text" in read(browser)
        require_access(browser, "conflict")
    browser.get(f"{address}{TEXTS}osce/")
    type_in(browser, "body", "Words of mine that are new.")
    press(browser, "Save the text")
    browser.get(f"{address}{TEXTS}osce/submit/")
    press(browser, "Submit this text")
    for place in (browser.current_url, f"{address}{TEXTS}osce/changes/?old=1&new=2"):
        for width, scheme in ((NARROW, "light"), (WIDE, "dark")):
            show(browser, place, width, scheme)
            assert "Page not found" not in read(browser)
            require_access(browser, place)


def require_access(browser: Chrome, place: str) -> None:
    """That axe finds nothing on the page that is open, and that nothing hangs over."""
    assert violations(browser) == [], place
    assert not is_too_wide(browser), place


def test_words_that_were_not_saved_are_offered_again(browser: Chrome, server: tuple[str, str]) -> None:
    address, link = server
    show(browser, link, WIDE)
    press(browser, "Sign in as Amina Diallo")
    browser.get(f"{address}{TEXTS}osce/")
    type_in(browser, "body", "Words typed before the session ended.")
    browser.delete_cookie("assembler-session")
    press(browser, "Check without saving")
    assert "You are not signed in any more" in read(browser)
    assert "Words typed before the session ended." in read(browser)
    press(browser, "Sign in")
    assert "Words typed" not in browser.page_source
    sign_in_again(browser, address)


def test_words_of_a_message_are_offered_until_they_are_sent(browser: Chrome, server: tuple[str, str]) -> None:
    address, link = server
    show(browser, link, WIDE)
    press(browser, "Sign in as Amina Diallo")
    browser.get(f"{address}{TEXTS}osce/")
    type_in(browser, "message", "When do you need the figures?")
    browser.get(f"{address}{TEXTS}osce/")
    assert browser.find_element(By.ID, "message").get_property("value") == ""
    browser.find_element(By.CSS_SELECTOR, "[data-kept-use]").send_keys(Keys.ENTER)
    press(browser, "Send")
    assert "The message is sent." in read(browser)
    browser.get(f"{address}{TEXTS}osce/")
    assert not browser.find_elements(By.CSS_SELECTOR, "[data-kept-use]")


def test_page_that_the_back_button_shows_after_submission_changes_nothing(
    browser: Chrome, server: tuple[str, str]
) -> None:
    """Words that come too late are shown again, so that the person can copy them."""
    address, link = server
    show(browser, link, WIDE)
    press(browser, "Sign in as Amina Diallo")
    browser.get(f"{address}{TEXTS}osce/")
    press(browser, "Go on to submit")
    press(browser, "Submit this text")
    browser.back()
    browser.back()
    browser.refresh()
    assert "The editor has the text." in read(browser)
    browser.get(f"{address}{TEXTS}asean/")
    first = browser.current_window_handle
    browser.switch_to.new_window("tab")
    browser.get(f"{address}{TEXTS}asean/act/nothing-to-report/")
    press(browser, "Say “nothing to report”")
    browser.get(f"{address}{TEXTS}asean/act/withdraw/")
    type_in(browser, "reason", "An error.")
    press(browser, "Withdraw the text")
    browser.switch_to.window(first)
    type_in(browser, "body", "Words of the first tab.")
    press(browser, "Save the text")
    assert "Two versions of this text" in read(browser)
    assert browser.find_element(By.ID, "body").get_property("value") == "Words of the first tab."


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
