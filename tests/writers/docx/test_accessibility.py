"""The Word file can be read by those who do not see it: headings, tables, pictures, title, and no empty lines."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from lxml import etree

from assembler.model.nodes import Heading, Table
from assembler.model.report import Section
from assembler.model.text.traversal import walk_blocks
from assembler.model.value import replace
from tests.builders import every_node, t
from tests.writers.docx.word_reading import W, WordReading, has, style_of, text_of, value
from tests.writers.docx.word_reports import REPORTS, reading

BODY_TEXT = "9"
"""Word's outline level of what is no heading."""
HEADINGS = ("HCh", "H1", "H23", "H4", "H56")


def outline_of_styles(word: WordReading) -> dict[str, str]:
    """The outline level of each style, its own or that of the style below."""
    styles = {element.get(W + "styleId", ""): element for element in word.part("word/styles.xml").iter(W + "style")}

    def level(identifier: str) -> str:
        style = styles[identifier]
        form, base = style.find(W + "pPr"), value(style, "basedOn")
        own = "" if form is None else value(form, "outlineLvl")
        return own or (level(base) if base else BODY_TEXT)

    return {identifier: level(identifier) for identifier in styles}


def outline(word: WordReading) -> list[int]:
    """The levels of the headings in printed order."""
    styles = outline_of_styles(word)
    found = [
        value(paragraph[0], "outlineLvl") or styles.get(style_of(paragraph), BODY_TEXT)
        for paragraph in word.paragraphs()
        if len(paragraph)
    ]
    return [int(level) for level in found if level != BODY_TEXT]


def test_styles_of_headings_form_one_outline() -> None:
    styles = outline_of_styles(reading(every_node()))
    assert [styles[style] for style in HEADINGS] == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("name", REPORTS)
def test_headings_begin_at_the_top_and_go_down_one_at_a_time(name: str) -> None:
    levels = outline(reading(REPORTS[name]))
    assert levels[0] == 0
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_headings_of_one_level_have_one_style_where_none_stands_above_them() -> None:
    blocks = tuple(Heading(t(words), 3, words) for words in ("One", "Other"))
    section = Section("section-1", "Introduction", 1, blocks=blocks)
    report = replace(every_node(), sections=(section,), annexes=(), summary=None)
    assert outline(reading(report))[-2:] == [1, 1]


def test_nothing_but_headings_is_in_the_outline() -> None:
    word = reading(every_node())
    styles = outline_of_styles(word)
    assert {style for style, level in styles.items() if level != BODY_TEXT} == set(HEADINGS)


@pytest.mark.parametrize("name", REPORTS)
def test_tables_of_the_text_have_a_marked_head_and_a_title(name: str) -> None:
    tables = reading(REPORTS[name]).document.iter(W + "tbl")
    marked = [element for element in tables if element.find(f"{W}tblPr/{W}tblCaption") is not None]
    assert len(marked) == sum(isinstance(block, Table) for block in walk_blocks(REPORTS[name]))
    for table in marked:
        rows = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(W + "tr")]
        assert rows[0]
        assert not any(rows[1:])
        form = table.find(W + "tblPr")
        assert form is not None
        assert value(form, "tblCaption")
        assert int(value(form, "tblLook"), 16) & 0x20


@pytest.mark.parametrize("name", REPORTS)
def test_tables_that_only_arrange_have_no_head(name: str) -> None:
    word = reading(REPORTS[name])
    for root in stories(word):
        for table in root.iter(W + "tbl"):
            if table.find(f"{W}tblPr/{W}tblCaption") is None:
                assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None


@pytest.mark.parametrize("name", REPORTS)
def test_every_picture_says_what_it_shows(name: str) -> None:
    pictures = [element for root in stories(reading(REPORTS[name])) for element in root.iter("{*}docPr")]
    assert len(pictures) == 3
    assert all(picture.get("descr") for picture in pictures)


@pytest.mark.parametrize("name", REPORTS)
def test_title_of_the_file_is_the_one_on_the_page(name: str) -> None:
    """Word shows it in the bar of the window, and says it of PDFs that it makes."""
    word = reading(REPORTS[name])
    (shown,) = word.paragraphs("TitleHCH")
    (title,) = word.part("docProps/core.xml").iter("{http://purl.org/dc/elements/1.1/}title")
    assert title.text == text_of(shown).rstrip("*")


@pytest.mark.parametrize("name", REPORTS)
def test_no_empty_paragraph_makes_room(name: str) -> None:
    word = reading(REPORTS[name])
    empty = [
        paragraph
        for root in stories(word)
        for paragraph in root.iter(W + "p")
        if is_empty(paragraph) and not is_called_for(paragraph)
    ]
    assert [(style_of(element), etree.tostring(element)[:200]) for element in empty] == []


def stories(word: WordReading) -> list[etree._Element]:
    """The roots of the parts that are printed."""
    printed = re.compile(r"word/(document|footnotes|header|footer).*xml")
    return [word.part(name) for name in word.names if printed.fullmatch(name)]


def is_empty(paragraph: etree._Element) -> bool:
    """Whether nothing is printed, and it is no paragraph of the report whose words are all proposed either."""
    shown = paragraph.iter(W + "drawing", W + "footnoteReference", W + "bookmarkStart")
    return not text_of(paragraph).strip() and next(shown, None) is None


def is_called_for(paragraph: etree._Element) -> bool:
    """Whether it draws a rule, or the format wants it: as all of a cell, last after a table, between two tables."""
    before, after, parent = paragraph.getprevious(), paragraph.getnext(), paragraph.getparent()
    assert parent is not None
    under_table = before is not None and before.tag == W + "tbl" and (after is None or after.tag == W + "tbl")
    whole_cell = parent.tag == W + "tc" and len(parent.findall(W + "p")) == 1
    return has(paragraph, "pBdr") or under_table or whole_cell
