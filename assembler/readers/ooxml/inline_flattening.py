"""Flattens inline nodes to the leaves in which they come back from a Word file.

Nodes in this form, nested again, are those that a draft gives when it comes back unchanged; this form is needed to see
what an editor has changed.
"""

from __future__ import annotations

from assembler.model.nodes import (
    CrossReference,
    Deletion,
    Emphasis,
    Footnote,
    Inline,
    Inlines,
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
from assembler.model.value import Value, replace
from assembler.readers.ooxml.inline_nesting import (
    DELETED,
    INSERTED,
    LOWERED,
    NO_WRAPPERS,
    PROPOSALS,
    RAISED,
    STRONG,
    Leaf,
    Wrapper,
    Wrappers,
    make_emphasis,
    nest_leaves,
    remove_wrappers,
)
from assembler.readers.ooxml.links import wrap_in_link


class _Place(Value):
    """Where nodes stand, as far as it decides how they come back."""

    language: str
    wrappers: Wrappers = NO_WRAPPERS
    linked: bool = False


def flatten_inlines(content: Inlines, language: str) -> list[Leaf]:
    """Inline nodes as leaves, in the form in which they come back from a Word file in that language."""
    return _flatten(content, _Place(language))


def normalize_inlines(content: Inlines, language: str) -> Inlines:
    """Inline nodes in the form in which they come back from a Word file in that language."""
    return nest_leaves(flatten_inlines(content, language))


def _flatten(content: Inlines, place: _Place) -> list[Leaf]:
    return [leaf for node in content for leaf in _flatten_node(node, place)]


def _flatten_node(node: Inline, place: _Place) -> list[Leaf]:
    match node:
        case Text() | Placeholder():
            return [Leaf(node, place.wrappers)]
        case Query(text):
            return [Leaf(Query(text), shown=False)]
        case Strong(content):
            return _flatten(content, _go_inside(place, STRONG))
        case Superscript(content):
            return _flatten(content, _go_inside_aligned(place, RAISED))
        case Subscript(content):
            return _flatten(content, _go_inside_aligned(place, LOWERED))
        case Insertion(content):
            return _flatten(content, _go_inside(place, INSERTED))
        case Deletion(content):
            return _flatten(content, _go_inside(place, DELETED))
        case Emphasis(content, tag):
            return _flatten(content, _go_inside_emphasis(tag, place))
        case Quotation(opening, content, closing):
            return _flatten((Text(opening), *content, Text(closing)), place)
        case Link(content, target):
            return _flatten_link(content, target, place)
        case Symbol(text, target):
            return _flatten_link((Text(text),), target, place)
        case CrossReference():
            word = nest_leaves(remove_wrappers(_flatten(node.word, place), place.wrappers))
            return [Leaf(CrossReference(word, node.first, node.last, node.numbers), place.wrappers)]
        case Footnote():
            return [_flatten_note(node, place)]


def _go_inside(place: _Place, wrapper: Wrapper) -> _Place:
    return replace(place, wrappers=place.wrappers | {wrapper})


def _go_inside_aligned(place: _Place, wrapper: Wrapper) -> _Place:
    """Of a superscript in a subscript, and the reverse, the outer one shows."""
    return place if place.wrappers & {RAISED, LOWERED} else _go_inside(place, wrapper)


def _go_inside_emphasis(tag: str, place: _Place) -> _Place:
    """Emphasis inside another one replaces it, and keeps its language where it has none."""
    outer = next((wrapper for wrapper in place.wrappers if isinstance(wrapper, Emphasis)), None)
    wrapper = outer if outer and not tag else make_emphasis(tag, place.language)
    return replace(place, wrappers=(place.wrappers - {outer} if outer else place.wrappers) | {wrapper})


def _flatten_link(content: Inlines, target: str, place: _Place) -> list[Leaf]:
    if place.linked or not target:
        return _flatten(content, place)
    return wrap_in_link(_flatten(content, replace(place, linked=True)), target, place.language)


def _flatten_note(node: Footnote, place: _Place) -> Leaf:
    """A note begins anew; its call is part of the proposals around it."""
    content = tuple(normalize_inlines(paragraph, place.language) for paragraph in node.content)
    return Leaf(Footnote(content, number=node.number), place.wrappers & PROPOSALS, shown=False)
