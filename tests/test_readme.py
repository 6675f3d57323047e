"""README.md is short, its links lead somewhere, and the guides name every file."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
MOST_LINES = 150


def test_readme_is_short() -> None:
    assert len(README.splitlines()) <= MOST_LINES


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "contributions/README.md", "templates/README.md"])
def test_links_lead_to_files(page: str) -> None:
    path = ROOT / page
    text = re.sub(r"`[^`]*`|^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)|(?:src|srcset|href)=\"([^\"]+)\"", text)
    places = [link or picture for link, picture in links if "://" not in (link or picture)]
    assert [place for place in places if not (path.parent / place).exists()] == []


@pytest.mark.parametrize("folder", ["templates", "templates/wording/en"])
def test_guide_to_form_and_wording_names_every_file(folder: str) -> None:
    guide = (ROOT / "templates/README.md").read_text(encoding="utf-8")
    names = {path.name + "/" * path.is_dir() for path in (ROOT / folder).iterdir()} - {"README.md"}
    assert [name for name in sorted(names) if f"`{name}" not in guide] == []


def test_glossary_has_each_term_once() -> None:
    for part in (ROOT / "docs/reference/glossary.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        terms = [line.split(" | ")[0].removeprefix("| ") for line in part.splitlines() if line.startswith("| ")][2:]
        assert len(terms) == len(set(terms)) > 10
