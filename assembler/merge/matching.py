"""Which unit has become which: from the draft as built to the draft as edited, and to the text as it stands now."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from assembler.merge.units import Unit
from assembler.model.text.sequence_diff import steps

type Matches = dict[Unit, tuple[Unit, ...]]
"""For each unit of the draft as built those that it has become, in their order."""

_ALIKE = 0.6
"""How much of the words of one unit stand in another that has become it, although nothing else says so."""
_PART = 0.5
"""How much of the words of the second half of a divided paragraph stand in the whole."""


def edited_matches(base: Sequence[Unit], edited: Sequence[Unit]) -> Matches:
    """By the bookmarks that Word has kept; where one is lost, by the words, and last by them whatever it is now."""
    named = {name: unit for unit in base for name in unit.names}
    holders: dict[Unit, list[Unit]] = {}
    for unit in edited:
        for name in dict.fromkeys(unit.names):
            if name in named:
                holders.setdefault(named[name], []).append(unit)
    found = {unit: _halves(unit, those) for unit, those in holders.items()}
    held = {it for those in found.values() for it in those}
    found |= _by_likeness([it for it in base if it not in found], [it for it in edited if it not in held])
    found |= _by_place(base, edited, found)
    held = {it for those in found.values() for it in those}
    rest = [it for it in base if it not in found], [it for it in edited if it not in held]
    return found | _same_words(*rest, lambda unit: unit.words)


def _halves(base: Unit, holders: list[Unit]) -> tuple[Unit, ...]:
    """Of several that stand in one bookmark, those that have words of the paragraph: others were written beside it."""
    if len(holders) == 1:
        return tuple(holders)
    shares = {it: _share(it, base) * len(it.words) for it in holders}
    largest = max(holders, key=lambda it: shares[it])
    joined = {it for it in holders if len(it.names) > 1}
    return tuple(it for it in holders if it is largest or it in joined or _share(it, base) >= _PART)


def _by_likeness(base: Sequence[Unit], edited: Sequence[Unit]) -> Matches:
    """The pairs that are most alike first."""
    found = _same_words(base, edited, lambda unit: (type(unit.block), unit.words))
    taken = {other for (other,) in found.values()}
    pairs = [
        (likeness, one, other)
        for one in (it for it in base if it not in found)
        for other in edited
        if other not in taken and type(one.block) is type(other.block) and (likeness := _likeness(one, other)) >= _ALIKE
    ]
    for _, one, other in sorted(pairs, key=lambda it: -it[0]):
        if one not in found and other not in taken:
            found[one] = (other,)
            taken.add(other)
    return found


def _same_words(base: Sequence[Unit], edited: Sequence[Unit], key: Callable[[Unit], object]) -> Matches:
    """Those that have the same words and so the same key, in their order."""
    free: dict[object, deque[Unit]] = {}
    for it in edited:
        free.setdefault(key(it), deque()).append(it)
    found: Matches = {}
    for unit in base:
        those = free.get(key(unit))
        if those and unit.words:
            found[unit] = (those.popleft(),)
    return found


def _by_place(base: Sequence[Unit], edited: Sequence[Unit], found: Matches) -> Matches:
    """Lists, tables and quotations, which have no bookmark: those that still follow what they followed."""
    held = {it for those in found.values() for it in those}
    before = {those[-1]: unit for unit, those in found.items()}
    became = {unit: it for it, unit in before.items()}
    below = dict(pairwise(edited))
    made: Matches = {}
    for last, unit in pairwise(base):
        other = below.get(became[last]) if last in became else None
        if other is None or other in held or unit in found or unit.names:
            continue
        if type(other.block) is type(unit.block):
            made[unit] = (other,)
            became[unit] = other
    return made


def written_anew(base: Iterable[Unit], now: Matches, matches: Matches, units: Iterable[Unit]) -> Matches:
    """What an earlier merge has written in quite other words: it is known by those that it has become in Word."""
    taken = {it for those in now.values() for it in those}
    free: dict[tuple[str, ...], deque[Unit]] = {}
    for it in units:
        if it not in taken:
            free.setdefault(it.words, deque()).append(it)
    found: Matches = {}
    for unit in base:
        words = [it.words for it in matches.get(unit, ())] if unit not in now else []
        if words and all(len(free.get(it, ())) >= words.count(it) for it in words):
            found[unit] = tuple(free[it].popleft() for it in words)
    return found


def elsewhere(base: Iterable[Unit], now: Matches, units: Iterable[Unit]) -> Matches:
    """What has been moved to another text since."""
    taken = {it for those in now.values() for it in those}
    free = {it.words: it for it in units if it not in taken}
    return {unit: (free[unit.words],) for unit in base if unit not in now and unit.words in free}


def lost_names(matches: Matches, now: Matches) -> dict[str, str]:
    """The identifiers of named paragraphs that go into another named one, each with that of the other."""
    held: dict[Unit, list[Unit]] = {}
    for unit, those in matches.items():
        match now.get(unit, ()):
            case (it,) if it.words == unit.words and it.has_name:
                held.setdefault(those[0], []).append(it)
    return {other.names[0]: first.names[0] for first, *others in held.values() for other in others}


def now_matches(base: Sequence[Unit], now: Sequence[Unit]) -> Matches:
    """By the words in their order, then by the words anywhere, by names and sources, and by likeness between those.

    What is left has gone into its neighbour, or is known by the place of its paragraph in a contribution.
    """
    found: dict[Unit, list[Unit]] = {}
    _same_in_order(base, now, found)
    _same_anywhere(base, now, found)
    _by_name(base, now, found)
    _between(base, now, found)
    _into_neighbours(base, found)
    _by_former_place(base, now, found)
    places = {unit: place for place, unit in enumerate(now)}
    return {unit: tuple(sorted(those, key=places.__getitem__)) for unit, those in found.items()}


def _same_in_order(base: Sequence[Unit], now: Sequence[Unit], found: dict[Unit, list[Unit]]) -> None:
    for kind, first, last, start, end in steps([it.words for it in base], [it.words for it in now]):
        if kind == "equal":
            found.update((one, [other]) for one, other in zip(base[first:last], now[start:end], strict=True))


def _same_anywhere(base: Sequence[Unit], now: Sequence[Unit], found: dict[Unit, list[Unit]]) -> None:
    taken = {it for those in found.values() for it in those}
    by_words: dict[tuple[str, ...], list[Unit]] = {}
    for it in now:
        by_words.setdefault(it.words, []).append(it)
    for unit in base:
        same = [it for it in by_words.get(unit.words, ()) if it not in taken]
        if unit not in found and len(same) == 1:
            found[unit] = same
            taken.update(same)


def _by_name(base: Sequence[Unit], now: Sequence[Unit], found: dict[Unit, list[Unit]]) -> None:
    """The own name of a paragraph, or the sources that it shares; a name by place, which may shift, for like words."""
    taken = {it for those in found.values() for it in those}
    for unit in base:
        if unit in found:
            continue
        lasting = _lasting(unit)
        names = lasting | _former_places(unit)
        named = [it for it in now if it not in taken and names.intersection(it.names)]
        those = [it for it in named if _alike(unit, it)] or [it for it in named if lasting.intersection(it.names)][:1]
        if those:
            found[unit] = those


def _lasting(unit: Unit) -> set[str]:
    """The names of a unit that mean the same whatever is added or dropped around it."""
    return {name for name in unit.names if not _is_place(name)}.union(unit.sources)


def _former_places(unit: Unit) -> set[str]:
    """The names of a unit by its place in the contributions from which it comes."""
    return {name for name in unit.names if name.partition("#")[0] != unit.owner}


def _is_place(name: str) -> bool:
    word = name.partition("#")[2]
    return word[:1] in "ph" and word[1:].isdecimal()


def _between(base: Sequence[Unit], now: Sequence[Unit], found: dict[Unit, list[Unit]]) -> None:
    """Between two units that are found: those of which one holds most words of the other."""
    places = {unit: place for place, unit in enumerate(now)}
    taken = {it for those in found.values() for it in those}
    for place, unit in enumerate(base):
        had = found.get(unit, [])
        if [it.words for it in had] == [unit.words]:
            continue
        first = max((places[it] for other in base[:place] for it in found.get(other, ())), default=-1)
        last = min((places[it] for other in base[place + 1 :] for it in found.get(other, ())), default=len(now))
        there = now[first + 1 : last] if first < last else now
        alike = _holds if had else _alike
        those = [it for it in there if it not in taken and type(it.block) is type(unit.block) and alike(unit, it)]
        if those:
            found[unit] = [*had, *those]


def _into_neighbours(base: Sequence[Unit], found: dict[Unit, list[Unit]]) -> None:
    """What somebody has joined to the unit before it or after it: that one has become holds most words of both."""
    pairs = list(pairwise(base))
    for before, after in pairs:
        if before in found and after not in found and _has_gained(found[before][-1], before, after, after):
            found[after] = found[before][-1:]
    for before, after in reversed(pairs):
        if after in found and before not in found and _has_gained(found[after][0], before, after, before):
            found[before] = found[after][:1]


def _has_gained(whole: Unit, before: Unit, after: Unit, part: Unit) -> bool:
    """Whether most words of one of two neighbours stand in a unit beside those of the other."""
    other = before if part is after else after
    gained = _common(before.words + after.words, whole.words) - _common(other.words, whole.words)
    return type(whole.block) is type(part.block) and gained >= _ALIKE * len(part.words) > 0


def _by_former_place(base: Sequence[Unit], now: Sequence[Unit], found: dict[Unit, list[Unit]]) -> None:
    """The place of a paragraph in a contribution, which means the same as long as nothing has shifted there."""
    taken = {it for those in found.values() for it in those}
    for unit in [it for it in base if it not in found]:
        places = _former_places(unit)
        those = [it for it in now if it not in taken and places.intersection(it.names)]
        if those:
            found[unit] = those[:1]


def _holds(unit: Unit, part: Unit) -> bool:
    """Whether a unit that has become another one holds most words of this one too, since somebody divided it."""
    return _share(part, unit) >= _ALIKE


def _alike(unit: Unit, other: Unit) -> bool:
    return max(_share(unit, other), _share(other, unit)) >= _ALIKE


def _share(part: Unit, whole: Unit) -> float:
    """How many of a unit's words stand in another one, in their order."""
    if not part.words:
        return 0.0
    return _common(part.words, whole.words) / len(part.words)


def _likeness(one: Unit, other: Unit) -> float:
    longest = max(len(one.words), len(other.words))
    shortest = min(len(one.words), len(other.words))
    return _common(one.words, other.words) / longest if shortest >= _ALIKE * longest > 0 else 0.0


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(last - first for kind, first, last, _, _ in steps(one, other) if kind == "equal")


def clusters(base: Iterable[Unit], *matches: Mapping[Unit, tuple[Unit, ...]]) -> list[tuple[Unit, ...]]:
    """The units of the draft as built in groups: those that have become one, in the draft or in the text."""
    group: dict[Unit, list[Unit]] = {unit: [unit] for unit in base}
    holder: dict[Unit, Unit] = {}
    for unit in list(group):
        for other in (it for found in matches for it in found.get(unit, ())):
            first = holder.setdefault(other, unit)
            _unite(group, first, unit)
    return list(dict.fromkeys(tuple(members) for members in group.values()))


def _unite(group: dict[Unit, list[Unit]], one: Unit, other: Unit) -> None:
    if group[one] is group[other]:
        return
    members = group[one] + group[other]
    for unit in members:
        group[unit] = members
