"""Fixtures of the desk's tests: a browser that looks at the preview."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome

from tests.browser import start


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Chromium without a window and without the network."""
    chrome = start(tmp_path_factory.mktemp("profile"))
    yield chrome
    chrome.quit()
