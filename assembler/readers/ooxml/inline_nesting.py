"""Nests the flat leaves of a Word file to inline nodes.

In Word a run is bold and italic, never bold inside italic; so what stands around the longest row of leaves becomes the
outermost node. What Word prints alike is alike here: emphasis inside emphasis, one proposal or two side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from assembler.model.nodes import (
    Deletion,
    Emphasis,
    Inline,
    Inlines,
    Insertion,
    Placeholder,
    Query,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from assembler.model.text import no_break_spaces as spaces
from assembler.model.text.no_break_hyphens import remove_no_break_hyphens
from assembler.model.text.plain_text import extract_text
from assembler.model.value import Value, replace
from assembler.readers.ooxml.styles import LetterFormat
from assembler.readers.quotations import mark_quotations

type Wrapper = Insertion | Deletion | Strong | Emphasis | Superscript | Subscript
"""What can stand around leaves; without content."""
type Wrappers = frozenset[Wrapper]

STRONG = Strong(())
RAISED = Superscript(())
LOWERED = Subscript(())
INSERTED = Insertion(())
DELETED = Deletion(())
PROPOSALS: Wrappers = frozenset((INSERTED, DELETED))
NO_WRAPPERS: Wrappers = frozenset()
TAB = "\t"
"""A tab of the Word file, a leaf of its own until it is known what it parts."""

_OUTERMOST_FIRST = (Insertion, Deletion, Strong, Emphasis, Superscript, Subscript)
_ALIGNED: Mapping[str, Wrapper] = {"superscript": RAISED, "subscript": LOWERED}
_LANGUAGES = {"en-gb": "en", "fr-fr": "fr", "es-es": "es", "ru-ru": "ru", "zh-cn": "zh", "ar-sa": "ar"}


class Leaf(Value):
    """A node that nothing but its own content stands in, with what stands around it."""

    node: Inline
    """Text, symbol, placeholder, link, reference, note or query."""
    wrappers: Wrappers = NO_WRAPPERS
    """What stands around it, as far as it shows in Word."""
    shown: bool = True
    """Whether its letters show what stands around them; those of notes and queries do not."""
    refers: str = ""
    """The identifier of the paragraph whose number it is, where it is a number that Word keeps right."""


def nest_leaves(leaves: Iterable[Leaf]) -> Inlines:
    """The leaves as nested nodes, neighbouring words as one text, quotations found."""
    return _nest(tuple(_bridge(drop_empty(leaves))))


def nest_words(leaves: Iterable[Leaf]) -> Inlines:
    """Leaves as nested nodes, tabs as spaces."""
    return nest_leaves(replace(leaf, node=Text(" ")) if leaf.node == Text(TAB) else leaf for leaf in leaves)


def drop_empty(leaves: Iterable[Leaf]) -> list[Leaf]:
    """The leaves without those that say nothing."""
    return [leaf for leaf in leaves if leaf.node not in (Text(""), Placeholder(""))]


def _bridge(leaves: Sequence[Leaf]) -> Iterator[Leaf]:
    """Leaves that do not show what stands around them, with what stands around both their neighbours."""
    after = [NO_WRAPPERS] * len(leaves)
    for place in range(len(leaves) - 2, -1, -1):
        following = leaves[place + 1]
        after[place] = following.wrappers if following.shown else after[place + 1]
    before = NO_WRAPPERS
    for leaf, behind in zip(leaves, after, strict=True):
        if leaf.shown:
            before = leaf.wrappers
            yield leaf
        else:
            shared = before & behind if isinstance(leaf.node, Query) else (before & behind) - PROPOSALS
            yield replace(leaf, wrappers=leaf.wrappers | shared)


def _nest(leaves: Sequence[Leaf]) -> Inlines:
    nodes: list[Inline] = []
    place = 0
    while place < len(leaves):
        outermost, end = _find_outermost(leaves, place)
        if outermost is None:
            nodes.append(leaves[place].node)
        else:
            content = _nest(remove_wrappers(leaves[place:end], frozenset((outermost,))))
            nodes.append(replace(outermost, content=content))
        place = end
    return mark_quotations(tuple(_join_texts(nodes)))


def _find_outermost(leaves: Sequence[Leaf], place: int) -> tuple[Wrapper | None, int]:
    """What stands around the longest row of leaves from a place on, and where the row ends."""
    longest: tuple[Wrapper | None, int] = (None, place + 1)
    for wrapper in sorted(leaves[place].wrappers, key=lambda outer: _OUTERMOST_FIRST.index(type(outer))):
        end = place + 1
        while end < len(leaves) and wrapper in leaves[end].wrappers:
            end += 1
        if longest[0] is None or end > longest[1]:
            longest = (wrapper, end)
    return longest


def _join_texts(nodes: Iterable[Inline]) -> Iterator[Inline]:
    """The nodes with neighbouring words as one."""
    for kind, row in groupby(nodes, type):
        if kind is Text:
            yield Text(_restore_typed("".join(map(extract_typed_words, row))))
        elif kind is Placeholder:
            yield Placeholder(_restore_typed("".join(map(extract_typed_words, row))))
        else:
            yield from row


def _restore_typed(written: str) -> str:
    return spaces.remove_no_break_spaces(remove_no_break_hyphens(written))


def extract_typed_words(node: Inline) -> str:
    """The words of one node as typed; the writer has set each node by itself, whatever words stand beside it."""
    return _restore_typed(extract_text((node,)))


def remove_wrappers(leaves: Iterable[Leaf], wrappers: Wrappers) -> list[Leaf]:
    """The leaves without those wrappers."""
    return [replace(leaf, wrappers=leaf.wrappers - wrappers) if leaf.wrappers & wrappers else leaf for leaf in leaves]


def make_emphasis(tag: str, language: str) -> Emphasis:
    """Emphasis in a language by its tag, shortest form; none for the report's own language."""
    short = _LANGUAGES.get(tag.lower(), tag)
    short = short.lower() if short.lower() in _LANGUAGES.values() else short
    return Emphasis((), "" if short.partition("-")[0].lower() == language else short)


def get_wrappers(letters: LetterFormat, language: str, tag: str = "") -> Wrappers:
    """What stands around words in a format, in a report's language; `tag` names the language of the words."""
    wrappers = NO_WRAPPERS
    if letters.bold:
        wrappers |= {STRONG}
    if letters.italic:
        wrappers |= {make_emphasis(tag, language)}
    aligned = _ALIGNED.get(letters.aligned or "")
    return wrappers | {aligned} if aligned else wrappers
