"""Makes references and placeholders of what hidden bookmarks and fields hold in a draft.

Word has no name for these, so the writer sets a bookmark around each. Where an editor has lost the bookmark of a
reference, its number is still a field, and the last word before it is taken for the reference's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from assembler.model.nodes import CrossReference, Inlines, Placeholder, Text
from assembler.model.text.plain_text import NO_BREAK_SPACE, extract_text, find_space_after, format_reference
from assembler.model.value import replace
from assembler.readers.ooxml.inline_nesting import NO_WRAPPERS, TAB, Leaf, nest_leaves, remove_wrappers

_LAST_WORD = re.compile(rf"[^\s{NO_BREAK_SPACE}(\[“‘\"']+[ {NO_BREAK_SPACE}]\Z")
_NOWHERE = format_reference(CrossReference((), ""))
_NUMBER = re.compile(r"\d+")
_RANGE = Text("–")


def make_placeholder(leaves: Sequence[Leaf]) -> list[Leaf]:
    """The words between the ends of a placeholder's bookmark."""
    written = extract_text(leaf.node for leaf in leaves)
    return [Leaf(Placeholder(written), leaves[0].wrappers)] if leaves else []


# Notes


def cut_note_mark(leaves: tuple[Leaf, ...], mark: str = "") -> tuple[Leaf, ...]:
    """The leaves of a note without what stands around its mark: tab, space, tab; in Word's own notes a space. A mark of
    its own, which stands there as text, goes too."""
    if [leaf.node for leaf in leaves[:3]] == [Text(TAB), Text(" "), Text(TAB)]:
        return leaves[3:]
    if mark and leaves and leaves[0].node == Text(mark):
        leaves = leaves[1:]
    first = leaves[0].node if leaves else None
    return (replace(leaves[0], node=Text(first.text.lstrip())), *leaves[1:]) if isinstance(first, Text) else leaves


# References


def make_reference(leaves: list[Leaf], first: str, last: str, typed: str = "") -> list[Leaf]:
    """The reference that the leaves make up: its word, a no-break space, one number or two, or the mark of none.

    Where the numbers were `typed` and are no longer the same, the leaves are what somebody has written instead.
    """
    tail = next((place for place, leaf in enumerate(leaves) if leaf.refers), len(leaves) - 1)
    numbers = tuple(int(_get_text(leaf)) for leaf in leaves[tail:] if leaf.refers)
    before: list[Leaf] | None = leaves[:tail]
    if not numbers and typed:
        before, numbers = _cut_end(leaves, typed), tuple(map(int, _NUMBER.findall(typed)))
    elif not numbers and (not leaves or _get_text(leaves[-1]) != _NOWHERE):
        before = None
    if before is None:
        return leaves
    wrappers = leaves[tail].wrappers
    word = nest_leaves(remove_wrappers(_cut_last_space(before), wrappers))
    return [Leaf(CrossReference(word, first, last, numbers), wrappers)]


def _cut_end(leaves: Sequence[Leaf], words: str) -> list[Leaf] | None:
    """The leaves without the words at their end, which other programs join to those before; none where they differ."""
    rest = list(leaves)
    while words and rest:
        leaf = rest.pop()
        before, end = _get_text(leaf)[: -len(words)], _get_text(leaf)[-len(words) :]
        if not end or not words.endswith(end):
            return None
        rest += [replace(leaf, node=Text(before))] if before else []
        words = words.removesuffix(end)
    return None if words or not (_ends_with_space(rest) or not find_space_after((rest[-1].node,))) else rest


def _ends_with_space(leaves: list[Leaf]) -> bool:
    return not leaves or _get_text(leaves[-1])[-1:] in (" ", NO_BREAK_SPACE)


def _cut_last_space(leaves: list[Leaf]) -> list[Leaf]:
    """The leaves of a reference's word without the space before its number, which somebody may have typed anew."""
    if not leaves or not _ends_with_space(leaves):
        return leaves
    return [*leaves[:-1], replace(leaves[-1], node=Text(_get_text(leaves[-1])[:-1]))]


def _get_text(leaf: Leaf) -> str:
    return leaf.node.text if isinstance(leaf.node, Text) else ""


def restore_references(leaves: list[Leaf]) -> list[Leaf]:
    """The leaves with references whose bookmark an editor has lost: the last word before the number belongs to it."""
    restored: list[Leaf] = []
    for leaf in leaves:
        if not leaf.refers:
            restored.append(leaf)
        elif not _close_range(restored, leaf):
            word = _take_last_word(restored)
            restored.append(
                replace(leaf, node=CrossReference(word, leaf.refers, numbers=(int(_get_text(leaf)),)), refers="")
            )
    return restored


def _take_last_word(restored: list[Leaf]) -> Inlines:
    """The last word before a reference, taken off the leaves; it may be spread over several with the same face."""
    wrappers = restored[-1].wrappers if restored else NO_WRAPPERS
    row = list(takewhile(lambda leaf: isinstance(leaf.node, Text) and leaf.wrappers == wrappers, reversed(restored)))
    match = _LAST_WORD.search("".join(_get_text(leaf) for leaf in reversed(row)))
    if match is None:
        return ()
    del restored[len(restored) - len(row) :]
    restored.append(replace(row[0], node=Text(match.string[: match.start()])))
    return (Text(match.group()[:-1]),)


def _close_range(restored: list[Leaf], leaf: Leaf) -> bool:
    """Whether a number is the last one of a range that a reference before it begins; then it is added there."""
    before = restored[-2].node if len(restored) > 1 and restored[-1].node == _RANGE else None
    if not isinstance(before, CrossReference) or before.last:
        return False
    del restored[-1]
    restored[-1] = replace(
        restored[-1], node=replace(before, last=leaf.refers, numbers=(*before.numbers, int(_get_text(leaf))))
    )
    return True
