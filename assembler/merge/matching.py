"""Matches units: which units of theirs, and which of ours, each unit of the base has become."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from assembler.merge.units import Unit, is_lasting
from assembler.model.nodes import Block
from assembler.model.text.sequence_diff import diff_sequences

type Matches = dict[Unit, tuple[Unit, ...]]
"""For each unit of the base the units that it has become, in their order."""

_SIMILAR = 0.6
"""The share of the words of one unit that stand in another which it has become, where no name says so."""
_PART = 0.5
"""The share of the words of the second half of a divided paragraph that stand in the whole."""


# Base to theirs


def match_theirs(base: Sequence[Unit], theirs: Sequence[Unit]) -> Matches:
    """Matches by the bookmarks that Word kept; without them by words and kind, by place, and last by words alone."""
    named = {name: unit for unit in base for name in unit.names}
    holders: dict[Unit, list[Unit]] = {}
    for unit in theirs:
        for name in dict.fromkeys(unit.names):
            if name in named:
                holders.setdefault(named[name], []).append(unit)
    matches = {unit: _select_parts(unit, units) for unit, units in holders.items()}
    matches |= _match_by_similarity([unit for unit in base if unit not in matches], _list_free(theirs, matches))
    matches |= _match_by_place(base, theirs, matches)
    rest = [unit for unit in base if unit not in matches]
    return matches | _match_equal_words(rest, _list_free(theirs, matches), lambda unit: unit.words)


def _list_free(others: Iterable[Unit], matches: Matches) -> list[Unit]:
    """The units that no unit of the base has become so far."""
    partners = {other for units in matches.values() for other in units}
    return [other for other in others if other not in partners]


def _select_parts(base: Unit, holders: list[Unit]) -> tuple[Unit, ...]:
    """Of several units in one bookmark those that have words of the paragraph: others were written beside it."""
    if len(holders) == 1:
        return tuple(holders)
    common = {unit: _measure_share(unit, base) * len(unit.words) for unit in holders}
    largest = max(holders, key=lambda unit: common[unit])
    joined = {unit for unit in holders if len(unit.names) > 1}
    return tuple(unit for unit in holders if unit is largest or unit in joined or _measure_share(unit, base) >= _PART)


def _match_by_similarity(base: Sequence[Unit], theirs: Sequence[Unit]) -> Matches:
    """Matches units of the same kind, the most similar pairs first."""
    matches = _match_equal_words(base, theirs, lambda unit: (type(unit.block), unit.words))
    partners = {other for (other,) in matches.values()}
    pairs = [
        (similarity, one, other)
        for one in base
        if one not in matches
        for other in theirs
        if other not in partners
        and type(one.block) is type(other.block)
        and (similarity := _measure_similarity(one, other)) >= _SIMILAR
    ]
    for _, one, other in sorted(pairs, key=lambda pair: -pair[0]):
        if one not in matches and other not in partners:
            matches[one] = (other,)
            partners.add(other)
    return matches


def _match_equal_words(base: Sequence[Unit], others: Sequence[Unit], key: Callable[[Unit], object]) -> Matches:
    """Matches units with the same key, of which the words are a part, in their order."""
    free: dict[object, deque[Unit]] = {}
    for other in others:
        free.setdefault(key(other), deque()).append(other)
    matches: Matches = {}
    for unit in base:
        equal = free.get(key(unit))
        if equal and unit.words:
            matches[unit] = (equal.popleft(),)
    return matches


def _match_by_place(base: Sequence[Unit], theirs: Sequence[Unit], matches: Matches) -> Matches:
    """Matches lists, tables and quotations, which have no bookmark, that follow the same unit as in the base."""
    partners = {other for units in matches.values() for other in units}
    former = {units[-1]: unit for unit, units in matches.items()}
    current = {unit: other for other, unit in former.items()}
    following = dict(pairwise(theirs))
    new: Matches = {}
    for last, unit in pairwise(base):
        other = following.get(current[last]) if last in current else None
        if other is None or other in partners or unit in matches or unit.names:
            continue
        if type(other.block) is type(unit.block):
            new[unit] = (other,)
            current[unit] = other
    return new


# Base to ours


def match_ours(base: Sequence[Unit], ours: Sequence[Unit]) -> Matches:
    """Matches by equal words in order, equal words anywhere, names and sources, and similarity between matched units.

    Of the rest, by the neighbour with which a unit was joined, and by the place of its paragraph in a contribution.
    """
    matches: dict[Unit, list[Unit]] = {}
    _match_equal_in_order(base, ours, matches)
    _match_equal_anywhere(base, ours, matches)
    _match_by_name(base, ours, matches)
    _match_between(base, ours, matches)
    _match_joined(base, matches)
    _match_by_former_place(base, ours, matches)
    places = {unit: place for place, unit in enumerate(ours)}
    return {unit: tuple(sorted(units, key=places.__getitem__)) for unit, units in matches.items()}


def match_versions(base: Sequence[Unit], others: Sequence[Unit]) -> Matches:
    """Matches two versions of one text as `match_ours` does, then similar units, and single ones at the same place."""
    matches = match_ours(base, others)
    matches |= _match_by_similarity([unit for unit in base if unit not in matches], _list_free(others, matches))
    places = {unit: place for place, unit in enumerate(others)}
    last, waiting = -1, list[Unit]()
    for unit in (*base, None):
        if unit is not None and unit not in matches:
            waiting.append(unit)
            continue
        first, end = (places[matches[unit][side]] for side in (0, -1)) if unit else (len(others), -1)
        matches |= _match_single_kinds(waiting, _list_free(others[last + 1 : first], matches))
        last, waiting = end, []
    return matches


def _match_single_kinds(base: Iterable[Unit], others: Iterable[Unit]) -> Matches:
    """Matches the units that are the only ones of their kind on both sides."""
    kinds = _group_by_kind(base), _group_by_kind(others)
    pairs = ((units, kinds[1].get(kind, [])) for kind, units in kinds[0].items())
    return {units[0]: (same[0],) for units, same in pairs if len(units) == len(same) == 1}


def _group_by_kind(units: Iterable[Unit]) -> dict[type[Block], list[Unit]]:
    kinds: dict[type[Block], list[Unit]] = {}
    for unit in units:
        kinds.setdefault(type(unit.block), []).append(unit)
    return kinds


def match_rewritten(base: Iterable[Unit], ours: Matches, theirs: Matches, units: Iterable[Unit]) -> Matches:
    """Matches what an earlier merge rewrote: `units` of the text with the words that units of the base have in Word."""
    free: dict[tuple[str, ...], deque[Unit]] = {}
    for unit in _list_free(units, ours):
        free.setdefault(unit.words, deque()).append(unit)
    matches: Matches = {}
    for unit in base:
        words = [other.words for other in theirs.get(unit, ())] if unit not in ours else []
        if words and all(len(free.get(each, ())) >= words.count(each) for each in words):
            matches[unit] = tuple(free[each].popleft() for each in words)
    return matches


def match_moved(base: Iterable[Unit], ours: Matches, units: Iterable[Unit]) -> Matches:
    """Matches what has moved to another text since the draft was built."""
    free = {unit.words: unit for unit in _list_free(units, ours)}
    return {unit: (free[unit.words],) for unit in base if unit not in ours and unit.words in free}


def find_lost_names(theirs: Matches, ours: Matches) -> dict[str, str]:
    """The names that are lost when a named paragraph is joined to another one, each with the name that remains."""
    joined: dict[Unit, list[Unit]] = {}
    for unit, others in theirs.items():
        match ours.get(unit, ()):
            case (current,) if current.words == unit.words and current.has_lasting_name:
                joined.setdefault(others[0], []).append(current)
    return {lost.names[0]: first.names[0] for first, *rest in joined.values() for lost in rest}


def _match_equal_in_order(base: Sequence[Unit], ours: Sequence[Unit], matches: dict[Unit, list[Unit]]) -> None:
    for kind, first, last, start, end in diff_sequences([unit.words for unit in base], [unit.words for unit in ours]):
        if kind == "equal":
            matches.update((one, [other]) for one, other in zip(base[first:last], ours[start:end], strict=True))


def _match_equal_anywhere(base: Sequence[Unit], ours: Sequence[Unit], matches: dict[Unit, list[Unit]]) -> None:
    partners = _list_partners(matches)
    by_words: dict[tuple[str, ...], list[Unit]] = {}
    for unit in ours:
        by_words.setdefault(unit.words, []).append(unit)
    for unit in base:
        equal = [other for other in by_words.get(unit.words, ()) if other not in partners]
        if unit not in matches and len(equal) == 1:
            matches[unit] = equal
            partners.update(equal)


def _list_partners(matches: dict[Unit, list[Unit]]) -> set[Unit]:
    return {other for units in matches.values() for other in units}


def _match_by_name(base: Sequence[Unit], ours: Sequence[Unit], matches: dict[Unit, list[Unit]]) -> None:
    """Matches by a lasting name or a shared source; by a name that is a place, which may shift, for similar words."""
    partners = _list_partners(matches)
    for unit in base:
        if unit in matches:
            continue
        lasting = _list_lasting_names(unit)
        names = lasting | _list_former_places(unit)
        named = [other for other in ours if other not in partners and names.intersection(other.names)]
        similar = [other for other in named if is_similar(unit, other)]
        same = similar or [other for other in named if lasting.intersection(other.names)][:1]
        if same:
            matches[unit] = same


def _list_lasting_names(unit: Unit) -> set[str]:
    """The names of a unit that mean the same whatever is added or deleted around it."""
    return {name for name in unit.names if is_lasting(name)}.union(unit.sources)


def _list_former_places(unit: Unit) -> set[str]:
    """The names of a unit by its place in the contributions from which it comes."""
    return {name for name in unit.names if name.partition("#")[0] != unit.owner}


def _match_between(base: Sequence[Unit], ours: Sequence[Unit], matches: dict[Unit, list[Unit]]) -> None:
    """Matches, between two units that are matched, units of which one holds most words of the other."""
    places = {unit: place for place, unit in enumerate(ours)}
    partners = _list_partners(matches)
    for place, unit in enumerate(base):
        matched = matches.get(unit, [])
        if [other.words for other in matched] == [unit.words]:
            continue
        first = max((places[other] for above in base[:place] for other in matches.get(above, ())), default=-1)
        last = min(
            (places[other] for below in base[place + 1 :] for other in matches.get(below, ())), default=len(ours)
        )
        candidates = ours[first + 1 : last] if first < last else ours
        is_match = is_part if matched else is_similar
        further = [
            other
            for other in candidates
            if other not in partners and type(other.block) is type(unit.block) and is_match(unit, other)
        ]
        if further:
            matches[unit] = [*matched, *further]


def _match_joined(base: Sequence[Unit], matches: dict[Unit, list[Unit]]) -> None:
    """Matches what was joined to the unit before or after it: the match of that unit holds most words of both."""
    pairs = list(pairwise(base))
    for before, after in pairs:
        if before in matches and after not in matches and _has_gained(matches[before][-1], before, after, after):
            matches[after] = matches[before][-1:]
    for before, after in reversed(pairs):
        if after in matches and before not in matches and _has_gained(matches[after][0], before, after, before):
            matches[before] = matches[after][:1]


def _has_gained(whole: Unit, before: Unit, after: Unit, part: Unit) -> bool:
    """Whether most words of one of two neighbours stand in a unit beside those of the other."""
    other = before if part is after else after
    gained = _count_common(before.words + after.words, whole.words) - _count_common(other.words, whole.words)
    return type(whole.block) is type(part.block) and gained >= _SIMILAR * len(part.words) > 0


def _match_by_former_place(base: Sequence[Unit], ours: Sequence[Unit], matches: dict[Unit, list[Unit]]) -> None:
    """Matches by the place of a paragraph in a contribution, which means the same as long as nothing shifts there."""
    partners = _list_partners(matches)
    for unit in [unit for unit in base if unit not in matches]:
        places = _list_former_places(unit)
        candidates = [other for other in ours if other not in partners and places.intersection(other.names)]
        if candidates:
            matches[unit] = candidates[:1]


# Similarity


def is_part(unit: Unit, part: Unit) -> bool:
    """Whether a unit holds most words of another one, which was divided from it."""
    return _measure_share(part, unit) >= _SIMILAR


def is_similar(unit: Unit, other: Unit) -> bool:
    """Whether most words of one unit stand in the other one."""
    return max(_measure_share(unit, other), _measure_share(other, unit)) >= _SIMILAR


def _measure_share(part: Unit, whole: Unit) -> float:
    """The share of the words of a unit that stand in another one, in their order."""
    if not part.words:
        return 0.0
    return _count_common(part.words, whole.words) / len(part.words)


def _measure_similarity(one: Unit, other: Unit) -> float:
    longest = max(len(one.words), len(other.words))
    shortest = min(len(one.words), len(other.words))
    return _count_common(one.words, other.words) / longest if shortest >= _SIMILAR * longest > 0 else 0.0


def _count_common(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(last - first for kind, first, last, _, _ in diff_sequences(one, other) if kind == "equal")


# Clusters


def cluster_units(base: Iterable[Unit], *matches: Mapping[Unit, tuple[Unit, ...]]) -> list[tuple[Unit, ...]]:
    """The units of the base in clusters: those that have become one unit, in Word or in the text."""
    clusters: dict[Unit, list[Unit]] = {unit: [unit] for unit in base}
    holders: dict[Unit, Unit] = {}
    for unit in list(clusters):
        for other in (other for match in matches for other in match.get(unit, ())):
            first = holders.setdefault(other, unit)
            _unite(clusters, first, unit)
    return list(dict.fromkeys(tuple(members) for members in clusters.values()))


def _unite(clusters: dict[Unit, list[Unit]], one: Unit, other: Unit) -> None:
    if clusters[one] is clusters[other]:
        return
    members = clusters[one] + clusters[other]
    for unit in members:
        clusters[unit] = members
