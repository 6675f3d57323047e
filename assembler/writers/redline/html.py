"""Writes a comparison as a web page with both states side by side, and as the page of the PDF with marked changes.

Every unit is a row. Its numbers are those of its own state, so they are no edits; its footnotes stand below it. New
words are underlined, deleted ones struck out, and a word beside each row names the change: never colour alone.
A report's own templates use the fields of `Row`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from markupsafe import Markup, escape

from assembler.model.comparison import ChangeKind, ComparedUnit, Comparison, ComparisonWords, Kind, Unit
from assembler.model.text.plain_text import NO_BREAK_SPACE, extract_text
from assembler.model.text.word_diff import Change, DiffSegment, clip_segments, diff_words
from assembler.model.value import Value
from assembler.writers.html.nodes import (
    RenderState,
    make_element,
    render_blocks,
    render_inlines,
    render_label,
    render_note,
)
from assembler.writers.html.page import fill_template
from assembler.writers.redline.view_model import Side, list_changes, name_states, name_unit, select_side

TEMPLATE = "comparison.html.j2"
_DEEPEST_HEADING = 6


class Row(Value):
    """One unit on the page."""

    anchor: str
    """Its HTML id."""
    fate: str
    """The change: the class of the row and the key of its words."""
    remark: str
    """The place to which or from which it was moved; empty for other changes."""
    other: str
    """The anchor of the other end of a move."""
    cells: tuple[Markup, ...]
    """The old and the new state; or both in one."""


def write_html(comparison: Comparison, words: ComparisonWords, templates: Mapping[str, bytes]) -> bytes:
    """The web page. Raises KeyError without template, BrokenTemplateError for a broken one."""
    return _fill_page(comparison, words, templates, (Side.OLD, Side.NEW)).encode()


def make_pdf_page(comparison: Comparison, words: ComparisonWords, templates: Mapping[str, bytes]) -> str:
    """The page from which the PDF is made. Raises as `write_html` does."""
    return _fill_page(comparison, words, templates, (Side.BOTH,))


def _fill_page(
    comparison: Comparison, words: ComparisonWords, templates: Mapping[str, bytes], sides: tuple[Side, ...]
) -> str:
    anchors = _list_anchors(comparison)
    old, new = comparison.names
    return fill_template(
        templates,
        TEMPLATE,
        report=comparison.new,
        words=words.texts,
        label=name_states(comparison, words),
        states=(old, new) if old != new else (words.say("before"), words.say("now")),
        printed=Side.BOTH in sides,
        fields=[(words.say(name), *_mark_field(before, now)) for name, before, now in comparison.fields],
        listed=list(list_changes(comparison, words)),
        counts=_count_changes(comparison, words),
        rows=list(_make_rows(comparison, words, anchors, sides)),
        same=comparison.is_same,
    )


def _count_changes(comparison: Comparison, words: ComparisonWords) -> list[tuple[str, int]]:
    kinds = Counter(change.kind for change in list_changes(comparison, words))
    order = ("added", "changed", "moved", "moved_changed", "dropped")
    return [(words.say(kind), kinds[kind]) for kind in order if kinds[kind]]


def _mark_field(before: str, now: str) -> tuple[Markup, Markup]:
    """Both values of a field with marks of the changes; of a long value the words beside them."""
    segments = clip_segments(diff_words(before, now))
    old, new = (
        Markup("").join(_mark_segment(segment) for segment in segments if segment.change is not missing)
        for missing in (Change.ADDED, Change.DROPPED)
    )
    return old, new


def _mark_segment(segment: DiffSegment) -> Markup:
    element = {Change.ADDED: "ins", Change.DROPPED: "del"}.get(segment.change)
    return make_element(element, segment.text) if element else escape(segment.text)


def _list_anchors(comparison: Comparison) -> dict[str, str]:
    """The anchor of the row to which a reference leads, by identifier."""
    anchors: dict[str, str] = {}
    for place, compared in enumerate(comparison.units):
        moved_away = compared.change is ChangeKind.MOVED_AWAY
        unit = compared.old if moved_away else compared.new or compared.old
        if unit and unit.id:
            anchors.setdefault(unit.id, f"row-{place}")
    return anchors


def _make_rows(
    comparison: Comparison, words: ComparisonWords, anchors: Mapping[str, str], sides: tuple[Side, ...]
) -> Iterator[Row]:
    setting = RenderState(comparison.new.wording, draft=True, printed=False, anchors=anchors)
    # An element of the page has its own anchors; those of the units are on the rows.
    setting.placed.update(anchors)
    units = enumerate(comparison.units)
    ends = {(compared.move, compared.change): place for place, compared in units if compared.move}
    for place, compared in enumerate(comparison.units):
        cells = tuple(_make_cell(compared, side, setting, words) for side in sides)
        opposite = ChangeKind.MOVED_HERE if compared.change is ChangeKind.MOVED_AWAY else ChangeKind.MOVED_AWAY
        other = ends.get((compared.move, opposite))
        kind = "moved_changed" if compared.words_changed else "moved"
        change = kind if compared.move else str(compared.change)
        anchor = "" if other is None else f"row-{other}"
        yield Row(f"row-{place}", change, _name_move(compared, words), anchor, cells)


def _name_move(compared: ComparedUnit, words: ComparisonWords) -> str:
    """The place to which or from which a unit was moved, where it has a number."""
    if not compared.move or compared.old is None or compared.new is None:
        return ""
    moved_away = compared.change is ChangeKind.MOVED_AWAY
    key, unit = ("moved_to", compared.new) if moved_away else ("moved_from", compared.old)
    return words.say(key, place=name_unit(unit, words)) if unit.label else words.say("moved")


def _make_cell(compared: ComparedUnit, side: Side, setting: RenderState, words: ComparisonWords) -> Markup:
    """The unit on one side, with its footnotes."""
    unit = select_side(compared, side)
    if unit is None:
        return Markup("")
    first = len(setting.notes)
    shown = _make_unit(unit, setting)
    notes = [_make_note(place, setting, words) for place in range(first, len(setting.notes))]
    return shown + Markup("").join(notes)


def _make_note(place: int, setting: RenderState, words: ComparisonWords) -> Markup:
    note = setting.notes[place]
    link = {"href": f"#note-{place + 1}-call", "class": "note-mark"}
    label_text = words.say("note", number=str(note.number or ""))
    mark = make_element("a", label_text, link) + NO_BREAK_SPACE
    return make_element("p", mark + render_note(note, setting), {"id": f"note-{place + 1}", "class": "note-text"})


def _make_unit(unit: Unit, setting: RenderState) -> Markup:
    if unit.table:
        return render_blocks((unit.table,), setting)
    text = render_inlines(unit.runs[0], setting)
    match unit.kind:
        case Kind.SUMMARY | Kind.SECTION | Kind.ANNEX | Kind.TITLE | Kind.HEADING:
            return _make_heading(unit, text)
        case Kind.QUOTATION:
            return make_element("blockquote", make_element("p", text))
        case Kind.LETTERED | Kind.BULLETED:
            return make_element("p", render_label(unit.label) + text, {"class": f"entry depth-{min(unit.degree, 4)}"})
    return make_element("p", render_label(unit.label) + text, {"class": "numbered" if unit.label else "plain"})


def _make_heading(unit: Unit, text: Markup) -> Markup:
    degree = min(unit.degree + 2, _DEEPEST_HEADING)
    bookmark = f"{unit.label} {extract_text(unit.runs[0])}".strip()
    return make_element(
        f"h{degree}", render_label(unit.label) + text, {"class": f"degree-{unit.degree}", "data-bookmark": bookmark}
    )
