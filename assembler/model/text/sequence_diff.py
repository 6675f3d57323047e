"""Sequence diff: what was kept, inserted, deleted and moved from one sequence to another, in bounded time.

difflib tries every pair of equal elements, again and again: for a paragraph of 20,000 words, of which every other one
is a space, that takes minutes, and for a paragraph that repeats a single word hours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

type DiffStep = tuple[str, int, int, int, int]
"""A step as difflib gives it: equal, replace, delete or insert; its range in the old and that in the new sequence."""

_MOST = 1_000_000
"""How many pairs of equal elements are tried: those of the words and spaces of a paragraph of a thousand words."""
_LONGEST = 40_000
"""How many elements two sequences may have together; each may be a step of its own."""
_LONG = 200
"""The number of elements from which difflib can leave out frequent ones: more than a hundredth of all."""


def diff_sequences(before: Sequence[Hashable], after: Sequence[Hashable]) -> Sequence[DiffStep]:
    """The steps in their order. Of long sequences, not all that is equal may be found, but always equal ends."""
    if _is_fast(before, after, len(after)):
        return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    first = _count_equal_start(before, after)
    last = _count_equal_start(before[first:][::-1], after[first:][::-1])
    old, new = len(before) - last, len(after) - last
    beginning: list[DiffStep] = [("equal", 0, first, 0, first)] if first else []
    end: list[DiffStep] = [("equal", old, len(before), new, len(after))] if last else []
    return [*beginning, *_shift(_diff_between(before[first:old], after[first:new]), first), *end]


def _shift(steps: Sequence[DiffStep], by: int) -> Iterator[DiffStep]:
    return ((kind, first + by, last + by, start + by, end + by) for kind, first, last, start, end in steps)


def _is_fast(before: Sequence[Hashable], after: Sequence[Hashable], often: int) -> bool:
    """Whether difflib is fast, with the elements that stand in the new sequence at most `often` times."""
    if len(before) + len(after) > _LONGEST:
        return False
    old = Counter(before)
    new = Counter(after).items()
    return sum(old[element] * times for element, times in new if times <= often) <= _MOST


def _count_equal_start(before: Sequence[Hashable], after: Sequence[Hashable]) -> int:
    """The number of elements at the beginning that are equal."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def _diff_between(old: Sequence[Hashable], new: Sequence[Hashable]) -> Sequence[DiffStep]:
    for rare in (False, len(new) >= _LONG):
        if _is_fast(old, new, len(new) // 100 + 1 if rare else len(new)):
            return SequenceMatcher(None, old, new, autojunk=rare).get_opcodes()
    return [("replace", 0, len(old), 0, len(new))]


def find_heaviest_increasing(numbers: Sequence[int], weights: Sequence[int]) -> set[int]:
    """The places of the heaviest increasing subsequence of different numbers: the elements elsewhere were moved."""
    ends: list[int] = []  # rising numbers, each the end of a chain heavier than those before it
    links: dict[int, int | None] = {}
    tails: list[int] = []
    totals: list[int] = []
    for index, (number, weight) in enumerate(zip(numbers, weights, strict=True)):
        at = bisect_left(ends, number)
        total = weight + (totals[at - 1] if at else 0)
        links[index] = tails[at - 1] if at else None
        stop = at
        while stop < len(ends) and totals[stop] <= total:
            stop += 1
        ends[at:stop], totals[at:stop], tails[at:stop] = [number], [total], [index]
    staying: set[int] = set()
    last: int | None = tails[-1] if tails else None
    while last is not None:
        staying.add(last)
        last = links[last]
    return staying
