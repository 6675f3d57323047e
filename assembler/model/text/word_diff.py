"""What changed between two texts, word by word: never inside a word, a number or a document symbol."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from assembler.model.progress import beginning
from assembler.model.text.sequence_diff import DiffStep, diff_sequences
from assembler.model.value import Value

_CONTEXT = 30
"""How many characters of what stayed stand beside a change."""
_MOST = 400
"""How many characters are shown of all changes."""
# A word holds the signs that bind its parts: A/75/345, Add.1, women’s, 1,250.5; else each sign is a piece of its own.
_PIECE = re.compile(r"\w+(?:[/.,:’'–-]\w+)*|\s+|[^\w\s]")


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    ADDED = "added"
    DROPPED = "dropped"


class DiffSegment(Value):
    """Words that stayed, came or went."""

    change: Change
    """What became of them."""
    text: str
    """The words, with the spaces that belong to them."""


def diff_words(old: str, new: str) -> tuple[DiffSegment, ...]:
    """The pieces in reading order, of a change what went before what came.

    Those that are not added make up `old`, those that are not dropped make up `new`, character by character.
    """
    before, after = split_words(old), split_words(new)
    pieces = [piece for step in diff_sequences(before, after) for piece in _pieces(step, before, after)]
    return tuple(piece for piece in pieces if piece.text)


def split_words(text: str) -> tuple[str, ...]:
    """The words, runs of spaces and single signs of a text; joined they are the text."""
    return tuple(_PIECE.findall(text))


def _pieces(step: DiffStep, before: Sequence[str], after: Sequence[str]) -> Iterator[DiffSegment]:
    kind, first, last, new_first, new_last = step
    if kind == "equal":
        yield DiffSegment(Change.SAME, "".join(before[first:last]))
        return
    yield DiffSegment(Change.DROPPED, "".join(before[first:last]))
    yield DiffSegment(Change.ADDED, "".join(after[new_first:new_last]))


def format_word_diff(old: str, new: str, *, dropped: bool = True) -> str:
    """The changes with a few words around each, marked as in a text, {--went--}{++came++}; of very many the first.

    Without `dropped` only what came is shown. Empty where nothing has changed.
    """
    pieces = diff_words(" ".join(old.split()), " ".join(new.split()))
    pieces = tuple(piece for piece in pieces if dropped or piece.change is not Change.DROPPED)
    if all(piece.change is Change.SAME for piece in pieces):
        return ""
    last = len(pieces) - 1
    shown = "".join(_shown(piece, first=not place, last=place == last) for place, piece in enumerate(pieces))
    return beginning(shown, _MOST)


def _shown(piece: DiffSegment, *, first: bool, last: bool) -> str:
    match piece.change:
        case Change.ADDED:
            return f"{{++{piece.text}++}}"
        case Change.DROPPED:
            return f"{{--{piece.text}--}}"
        case Change.SAME:
            return _clipped(piece.text, first=first, last=last)


def _clipped(words: str, *, first: bool, last: bool) -> str:
    """Words that stayed, of which only those beside a change are shown."""
    if len(words) <= 2 * _CONTEXT:
        return words
    before = "" if first else words[:_CONTEXT].rpartition(" ")[0]
    after = "" if last else words[-_CONTEXT:].partition(" ")[2]
    clipped = f"{before} … {after}"
    return clipped.lstrip() if first else clipped.rstrip() if last else clipped
