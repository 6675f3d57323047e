"""A comparison in figures: what came, changed, moved and went, in all and by organization."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assembler.model.comparison import ChangeKind, ComparedUnit, Comparison, Part, Unit
from assembler.model.json_archive import Json
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


class Figures(Value):
    """What became of one part of the report; a heading, an item of a list or a table counts as a paragraph does."""

    name: str
    """The heading of the section, the summary, or the annex."""
    organization: str = ""
    """The organization on which it reports."""
    added: int = 0
    """New paragraphs."""
    changed: int = 0
    """Those with other words."""
    moved: int = 0
    """Those in another place, some of them with other words, too."""
    dropped: int = 0
    """Those that are gone."""
    words_added: int = 0
    """Words that came."""
    words_dropped: int = 0
    """Words that went."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing has changed."""
        return not (self.added or self.changed or self.moved or self.dropped or self.words_dropped)


def figures(comparison: Comparison) -> tuple[Figures, ...]:
    """The figures of every part in which something has changed, in the order of the report."""
    groups: dict[tuple[Part, str], list[ComparedUnit]] = {}
    for step in comparison.units:
        if step.change is not ChangeKind.SAME:
            unit = _standing(step)
            groups.setdefault((unit.part, unit.organization or unit.section), []).append(step)
    return tuple(it for steps in groups.values() if not (it := _figures(steps)).is_nothing)


def total(parts: Iterable[Figures]) -> Figures:
    """The figures of all parts."""
    row = list(parts)
    return Figures(
        "",
        added=sum(it.added for it in row),
        changed=sum(it.changed for it in row),
        moved=sum(it.moved for it in row),
        dropped=sum(it.dropped for it in row),
        words_added=sum(it.words_added for it in row),
        words_dropped=sum(it.words_dropped for it in row),
    )


def _standing(step: ComparedUnit) -> Unit:
    """The unit where the step stands."""
    unit = step.old if step.change is ChangeKind.MOVED_AWAY else step.new or step.old
    assert unit is not None
    return unit


def _figures(steps: list[ComparedUnit]) -> Figures:
    unit = _standing(steps[0])
    counts = {name: sum(_COUNTED.get(step.change) == name for step in steps) for name in _COUNTED.values()}
    came, went = (sum(_words(step, mark) for step in steps) for mark in (Insertion, Deletion))
    return Figures(unit.section, unit.organization, **counts, words_added=came, words_dropped=went)


def _words(step: ComparedUnit, mark: type[Insertion | Deletion]) -> int:
    """How many words of a step came, or went."""
    whole = {ChangeKind.ADDED: Insertion, ChangeKind.DROPPED: Deletion}.get(step.change)
    unit = _standing(step)
    if step.change is ChangeKind.MOVED_HERE and mark is Deletion:  # counted where it went away
        return 0
    if whole is not None:
        return _count(unit.runs) if whole is mark else 0
    if unit.table and step.rows:
        return _table_words(unit, step.rows, mark)
    return _count(_only(run, mark) for run in unit.runs)


def _table_words(unit: Unit, rows: tuple[ChangeKind, ...], mark: type[Insertion | Deletion]) -> int:
    assert unit.table is not None
    whole = ChangeKind.ADDED if mark is Insertion else ChangeKind.DROPPED
    counted = _count(_only(run, mark) for run in (unit.table.caption, *unit.table.head))
    for cells, fate in zip(unit.table.rows, rows, strict=True):
        counted += _count(cells if fate is whole else (_only(cell, mark) for cell in cells))
    return counted


def _count(runs: Iterable[Inlines]) -> int:
    """The words of several runs, those of notes among them."""
    return sum(
        count_words(extract_text(_bare(run))) + sum(_count(note.content) for note in _notes(run)) for run in runs
    )


def _bare(run: Inlines) -> Inlines:
    """The words of a run whatever their marks."""
    return rewrite(run, lambda it: it.content if isinstance(it, Insertion | Deletion) else (it,))


def _notes(run: Inlines) -> Iterator[Footnote]:
    return (it for it in _bare(run) if isinstance(it, Footnote))


def _only(run: Inlines, mark: type[Insertion | Deletion]) -> Inlines:
    """What stands in marks of that kind, wherever they are."""
    found: list[Inline] = []

    def look(inline: Inline) -> Inlines:
        if isinstance(inline, mark):
            found.extend(inline.content)
        return (inline,)

    rewrite(run, look)
    return tuple(found)


def as_json(comparison: Comparison) -> Json:
    """The figures and the first page of a comparison as data."""
    parts = figures(comparison)
    return {
        "version": 1,
        "old": comparison.names[0],
        "new": comparison.names[1],
        "first_page": [{"field": name, "old": was, "new": now} for name, was, now in comparison.fields],
        "total": _data(total(parts)),
        "parts": [{"name": it.name, "organization": it.organization, **_data(it)} for it in parts],
    }


def _data(it: Figures) -> dict[str, Json]:
    return {
        "added": it.added,
        "changed": it.changed,
        "moved": it.moved,
        "dropped": it.dropped,
        "words_added": it.words_added,
        "words_dropped": it.words_dropped,
    }
