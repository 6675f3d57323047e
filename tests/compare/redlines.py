"""Pairs of states of a report, and what a redline of them becomes when all its changes are accepted or rejected."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import count
from typing import Literal
from zipfile import ZipFile

from hypothesis import strategies as st
from lxml import etree

from assembler.compare.comparison import compare_reports
from assembler.model.comparison import Comparison, Unit
from assembler.model.nodes import Block, CrossReference, Emphasis, Footnote, Inline, Paragraph, Table, Text
from assembler.model.report import Report, Section
from assembler.model.report_units import rewrite_units
from assembler.model.text.rewriting import rewrite, rewrite_block, rewrite_report, rewrite_sections
from assembler.model.text.traversal import walk_blocks
from assembler.model.value import replace
from assembler.ooxml.elements import qualified
from assembler.ooxml.reproducible_zip import zip_parts
from assembler.readers.report_docx.report import WordText
from assembler.readers.report_docx.revisions import resolve_changes
from assembler.transforms.footnotes import number_footnotes
from assembler.writers.redline.docx import write
from tests import strategies
from tests.builders import TEMPLATES
from tests.readers.report_docx.word_files import read_report_docx

type Inlines = tuple[Inline, ...]
type Blocks = tuple[Block, ...]

PARTS = ("word/document.xml", "word/footnotes.xml", "word/header-first.xml")
WORDS = ("the", "Union", "peace", "twelve", "support", "of", "and", "A/75/345", "women")


def redline(comparison: Comparison) -> bytes:
    return write(comparison, "COMPARISON", "old with new", TEMPLATES)


def settled_docx(data: bytes, how: Literal["accept", "reject"]) -> bytes:
    """The Word file with all its tracked changes accepted or rejected."""
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name in PARTS:
        if name in parts:
            root = etree.fromstring(parts[name])
            resolve_changes(root, how, lambda _: False)
            for struck in root.iter(qualified("delText")):
                struck.tag = qualified("t")
            parts[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return zip_parts(parts.items())


def read_settled(data: bytes, how: Literal["accept", "reject"]) -> WordText:
    text, findings = read_report_docx(settled_docx(data, how))
    assert findings == ()
    assert text is not None
    return text


def refreshed(text: WordText) -> WordText:
    """The text as Word shows it once its fields are refreshed: references with the numbers of their paragraphs."""
    sections = [*text.sections, *(below for section in text.sections for below in section.sections)]
    blocks = [block for section in (*sections, *text.annexes) for block in section.blocks]
    numbers = {block.id: block.number for block in blocks if isinstance(block, Paragraph) and block.number}

    def change(inline: Inline) -> Inlines:
        if not isinstance(inline, CrossReference) or not inline.numbers:
            return (inline,)
        ends = dict.fromkeys((inline.first, inline.last or inline.first))
        return (replace(inline, numbers=tuple(numbers.get(end, 0) or 0 for end in ends)),)

    def every(content: Blocks) -> Blocks:
        return tuple(rewrite_block(block, change) for block in content)

    return replace(
        text,
        summary=text.summary and replace(text.summary, blocks=every(text.summary.blocks)),
        sections=rewrite_sections(text.sections, every),
        annexes=tuple(replace(annex, blocks=every(annex.blocks)) for annex in text.annexes),
    )


# Pairs of states


def settled_report(report: Report) -> Report:
    """The report with all numbers, each identifier once, and references to paragraphs that it has."""
    body, tables = count(1), count(1)
    taken: set[str] = set()
    several = sum(isinstance(block, Table) and block.number is not None for block in walk_blocks(report)) > 1

    def change(unit: Unit) -> Unit:
        name = unit.id
        while name in taken:
            name += "x"
        if name:
            taken.add(name)
        return replace(
            unit, id=name, table=unit.table and replace(unit.table, number=next(tables) if several else None)
        )

    report = _numbered(rewrite_units(report, change), body)
    printed = {
        block.id: block.number
        for block in walk_blocks(report)
        if isinstance(block, Paragraph) and block.id and block.number
    }

    def refer(inline: Inline) -> Inlines:
        if not isinstance(inline, CrossReference):
            return (inline,)
        ends = dict.fromkeys((inline.first, inline.last or inline.first))
        numbers = tuple(number for end in ends if (number := printed.get(end)))
        return (replace(inline, numbers=numbers if len(numbers) == len(ends) else ()),)

    return number_footnotes(
        rewrite_report(report, lambda blocks: tuple(rewrite_block(block, refer) for block in blocks))
    )


def _numbered(report: Report, body: Iterator[int]) -> Report:
    def change(blocks: Blocks, numbers: Iterator[int]) -> Blocks:
        return tuple(
            replace(block, number=next(numbers)) if isinstance(block, Paragraph) and block.number is not None else block
            for block in blocks
        )

    def section(child: Section) -> Section:
        blocks = change(child.blocks, body)
        return replace(child, blocks=blocks, sections=tuple(map(section, child.sections)))

    annexes = tuple(replace(annex, blocks=change(annex.blocks, count(1))) for annex in report.annexes)
    return replace(report, sections=tuple(map(section, report.sections)), annexes=annexes)


@st.composite
def texts(draw: st.DrawFn) -> str:
    return " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9)))


@st.composite
def edited_inlines(draw: st.DrawFn, content: Inlines) -> Inlines:
    """The nodes, some dropped, some new, words changed."""
    made: list[Inline] = []
    for node in content:
        match draw(st.integers(0, 7)):
            case 0:
                continue
            case 1:
                made += [node, Text(draw(texts()))]
            case 2:
                made.append(Emphasis((node,)) if not isinstance(node, Footnote | Emphasis) else node)
            case 3 if isinstance(node, Text):
                made.append(Text(node.text + draw(texts())))
            case 4 if isinstance(node, Footnote):
                made.append(replace(node, content=(*node.content[:-1], (*node.content[-1], Text(draw(texts()))))))
            case _:
                made.append(node)
    return tuple(made)


@st.composite
def edited_blocks(draw: st.DrawFn, blocks: Blocks, others: Blocks) -> Blocks:
    """The blocks, some dropped, some taken from elsewhere, some with other words, in another order at times."""
    made: list[Block] = []
    for block in blocks:
        match draw(st.integers(0, 6)):
            case 0:
                continue
            case 1 | 2:
                made.append(rewrite_block(block, lambda inline: draw(edited_inlines((inline,)))))
            case 3 if others:
                made += [draw(st.sampled_from(others)), block]
            case _:
                made.append(block)
    return tuple(draw(st.permutations(made))) if draw(st.integers(0, 3)) == 0 else tuple(made)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Report, Report]:
    """Two states of one report: one edited to become the other, or two that have nothing in common."""
    first, second = draw(strategies.reports(draft=False)), draw(strategies.reports(draft=False))
    second = replace(second, language=first.language, direction=first.direction, wording=first.wording)
    if draw(st.integers(0, 4)):
        others = tuple(walk_blocks(second))
        edited = rewrite_report(first, lambda blocks: draw(edited_blocks(blocks, others)))
        second = replace(edited, summary=draw(st.sampled_from((edited.summary, second.summary))))
        if draw(st.integers(0, 3)) == 0:
            second = replace(second, annexes=tuple(reversed(second.annexes)))
        if draw(st.integers(0, 3)) == 0:
            second = replace(second, sections=tuple(reversed(second.sections)))
    if draw(st.booleans()):
        first, second = second, first
    return settled_report(first), settled_report(second)


def compared(pair: tuple[Report, Report]) -> Comparison:
    return compare_reports(*pair)


def with_words(content: Inlines, change: dict[str, str]) -> Inlines:
    """The nodes with some words replaced."""

    def replaced(inline: Inline) -> Inlines:
        if not isinstance(inline, Text):
            return (inline,)
        text = inline.text
        for old, new in change.items():
            text = text.replace(old, new)
        return (Text(text),)

    return rewrite(content, replaced)
