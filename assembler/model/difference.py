"""What changed between two texts, word by word: never inside a word, a number or a document symbol."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A word holds the signs that bind its parts: A/75/345, Add.1, women’s, 1,250.5; else each sign is a piece of its own.
_PIECE = re.compile(r"\w+(?:[/.,:’'–-]\w+)*|\s+|[^\w\s]")


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that stayed, came or went."""

    change: Change
    """What became of them."""
    text: str
    """The words, with the spaces that belong to them."""


def word_difference(old: str, new: str) -> tuple[Difference, ...]:
    """The pieces in reading order, of a change what went before what came.

    Those that are not added make up `old`, those that are not dropped make up `new`, character by character.
    """
    before, after = split_words(old), split_words(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    pieces = [piece for step in matcher.get_opcodes() for piece in _pieces(step, before, after)]
    return tuple(piece for piece in pieces if piece.text)


def split_words(text: str) -> tuple[str, ...]:
    """The words, runs of spaces and single signs of a text; joined they are the text."""
    return tuple(_PIECE.findall(text))


def _pieces(step: tuple[str, int, int, int, int], before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    kind, first, last, new_first, new_last = step
    if kind == "equal":
        yield Difference(Change.SAME, "".join(before[first:last]))
        return
    yield Difference(Change.DROPPED, "".join(before[first:last]))
    yield Difference(Change.ADDED, "".join(after[new_first:new_last]))
