"""A comparison as a web page, both states side by side, and as the page behind the PDF, one state in the other.

Every unit is a row. Its numbers are those of its own state, so none is an edit; its notes stand below it. What came is
underlined, what went is struck out, and a word beside each row says what became of it: colours are never alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from assembler.model.comparison import ChangeKind, ComparedUnit, Comparison, ComparisonWords, Kind, Unit
from assembler.model.text.plain_text import NO_BREAK_SPACE, extract_text
from assembler.model.value import Value
from assembler.writers.html.nodes import Setting, blocks, element, inlines, label, note_text
from assembler.writers.html.page import fill
from assembler.writers.redline.view_model import Side, listed, place_of, seen

TEMPLATE = "comparison.html.j2"
_DEEPEST_HEADING = 6


class Row(Value):
    """One unit on the page."""

    anchor: str
    """Its HTML id."""
    fate: str
    """What became of it: the class of the row and the key of its words."""
    remark: str
    """Where it was moved, or whence; empty for what was not."""
    other: str
    """The anchor of the other end of a move."""
    cells: tuple[Markup, ...]
    """The old and the new state; or both in one."""


def write(comparison: Comparison, words: ComparisonWords, templates: Mapping[str, bytes]) -> bytes:
    """The web page. Raises KeyError without template, BrokenTemplateError for a broken one."""
    return _page(comparison, words, templates, (Side.OLD, Side.NEW)).encode()


def printed_page(comparison: Comparison, words: ComparisonWords, templates: Mapping[str, bytes]) -> str:
    """The page behind the PDF. Raises as `write` does."""
    return _page(comparison, words, templates, (Side.BOTH,))


def _page(
    comparison: Comparison, words: ComparisonWords, templates: Mapping[str, bytes], sides: tuple[Side, ...]
) -> str:
    anchors = _anchors(comparison)
    old, new = comparison.names
    return fill(
        templates,
        TEMPLATE,
        report=comparison.new,
        words=words.texts,
        label=words.say("states", old=old, new=new) if old != new else new,
        states=(old, new) if old != new else (words.say("before"), words.say("now")),
        printed=Side.BOTH in sides,
        fields=[(words.say(name), was, now) for name, was, now in comparison.fields],
        listed=list(listed(comparison, words)),
        counts=_counts(comparison, words),
        rows=list(_rows(comparison, words, anchors, sides)),
        same=comparison.is_same,
    )


def _counts(comparison: Comparison, words: ComparisonWords) -> list[tuple[str, int]]:
    kinds = Counter(it.kind for it in listed(comparison, words))
    return [(words.say(kind), kinds[kind]) for kind in ("added", "changed", "moved", "moved_changed", "dropped")]


def _anchors(comparison: Comparison) -> dict[str, str]:
    """The row to which a reference leads, by identifier."""
    anchors: dict[str, str] = {}
    for place, step in enumerate(comparison.units):
        unit = step.old if step.change is ChangeKind.MOVED_AWAY else step.new or step.old
        if unit and unit.id:
            anchors.setdefault(unit.id, f"row-{place}")
    return anchors


def _rows(
    comparison: Comparison, words: ComparisonWords, anchors: Mapping[str, str], sides: tuple[Side, ...]
) -> Iterator[Row]:
    setting = Setting(comparison.new.wording, draft=True, printed=False, anchors=anchors)
    # An element of the page has its own anchors; those of the units stand on the rows.
    setting.placed.update(anchors)
    ends = {(step.move, step.change): place for place, step in enumerate(comparison.units) if step.move}
    for place, step in enumerate(comparison.units):
        cells = tuple(_cell(step, side, setting, words) for side in sides)
        opposite = ChangeKind.MOVED_HERE if step.change is ChangeKind.MOVED_AWAY else ChangeKind.MOVED_AWAY
        other = ends.get((step.move, opposite))
        kind = "moved_changed" if step.words_changed else "moved"
        fate = kind if step.move else str(step.change)
        yield Row(f"row-{place}", fate, _remark(step, words), "" if other is None else f"row-{other}", cells)


def _remark(step: ComparedUnit, words: ComparisonWords) -> str:
    """Whither or whence a unit was moved, where that has a number."""
    if not step.move or step.old is None or step.new is None:
        return ""
    key, unit = ("moved_to", step.new) if step.change is ChangeKind.MOVED_AWAY else ("moved_from", step.old)
    return words.say(key, place=place_of(unit, words)) if unit.label else words.say("moved")


def _cell(step: ComparedUnit, side: Side, setting: Setting, words: ComparisonWords) -> Markup:
    """What stands on one side, with its notes."""
    unit = seen(step, side)
    if unit is None:
        return Markup("")
    first = len(setting.notes)
    shown = _unit(unit, setting)
    notes = [_note(place, setting, words) for place in range(first, len(setting.notes))]
    return shown + Markup("").join(notes)


def _note(place: int, setting: Setting, words: ComparisonWords) -> Markup:
    note = setting.notes[place]
    link = {"href": f"#note-{place + 1}-call", "class": "note-mark"}
    said = words.say("note", number=str(note.number or ""))
    mark = element("a", said, link) + NO_BREAK_SPACE
    return element("p", mark + note_text(note, setting), {"id": f"note-{place + 1}", "class": "note-text"})


def _unit(unit: Unit, setting: Setting) -> Markup:
    if unit.table:
        return blocks((unit.table,), setting)
    text = inlines(unit.runs[0], setting)
    match unit.kind:
        case Kind.SUMMARY | Kind.SECTION | Kind.ANNEX | Kind.TITLE | Kind.HEADING:
            return _heading(unit, text)
        case Kind.QUOTATION:
            return element("blockquote", element("p", text))
        case Kind.LETTERED | Kind.BULLETED:
            return element("p", label(unit.label) + text, {"class": f"entry depth-{min(unit.degree, 4)}"})
    return element("p", label(unit.label) + text, {"class": "numbered" if unit.label else "plain"})


def _heading(unit: Unit, text: Markup) -> Markup:
    degree = min(unit.degree + 2, _DEEPEST_HEADING)
    said = f"{unit.label} {extract_text(unit.runs[0])}".strip()
    return element(f"h{degree}", label(unit.label) + text, {"class": f"degree-{unit.degree}", "data-bookmark": said})
