"""The page of the status in a real browser: axe-core finds nothing, its filters work, by keyboard alone too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from assembler.model.status import Cell
from assembler.model.value import replace
from assembler.writers.status.formats import write_overview
from tests.browser import NARROW, WIDE, is_too_wide, show, violations
from tests.writers.status.test_formats import TEMPLATES, full

ROWS = "#contributions tbody tr"
LAST = "[data-organization]:nth-last-child(4)"
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
    rows = [element for element in browser.find_elements("css selector", "#matrix tbody tr") if element.is_displayed()]
    heads = [
        element for element in browser.find_elements("css selector", "#matrix [scope=col]") if element.is_displayed()
    ]
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
    order = ["search", "entity", "organization", "status", "mark", "matrix-title", "list"]
    assert [stop for stop in dict.fromkeys(stops) if stop in order] == order


def test_skip_link_leads_to_the_contributions(browser: Chrome, page: str) -> None:
    show(browser, page, WIDE)
    browser.switch_to.active_element.send_keys(Keys.TAB)
    stop = browser.switch_to.active_element
    assert stop.get_attribute("class") == "skip"
    stop.send_keys(Keys.ENTER)
    assert browser.current_url.endswith("#list")


@pytest.mark.parametrize(
    ("words", "of_cell"),
    [
        ("ENTITY-3", lambda cell: cell.entity == "entity-3"),
        ("org-4 unread", lambda cell: cell.organization == "org-4" and cell.standing.value == "unreadable"),
        ("  person2@example.org ", lambda cell: cell.focal_point is not None and cell.entity == "entity-2"),
        ("lears", lambda _: False),
    ],
)
def test_search_leaves_what_has_each_word(
    browser: Chrome, page: str, words: str, of_cell: Callable[[Cell], bool]
) -> None:
    show(browser, page, WIDE)
    box = browser.find_element("name", "search")
    box.send_keys(words)
    wanted = [cell for cell in OVERVIEW.cells if of_cell(cell)]
    assert shown(browser) == len(wanted)
    lines = [line for line in browser.find_elements("css selector", "#matrix tbody tr") if line.is_displayed()]
    assert len(lines) == len({cell.entity for cell in wanted})
    box.send_keys(Keys.ESCAPE)
    browser.execute_async_script("setTimeout(arguments[0], 50)")
    assert shown(browser) == len(OVERVIEW.cells)


def test_slash_leads_to_the_search(browser: Chrome, page: str) -> None:
    show(browser, page, WIDE)
    browser.find_element("tag name", "body").send_keys("/")
    box = browser.switch_to.active_element
    assert box.get_attribute("name") == "search"
    box.send_keys("a/b")
    assert box.get_attribute("value") == "a/b"


def test_link_to_findings_unfolds_them(browser: Chrome, page: str) -> None:
    show(browser, page, WIDE)
    link = browser.find_element("css selector", f"{ROWS} a[href^='#findings-']")
    place = browser.find_element("id", str(link.get_attribute("href")).partition("#")[2])
    assert not place.is_displayed()
    link.click()
    browser.execute_async_script("setTimeout(arguments[0], 100)")
    assert place.is_displayed()


@pytest.mark.parametrize("width", [390, 1000, 1440])
def test_names_and_totals_stay_in_view(browser: Chrome, tmp_path: Path, width: int) -> None:
    """With fifty entities and 26 organizations, wherever the matrix is scrolled."""
    path = tmp_path / "status.html"
    path.write_text(write_overview(full(50, 26), "html", TEMPLATES), encoding="utf-8")
    show(browser, path.as_uri(), width)
    assert not is_too_wide(browser)
    seen = browser.execute_script(
        """
        var area = document.querySelector(".tall"), table = document.getElementById("matrix");
        area.scrollIntoView(); area.scrollTop = 400; area.scrollLeft = 60;
        function inView(cell) {
          var own = cell.getBoundingClientRect(), all = area.getBoundingClientRect();
          return own.left >= all.left - 1 && own.top >= all.top - 1
            && own.right <= all.right + 1 && own.bottom <= all.bottom + 1;
        }
        var line = Array.from(table.tBodies[0].rows).find(function (row) {
          return row.getBoundingClientRect().top > area.getBoundingClientRect().top + 200;
        });
        return [line.cells[0], line.querySelector(".owed"), table.tHead.rows[0].cells[0],
          table.tFoot.querySelector(".owed-row .owed"), table.tFoot.rows[0].cells[0]].map(inView);
        """
    )
    assert seen == [True] * 5


def test_matrix_of_26_organizations_is_whole_on_1000_pixels(browser: Chrome, tmp_path: Path) -> None:
    path = tmp_path / "status.html"
    overview = full(50, 26)
    short = [replace(line, short=f"ORG{n}") for n, line in enumerate(overview.organizations)]
    named = [replace(line, short=f"ENT-{n}") for n, line in enumerate(overview.entities)]
    overview = replace(overview, organizations=tuple(short), entities=tuple(named))
    path.write_text(write_overview(overview, "html", TEMPLATES), encoding="utf-8")
    show(browser, path.as_uri(), 1000)
    last, total = (
        f"document.querySelector('#matrix thead {name}').getBoundingClientRect()" for name in (LAST, ".asked")
    )
    assert browser.execute_script(f"return {last}.right <= {total}.left + 1")
    show(browser, path.as_uri(), 1440)
    assert browser.execute_script("return document.querySelector('.tall').clientWidth") > 1000


def test_no_border_stands_around_empty_space(browser: Chrome, page: str) -> None:
    show(browser, page, 1440)
    areas = browser.find_elements("css selector", ".wide")
    for area in areas:
        table = area.find_element("tag name", "table")
        assert area.size["width"] - table.size["width"] <= 20  # a scroll bar and two borders
