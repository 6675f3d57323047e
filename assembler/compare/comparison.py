"""Compares two states of a report: which units stayed, changed, came, went and moved, and the words that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from assembler.compare.inline_diff import merged, same_words, without_insertions
from assembler.compare.matching import Group, aligned, groups_of, matched_groups
from assembler.compare.table_diff import merged_table, same_table
from assembler.errors import Unreadable
from assembler.model.comparison import ChangeKind, ComparedUnit, Comparison, ComparisonWords, Kind, Part, Unit
from assembler.model.comparison_units import as_final, units_of, with_units
from assembler.model.nodes import CrossReference, Inline, Inlines
from assembler.model.report import Masthead, Report
from assembler.model.text.plain_text import extract_text
from assembler.model.text.rewriting import rewrite, rewrite_block
from assembler.model.text.sequence_diff import find_heaviest_increasing
from assembler.model.value import Growing, replace
from assembler.readers.settings.comparison_labels import read_comparison_labels


def compare(old: Report, new: Report) -> Comparison:
    """What became of every unit of the old state, and where those of the new one come from.

    Both are compared as a final prints them: proposals, queries and sources are no text of the report.
    """
    name = " ".join(filter(None, (new.masthead.symbol, new.draft_mark)))
    before, after = as_final(old), as_final(new)
    old_groups, new_groups = groups_of(units_of(before)), groups_of(units_of(after))
    pairs = matched_groups(old_groups, new_groups)
    moves = _moves(old_groups, new_groups, pairs)
    before = _renamed(before, after, _unit_pairs({it: pairs[it] for it in pairs if it not in moves}))
    # Once more with the identifiers of the new state.
    named = groups_of(units_of(before))
    found = {renamed: pairs[it] for renamed, it in zip(named, old_groups, strict=True) if it in pairs}
    moved = {renamed: moves[it] for renamed, it in zip(named, old_groups, strict=True) if it in moves}
    weaving = _Weaving(after.language, named, new_groups, found, moved)
    return Comparison(
        before,
        after,
        tuple(weaving.list_units()),
        tuple(_fields(old.masthead, new.masthead)),
        name,
        (_name(old), _name(new)),
    )


def _name(report: Report) -> str:
    return (report.label if report.draft else "") or report.masthead.date


def comparison_words(template: str, name: str) -> ComparisonWords:
    """The fixed words in a template of that name. Raises Unreadable where a single one is faulty."""
    words, findings = read_comparison_labels(template, name)
    if words is None:
        first = findings[0]
        raise Unreadable(f"The template {name} can't be used: line {first.source.line}: {first.message}")
    return words


def _moves(old: Sequence[Group], new: Sequence[Group], pairs: Mapping[Group, Group]) -> dict[Group, int]:
    """The groups that were moved, numbered: all that do not keep their order, of which there are as few as can be."""
    places = {group: place for place, group in enumerate(new)}
    row = [it for it in old if it in pairs]
    staying = find_heaviest_increasing([places[pairs[it]] for it in row], [len(it.words) + 1 for it in row])
    moved = [it for index, it in enumerate(row) if index not in staying]
    return {group: number for number, group in enumerate(moved, 1)}


# Identifiers


def _unit_pairs(pairs: Mapping[Group, Group]) -> dict[int, Unit]:
    """By the place of an old unit the new one that it has become."""
    return {
        one.place: other
        for group, partner in pairs.items()
        for one, other in _rows(group, partner)
        if one is not None and other is not None
    }


def _renamed(old: Report, new: Report, partners: Mapping[int, Unit]) -> Report:
    """The old state with the identifiers of the new one; those of what is gone or moved differ from all of them.

    What was moved stands in two places, and a reference to it leads to the one or to the other.
    """
    taken = {unit.id for unit in units_of(new)}
    names: dict[str, str] = {}
    for unit in units_of(old):
        if unit.id and unit.id not in names:
            partner = partners.get(unit.place)
            names[unit.id] = partner.id if partner and partner.id else _free(unit.id, taken)
            taken.add(names[unit.id])

    def refer(inline: Inline) -> Inlines:
        if not isinstance(inline, CrossReference):
            return (inline,)
        first, last = (names.get(it, it) for it in (inline.first, inline.last))
        return (replace(inline, first=first, last=last),)

    def change(unit: Unit) -> Unit:
        runs = tuple(rewrite(run, refer) for run in unit.runs)
        table = unit.table and rewrite_block(unit.table, refer)
        partner = partners.get(unit.place)
        return replace(unit, runs=runs, table=table, id=partner.id if partner else names.get(unit.id, ""))

    return with_units(old, change)


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "~"
    return name


# Steps


def _rows(group: Group, partner: Group) -> list[tuple[Unit | None, Unit | None]]:
    """The units of two groups that belong together, side by side."""
    if group.head.part is Part.SUMMARY:
        return list(zip(group.units, partner.units, strict=True))
    rows = list(_whole_quotations(aligned(group.units[1:], partner.units[1:])))
    return [(group.head, partner.head), *_gone_first(rows)]


def _gone_first(rows: Sequence[tuple[Unit | None, Unit | None]]) -> Iterator[tuple[Unit | None, Unit | None]]:
    """The rows; between two that stay, what is gone stands before what is new."""
    for staying, group in groupby(rows, lambda row: None not in row):
        run = list(group)
        yield from run if staying else sorted(run, key=lambda row: row[0] is None)


def _whole_quotations(rows: Sequence[tuple[Unit | None, Unit | None]]) -> Iterator[tuple[Unit | None, Unit | None]]:
    """The rows; a quotation is one thing, which stays with as many paragraphs or goes and comes as a whole."""
    partners: dict[int, set[int | None]] = {}
    others: dict[int, set[int | None]] = {}
    for one, other in rows:
        if one and one.kind is Kind.QUOTATION:
            partners.setdefault(one.block, set()).add(other.block if other else None)
        if other and other.kind is Kind.QUOTATION:
            others.setdefault(other.block, set()).add(one.block if one else None)
    for one, other in rows:
        quoted = one is not None and other is not None and one.kind is Kind.QUOTATION
        if quoted and one and other and (partners[one.block], others[other.block]) != ({other.block}, {one.block}):
            yield one, None
            yield None, other
        else:
            yield one, other


class _Weaving(Growing):
    """The groups of both states on the way into one row."""

    language: str
    old: Sequence[Group]
    new: Sequence[Group]
    found: Mapping[Group, Group]
    moves: Mapping[Group, int]

    def list_units(self) -> Iterator[ComparedUnit]:
        """Every unit in the order of the new state; what is gone stands right after what it followed."""
        back = {other: one for one, other in self.found.items()}
        waiting = list(self.old)
        yield from self._gone(waiting)
        for group in self.new:
            former = back.get(group)
            if former is None:
                yield from (ComparedUnit(ChangeKind.ADDED, new=unit) for unit in group.units)
            elif former in self.moves:
                yield from self._moved_here(former, group)
            else:
                del waiting[0]
                yield from self._in_place(former, group)
                yield from self._gone(waiting)

    def _gone(self, waiting: list[Group]) -> Iterator[ComparedUnit]:
        """What is gone from here up to the next group that stays, which is then the first one that waits."""
        while waiting and (waiting[0] in self.moves or waiting[0] not in self.found):
            group = waiting.pop(0)
            if group in self.moves:
                yield from self._moved_away(group)
            else:
                yield from (ComparedUnit(ChangeKind.DROPPED, unit) for unit in group.units)

    def _in_place(self, group: Group, partner: Group) -> Iterator[ComparedUnit]:
        for one, other in _rows(group, partner):
            if one and other:
                yield self._pair(one, other)
            elif one:
                yield ComparedUnit(ChangeKind.DROPPED, one)
            else:
                yield ComparedUnit(ChangeKind.ADDED, new=other)

    def _pair(self, one: Unit, other: Unit) -> ComparedUnit:
        if one.table and other.table:
            if same_table(one.table, other.table, self.language):
                return ComparedUnit(ChangeKind.SAME, one, other)
            table, rows = merged_table(one.table, other.table, self.language)
            return ComparedUnit(ChangeKind.CHANGED, one, replace(other, table=table), rows)
        if all(same_words(was, now, self.language) for was, now in zip(one.runs, other.runs, strict=True)):
            return ComparedUnit(ChangeKind.SAME, one, other)
        return ComparedUnit(ChangeKind.CHANGED, one, self._marked(one, other))

    def _marked(self, one: Unit, other: Unit) -> Unit:
        return replace(other, runs=(merged(one.runs[0], other.runs[0], self.language),))

    def _moved_away(self, group: Group) -> Iterator[ComparedUnit]:
        move = self.moves[group]
        for one, other in _rows(group, self.found[group]):
            if one and other:
                pair = self._pair(one, other)
                former = one
                if pair.change is ChangeKind.CHANGED and pair.new and not one.table:
                    former = replace(one, runs=tuple(map(without_insertions, pair.new.runs)))
                yield ComparedUnit(
                    ChangeKind.MOVED_AWAY, former, other, move=move, words_changed=pair.change is ChangeKind.CHANGED
                )
            elif one:
                yield ComparedUnit(ChangeKind.DROPPED, one)

    def _moved_here(self, group: Group, partner: Group) -> Iterator[ComparedUnit]:
        move = self.moves[group]
        for one, other in _rows(group, partner):
            if one and other:
                pair = self._pair(one, other)
                # Word knows no moved rows, so a table comes as it is.
                unit = other if one.table else pair.new
                yield ComparedUnit(
                    ChangeKind.MOVED_HERE, one, unit, move=move, words_changed=pair.change is ChangeKind.CHANGED
                )
            elif other:
                yield ComparedUnit(ChangeKind.ADDED, new=other)


# The first page


def _fields(old: Masthead, new: Masthead) -> Iterator[tuple[str, str, str]]:
    """What differs on the first page."""
    for name, was, now in zip(_NAMES, _values(old), _values(new), strict=True):
        if was != now:
            yield name, was, now


_NAMES = ("symbol", "distribution", "date", "agenda", "notes", "report_title", "author", "job")


def _values(it: Masthead) -> tuple[str, ...]:
    agenda = "; ".join(
        " ".join(filter(None, (organ.organ, organ.session, organ.agenda, organ.title, *organ.sub_items)))
        for organ in it.organs
    )
    notes = " ".join(f"{note.mark} {extract_text(note.content)}" for note in it.notes)
    return it.symbol, it.distribution, it.date, agenda, notes, it.title, it.author, it.job_line
