"""Word diff of inline nodes: one run that holds the old and the new words, marked as deletions and insertions.

Words, document symbols, links and references are never cut. The numbers of footnotes and of paragraphs referred to are
no edits. A footnote that stays keeps its place, and its changes are marked inside it.
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
from assembler.readers.ooxml.inline_flattening import flatten_inlines, normalize_inlines
from assembler.readers.ooxml.inline_nesting import DELETED, INSERTED, Leaf, nest_leaves

_SIMILAR_NOTES = 0.5
"""The share of the words of two footnotes that must agree, for one to have become the other."""


def has_same_words(old: Inlines, new: Inlines, language: str) -> bool:
    """Whether both print the same words in the same way, whatever the numbers of footnotes and paragraphs."""
    return drop_numbers(old, language) == drop_numbers(new, language)


def drop_numbers(content: Inlines, language: str) -> Inlines:
    """The nodes as Word can hold them, without the numbers of footnotes and of paragraphs referred to."""

    def change(inline: Inline) -> Inlines:
        match inline:
            case Footnote():
                return (replace(inline, number=None),)
            case CrossReference():
                return (replace(inline, numbers=(0,) * len(inline.numbers)),)
        return (inline,)

    return rewrite(normalize_inlines(content, language), change)


def mark_changes(old: Inlines, new: Inlines, language: str) -> Inlines:
    """The new words, with marks of the changes where they differ from the old ones."""
    return new if has_same_words(old, new, language) else diff_inlines(old, new, language)


def diff_inlines(old: Inlines, new: Inlines, language: str) -> Inlines:
    """The words of both, with marks of what was deleted and inserted; accepted they are the new ones, rejected the old.

    Both texts are marked as a whole where marks would fall inside a unit, such as a name that makes words a symbol.
    """
    merged = nest_leaves(_diff_leaves(old, new, language))
    if _can_be_settled(merged, old, new, language):
        return merged
    return (*((Deletion(old),) if old else ()), *((Insertion(new),) if new else ()))


def accept_changes(content: Inlines) -> Inlines:
    """The new words."""
    return _settle(content, keep=Insertion, drop=Deletion)


def reject_changes(content: Inlines) -> Inlines:
    """The old words."""
    return _settle(content, keep=Deletion, drop=Insertion)


type _Mark = type[Insertion | Deletion]


def _settle(content: Inlines, *, keep: _Mark, drop: _Mark) -> Inlines:
    def change(inline: Inline) -> Inlines:
        if isinstance(inline, keep):
            return inline.content
        return () if isinstance(inline, drop) else (inline,)

    return rewrite(content, change)


def drop_insertions(content: Inlines) -> Inlines:
    """The old words, with the deleted ones still marked."""
    return rewrite(content, lambda inline: () if isinstance(inline, Insertion) else (inline,))


def _can_be_settled(merged: Inlines, old: Inlines, new: Inlines, language: str) -> bool:
    """Whether the old and the new words come back when all changes are rejected or accepted."""
    is_new = has_same_words(accept_changes(merged), new, language)
    return is_new and has_same_words(reject_changes(merged), old, language)


def _diff_leaves(old: Inlines, new: Inlines, language: str) -> Iterator[Leaf]:
    before, after = list(split_leaves(old, language)), list(split_leaves(new, language))
    notes = _pair_footnotes(before, after)
    old_notes = {place: number for number, (place, _) in enumerate(notes)}
    new_notes = {place: number for number, (_, place) in enumerate(notes)}
    partners = {new_place: old_place for old_place, new_place in notes}
    old_keys = [_make_key(leaf, old_notes.get(place)) for place, leaf in enumerate(before)]
    new_keys = [_make_key(leaf, new_notes.get(place)) for place, leaf in enumerate(after)]
    for kind, first, last, start, end in _join_across_spaces(diff_sequences(old_keys, new_keys), before):
        if kind == "equal":
            for place in range(start, end):
                yield _diff_footnote(after[place], before[partners[place]] if place in partners else None, language)
            continue
        yield from (_add_mark(leaf, DELETED) for leaf in before[first:last])
        yield from (_add_mark(leaf, INSERTED) for leaf in after[start:end])


def split_leaves(content: Inlines, language: str) -> Iterator[Leaf]:
    """The leaves of the nodes, those of text in one word or sign each."""
    for leaf in flatten_inlines(content, language):
        if isinstance(leaf.node, Text):
            yield from (replace(leaf, node=Text(word)) for word in split_words(leaf.node.text))
        else:
            yield leaf


def _make_key(leaf: Leaf, note: int | None) -> object:
    """The key that is equal for equal leaves, and for two footnotes of a pair, of which `note` is the number."""
    match leaf.node:
        case Footnote(content):
            return ("note", content if note is None else note, leaf.wrappers)
        case CrossReference(word, first, last, numbers):
            return ("reference", word, first, last, len(numbers), leaf.wrappers)
    return (leaf.node, leaf.wrappers)


def _pair_footnotes(before: Sequence[Leaf], after: Sequence[Leaf]) -> list[tuple[int, int]]:
    """Places of footnotes that have become each other, in their order: those with most words in common."""
    free = [place for place, leaf in enumerate(after) if isinstance(leaf.node, Footnote)]
    pairs: list[tuple[int, int]] = []
    for place, leaf in enumerate(before):
        if not isinstance(leaf.node, Footnote):
            continue
        candidates = [(_measure_similarity(leaf.node, after[other].node), -other) for other in free]
        best, other = max(candidates, default=(0.0, 0))
        if best >= _SIMILAR_NOTES:
            pairs.append((place, -other))
            free = [candidate for candidate in free if candidate > -other]
    return pairs


def _measure_similarity(one: Footnote, other: Inline) -> float:
    if not isinstance(other, Footnote) or len(one.content) != len(other.content):
        return 0.0
    if one.content == other.content:
        return 1.0
    words = [" ".join(map(extract_text, note.content)).split() for note in (one, other)]
    return float(LCSseq.normalized_similarity(*words)) if all(words) else 0.0


def _join_across_spaces(steps: Sequence[DiffStep], before: Sequence[Leaf]) -> list[DiffStep]:
    """The steps, with changes on both sides of a mere space as one, so that a phrase is replaced as a whole."""
    joined: list[DiffStep] = []
    for place, step in enumerate(steps):
        kind, first, last, _, end = step
        is_space = 0 < place < len(steps) - 1 and kind == "equal" and all(map(_is_space, before[first:last]))
        if joined and joined[-1][0] != "equal" and (is_space or kind != "equal"):
            joined[-1] = ("replace", joined[-1][1], last, joined[-1][3], end)
        else:
            joined.append(step)
    return joined


def _is_space(leaf: Leaf) -> bool:
    return isinstance(leaf.node, Text) and not leaf.node.text.strip()


def _diff_footnote(leaf: Leaf, former: Leaf | None, language: str) -> Leaf:
    """A leaf that stays; in a footnote, with marks of the changes inside it."""
    if former is None or not isinstance(leaf.node, Footnote) or not isinstance(former.node, Footnote):
        return leaf
    pairs = zip(former.node.content, leaf.node.content, strict=True)
    content = tuple(mark_changes(old, new, language) for old, new in pairs)
    return replace(leaf, node=replace(leaf.node, content=content))


def _add_mark(leaf: Leaf, mark: Insertion | Deletion) -> Leaf:
    return replace(leaf, wrappers=leaf.wrappers | {mark})
