"""Finds the degree of each heading and the entries of the table of contents. Their look is left to the writers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assembler.model.nodes import Block, Heading
from assembler.model.report import Report
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_sections
from assembler.model.value import Value

_DEGREES_OF_CONTENTS = 2


class ContentsEntry(Value):
    """An entry of the table of contents."""

    id: str
    """The identifier of the heading that it points to."""
    label: str
    """Its numeral or letter with the mark, or empty."""
    title: str
    """Its words."""
    degree: int
    """1 for sections and annexes, 2 below."""


def find_heading_degrees(blocks: Sequence[Block], degree: int) -> dict[int, int]:
    """By place among blocks under a heading of the degree, the degree of each heading; they go down one at a time.

    Those of one level below the same heading have one degree, whatever levels are skipped above them.
    """
    degrees: dict[int, int] = {}
    above: list[int] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            above = [*(level for level in above if level < block.level), block.level]
            degrees[place] = degree + min(len(above), block.level - 1)
    return degrees


def list_contents(report: Report) -> Iterator[ContentsEntry]:
    """Sections, annexes, and the headings of the second degree in them, in printed order."""
    for section in walk_sections(report):
        yield ContentsEntry(section.id, section.label, section.title, section.level)
        yield from _list_headings(section.blocks, section.level)
    for annex in report.annexes:
        yield ContentsEntry(annex.id, annex.label, annex.title, 1)
        yield from _list_headings(annex.blocks, 1)


def _list_headings(blocks: Sequence[Block], degree: int) -> Iterator[ContentsEntry]:
    for place, headings in find_heading_degrees(blocks, degree).items():
        block = blocks[place]
        if isinstance(block, Heading) and headings <= _DEGREES_OF_CONTENTS:
            yield ContentsEntry(block.id, block.label, extract_text(block.content), headings)
