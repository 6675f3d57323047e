"""What changed in the words of a unit: one row of inline nodes that holds both texts, as insertions and deletions.

Words, document symbols, links and references are never cut. The numbers of notes and of paragraphs referred to are no
edits. A note that stays keeps its place, and what changed in it is marked inside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

from assembler.model.nodes import CrossReference, Deletion, Footnote, Inline, Inlines, Insertion, Text
from assembler.model.text.plain_text import extract_text
from assembler.model.text.rewriting import rewrite
from assembler.model.text.sequence_diff import DiffStep, diff_sequences
from assembler.model.text.word_diff import split_words
from assembler.model.value import replace
from assembler.readers.ooxml.inline_nesting import (
    DELETED,
    INSERTED,
    Leaf,
    flatten_inlines,
    nest_leaves,
    normalize_inlines,
)

_ALIKE_NOTES = 0.5
"""How much of the words of two notes must agree, for one to have become the other."""


def same_words(old: Inlines, new: Inlines, language: str) -> bool:
    """Whether both print the same words in the same way, whatever the numbers of notes and paragraphs."""
    return unnumbered(old, language) == unnumbered(new, language)


def unnumbered(content: Inlines, language: str) -> Inlines:
    """The nodes as Word can tell them, without the numbers of notes and of paragraphs referred to."""

    def without(inline: Inline) -> Inlines:
        match inline:
            case Footnote():
                return (replace(inline, number=None),)
            case CrossReference():
                return (replace(inline, numbers=(0,) * len(inline.numbers)),)
        return (inline,)

    return rewrite(normalize_inlines(content, language), without)


def merged(old: Inlines, new: Inlines, language: str) -> Inlines:
    """The words of both, with the marks of what went and what came; without them one text or the other remains."""
    made = nest_leaves(_merged(old, new, language))
    if _holds(made, old, new, language):
        return made
    # Where marks fall inside something that comes in one piece, such as a name that makes words a symbol.
    return (*((Deletion(old),) if old else ()), *((Insertion(new),) if new else ()))


def marked(old: Inlines, new: Inlines, language: str) -> Inlines:
    """The new words, with the marks of what changed where they say something else than the old ones."""
    return new if same_words(old, new, language) else merged(old, new, language)


def accepted(content: Inlines) -> Inlines:
    """The words as they are."""
    return _settled(content, kept=Insertion, gone=Deletion)


def rejected(content: Inlines) -> Inlines:
    """The words as they were."""
    return _settled(content, kept=Deletion, gone=Insertion)


type _Mark = type[Insertion | Deletion]


def _settled(content: Inlines, *, kept: _Mark, gone: _Mark) -> Inlines:
    return rewrite(content, lambda it: it.content if isinstance(it, kept) else () if isinstance(it, gone) else (it,))


def without_insertions(content: Inlines) -> Inlines:
    """The words as they were, those that went still marked."""
    return rewrite(content, lambda it: () if isinstance(it, Insertion) else (it,))


def _holds(made: Inlines, old: Inlines, new: Inlines, language: str) -> bool:
    return same_words(accepted(made), new, language) and same_words(rejected(made), old, language)


def _merged(old: Inlines, new: Inlines, language: str) -> Iterator[Leaf]:
    before, after = list(pieces_of(old, language)), list(pieces_of(new, language))
    notes = _paired_notes(before, after)
    known = {place: number for number, pair in enumerate(notes) for place in (("old", pair[0]), ("new", pair[1]))}
    keys = [_key(leaf, known.get(("old", place))) for place, leaf in enumerate(before)]
    others = [_key(leaf, known.get(("new", place))) for place, leaf in enumerate(after)]
    partners = {after_: before_ for before_, after_ in notes}
    for kind, first, last, start, end in _without_islands(diff_sequences(keys, others), before):
        if kind == "equal":
            for place in range(start, end):
                yield _kept(after[place], before[partners[place]] if place in partners else None, language)
            continue
        yield from (_with_mark(leaf, gone=True) for leaf in before[first:last])
        yield from (_with_mark(leaf, gone=False) for leaf in after[start:end])


def pieces_of(content: Inlines, language: str) -> Iterator[Leaf]:
    """Leaves of one word or sign each."""
    for leaf in flatten_inlines(content, language):
        if isinstance(leaf.node, Text):
            yield from (replace(leaf, node=Text(word)) for word in split_words(leaf.node.text))
        else:
            yield leaf


def _key(leaf: Leaf, note: int | None) -> object:
    """What makes two leaves one and the same."""
    match leaf.node:
        case Footnote(content):
            return ("note", content if note is None else note, leaf.around)
        case CrossReference(word, first, last, numbers):
            return ("reference", word, first, last, len(numbers), leaf.around)
    return (leaf.node, leaf.around)


def _paired_notes(before: Sequence[Leaf], after: Sequence[Leaf]) -> list[tuple[int, int]]:
    """Places of notes that have become each other, in their order: those with most words in common."""
    free = [place for place, leaf in enumerate(after) if isinstance(leaf.node, Footnote)]
    found: list[tuple[int, int]] = []
    for place, leaf in enumerate(before):
        if not isinstance(leaf.node, Footnote):
            continue
        likeness = [(_likeness(leaf.node, after[other].node), -other) for other in free]
        best, other = max(likeness, default=(0.0, 0))
        if best >= _ALIKE_NOTES:
            found.append((place, -other))
            free = [it for it in free if it > -other]
    return found


def _likeness(one: Footnote, other: Inline) -> float:
    if not isinstance(other, Footnote) or len(one.content) != len(other.content):
        return 0.0
    if one.content == other.content:
        return 1.0
    words = [" ".join(map(extract_text, note.content)).split() for note in (one, other)]
    return float(LCSseq.normalized_similarity(*words)) if all(words) else 0.0


def _without_islands(all_steps: Sequence[DiffStep], before: Sequence[Leaf]) -> list[DiffStep]:
    """The steps, those on both sides of a mere space as one: so a phrase goes and comes as a whole."""
    made: list[DiffStep] = []
    for place, step in enumerate(all_steps):
        kind, first, last, _, end = step
        island = 0 < place < len(all_steps) - 1 and kind == "equal" and all(map(_is_space, before[first:last]))
        if made and made[-1][0] != "equal" and (island or kind != "equal"):
            made[-1] = ("replace", made[-1][1], last, made[-1][3], end)
        else:
            made.append(step)
    return made


def _is_space(leaf: Leaf) -> bool:
    return isinstance(leaf.node, Text) and not leaf.node.text.strip()


def _kept(leaf: Leaf, former: Leaf | None, language: str) -> Leaf:
    """A leaf that stays; what changed inside a note is marked there."""
    if former is None or not isinstance(leaf.node, Footnote) or not isinstance(former.node, Footnote):
        return leaf
    pairs = zip(former.node.content, leaf.node.content, strict=True)
    content = tuple(marked(old, new, language) for old, new in pairs)
    return replace(leaf, node=replace(leaf.node, content=content))


def _with_mark(leaf: Leaf, *, gone: bool) -> Leaf:
    return replace(leaf, around=leaf.around | {DELETED if gone else INSERTED})
