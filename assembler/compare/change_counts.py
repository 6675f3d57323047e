"""Counts the changes of a comparison: what was added, changed, moved and deleted, in all and by organization."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assembler.model.canonical_json import Json
from assembler.model.comparison import ChangeKind, ComparedUnit, Comparison, Part, Unit
from assembler.model.nodes import Deletion, Footnote, Inline, Inlines, Insertion
from assembler.model.text.plain_text import extract_text
from assembler.model.text.rewriting import rewrite
from assembler.model.text.word_count import count_words
from assembler.model.value import Value

_COUNTED = {
    ChangeKind.ADDED: "added",
    ChangeKind.CHANGED: "changed",
    ChangeKind.MOVED_HERE: "moved",
    ChangeKind.DROPPED: "dropped",
}


class ChangeCounts(Value):
    """The changes in one part of the report; a heading, an item of a list or a table counts as a paragraph does."""

    name: str
    """The heading of the section, the summary, or the annex."""
    organization: str = ""
    """The organization on which it reports."""
    added: int = 0
    """New paragraphs."""
    changed: int = 0
    """Paragraphs with other words."""
    moved: int = 0
    """Paragraphs in another place, some of them with other words too."""
    dropped: int = 0
    """Deleted paragraphs."""
    words_added: int = 0
    """New words."""
    words_dropped: int = 0
    """Deleted words."""

    @property
    def is_zero(self) -> bool:
        """Whether nothing has changed."""
        return not (self.added or self.changed or self.moved or self.dropped or self.words_dropped)


def count_changes(comparison: Comparison) -> tuple[ChangeCounts, ...]:
    """The counts of every part in which something has changed, in the order of the report."""
    parts: dict[tuple[Part, str], list[ComparedUnit]] = {}
    for compared in comparison.units:
        if compared.change is not ChangeKind.SAME:
            unit = _get_unit(compared)
            parts.setdefault((unit.part, unit.organization or unit.section), []).append(compared)
    return tuple(counts for units in parts.values() if not (counts := _count_part(units)).is_zero)


def add_counts(parts: Iterable[ChangeCounts]) -> ChangeCounts:
    """The counts of all parts together."""
    rows = list(parts)
    return ChangeCounts(
        "",
        added=sum(part.added for part in rows),
        changed=sum(part.changed for part in rows),
        moved=sum(part.moved for part in rows),
        dropped=sum(part.dropped for part in rows),
        words_added=sum(part.words_added for part in rows),
        words_dropped=sum(part.words_dropped for part in rows),
    )


def _get_unit(compared: ComparedUnit) -> Unit:
    """The unit at its place in the comparison."""
    moved_away = compared.change is ChangeKind.MOVED_AWAY
    unit = compared.old if moved_away else compared.new or compared.old
    assert unit is not None
    return unit


def _count_part(units: list[ComparedUnit]) -> ChangeCounts:
    first = _get_unit(units[0])
    changes = [_COUNTED.get(compared.change) for compared in units]
    counts = {name: changes.count(name) for name in _COUNTED.values()}
    added, dropped = (sum(_count_words(compared, mark) for compared in units) for mark in (Insertion, Deletion))
    return ChangeCounts(first.section, first.organization, **counts, words_added=added, words_dropped=dropped)


def _count_words(compared: ComparedUnit, mark: type[Insertion | Deletion]) -> int:
    """The words of a unit that were added, or deleted."""
    whole = {ChangeKind.ADDED: Insertion, ChangeKind.DROPPED: Deletion}.get(compared.change)
    unit = _get_unit(compared)
    if compared.change is ChangeKind.MOVED_HERE and mark is Deletion:  # counted at the place that it left
        return 0
    if whole is not None:
        return _count_runs(unit.runs) if whole is mark else 0
    if unit.table and compared.rows:
        return _count_table_words(unit, compared.rows, mark)
    return _count_runs(_select_marked(run, mark) for run in unit.runs)


def _count_table_words(unit: Unit, rows: tuple[ChangeKind, ...], mark: type[Insertion | Deletion]) -> int:
    assert unit.table is not None
    whole = ChangeKind.ADDED if mark is Insertion else ChangeKind.DROPPED
    count = _count_runs(_select_marked(run, mark) for run in (unit.table.caption, *unit.table.head))
    for cells, change in zip(unit.table.rows, rows, strict=True):
        count += _count_runs(cells if change is whole else (_select_marked(cell, mark) for cell in cells))
    return count


def _count_runs(runs: Iterable[Inlines]) -> int:
    """The number of words of several runs, with those of footnotes."""
    return sum(
        count_words(extract_text(_drop_marks(run))) + sum(_count_runs(note.content) for note in _list_footnotes(run))
        for run in runs
    )


def _drop_marks(run: Inlines) -> Inlines:
    """The words of a run without the marks of changes."""
    return rewrite(run, lambda inline: inline.content if isinstance(inline, Insertion | Deletion) else (inline,))


def _list_footnotes(run: Inlines) -> Iterator[Footnote]:
    return (inline for inline in _drop_marks(run) if isinstance(inline, Footnote))


def _select_marked(run: Inlines, mark: type[Insertion | Deletion]) -> Inlines:
    """The inlines in marks of that kind, at whatever depth."""
    marks: list[Inline] = []

    def collect(inline: Inline) -> Inlines:
        if isinstance(inline, mark):
            marks.extend(inline.content)
        return (inline,)

    rewrite(run, collect)
    return tuple(marks)


def make_json(comparison: Comparison) -> Json:
    """The counts and the changes of the first page as data for JSON."""
    parts = count_changes(comparison)
    return {
        "version": 1,
        "old": comparison.names[0],
        "new": comparison.names[1],
        "first_page": [{"field": name, "old": old, "new": new} for name, old, new in comparison.fields],
        "total": _make_object(add_counts(parts)),
        "parts": [{"name": part.name, "organization": part.organization, **_make_object(part)} for part in parts],
    }


def _make_object(counts: ChangeCounts) -> dict[str, Json]:
    return {
        "added": counts.added,
        "changed": counts.changed,
        "moved": counts.moved,
        "dropped": counts.dropped,
        "words_added": counts.words_added,
        "words_dropped": counts.words_dropped,
    }
