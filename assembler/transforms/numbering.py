"""Numbers paragraphs, headings, annexes and tables.

Needs the printed order; leaves no numbered paragraph without its number (rules UN-PAR-01, UN-STR-05, UN-TBL-02).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from assembler.model.nodes import Block, Heading, Paragraph, Placeholder, Table
from assembler.model.plan import Plan
from assembler.model.report import Annex, Report, Section
from assembler.model.text.rewriting import rewrite_report, rewrite_sections
from assembler.model.text.traversal import walk_blocks
from assembler.model.value import replace
from assembler.model.vocabulary import Labels


def number_report(report: Report, plan: Plan, labels: Labels) -> Report:
    """The report with all its numbers but those of footnotes and cross references."""
    report = replace(
        report,
        sections=_label_sections(_number_sections(report.sections), plan, labels),
        annexes=tuple(
            _number_annex(annex, place, len(report.annexes), labels) for place, annex in enumerate(report.annexes)
        ),
    )
    return _number_tables(report)


def _number_sections(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    numbers = count(1)
    return rewrite_sections(sections, lambda blocks: _number_paragraphs(blocks, numbers))


def _number_paragraphs(blocks: tuple[Block, ...], numbers: Iterator[int]) -> tuple[Block, ...]:
    return tuple(
        replace(block, number=next(numbers)) if isinstance(block, Paragraph) and not is_placeholder(block) else block
        for block in blocks
    )


def is_placeholder(paragraph: Paragraph) -> bool:
    """Whether the paragraph only says that a text is missing; it has no number."""
    return all(isinstance(inline, Placeholder) for inline in paragraph.content)


def _label_sections(sections: tuple[Section, ...], plan: Plan, labels: Labels) -> tuple[Section, ...]:
    return tuple(
        _label_section(section, labels, place, lettered=planned.headings == "lettered")
        for place, (section, planned) in enumerate(zip(sections, plan.sections, strict=True))
    )


def _label_section(section: Section, labels: Labels, place: int, *, lettered: bool) -> Section:
    letters = (labels.capital_form.format(letter=letter) for letter in labels.capitals)
    return replace(
        section,
        label=labels.numeral_form.format(numeral=labels.numerals[place]) if place < len(labels.numerals) else "",
        blocks=tuple(_letter_heading(block, letters) for block in section.blocks),
        sections=tuple(replace(one, label=next(letters, "")) if lettered else one for one in section.sections),
    )


def _letter_heading(block: Block, letters: Iterator[str]) -> Block:
    if isinstance(block, Heading) and block.level == 2:  # the degree below sections
        return replace(block, label=next(letters, ""))
    return block


def _number_annex(annex: Annex, place: int, total: int, labels: Labels) -> Annex:
    numeral = labels.numerals[place] if place < len(labels.numerals) else str(place + 1)
    label = labels.annex if total == 1 else labels.annex_numbered.format(numeral=numeral)
    return replace(annex, label=label, blocks=_number_paragraphs(annex.blocks, count(1)))


def _number_tables(report: Report) -> Report:
    if sum(isinstance(block, Table) for block in walk_blocks(report)) < 2:  # one needs no number
        return report
    numbers = count(1)
    return rewrite_report(report, lambda blocks: tuple(_number_table(block, numbers) for block in blocks))


def _number_table(block: Block, numbers: Iterator[int]) -> Block:
    return replace(block, number=next(numbers)) if isinstance(block, Table) else block
