"""The web page in a real browser: axe-core finds nothing, on a telephone or a desk, by day or by night."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_selenium_python import Axe
from selenium.webdriver import Chrome
from selenium.webdriver.common.keys import Keys

from tests.browser import NARROW, WIDE, is_too_wide, show, violations

pytestmark = pytest.mark.slow

NAME = "A-75-345.html"


@pytest.fixture(params=["draft", "final"])
def page(request: pytest.FixtureRequest, example_draft: Path, example_final: Path) -> str:
    return ({"draft": example_draft, "final": example_final}[request.param] / NAME).as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_nothing(browser: Chrome, page: str, width: int, scheme: str) -> None:
    show(browser, page, width, scheme)
    assert browser.execute_script("return matchMedia(arguments[0]).matches", f"(prefers-color-scheme: {scheme})")
    assert violations(browser) == []


def test_axe_would_find_something(browser: Chrome, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text(
        '<html><body><img src="a.png"><p style="color: #ddd; background: #fff">Pale words.</p></body></html>'
    )
    show(browser, bad.as_uri(), WIDE)
    axe = Axe(browser)
    axe.inject()
    assert {"image-alt", "color-contrast", "html-has-lang"} <= {
        violation["id"] for violation in axe.run()["violations"]
    }


def test_nothing_hangs_over_the_side_of_a_narrow_screen(browser: Chrome, page: str) -> None:
    show(browser, page, NARROW)
    assert not is_too_wide(browser)


def test_first_stop_of_the_keyboard_leads_past_the_masthead(browser: Chrome, page: str) -> None:
    show(browser, page, WIDE)
    browser.switch_to.active_element.send_keys(Keys.TAB)
    stop = browser.switch_to.active_element
    assert stop.get_attribute("class") == "skip"
    assert stop.rect["x"] >= 0
    stop.send_keys(Keys.ENTER)
    assert browser.current_url.endswith("#report")


def test_notes_lead_both_ways(browser: Chrome, page: str) -> None:
    show(browser, page, WIDE)
    browser.find_element("css selector", "#note-1-call").click()
    assert browser.current_url.endswith("#note-1")
    browser.find_element("css selector", "#note-1 a.mark").click()
    assert browser.current_url.endswith("#note-1-call")


def test_page_has_its_landmarks(browser: Chrome, page: str) -> None:
    show(browser, page, WIDE)
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node.get("ignored")]
    assert {"banner", "main"} <= set(roles)
    assert roles.count("main") == 1
