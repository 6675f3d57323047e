"""The producer's room in Chromium, on a server of its own with the demo."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.browser import WIDE, show
from tests.portal.test_editor_in_browser import REPORT, SignIn, sign_in
from tests.portal.test_walk_in_browser import browser, press, server, type_in

__all__ = ["browser", "server", "sign_in"]
pytestmark = pytest.mark.slow

LONGEST_PAUSE = 2.0
"""For how many seconds the page of a build may stand still."""
FOLLOW = """
window.changes = [performance.now()];
const follow = () => {
  new MutationObserver(() => window.changes.push(performance.now()))
    .observe(document.querySelector("main"), {childList: true, subtree: true, characterData: true});
};
if (document.querySelector("main")) follow(); else addEventListener("DOMContentLoaded", follow);
"""


REQUESTS = (
    "return performance.getEntriesByType('resource').filter((one) => one.initiatorType === 'xmlhttprequest').length"
)


@pytest.mark.parametrize("has_events", [True, False])
def test_progress_of_a_draft_moves_every_two_seconds(browser: Chrome, sign_in: SignIn, has_events: bool) -> None:
    """By events as they happen, and where the browser gets none, by asking; of three drafts, one is not disturbed."""
    address = sign_in("producer")
    source = FOLLOW if has_events else f"window.EventSource = undefined; {FOLLOW}"
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    pauses = []
    for number in range(3):
        pauses.append(measure_pauses(browser, address, f"followed {number}"))
        assert (browser.execute_script(REQUESTS) == 1) is has_events
        if max(pauses[-1]) <= LONGEST_PAUSE:
            break
    assert min(map(max, pauses)) <= LONGEST_PAUSE


def measure_pauses(browser: Chrome, address: str, label: str) -> list[float]:
    """How many seconds pass between changes of the page of a draft that is made."""
    show(browser, f"{address}{REPORT}builds/", WIDE)
    type_in(browser, "label", label)
    press(browser, "Build a draft")
    end = time.monotonic() + 60
    while not browser.find_elements(By.CSS_SELECTOR, "#build table") and time.monotonic() < end:
        time.sleep(0.1)
    assert browser.find_elements(By.CSS_SELECTOR, "#build table")
    changes = browser.execute_script("return window.changes")
    assert len(changes) > 2
    return [(later - earlier) / 1000 for earlier, later in pairwise(changes)]
