"""The administrator's pages, and an editor's filters and readers, in Chromium, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser import NARROW, WIDE, show
from tests.portal.test_editor_in_browser import SignIn, sign_in, wait_for
from tests.portal.test_walk_in_browser import browser, press, reach, read, require_access, server, type_in

__all__ = ["browser", "server", "sign_in"]
pytestmark = pytest.mark.slow

LOOKS = ((NARROW, "light"), (WIDE, "dark"))
PAGES = (
    *("people/", "people/?q=none", "people/add/", "people/1/", "people/table/", "reports/", "reports/import/"),
    *("events/?verify=1", "events/?what=none", "health/?check=1", "backup/"),
)
TABLE = "email,role,report,entities\nmei@example.org,editor,a-75-345,\n"


def choose(browser: Chrome, id: str, words: str) -> None:
    """Reaches a list of choices or a choice by the tabulator, and chooses by typing."""
    reach(browser, browser.find_element(By.ID, id))
    ActionChains(browser).send_keys(words).perform()


def test_axe_finds_nothing_on_the_pages_of_administrators(browser: Chrome, sign_in: SignIn) -> None:
    address = sign_in("administrator")
    for place in PAGES:
        for width, scheme in LOOKS:
            show(browser, f"{address}/admin/{place}", width, scheme)
            assert "not found" not in read(browser).lower(), place
            require_access(browser, place)
    show(browser, f"{address}/me/", WIDE)
    choose(browser, "language", "f")
    press(browser, "Save")
    for place in PAGES:
        show(browser, f"{address}/admin/{place}", NARROW)
        assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "fr"
        require_access(browser, place)


def test_an_administrator_works_by_keyboard_alone(browser: Chrome, sign_in: SignIn, tmp_path: Path) -> None:
    """Adds a person, ends the place, tries a table with a fault, takes it in, and downloads a backup."""
    address = sign_in("administrator")
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    browser.get(f"{address}/admin/people/")
    press(browser, "Add a person")
    type_in(browser, "email", "zoe@example.org")
    choose(browser, "report", "A")
    press(browser, "Add")
    assert "The entities are missing." in read(browser)
    require_access(browser, "faults of a form")
    type_in(browser, "entities", "OHCHR")
    press(browser, "Add")
    assert "zoe@example.org has the place now." in read(browser)
    end = browser.find_element(By.CSS_SELECTOR, "button[value=end]")
    reach(browser, end)
    end.send_keys(Keys.ENTER)
    wait_for(browser, "The place has ended.")
    browser.get(f"{address}/admin/people/table/")
    type_in(browser, "table", f"{TABLE}bo,editor,a-75-345,\n")
    press(browser, "Try the table")
    assert "“bo” is not an e-mail address." in read(browser)
    require_access(browser, "faults of a table")
    type_in(browser, "table", TABLE)
    press(browser, "Try the table")
    require_access(browser, "a table that can be used")
    press(browser, "Make these changes")
    assert "2 changes were made." in read(browser)
    browser.get(f"{address}/admin/backup/")
    button = browser.find_element(By.CSS_SELECTOR, "main form button")
    reach(browser, button)
    button.send_keys(Keys.ENTER)
    WebDriverWait(browser, 30).until(lambda _: list(tmp_path.glob("assembler-*.zip")))


def test_an_editor_keeps_a_view_and_says_who_reads(browser: Chrome, sign_in: SignIn) -> None:
    """By keyboard; the queue of who does not read the text is shorter then."""
    address = sign_in("editor")
    assert "Caribbean Community" in read(browser)
    browser.get(f"{address}/r/a-75-345/?state=submitted")
    type_in(browser, "view-name", "To read")
    press(browser, "Save")
    assert "The view “To read” was saved." in read(browser)
    choose_all = browser.find_element(By.CSS_SELECTOR, "button[value=all]")
    reach(browser, choose_all)
    choose_all.send_keys(Keys.ENTER)
    wait_for(browser, "With the texts")
    choose(browser, "accept", Keys.ARROW_UP)  # the last of the acts
    assert browser.find_element(By.ID, "assign").is_selected()
    choose(browser, "reader", "T")
    press(browser, "Do this with the chosen texts")
    assert "Done for 2 texts." in read(browser)
    for place in ("?state=submitted", "?reader=nobody&view=grid", "?reader=mine"):
        for width, scheme in LOOKS:
            show(browser, f"{address}/r/a-75-345/{place}", width, scheme)
            require_access(browser, place)
    browser.get(address)
    assert "Caribbean Community" not in read(browser)
    for width, scheme in LOOKS:
        show(browser, address, width, scheme)
        require_access(browser, "queue")


def test_arrow_keys_lead_through_the_table_of_texts(browser: Chrome, sign_in: SignIn) -> None:
    """One stop of the tabulator for all texts; a text that is reached is not behind the heads."""
    address = sign_in("editor")
    for width, scheme in LOOKS:
        show(browser, f"{address}/r/a-75-345/", width, scheme)
        links = browser.find_elements(By.CSS_SELECTOR, ".matrix tbody td a")
        reach(browser, links[0])
        keys = [Keys.ARROW_DOWN] * 12 + [Keys.ARROW_RIGHT] * 3 + [Keys.ARROW_UP] * 5
        ActionChains(browser).send_keys(*keys).perform()
        place = browser.switch_to.active_element
        assert place in links[1:]
        ActionChains(browser).send_keys(Keys.TAB).perform()
        assert not browser.switch_to.active_element.find_elements(By.XPATH, "ancestor::table")
        ActionChains(browser).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()
        assert browser.switch_to.active_element == place
        seen = "const box = arguments[0].getBoundingClientRect();"
        seen += "return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === arguments[0]"
        assert browser.execute_script(seen, place)
        ActionChains(browser).send_keys(*[Keys.ARROW_LEFT] * 30, Keys.ENTER).perform()
        wait_for(browser, "Show as a table")
        assert "entity=" in browser.current_url
