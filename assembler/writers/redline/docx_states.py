"""Writes the two states of a comparison into one Word document, with the lists that Word would count in each.

The new state holds the changes in its words. Of what stands in both, the old state needs only the form.
"""

from __future__ import annotations

from collections.abc import Sequence

from assembler.model.comparison import ChangeKind, Comparison, Kind, Part, Unit
from assembler.model.nodes import Deletion, Inlines, Paragraph
from assembler.model.report import Report
from assembler.model.report_units import rewrite_units
from assembler.model.text.rewriting import rewrite
from assembler.model.text.traversal import walk_blocks, walk_sections
from assembler.model.value import Value, replace
from assembler.ooxml.elements import Element, parse_markup, qualified
from assembler.ooxml.markup import Markup
from assembler.writers.docx.blocks import write_blocks
from assembler.writers.docx.construction import Above, WordDocument
from assembler.writers.docx.document import write_annex_headings, write_section_heading
from assembler.writers.docx.lists import make_list_formats, start_heading_list, start_numbered_list
from assembler.writers.docx.paragraph_ids import make_bookmark_name
from assembler.writers.docx.summary import write_summary

_TABLE = qualified("tbl")
_GONE = (ChangeKind.DROPPED, ChangeKind.MOVED_AWAY)

type Written = dict[int, list[Element]]
"""The paragraphs and tables of each unit, by its place."""


class State(Value):
    """One state as it was written."""

    units: Written
    """What each unit has become; the rows of the summary are no part of it."""
    box: Element | None
    """The table with the summary."""


def mark_new_state(comparison: Comparison) -> Report:
    """The new state with the marks in its words."""
    steps = {step.new.place: step for step in comparison.units if step.new and step.change is not ChangeKind.MOVED_AWAY}

    def change(unit: Unit) -> Unit:
        step = steps[unit.place]
        assert step.new is not None
        # What went from the words of a moved unit is marked where it went away.
        return replace(step.new, runs=tuple(map(_without_deletions, step.new.runs))) if step.move else step.new

    return rewrite_units(comparison.new, change)


def _without_deletions(run: Inlines) -> Inlines:
    return rewrite(run, lambda inline: () if isinstance(inline, Deletion) else (inline,))


def empty_old_state(comparison: Comparison) -> Report:
    """The old state; what stands in the new one, too, has no words, since only its form is asked for."""
    gone = {step.old.place: step.old for step in comparison.units if step.old and step.change in _GONE}

    def change(unit: Unit) -> Unit:
        if unit.place in gone:
            return gone[unit.place]
        if unit.kind in (Kind.SUMMARY, Kind.SECTION, Kind.ANNEX, Kind.TITLE):  # plain words, and a form of their own
            return replace(unit, id="")
        table = unit.table and replace(unit.table, rows=(), head=tuple(() for _ in unit.table.head))
        return replace(unit, runs=tuple(() for _ in unit.runs), table=table, id="")

    return rewrite_units(comparison.old, change)


def name_old_paragraphs(document: WordDocument, old: Report) -> None:
    """Bookmarks for paragraphs that are gone: references that are gone, too, lead there."""
    for block in walk_blocks(old):
        if isinstance(block, Paragraph) and block.id and block.id not in document.bookmarks:
            document.bookmarks[block.id] = make_bookmark_name(block.id, document.bookmark_names)
            document.bookmark_names.add(document.bookmarks[block.id])


def switch_to(document: WordDocument, report: Report) -> None:
    """Makes the file ready for another state, with lists of its own."""
    document.report = report
    document.formats = make_list_formats(report.wording, document.lists, document.measures)
    document.headings = start_heading_list(document.lists, document.measures)
    document.series = start_numbered_list(document.formats, document.lists)
    document.above = Above.HEADING


def write_state(document: WordDocument, units: Sequence[Unit]) -> State:
    """Writes the state that is now the document's report."""
    report = document.report
    box = parse_markup(write_summary(report.summary, document))[0] if report.summary else None
    pieces: list[Markup] = []
    for section in walk_sections(report):
        pieces.append(write_section_heading(section, document))
        pieces += write_blocks(section.blocks, document, section.level)
    for annex in report.annexes:
        pieces += [*write_annex_headings(annex, document), *write_blocks(annex.blocks, document)]
    return State(_by_unit([unit for unit in units if unit.part is not Part.SUMMARY], parse_markup(pieces)), box)


def _by_unit(units: Sequence[Unit], elements: Sequence[Element]) -> Written:
    """A unit is one paragraph; a table has lines above it."""
    waiting = iter(elements)
    by_unit: Written = {}
    for unit in units:
        by_unit[unit.place] = [next(waiting)]
        while unit.kind is Kind.TABLE and by_unit[unit.place][-1].tag != _TABLE:
            by_unit[unit.place].append(next(waiting))
    return by_unit
