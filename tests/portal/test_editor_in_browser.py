"""The pages of editors and producers in Chromium, on a server of its own with the demo."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser import NARROW, WIDE, is_too_wide, show, violations
from tests.portal.test_walk_in_browser import browser, fetch, press, read, server, type_in

__all__ = ["browser", "server"]
pytestmark = pytest.mark.slow

REPORT = "/r/a-75-345/"


def wait_for(browser: Chrome, words: str) -> None:
    """Waits until the words stand on the page, which may be loaded anew meanwhile."""
    wait = WebDriverWait(browser, 60, ignored_exceptions=[WebDriverException])
    wait.until(lambda _: words in read(browser))


type SignIn = Callable[[str], str]


@pytest.fixture
def sign_in(browser: Chrome, server: tuple[str, str], tmp_path: Path) -> SignIn:
    """Signs the demo person of a role in; gives the address of the server."""
    log = (tmp_path / "serve.log").read_text()

    def enter(role: str) -> str:
        link = re.search(rf"^{role} .*?(http\S+)", log, re.MULTILINE)
        assert link
        show(browser, link[1], WIDE)
        browser.find_element(By.CSS_SELECTOR, "main form button").send_keys(Keys.ENTER)
        wait_for(browser, "What you have to do")
        return server[0]

    return enter


def test_axe_finds_nothing_on_the_pages_of_a_report(browser: Chrome, sign_in: SignIn) -> None:
    address = sign_in("editor")
    show(browser, f"{address}{REPORT}builds/", WIDE)
    press(browser, "Build a draft")
    wait_for(browser, ".docx")  # the page is loaded anew as long as the build goes on
    places = (
        "",
        "?view=list",
        "words/",
        "?state=late",
        "?entity=none",
        "org/au/",
        "org/oas/",
        "reminders/",
        "plan/",
        "plan/?part=dates",
        "plan/?part=sections",
        "plan/?part=asked",
        "plan/?part=entities&key=unhcr",
        "plan/?file=report",
        "invitations/",
        "../../reports/new/",
        "clearance/",
        "general/",
        "general/introduction/",
        "merge/",
        "builds/",
        "events/?verify=1",
    )
    places = (browser.current_url.partition(REPORT)[2], *places)
    for place in places:
        for width, scheme in ((NARROW, "light"), (WIDE, "dark")):
            show(browser, f"{address}{REPORT}{place}", width, scheme)
            assert violations(browser) == [], place
            assert not is_too_wide(browser), place


def test_an_editor_writes_builds_and_merges(browser: Chrome, sign_in: SignIn, tmp_path: Path) -> None:
    """By keyboard alone: accept, consolidate, rewrite, build a draft, edit it in Word, merge it."""
    address = sign_in("editor")
    show(browser, f"{address}{REPORT}?state=submitted", WIDE)
    browser.find_element(By.CSS_SELECTOR, "input[value='unodc/caricom']").send_keys(Keys.SPACE)
    browser.find_element(By.ID, "accept").send_keys(Keys.SPACE)
    press(browser, "Do this with the chosen texts")
    assert "Done for one text." in read(browser)
    show(browser, f"{address}{REPORT}org/caricom/", WIDE)
    press(browser, "Begin the text of the report with these paragraphs")
    browser.find_element(By.CSS_SELECTOR, "#unit-2 .tools summary").send_keys(Keys.ENTER)
    type_in(browser, "text-2", "The two organizations trained forensic\u200b experts in Bridgetown in 2019.")
    browser.find_element(By.CSS_SELECTOR, "#unit-2 button[value=rewrite]").send_keys(Keys.ENTER)
    wait_for(browser, "Mend this")
    browser.find_element(By.ID, "unit-2").send_keys("f")
    wait_for(browser, "forensic experts in Bridgetown")
    show(browser, f"{address}{REPORT}builds/", WIDE)
    browser.find_element(By.ID, "pdf").send_keys(Keys.SPACE)
    press(browser, "Build a draft")
    wait_for(browser, "A-75-345.docx")
    link = browser.find_element(By.PARTIAL_LINK_TEXT, ".docx").get_attribute("href")
    assert link
    draft = tmp_path / "edited.docx"
    draft.write_bytes(fetch(browser, link))
    document = Document(str(draft))
    paragraph = next(one for one in document.paragraphs if "Bridgetown" in one.text)
    for run in paragraph.runs:
        run.text = run.text.replace("Bridgetown", "Kingston")
    document.save(str(draft))
    show(browser, f"{address}{REPORT}merge/", WIDE)
    browser.find_element(By.ID, "file").send_keys(str(draft))
    press(browser, "Show the edits")
    assert "Nothing is changed yet." in read(browser)
    press(browser, "Make the chosen edits")
    show(browser, f"{address}{REPORT}org/caricom/", WIDE)
    assert "forensic experts in Kingston" in read(browser)
    show(browser, f"{address}/", WIDE)
    sign_in("producer")
    show(browser, f"{address}{REPORT}builds/", WIDE)
    press(browser, "Build the final")
    wait_for(browser, "What keeps the final back")
    assert "is not cleared" in read(browser)
