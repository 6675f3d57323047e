"""Fixtures: the example report, and a small complete report in a folder of its own."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from assembler import pipeline
from assembler.build import BuildOptions
from tests.signals import let_programs_be_ended
from tests.slow import note_running

ROOT = Path(__file__).parent.parent

PLAN = """\
title: Cooperation between the United Nations and regional and other organizations
author: Report of the Secretary-General
symbols: [A/75/345, S/2020/898]
date: 2020-09-11
job_number: 20-11922
stamp: 2020-09-18
organs:
  - organ: General Assembly
    session: 75
    agenda:
      item: 130
      stage: provisional agenda
      note: A/75/150
      title: Cooperation between the United Nations and regional and other organizations
  - organ: Security Council
    year: 75
deadline: 2020-06-30
rules: {UN-ABB-01: {level: off, reason: x}, UN-ORD-05: {level: off, reason: x}, IN-STR-01: {level: off, reason: x}}
themes: [Humanitarian affairs, Human rights]
summary: summary
sections:
  - {title: Introduction, text: introduction}
  - {title: Cooperation, organizations: all, headings: true}
requested: {unhcr: [au], who: [au]}
"""
ORGANIZATIONS = """\
asean: {name: Association of Southeast Asian Nations, acronym: ASEAN, agenda: {item_letter: b}}
au: {name: African Union, agenda: {item_letter: a}}
"""
ENTITIES = """\
unhcr: {name: Office of the United Nations High Commissioner for Refugees, acronym: UNHCR}
who: {name: World Health Organization, acronym: WHO}
"""
RECORD = "---\nentity: {entity}\norganization: {organization}\nstatus: submitted\n---\n\n{text}\n"

_DJANGO = re.compile("_?django_|_dj_|_live_server|_(?:fail_for_invalid_template|template_string_if_invalid)_")
"""The names of fixtures that pytest-django gives to every test."""

type MakeReport = Callable[..., Path]


def pytest_configure() -> None:
    """Lets programs that tests start be interrupted, even where the tests themselves run in the background."""
    let_programs_be_ended()
    os.fsync = lambda _: None  # what tests write in this process need not outlive a power cut


def pytest_collection_finish() -> None:
    """Lets the garbage collector leave out ten thousand collected tests, which last to the end."""
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves Django's fixtures to the tests of the portal: to set them up takes longer than most other tests."""
    for item in items:
        if isinstance(item, pytest.Function) and not item.path.is_relative_to(ROOT / "tests" / "portal"):
            item.fixturenames[:] = [name for name in item.fixturenames if not _DJANGO.match(name)]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Lets slow programs be started by slow tests alone."""
    note_running(item)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The switch that writes files made from the code anew, for a person to read before they are kept."""
    parser.addoption("--renew", action="store_true", help="Write files that are made from the code anew.")


@pytest.fixture(scope="session")
def example() -> pipeline.Examination:
    """The example report, read and checked as a final."""
    return pipeline.examine(ROOT, draft=False)


@pytest.fixture(scope="session")
def example_final(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example's final, as PDF and web page."""
    return _built(tmp_path_factory.mktemp("example") / "final", final=True)


@pytest.fixture(scope="session")
def example_draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example's draft, as PDF and web page."""
    return _built(tmp_path_factory.mktemp("example") / "draft", final=False)


def _built(folder: Path, *, final: bool) -> Path:
    pipeline.build(ROOT, BuildOptions(final=final, formats=("pdf", "html")), out=folder)
    return folder


@pytest.fixture
def make_report(tmp_path: Path) -> MakeReport:
    """Makes a small complete report; texts replace or add to its files, None takes one away."""

    def make(**files: str | bytes | None) -> Path:
        root = tmp_path / "report"
        write_all(root, small_report() | {spelled(k): v for k, v in files.items()})
        return root

    return make


def small_files(**files: str | bytes | None) -> dict[str, bytes]:
    """The files of the small report by their place; texts replace or add to its files, None takes one away."""
    texts = small_report() | {spelled(key): text for key, text in files.items()}
    return {
        f"contributions/{name}": text if isinstance(text, bytes) else dedent(text).encode()
        for name, text in texts.items()
        if text is not None
    }


def write_all(root: Path, files: Mapping[str, str | bytes | None]) -> None:
    """Writes files by their place under contributions/; those that are None are left away."""
    paths = {root / "contributions" / name: text for name, text in files.items() if text is not None}
    for folder in {path.parent for path in paths}:
        folder.mkdir(parents=True, exist_ok=True)
    for path, text in paths.items():
        path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())


def spelled(key: str) -> str:
    """The file that a keyword names: unhcr__au is unhcr/au.md, report_yaml is report.yaml."""
    return key.removesuffix("_yaml") + ".yaml" if key.endswith("_yaml") else key.replace("__", "/") + ".md"


def contribution(entity: str, organization: str, text: str) -> str:
    """A contribution file."""
    return RECORD.format(entity=entity, organization=organization, text=dedent(text).strip())


def small_report() -> dict[str, str | bytes | None]:
    """The files of the small report by their place under contributions/."""
    return {
        "report.yaml": PLAN,
        "organizations.yaml": ORGANIZATIONS,
        "entities.yaml": ENTITIES,
        "general/summary.md": "The summary.\n",
        "general/introduction.md": "The first paragraph.\n\nThe second paragraph.\n",
        "unhcr/au.md": contribution("unhcr", "au", "UNHCR worked with the African Union."),
        "who/au.md": contribution("who", "au", "WHO worked with the African Union.").replace(
            "status: submitted", "status: submitted\nalso: [asean]"
        ),
    }
