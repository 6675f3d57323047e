"""The page of the status in a real browser: axe-core finds nothing, its filters work, by keyboard alone too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from assembler.model.status import Cell
from assembler.writers.status.formats import write_overview
from tests.browser import NARROW, WIDE, is_too_wide, show, violations
from tests.writers.status.test_formats import TEMPLATES, full

ROWS = "#contributions tbody tr"
OVERVIEW = full(14, 12)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page with every state, every remark, open queries and findings."""
    path = tmp_path_factory.mktemp("status") / "status.html"
    path.write_text(write_overview(OVERVIEW, "html", TEMPLATES), encoding="utf-8")
    return path.as_uri()


def shown(browser: Chrome) -> int:
    rows = f"Array.from(document.querySelectorAll('{ROWS}'))"
    return int(browser.execute_script(f"return {rows}.filter(it => it.checkVisibility()).length"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_nothing(browser: Chrome, page: str, width: int, scheme: str) -> None:
    show(browser, page, width, scheme)
    assert violations(browser) == []
    assert not is_too_wide(browser)


def test_without_its_script_everything_is_there(browser: Chrome, page: str) -> None:
    show(browser, page, NARROW, script=False)
    assert not browser.find_element("id", "filters").is_displayed()
    assert len(browser.find_elements("css selector", ROWS)) == len(OVERVIEW.cells)
    assert browser.find_element("css selector", ROWS).is_displayed()
    show(browser, page, NARROW)


@pytest.mark.parametrize(
    ("name", "value", "of_cell"),
    [
        ("entity", "entity-3", lambda cell: cell.entity),
        ("organization", "org-4", lambda cell: cell.organization),
        ("status", "clearance-void", lambda cell: cell.standing.value),
    ],
)
def test_filter_leaves_what_is_asked_for(
    browser: Chrome, page: str, name: str, value: str, of_cell: Callable[[Cell], str]
) -> None:
    show(browser, page, WIDE)
    Select(browser.find_element("name", name)).select_by_value(value)
    wanted = sum(of_cell(cell) == value for cell in OVERVIEW.cells)
    assert shown(browser) == wanted > 0
    assert browser.find_element("id", "shown").text == f"{wanted} of {len(OVERVIEW.cells)} shown"
    browser.find_element("css selector", "button[type=reset]").click()
    browser.execute_async_script("setTimeout(arguments[0], 50)")
    assert shown(browser) == len(OVERVIEW.cells)


def test_filters_narrow_the_matrix_too(browser: Chrome, page: str) -> None:
    show(browser, page, WIDE)
    Select(browser.find_element("name", "entity")).select_by_value("entity-3")
    Select(browser.find_element("name", "organization")).select_by_value("org-4")
    rows = [it for it in browser.find_elements("css selector", "#matrix tbody tr") if it.is_displayed()]
    heads = [it for it in browser.find_elements("css selector", "#matrix [scope=col]") if it.is_displayed()]
    assert [row.find_element("tag name", "th").text for row in rows] == ["entity-3"]
    assert [head.text for head in heads] == ["Entity", "org-4", "asked", "delivered", "owed"]


def test_keyboard_alone_filters_and_scrolls(browser: Chrome, page: str) -> None:
    show(browser, page, NARROW)
    stops = []
    for _ in range(20):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        stop = browser.switch_to.active_element
        stops.append(stop.get_attribute("name") or stop.get_attribute("aria-labelledby") or stop.tag_name)
        if stop.get_attribute("value") == "late":
            stop.send_keys(Keys.SPACE)
            assert shown(browser) == sum(cell.late > 0 for cell in OVERVIEW.cells)
            stop.send_keys(Keys.SPACE)
        if stop.get_attribute("aria-labelledby") == "matrix-title":
            stop.send_keys(Keys.ARROW_RIGHT)
            browser.execute_async_script("setTimeout(arguments[0], 400)")
            assert browser.execute_script("return arguments[0].scrollLeft", stop) > 0
    order = ["entity", "organization", "status", "mark", "matrix-title", "list"]
    assert [stop for stop in dict.fromkeys(stops) if stop in order] == order


def test_skip_link_leads_to_the_contributions(browser: Chrome, page: str) -> None:
    show(browser, page, WIDE)
    browser.switch_to.active_element.send_keys(Keys.TAB)
    stop = browser.switch_to.active_element
    assert stop.get_attribute("class") == "skip"
    stop.send_keys(Keys.ENTER)
    assert browser.current_url.endswith("#list")
