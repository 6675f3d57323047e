"""A person at a browser: finds fields, buttons and links by the words on the page, as people do."""

from __future__ import annotations

import re
from pathlib import Path
from time import monotonic, sleep

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser import WIDE, is_too_wide, show, violations

WAIT = 60
_NAMED = "normalize-space()={0} or @aria-label={0}"


class Desk:
    """A browser on the portal, at which one person works after another."""

    def __init__(self, browser: Chrome, address: str) -> None:
        self.browser = browser
        self.address = address
        self.judged: set[str] = set()

    def open(self, place: str) -> None:
        """Opens an address that stands in a message, or the first page with an empty place."""
        show(self.browser, place if place.startswith("http") else f"{self.address}{place}", WIDE)

    def read(self) -> str:
        """The words of the page."""
        return self.browser.find_element(By.TAG_NAME, "body").text

    def see(self, words: str) -> None:
        """Waits until the words stand on the page, which may be loaded anew meanwhile."""
        end = monotonic() + WAIT
        while monotonic() < end:
            try:
                if words in self.read():
                    return
            except WebDriverException:
                pass
            sleep(0.1)
        raise AssertionError(f"“{words}” never stands on {self.browser.current_url}:\n{self.read()}")

    def wait_for_element(self, selector: str) -> None:
        """Waits until the page has an element of this selector."""
        wait = WebDriverWait(self.browser, WAIT, ignored_exceptions=[WebDriverException])
        wait.until(lambda shown: shown.find_elements(By.CSS_SELECTOR, selector))

    def find(self, name: str, within: str = "//main", kinds: str = "self::button or self::a") -> WebElement:
        """The shown button or link of these words, in a part of the page."""
        path = f"{within}//*[{kinds}][{_NAMED.format(_quote(name))}]"
        wait = WebDriverWait(self.browser, 20, ignored_exceptions=[WebDriverException])
        shown = wait.until(lambda _: [one for one in self.browser.find_elements(By.XPATH, path) if one.is_displayed()])
        return shown[0]

    def press(self, name: str, within: str = "//main") -> None:
        """Presses a button or follows a link, and waits for the next page, on which axe-core finds nothing."""
        self._leave_by(self.find(name, within))

    def press_element(self, selector: str) -> None:
        """Presses the first button of this selector, as `press` does."""
        self._leave_by(self.browser.find_element(By.CSS_SELECTOR, selector))

    def _leave_by(self, element: WebElement) -> None:
        page = self.browser.find_element(By.TAG_NAME, "html")
        element.send_keys(Keys.ENTER)
        WebDriverWait(self.browser, WAIT).until(lambda _: is_gone(page))
        self.judge()

    def open_part(self, name: str, within: str = "//main") -> None:
        """Opens a part of the page that is folded."""
        summary = self.find(name, within, "self::summary")
        if summary.find_element(By.XPATH, "..").get_attribute("open") is None:
            summary.send_keys(Keys.ENTER)

    def field(self, label: str, within: str = "//main") -> WebElement:
        """The shown field of this label."""
        path = f"{within}//label[normalize-space()={_quote(label)}]"
        for one in self.browser.find_elements(By.XPATH, path):
            field = self.browser.find_element(By.ID, one.get_attribute("for") or "")
            if field.is_displayed():
                return field
        raise AssertionError(f"No field “{label}” on {self.browser.current_url}:\n{self.read()}")

    def write(self, label: str, words: str, within: str = "//main") -> None:
        """Puts words in the place of those in a field; a day as YYYY-MM-DD."""
        field = self.field(label, within)
        if field.get_attribute("type") == "date":
            year, month, day = words.split("-")
            field.send_keys(f"{month}{day}{year}")
            return
        field.clear()
        field.send_keys(words)

    def tick(self, label: str, within: str = "//main") -> None:
        """Takes a choice, or puts a tick."""
        field = self.field(label, within)
        if not field.is_selected():
            field.send_keys(Keys.SPACE)

    def judge(self) -> None:
        """That axe-core finds nothing on this kind of page, and that nothing hangs over; once for each kind."""
        kind = re.sub(r"\?.*", "", self.browser.current_url.removeprefix(self.address))
        kind = f"{re.sub(r'[0-9a-f]{16,}|/[0-9]+/', '/*', kind)} {self.browser.title}"
        if kind in self.judged:
            return
        self.judged.add(kind)
        assert violations(self.browser) == [], kind
        assert not is_too_wide(self.browser), kind

    def save_picture(self, target: Path) -> None:
        """Saves what the window shows."""
        self.browser.save_screenshot(str(target))


def is_gone(element: WebElement) -> bool:
    """Whether the page of the element has been left."""
    try:
        element.is_enabled()
    except WebDriverException:
        return True
    return False


def _quote(words: str) -> str:
    return f'"{words}"' if '"' not in words else f"'{words}'"
