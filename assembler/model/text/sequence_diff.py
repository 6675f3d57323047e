"""The steps from one sequence to another: what stayed, came, went and was moved, told soon whatever is in them.

The library tries every pair of equal elements, over and over: for a paragraph of 20,000 words, of which every other
one is a space, that takes minutes, and for one that somebody has made of a single word hours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

type DiffStep = tuple[str, int, int, int, int]
"""What happened: equal, replace, delete or insert; the places in the old sequence, and those in the new one."""

_MOST = 1_000_000
"""How many pairs of equal elements are tried; words and spaces of a paragraph of a thousand words make as many."""
_LONGEST = 40_000
"""How many elements two sequences may have together; every one of them may be a step of its own."""
_LONG = 200
"""From how many elements on the library can leave those aside that are frequent: more than a hundredth of all."""


def diff_sequences(before: Sequence[Hashable], after: Sequence[Hashable]) -> Sequence[DiffStep]:
    """The steps in their order; of long sequences perhaps not all that is the same, but always their ends."""
    if _is_soon(before, after, len(after)):
        return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    first = _alike(before, after)
    last = _alike(before[first:][::-1], after[first:][::-1])
    old, new = len(before) - last, len(after) - last
    beginning: list[DiffStep] = [("equal", 0, first, 0, first)] if first else []
    end: list[DiffStep] = [("equal", old, len(before), new, len(after))] if last else []
    return [*beginning, *_shifted(_between(before[first:old], after[first:new]), first), *end]


def _shifted(made: Sequence[DiffStep], by: int) -> Iterator[DiffStep]:
    return ((kind, first + by, last + by, start + by, end + by) for kind, first, last, start, end in made)


def _is_soon(before: Sequence[Hashable], after: Sequence[Hashable], often: int) -> bool:
    """Whether the library soon comes to an end, with those elements that stand in the new one this often at most."""
    if len(before) + len(after) > _LONGEST:
        return False
    had = Counter(before)
    return sum(had[it] * times for it, times in Counter(after).items() if times <= often) <= _MOST


def _alike(before: Sequence[Hashable], after: Sequence[Hashable]) -> int:
    """How many elements at the beginning are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def _between(old: Sequence[Hashable], new: Sequence[Hashable]) -> Sequence[DiffStep]:
    for rare in (False, len(new) >= _LONG):
        if _is_soon(old, new, len(new) // 100 + 1 if rare else len(new)):
            return SequenceMatcher(None, old, new, autojunk=rare).get_opcodes()
    return [("replace", 0, len(old), 0, len(new))]


def find_heaviest_increasing(numbers: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Where in a row of different numbers those stand that rise and weigh most together: the others were moved."""
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
