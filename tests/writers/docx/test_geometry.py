"""The Word file has the measures of the official template, and stands on the page where an official file stands.

The template is that of A/80/590 (January 2026), read once. MEASURES are the values in its XML, styles and own
properties of a paragraph settled. PLACES are where LibreOffice 25.2 with Liberation Serif prints its words, read by
pdfplumber, from a copy with three changes: without its comments (LibreOffice gives their anchors a full line in a
paragraph of 1 point), the last paragraph of the first foot exactly 56 twips high (Word shrinks its line to that,
LibreOffice doesn't), and no page break before the summary. So changed, LibreOffice prints page 1 within half a point of
the official PDF. The barcode, for whose font LibreOffice has no stand-in, was measured in the official PDF.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from assembler.model.nodes import Heading
from assembler.model.report import OrganBlock, Report, Section
from assembler.model.value import replace
from assembler.writers.docx.document import write
from tests.builders import TEMPLATES, every_node, note, para, t
from tests.office import Page, Printed, pages, print_out
from tests.writers.docx.word_reading import W, WordReading, text_of
from tests.writers.docx.word_values import looks

pytestmark = pytest.mark.slow

NEAR = 2.0
FILLER = "These words fill the pages, so that heads and feet of even and odd pages can be measured. " * 4


def like_the_official_one() -> Report:
    """One organ and one symbol, an item title of two lines and a title of three, as in the file that was measured."""
    assembly = OrganBlock(
        organ="General Assembly",
        session="Seventy-fifth session",
        agenda="Agenda item 130",
        title="Cooperation between the United Nations and regional and other organizations",
    )
    masthead = replace(
        every_node().masthead,
        symbols=("A/75/345",),
        organs=(assembly,),
        notes=(),
        title="Annual performance of the cooperation between the United Nations and regional and other organizations, "
        "for the period from 18 August 2018 to 31 August 2020",
    )
    cited = para("g#last", 40, "Cited words.", note("Marked words.", 1))
    sections = (
        Section("s1", "Introduction", 1, "I.", blocks=(para("g#1", 1, "First words."), para("g#2", 2, "Last words."))),
        Section(
            "s2",
            "Performance",
            1,
            "II.",
            sections=(
                Section(
                    "s3",
                    "Overall",
                    2,
                    "A.",
                    blocks=(
                        Heading(t("Activities"), level=2, id="g#h"),
                        para("g#3", 3, "Third words."),
                        *(para(f"g#{number}", number, FILLER) for number in range(4, 40)),
                        cited,
                    ),
                ),
            ),
        ),
    )
    return replace(every_node(draft=False), masthead=masthead, sections=sections, annexes=())


# Measures


@pytest.fixture(scope="module")
def word() -> WordReading:
    return WordReading(write(like_the_official_one(), TEMPLATES))


BODY = {"line": "240", "lineRule": "exact", "letterspacing": "4", "scale": "103", "size": "20"}
AUTO = BODY | {"lineRule": "auto"}
HEADING = {"scale": "103", "bold": "yes", "left": "1267", "right": "1260", "lineRule": "exact"}
TEXT = BODY | {"after": "120", "left": "1267", "right": "1267", "alignment": "both"}
NOTE = {"line": "210", "lineRule": "exact", "letterspacing": "5", "left": "1267", "right": "1260", "first": "-576"}
UNITED_NATIONS = {"letterspacing": "2", "scale": "96", "size": "28", "line": "300", "lineRule": "exact", "after": "80"}
SYMBOL = {"scale": "103", "letterspacing": "4", "position": "-4", "after": "80", "alignment": "right"}
ORGAN = {"size": "40", "bold": "yes", "scale": "98", "letterspacing": "-4", "line": "390", "before": "109"}
MEASURES: dict[str, tuple[str, str, int, dict[str, str]]] = {
    "series letter": ("header-first", "A/75/345", 0, SYMBOL | {"size": "40"}),
    "symbol": ("header-first", "A/75/345", 1, SYMBOL | {"size": "20"}),
    "United Nations": ("header-first", "United Nations", 0, UNITED_NATIONS),
    "organ": ("header-first", "General Assembly", 0, ORGAN),
    "distribution": ("header-first", "Distr.", 0, AUTO | {"before": "240"}),
    "date": ("header-first", "11 September", 0, BODY),
    "original language": ("header-first", "Original", 0, BODY),
    "session": ("document", "Seventy-fifth", 0, BODY | {"letterspacing": "2", "bold": "yes"}),
    "agenda line": ("document", "Agenda item", 0, BODY),
    "item title": ("document", "Cooperation between", 0, BODY | {"bold": "yes", "right": "4260"}),
    "title": ("document", "Annual performance", 0, HEADING | {"size": "28", "line": "300", "letterspacing": "-2"}),
    "author": ("document", "Report of", 0, HEADING | {"size": "24", "line": "270", "letterspacing": "4"}),
    "summary heading": ("document", "Summary", 0, {"size": "24", "italic": "yes", "before": "240", "after": "120"}),
    "summary": ("document", "The summary", 0, TEXT | {"first": "475"}),
    "14-point heading": ("document", "Introduction", 0, HEADING | {"size": "28", "line": "300", "letterspacing": "-2"}),
    "12-point heading": ("document", "Overall", 0, HEADING | {"size": "24", "line": "270", "letterspacing": "4"}),
    "10-point heading": ("document", "Activities", 0, HEADING | {"size": "20", "line": "240", "letterspacing": "2"}),
    "paragraph": ("document", "First words", 0, TEXT),
    "mark of a note": ("footnotes", "Marked words", 0, NOTE | {"raised": "yes"}),
    "note": ("footnotes", "Marked words", -1, NOTE | {"size": "17", "scale": "104", "raised": ""}),
    "running symbol": ("header-even", "A/75/345", 0, {"size": "17", "bold": "yes"}),
    "page number": ("footer-even", "1/1", 0, {"size": "17", "bold": "yes", "scale": "103"}),
    "running job number": ("footer-default", "20-11922", 0, {"size": "14", "scale": "103"}),
    "job line": ("footer-first", "20-11922 (E)", 0, AUTO),
}
"""Where ours stands (part, first words, run), and the values of the same in the official file."""


@pytest.mark.parametrize("name", MEASURES)
def test_has_the_measures_of_the_template(word: WordReading, name: str) -> None:
    part, words, run, measures = MEASURES[name]
    (paragraph,) = [
        element for element in word.part(f"word/{part}.xml").iter(W + "p") if text_of(element).strip().startswith(words)
    ]
    found = looks(word, paragraph, run)
    assert {key: found.get(key, "") for key in measures} == measures


def test_labels_stand_where_the_template_has_its_tabs(word: WordReading) -> None:
    """Typed numbers in the template: a heading's ends at 1022, its words begin at 1267; a paragraph's words at 1742."""
    levels = {
        element.get(W + "val"): element.getparent() for element in word.part("word/numbering.xml").iter(W + "lvlText")
    }
    heading, paragraph = levels["%2."], levels["%1."]
    assert heading is not None
    assert paragraph is not None
    body = next(level for level in word.part("word/numbering.xml").iter(W + "lvl") if decimal(level))
    assert (tab_of(heading), indent_of(heading)) == ("1267", {"left": "1267", "hanging": "245"})
    assert (tab_of(body), indent_of(body)) == ("1742", {"left": "1267", "firstLine": "0"})


def decimal(level: etree._Element) -> bool:
    return [element.get(W + "val") for element in level.iter(W + "numFmt")] == ["decimal"]


def tab_of(level: etree._Element) -> str:
    return next(level.iter(W + "tab")).get(W + "pos", "")


def indent_of(level: etree._Element) -> dict[str, str]:
    return {etree.QName(name).localname: value for name, value in next(level.iter(W + "ind")).attrib.items()}


def test_masthead_and_running_head_have_the_rules_of_the_template(word: WordReading) -> None:
    rows = word.part("word/header-first.xml").iter(W + "tr")
    heights = [
        (row.find(f"{W}trPr/{W}trHeight"), {rule.get(W + "sz") for rule in row.iter(W + "bottom")}) for row in rows
    ]
    assert [(height.get(W + "val"), rules) for height, rules in heights if height is not None] == [
        ("864", {"4"}),
        ("2880", {"12"}),
    ]
    (rule,) = word.part("word/header-even.xml").iter(W + "bottom")
    assert rule.get(W + "sz") == "2"


# Places

type Place = tuple[float, float]


def end(word: Printed) -> Place:
    """Where a word ends; of what stands at the right, and of numerals, that is what counts."""
    return word.right, word.top


def start(word: Printed) -> Place:
    return word.left, word.top


def under(word: Printed, above: Printed) -> Place:
    """Where a word begins, and how far below another one."""
    return word.left, word.top - above.top


@pytest.fixture(scope="module")
def printed(word: WordReading, tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    pdf = print_out({"report": word.content}, tmp_path_factory.mktemp("geometry"))["report"]
    return pages(pdf)


def with_note(printed: list[Page]) -> Page:
    return next(page for page in printed if any(word.text == "Marked" for word in page.words))


def page_number(page: Page) -> Printed:
    return next(word for word in page.words if word.text[:1].isdigit() and "/" in word.text)


PLACES: dict[str, tuple[Callable[[list[Page]], Place], Place]] = {
    "symbol": (lambda p: end(p[0].find("/75/345")[0]), (552.6, 48.7)),
    "upper rule": (lambda p: p[0].rules[0], (60.0, 65.0)),
    "lower rule": (lambda p: p[0].rules[1], (60.0, 209.5)),
    "United Nations": (lambda p: start(p[0].find("United", "Nations")[0]), (123.4, 46.8)),
    "organ": (lambda p: start(p[0].find("General", "Assembly")[0]), (123.4, 70.7)),
    "distribution": (lambda p: start(p[0].find("Distr.:")[0]), (397.1, 78.8)),
    "date": (lambda p: start(p[0].find("11", "September")[0]), (397.1, 90.6)),
    "original language": (lambda p: start(p[0].find("Original:")[0]), (397.1, 114.6)),
    "session": (lambda p: start(p[0].find("Seventy-fifth")[0]), (60.1, 214.4)),
    "agenda line": (lambda p: start(p[0].find("Agenda", "item")[0]), (60.1, 226.4)),
    "item title": (lambda p: start(p[0].find("Cooperation", "between")[0]), (60.1, 238.4)),
    "title": (lambda p: start(p[0].find("Annual", "performance")[0]), (123.5, 279.6)),
    "author": (lambda p: start(p[0].find("Report", "of")[0]), (123.5, 337.0)),
    "summary heading, under its rule": (
        lambda p: (p[0].find("Summary")[0].left, p[0].find("Summary")[0].top - p[0].rules[2][1]),
        (72.3, 12.2),
    ),
    "summary, under its heading": (
        lambda p: under(p[0].find("The", "summary")[0], p[0].find("Summary")[0]),
        (147.4, 19.6),
    ),
    "numeral of a 14-point heading": (lambda p: (p[0].find("I.", "Introduction")[0].left, 0.0), (102.1, 0.0)),
    "paragraph number, under a 14-point heading": (
        lambda p: under(p[0].find("1.", "First")[0], p[0].find("Introduction")[0]),
        (123.5, 27.8),
    ),
    "first words of a paragraph": (
        lambda p: under(p[0].find("First", "words.")[0], p[0].find("Introduction")[0]),
        (147.2, 27.8),
    ),
    "14-point heading, under a paragraph": (
        lambda p: under(p[0].find("Performance")[0], p[0].find("Last", "words.")[0]),
        (123.5, 29.2),
    ),
    "letter of a 12-point heading": (lambda p: (p[0].find("A.", "Overall")[0].left, 0.0), (98.8, 0.0)),
    "12-point heading, under a 14-point heading": (
        lambda p: under(p[0].find("Overall")[0], p[0].find("Performance")[0]),
        (123.5, 27.4),
    ),
    "10-point heading, under a 12-point heading": (
        lambda p: under(p[0].find("Activities")[0], p[0].find("Overall")[0]),
        (123.5, 25.9),
    ),
    "paragraph number, under a 10-point heading": (
        lambda p: under(p[0].find("3.", "Third")[0], p[0].find("Activities")[0]),
        (123.5, 18.0),
    ),
    "job line": (lambda p: start(p[0].find("20-11922", "(E)")[0]), (65.5, 739.5)),
    "barcode": (lambda p: p[0].pictures[0], (65.4, 749.5)),
    "QR code": (lambda p: p[0].pictures[-1], (498.1, 709.1)),
    "symbol of even pages": (lambda p: start(p[1].find("A/75/345")[0]), (60.1, 52.3)),
    "symbol of odd pages": (lambda p: end(p[2].find("A/75/345")[0]), (552.1, 52.3)),
    "first line of a page": (lambda p: (123.5, p[2].words[1].top), (123.5, 76.6)),
    "page number of even pages": (lambda p: start(page_number(p[1])), (60.1, 748.6)),
    "page number of odd pages": (lambda p: end(page_number(p[2])), (552.1, 748.6)),
    "job number of even pages": (lambda p: end(p[1].find("20-11922")[0]), (552.1, 748.4)),
    "job number of odd pages": (lambda p: start(p[2].find("20-11922")[0]), (60.1, 748.4)),
    "mark of a note": (lambda p: (with_note(p).before(with_note(p).find("Marked")[0]).left, 0.0), (94.7, 0.0)),
    "last line of the notes": (lambda p: start(with_note(p).find("Marked", "words.")[0]), (99.9, 696.8)),
    "end rule": (lambda p: (p[-1].rules[1][0], 0.0), (270.2, 0.0)),
}
"""Where ours stands, and where the official one does."""


@pytest.mark.parametrize("name", PLACES)
def test_stands_where_the_official_one_does(printed: list[Page], name: str) -> None:
    place, official = PLACES[name]
    assert place(printed) == (pytest.approx(official[0], abs=NEAR), pytest.approx(official[1], abs=NEAR))
