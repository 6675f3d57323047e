"""README.md and docs/how-to/: each page shows what its commands print."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import ROOT
from tests.documents.pages import check_page
from tests.documents.steps import STEPS, copy_example, return_files

pytestmark = pytest.mark.slow

RETURNED = ROOT / "docs/how-to/files/returned"
HOW_TO = sorted(f"docs/how-to/{path.name}" for path in (ROOT / "docs/how-to").glob("*.md"))
PAGES = ["README.md", *(page for page in HOW_TO if page != "docs/how-to/two-editors.md")]


@pytest.mark.parametrize("page", PAGES)
def test_page_shows_what_the_commands_print(page: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    shutil.copytree(RETURNED, tmp_path / RETURNED.relative_to(ROOT))
    check_page(page, tmp_path, STEPS, pytestconfig)


def test_returned_files_are_answers_to_the_present_forms(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    copy_example(tmp_path)
    return_files(tmp_path)
    made = {path.name: _read_parts(path) for path in (tmp_path / "returned").iterdir()}
    kept = {path.name: _read_parts(path) for path in RETURNED.glob("*.docx")}
    if pytestconfig.getoption("renew") and kept != made:
        shutil.copytree(tmp_path / "returned", RETURNED, dirs_exist_ok=True)
    assert kept == made, "“pytest --renew tests/documents/test_how_to.py” makes the files anew."


def _read_parts(path: Path) -> dict[str, bytes]:
    """The parts of a Word file, without the time at which each was packed."""
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
