"""Every block and every finding knows its true line and column, wherever in the file it stands."""

from __future__ import annotations

import pytest

from assembler.model.contribution import Kind
from assembler.model.nodes import BulletedList, CrossReference, Footnote, LetteredList, ListItem, Query
from assembler.model.text.traversal import walk_block_inlines
from tests.readers.markdown.texts import HEADERS, read

FIRST = HEADERS[Kind.ENTITY].count("\n") + 1
"""The line of the file on which a body begins."""


def place(body: str, words: str) -> tuple[int, int]:
    """Line and column of words in a file."""
    before = body[: body.index(words)]
    return FIRST + before.count("\n"), len(before) - before.rfind("\n")


# In each the fault is the link to “bad”, or the tag, or what else stands between the two arrows.
@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("IN-MD-02", "A line\nand ›[a](bad)‹ more."),
        ("IN-MD-02", "One.\n\n   Two, set in, with ›[a](bad)‹."),
        ("IN-MD-02", "> A quotation\n> with ›[a](bad)‹ in it."),
        ("IN-MD-02", "> > Deep\n> > and ›[a](bad)‹."),
        ("IN-MD-02", "Text:\n\n1. First;\n2. ›[a](bad)‹;\n    - ›[b](bad)‹\n      on ›[c](bad)‹."),
        ("IN-MD-02", "Text:\n\n1. First;\n\n   Further ›[a](bad)‹.\n\n2. Second."),
        ("IN-MD-02", "Table: A ›[t](bad)‹\n\n\n| a | ›[b](bad)‹ |\n| --- | --- |\n| \\| c | x ›[d](bad)‹ |"),
        ("IN-MD-02", "Note.[^n]\n\n[^n]: Words and ›[a](bad)‹.\n\n    More\n    of ›[b](bad)‹ it."),
        ("IN-MD-02", "Note.[^n]\n\n1. Item.\n\n    [^n]: Words and ›[a](bad)‹."),
        ("IN-MD-02", "<!-- Guidance\n\nin two parts. -->\n\nThen ›[a](bad)‹."),
        ("IN-MD-02", "<!-- one\ntwo --> and ›[a](bad)‹."),
        ("IN-MD-02", "{++ added\nand ›[a](bad)‹ ++} {~~x ›[b](bad)‹~>y ›[c](bad)‹~~}"),
        ("IN-MD-02", "*An **emphasised** ›[a](bad)‹* “›[b](bad)‹”."),
        ("IN-MD-01", "[words with ›<b>‹ a tag](https://example.org)"),
        ("IN-MD-01", "[words](#name) and ›`code`‹ and ›![a](b.png)‹"),
        ("IN-MD-01", "Words\n›---‹\nwords"),
        ("IN-MD-04", "Words ›{>>‹ open\n\nand ›<!--‹ open, ›++}‹ shut"),
        ("IN-MD-04", "m<sup>2</sup> and ›<sup>‹ open, ›</sub>‹ shut"),
        ("IN-MD-02", "m<sup>2 ›[a](bad)‹</sup>"),
        ("IN-FN-01", "A\nnote ›[^x]‹ and\n\n- an item ›[^y]‹"),
        ("IN-FN-05", "A note.[^a][^b]\n\n[^a]: One ›[^b]‹.\n[^b]: Two."),
        ("IN-FN-04", "A note.[^a]\n\n[^a]: One\n    ›[^a]‹."),
        ("IN-FN-02", "Text.\n\n›[^a]: One.‹\n\nText."),
        ("IN-FN-03", "Text.[^a]\n\n[^a]: One.\n›[^a]: Two.‹"),
        ("IN-ATR-01", "Text.\n{: #a ›oder=1‹ ›said‹ }"),
        ("IN-ATR-01", "Text.\n{: #a ›#b‹ order=1 ›order=2‹ }"),
        ("IN-ATR-01", "Text:\n\n1. Item.\n  ›{: #a }‹"),
        ("IN-ATR-01", "Text.[^a]\n\n[^a]: Note.\n›{: #a }‹"),
        ("IN-ATR-01", "Text ›{: #a }‹ goes on."),
        ("IN-ATR-01", "Text.\n›{: said he }‹\nText."),
        ("IN-THM-01", "##   ›Human right‹ ##\n\nText."),
        ("IN-TBL-02", "Table: t\n\n| a | b |\n|---|---|\n| ›‹1 | 2 | 3 |"),
    ],
)
def test_fault_is_found_at_its_characters(rule: str, body: str) -> None:
    plain, expected = "", []
    line, column = FIRST, 1
    for character in body:
        if character == "›":
            expected.append((line, column))
        elif character != "‹":
            plain += character
            line, column = (line + 1, 1) if character == "\n" else (line, column + 1)
    found = [finding.source for finding in read(plain)[1] if finding.rule == rule]
    assert sorted((source.line, source.column) for source in found) == expected


def items(block: LetteredList | BulletedList) -> list[ListItem]:
    return [one for item in block.items for one in (item, *(inner for below in item.below for inner in items(below)))]


def test_items_know_their_own_lines() -> None:
    body = "Text:\n1. First;\n2. Second:\n    - below;\n\n    - below too;\n\n3. Third."
    _, found = read(body)[0].blocks
    assert isinstance(found, LetteredList)
    places = [(item.source.line, item.source.column) for item in items(found)]
    marks = ("1. First", "2. Second", "- below;", "- below too", "3. Third")
    assert places == [place(body, words) for words in marks]


def test_blocks_know_where_they_begin() -> None:
    body = "One.\n## Human rights\nTwo.\n> Three.\n\nTable: t\n\n|a|b|\n|-|-|\nFour.\n- Five.\n\n  \n```\nsix\n```"
    found = [(block.source.line - FIRST + 1, block.source.column) for block in read(body)[0].blocks]
    assert found == [(1, 1), (3, 1), (4, 1), (6, 1), (10, 1), (11, 1), (14, 1)]


def test_marks_in_notes_know_their_places() -> None:
    body = "A note.[^a]\n\n[^a]: See [para.](#x)\n    and {>> why? <<}."
    inlines = list(walk_block_inlines(read(body)[0].blocks))
    reference = next(inline for inline in inlines if isinstance(inline, CrossReference))
    query = next(inline for inline in inlines if isinstance(inline, Query))
    note = next(inline for inline in inlines if isinstance(inline, Footnote))
    assert (reference.source.line, reference.source.column) == place(body, "[para.]")
    assert (query.source.line, query.source.column, query.source.end_column) == (*place(body, "{>>"), 21)
    assert (note.source.line, note.source.column, note.source.end_line) == (FIRST + 2, 1, FIRST + 3)
