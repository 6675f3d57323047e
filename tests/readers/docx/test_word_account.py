"""Every word of a Word file is accounted for: in the text or in the list of what was left out."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.readers.docx import contribution as docx
from assembler.readers.docx.word_account import find_lost_words
from tests.readers.docx.docx_files import call, deleted, field, heading, inserted, p, r, sdt, table
from tests.readers.docx.docx_files import docx as made
from tests.readers.docx.test_contribution import read


@pytest.mark.parametrize(
    ("file", "accounted", "lost"),
    [
        ("one two", ["one two"], ()),
        ("one two", ["two", "one"], ()),
        ("one two", ["one"], ("two",)),
        ("one one", ["one"], ("one",)),
        ("twentysixty", ["sixty", "twenty"], ()),
        ("twenty sixty", ["twentysixty"], ()),
        ("twentysixty", ["twenty"], ("twentysixty",)),
    ],
)
def test_lost_words_are_found(file: str, accounted: list[str], lost: tuple[str, ...]) -> None:
    assert find_lost_words(file, accounted) == lost


def test_file_of_which_a_word_is_lost_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = docx.collect_file_words
    monkeypatch.setattr(docx, "collect_file_words", lambda *given: whole(*given) + " forgotten")
    _, findings = read(made(p("Some words.")))
    assert [(finding.rule, "“forgotten”" in finding.message) for finding in findings] == [("IN-DOC-09", True)]


WORDS = st.text("ab-1 é‘", min_size=1, max_size=8)
RUNS = st.one_of(
    WORDS.map(r),
    WORDS.map(lambda words: r(words, "<w:i/>")),
    WORDS.map(lambda words: r(words, "<w:vanish/>")),
    WORDS.map(deleted),
    WORDS.map(inserted),
    WORDS.map(lambda words: sdt(r(words), "x")),
    WORDS.map(lambda words: field(" PAGE ", words)),
    WORDS.map(lambda words: f"<w:moveFrom>{r(words)}</w:moveFrom>"),
    st.sampled_from([call("footnote", 1), "<w:r><w:br/></w:r>", '<w:r><w:commentReference w:id="1"/></w:r>']),
)
FORMS = st.sampled_from(["", "<w:rPr><w:del/></w:rPr>", "<w:rPr><w:ins/></w:rPr>"])
LISTS = st.sampled_from([None, (1, 0), (2, 0), (2, 1), (3, 1)])
STYLES = st.sampled_from(["", "Quote", "Caption", "ListBullet", "berschrift1"])
BEGINNINGS = st.sampled_from(["", "1. ", "(a) ", "(i) ", "– ", "2. ", "(b) "])
PARAGRAPHS = st.builds(
    lambda begin, runs, style, number, form: p(begin, *runs, style=style, number=number, form=form),
    *(BEGINNINGS, st.lists(RUNS, max_size=4), STYLES, LISTS, FORMS),
)
BLOCKS = st.one_of(
    PARAGRAPHS,
    PARAGRAPHS.map(sdt),
    st.lists(PARAGRAPHS, min_size=1, max_size=2).map(lambda cells: table(cells, cells)),
    st.just(heading("African Union")),
)


@pytest.mark.slow
@given(st.lists(BLOCKS, max_size=6), st.sampled_from(["au", ""]))
@settings(max_examples=int(os.environ.get("EXAMPLES", "150")), deadline=None)
def test_no_word_of_any_file_is_lost(body: list[str], only: str) -> None:
    data = made(*body, footnotes={1: "A note."}, comments={1: ("A. Person", "Why?")})
    _, findings = read(data, only)
    assert [finding.message for finding in findings if finding.rule == "IN-DOC-09"] == []
