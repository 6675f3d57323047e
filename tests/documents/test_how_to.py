"""README.md and docs/how-to/: each page shows what its commands print."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.documents.pages import check_page
from tests.documents.steps import STEPS

pytestmark = pytest.mark.slow

HOW_TO = sorted(f"docs/how-to/{path.name}" for path in (ROOT / "docs/how-to").glob("*.md"))
PAGES = ["README.md", *(page for page in HOW_TO if page != "docs/how-to/two-editors.md")]


@pytest.mark.parametrize("page", PAGES)
def test_page_shows_what_the_commands_print(page: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    folder = tmp_path / "report"
    folder.mkdir()
    check_page(page, folder, STEPS, pytestconfig)
