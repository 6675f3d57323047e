"""Lists the units of a report (headings, paragraphs, items, tables, quotations), and rewrites them in place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assembler.model.comparison import Kind, Part, Unit
from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    Deletion,
    Heading,
    Inline,
    Inlines,
    Insertion,
    LetteredList,
    ListItem,
    Paragraph,
    Placeholder,
    Query,
    Table,
    Text,
)
from assembler.model.report import BULLET, Annex, Report, Section, Summary
from assembler.model.text.rewriting import rewrite_block, rewrite_cells, rewrite_report
from assembler.model.value import MutableValue, replace

type Change = Callable[[Unit], Unit]
"""Gives the new unit for a unit: its words and its identifier may change."""


def make_final(report: Report) -> Report:
    """The report as a final prints it: without proposals, queries and sources, placeholders as words."""

    def finish(inline: Inline) -> Inlines:
        match inline:
            case Query() | Insertion():
                return ()
            case Deletion(content):
                return content
            case Placeholder(text):
                return (Text(text),)
        return (inline,)

    def finish_blocks(content: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(_drop_sources(rewrite_block(block, finish)) for block in content)

    final = replace(rewrite_report(report, finish_blocks), draft=False, label="", line_numbers=False)
    return rewrite_units(final, _drop_loose_spaces)


def _drop_loose_spaces(unit: Unit) -> Unit:
    """The unit without spaces that nobody sees, such as those before a query that is left out."""
    table = unit.table and rewrite_cells(unit.table, _trim_run)
    return replace(unit, runs=tuple(map(_trim_run, unit.runs)), table=table)


def _trim_run(run: Inlines) -> Inlines:
    nodes: list[Inline] = []
    for inline in run:
        before = nodes[-1] if nodes else None
        if isinstance(inline, Text) and isinstance(before, Text):
            nodes[-1] = Text(before.text + inline.text)
        else:
            nodes.append(inline)
    nodes = [Text(re.sub(" {2,}", " ", node.text)) if isinstance(node, Text) else node for node in nodes]
    for place, strip in ((0, str.lstrip), (-1, str.rstrip)):
        node = nodes[place] if nodes else None
        if isinstance(node, Text):
            nodes[place] = Text(strip(node.text, " "))
    return tuple(node for node in nodes if node != Text(""))


def _drop_sources(block: Block) -> Block:
    return replace(block, entities=()) if isinstance(block, Paragraph) else block


def list_units(report: Report) -> tuple[Unit, ...]:
    """The units in printed order."""
    units: list[Unit] = []

    def collect(unit: Unit) -> Unit:
        units.append(unit)
        return unit

    rewrite_units(report, collect)
    return tuple(units)


def rewrite_units(report: Report, change: Change) -> Report:
    """The report with `change` applied to each of its units, in printed order."""
    rewriter = _Rewriter(report, change)
    summary = report.summary and rewriter.rewrite_summary(report.summary)
    sections = tuple(map(rewriter.rewrite_section, report.sections))
    annexes = tuple(map(rewriter.rewrite_annex, report.annexes))
    return replace(report, summary=summary, sections=sections, annexes=annexes)


class _Rewriter(MutableValue):
    """One pass over a report, with the place that it has reached."""

    report: Report
    change: Change
    place: int = 0
    block: int = 0
    part: Part = Part.SUMMARY
    title: str = ""
    organization: str = ""
    above: tuple[str, ...] = ()

    def change_unit(self, kind: Kind, *runs: Inlines, **facts: object) -> Unit:
        """The unit that the change makes of these words."""
        unit = Unit(
            kind,
            runs,
            self.place,
            self.block,
            part=self.part,
            section=self.title,
            above=self.above,
            organization=self.organization,
        )
        self.place += 1
        return self.change(replace(unit, **facts))  # type: ignore[arg-type]  # the fields are those of a unit

    def change_run(self, kind: Kind, words: Inlines, **facts: object) -> Inlines:
        """The words that the change makes of these."""
        return self.change_unit(kind, words, **facts).runs[0]

    # Summary, sections, annexes

    def rewrite_summary(self, summary: Summary) -> Summary:
        self.title, self.above = summary.title, ()
        title, marked = _split_title(self.change_run(Kind.SUMMARY, (Text(summary.title),)))
        return Summary(title, self.rewrite_blocks(summary.blocks, 1), marked)

    def rewrite_section(self, section: Section) -> Section:
        self.part, self.title, self.organization, self.above = Part.BODY, section.title, section.organization, ()
        self.block += 1
        heading = (Text(section.title),)
        unit = self.change_unit(Kind.SECTION, heading, label=section.label, id=section.id, degree=section.level)
        title, marked = _split_title(unit.runs[0])
        blocks = self.rewrite_blocks(section.blocks, section.level)
        below = tuple(map(self.rewrite_section, section.sections))
        return replace(section, id=unit.id, title=title, marked=marked, blocks=blocks, sections=below)

    def rewrite_annex(self, annex: Annex) -> Annex:
        self.part, self.title, self.organization, self.above = Part.ANNEX, annex.title or annex.label, "", ()
        self.block += 1
        unit = self.change_unit(Kind.ANNEX, (Text(annex.label),), id=annex.id)
        label, marked_label = _split_title(unit.runs[0])
        title, marked = _split_title(self.change_run(Kind.TITLE, (Text(annex.title),))) if annex.title else ("", ())
        blocks = self.rewrite_blocks(annex.blocks, 1)
        return Annex(unit.id, label, title, blocks, marked_label, marked)

    # Blocks

    def rewrite_blocks(self, content: Sequence[Block], degree: int) -> tuple[Block, ...]:
        return tuple(self.rewrite_one(block, degree) for block in content)

    def rewrite_one(self, block: Block, degree: int) -> Block:
        self.block += 1
        match block:
            case Heading(content, level, id, label):
                self.above = ()
                unit = self.change_unit(Kind.HEADING, content, id=id, label=label, degree=degree + level - 1)
                return replace(block, content=unit.runs[0], id=unit.id)
            case Paragraph():
                return self.rewrite_paragraph(block)
            case LetteredList() | BulletedList():
                return self.rewrite_list(block, 1)
            case BlockQuotation(content):
                return replace(block, content=tuple(self.change_run(Kind.QUOTATION, run) for run in content))
            case Table(caption, head, rows):
                cells = (cell for row in (head, *rows) for cell in row)
                unit = self.change_unit(Kind.TABLE, caption, *cells, id=block.id, number=block.number, table=block)
                assert unit.table is not None
                return replace(unit.table, id=unit.id)

    def rewrite_paragraph(self, block: Paragraph) -> Paragraph:
        number = block.number
        label = "" if number is None else self.report.wording.paragraph_label(number)
        origins = tuple(origin.paragraph for origin in block.origins)
        self.above = ()
        unit = self.change_unit(Kind.PARAGRAPH, block.content, id=block.id, label=label, number=number, origins=origins)
        self.above = () if number is None else (str(number),)
        return replace(block, content=unit.runs[0], id=unit.id)

    def rewrite_list[L: LetteredList | BulletedList](self, block: L, degree: int) -> L:
        items = (self.rewrite_item(block, item, place, degree) for place, item in enumerate(block.items))
        return replace(block, items=tuple(items))

    def rewrite_item(self, block: LetteredList | BulletedList, item: ListItem, place: int, degree: int) -> ListItem:
        lettered = isinstance(block, LetteredList)
        label = self.report.wording.item_label(degree - 1, place) if lettered else BULLET
        kind = Kind.LETTERED if lettered else Kind.BULLETED
        content = self.change_run(kind, item.content, label=label, degree=degree)
        outside = self.above
        self.above = (*outside, label)
        below = tuple(self.rewrite_list(below, degree + 1) for below in item.below)
        self.above = outside
        return replace(item, content=content, below=below)


def _split_title(words: Inlines) -> tuple[str, Inlines]:
    """A heading as plain words, or with the marks of what changed in it."""
    match words:
        case (Text(text),):
            return text, ()
        case ():
            return "", ()
    return "", words
