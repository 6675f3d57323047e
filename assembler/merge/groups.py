"""Groups the units of one text that have become one another in base, theirs and ours, and finds the moved groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assembler.merge.context import MergeContext, OurText
from assembler.merge.units import Unit
from assembler.model.text.sequence_diff import find_heaviest_increasing
from assembler.model.value import Value


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
