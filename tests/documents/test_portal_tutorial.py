"""docs/tutorials/portal.md: each button, link and field that the page names is in the portal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser import start
from tests.conftest import ROOT
from tests.documents.portal_walk import follow_tutorial, serve_demo

PAGE = (ROOT / "docs/tutorials/portal.md").read_text(encoding="utf-8")
NAMES = set(re.findall(r"\*\*(.+?)\*\*", PAGE.replace("\n", " ")))
ENGLISH = (ROOT / "assembler/portal/locale/fr/LC_MESSAGES/django.po").read_text(encoding="utf-8")


@pytest.mark.slow
def test_each_name_in_bold_is_a_text_of_the_portal() -> None:
    entries = re.findall(r'^msgid (".*"(?:\n".*")*)', ENGLISH, re.MULTILINE)
    texts = {"".join(re.findall(r'"(.*)"', entry)) for entry in entries}
    patterns = [re.sub(r"%\\\(\w+\\\)s", ".+", re.escape(text)) for text in texts if text]
    assert [name for name in sorted(NAMES) if not any(re.fullmatch(one, name) for one in patterns)] == []
    assert len(NAMES) > 20


@pytest.mark.slow
def test_tutorial_can_be_followed_to_its_end(tmp_path: Path) -> None:
    pictures: list[str] = []
    browser = start(tmp_path / "profile")
    try:
        with serve_demo(tmp_path) as link:
            walk = follow_tutorial(browser, link, pictures.append)
    finally:
        browser.quit()
    assert walk.names == NAMES
    quotations = [
        " ".join(words.replace(">", " ").split()) for words in re.findall(r"(?:^> .*\n)+", PAGE, re.MULTILINE)
    ]
    assert walk.typed == quotations
    assert pictures == re.findall(r"pictures/(portal-\w+)-light", PAGE)
