"""What is printed as Markdown reads back to the same nodes, places aside."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from assembler.model.contribution import Kind
from assembler.model.finding import Source
from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    CrossReference,
    Deletion,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Insertion,
    LetteredList,
    Link,
    ListItem,
    Origin,
    Paragraph,
    Placeholder,
    Query,
    Quotation,
    Strong,
    Subscript,
    Superscript,
    Symbol,
    Table,
    Text,
)
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.value import Value, as_dict, replace
from assembler.writers.markdown.blocks import print_blocks
from tests.readers.docx.test_conservation import FRAGMENTS, written
from tests.readers.markdown.texts import KEYS, read
from tests.strategies import blocks as any_blocks

type Inlines = tuple[Inline, ...]

SIGNS = "ab1é.,:;!?*_[](){}<>#+-~=|\\`&^$'\u00a0"
ADDRESSES = ("https://example.org/a_(b)", "https://example.org/|\\[x](y", "mailto:a_b@example.org")
SYMBOL = Symbol("A/75/345", "https://docs.un.org/en/A/75/345")
# What may not stand in a node of each kind, however deep.
BARRED: dict[str, frozenset[str]] = {
    "emphasis": frozenset({"emphasis"}),
    "strong": frozenset({"strong"}),
    "quotation": frozenset({"quotation"}),
    "superscript": frozenset({"superscript", "subscript"}),
    "subscript": frozenset({"superscript", "subscript"}),
    "insertion": frozenset({"insertion", "deletion"}),
    "deletion": frozenset({"insertion", "deletion"}),
    "link": frozenset({"link", "reference", "note"}),
    "reference": frozenset({"link", "reference", "note"}),
    "note": frozenset({"note"}),
}


def bare(value: Any) -> Any:
    """A value without places."""
    if isinstance(value, tuple):
        return tuple(map(bare, value))
    if not isinstance(value, Value):
        return value
    contents = (getattr(value, name) for name in as_dict(value))
    return type(value).__name__, *(bare(content) for content in contents if not isinstance(content, Source))


def read_back(blocks: tuple[Block, ...], kind: Kind = Kind.GENERAL) -> tuple[Block, ...]:
    return read(print_blocks(blocks, KEYS[kind]), kind)[0].blocks


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """Words with single spaces between them, and perhaps one at either end."""
    words = " ".join(draw(st.lists(st.text(SIGNS, min_size=1, max_size=4), max_size=3)))
    return Text(draw(st.sampled_from(("", " "))) + words + draw(st.sampled_from(("", " ") if words else ("x",))))


@st.composite
def contents(draw: st.DrawFn, degrees: int = 3, barred: frozenset[str] = frozenset()) -> Inlines:
    """Inline nodes as a reader makes them: no two texts side by side, none without content."""
    kinds = ["query", "symbol", *(kind for kind in BARRED if kind not in barred and degrees > 1)]
    nodes: list[Inline] = []
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.booleans()) or not nodes:
            nodes.append(draw(texts()))
        if draw(st.booleans()):
            kind = draw(st.sampled_from(kinds))
            nodes += draw(around(kind, contents(degrees - 1, barred | BARRED.get(kind, frozenset()))))
    return joined(nodes)


def around(kind: str, content: SearchStrategy[Inlines]) -> SearchStrategy[list[Inline]]:
    """A node of that kind; a symbol with the spaces by which it is known."""
    match kind:
        case "query":
            return st.text(SIGNS[:-1], max_size=8).map(lambda text: [Query(text)])
        case "symbol":
            return st.just([Text(" "), SYMBOL, Text(" ")])
        case "emphasis":
            return st.builds(
                lambda c, language: [Emphasis(c, language)], content, st.sampled_from(("", "fr", "zh-Hant"))
            )
        case "strong":
            return content.map(lambda c: [Strong(c)])
        case "superscript":
            return content.map(lambda c: [Superscript(c)])
        case "subscript":
            return content.map(lambda c: [Subscript(c)])
        case "quotation":
            return content.map(lambda c: [Quotation("«", c, "»")])
        case "insertion":
            return content.map(lambda c: [Insertion(c)])
        case "deletion":
            return content.map(lambda c: [Deletion(c)])
        case "link":
            return st.builds(lambda c, target: [Link(c, target)], content, st.sampled_from(ADDRESSES))
        case "reference":
            names = st.sampled_from((("who/au#x", ""), ("who/au#x", "who/au#y-2"), ("general/introduction#ü", "")))
            return st.builds(lambda c, name: [CrossReference(c, *name)], content, names)
        case _:
            return st.lists(content.map(trimmed).filter(is_read), max_size=2).map(lambda c: [Footnote(tuple(c))])


def joined(nodes: list[Inline]) -> Inlines:
    """The nodes with neighbouring texts as one, without double spaces."""
    made: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and made and isinstance(made[-1], Text):
            made[-1] = Text((made[-1].text + node.text).replace("  ", " "))
        else:
            made.append(node)
    return tuple(made)


def trimmed(content: Inlines) -> Inlines:
    nodes = list(content)
    if isinstance(nodes[0], Text):
        nodes[0] = Text(nodes[0].text.lstrip(" "))
    if isinstance(nodes[-1], Text):
        nodes[-1] = Text(nodes[-1].text.rstrip(" "))
    return tuple(node for node in nodes if node != Text(""))


def is_read(content: Inlines) -> bool:
    return any(not isinstance(node, Text) or not node.text.isspace() for node in content)


CONTENTS = contents().map(trimmed).filter(is_read)
CELLS = st.one_of(st.just(()), CONTENTS)


def lists(degrees: int) -> SearchStrategy[LetteredList | BulletedList]:
    below = st.lists(lists(degrees - 1), max_size=1).map(tuple) if degrees > 1 else st.just(())
    items = st.lists(st.builds(ListItem, CELLS, below), min_size=1, max_size=3).map(tuple)
    return st.one_of(st.builds(LetteredList, items), st.builds(BulletedList, items))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 4))
    row = st.lists(CELLS, min_size=columns, max_size=columns).map(tuple)
    sides = st.lists(st.sampled_from(("left", "center", "right")), min_size=columns, max_size=columns)
    return Table(draw(CELLS), draw(row), tuple(draw(st.lists(row, max_size=2))), tuple(draw(sides)))


BLOCKS = st.lists(
    st.one_of(
        st.builds(Paragraph, CONTENTS, order=st.one_of(st.none(), st.integers(0, 99))),
        st.builds(Heading, CONTENTS, st.sampled_from((2, 3))),
        lists(3),
        st.builds(BlockQuotation, st.lists(CONTENTS, min_size=1, max_size=2).map(tuple)),
        tables(),
    ),
    max_size=5,
)


def named(blocks: list[Block], kind: Kind) -> Iterator[Block]:
    """The blocks with identifiers as the reader gives them."""
    numbers = {letter: count(1) for letter in "pht"}
    for block in blocks:
        if isinstance(block, Paragraph | Heading | Table):
            letter = type(block).__name__[0].lower()
            yield replace(block, id=f"{KEYS[kind]}#{letter}{next(numbers[letter])}")
        else:
            yield block


def labelled(value: Any, labels: Iterator[int]) -> Any:
    """The nodes with a label of its own for every note."""
    if isinstance(value, tuple):
        return tuple(labelled(inner, labels) for inner in value)
    if not isinstance(value, Value):
        return value
    changed = {name: labelled(getattr(value, name), labels) for name in as_dict(value)}
    if isinstance(value, Footnote):
        changed["label"] = f"n{next(labels)}"
    return replace(value, **changed)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, derandomize=True)
@given(BLOCKS)
def test_what_is_printed_reads_back(given_blocks: list[Block]) -> None:
    blocks = labelled(tuple(named(given_blocks, Kind.GENERAL)), count(1))
    assert bare(read_back(blocks)) == bare(blocks)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=24), st.sampled_from(list(Kind)))
@pytest.mark.slow
def test_whatever_was_read_reads_back(fragments: list[str], kind: Kind) -> None:
    blocks = read("x\n\n" + written(fragments), kind)[0].blocks
    assert bare(read_back(blocks, kind)) == bare(blocks)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, derandomize=True)
@given(any_blocks("en"))
def test_any_nodes_can_be_printed(blocks: tuple[Block, ...]) -> None:
    once = read_back(blocks)
    assert bare(read_back(once)) == bare(once)


def test_attributes_and_themes() -> None:
    blocks = (
        Paragraph(
            (Text("One."),), "consolidated/au#p1", origins=(Origin("unhcr/au#p1", "0123456789ab"), Origin("who/au#x"))
        ),
        Paragraph((Text("Two."),), "consolidated/au#summit", order=2, theme="Human rights"),
        LetteredList((ListItem((Text("item"),)),)),
        LetteredList((ListItem((Text("of another list"),)),)),
        Paragraph((Text("Three."),), "consolidated/au#p3", theme="Human rights"),
    )
    assert print_blocks(blocks, "consolidated/au") == (
        'One.\n{: from="unhcr/au#p1@0123456789ab who/au#x" }\n\n## Human rights\n\nTwo.\n{: #summit order=2 }\n\n'
        "1. item\n\n<!-- -->\n\n1. of another list\n\nThree.\n"
    )
    assert bare(read_back(blocks, Kind.CONSOLIDATED)) == bare(blocks)


def test_different_notes_of_one_label_get_labels_of_their_own() -> None:
    notes = [Footnote(((Text(words),),), "a") for words in ("one", "two", "one")]
    printed = print_blocks((Paragraph((Text("x"), *notes)),))
    assert printed == "x[^a][^a-2][^a]\n\n[^a]: one\n\n[^a-2]: two\n"


def test_words_are_kept_of_what_markdown_can_not_hold() -> None:
    inside = (Text("t"), Emphasis((Text("h"), Subscript((Text("x"),)))))
    content = (Text("10"), Superscript(inside), Placeholder("[missing]"), Text(" year"))
    assert print_blocks((Paragraph(content),)) == "10<sup>t*hx*</sup> year\n"


@pytest.mark.parametrize(
    "text",
    [
        "1. x",
        "1986. A year",
        "- x",
        "# x",
        "#x",
        "> x",
        "Table: x",
        "~~~",
        "---",
        "[^a]: x",
        "{: #x }",
        "C #",
        "a | b",
        "***",
    ],
)
def test_words_that_look_like_something_else_stay_words(text: str) -> None:
    blocks = tuple(named([Paragraph((Text(text),)), Heading((Text(text),), 2)], Kind.GENERAL))
    assert bare(read_back(blocks)) == bare(blocks)


def test_nothing_is_printed_of_nothing() -> None:
    assert print_blocks(()) == ""
    assert extract_passage_text(read_back((Paragraph((Text("words"),)),))) == "words"
