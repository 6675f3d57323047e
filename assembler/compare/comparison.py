"""Compares two states of a report unit by unit: what stayed, changed, was added, deleted and moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from assembler.compare.inline_diff import diff_inlines, drop_insertions, has_same_words
from assembler.compare.matching import Group, Pairs, Row, align_units, group_units, match_groups
from assembler.compare.table_diff import diff_tables, has_same_cells
from assembler.model.comparison import ChangeKind, ComparedUnit, Comparison, Kind, Part, Unit
from assembler.model.nodes import CrossReference, Inline, Inlines
from assembler.model.report import Masthead, Report
from assembler.model.report_units import list_units, make_final, rewrite_units
from assembler.model.text.plain_text import extract_text
from assembler.model.text.rewriting import rewrite, rewrite_block
from assembler.model.text.sequence_diff import find_heaviest_increasing
from assembler.model.value import MutableValue, replace


def compare_reports(old: Report, new: Report, names: tuple[str, str] = ("", "")) -> Comparison:
    """The change of every unit from the old state to the new one, which people call by these names.

    Both are compared as a final prints them: proposals, queries and sources are not part of the report.
    """
    name = " ".join(filter(None, (new.masthead.symbol, new.draft_mark)))
    before, after = make_final(old), make_final(new)
    old_groups, new_groups = group_units(list_units(before)), group_units(list_units(after))
    pairs = match_groups(old_groups, new_groups)
    moves = _number_moves(old_groups, new_groups, pairs)
    staying = {group: partner for group, partner in pairs.items() if group not in moves}
    before = _rename_units(before, after, _map_places(staying))
    # Once more, with the identifiers of the new state.
    renamed = group_units(list_units(before))
    former = list(zip(renamed, old_groups, strict=True))
    merger = _GroupMerger(
        after.language,
        renamed,
        new_groups,
        {group: pairs[same] for group, same in former if same in pairs},
        {group: moves[same] for group, same in former if same in moves},
    )
    return Comparison(
        before,
        after,
        tuple(merger.merge()),
        tuple(_compare_first_pages(old.masthead, new.masthead)),
        name,
        _name_states(names, (old, new)),
    )


def _name_states(names: tuple[str, str], states: tuple[Report, Report]) -> tuple[str, str]:
    """What the states are called, with the label of the draft, or the date, where these differ."""
    old, new = ((report.label if report.draft else "") or report.masthead.date for report in states)
    if old == new:
        return (names[0] or old, names[1] or new)
    return _join_name(names[0], old), _join_name(names[1], new)


def _join_name(name: str, date: str) -> str:
    return f"{name} ({date})" if name and date else name or date


def _number_moves(old: Sequence[Group], new: Sequence[Group], pairs: Pairs) -> dict[Group, int]:
    """The groups that moved, with numbers from 1: as few as possible, so that all others keep their order."""
    places = {group: place for place, group in enumerate(new)}
    paired = [group for group in old if group in pairs]
    weights = [len(group.words) + 1 for group in paired]
    staying = find_heaviest_increasing([places[pairs[group]] for group in paired], weights)
    moved = [group for index, group in enumerate(paired) if index not in staying]
    return {group: number for number, group in enumerate(moved, 1)}


# Identifiers


def _map_places(pairs: Pairs) -> dict[int, Unit]:
    """The new unit that each old unit has become, by the place of the old one."""
    return {
        one.place: other
        for group, partner in pairs.items()
        for one, other in _align_groups(group, partner)
        if one is not None and other is not None
    }


def _rename_units(old: Report, new: Report, partners: Mapping[int, Unit]) -> Report:
    """The old state with the identifiers of the new one; those of deleted and moved units differ from all of them.

    A moved unit stands in two places, and a reference leads to the one or to the other.
    """
    identifiers = {unit.id for unit in list_units(new)}
    names: dict[str, str] = {}
    for unit in list_units(old):
        if unit.id and unit.id not in names:
            partner = partners.get(unit.place)
            names[unit.id] = partner.id if partner and partner.id else _find_free_name(unit.id, identifiers)
            identifiers.add(names[unit.id])

    def rename_target(inline: Inline) -> Inlines:
        if not isinstance(inline, CrossReference):
            return (inline,)
        first, last = (names.get(name, name) for name in (inline.first, inline.last))
        return (replace(inline, first=first, last=last),)

    def rename_unit(unit: Unit) -> Unit:
        runs = tuple(rewrite(run, rename_target) for run in unit.runs)
        table = unit.table and rewrite_block(unit.table, rename_target)
        partner = partners.get(unit.place)
        return replace(unit, runs=runs, table=table, id=partner.id if partner else names.get(unit.id, ""))

    return rewrite_units(old, rename_unit)


def _find_free_name(name: str, names: set[str]) -> str:
    while name in names:
        name += "~"
    return name


# Units side by side


def _align_groups(group: Group, partner: Group) -> list[Row]:
    """The units of two groups that belong together, side by side."""
    if group.head.part is Part.SUMMARY:
        return list(zip(group.units, partner.units, strict=True))
    rows = list(_split_partial_quotations(align_units(group.units[1:], partner.units[1:])))
    return [(group.head, partner.head), *_sort_deleted_first(rows)]


def _sort_deleted_first(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows; between two that stay, deleted units stand before new ones."""
    for is_staying, group in groupby(rows, lambda row: None not in row):
        run = list(group)
        yield from run if is_staying else sorted(run, key=lambda row: row[0] is None)


def _split_partial_quotations(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows; a quotation stays with all its paragraphs, or is deleted and added as a whole."""
    partners: dict[int, set[int | None]] = {}
    others: dict[int, set[int | None]] = {}
    for one, other in rows:
        if one and one.kind is Kind.QUOTATION:
            partners.setdefault(one.block, set()).add(other.block if other else None)
        if other and other.kind is Kind.QUOTATION:
            others.setdefault(other.block, set()).add(one.block if one else None)
    for one, other in rows:
        is_quoted = one is not None and other is not None and one.kind is Kind.QUOTATION
        if is_quoted and one and other and (partners[one.block], others[other.block]) != ({other.block}, {one.block}):
            yield one, None
            yield None, other
        else:
            yield one, other


class _GroupMerger(MutableValue):
    """Merges the groups of both states into one sequence."""

    language: str
    old: Sequence[Group]
    new: Sequence[Group]
    pairs: Mapping[Group, Group]
    moves: Mapping[Group, int]

    def merge(self) -> Iterator[ComparedUnit]:
        """Every unit in the order of the new state; deleted units stand right after the unit that they followed."""
        former_groups = {other: one for one, other in self.pairs.items()}
        waiting = list(self.old)
        yield from self._take_deleted(waiting)
        for group in self.new:
            former = former_groups.get(group)
            if former is None:
                yield from (ComparedUnit(ChangeKind.ADDED, new=unit) for unit in group.units)
            elif former in self.moves:
                yield from self._compare_moved_here(former, group)
            else:
                del waiting[0]
                yield from self._compare_in_place(former, group)
                yield from self._take_deleted(waiting)

    def _take_deleted(self, waiting: list[Group]) -> Iterator[ComparedUnit]:
        """What was deleted or moved away before the next group that stays, which is then the first one that waits."""
        while waiting and (waiting[0] in self.moves or waiting[0] not in self.pairs):
            group = waiting.pop(0)
            if group in self.moves:
                yield from self._compare_moved_away(group)
            else:
                yield from (ComparedUnit(ChangeKind.DROPPED, unit) for unit in group.units)

    def _compare_in_place(self, group: Group, partner: Group) -> Iterator[ComparedUnit]:
        for one, other in _align_groups(group, partner):
            if one and other:
                yield self._compare_units(one, other)
            elif one:
                yield ComparedUnit(ChangeKind.DROPPED, one)
            else:
                yield ComparedUnit(ChangeKind.ADDED, new=other)

    def _compare_units(self, one: Unit, other: Unit) -> ComparedUnit:
        if one.table and other.table:
            if has_same_cells(one.table, other.table, self.language):
                return ComparedUnit(ChangeKind.SAME, one, other)
            table, rows = diff_tables(one.table, other.table, self.language)
            return ComparedUnit(ChangeKind.CHANGED, one, replace(other, table=table), rows)
        if all(has_same_words(old, new, self.language) for old, new in zip(one.runs, other.runs, strict=True)):
            return ComparedUnit(ChangeKind.SAME, one, other)
        marked = replace(other, runs=(diff_inlines(one.runs[0], other.runs[0], self.language),))
        return ComparedUnit(ChangeKind.CHANGED, one, marked)

    def _compare_moved_away(self, group: Group) -> Iterator[ComparedUnit]:
        move = self.moves[group]
        for one, other in _align_groups(group, self.pairs[group]):
            if one and other:
                compared = self._compare_units(one, other)
                is_changed = compared.change is ChangeKind.CHANGED
                former = one
                if is_changed and compared.new and not one.table:
                    former = replace(one, runs=tuple(map(drop_insertions, compared.new.runs)))
                yield ComparedUnit(ChangeKind.MOVED_AWAY, former, other, move=move, words_changed=is_changed)
            elif one:
                yield ComparedUnit(ChangeKind.DROPPED, one)

    def _compare_moved_here(self, group: Group, partner: Group) -> Iterator[ComparedUnit]:
        move = self.moves[group]
        for one, other in _align_groups(group, partner):
            if one and other:
                compared = self._compare_units(one, other)
                is_changed = compared.change is ChangeKind.CHANGED
                # Word has no marks for moved rows, so a table is inserted as it is.
                unit = other if one.table else compared.new
                yield ComparedUnit(ChangeKind.MOVED_HERE, one, unit, move=move, words_changed=is_changed)
            elif other:
                yield ComparedUnit(ChangeKind.ADDED, new=other)


# The first page

_FIELDS = ("symbol", "distribution", "date", "agenda", "notes", "report_title", "author", "job")


def _compare_first_pages(old: Masthead, new: Masthead) -> Iterator[tuple[str, str, str]]:
    """The fields that differ on the first page, with both values."""
    for name, former, current in zip(_FIELDS, _list_values(old), _list_values(new), strict=True):
        if former != current:
            yield name, former, current


def _list_values(masthead: Masthead) -> tuple[str, ...]:
    agenda = "; ".join(
        " ".join(filter(None, (organ.organ, organ.session, organ.agenda, organ.title, *organ.sub_items)))
        for organ in masthead.organs
    )
    notes = " ".join(f"{note.mark} {extract_text(note.content)}" for note in masthead.notes)
    return (
        masthead.symbol,
        masthead.distribution,
        masthead.date,
        agenda,
        notes,
        masthead.title,
        masthead.author,
        masthead.job_line,
    )
