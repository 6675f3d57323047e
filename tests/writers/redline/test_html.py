"""The pages of a comparison: the web page for everybody, the PDF by the standards, the same words in both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from assembler.compare.compare import parse_words
from assembler.compare.comparison import compare_reports
from assembler.model.nodes import Placeholder
from assembler.model.text.rewriting import rewrite_report
from assembler.model.value import replace
from assembler.readers.settings.plan_schema import LANGUAGES
from assembler.writers.html.page_tree import parse_page
from assembler.writers.pdf.document import archive_file
from assembler.writers.redline.html import make_pdf_page, write_html
from assembler.writers.redline.view_model import list_changes, name_states
from tests.browser import NARROW, WIDE, is_too_wide, show, violations
from tests.builders import every_node, para
from tests.compare.redlines import settled_report
from tests.conftest import ROOT
from tests.verapdf import PDF_A, PDF_UA, failures
from tests.writers.redline.test_docx import with_blocks

TEMPLATES = {"comparison.html.j2": (ROOT / "templates/comparison.html.j2").read_bytes()}
WORDS = parse_words((ROOT / "templates/comparison/en.yaml").read_text(encoding="utf-8"), "comparison/en.yaml")
OLD = settled_report(every_node(draft=False))
NEWCOMER = para("new/one#p1", None, "New.")
NEW = settled_report(rewrite_report(OLD, lambda blocks: (*blocks[1:], *blocks[:1], NEWCOMER)))
COMPARISON = compare_reports(OLD, NEW)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with every kind of change."""
    path = tmp_path_factory.mktemp("page") / "comparison.html"
    path.write_bytes(write_html(COMPARISON, WORDS, TEMPLATES))
    return path


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_nothing(browser: Chrome, page: Path, width: int, scheme: str) -> None:
    show(browser, page.as_uri(), width, scheme, script=False)
    show(browser, page.as_uri(), width, scheme)
    assert violations(browser) == []
    assert not is_too_wide(browser)


@pytest.mark.slow
def test_words_of_the_list_of_changes_stand_apart_on_a_telephone(browser: Chrome, page: Path) -> None:
    show(browser, page.as_uri(), NARROW)
    overlap = """
      return [...document.querySelectorAll(".listed tr")].flatMap((row) => [...row.children]).filter((cell) => {
        const next = cell.nextElementSibling, end = cell.getBoundingClientRect().left + cell.scrollWidth;
        const place = next && next.getBoundingClientRect();
        return place && place.top < cell.getBoundingClientRect().bottom - 1 && place.left < end + 4;
      }).map((cell) => cell.textContent);
    """
    assert browser.execute_script(overlap) == []


@pytest.mark.slow
def test_box_leaves_what_has_changed(browser: Chrome, page: Path) -> None:
    show(browser, page.as_uri(), WIDE)
    rows = browser.find_elements("css selector", ".row")
    browser.find_element("id", "only").click()
    shown = [row for row in rows if row.is_displayed()]
    assert 0 < len(shown) < len(rows)
    assert not any("same" in (row.get_attribute("class") or "").split() for row in shown)


def test_every_link_of_the_page_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = set(re.findall(r'href="#([^"]+)"', text))
    anchors = re.findall(r' id="([^"]+)"', text)
    assert targets <= set(anchors)
    assert len(anchors) == len(set(anchors))


@pytest.mark.slow
@pytest.mark.parametrize("standard", [PDF_A, PDF_UA])
def test_pdf_keeps_the_standards(tmp_path: Path, standard: str) -> None:
    path = tmp_path / "comparison.pdf"
    path.write_bytes(archive_file(lambda _: parse_page(make_pdf_page(COMPARISON, WORDS, TEMPLATES))))
    assert failures(path, standard) == []


def test_states_without_change_say_so() -> None:
    text = write_html(compare_reports(OLD, OLD), WORDS, TEMPLATES).decode()
    assert "Nothing has changed." in text
    assert "<ins>" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_speaks_every_language(language: str) -> None:
    file = (ROOT / f"templates/comparison/{language}.yaml").read_text(encoding="utf-8")
    words = parse_words(file, "words")
    assert words.language == language
    assert words.say("title") in write_html(COMPARISON, words, TEMPLATES).decode()


def test_placeholder_is_called_what_it_is() -> None:
    placeholder = para("unhcr/au#missing", None, Placeholder("[Contribution of UNHCR: not received]"))
    states = with_blocks(OLD, "section-3"), with_blocks(OLD, "section-3", placeholder)
    (line,) = (change for change in list_changes(compare_reports(*states), WORDS) if "not received" in change.words)
    assert (line.kind, line.before, line.now) == ("added", "", "Missing text")


def test_long_field_of_the_first_page_shows_the_words_beside_a_change() -> None:
    agenda = "General Assembly Seventy-fifth session Agenda item {} " + "of the list and its many sub-items " * 40
    fields = (("agenda", agenda.format(130), agenda.format(131)),)
    page = write_html(replace(COMPARISON, fields=fields), WORDS, TEMPLATES).decode()
    (row,) = re.findall(r'<tr><th scope="row">Agenda</th>.*?</tr>', page, re.DOTALL)
    assert "<del>130</del> of the list" in row
    assert "<ins>131</ins> of the list" in row
    assert len(row) < 500


def test_kinds_of_change_that_do_not_occur_are_not_counted() -> None:
    old = with_blocks(OLD, "section-1", para("a/b#p1", 1, "One."))
    new = with_blocks(OLD, "section-1", para("a/b#p1", 1, "One."), para("a/b#p2", 2, "Two."))
    page = write_html(compare_reports(old, new), WORDS, TEMPLATES).decode()
    assert '<p class="counts">New: 1</p>' in page


@pytest.mark.parametrize(("language", "mark"), [("ar", "\u200f"), ("fr", "")])
def test_names_of_the_states_run_as_the_language_does(language: str, mark: str) -> None:
    file = f"comparison/{language}.yaml"
    words = parse_words((ROOT / "templates" / file).read_text(encoding="utf-8"), file)
    named = name_states(replace(COMPARISON, names=("one (1)", "two (2)")), words)
    assert named == mark + words.say("states", old="one (1)", new="two (2)")
