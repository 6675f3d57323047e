"""Reads the text of the report from a Word file that the program has written, or from an edited copy of that file.

What such a file cannot carry comes back empty: places in the contributors' files, labels of notes, the sources of a
consolidated paragraph, its theme and its place among those that come first. Masthead, agenda block and title are made
from the plan and not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from assembler.model.finding import Finding, Severity, Source, make_finding
from assembler.model.nodes import Block, Footnote, Inline, Inlines
from assembler.model.report import Annex, Section, Summary
from assembler.model.text.plain_text import extract_text
from assembler.model.text.rewriting import rewrite_block, rewrite_sections
from assembler.model.value import MutableValue, Value, field, replace
from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.paragraph_ids import Hidden
from assembler.readers.ooxml.attributes import get_local_name, get_words
from assembler.readers.ooxml.package import WordPackage
from assembler.readers.report_docx.blocks import BlockReader, Division
from assembler.readers.report_docx.context import ReportContext
from assembler.readers.report_docx.inlines import read_paragraph

_OPENING = {"Title_H_CH", "Title_H1"}
_SUMMARY = "Summary Title"


class WordText(Value):
    """The text of a report as a Word file holds it."""

    language: str
    """Language of the version."""
    summary: Summary | None
    """The boxed summary, where there is one."""
    sections: tuple[Section, ...]
    """The sections in order."""
    annexes: tuple[Annex, ...]
    """The annexes in order."""


def read_text(package: WordPackage, context: ReportContext) -> WordText:
    """The text of an open package, with the surroundings that belong to it."""
    return _read_elements(_get_text_elements(package.document.root, context), context)


def describe_foreign_file(path: str) -> Finding:
    """That the program has not made the file (IN-DOC-03)."""
    message = "The file does not say which paragraph of the report is which."
    hint = "Edit the Word file that “assembler build” has made, and save it as a Word document (.docx)."
    return make_finding("IN-DOC-03", Severity.ERROR, Source(path), message, hint)


def describe_pictures(path: str) -> Finding:
    """That pictures are left out (IN-DOC-04)."""
    message = "Pictures and text boxes were left out, with the words in them."
    hint = "Type the words as normal text."
    return make_finding("IN-DOC-04", Severity.WARNING, Source(path), message, hint)


def collect_opening_words(package: WordPackage, context: ReportContext) -> str:
    """The words before the text, masthead and title among them, without any spaces."""
    elements, start = _split_at_text(package.document.root, context)
    return "".join("".join(map(get_words, (*package.heads, *elements[:start]))).split())


def collect_opening_paragraphs(package: WordPackage, context: ReportContext) -> tuple[str, ...]:
    """The paragraphs before the text, and those in heads and feet of pages, with single spaces."""
    elements, start = _split_at_text(package.document.root, context)
    parts = (*elements[:start], *package.margins)
    texts = (" ".join(get_words(paragraph).split()) for part in parts for paragraph in part.iter(qualified("p")))
    return tuple(dict.fromkeys(filter(None, texts)))


def _get_text_elements(document: Element, context: ReportContext) -> list[Element]:
    """The paragraphs and tables after the title."""
    elements, start = _split_at_text(document, context)
    return elements[start:]


def _split_at_text(document: Element, context: ReportContext) -> tuple[list[Element], int]:
    """Everything in the document, and where its text begins."""
    elements = [element for body in document.findall(qualified("body")) for element in body]
    paragraphs = ((place, element) for place, element in enumerate(elements) if get_local_name(element) == "p")
    opening = [place for place, paragraph in paragraphs if context.get_style(paragraph) in _OPENING]
    return elements, opening[-1] + 1 if opening else 0


def _read_elements(elements: Sequence[Element], context: ReportContext) -> WordText:
    reader = BlockReader(context)
    boxes = [element for element in elements if get_local_name(element) == "tbl" and _is_summary(element, context)]
    summary = _read_summary(boxes[0], reader, context) if boxes else None
    sections, annexes = _divide(reader.read(element for element in elements if element not in boxes[:1]))
    return _number_notes(WordText(context.language, summary, sections, annexes))


def _is_summary(table: Element, context: ReportContext) -> bool:
    first = next(table.iter(qualified("p")), None)
    return first is not None and context.get_style(first) == _SUMMARY


def _read_summary(box: Element, reader: BlockReader, context: ReportContext) -> Summary:
    """The summary: its heading in the first row, a block in each row below."""
    heading = next(box.iter(qualified("p")))
    title = extract_text(read_paragraph(heading, context).content)
    cells = [cell for row in box.findall(qualified("tr")) for cell in row.findall(qualified("tc"))]
    contents = ([element for element in cell if element is not heading] for cell in cells)
    return Summary(title, tuple(block for content in contents for block in reader.read_blocks(content)))


class _OpenSection(MutableValue):
    """A section or an annex under way."""

    division: Division
    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    below: list[_OpenSection] = field(default_factory=list)


def _divide(pieces: Iterable[Block | Division]) -> tuple[tuple[Section, ...], tuple[Annex, ...]]:
    """The sections and the annexes; text before the first heading is a section without one."""
    sections: list[_OpenSection] = []
    annexes: list[_OpenSection] = []
    current: _OpenSection | None = None
    for piece in pieces:
        if isinstance(piece, Division) and piece.kind is Hidden.TITLE and annexes:
            annexes[-1].title = piece.title
        elif isinstance(piece, Division):
            current = _OpenSection(piece)
            _find_place(piece, sections, annexes).append(current)
        elif current:
            current.blocks.append(piece)
        else:
            current = _OpenSection(Division(Hidden.SECTION, ""), blocks=[piece])
            sections.append(current)
    return tuple(map(_make_section, sections)), tuple(map(_make_annex, annexes))


def _find_place(division: Division, sections: list[_OpenSection], annexes: list[_OpenSection]) -> list[_OpenSection]:
    """Where a section or annex belongs."""
    if division.kind is Hidden.ANNEX:
        return annexes
    return sections[-1].below if division.level > 1 and sections else sections


def _make_section(opened: _OpenSection) -> Section:
    division = opened.division
    return Section(
        id=division.id,
        title=division.title,
        level=division.level,
        label=division.label,
        organization=division.organization,
        blocks=tuple(opened.blocks),
        sections=tuple(map(_make_section, opened.below)),
    )


def _make_annex(opened: _OpenSection) -> Annex:
    return Annex(opened.division.id, opened.division.title, opened.title, tuple(opened.blocks))


def _number_notes(text: WordText) -> WordText:
    """The text with its notes numbered, a note in a note before that one, as at assembly."""
    numbers = count(1)

    def number_note(inline: Inline) -> Inlines:
        return (replace(inline, number=next(numbers)) if isinstance(inline, Footnote) else inline,)

    def change_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(rewrite_block(block, number_note) for block in blocks)

    summary = text.summary and replace(text.summary, blocks=change_blocks(text.summary.blocks))
    sections = rewrite_sections(text.sections, change_blocks)
    annexes = tuple(replace(annex, blocks=change_blocks(annex.blocks)) for annex in text.annexes)
    return replace(text, summary=summary, sections=sections, annexes=annexes)
