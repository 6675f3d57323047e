"""The workbench in Chromium: with the mouse, by keys alone, and without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser import NARROW, WIDE, is_too_wide, show, violations
from tests.portal.test_editor_in_browser import SignIn, sign_in
from tests.portal.test_walk_in_browser import browser, server

__all__ = ["browser", "server", "sign_in"]
pytestmark = pytest.mark.slow
PLACE = "/r/a-75-345/org/asean/"


def _read(browser: Chrome) -> list[str]:
    units = browser.find_elements(By.CSS_SELECTOR, ".unit .printed")
    return [unit.text.split(" ")[0] for unit in units]


def _wait_until(browser: Chrome, is_so: Callable[[list[str]], bool]) -> None:
    """Waits for the first words of the paragraphs to be so; a page that is just being left may have no words."""
    wait = WebDriverWait(browser, 20, ignored_exceptions=[WebDriverException, IndexError])
    wait.until(lambda _: is_so(_read(browser)))


def _wait(browser: Chrome, wanted: list[str]) -> None:
    _wait_until(browser, lambda words: words[: len(wanted)] == wanted)


def test_a_paragraph_is_moved_with_the_mouse_and_with_keys(browser: Chrome, sign_in: SignIn) -> None:
    show(browser, f"{sign_in('editor')}{PLACE}", WIDE)
    WebDriverWait(browser, 20).until(lambda _: browser.find_elements(By.CSS_SELECTOR, ".unit-findings"))
    first, second, *_rest = _read(browser)
    assert first != second
    handles = browser.find_elements(By.CSS_SELECTOR, "[data-drag]")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", handles[1])
    ActionChains(browser).drag_and_drop(handles[1], handles[0]).perform()
    _wait(browser, [second, first])
    browser.execute_script("document.getElementById('unit-1').focus()")
    ActionChains(browser).key_down(Keys.ALT).send_keys(Keys.ARROW_DOWN).key_up(Keys.ALT).perform()
    _wait(browser, [first, second])
    assert violations(browser) == []


def test_everything_is_done_without_a_script(browser: Chrome, sign_in: SignIn) -> None:
    """Rewritten and divided, moved, joined, left out, added, and taken back: each by a button that keys reach."""
    page = f"{sign_in('editor')}{PLACE}"
    show(browser, page, NARROW, script=False)
    assert not is_too_wide(browser)

    def press_button(number: int, act: str, field: str = "", words: str = "") -> None:
        show(browser, page, NARROW, script=False)
        unit = browser.find_element(By.ID, f"unit-{number}")
        unit.find_element(By.CSS_SELECTOR, "details.tools > summary").send_keys(Keys.ENTER)
        if field:
            place = unit.find_element(By.ID, f"{field}-{number}")
            place.clear()
            place.send_keys(words)
        unit.find_element(By.CSS_SELECTOR, f"button[value={act}]").send_keys(Keys.ENTER)

    press_button(1, "rewrite", "text", "One.\n\nTwo.")
    _wait(browser, ["One.", "Two."])
    press_button(2, "up")
    _wait(browser, ["Two.", "One."])
    press_button(2, "join")
    _wait(browser, ["Two."])
    assert browser.find_element(By.CSS_SELECTOR, "#unit-1 .printed").text == "Two. One."
    press_button(1, "leave-out", "reason", "Said elsewhere.")
    _wait_until(browser, lambda words: words[0] != "Two.")
    press_button(1, "add", "new", "Three.")
    _wait_until(browser, lambda words: words[1] == "Three.")
    browser.find_element(By.CSS_SELECTOR, "button[value=take-back]").send_keys(Keys.ENTER)
    _wait_until(browser, lambda words: words[1] != "Three.")
