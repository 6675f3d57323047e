"""A report as the units of which it is made, and units put back into the report; in one pass for both."""

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
from assembler.model.value import Growing, replace

type Change = Callable[[Unit], Unit]
"""What is made of a unit: its words and its identifier may change."""


def as_final(report: Report) -> Report:
    """The report as a final prints it: without proposals, queries and sources, placeholders as words."""

    def final(inline: Inline) -> Inlines:
        match inline:
            case Query() | Insertion():
                return ()
            case Deletion(content):
                return content
            case Placeholder(text):
                return (Text(text),)
        return (inline,)

    def blocks(content: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(_without_sources(rewrite_block(block, final)) for block in content)

    return with_units(replace(rewrite_report(report, blocks), draft=False, label="", line_numbers=False), _tidied)


def _tidied(unit: Unit) -> Unit:
    """The unit without spaces that nobody sees, such as those before a query that is left out."""
    table = unit.table and rewrite_cells(unit.table, _without_loose_spaces)
    return replace(unit, runs=tuple(map(_without_loose_spaces, unit.runs)), table=table)


def _without_loose_spaces(run: Inlines) -> Inlines:
    made: list[Inline] = []
    for inline in run:
        before = made[-1] if made else None
        if isinstance(inline, Text) and isinstance(before, Text):
            made[-1] = Text(before.text + inline.text)
        else:
            made.append(inline)
    made = [Text(re.sub(" {2,}", " ", it.text)) if isinstance(it, Text) else it for it in made]
    for place, strip in ((0, str.lstrip), (-1, str.rstrip)):
        node = made[place] if made else None
        if isinstance(node, Text):
            made[place] = Text(strip(node.text, " "))
    return tuple(it for it in made if it != Text(""))


def _without_sources(block: Block) -> Block:
    return replace(block, entities=()) if isinstance(block, Paragraph) else block


def units_of(report: Report) -> tuple[Unit, ...]:
    """The units in printed order."""
    found: list[Unit] = []

    def note(unit: Unit) -> Unit:
        found.append(unit)
        return unit

    with_units(report, note)
    return tuple(found)


def with_units(report: Report, change: Change) -> Report:
    """The report with `change` applied to each of its units, in printed order."""
    passing = _Pass(report, change)
    summary = report.summary and passing.summary(report.summary)
    sections = tuple(map(passing.section, report.sections))
    annexes = tuple(map(passing.annex, report.annexes))
    return replace(report, summary=summary, sections=sections, annexes=annexes)


class _Pass(Growing):
    """One pass over a report."""

    report: Report
    change: Change
    place: int = 0
    block: int = 0
    part: Part = Part.SUMMARY
    title: str = ""
    organization: str = ""
    above: tuple[str, ...] = ()

    def unit(self, kind: Kind, *runs: Inlines, **facts: object) -> Unit:
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

    def run(self, kind: Kind, words: Inlines, **facts: object) -> Inlines:
        """The words that the change makes of these."""
        return self.unit(kind, words, **facts).runs[0]

    # Summary, sections, annexes

    def summary(self, it: Summary) -> Summary:
        self.title, self.above = it.title, ()
        title, marked = _titled(self.run(Kind.SUMMARY, (Text(it.title),)))
        return Summary(title, self.blocks(it.blocks, 1), marked)

    def section(self, it: Section) -> Section:
        self.part, self.title, self.organization, self.above = Part.BODY, it.title, it.organization, ()
        self.block += 1
        unit = self.unit(Kind.SECTION, (Text(it.title),), label=it.label, id=it.id, degree=it.level)
        title, marked = _titled(unit.runs[0])
        blocks = self.blocks(it.blocks, it.level)
        below = tuple(map(self.section, it.sections))
        return replace(it, id=unit.id, title=title, marked=marked, blocks=blocks, sections=below)

    def annex(self, it: Annex) -> Annex:
        self.part, self.title, self.organization, self.above = Part.ANNEX, it.title or it.label, "", ()
        self.block += 1
        unit = self.unit(Kind.ANNEX, (Text(it.label),), id=it.id)
        label, marked_label = _titled(unit.runs[0])
        title, marked = _titled(self.run(Kind.TITLE, (Text(it.title),))) if it.title else ("", ())
        blocks = self.blocks(it.blocks, 1)
        return Annex(unit.id, label, title, blocks, marked_label, marked)

    # Blocks

    def blocks(self, content: Sequence[Block], degree: int) -> tuple[Block, ...]:
        return tuple(self.one(block, degree) for block in content)

    def one(self, block: Block, degree: int) -> Block:
        self.block += 1
        match block:
            case Heading(content, level, id, label):
                self.above = ()
                unit = self.unit(Kind.HEADING, content, id=id, label=label, degree=degree + level - 1)
                return replace(block, content=unit.runs[0], id=unit.id)
            case Paragraph():
                return self.paragraph(block)
            case LetteredList() | BulletedList():
                return self.list(block, 1)
            case BlockQuotation(content):
                return replace(block, content=tuple(self.run(Kind.QUOTATION, run) for run in content))
            case Table(caption, head, rows):
                cells = (cell for row in (head, *rows) for cell in row)
                unit = self.unit(Kind.TABLE, caption, *cells, id=block.id, number=block.number, table=block)
                assert unit.table is not None
                return replace(unit.table, id=unit.id)

    def paragraph(self, block: Paragraph) -> Paragraph:
        number = block.number
        label = "" if number is None else self.report.wording.paragraph_label(number)
        origins = tuple(origin.paragraph for origin in block.origins)
        self.above = ()
        unit = self.unit(Kind.PARAGRAPH, block.content, id=block.id, label=label, number=number, origins=origins)
        self.above = () if number is None else (str(number),)
        return replace(block, content=unit.runs[0], id=unit.id)

    def list[L: LetteredList | BulletedList](self, block: L, degree: int) -> L:
        items = (self.item(block, item, place, degree) for place, item in enumerate(block.items))
        return replace(block, items=tuple(items))

    def item(self, block: LetteredList | BulletedList, item: ListItem, place: int, degree: int) -> ListItem:
        lettered = isinstance(block, LetteredList)
        label = self.report.wording.item_label(degree - 1, place) if lettered else BULLET
        kind = Kind.LETTERED if lettered else Kind.BULLETED
        content = self.run(kind, item.content, label=label, degree=degree)
        outside = self.above
        self.above = (*outside, label)
        below = tuple(self.list(below, degree + 1) for below in item.below)
        self.above = outside
        return replace(item, content=content, below=below)


def _titled(words: Inlines) -> tuple[str, Inlines]:
    """A heading as plain words, or with the marks of what changed in it."""
    match words:
        case (Text(text),):
            return text, ()
        case ():
            return "", ()
    return "", words
