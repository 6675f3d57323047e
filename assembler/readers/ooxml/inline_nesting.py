"""Inline nodes as Word can tell them: a flat row of leaves, each with what stands around it, and back to nested nodes.

In Word a run is bold and italic, never bold inside italic; so what stands around the longest row of leaves becomes the
outermost node. `settled` brings any inline nodes into this form, the one in which they come back from a Word file:
which is needed to see what an editor has changed. What Word prints alike is alike here: emphasis inside emphasis, one
proposal or two side by side, a link inside a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

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
    Superscript,
    Symbol,
    Text,
)
from assembler.model.text import no_break_spaces as spaces
from assembler.model.text.no_break_hyphens import NO_BREAK_HYPHEN, typed
from assembler.model.text.plain_text import NO_BREAK_SPACE, extract_text
from assembler.model.value import Value, replace
from assembler.readers.ooxml.styles import LetterFormat
from assembler.readers.quotations import mark_quotations
from assembler.readers.symbols import mark_symbols

type Wrapper = Insertion | Deletion | Strong | Emphasis | Superscript
"""What can stand around leaves; without content."""
type Wrappers = frozenset[Wrapper]

STRONG = Strong(())
RAISED = Superscript(())
INSERTED = Insertion(())
DELETED = Deletion(())
PROPOSALS: Wrappers = frozenset((INSERTED, DELETED))
NO_WRAPPERS: Wrappers = frozenset()
TAB = "\t"
"""A tab of the Word file, a leaf of its own until it is known what it parts."""

_OUTERMOST_FIRST = (Insertion, Deletion, Strong, Emphasis, Superscript)
_LANGUAGES = {"en-gb": "en", "fr-fr": "fr", "es-es": "es", "ru-ru": "ru", "zh-cn": "zh", "ar-sa": "ar"}
_NOUNS = ("resolution ", "decision ")
_BEFORE_NUMBERS = ("", *_NOUNS, *(f"Human Rights Council {noun}" for noun in _NOUNS))


class Leaf(Value):
    """A node that nothing but its own content stands in, with what stands around it."""

    node: Inline
    """Text, symbol, placeholder, link, reference, note or query."""
    around: Wrappers = NO_WRAPPERS
    """What stands around it, as far as it shows in Word."""
    shown: bool = True
    """Whether its letters show what stands around them; those of notes and queries do not."""
    refers: str = ""
    """The identifier of the paragraph whose number it is, where it is a number that Word keeps right."""


def nest_leaves(leaves: Iterable[Leaf]) -> Inlines:
    """The leaves as nested nodes, neighbouring words as one text, quotations found."""
    return _nested(tuple(_bridged(_filled(leaves))))


def nest_words(leaves: Iterable[Leaf]) -> Inlines:
    """Leaves as nested nodes, tabs as spaces."""
    return nest_leaves(replace(leaf, node=Text(" ")) if leaf.node == Text(TAB) else leaf for leaf in leaves)


def _filled(leaves: Iterable[Leaf]) -> list[Leaf]:
    """The leaves without those that say nothing."""
    return [leaf for leaf in leaves if leaf.node not in (Text(""), Placeholder(""))]


def _bridged(leaves: Sequence[Leaf]) -> Iterator[Leaf]:
    """Leaves that don't show what stands around them, with what stands around both their neighbours."""
    after = [NO_WRAPPERS] * len(leaves)
    for place in range(len(leaves) - 2, -1, -1):
        following = leaves[place + 1]
        after[place] = following.around if following.shown else after[place + 1]
    before = NO_WRAPPERS
    for leaf, behind in zip(leaves, after, strict=True):
        if leaf.shown:
            before = leaf.around
            yield leaf
        else:
            shared = before & behind
            yield replace(leaf, around=leaf.around | (shared if isinstance(leaf.node, Query) else shared - PROPOSALS))


def _nested(leaves: Sequence[Leaf]) -> Inlines:
    made: list[Inline] = []
    place = 0
    while place < len(leaves):
        outermost, end = _outermost(leaves, place)
        if outermost is None:
            made.append(leaves[place].node)
        else:
            content = _nested(remove_wrappers(leaves[place:end], frozenset((outermost,))))
            made.append(replace(outermost, content=content))
        place = end
    return mark_quotations(tuple(_joined(made)))


def _outermost(leaves: Sequence[Leaf], place: int) -> tuple[Wrapper | None, int]:
    """What stands around the longest row of leaves from a place on, and where the row ends."""
    longest: tuple[Wrapper | None, int] = (None, place + 1)
    for wrapper in sorted(leaves[place].around, key=lambda outer: _OUTERMOST_FIRST.index(type(outer))):
        end = place + 1
        while end < len(leaves) and wrapper in leaves[end].around:
            end += 1
        if longest[0] is None or end > longest[1]:
            longest = (wrapper, end)
    return longest


def _joined(nodes: Iterable[Inline]) -> Iterator[Inline]:
    """The nodes with neighbouring words as one."""
    for kind, row in groupby(nodes, type):
        if kind is Text:
            yield Text(_typed("".join(map(_typed_words, row))))
        elif kind is Placeholder:
            yield Placeholder(_typed("".join(map(_typed_words, row))))
        else:
            yield from row


def _typed(written: str) -> str:
    return spaces.typed(typed(written))


def _typed_words(node: Inline) -> str:
    """The words of one node as typed; the writer has set each node by itself, whatever words stand beside it."""
    return _typed(extract_text((node,)))


def remove_wrappers(leaves: Iterable[Leaf], around: Wrappers) -> list[Leaf]:
    """The leaves without that around them."""
    return [replace(leaf, around=leaf.around - around) if leaf.around & around else leaf for leaf in leaves]


def wrap_in_link(leaves: Sequence[Leaf], target: str, language: str) -> list[Leaf]:
    """A link around leaves, with what stands around all of them outside; a symbol where it says and means one."""
    leaves = _filled(leaves)
    if not leaves:
        return []
    shown = [leaf for leaf in leaves if leaf.shown]
    common = frozenset.intersection(*(leaf.around for leaf in shown or leaves))
    inside = remove_wrappers(leaves, common)
    words = _only_words(inside).replace(NO_BREAK_HYPHEN, "-")
    if _is_symbol(words, target, language):
        return [Leaf(Symbol(words, target), common)]
    return [Leaf(Link(nest_leaves(_symbols(inside, language)), target), common, shown=bool(shown))]


def _only_words(leaves: Iterable[Leaf]) -> str:
    """The words of leaves that are words and nothing else."""
    texts = [leaf.node.text if isinstance(leaf.node, Text) and not leaf.around else None for leaf in leaves]
    return "" if None in texts else "".join(filter(None, texts))


def _is_symbol(words: str, target: str, language: str) -> bool:
    """Whether the words are recognised as a symbol with that address, as in running text."""
    typed = words.replace(NO_BREAK_SPACE, " ")
    symbol = Symbol(words, target)
    return any(tuple(mark_symbols(before + typed, language))[-1:] == (symbol,) for before in _BEFORE_NUMBERS)


def _symbols(leaves: Iterable[Leaf], language: str) -> Iterator[Leaf]:
    """The leaves with the symbols in their words, which have no address of their own inside a link."""
    pending: Leaf | None = None
    for leaf in leaves:
        if pending and isinstance(leaf.node, Text) and leaf.around == pending.around:
            pending = replace(pending, node=Text(_words(pending) + _typed_words(leaf.node)))
            continue
        if pending:
            yield from _found(pending, language)
        pending = replace(leaf, node=Text(_typed_words(leaf.node))) if isinstance(leaf.node, Text) else None
        if not pending:
            yield leaf
    if pending:
        yield from _found(pending, language)


def _words(leaf: Leaf) -> str:
    return leaf.node.text if isinstance(leaf.node, Text) else ""


def _found(leaf: Leaf, language: str) -> Iterator[Leaf]:
    return (Leaf(node, leaf.around) for node in mark_symbols(_words(leaf), language))


def make_emphasis(tag: str, language: str) -> Emphasis:
    """Emphasis in a language by its tag, shortest form; the report's own language is not said."""
    said = _LANGUAGES.get(tag.lower(), tag)
    said = said.lower() if said.lower() in _LANGUAGES.values() else said
    return Emphasis((), "" if said.partition("-")[0].lower() == language else said)


def get_wrappers(letters: LetterFormat, language: str, tag: str = "") -> Wrappers:
    """What stands around words in a format, in a report's language; `tag` names the language of the words."""
    found = NO_WRAPPERS
    if letters.bold:
        found |= {STRONG}
    if letters.italic:
        found |= {make_emphasis(tag, language)}
    return found | {RAISED} if letters.raised else found


class _Place(Value):
    """Where nodes stand, as far as it decides how they come back."""

    language: str
    around: Wrappers = NO_WRAPPERS
    linked: bool = False


def flatten_inlines(content: Inlines, language: str) -> list[Leaf]:
    """Inline nodes as leaves, in the form in which they come back from a Word file in that language."""
    return _leaves(content, _Place(language))


def normalize_inlines(content: Inlines, language: str) -> Inlines:
    """Inline nodes in the form in which they come back from a Word file in that language."""
    return nest_leaves(flatten_inlines(content, language))


def _leaves(content: Inlines, place: _Place) -> list[Leaf]:
    return [leaf for node in content for leaf in _of(node, place)]


def _of(node: Inline, place: _Place) -> list[Leaf]:
    match node:
        case Text() | Placeholder():
            return [Leaf(node, place.around)]
        case Query(text):
            return [Leaf(Query(text), shown=False)]
        case Strong(content):
            return _leaves(content, _inside(place, STRONG))
        case Superscript(content):
            return _leaves(content, _inside(place, RAISED))
        case Insertion(content):
            return _leaves(content, _inside(place, INSERTED))
        case Deletion(content):
            return _leaves(content, _inside(place, DELETED))
        case Emphasis(content, tag):
            return _leaves(content, _emphasised(tag, place))
        case Quotation(opening, content, closing):
            return _leaves((Text(opening), *content, Text(closing)), place)
        case Link(content, target):
            return _linked(content, target, place)
        case Symbol(text, target):
            return _linked((Text(text),), target, place)
        case CrossReference():
            word = nest_leaves(remove_wrappers(_leaves(node.word, place), place.around))
            return [Leaf(CrossReference(word, node.first, node.last, node.numbers), place.around)]
        case Footnote():
            return [_note(node, place)]


def _inside(place: _Place, wrapper: Wrapper) -> _Place:
    return replace(place, around=place.around | {wrapper})


def _emphasised(tag: str, place: _Place) -> _Place:
    """Emphasis inside another one replaces it, and keeps its language where it has none."""
    outer = next((wrapper for wrapper in place.around if isinstance(wrapper, Emphasis)), None)
    wrapper = outer if outer and not tag else make_emphasis(tag, place.language)
    return replace(place, around=(place.around - {outer} if outer else place.around) | {wrapper})


def _linked(content: Inlines, target: str, place: _Place) -> list[Leaf]:
    if place.linked or not target:
        return _leaves(content, place)
    return wrap_in_link(_leaves(content, replace(place, linked=True)), target, place.language)


def _note(node: Footnote, place: _Place) -> Leaf:
    """A note begins anew; its call is part of the proposals around it."""
    content = tuple(normalize_inlines(paragraph, place.language) for paragraph in node.content)
    return Leaf(Footnote(content, number=node.number), place.around & PROPOSALS, shown=False)
