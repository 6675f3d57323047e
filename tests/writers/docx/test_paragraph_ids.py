"""The Word file keeps the source of each paragraph, and shows it in drafts with all that only drafts show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from assembler.model.nodes import (
    Deletion,
    Footnote,
    Insertion,
    Placeholder,
    Query,
    Text,
)
from assembler.model.text.hashes import hash_text
from assembler.model.text.plain_text import extract_text
from assembler.writers.docx.document import write
from tests.builders import TEMPLATES, every_node, para, t
from tests.office import pages, print_out
from tests.writers.docx.word_reading import W, has, text_of, text_of_run, value
from tests.writers.docx.word_reports import REPORTS, everything_else, paragraphs, reading, with_blocks

SOURCES = "{urn:report-assembler:sources}"


@pytest.mark.parametrize("name", REPORTS)
def test_each_identified_paragraph_has_one_bookmark_of_its_own(name: str) -> None:
    word = reading(REPORTS[name])
    sources = list(word.part("customXml/item1.xml").iter(f"{SOURCES}source"))
    assert [element.get("paragraph") for element in sources] == [
        paragraph.id for paragraph in paragraphs(REPORTS[name])
    ]
    names = [element.get("bookmark", "") for element in sources]
    assert len(set(names)) == len(names)
    assert set(names) == set(word.bookmarked())
    assert all(re.fullmatch(r"_src_\w{1,35}", bookmark, re.ASCII) for bookmark in names)


def test_sources_say_number_and_hash() -> None:
    report = every_node()
    records = reading(report).part("customXml/item1.xml").iter(f"{SOURCES}source")
    for source, paragraph in zip(records, paragraphs(report), strict=True):
        assert source.tag == f"{SOURCES}source"
        assert source.get("number") == str(paragraph.number or "")
        assert source.get("hash") == hash_text(extract_text(paragraph.content))[:12]


def test_bookmark_of_a_final_holds_the_whole_paragraph() -> None:
    for paragraph in reading(every_node(draft=False)).bookmarked().values():
        tags = [etree.QName(child).localname for child in paragraph]
        assert tags[:2] == ["pPr", "bookmarkStart"]
        assert tags[-1] == "bookmarkEnd"


def test_draft_shows_sources_beside_their_paragraphs() -> None:
    word = reading(every_node())
    sources = word.paragraphs("DraftSource")
    assert [text_of(element) for element in sources] == ["UNHCR, UNDP", "UNHCR", "OSAA", "OSAA"]
    following = [element.getnext() for element in sources]
    assert all(paragraph is not None and paragraph in word.bookmarked().values() for paragraph in following)
    assert all(has(source, "framePr") for source in sources)


@pytest.mark.slow
def test_source_stands_on_the_line_of_its_paragraph(tmp_path: Path) -> None:
    report = with_blocks(para("g#1", 1, "Words.", entities=("UNHCR",)))
    (page, *_) = pages(print_out({"draft": write(report, TEMPLATES)}, tmp_path)["draft"])
    (source,), (number,) = page.find("UNHCR"), page.find("1.")
    assert source.bottom == pytest.approx(number.bottom, abs=1)


def test_draft_carries_queries_as_comments() -> None:
    word = reading(every_node())
    (comment,) = word.part("word/comments.xml")
    assert (comment.get(W + "author"), comment.get(W + "date")) == ("Editor", "2020-09-11T00:00:00Z")
    assert text_of(comment) == "Is this still so?"
    (called,) = word.document.iter(W + "commentReference")
    assert called.get(W + "id") == comment.get(W + "id")


def test_draft_tracks_proposals() -> None:
    document = reading(every_node()).document
    (inserted,), (deleted,) = document.iter(W + "ins"), document.iter(W + "del")
    assert text_of(inserted) == "new"
    assert [element.text for element in deleted.iter(W + "delText")] == ["old"]
    for change in (inserted, deleted):
        assert (change.get(W + "author"), change.get(W + "date")) == ("Editor", "2020-09-11T00:00:00Z")


def test_numbers_of_bookmarks_and_changes_never_meet() -> None:
    document = reading(everything_else()).document
    numbers = [element.get(W + "id") for tag in ("bookmarkStart", "ins", "del") for element in document.iter(W + tag)]
    assert len(set(numbers)) == len(numbers)


def test_draft_is_marked_on_every_page() -> None:
    word = reading(every_node())
    heads = [name for name in word.names if re.match(r"word/header-\w+\.xml", name)]
    assert len(heads) == 3
    assert all(every_node().draft_mark in text_of(word.part(name)) for name in heads)


def test_placeholder_is_highlighted_in_a_draft() -> None:
    runs = [run for run in reading(every_node()).document.iter(W + "r") if "WHO" in text_of_run(run)]
    assert [value(run[0], "highlight") for run in runs] == ["yellow"]


def test_final_shows_nothing_that_only_drafts_show() -> None:
    content = (Placeholder("[missing]"), Deletion(t("old")), Insertion(t("new")), Query("Why?"))
    word = reading(with_blocks(para("g#1", 1, "Text ", *content, entities=("OSAA",)), draft=False))
    assert text_of(next(iter(word.bookmarked().values()))) == "Text [missing]old"
    assert "word/comments.xml" not in word.names
    for tag in ("ins", "del", "highlight", "framePr", "commentReference"):
        assert list(word.document.iter(W + tag)) == []
    assert not any("DRAFT" in text_of(word.part(name)) for name in word.names if "header-" in name)


def test_query_in_a_note_is_asked_where_the_note_is_called() -> None:
    asked = Footnote(((Text("See."), Query("Where?")),), number=1)
    word = reading(with_blocks(para("g#1", 1, "Text", asked)))
    assert [text_of(element) for element in word.part("word/comments.xml")] == ["Where?"]
    assert list(word.part("word/footnotes.xml").iter(W + "commentReference")) == []
