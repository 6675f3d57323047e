"""The units of one text that are one matter, as built, as edited and as they stand now; which of them have moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assembler.merge.context import Around, Standing
from assembler.merge.matching import clusters
from assembler.merge.units import Unit
from assembler.model.text.sequence_diff import heaviest_rise
from assembler.model.value import Value


class Group(Value, eq=False):
    """Units of one text that are one matter, each row in its order. Each group is itself alone."""

    base: tuple[Unit, ...]
    """The draft as built; at least one."""
    edited: tuple[Unit, ...]
    """What they have become in Word; none where they were deleted or moved to another text."""
    now: tuple[Unit, ...]
    """What they have become in the text; none where they are gone."""


def groups_of(text: Standing, edited: Sequence[Unit], around: Around) -> list[Group]:
    """The groups of a text in the order of the draft as built; `edited` are the units that belong to it now."""
    base = [unit for unit in around.base if unit.owner == text.key]
    here = set(edited)
    becomes = {unit: tuple(it for it in around.matches.get(unit, ()) if it in here) for unit in base}
    places = _places((*base, *edited, *text.units))

    def in_order(units: Iterable[Unit]) -> tuple[Unit, ...]:
        return tuple(sorted((it for it in set(units) if it in places), key=places.__getitem__))

    return [
        Group(
            in_order(units),
            in_order(it for unit in units for it in becomes[unit]),
            in_order(it for unit in units for it in around.now.get(unit, ())),
        )
        for units in clusters(base, becomes, around.now)
    ]


def moved_groups(groups: Iterable[Group], edited: Sequence[Unit], now: Sequence[Unit]) -> list[Group]:
    """Those whose place among the others, or whose theme, has changed in Word, and has not been changed in the text."""
    both = [group for group in groups if group.edited and group.now]
    rest = [group for group in both if not _has_other_theme(group)]
    in_word, in_text = _places(edited), _places(now)
    by_edit = sorted(range(len(rest)), key=lambda it: in_word[rest[it].edited[0]])
    by_now = sorted(range(len(rest)), key=lambda it: in_text[rest[it].now[0]])
    rising = heaviest_rise(by_edit, [1] * len(rest)) if by_edit != by_now else range(len(rest))
    staying = {rest[by_edit[place]] for place in rising}
    return [group for group in both if group not in staying]


def _places(units: Iterable[Unit]) -> Mapping[Unit, int]:
    return {unit: place for place, unit in enumerate(units)}


def _has_other_theme(group: Group) -> bool:
    """Whether a group has come under another theme in Word, under which it does not stand in the text yet."""
    theme = group.edited[0].theme
    return theme not in ("", group.base[0].theme, group.now[0].theme)
