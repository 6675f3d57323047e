"""Writes the report as plain text, for proofs and tests, with its order and numbers and no other form.

Each paragraph is one line, so that two texts can be compared line by line. Footnotes stand at the end, each after its
number, so that every word stands once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    CrossReference,
    Deletion,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Insertion,
    LetteredList,
    Link,
    Paragraph,
    Placeholder,
    Query,
    Quotation,
    Strong,
    Subscript,
    Superscript,
    Symbol,
    Table,
    Text,
)
from assembler.model.report import BULLET, Annex, Masthead, OrganBlock, Report, Section, Wording
from assembler.model.text.plain_text import find_space_after, format_reference
from assembler.model.text.superscripts import format_subscript, format_superscript
from assembler.model.value import MutableValue, field
from assembler.writers.table_of_contents import list_contents

_INDENT = "    "
_END = "_" * 18


class TextState(MutableValue):
    """The words and marks with which the text is written, and the footnotes called so far."""

    wording: Wording
    """Fixed words and forms."""
    draft: bool
    """Whether queries, proposals and sources show."""
    notes: list[Footnote] = field(default_factory=list)
    """The footnotes called so far, in order."""


def write(report: Report, _templates: Mapping[str, bytes]) -> bytes:
    """The report as text in UTF-8; it needs no template."""
    return "\n".join(_write_report(report)).encode() + b"\n"


def _write_report(report: Report) -> Iterator[str]:
    state = TextState(report.wording, report.draft)
    if report.draft:
        yield from (report.draft_mark, "")
    yield from _write_masthead(report.masthead, state)
    if report.contents:
        yield from _write_contents(report)
    if report.summary:
        yield from (report.summary.title, "", *write_blocks(report.summary.blocks, state))
    for section in report.sections:
        yield from _write_section(section, state)
    for annex in report.annexes:
        yield from _write_annex(annex, state)
    yield _END
    yield from write_footnotes(state)
    if report.masthead.job_line:
        yield from ("", report.masthead.job_line)


def _write_masthead(masthead: Masthead, state: TextState) -> Iterator[str]:
    yield from (masthead.united_nations, masthead.symbol, "")
    yield from (organ.organ for organ in masthead.organs)
    particulars = (masthead.distribution, masthead.date, masthead.version, masthead.original)
    yield from ("", *filter(None, particulars), "")
    for organ in masthead.organs:
        yield from (*_write_agenda(organ, joint=len(masthead.organs) > 1), "")
    marks = "".join(note.mark for note in masthead.title_notes)
    yield from (masthead.title + marks, masthead.author, "")
    for note in masthead.notes:
        yield f"{note.mark} {_write_inlines(note.content, state)}"
    if masthead.notes:
        yield ""


def _write_agenda(organ: OrganBlock, *, joint: bool) -> Iterator[str]:
    lines = (organ.organ if joint else "", organ.session, organ.agenda + organ.mark, organ.title, *organ.sub_items)
    yield from filter(None, lines)


def _write_contents(report: Report) -> Iterator[str]:
    yield from (report.wording.contents, "")
    for entry in list_contents(report):
        yield _INDENT * (entry.degree - 1) + f"{entry.label} {entry.title}".strip()
    yield ""


def _write_section(section: Section, state: TextState) -> Iterator[str]:
    yield from (f"{section.label} {section.title}".strip(), "", *write_blocks(section.blocks, state))
    for below in section.sections:
        yield from _write_section(below, state)


def _write_annex(annex: Annex, state: TextState) -> Iterator[str]:
    yield from (annex.label, annex.title, "", *write_blocks(annex.blocks, state))


def write_footnotes(state: TextState) -> Iterator[str]:
    """The footnotes called so far, an empty line before each."""
    for note in state.notes:
        first, *further = [_write_inlines(paragraph, state) for paragraph in note.content] or [""]
        yield from ("", f"[{note.number or ''}] {first}", *further)


def write_blocks(blocks: Iterable[Block], state: TextState) -> Iterator[str]:
    """The lines of blocks, an empty one after each block."""
    for block in blocks:
        yield from (*_write_block(block, state), "")


def _write_block(block: Block, state: TextState) -> Iterator[str]:
    match block:
        case Heading(content):
            yield f"{block.label} {_write_inlines(content, state)}".strip()
        case Paragraph():
            yield _write_paragraph(block, state)
        case LetteredList() | BulletedList():
            yield from _write_list(block, state, 1)
        case BlockQuotation(content):
            yield from (_INDENT + _write_inlines(paragraph, state) for paragraph in content)
        case Table():
            yield from _write_table(block, state)


def _write_paragraph(block: Paragraph, state: TextState) -> str:
    number = "" if block.number is None else state.wording.paragraph_label(block.number)
    sources = f" [{', '.join(block.entities)}]" if state.draft and block.entities else ""
    return f"{number} {_write_inlines(block.content, state)}{sources}".strip()


def _write_list(block: LetteredList | BulletedList, state: TextState, depth: int) -> Iterator[str]:
    for place, item in enumerate(block.items):
        mark = state.wording.item_label(depth - 1, place) if isinstance(block, LetteredList) else BULLET
        yield f"{_INDENT * depth}{mark} {_write_inlines(item.content, state)}"
        for below in item.below:
            yield from _write_list(below, state, depth + 1)


def _write_table(block: Table, state: TextState) -> Iterator[str]:
    """Number, title, and a line for each row, its cells parted by tabs."""
    if block.number is not None:
        yield state.wording.table_label(block.number)
    if block.caption:
        yield _write_inlines(block.caption, state)
    for row in (block.head, *block.rows):
        yield "\t".join(_write_inlines(cell, state) for cell in row)


def _write_inlines(content: Iterable[Inline], state: TextState) -> str:
    return "".join(_write_inline(node, state) for node in content)


def _write_inline(node: Inline, state: TextState) -> str:
    match node:
        case Text(text) | Symbol(text) | Placeholder(text):
            return text
        case Emphasis(content) | Strong(content) | Link(content):
            return _write_inlines(content, state)
        case Superscript(content):
            return format_superscript(_write_inlines(content, state))
        case Subscript(content):
            return format_subscript(_write_inlines(content, state))
        case Quotation(opening, content, closing):
            return opening + _write_inlines(content, state) + closing
        case Footnote():
            state.notes.append(node)
            return f"[{node.number or ''}]"
        case CrossReference(word):
            return _write_inlines(word, state) + find_space_after(word) + format_reference(node)
        case Query(text):
            return f"[{text}]" if state.draft else ""
        case Insertion(content):
            return f"{{++{_write_inlines(content, state)}++}}" if state.draft else ""
        case Deletion(content):
            words = _write_inlines(content, state)
            return f"{{--{words}--}}" if state.draft else words
