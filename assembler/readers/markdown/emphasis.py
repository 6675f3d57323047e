"""Pairs asterisks and underscores to emphasis, by the rules of CommonMark (6.2, delimiter runs).

A sign without a partner stays what it is, so that no character is lost. The work grows linearly with the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import Enum

from assembler.model.value import MutableValue, Value, field

_DEEPEST = 50
"""How many emphases may stand inside each other. Deeper ones, which look no different, are words."""


class Weight(Enum):
    """How strongly words are emphasised, by the number of signs at each end."""

    EMPHASIS = 1
    STRONG = 2


class DelimiterRun(MutableValue):
    """A row of the same sign."""

    sign: str
    """An asterisk or an underscore."""
    count: int
    """How many."""
    opens: bool
    """Whether an emphasis may begin with the row."""
    closes: bool
    """Whether an emphasis may end with the row."""
    left: int
    """How many of the signs have no partner."""
    ends: list[Weight] = field(default_factory=list)
    """The emphases that end here, from the inside out."""
    begins: list[Weight] = field(default_factory=list)
    """The emphases that begin here, from the inside out."""


class EmphasisSpan[P](Value):
    """The words and marks between two paired rows of signs."""

    weight: Weight
    """How strongly it is emphasised."""
    tokens: tuple[P | EmphasisSpan[P], ...]
    """The words and marks."""


def read_delimiters(row: str, before: str, after: str) -> DelimiterRun:
    """A row of signs, and whether it may open or close an emphasis between the characters before and after it.

    At the ends of a text these are empty.
    """
    space_before, space_after = not before or before.isspace(), not after or after.isspace()
    mark_before, mark_after = _is_mark(before), _is_mark(after)
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    if row[0] == "*":
        return DelimiterRun(row[0], len(row), left, right, len(row))
    opens, closes = left and (not right or mark_before), right and (not left or mark_after)
    return DelimiterRun(row[0], len(row), opens, closes, len(row))


def _is_mark(character: str) -> bool:
    """Whether a character is punctuation or a symbol."""
    return bool(character) and unicodedata.category(character)[0] in "PS"


def pair_delimiters(tokens: Sequence[object]) -> None:
    """Records at each row of signs among the tokens which emphases begin and end there."""
    open_: list[DelimiterRun] = []
    floors: dict[tuple[str, bool, int], int] = {}
    for token in tokens:
        if not isinstance(token, DelimiterRun):
            continue
        while token.closes and token.left:
            kind = (token.sign, token.opens, token.count % 3)
            place = _find_opener(token, open_, floors.get(kind, 0))
            if place is None:
                floors[kind] = len(open_)
                break
            weight = Weight(min(2, token.left, open_[place].left))
            open_[place].begins.append(weight)
            token.ends.append(weight)
            open_[place].left -= weight.value
            token.left -= weight.value
            del open_[place + 1 if open_[place].left else place :]
            floors = {kind: min(floor, len(open_)) for kind, floor in floors.items()}
        if token.opens and token.left:
            open_.append(token)


def _find_opener(closing: DelimiterRun, open_: Sequence[DelimiterRun], floor: int) -> int | None:
    for place in range(len(open_) - 1, floor - 1, -1):
        opening = open_[place]
        if opening.sign == closing.sign and not _forbids_pair(opening, closing):
            return place
    return None


def _forbids_pair(opening: DelimiterRun, closing: DelimiterRun) -> bool:
    """Whether the rule of three forbids the pair: one of the two could do both, and three divides the sum."""
    if not (opening.closes or closing.opens):
        return False
    return (opening.count + closing.count) % 3 == 0 and not (opening.count % 3 == 0 and closing.count % 3 == 0)


def nest_emphasis[P](tokens: Sequence[P | DelimiterRun]) -> tuple[P | str | EmphasisSpan[P | str], ...]:
    """The tokens, in which those between paired signs are one span; signs without a partner are words."""
    pair_delimiters(tokens)
    frames: list[list[P | str | EmphasisSpan[P | str]]] = [[]]
    too_deep = 0
    for token in tokens:
        if not isinstance(token, DelimiterRun):
            frames[-1].append(token)
            continue
        for weight in token.ends:
            if too_deep:
                too_deep -= 1
                continue
            inside = frames.pop()
            frames[-1].append(EmphasisSpan(weight, tuple(inside)))
        if token.left:
            frames[-1].append(token.sign * token.left)
        for _ in token.begins:
            if len(frames) > _DEEPEST:
                too_deep += 1
            else:
                frames.append([])
    return tuple(frames[0])
