"""docs/ as a site: Sphinx builds it without a warning, and what the program knows of itself is all there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

import assembler
from assembler.commands.root import COMMANDS
from assembler.readers.settings.all_schemas import SCHEMAS
from assembler.readers.settings.schema_types import MappingOf, RecordOf
from assembler.rules.registry import RULES
from tests.conftest import ROOT

pytestmark = pytest.mark.slow


def _list_keys(shape: RecordOf | MappingOf) -> list[str]:
    return [one.name for one in shape.fields] if isinstance(shape, RecordOf) else []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built pages."""
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--keep-going", "--builder", "html"]
    built = subprocess.run([*command, "docs", str(target)], cwd=ROOT, capture_output=True, text=True)
    assert (built.returncode, built.stderr) == (0, "")
    return target


def test_every_command_has_a_page_with_its_options(site: Path) -> None:
    pages = {name: (site / f"reference/commands/{name}.html").read_text(encoding="utf-8") for name in COMMANDS}
    assert [name for name, page in pages.items() if f"assembler {name}" not in page] == []
    assert "--line-numbers" in pages["build"]


def test_every_rule_has_its_heading(site: Path) -> None:
    headings = "".join(page.read_text(encoding="utf-8") for page in (site / "reference/rules").glob("*.html"))
    assert [code for code in RULES if f'id="{code.lower()}' not in headings] == []


def test_every_settings_file_has_its_keys(site: Path) -> None:
    pages = {name: (site / f"reference/settings/{name}.html").read_text(encoding="utf-8") for name in SCHEMAS}
    lacking = [
        name for name, schema in SCHEMAS.items() for key in _list_keys(schema.shape) if f">{key}<" not in pages[name]
    ]
    assert lacking == []


def test_everything_public_has_its_place_on_the_page_of_the_library(site: Path) -> None:
    page = (site / "reference/api.html").read_text(encoding="utf-8")
    assert [name for name in assembler.__all__ if f'id="assembler.{name}"' not in page] == []
    assert 'id="assembler.status.operations.StatusResult.overview"' in page


def _check_links(site: Path) -> str:
    """What the link check says of a site."""
    command = [sys.executable, "docs/check_links.py", str(site)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stderr


def test_every_link_leads_somewhere(site: Path) -> None:
    assert _check_links(site) == ""


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("no-page.html", "no such file"),
        ("../index.html#nowhere", "no such place in that page"),
        ("../../elsewhere.html", "leads out of the site"),
        ("http://docs.un.org/", "not a public address with https"),
        ("https://build-server/", "not a public address with https"),
        ("https://10.0.0.1/", "not a public address with https"),
    ],
)
def test_broken_link_is_named(site: Path, tmp_path: Path, link: str, fault: str) -> None:
    copytree(site, tmp_path / "site")
    page = tmp_path / "site/how-to/sign.html"
    page.write_text(page.read_text(encoding="utf-8") + f'<a href="{link}">', encoding="utf-8")
    assert _check_links(tmp_path / "site").splitlines() == [f"how-to/sign.html: {link}: {fault}"]


def test_pages_lead_to_every_other_page(site: Path) -> None:
    index = (site / "index.html").read_text(encoding="utf-8")
    written = {
        path.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for path in (ROOT / "docs").rglob("*.md")
    }
    pages = {page for page in written if not page.startswith("tutorials/files/")} - {"index.html"}
    assert [page for page in sorted(pages) if f'href="{page}"' not in index] == []
