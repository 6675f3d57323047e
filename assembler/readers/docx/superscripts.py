"""Drops superscripts and subscripts that mean nothing: of a whole paragraph, of a lone mark, between two notes."""

from __future__ import annotations

from collections.abc import Sequence

from assembler.model.nodes import Footnote, Text
from assembler.readers.docx.inline_spacing import Shown
from assembler.readers.ooxml.inline_nesting import LOWERED, RAISED, Leaf, Wrappers, remove_wrappers

_ALIGNED: Wrappers = frozenset((RAISED, LOWERED))
_MARKS = ".,;:!?"


def drop_meaningless_superscripts(shown: Sequence[Shown]) -> list[Shown]:
    """The leaves without raised commas between the calls of two notes, where the report sets a comma.

    A paragraph that is raised as a whole stands on the line, and so does a mark that was typed after raised words.
    """
    rest = [one for place, one in enumerate(shown) if not _is_comma_between_calls(shown, place)]
    words = [leaf for leaf, _ in rest if isinstance(leaf.node, Text) and leaf.node.text.strip()]
    is_whole = bool(words) and all(leaf.wrappers & _ALIGNED for leaf in words)
    return [_put_on_line(one) if is_whole or _is_lone_mark(rest, place) else one for place, one in enumerate(rest)]


def _put_on_line(one: Shown) -> Shown:
    leaf, target = one
    return (remove_wrappers((leaf,), _ALIGNED)[0], target) if leaf.wrappers & _ALIGNED else one


def _get_beside(shown: Sequence[Shown], place: int) -> list[Leaf]:
    return [leaf for leaf, _ in (*shown[max(0, place - 1) : place], *shown[place + 1 : place + 2])]


def _is_comma_between_calls(shown: Sequence[Shown], place: int) -> bool:
    leaf = shown[place][0]
    if not isinstance(leaf.node, Text) or RAISED not in leaf.wrappers or leaf.node.text.strip() not in (",", ";"):
        return False
    beside = _get_beside(shown, place)
    return len(beside) == 2 and all(isinstance(other.node, Footnote) for other in beside)


def _is_lone_mark(shown: Sequence[Shown], place: int) -> bool:
    """Whether it is nothing but punctuation, and no part of raised words."""
    leaf = shown[place][0]
    if not isinstance(leaf.node, Text) or leaf.node.text.strip(f" {_MARKS}"):
        return False
    return not any(other.wrappers & _ALIGNED for other in _get_beside(shown, place))
