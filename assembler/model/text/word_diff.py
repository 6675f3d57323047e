"""Word diff of two texts: changes never begin or end inside a word, a number or a document symbol."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from assembler.model.text.phrases import cut_end, shorten
from assembler.model.text.sequence_diff import DiffStep, diff_sequences
from assembler.model.value import Value

_CONTEXT = 30
"""How many characters of unchanged words stand beside a change."""
_MOST = 400
"""How many characters are shown of all changes."""
# A word includes the signs between its parts: A/75/345, Add.1, women’s, 1,250.5; other signs and Chinese characters
# stand alone.
_LETTERS = r"[^\W\u3400-\u4dbf\u4e00-\u9fff]+"
_WORD = re.compile(rf"{_LETTERS}(?:[/.,:’'–-]{_LETTERS})*|\s+|[^\w\s]|\w")


_MARKED = re.compile(r"\{--(.*?)--\}|\{\+\+(.*?)\+\+\}", re.DOTALL)


class Change(StrEnum):
    """Whether words were kept, added or deleted."""

    SAME = "same"
    ADDED = "added"
    DROPPED = "dropped"


_CHANGES = (Change.SAME, Change.DROPPED, Change.ADDED)
"""What the pieces are, in turn, between which `_MARKED` cuts words."""


class DiffSegment(Value):
    """Words that were kept, added or deleted together."""

    change: Change
    """The change."""
    text: str
    """The words, with the spaces that belong to them."""


def diff_words(old: str, new: str) -> tuple[DiffSegment, ...]:
    """The segments in reading order, deleted words before the added ones.

    Segments that are not added make up `old`, those that are not deleted make up `new`, character by character.
    """
    before, after = split_words(old), split_words(new)
    segments = [segment for step in diff_sequences(before, after) for segment in _make_segments(step, before, after)]
    return tuple(segment for segment in segments if segment.text)


def split_words(text: str) -> tuple[str, ...]:
    """The words, runs of spaces and single signs of a text; joined they are the text."""
    return tuple(_WORD.findall(text))


def _make_segments(step: DiffStep, before: Sequence[str], after: Sequence[str]) -> Iterator[DiffSegment]:
    kind, first, last, new_first, new_last = step
    if kind == "equal":
        yield DiffSegment(Change.SAME, "".join(before[first:last]))
        return
    yield DiffSegment(Change.DROPPED, "".join(before[first:last]))
    yield DiffSegment(Change.ADDED, "".join(after[new_first:new_last]))


def format_word_diff(old: str, new: str, *, dropped: bool = True) -> str:
    """The changes with a few words around each, marked as in a text, {--deleted--}{++added++}; only the first of many.

    Without `dropped` only added words are shown. Empty where nothing has changed.
    """
    segments = diff_words(" ".join(old.split()), " ".join(new.split()))
    segments = tuple(segment for segment in segments if dropped or segment.change is not Change.DROPPED)
    if all(segment.change is Change.SAME for segment in segments):
        return ""
    return shorten("".join(map(_format_segment, clip_segments(segments))), _MOST)


def read_word_diff(words: str) -> tuple[DiffSegment, ...]:
    """The segments of what `format_word_diff` gives."""
    pieces = _MARKED.split(words)
    segments = (
        DiffSegment(change, text or "")
        for place in range(0, len(pieces), 3)
        for change, text in zip(_CHANGES, pieces[place : place + 3], strict=False)
    )
    return tuple(segment for segment in segments if segment.text)


def _format_segment(segment: DiffSegment) -> str:
    match segment.change:
        case Change.ADDED:
            return f"{{++{segment.text}++}}"
        case Change.DROPPED:
            return f"{{--{segment.text}--}}"
        case Change.SAME:
            return segment.text


def clip_segments(segments: Sequence[DiffSegment]) -> tuple[DiffSegment, ...]:
    """The segments, of which those that were kept are shortened to the words beside a change."""
    last = len(segments) - 1
    return tuple(
        DiffSegment(segment.change, _clip(segment.text, first=not place, last=place == last))
        if segment.change is Change.SAME
        else segment
        for place, segment in enumerate(segments)
    )


def _clip(words: str, *, first: bool, last: bool) -> str:
    """Unchanged words, shortened to those beside a change."""
    if len(words) <= 2 * _CONTEXT:
        return words
    before = "" if first else cut_end(words[:_CONTEXT])
    after = "" if last else cut_end(words[: -_CONTEXT - 1 : -1])[::-1]
    clipped = f"{before} … {after}"
    return clipped.lstrip() if first else clipped.rstrip() if last else clipped
