"""The form in which inline nodes come back from Word: nothing lost or moved, and what stands well stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.model.nodes import (
    CrossReference,
    Deletion,
    Emphasis,
    Footnote,
    Insertion,
    Link,
    Placeholder,
    Query,
    Quotation,
    Strong,
    Subscript,
    Superscript,
    Symbol,
    Text,
)
from assembler.model.text.plain_text import NO_BREAK_SPACE
from assembler.readers.ooxml.inline_flattening import normalize_inlines
from tests.builders import t
from tests.strategies import Inlines, inlines

type Told = tuple[object, frozenset[object]]
"""A character or another leaf, and what stands around it."""

PAGE = "https://example.org"


def told(content: Inlines, around: frozenset[object] = frozenset()) -> Iterator[Told]:
    """What a reader of the Word file is told, leaf by leaf."""
    for node in content:
        match node:
            case Text(text):
                # Where a line may end is no matter of nesting: such a space comes back as it is typed.
                yield from ((sign, around) for sign in text.replace(NO_BREAK_SPACE, " "))
            case Placeholder(text):
                yield from ((("placeholder", sign), around) for sign in text.replace(NO_BREAK_SPACE, " "))
            case Quotation(opening, inside, closing):
                yield from told((Text(opening), *inside, Text(closing)), around)
            case Emphasis(inside, language):
                yield from told(inside, emphasised(language, around))
            case Superscript(inside) | Subscript(inside):
                outer = around & {Superscript, Subscript}
                yield from told(inside, around | (outer or {type(node)}))
            case Strong(inside) | Insertion(inside) | Deletion(inside):
                yield from told(inside, around | {type(node)})
            case Link(inside, target):
                yield from told(inside, linked(target, around))
            case Symbol(text, target):
                yield from told(t(text), linked(target, around))
            case CrossReference(word, first, last, numbers):
                yield ("reference", first, last, numbers, tuple(told(word, around))), around
            case Footnote():
                yield note(node, around)
            case Query(text):
                yield ("query", text), kinds(around, "link")


def emphasised(language: str, around: frozenset[object]) -> frozenset[object]:
    outer = next((inline for inline in around if isinstance(inline, tuple) and inline[0] == "emphasis"), None)
    if outer and not language:
        return around
    own = language.partition("-")[0] == "en"
    return around - {outer} | {("emphasis", "" if own else language)}


def linked(target: str, around: frozenset[object]) -> frozenset[object]:
    return around if kinds(around, "link") else around | {("link", target)}


def kinds(around: frozenset[object], *names: str) -> frozenset[object]:
    return frozenset(inline for inline in around if isinstance(inline, tuple) and inline[0] in names)


def note(node: Footnote, around: frozenset[object]) -> Told:
    """A note shows the link and the proposal around it."""
    paragraphs = tuple(tuple(told(paragraph)) for paragraph in node.content)
    return ("note", paragraphs), kinds(around, "link") | (around & {Insertion, Deletion})


@pytest.mark.slow
@settings(deadline=None, max_examples=150, derandomize=True)
@given(inlines("en"))
def test_every_leaf_keeps_its_place_and_what_stands_around_it(content: Inlines) -> None:
    assert list(told(normalize_inlines(content, "en"))) == list(told(content))


@pytest.mark.slow
@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.sampled_from(("en", "ar")).flatmap(lambda language: st.tuples(inlines(language), st.just(language))))
def test_settled_nodes_stay_as_they_are(pair: tuple[Inlines, str]) -> None:
    content, language = pair
    once = normalize_inlines(content, language)
    assert normalize_inlines(once, language) == once


@pytest.mark.parametrize(
    "content",
    [
        (Strong((Text("I recommend "), Emphasis(t("inter alia"), "la"), Text(" this"))), Text(".")),
        (Emphasis((Text("a "), Strong(t("b")))),),
        (Quotation("“", (Text("a "), Quotation("«", t("b"), "»")), "”"),),
        (Strong((Text("a"), Footnote((t("Note."),)), Text("b"))),),
        (Insertion((Link(t("page"), PAGE), Text("."))), Deletion(t("old"))),
        (CrossReference((Emphasis(t("para.")),), "a#1", numbers=(1,)), Query("Why?")),
        (Link((Symbol("A/75/345", "https://docs.un.org/en/A/75/345"), Text(" and more")), PAGE),),
    ],
)
def test_nodes_as_texts_have_them_stay_as_they_are(content: Inlines) -> None:
    assert normalize_inlines(content, "en") == content


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((Emphasis((Emphasis(t("a")),)),), (Emphasis(t("a")),)),
        ((Strong(t("a")), Strong(t("b"))), (Strong(t("ab")),)),
        ((Emphasis((Strong(t("a")),)), Strong(t("b"))), (Strong((Emphasis(t("a")), Text("b"))),)),
        ((Emphasis(t("a"), "en"),), (Emphasis(t("a")),)),
        ((Link((Link(t("a"), "https://un.org"),), PAGE),), (Link(t("a"), PAGE),)),
        ((Link((Strong(t("a")),), PAGE),), (Strong((Link(t("a"), PAGE),)),)),
        ((Strong(()), Link((), PAGE), Text("")), ()),
        ((Strong((Query("Why?"),)),), (Query("Why?"),)),
    ],
)
def test_what_prints_alike_is_alike(content: Inlines, expected: Inlines) -> None:
    assert normalize_inlines(content, "en") == expected


def test_link_that_says_and_means_a_symbol_is_one() -> None:
    symbol = "https://docs.un.org/en/S/RES/2457(2019)"
    assert normalize_inlines((Link(t("2457\u00a0(2019)"), symbol),), "en") == (Symbol("2457\u00a0(2019)", symbol),)
    other: Inlines = (Link(t("2457\u00a0(2019)"), PAGE),)
    assert normalize_inlines(other, "en") == other
