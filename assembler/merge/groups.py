"""Groups the units of one text that have become one another in base, theirs and ours, and finds the moved groups.

Names the edits of a draft, down to words, and takes back those that the editor does not want.
"""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterable, Mapping, Sequence

from assembler.merge.block_merge import make_word_edits
from assembler.merge.context import MergeContext, OurText, Selection, make_versions
from assembler.merge.matching import Matches, cluster_units
from assembler.merge.normal_form import list_words
from assembler.merge.units import Unit
from assembler.model.text.sequence_diff import find_heaviest_increasing
from assembler.model.value import Value, replace


class Group(Value, eq=False):
    """Units of one text that are merged together. Two groups are equal only if they are the same object."""

    base: tuple[Unit, ...]
    """The units of the draft as built, in their order; at least one."""
    theirs: tuple[Unit, ...]
    """What they have become in Word; none where they were deleted or moved to another text."""
    ours: tuple[Unit, ...]
    """What they have become in the text; none where they were deleted."""


def group_units(text: OurText, theirs: Sequence[Unit], context: MergeContext) -> list[Group]:
    """The groups of a text in the order of the base; `theirs` are the units that now belong to this text in Word."""
    base = [unit for unit in context.base if unit.owner == text.key]
    here = set(theirs)
    matches = {unit: tuple(other for other in context.theirs.get(unit, ()) if other in here) for unit in base}
    places = _list_places((*base, *theirs, *text.units))

    def sort(units: Iterable[Unit]) -> tuple[Unit, ...]:
        return tuple(sorted((unit for unit in set(units) if unit in places), key=places.__getitem__))

    return [
        Group(
            sort(units),
            sort(other for unit in units for other in matches[unit]),
            sort(other for unit in units for other in context.ours.get(unit, ())),
        )
        for units in cluster_units(base, matches, context.ours)
    ]


def find_moved_groups(groups: Iterable[Group], theirs: Sequence[Unit], ours: Sequence[Unit]) -> list[Group]:
    """The groups whose order, or whose theme, has changed in Word, and has not changed so in the text."""
    both = [group for group in groups if group.theirs and group.ours]
    rest = [group for group in both if not _has_other_theme(group)]
    their_places, our_places = _list_places(theirs), _list_places(ours)
    by_theirs = sorted(range(len(rest)), key=lambda index: their_places[rest[index].theirs[0]])
    by_ours = sorted(range(len(rest)), key=lambda index: our_places[rest[index].ours[0]])
    has_moved = by_theirs not in (by_ours, sorted(by_theirs))  # `groups` are in the order of the base
    rising = find_heaviest_increasing(by_theirs, [1] * len(rest)) if has_moved else range(len(rest))
    staying = {rest[by_theirs[place]] for place in rising}
    return [group for group in both if group not in staying]


def _list_places(units: Iterable[Unit]) -> Mapping[Unit, int]:
    return {unit: place for place, unit in enumerate(units)}


def _has_other_theme(group: Group) -> bool:
    """Whether a group has come under another theme in Word, under which it does not stand in the text yet."""
    theme = group.theirs[0].theme
    return theme not in ("", group.base[0].theme, group.ours[0].theme)


# Edits, each of which can be left out


def name_edits(base: Sequence[Unit], theirs: Sequence[Unit], matches: Matches, language: str) -> Selection:
    """The keys of all edits: the place of the first unit of the draft, or of a new unit in Word."""
    keys: dict[Unit, str] = {}
    places = {unit: place for place, unit in enumerate(base, 1)}
    for cluster in cluster_units(base, matches):
        key = str(min(places[unit] for unit in cluster))
        for unit in cluster:
            keys |= dict.fromkeys((unit, *matches.get(unit, ())), key)
    for place, unit in enumerate(theirs, 1):
        keys.setdefault(unit, f"new-{place}")
    return Selection(language, keys)


def drop_edits(
    base: Sequence[Unit], theirs: Sequence[Unit], matches: Matches, selection: Selection, dropped: Some[str]
) -> tuple[tuple[Unit, ...], Matches]:
    """The units of the draft as if somebody had not made these edits in Word, and what each of the base has become."""
    changed = {unit: _drop_words(unit, matches, selection, dropped) for unit in base if unit in matches}
    former = {other: new for unit, new in changed.items() if new for other in matches[unit]}
    units = [former.get(unit, unit) for unit in theirs if selection.keys[unit] not in dropped]
    now = {unit: (new,) if new else matches[unit] for unit, new in changed.items()}
    restored = [unit for unit in base if selection.keys[unit] in dropped]
    staying = {*_list_staying(base, units, now), *restored}
    now |= {unit: (unit,) for unit in restored}
    for unit in restored:
        units.insert(_find_place(unit, [one for one in base if one in staying], units, now), unit)
    return tuple(units), now


def _list_staying(base: Sequence[Unit], units: Sequence[Unit], now: Matches) -> list[Unit]:
    """The units of the base that have kept their order."""
    places = {other: place for place, other in enumerate(units)}
    present = [unit for unit in base if now.get(unit) and now[unit][0] in places]
    order = [places[now[unit][0]] for unit in present]
    return [present[place] for place in find_heaviest_increasing(order, [1] * len(order))]


def _drop_words(unit: Unit, matches: Matches, selection: Selection, dropped: Some[str]) -> Unit | None:
    """What a unit has become without the edits of its words that are dropped; None where none of them is."""
    prefix = f"{selection.keys[unit]}."
    places = {int(key.removeprefix(prefix)) - 1 for key in dropped if key.startswith(prefix)}
    if not places or len(matches[unit]) != 1:
        return None
    (edited,) = matches[unit]
    block = make_word_edits(*make_versions(unit, edited), selection.language, places)
    return replace(edited, block=block, words=list_words([block])) if block else None


def _find_place(unit: Unit, base: Sequence[Unit], units: Sequence[Unit], now: Matches) -> int:
    """Where a unit comes back: after the one before it in its text, else before the one after it."""
    own = [other for other in base if other.owner == unit.owner]
    here = own.index(unit)
    places = {other: place for place, other in enumerate(units)}
    before = _find_neighbour(reversed(own[:here]), places, now, unit.owner)
    if before:
        return max(before) + 1
    after = _find_neighbour(own[here + 1 :], places, now, unit.owner)
    return min(after) if after else len(units)


def _find_neighbour(units: Iterable[Unit], places: Mapping[Unit, int], now: Matches, owner: str) -> list[int]:
    """The places of what the first of the units has become that stands in the same text."""
    for unit in units:
        here = [places[other] for other in now.get(unit, ()) if other in places and other.owner == owner]
        if here:
            return here
    return []
