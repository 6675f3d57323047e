"""The report as plain text, for proofs and tests; leaves every form but order and numbers aside.

One line is one paragraph, so that two texts can be compared line by line. Footnotes stand at the end, each after the
number that calls it, so that every word stands once.
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
    Superscript,
    Symbol,
    Table,
    Text,
)
from assembler.model.report import BULLET, Annex, Masthead, OrganBlock, Report, Section, Wording
from assembler.model.text.plain_text import NO_BREAK_SPACE, format_reference
from assembler.model.value import MutableValue, field
from assembler.writers.table_of_contents import contents

_INDENT = "    "
_END = "_" * 18


class Setting(MutableValue):
    """What the text is set with, and the notes called so far."""

    wording: Wording
    """Fixed words and forms."""
    draft: bool
    """Whether queries, proposals and sources show."""
    notes: list[Footnote] = field(default_factory=list)
    """The notes called so far, in order."""


def write(report: Report, _templates: Mapping[str, bytes]) -> bytes:
    """The report as text in UTF-8; it needs no template."""
    return "\n".join(_report(report)).encode() + b"\n"


def _report(report: Report) -> Iterator[str]:
    setting = Setting(report.wording, report.draft)
    if report.draft:
        yield from (report.draft_mark, "")
    yield from _masthead(report.masthead, setting)
    if report.contents:
        yield from _contents(report)
    if report.summary:
        yield from (report.summary.title, "", *block_lines(report.summary.blocks, setting))
    for section in report.sections:
        yield from _section(section, setting)
    for annex in report.annexes:
        yield from _annex(annex, setting)
    yield _END
    yield from note_lines(setting)
    if report.masthead.job_line:
        yield from ("", report.masthead.job_line)


def _masthead(masthead: Masthead, setting: Setting) -> Iterator[str]:
    yield from (masthead.united_nations, masthead.symbol, "")
    yield from (organ.organ for organ in masthead.organs)
    particulars = (masthead.distribution, masthead.date, masthead.version, masthead.original)
    yield from ("", *filter(None, particulars), "")
    for organ in masthead.organs:
        yield from (*_agenda(organ, joint=len(masthead.organs) > 1), "")
    marks = "".join(note.mark for note in masthead.title_notes)
    yield from (masthead.title + marks, masthead.author, "")
    for note in masthead.notes:
        yield f"{note.mark} {_inlines(note.content, setting)}"
    if masthead.notes:
        yield ""


def _agenda(organ: OrganBlock, *, joint: bool) -> Iterator[str]:
    lines = (organ.organ if joint else "", organ.session, organ.agenda + organ.mark, organ.title, *organ.sub_items)
    yield from filter(None, lines)


def _contents(report: Report) -> Iterator[str]:
    yield from (report.wording.contents, "")
    for entry in contents(report):
        yield _INDENT * (entry.degree - 1) + f"{entry.label} {entry.title}".strip()
    yield ""


def _section(section: Section, setting: Setting) -> Iterator[str]:
    yield from (f"{section.label} {section.title}".strip(), "", *block_lines(section.blocks, setting))
    for below in section.sections:
        yield from _section(below, setting)


def _annex(annex: Annex, setting: Setting) -> Iterator[str]:
    yield from (annex.label, annex.title, "", *block_lines(annex.blocks, setting))


def note_lines(setting: Setting) -> Iterator[str]:
    """The notes called so far, an empty line before each."""
    for note in setting.notes:
        first, *further = [_inlines(paragraph, setting) for paragraph in note.content] or [""]
        yield from ("", f"[{note.number or ''}] {first}", *further)


def block_lines(blocks: Iterable[Block], setting: Setting) -> Iterator[str]:
    """The lines of blocks, an empty one after each block."""
    for block in blocks:
        yield from (*_block(block, setting), "")


def _block(block: Block, setting: Setting) -> Iterator[str]:
    match block:
        case Heading(content):
            yield f"{block.label} {_inlines(content, setting)}".strip()
        case Paragraph():
            yield _paragraph(block, setting)
        case LetteredList() | BulletedList():
            yield from _list(block, setting, 1)
        case BlockQuotation(content):
            yield from (_INDENT + _inlines(paragraph, setting) for paragraph in content)
        case Table():
            yield from _table(block, setting)


def _paragraph(block: Paragraph, setting: Setting) -> str:
    number = "" if block.number is None else setting.wording.paragraph_label(block.number)
    sources = f" [{', '.join(block.entities)}]" if setting.draft and block.entities else ""
    return f"{number} {_inlines(block.content, setting)}{sources}".strip()


def _list(block: LetteredList | BulletedList, setting: Setting, depth: int) -> Iterator[str]:
    for place, item in enumerate(block.items):
        mark = setting.wording.item_label(depth - 1, place) if isinstance(block, LetteredList) else BULLET
        yield f"{_INDENT * depth}{mark} {_inlines(item.content, setting)}"
        for below in item.below:
            yield from _list(below, setting, depth + 1)


def _table(block: Table, setting: Setting) -> Iterator[str]:
    """Number, title, and a line for each row, its cells parted by tabs."""
    if block.number is not None:
        yield setting.wording.table_label(block.number)
    if block.caption:
        yield _inlines(block.caption, setting)
    for row in (block.head, *block.rows):
        yield "\t".join(_inlines(cell, setting) for cell in row)


def _inlines(content: Iterable[Inline], setting: Setting) -> str:
    return "".join(_inline(node, setting) for node in content)


def _inline(node: Inline, setting: Setting) -> str:
    match node:
        case Text(text) | Symbol(text) | Placeholder(text):
            return text
        case Emphasis(content) | Strong(content) | Superscript(content) | Link(content):
            return _inlines(content, setting)
        case Quotation(opening, content, closing):
            return opening + _inlines(content, setting) + closing
        case Footnote():
            setting.notes.append(node)
            return f"[{node.number or ''}]"
        case CrossReference(word):
            return _inlines(word, setting) + NO_BREAK_SPACE + format_reference(node)
        case Query(text):
            return f"[{text}]" if setting.draft else ""
        case Insertion(content):
            return f"{{++{_inlines(content, setting)}++}}" if setting.draft else ""
        case Deletion(content):
            words = _inlines(content, setting)
            return f"{{--{words}--}}" if setting.draft else words
