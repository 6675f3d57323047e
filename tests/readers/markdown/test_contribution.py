"""A Markdown file to nodes: what a contributor types is what the report holds."""

from __future__ import annotations

import pytest

from assembler.model.contribution import Kind
from assembler.model.nodes import (
    BlockQuotation,
    BulletedList,
    CrossReference,
    Deletion,
    Emphasis,
    Footnote,
    Heading,
    Insertion,
    LetteredList,
    Link,
    Paragraph,
    Query,
    Quotation,
    Strong,
    Subscript,
    Superscript,
    Symbol,
    Table,
    Text,
)
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_block_inlines
from assembler.readers.markdown.contribution import read_markdown
from assembler.writers.markdown.blocks import print_blocks
from tests.readers.markdown.texts import HEADERS, blocks, read, text_file


def paragraph(body: str, kind: Kind = Kind.ENTITY) -> Paragraph:
    (block,) = blocks(body, kind)
    assert isinstance(block, Paragraph)
    return block


def test_lines_of_a_paragraph_are_joined() -> None:
    found = paragraph("One line\nand  another.")
    assert found.content == (Text("One line and another."),)
    assert (found.id, found.source.line) == ("unhcr/au#p1", 7)


def test_emphasis_and_its_language() -> None:
    found = paragraph("A *Printemps de la francophonie*{: lang=fr } and **bold** *x*.")
    assert found.content == (
        Text("A "),
        Emphasis((Text("Printemps de la francophonie"),), "fr"),
        Text(" and "),
        Strong((Text("bold"),)),
        Text(" "),
        Emphasis((Text("x"),)),
        Text("."),
    )


def test_links_and_quotations_and_symbols() -> None:
    found = paragraph("See [the page](https://www.un.org/) on “*peace* and” resolution 2457 (2019).")
    assert found.content == (
        Text("See "),
        Link((Text("the page"),), "https://www.un.org/"),
        Text(" on "),
        Quotation("“", (Emphasis((Text("peace"),)), Text(" and")), "”"),
        Text(" resolution "),
        Symbol("2457\u00a0(2019)", "https://docs.un.org/en/S/RES/2457(2019)"),
        Text("."),
    )


def test_superscripts_and_subscripts() -> None:
    content = paragraph(
        r"Approved<sup>*a* b</sup>, [H<sub>2</sub>O](https://un.org) and \<sup>x\</sup>.<sup></sup>"
    ).content
    assert content == (
        Text("Approved"),
        Superscript((Emphasis((Text("a"),)), Text(" b"))),
        Text(", "),
        Link((Text("H"), Subscript((Text("2"),)), Text("O")), "https://un.org"),
        Text(" and <sup>x</sup>."),
    )


def test_unclosed_quotation_stays_words() -> None:
    assert paragraph("He said “yes.").content == (Text("He said “yes."),)


def test_note_stands_in_its_sentence() -> None:
    found = paragraph("A note.[^a]\n\n[^a]: The *text*.\n\n    A second paragraph of it.")
    note = found.content[1]
    assert isinstance(note, Footnote)
    assert [extract_text(content) for content in note.content] == ["The text.", "A second paragraph of it."]
    assert (note.label, note.source.line) == ("a", 9)


def test_attributes_name_and_order() -> None:
    first, second = blocks("One.\n{: #summit order=2 }\n\nTwo.")
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (first.id, first.order, second.id) == ("unhcr/au#summit", 2, "unhcr/au#p2")


def test_sources_of_a_consolidated_paragraph() -> None:
    found = paragraph('Text.\n{: from="unhcr/au#p1@0123456789ab who/au#x" }', Kind.CONSOLIDATED)
    assert [(origin.paragraph, origin.hash) for origin in found.origins] == [
        ("unhcr/au#p1", "0123456789ab"),
        ("who/au#x", ""),
    ]


def test_theme_is_noted_and_not_printed() -> None:
    assert paragraph("## Human rights\n\nText.").theme == "Human rights"


def test_headings_of_general_text_stay() -> None:
    heading, below, _ = blocks("## Findings\n\n### Of one kind\n\nText.", Kind.GENERAL)
    assert isinstance(heading, Heading)
    assert isinstance(below, Heading)
    assert (heading.level, below.level) == (2, 3)


def test_list_with_a_list_below() -> None:
    _, found = blocks("Three items:\n\n1. First;\n2. Second:\n    1. Below;\n    2. Below too;\n3. Third.")
    assert isinstance(found, LetteredList)
    assert [extract_text(item.content) for item in found.items] == ["First;", "Second:", "Third."]
    (below,) = found.items[1].below
    assert [extract_text(item.content) for item in below.items] == ["Below;", "Below too;"]


def test_loose_list_is_one_list() -> None:
    _, found = blocks("Two items:\n\n1. First;\n\n2. Second.")
    assert isinstance(found, LetteredList)
    assert [extract_text(item.content) for item in found.items] == ["First;", "Second."]


def test_bullets_and_quotation() -> None:
    _, bullets, quotation = blocks("Text:\n\n- One\n- Two\n\n> Quoted words\n> go on.")
    assert isinstance(bullets, BulletedList)
    assert isinstance(quotation, BlockQuotation)
    assert [extract_text(content) for content in quotation.content] == ["Quoted words go on."]


def test_quotation_goes_on_without_its_mark() -> None:
    (quotation,) = blocks("> > Quoted words\ngo on.\n>\n> More.")
    assert isinstance(quotation, BlockQuotation)
    assert [extract_text(content) for content in quotation.content] == ["Quoted words go on.", "More."]


def test_list_below_may_be_set_in_by_two_columns() -> None:
    (found,) = blocks("- First:\n  1. below;\n  2. below too;\n- Second.")
    assert isinstance(found, BulletedList)
    assert [extract_text(item.content) for item in found.items] == ["First:", "Second."]
    assert [type(below) for below in found.items[0].below] == [LetteredList]


def test_list_and_table_may_follow_a_paragraph_directly() -> None:
    found = blocks("Two items:\n1. First;\n2. Second.\n\nIn the year\n2019. A line.\nTable: t\n| a |\n|---|\nText.")
    assert [type(block) for block in found] == [Paragraph, LetteredList, Paragraph, Table, Paragraph]


def test_words_in_the_marks_of_attributes_stay_words() -> None:
    contribution, findings = read("He left the room\n{: said she }")
    (block,) = contribution.blocks
    assert isinstance(block, Paragraph)
    assert extract_text(block.content) == "He left the room {: said she }"
    assert [finding.rule for finding in findings] == ["IN-ATR-01"]


def test_row_with_too_many_cells_keeps_them() -> None:
    contribution, findings = read("Table: t\n\n| a |\n|---|\n| b | c |\n", Kind.GENERAL)
    (table,) = contribution.blocks
    assert isinstance(table, Table)
    assert [[extract_text(cell) for cell in row] for row in (table.head, *table.rows)] == [["a", ""], ["b", "c"]]
    assert [finding.rule for finding in findings] == ["IN-TBL-02"]


def test_note_in_a_list_does_not_cut_it() -> None:
    (found,) = blocks("1. First.[^a]\n\n    [^a]: The note.\n\n2. Second.")
    assert isinstance(found, LetteredList)
    assert len(found.items) == 2
    assert isinstance(found.items[0].content[-1], Footnote)


def test_note_of_a_note_is_refused() -> None:
    _, findings = read("One.[^a] Two.[^b]\n\n[^a]: A.[^b]\n[^b]: B.")
    assert [finding.rule for finding in findings] == ["IN-FN-05"]


def test_note_may_be_cited_twice() -> None:
    notes = [node for node in walk_block_inlines(blocks("One.[^a] Two.[^a]\n\n[^a]: A.")) if isinstance(node, Footnote)]
    assert [extract_text(note.content[0]) for note in notes] == ["A.", "A."]


def test_spaces_inside_a_proposal_are_kept() -> None:
    found = paragraph("In{++ the++} end{-- of it--}.").content
    assert [node.content for node in found if isinstance(node, Insertion | Deletion)] == [
        (Text(" the"),),
        (Text(" of it"),),
    ]


def test_address_of_a_link_may_have_brackets_and_marks() -> None:
    found = paragraph("[S](https://docs.un.org/en/S/RES/2457(2019)) <https://x.org/*a*_b_> <a@x.org>").content
    assert [node.target for node in found if isinstance(node, Link)] == [
        "https://docs.un.org/en/S/RES/2457(2019)",
        "https://x.org/*a*_b_",
    ]
    assert extract_text(found).endswith("<a@x.org>")


def test_emphasis_in_emphasis_is_one() -> None:
    assert paragraph("*a *b* c*").content == (Emphasis((Text("a b c"),)),)


def test_table_with_title() -> None:
    (table,) = blocks("Table: A title\n\n| A | B |\n| --- | --: |\n| a | 1 |\n| b | 2 |", Kind.GENERAL)
    assert isinstance(table, Table)
    assert extract_text(table.caption) == "A title"
    assert [[extract_text(cell) for cell in row] for row in (table.head, *table.rows)] == [
        ["A", "B"],
        ["a", "1"],
        ["b", "2"],
    ]
    assert table.alignments == ("left", "right")


def test_cross_references() -> None:
    found = [
        i for i in walk_block_inlines(blocks("A [para.](#x) [para.](who/au#y) [paras.](#x..z).")) if type(i) is not Text
    ]
    assert [(i.first, i.last) for i in found if isinstance(i, CrossReference)] == [
        ("unhcr/au#x", ""),
        ("who/au#y", ""),
        ("unhcr/au#x", "unhcr/au#z"),
    ]


def test_critic_marks() -> None:
    found = paragraph("In {>> or 2020? <<}2019 {++the++}{--two--} {~~first~>second~~} met.").content
    assert [type(inline) for inline in found if not isinstance(inline, Text)] == [
        Query,
        Insertion,
        Deletion,
        Deletion,
        Insertion,
    ]


@pytest.mark.parametrize(
    "guidance", ["<!-- why? -->", "  <!-- a | b -->", "<!-- why?\nso? -->", "<!-- a -->\n<!-- b -->"]
)
@pytest.mark.parametrize("above", ["Table: Work", "| a | b |", "| --- | --- |", "| 1 | 2 |"])
def test_guidance_between_the_rows_of_a_table_parts_nothing(above: str, guidance: str) -> None:
    typed = "Table: Work\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |"
    found = blocks(typed.replace(above, f"{above}\n{guidance}"), Kind.GENERAL)
    assert print_blocks(found, "general/introduction").strip() == typed


ON_SEVERAL_LINES = pytest.mark.parametrize(
    "guidance", ["<!-- why?\nso? -->", "<!-- why?\n\nso?\n-->", "<!--\nwhy?\nso?\n-->"]
)


@ON_SEVERAL_LINES
@pytest.mark.parametrize("before", ["Table: Work", "| a | b |", "| --- | --- |", "| 1 | 2 |"])
def test_guidance_that_begins_behind_a_row_of_a_table_parts_nothing(before: str, guidance: str) -> None:
    typed = "Table: Work\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |"
    found = blocks(typed.replace(before, f"{before} {guidance}"), Kind.GENERAL)
    assert print_blocks(found, "general/introduction").strip() == typed


@ON_SEVERAL_LINES
@pytest.mark.parametrize("ending", ["", "\n", "\n\n", "  "])
def test_guidance_that_begins_behind_a_heading_is_no_text(guidance: str, ending: str) -> None:
    heading, words = blocks(f"## Human rights {guidance}{ending}Words.", Kind.GENERAL)
    assert isinstance(heading, Heading)
    assert isinstance(words, Paragraph)
    assert (extract_text(heading.content), extract_text(words.content)) == ("Human rights", "Words.")
    assert words.source.line == 1 + f"{guidance}{ending}".count("\n")


@ON_SEVERAL_LINES
def test_guidance_that_begins_behind_attributes_is_no_text(guidance: str) -> None:
    found = paragraph(f"Words.\n{{: #name }} {guidance}")
    assert (found.id, found.content) == ("unhcr/au#name", (Text("Words."),))


def test_guidance_between_empty_lines_parts_lists() -> None:
    assert len(blocks("- a\n\n<!-- -->\n\n- b\n\n<!-- -->\n- c")) == 3


def test_guidance_is_no_text() -> None:
    found = paragraph("<!-- Say what was done.\n\nIn two paragraphs. -->\n\nText <!-- here -->ends.")
    assert (extract_text(found.content), found.source.line) == ("Text ends.", 11)


def test_escaped_marks_are_words() -> None:
    assert paragraph(r"Five \* six \[^a] and 2 * 3 * 4.").content == (Text("Five * six [^a] and 2 * 3 * 4."),)


def test_refused_constructs_are_printed_as_typed() -> None:
    contribution, findings = read("A <u>word</u>, `code`, ![picture](x.png) & &amp; $5 and {{ x }}.")
    (block,) = contribution.blocks
    assert isinstance(block, Paragraph)
    assert extract_text(block.content) == "A <u>word</u>, `code`, ![picture](x.png) & &amp; $5 and {{ x }}."
    assert {finding.rule for finding in findings} == {"IN-MD-01"}


def test_composed_and_decomposed_text_are_the_same() -> None:
    assert read("C\u00f4te d’Ivoire.")[0] == read("Co\u0302te d’Ivoire.")[0]


def test_line_ends_and_byte_order_mark() -> None:
    text = HEADERS[Kind.ENTITY] + "One.\n\nTwo."
    windows = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert read_markdown(windows, text_file()) == read_markdown(text.encode(), text_file())
