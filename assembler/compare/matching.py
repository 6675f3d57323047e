"""Which units of one state have become which of another: by name, by their words, by likeness; and which were moved.

Units are matched in groups: a heading, a paragraph or a table with the lists and quotations that follow it. An
identifier by place, such as unhcr/au#p3, says little once places shift, so the same words go before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence

from rapidfuzz.distance import LCSseq

from assembler.model.comparison import Kind, Part, Unit
from assembler.model.nodes import Footnote
from assembler.model.text.plain_text import extract_text
from assembler.model.text.sequence_diff import diff_sequences
from assembler.model.text.traversal import walk_inlines
from assembler.model.value import Value

ALIKE = 0.5
"""How much of the words of two units must agree, for one to have become the other although no name says so."""
_NAMED_ALIKE = 0.2
"""How much, where a name by place says so."""
_PLACE = re.compile(r"#[a-z]+\d+$")
_OWN_GROUP = (Kind.SUMMARY, Kind.SECTION, Kind.ANNEX, Kind.TITLE, Kind.HEADING, Kind.PARAGRAPH, Kind.TABLE)


class Group(Value, eq=False):
    """A unit with those that belong to it."""

    units: tuple[Unit, ...]
    """The units, the heading or paragraph first."""
    words: tuple[str, ...]
    """The words by which the group is known: those of the heading or paragraph; without one, of all units."""
    shape: Hashable
    """What must be alike in groups that can become each other."""

    @property
    def head(self) -> Unit:
        """The unit to which the others belong."""
        return self.units[0]


def words_of(unit: Unit) -> tuple[str, ...]:
    """The words of a unit, those of its notes after each run."""
    found: list[str] = []
    for run in unit.runs:
        found += extract_text(run).split()
        for inline in walk_inlines(run):
            if isinstance(inline, Footnote):
                found += " ".join(map(extract_text, inline.content)).split()
    return tuple(found)


def groups_of(units: Iterable[Unit]) -> list[Group]:
    """The units in groups; in the summary each block is one, since it has a row of its own in Word."""
    rows: list[list[Unit]] = []
    for unit in units:
        first = rows[-1][0] if rows else None
        begins = unit.block != first.block if first and unit.part is Part.SUMMARY else unit.kind in _OWN_GROUP
        if first is None or begins or first.part is not unit.part:
            rows.append([])
        rows[-1].append(unit)
    return [_group(tuple(row)) for row in rows]


def _group(units: tuple[Unit, ...]) -> Group:
    head = units[0]
    # A list that is gone must not part a paragraph from what it has become.
    telling = units[:1] if head.kind in _OWN_GROUP and head.part is not Part.SUMMARY else units
    words = tuple(word for unit in telling for word in words_of(unit))
    whole = tuple(form_of(unit) for unit in units) if head.part is Part.SUMMARY else form_of(head)
    return Group(units, words, (head.part is Part.SUMMARY, whole))


def form_of(unit: Unit) -> Hashable:
    """What must be alike in units that can become each other."""
    match unit.kind:
        case Kind.SECTION:
            return unit.kind, unit.degree, unit.organization
        case Kind.PARAGRAPH:
            return unit.kind, unit.number is None, not unit.id  # what has no name is nothing that references lead to
        case Kind.TABLE:
            table = unit.table
            assert table is not None
            return unit.kind, len(table.head), table.alignments, bool(table.caption)
    return unit.kind, unit.degree


type Pairs = dict[Group, Group]


def matched_groups(old: Sequence[Group], new: Sequence[Group]) -> Pairs:
    """The groups of the old state that have become others, each with that one."""
    pairs = _Pairs()
    pairs.by_key(old, new, _lasting_name)
    pairs.by_key(old, new, lambda it: (it.head.id, it.words) if it.head.id and it.words else None)
    pairs.in_order(old, new)
    pairs.by_key(old, new, lambda it: it.words or None)
    pairs.by_key(old, new, lambda it: it.head.id or None, _NAMED_ALIKE, better_elsewhere=True)
    pairs.by_origin(old, new)
    pairs.by_likeness(old, new)
    return pairs.found


class _Pairs:
    """The pairs found so far."""

    def __init__(self) -> None:
        self.found: Pairs = {}
        self._taken: set[Group] = set()

    def _take(self, one: Group, other: Group) -> None:
        if one not in self.found and other not in self._taken and one.shape == other.shape:
            self.found[one] = other
            self._taken.add(other)

    def _free(self, old: Sequence[Group], new: Sequence[Group]) -> tuple[list[Group], list[Group]]:
        return [it for it in old if it not in self.found], [it for it in new if it not in self._taken]

    def by_key(
        self,
        old: Sequence[Group],
        new: Sequence[Group],
        key: Callable[[Group], Hashable],
        alike: float = 0.0,
        *,
        better_elsewhere: bool = False,
    ) -> None:
        """Those whose key no other group of the same state bears."""
        before, after = self._free(old, new)
        ours, theirs = _single(before, key), _single(after, key)
        for named, one in ours.items():
            other = theirs.get(named)
            if other is None or (alike and likeness(one.words, other.words) < alike):
                continue
            if better_elsewhere and _better(one, other, before, after):
                continue
            self._take(one, other)

    def in_order(self, old: Sequence[Group], new: Sequence[Group]) -> None:
        """Those with the same words, in their order."""
        before, after = self._free(old, new)
        keys, others = ([(it.shape, it.words) for it in row] for row in (before, after))
        for kind, first, last, start, end in diff_sequences(keys, others):
            if kind == "equal":
                for one, other in zip(before[first:last], after[start:end], strict=True):
                    self._take(one, other)

    def by_origin(self, old: Sequence[Group], new: Sequence[Group]) -> None:
        """Contributed paragraphs that were taken into a consolidated text."""
        before, after = self._free(old, new)
        named = {it.head.id: it for it in before if it.head.id}
        for other in after:
            for origin in other.head.origins:
                one = named.get(origin)
                if one and likeness(one.words, other.words) >= _NAMED_ALIKE:
                    self._take(one, other)

    def by_likeness(self, old: Sequence[Group], new: Sequence[Group]) -> None:
        """The pairs that are most alike first; of equals those that stand in the same organization's section."""
        before, after = self._free(old, new)
        pairs = [
            (-share, one.head.section != other.head.section, place, other_place, one, other)
            for place, one in enumerate(before)
            for other_place, other in enumerate(after)
            if one.shape == other.shape and (share := likeness(one.words, other.words, ALIKE)) >= ALIKE
        ]
        for *_, one, other in sorted(pairs, key=lambda it: it[:4]):
            self._take(one, other)


def _lasting_name(group: Group) -> Hashable:
    """The name that means the same whatever is added or dropped around it."""
    head = group.head
    if head.kind is Kind.SUMMARY:
        return head.kind
    if head.kind is Kind.SECTION and head.organization:
        return head.organization
    named = head.kind is Kind.PARAGRAPH and head.id and "#" in head.id and not _PLACE.search(head.id)
    return head.id if named else None


def _single(groups: Iterable[Group], key: Callable[[Group], Hashable]) -> dict[Hashable, Group]:
    """By its key each group that shares it with none."""
    found: dict[Hashable, Group | None] = {}
    for group in groups:
        named = key(group)
        if named is not None:
            found[named] = None if named in found else group
    return {named: group for named, group in found.items() if group is not None}


def _better(one: Group, other: Group, before: Iterable[Group], after: Iterable[Group]) -> bool:
    """Whether a name by place misleads: one of the two is more like another group that is free."""
    share = likeness(one.words, other.words)
    if share >= ALIKE:
        return False
    wanted = max(share, ALIKE)
    return any(likeness(one.words, it.words, wanted) > wanted for it in after if it is not other) or any(
        likeness(it.words, other.words, wanted) > wanted for it in before if it is not one
    )


def likeness(one: Sequence[str], other: Sequence[str], least: float = 0.0) -> float:
    """How many words of the longer text stand in the other, in their order; 0 where that is less than asked for."""
    shortest, longest = sorted((len(one), len(other)))
    if not shortest or shortest < least * longest:
        return 0.0
    return float(LCSseq.normalized_similarity(one, other, score_cutoff=least or None))


def aligned(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[Unit | None, Unit | None]]:
    """The units of two groups side by side, in their order: the same words, then what is alike between those."""
    keys, others = ([(form_of(it), words_of(it)) for it in row] for row in (old, new))
    made: list[tuple[Unit | None, Unit | None]] = []
    for kind, first, last, start, end in diff_sequences(keys, others):
        if kind == "equal":
            made += zip(old[first:last], new[start:end], strict=True)
        else:
            made += _between(list(old[first:last]), list(new[start:end]))
    return made


def _between(old: list[Unit], new: list[Unit]) -> list[tuple[Unit | None, Unit | None]]:
    made: list[tuple[Unit | None, Unit | None]] = []
    for unit in new:
        alike = [place for place, it in enumerate(old) if _can_become(it, unit)]
        if not alike:
            made.append((None, unit))
            continue
        made += [(it, None) for it in old[: alike[0]]]
        made.append((old[alike[0]], unit))
        del old[: alike[0] + 1]
    # What is gone stands before what is new in its place.
    tail = next((place for place in range(len(made), 0, -1) if made[place - 1][0] is not None), 0)
    return [*made[:tail], *((it, None) for it in old), *made[tail:]]


def _can_become(one: Unit, other: Unit) -> bool:
    return form_of(one) == form_of(other) and likeness(words_of(one), words_of(other)) >= ALIKE
