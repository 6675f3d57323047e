"""Which asterisks and underscores belong together, by the rules of CommonMark (6.2), and what stands between them.

Every sign that finds no other stays what it is, so that no character is lost. The work grows with the length of the
text and no faster.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import Enum

from assembler.model.value import Growing, Value, field

_DEEPEST = 50
"""How often something emphasised may hold another; deeper, where nothing can look any different, words alone stay."""


class Weight(Enum):
    """How strongly something is emphasised, by the number of signs at each end."""

    EMPHASIS = 1
    STRONG = 2


class Signs(Growing):
    """A row of one sign."""

    sign: str
    """An asterisk or an underscore."""
    count: int
    """How many."""
    opens: bool
    """Whether something may begin with it."""
    closes: bool
    """Whether something may end with it."""
    left: int
    """How many have found no other."""
    ends: list[Weight] = field(default_factory=list)
    """What ends here, from the inside out."""
    begins: list[Weight] = field(default_factory=list)
    """What begins here, from the inside out."""


class Emphasised[P](Value):
    """What stands between two rows of signs."""

    weight: Weight
    """How strongly it is emphasised."""
    pieces: tuple[P | Emphasised[P], ...]
    """What it holds."""


def signs(row: str, before: str, after: str) -> Signs:
    """A row of signs with what it may do between the characters before and after it, empty at either end."""
    space_before, space_after = not before or before.isspace(), not after or after.isspace()
    mark_before, mark_after = _is_mark(before), _is_mark(after)
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    if row[0] == "*":
        return Signs(row[0], len(row), left, right, len(row))
    opens, closes = left and (not right or mark_before), right and (not left or mark_after)
    return Signs(row[0], len(row), opens, closes, len(row))


def _is_mark(character: str) -> bool:
    """Whether a character is punctuation or a symbol."""
    return bool(character) and unicodedata.category(character)[0] in "PS"


def pair(pieces: Sequence[object]) -> None:
    """Notes at each row of signs among the pieces what begins and ends there."""
    open_: list[Signs] = []
    floors: dict[tuple[str, bool, int], int] = {}
    for piece in pieces:
        if not isinstance(piece, Signs):
            continue
        while piece.closes and piece.left:
            kind = (piece.sign, piece.opens, piece.count % 3)
            place = _opener(piece, open_, floors.get(kind, 0))
            if place is None:
                floors[kind] = len(open_)
                break
            weight = Weight(min(2, piece.left, open_[place].left))
            open_[place].begins.append(weight)
            piece.ends.append(weight)
            open_[place].left -= weight.value
            piece.left -= weight.value
            del open_[place + 1 if open_[place].left else place :]
            floors = {kind: min(floor, len(open_)) for kind, floor in floors.items()}
        if piece.opens and piece.left:
            open_.append(piece)


def _opener(closing: Signs, open_: Sequence[Signs], floor: int) -> int | None:
    for place in range(len(open_) - 1, floor - 1, -1):
        opening = open_[place]
        if opening.sign == closing.sign and not _thirds(opening, closing):
            return place
    return None


def _thirds(opening: Signs, closing: Signs) -> bool:
    """Whether the rule of three forbids the pair: one of the two could do both, and their numbers add up to thirds."""
    if not (opening.closes or closing.opens):
        return False
    return (opening.count + closing.count) % 3 == 0 and not (opening.count % 3 == 0 and closing.count % 3 == 0)


def nested[P](pieces: Sequence[P | Signs]) -> tuple[P | str | Emphasised[P | str], ...]:
    """The pieces with those between paired signs as one; signs without another are words."""
    pair(pieces)
    frames: list[list[P | str | Emphasised[P | str]]] = [[]]
    too_deep = 0
    for piece in pieces:
        if not isinstance(piece, Signs):
            frames[-1].append(piece)
            continue
        for weight in piece.ends:
            if too_deep:
                too_deep -= 1
                continue
            inside = frames.pop()
            frames[-1].append(Emphasised(weight, tuple(inside)))
        if piece.left:
            frames[-1].append(piece.sign * piece.left)
        for _ in piece.begins:
            if len(frames) > _DEEPEST:
                too_deep += 1
            else:
                frames.append([])
    return tuple(frames[0])
