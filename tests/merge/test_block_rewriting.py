"""Lines of blocks changed to say other ones: the file then reads as wished, and no more lines change than must."""

from __future__ import annotations

import pytest

from assembler.merge.block_rewriting import Anchor, NewBlock, OldBlock, rewrite_blocks
from assembler.merge.line_buffer import Inserted, LineBuffer
from assembler.merge.normal_form import Blocks, normalize_blocks
from assembler.model.contribution import Kind
from assembler.model.nodes import Block, CrossReference, Paragraph
from assembler.model.vocabulary import Vocabulary
from assembler.readers.decoding import decode_leniently
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.markdown.outline import read_outline
from assembler.readers.text_file import TextFile
from assembler.writers.markdown.blocks import print_each_block

KEY = "consolidated/au"
HEADER = "---\norganization: au\n---\n\n"


def read(text: str, kind: Kind = Kind.GENERAL) -> Blocks:
    text_file = TextFile("x.md", kind, KEY, "en", None, Vocabulary({}, {}))
    return read_markdown(text.encode(), text_file)[0].blocks


def compared(blocks: Blocks) -> Blocks:
    def naming(reference: CrossReference) -> tuple[str, str]:
        return reference.first, reference.last

    return normalize_blocks(blocks, "en", naming)


def changes(text: str, blocks: Blocks, wished: Blocks) -> tuple[str, list[Anchor]]:
    """A text of some blocks changed to say others, and where each of those ends."""
    found = read_outline(decode_leniently(text.encode()), blocks)
    old = list(map(OldBlock, blocks, compared(blocks), found.blocks))
    new = list(map(NewBlock, wished, compared(wished), print_each_block(wished, KEY)[0]))
    lines = LineBuffer(text.encode(), found.crossing_comments)
    anchors = rewrite_blocks(lines, old, new)
    return lines.to_bytes().decode(), anchors


def changed(text: str, wished: str) -> str:
    """A text changed to say what another one says."""
    made, _ = changes(text, read(text), read(wished))
    assert compared(read(made)) == compared(read(wished))
    return made


def ends(text: str, wished: str) -> list[int | str]:
    """The lines, or the words of the new pieces, with which the blocks end."""
    _, anchors = changes(text, read(text), read(wished))
    return [inline.text if isinstance(inline, Inserted) else inline for inline in anchors]


# Paragraphs, headings, quotations


@pytest.mark.parametrize(
    ("text", "wished", "made"),
    [
        ("One\non two lines.\n\nTwo.\n", "One\non two lines.\n\nTwo.\n", "One\non two lines.\n\nTwo.\n"),
        ("One\non two lines.\n\nTwo\n  lines.\n", "Other.\n\nTwo lines.\n", "Other.\n\nTwo\n  lines.\n"),
        ("One.\n\nTwo.\n\nThree.\n", "One.\n\nThree.\n", "One.\n\nThree.\n"),
        ("One.\n\nThree.\n", "One.\n\nTwo.\n\nThree.\n", "One.\n\nTwo.\n\nThree.\n"),
        ("Two.\n", "One.\n\nTwo.\n\nThree.\n", "One.\n\nTwo.\n\nThree.\n"),
        ("> A\n> quotation.\n", "> Another.\n", "> Another.\n"),
        ("##  A\n", "## XB\n", "##  XB\n"),
        ("###\tA\n", "### C\\# #2\n", "###\tC# #2\n"),
        ("## A\n", "### B\n", "### B\n"),
        ("Two\nlines.\n\n- a\n", "> q\n\nTwo lines.\n\n- a\n", "> q\n\nTwo\nlines.\n\n- a\n"),
        ("One.\n", "- a\n\nOne.\n", "- a\n\nOne.\n"),
        ("One.\n\n- a\n", "- b\n\nTwo.\n", "- b\n\nTwo.\n"),
        ("One.\n\n> q\n\n- a\n\nTwo.\n", "- b\n\nThree.\n", "- b\n\nThree.\n"),
    ],
)
def test_blocks_say_what_they_are_to_say(text: str, wished: str, made: str) -> None:
    assert changed(text, wished) == made


def test_guidance_stays_before_the_words_among_which_it_stood() -> None:
    text = "One <!-- why? -->\nand <!-- two\nlines --> more.\n"
    assert changed(text, "Other.\n") == "<!-- why? -->\n<!-- two\nlines -->\nOther.\n"
    assert changed("- a\n<!-- why? -->\n- b\n", "- x\n- y\n- z\n") == "<!-- why? -->\n- x\n- y\n- z\n"


def test_guidance_on_lines_of_its_own_stays_there() -> None:
    text = "- a\n<!-- why? -->\n1. b\n<!-- so -->\n\nOne.\n"
    assert changed(text, "- c\n1. b\n\nTwo.\n") == text.replace("- a", "- c").replace("One", "Two")
    assert changed(text, "1. b\n\nOne.\n") == text.removeprefix("- a\n")


GUIDANCE = "<!-- why?\n\nso? -->"


@pytest.mark.parametrize(
    ("text", "wished", "made"),
    [
        (f"One. {GUIDANCE}\n\nTwo.\n", "New.\n\nTwo.\n", f"New.\n\n{GUIDANCE}\n\nTwo.\n"),
        (f"One. {GUIDANCE}\n\nTwo.\n", "Two.\n", f"{GUIDANCE}\n\nTwo.\n"),
        (f"One. <!-- a --> {GUIDANCE} \n", "Two.\n", f"<!-- a -->\nTwo.\n\n{GUIDANCE}\n"),
        (f"- a\n- b {GUIDANCE}\n\nOne.\n", "- c\n- b\n\nOne.\n", f"- c\n- b\n\n{GUIDANCE}\n\nOne.\n"),
        (f"- a\n- b {GUIDANCE}\n", "- a\n- c\n", f"- a\n- c\n\n{GUIDANCE}\n"),
        (f"One. {GUIDANCE}\n", "One.\n\nTwo.\n", f"One.\n\nTwo.\n\n{GUIDANCE}\n"),
        (f"One. {GUIDANCE}\nTwo.\n", "New.\n\nTwo.\n", f"New.\n\n{GUIDANCE}\n\nTwo.\n"),
        (f"One. {GUIDANCE} Two.\n", "Two.\n", f"{GUIDANCE}\n\nTwo.\n"),
        (f"One. {GUIDANCE} Two.\n", "One.\n", f"One.\n\n{GUIDANCE}\n"),
        (f"One. {GUIDANCE} Two.\n", "One.\n\nNew.\n", f"One.\n\n{GUIDANCE}\n\nNew.\n"),
        (f"One. {GUIDANCE} Two.\n", "One.\n\nNew.\n\nTwo.\n", f"One.\n\nNew.\n\n{GUIDANCE}\n\nTwo.\n"),
        (f"{GUIDANCE} Two.\n\nThree.\n", "New.\n\nThree.\n", f"{GUIDANCE}\n\nNew.\n\nThree.\n"),
        (f"One. {GUIDANCE}{GUIDANCE} Two.\n", "Two.\n", f"{GUIDANCE}\n\n{GUIDANCE}\n\nTwo.\n"),
        (f"> One. {GUIDANCE} Two\n", "> One.\n\nNew.\n", f"> One.\n\n{GUIDANCE}\n\nNew.\n"),
        (f"One. {GUIDANCE} Two.\n", "One.\n\nTwo.\n", f"One. {GUIDANCE} Two.\n"),
    ],
)
def test_guidance_over_empty_lines_stays_and_never_becomes_text(text: str, wished: str, made: str) -> None:
    assert changed(text, wished) == made


def test_blocks_end_with_their_last_lines_or_with_new_pieces() -> None:
    assert ends("One\ntwo.\n\nThree.\n", "One two.\n\nNew.\n\nThree.\n") == [2, "New.", 4]
    assert ends("Two.\n", "New.\n\n> q\n\nTwo.\n") == ["New.", "> q", 1]
    assert ends("One.\n\nTwo.\n\nThree.\n", "One.\n\nFour.\n") == [1, 3]
    assert ends("One.\n\n> q\n\n- a\n", "- b\n\n> r\n") == [5, "> r"]


# Attributes


def attributed(text: str, wished: str, named: str | None = None) -> str:
    """A paragraph of a consolidated text changed to be another one; `named` is its identifier, if not its place."""
    old, new = read(HEADER + text, Kind.CONSOLIDATED), read(HEADER + wished, Kind.CONSOLIDATED)
    made, _ = changes(HEADER + text, old, tuple(identified(block, named) for block in new))
    return made.removeprefix(HEADER)


def identified(block: Block, name: str | None) -> Block:
    if not isinstance(block, Paragraph):
        return block
    id = f"{KEY}#{name}" if name else "" if name == "" else block.id
    return Paragraph(block.content, id, origins=block.origins)


THREE = '{: #three from="who/au#p1 unhcr/au#p1" }'
ONE, BOTH = '{: #one from="who/au#p1" }', '{: #one from="who/au#p1 unhcr/au#p1" }'


@pytest.mark.parametrize(
    ("text", "wished", "made"),
    [
        (f"One\nand two.\n{ONE}\n", f"Three.\n{ONE}\n", f"Three.\n{ONE}\n"),
        (f"One\nand two.\n{ONE}\n", f"One and two.\n{BOTH}\n", f"One\nand two.\n{BOTH}\n"),
        ("One. <!-- a\n\nb -->\n", f"One.\n{ONE}\n", f"One.\n{ONE}\n\n<!-- a\n\nb -->\n"),
        ("One. <!-- a\nb -->\n", f"One.\n{ONE}\n", f"One. <!-- a\nb -->\n{ONE}\n"),
        ("One\nand two.\n", f"One and two.\n{ONE}\n", f"One\nand two.\n{ONE}\n"),
        ("One\nand two.\n", f"Three.\n{BOTH}\n", f"Three.\n{BOTH}\n"),
        (f"One.\n{ONE}\n", 'One.\n{: #two from="who/au#p1" }\n', 'One.\n{: #two from="who/au#p1" }\n'),
        ('One.\n{:  #one  from="who/au#p1"}\n', f"One.\n{ONE}\n", 'One.\n{:  #one  from="who/au#p1"}\n'),
        ('One.\n{:  #one  from="who/au#p1"}\n', f"Two.\n{ONE}\n", 'Two.\n{:  #one  from="who/au#p1"}\n'),
        (
            f"One.\n{ONE}\n\nTwo.\n",
            f"One.\n{ONE}\n\nNew.\n{THREE}\n\nTwo.\n",
            f"One.\n{ONE}\n\nNew.\n{THREE}\n\nTwo.\n",
        ),
        (f"One.\n{ONE}\n\nTwo.\n", "Two.\n", "Two.\n"),
    ],
)
def test_paragraph_carries_the_attributes_that_it_is_to_have(text: str, wished: str, made: str) -> None:
    assert attributed(text, wished) == made


def test_paragraph_keeps_the_attributes_that_are_typed_where_no_other_name_is_wished() -> None:
    typed = 'One.\n{:  #one  from="who/au#p1"}\n'
    assert attributed(typed, f"One.\n{ONE}\n", "") == typed
    assert attributed("One.\n", "Two.\n", "") == "Two.\n"
    assert attributed("One.\n", "One.\n", "one") == "One.\n{: #one }\n"


# Lists


@pytest.mark.parametrize(
    ("text", "wished", "made"),
    [
        ("1) one\n2) two\n", "1. one\n2. three\n", "1) one\n2) three\n"),
        ("* one\n+ two\n", "- three\n- two\n", "* three\n+ two\n"),
        ("1. one\n  going on\n2. two\n  too\n", "1. one going on\n2. three\n", "1. one\n  going on\n2. three\n"),
        ("- one\n  going on\n\n- two\n", "- three\n- two\n", "- three\n\n- two\n"),
        ("- one\n    - below\n- two\n", "- one\n    - above\n- two\n", "- one\n    - above\n- two\n"),
        ("- one\n    - below\n- two\n", "- three\n    - below\n- two\n", "- three\n    - below\n- two\n"),
        ("- one\n    1. below\n", "- one\n    - below\n", "- one\n    - below\n"),
        ("- one\n    - below\n", "- one\n- below\n", "- one\n- below\n"),
        ("- a\n    - b\n        1. c\n", "- a\n    - b\n    1. c\n", "- a\n    - b\n    1. c\n"),
        ("- a\n    - b\n        - c\n", "- a\n    - b\n    - c\n", "- a\n    - b\n    - c\n"),
        ("- one\n- two\n", "- one\n    - two\n", "- one\n    - two\n"),
        ("*  one\n*  two\n", "- one\n- two\n- three\n", "- one\n- two\n- three\n"),
        ("*  one\n*  two\n*  three\n", "- one\n- two\n", "- one\n- two\n"),
        ("- a\n    - b\n- c\n    - d\n", "- a\n    - b\n    - c\n- d\n", "- a\n    - b\n    - c\n- d\n"),
        (
            "- a\n    1. b\n    - c\n    - d\n",
            "- a\n    1. b\n    2. c\n    - d\n",
            "- a\n    1. b\n    2. c\n    - d\n",
        ),
        ("- a\n    - b\n- c\n", "- a\n    - b\n    - c\n", "- a\n    - b\n    - c\n"),
        ("* a\n  on\n    + b\n", "- a on\n    - c\n", "* a\n  on\n    + c\n"),
        ("- a\n    - b\n\n    <!-- -->\n\n    - c\n", "- a\n- b\n- c\n", "- a\n- b\n- c\n"),
        ("- one\n<!--\n- no\n-->\n- two\n", "- one\n- three\n", "<!--\n- no\n-->\n- one\n- three\n"),
        ("- one <!-- why? -->\n- two\n", "- three\n- four\n", "<!-- why? -->\n- three\n- four\n"),
        ("10. one\n2. two\n", "1. one\n2. three\n", "10. one\n2. three\n"),
        ("- one <!-- why? -->\n- two\n", "- one\n- three\n", "- one <!-- why? -->\n- three\n"),
        ("- one <!-- why? -->\n- two\n", "- three\n- two\n", "<!-- why? -->\n- three\n- two\n"),
        ("- one\n  <!-- why? -->\n- two\n", "- three\n- two\n", "<!-- why? -->\n- three\n- two\n"),
        ("- one\n\n<!-- -->\n\n- two\n", "- one\n\n<!-- -->\n\n- three\n", "- one\n\n<!-- -->\n\n- three\n"),
        ("- one\n", "- one\n\n<!-- -->\n\n- two\n", "- one\n\n<!-- -->\n\n- two\n"),
        ("- one\n", "- one\n\n1. two\n", "- one\n\n1. two\n"),
    ],
)
def test_only_the_items_change_that_are_others_where_the_list_has_the_same_shape(
    text: str, wished: str, made: str
) -> None:
    assert changed(text, wished) == made


# Tables

TABLE = "Table: Figures\n\n| A | B |\n|---|--:|\n| a |1|\n|b| 2 |\n"


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("|b| 2 |", "|b| 3 |", "|b| 2 |", "| b | 3 |"),
        ("| A | B |", "| A | C |", "| A | B |", "| A | C |"),
        ("Table: Figures", "Table: More", "Table: Figures", "Table: More"),
    ],
)
def test_only_the_rows_change_that_are_others(old: str, new: str, gone: str, come: str) -> None:
    assert changed(TABLE, TABLE.replace(old, new)) == TABLE.replace(gone, come)


PRINTED = "Table: Figures\n\n| A | B |\n| --- | --: |\n| a | 1 |\n| b | 2 |\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| b | 2 |\n", ""),
        ("| b | 2 |\n", "| b | 2 |\n| c | 3 |\n"),
        ("--: |", "--- |"),
        ("Table: Figures\n\n", ""),
        (" B |\n| --- | --: |\n| a | 1 |\n| b | 2 |", " B | C |\n| --- | --: | --- |\n| a | 1 | x |\n| b | 2 | y |"),
    ],
)
def test_table_of_another_shape_is_printed_anew(old: str, new: str) -> None:
    assert changed(TABLE, PRINTED.replace(old, new)) == PRINTED.replace(old, new)


def test_table_without_caption_and_guidance_among_rows() -> None:
    bare = TABLE.partition("\n\n")[2]
    assert changed(bare, bare.replace("1", "4")) == bare.replace("| a |1|", "| a | 4 |")
    guided = TABLE.replace("| a |1|", "| a <!-- why? --> |1|")
    assert changed(guided, TABLE.replace("2", "3")) == guided.replace("|b| 2 |", "| b | 3 |")
    assert changed(guided, TABLE.replace("1", "3")) == "<!-- why? -->\n" + PRINTED.replace("1", "3")
    guided = "<!-- why? -->\n" + TABLE
    assert changed(guided, TABLE.replace("1", "3")) == guided.replace("| a |1|", "| a | 3 |")
    guided = TABLE.replace("| A", "<!-- why?\n\nwhy? -->| A")
    assert changed(guided, TABLE.replace("1", "3")) == "<!-- why?\n\nwhy? -->\n" + PRINTED.replace("1", "3")
