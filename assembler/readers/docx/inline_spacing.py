"""Makes nested nodes of the leaves of a paragraph from outside, with spaces as Markdown would give them.

Spaces lose the format of the words beside them, so that no emphasis begins or ends with one; runs of white space become
one space; symbols and quotations are found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from assembler.model.nodes import Inline, Inlines, Text
from assembler.model.text.rewriting import rewrite
from assembler.model.value import replace
from assembler.readers.ooxml.inline_nesting import Leaf, nest_leaves
from assembler.readers.ooxml.links import wrap_in_link
from assembler.readers.symbols import mark_symbols

type Shown = tuple[Leaf, str]
"""A leaf, and the address that it leads to."""

_PARTS = re.compile(r"[ \t\n]+|[^ \t\n]+(?:[ \t\n]+[^ \t\n]+)*")
_SPACES = re.compile(r"[ \t\n\r]+")


def make_content(shown: Sequence[Shown], language: str) -> Inlines:
    """The nodes of a paragraph, none where it has no words."""
    leaves: list[Leaf] = []
    for target, group in groupby(_space(shown), key=lambda part: part[1]):
        row = [leaf for leaf, _ in group]
        leaves += wrap_in_link(row, target, language) if target else row
    inlines = _trim(nest_leaves(leaves))
    return _trim(rewrite(inlines, lambda inline: _compose(inline, language)))


def _space(shown: Sequence[Shown]) -> list[Shown]:
    """The leaves with spaces as leaves of their own, which stand in what both their neighbours stand in."""
    parts = [part for leaf, target in shown for part in _split(leaf, target)]
    spaced: list[Shown] = []
    for (leaf, target), after in zip(parts, _find_following(parts), strict=True):
        if not _is_space(leaf):
            spaced.append((leaf, target))
            continue
        before = spaced[-1] if spaced else (Leaf(Text("")), "")
        wrappers = before[0].wrappers & after[0].wrappers
        if before[1] != after[1]:
            target = ""
        if not _is_space(before[0]) or before[0].node != leaf.node:
            spaced.append((Leaf(Text(" "), wrappers), target if before[1] == after[1] else ""))
    return spaced


def _find_following(parts: Sequence[Shown]) -> list[Shown]:
    """For each leaf the next one that is no space."""
    after: Shown = (Leaf(Text("")), "")
    following: list[Shown] = []
    for part in reversed(parts):
        following.append(after)
        after = after if _is_space(part[0]) else part
    return following[::-1]


def _split(leaf: Leaf, target: str) -> Iterator[Shown]:
    if not isinstance(leaf.node, Text):
        yield leaf, target
        return
    for part in _PARTS.findall(leaf.node.text):
        yield replace(leaf, node=Text(_SPACES.sub(" ", part))), target


def _is_space(leaf: Leaf) -> bool:
    return isinstance(leaf.node, Text) and leaf.node.text == " "


def _compose(inline: Inline, language: str) -> Inlines:
    if not isinstance(inline, Text):
        return (inline,)
    return tuple(mark_symbols(unicodedata.normalize("NFC", inline.text), language))


def _trim(content: Inlines) -> Inlines:
    """The nodes without spaces at both ends; none where nothing is left."""
    nodes = list(content)
    while nodes and isinstance(nodes[0], Text) and not nodes[0].text.strip(" "):
        del nodes[0]
    while nodes and isinstance(nodes[-1], Text) and not nodes[-1].text.strip(" "):
        del nodes[-1]
    if nodes and isinstance(nodes[0], Text):
        nodes[0] = Text(nodes[0].text.lstrip(" "))
    if nodes and isinstance(nodes[-1], Text):
        nodes[-1] = Text(nodes[-1].text.rstrip(" "))
    return tuple(nodes)
