"""Chromium without a window: how tests look at web pages, and what axe-core says of them."""

from __future__ import annotations

import shutil
from pathlib import Path
from platform import freedesktop_os_release

import pytest
from axe_selenium_python import Axe
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from tests.slow import require_slow

NARROW, WIDE = 320, 1280


def start(profile: Path) -> Chrome:
    """Chromium without a window or a network beyond this machine; skips where the system has none, as on Ubuntu."""
    require_slow("Chromium")
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (program and driver) and freedesktop_os_release()["ID"] != "debian":
        pytest.skip("chromium and chromedriver are not on the path, and this system has no package of them")
    options = ChromeOptions()
    options.binary_location = program or "chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", f"--user-data-dir={profile}"):
        options.add_argument(argument)
    options.add_argument("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost")
    return Chrome(options, Service(driver or "chromedriver"))


def show(browser: Chrome, page: str, width: int, scheme: str = "light", *, script: bool = True) -> None:
    """The page in a window of that width, in light or dark colours, with or without its script."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not script})
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    )
    choose_colours(browser, scheme)
    browser.get(page)


def choose_colours(browser: Chrome, scheme: str) -> None:
    """Shows pages in light or dark colours, also the one that is shown; nothing moves from one to the other."""
    features = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
    media = {"features": [{"name": name, "value": value} for name, value in features.items()]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)


def violations(browser: Chrome) -> list[tuple[str, list[str]]]:
    """What axe-core finds in the page that is shown: each rule with the first elements."""
    axe = Axe(browser)
    axe.inject()
    found = axe.run(options={"resultTypes": ["violations"]})["violations"]
    return [(violation["id"], [node["target"] for node in violation["nodes"]][:5]) for violation in found]


def is_too_wide(browser: Chrome) -> bool:
    """Whether anything hangs over the side of the window."""
    root = "document.documentElement"
    return bool(browser.execute_script(f"return {root}.scrollWidth > {root}.clientWidth"))
