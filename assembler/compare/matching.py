"""Matches the units of two states by name, by words and by similarity.

Units are matched in groups: a heading, a paragraph or a table with the lists and quotations that follow it. A name by
place, such as unhcr/au#p3, says little once places shift, so equal words go before it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from rapidfuzz.distance import LCSseq

from assembler.model.comparison import Kind, Part, Unit
from assembler.model.nodes import Footnote
from assembler.model.reference_names import is_place_name
from assembler.model.text.plain_text import extract_text
from assembler.model.text.sequence_diff import diff_sequences
from assembler.model.text.traversal import walk_inlines
from assembler.model.text.word_count import separate_words
from assembler.model.value import Value

SIMILAR = 0.5
"""The share of the words of two units that must agree, for one to have become the other although no name says so."""
_SIMILAR_NAMED = 0.2
"""The share, where a name by place says so."""
_GROUP_HEADS = (Kind.SUMMARY, Kind.SECTION, Kind.ANNEX, Kind.TITLE, Kind.HEADING, Kind.PARAGRAPH, Kind.TABLE)


class Group(Value, eq=False):
    """A unit with those that belong to it. Two groups are equal only if they are the same object."""

    units: tuple[Unit, ...]
    """The units, the heading or paragraph first."""
    words: tuple[str, ...]
    """The words by which the group is matched: those of the heading or paragraph; without one, of all units."""
    shape: Hashable
    """What must be equal in groups that can become each other."""

    @property
    def head(self) -> Unit:
        """The unit to which the others belong."""
        return self.units[0]


def list_words(unit: Unit) -> tuple[str, ...]:
    """The words of a unit, those of its footnotes after each run."""
    words: list[str] = []
    for run in unit.runs:
        words += separate_words(extract_text(run))
        for inline in walk_inlines(run):
            if isinstance(inline, Footnote):
                words += separate_words(" ".join(map(extract_text, inline.content)))
    return tuple(words)


def group_units(units: Iterable[Unit]) -> list[Group]:
    """The units in groups; in the summary each block is one, since each has a row of its own in Word."""
    rows: list[list[Unit]] = []
    for unit in units:
        first = rows[-1][0] if rows else None
        is_head = unit.block != first.block if first and unit.part is Part.SUMMARY else unit.kind in _GROUP_HEADS
        if first is None or is_head or first.part is not unit.part:
            rows.append([])
        rows[-1].append(unit)
    return [_make_group(tuple(row)) for row in rows]


def _make_group(units: tuple[Unit, ...]) -> Group:
    head = units[0]
    # A list that was deleted must not separate a paragraph from what it has become.
    matched = units[:1] if head.kind in _GROUP_HEADS and head.part is not Part.SUMMARY else units
    words = tuple(word for unit in matched for word in list_words(unit))
    whole = tuple(get_shape(unit) for unit in units) if head.part is Part.SUMMARY else get_shape(head)
    return Group(units, words, (head.part is Part.SUMMARY, whole))


def get_shape(unit: Unit) -> Hashable:
    """What must be equal in units that can become each other."""
    match unit.kind:
        case Kind.SECTION:
            return unit.kind, unit.degree, unit.organization
        case Kind.PARAGRAPH:
            return unit.kind, unit.number is None, not unit.id  # no reference leads to a paragraph without identifier
        case Kind.TABLE:
            table = unit.table
            assert table is not None
            return unit.kind, len(table.head), table.alignments, bool(table.caption)
    return unit.kind, unit.degree


type Pairs = dict[Group, Group]
"""For each group of the old state the group of the new state that it has become."""


def match_groups(old: Sequence[Group], new: Sequence[Group]) -> Pairs:
    """The pairs of groups; what is in no pair was deleted or is new."""
    matching = _Matching()
    matching.match_by_key(old, new, _get_lasting_name)
    matching.match_by_key(
        old, new, lambda group: (group.head.id, group.words) if group.head.id and group.words else None
    )
    matching.match_in_order(old, new)
    matching.match_by_key(old, new, lambda group: group.words or None)
    matching.match_by_key(old, new, lambda group: group.head.id or None, _SIMILAR_NAMED, unless_better=True)
    matching.match_by_origin(old, new)
    matching.match_by_similarity(old, new)
    return matching.pairs


class _Matching:
    """The pairs found so far."""

    def __init__(self) -> None:
        self.pairs: Pairs = {}
        self._taken: set[Group] = set()

    def _add(self, one: Group, other: Group) -> None:
        if one not in self.pairs and other not in self._taken and one.shape == other.shape:
            self.pairs[one] = other
            self._taken.add(other)

    def _list_free(self, old: Sequence[Group], new: Sequence[Group]) -> tuple[list[Group], list[Group]]:
        return [group for group in old if group not in self.pairs], [group for group in new if group not in self._taken]

    def match_by_key(
        self,
        old: Sequence[Group],
        new: Sequence[Group],
        key: Callable[[Group], Hashable],
        least: float = 0.0,
        *,
        unless_better: bool = False,
    ) -> None:
        """Matches groups whose key is unique in each state.

        `least` is the least similarity. With `unless_better`, neither group may be more like another free one.
        """
        before, after = self._list_free(old, new)
        old_groups, new_groups = _index_unique(before, key), _index_unique(after, key)
        for value, one in old_groups.items():
            other = new_groups.get(value)
            if other is None or (least and measure_similarity(one.words, other.words) < least):
                continue
            if unless_better and _has_better_match(one, other, before, after):
                continue
            self._add(one, other)

    def match_in_order(self, old: Sequence[Group], new: Sequence[Group]) -> None:
        """Matches groups with the same words, in their order."""
        before, after = self._list_free(old, new)
        keys, others = ([(group.shape, group.words) for group in groups] for groups in (before, after))
        for kind, first, last, start, end in diff_sequences(keys, others):
            if kind == "equal":
                for one, other in zip(before[first:last], after[start:end], strict=True):
                    self._add(one, other)

    def match_by_origin(self, old: Sequence[Group], new: Sequence[Group]) -> None:
        """Matches contributed paragraphs with the paragraphs of a consolidated text that name them as sources."""
        before, after = self._list_free(old, new)
        by_id = {group.head.id: group for group in before if group.head.id}
        for other in after:
            for origin in other.head.origins:
                one = by_id.get(origin)
                if one and measure_similarity(one.words, other.words) >= _SIMILAR_NAMED:
                    self._add(one, other)

    def match_by_similarity(self, old: Sequence[Group], new: Sequence[Group]) -> None:
        """Matches the most similar pairs first; of equal ones those in the section of the same organization."""
        before, after = self._list_free(old, new)
        pairs = [
            (-similarity, one.head.section != other.head.section, place, other_place, one, other)
            for place, one in enumerate(before)
            for other_place, other in enumerate(after)
            if one.shape == other.shape
            and (similarity := measure_similarity(one.words, other.words, SIMILAR)) >= SIMILAR
        ]
        for *_, one, other in sorted(pairs, key=lambda pair: pair[:4]):
            self._add(one, other)


def _get_lasting_name(group: Group) -> Hashable:
    """The name that means the same whatever is added or deleted around the group; none where it has none."""
    head = group.head
    if head.kind is Kind.SUMMARY:
        return head.kind
    if head.kind is Kind.SECTION and head.organization:
        return head.organization
    is_lasting = head.kind is Kind.PARAGRAPH and "#" in head.id and not is_place_name(head.id)
    return head.id if is_lasting else None


def _index_unique(groups: Iterable[Group], key: Callable[[Group], Hashable]) -> dict[Hashable, Group]:
    """By its key each group that shares it with no other."""
    index: dict[Hashable, Group | None] = {}
    for group in groups:
        value = key(group)
        if value is not None:
            index[value] = None if value in index else group
    return {value: group for value, group in index.items() if group is not None}


def _has_better_match(one: Group, other: Group, before: Iterable[Group], after: Iterable[Group]) -> bool:
    """Whether a name by place misleads: one of the two groups is more like another group that is free."""
    similarity = measure_similarity(one.words, other.words)
    if similarity >= SIMILAR:
        return False
    least = max(similarity, SIMILAR)
    return any(
        measure_similarity(one.words, group.words, least) > least for group in after if group is not other
    ) or any(measure_similarity(group.words, other.words, least) > least for group in before if group is not one)


def measure_similarity(one: Sequence[str], other: Sequence[str], least: float = 0.0) -> float:
    """The share of the words of the longer text that stand in the other, in their order; 0 if less than `least`."""
    shortest, longest = sorted((len(one), len(other)))
    if not shortest or shortest < least * longest:
        return 0.0
    return float(LCSseq.normalized_similarity(one, other, score_cutoff=least or None))


type Row = tuple[Unit | None, Unit | None]
"""An old and a new unit side by side; the other is missing where one was deleted or is new."""


def align_units(old: Sequence[Unit], new: Sequence[Unit]) -> list[Row]:
    """The units of two groups side by side, in their order: equal words first, then similar units between those."""
    keys, others = ([(get_shape(unit), list_words(unit)) for unit in units] for units in (old, new))
    rows: list[Row] = []
    for kind, first, last, start, end in diff_sequences(keys, others):
        if kind == "equal":
            rows += zip(old[first:last], new[start:end], strict=True)
        else:
            rows += _align_between(list(old[first:last]), list(new[start:end]))
    return rows


def _align_between(old: list[Unit], new: list[Unit]) -> list[Row]:
    rows: list[Row] = []
    for unit in new:
        place = next((place for place, former in enumerate(old) if _can_become(former, unit)), None)
        if place is None:
            rows.append((None, unit))
            continue
        rows += [(former, None) for former in old[:place]]
        rows.append((old[place], unit))
        del old[: place + 1]
    # What was deleted stands before what is new in its place.
    tail = next((place for place in range(len(rows), 0, -1) if rows[place - 1][0] is not None), 0)
    return [*rows[:tail], *((former, None) for former in old), *rows[tail:]]


def _can_become(one: Unit, other: Unit) -> bool:
    return get_shape(one) == get_shape(other) and measure_similarity(list_words(one), list_words(other)) >= SIMILAR
