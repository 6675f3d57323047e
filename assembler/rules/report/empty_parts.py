"""Parts of a report with nothing in them: sections, headings, tables, items of lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, make_fault
from assembler.model.nodes import Block, BulletedList, Heading, LetteredList, ListItem, Table
from assembler.model.report import Report
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_blocks, walk_sections


def find_part_left_empty(report: Report, collection: Collection) -> Iterator[Fault]:
    """A section, a heading, a table or an item of a list has nothing in it.

    Why: what somebody meant to fill in later would be issued as a heading over nothing, or as a letter without words. A
    final is refused.

    Wrong: a table of which only the head is written, or `organizations: []` for a section of report.yaml.
    Right: the table has rows, and the section names organizations or a text.
    """
    yield from _find_empty_sections(report, collection)
    summary = report.summary.blocks if report.summary else ()
    texts = [section.blocks for section in walk_sections(report)] + [annex.blocks for annex in report.annexes]
    for blocks in (summary, *texts):
        yield from _find_empty_headings(blocks)
    for block in walk_blocks(report):
        if isinstance(block, Table) and not block.rows:
            yield make_fault(
                block.source,
                "The table “{title}” has a head and no rows.",
                "Write its rows, or delete the table.",
                title=extract_text(block.caption),
            )
        if isinstance(block, LetteredList | BulletedList):
            yield from _find_empty_items(block)


def _find_empty_sections(report: Report, collection: Collection) -> Iterator[Fault]:
    for section, planned in zip(report.sections, collection.plan.sections, strict=False):
        if not section.blocks and not section.sections and planned.organizations is not None:
            yield make_fault(
                planned.source,
                "The section “{title}” has nothing in it.",
                "Name the organizations on which it reports in contributions/report.yaml, or take the section out.",
                title=section.title,
            )


def _find_empty_headings(blocks: Sequence[Block]) -> Iterator[Fault]:
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Heading) and _ends(block, following):
            yield make_fault(
                block.source,
                "Nothing stands below the heading “{words}”.",
                "Write the text below it, or delete the heading.",
                words=extract_text(block.content),
            )


def _ends(heading: Heading, following: Block | None) -> bool:
    """Whether the part below a heading ends with the heading."""
    return following is None or (isinstance(following, Heading) and following.level <= heading.level)


def _find_empty_items(block: LetteredList | BulletedList) -> Iterator[Fault]:
    for item in _walk_items(block):
        if not item.content and not item.below:
            hint = "Write the words of the item, or delete the item."
            yield make_fault(item.source, "An item of the list has no words.", hint)


def _walk_items(block: LetteredList | BulletedList) -> Iterator[ListItem]:
    for item in block.items:
        yield item
        for below in item.below:
            yield from _walk_items(below)
