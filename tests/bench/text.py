"""The words of a report for others: as Markdown for pandoc, as JSON for the scripts that write Word files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice

from assembler.model.nodes import Footnote, Heading, Inline, Inlines, Paragraph, Query, Symbol, Text
from assembler.model.report import Report, Section
from assembler.model.text.plain_text import extract_text
from assembler.model.text.rewriting import rewrite
from assembler.model.text.traversal import walk_block_inlines, walk_blocks, walk_contents

type Words = Callable[[Inlines], str]


def markdown(report: Report) -> str:
    """Masthead, headings, numbered paragraphs with links to documents, notes."""
    masthead = report.masthead
    paragraphs = [masthead.symbol, *(item for organ in masthead.organs for item in (organ.agenda, *organ.sub_items))]
    for degree, words in _lines(report, lambda content: extract_text(rewrite(content, _marked))):
        paragraphs.append(f"{'#' * degree} {words}" if degree else words)
    notes = (inline for inline in walk_block_inlines(walk_blocks(report)) if isinstance(inline, Footnote))
    paragraphs.extend(f"[^{note.number}]: {' '.join(map(extract_text, note.content))}" for note in notes)
    return f"---\ntitle: {json.dumps(masthead.title)}\n---\n\n" + "\n\n".join(filter(None, paragraphs)) + "\n"


def plain(report: Report) -> str:
    """The same without links and notes: degrees of headings, 0 for a paragraph, and words."""
    return json.dumps(list(_lines(report, extract_text)), ensure_ascii=False)


def contribution(report: Report, paragraphs: int) -> str:
    """The first paragraphs without their numbers, as a focal point may send them; in the same form."""
    found = (block for block in walk_blocks(report) if isinstance(block, Paragraph) and block.number)
    return json.dumps(
        [(0, extract_text(paragraph.content)) for paragraph in islice(found, paragraphs)], ensure_ascii=False
    )


def _marked(inline: Inline) -> tuple[Inline, ...]:
    match inline:
        case Symbol(text, target):
            return (Text(f"[{text}]({target})" if target else text),)
        case Footnote(number=number):
            return (Text(f"[^{number}]"),)
        case Query():
            return ()
        case _:
            return (inline,)


def _lines(report: Report, words: Words) -> Iterator[tuple[int, str]]:
    blocks = report.summary.blocks if report.summary else ()
    for section in (Section("", "Summary", 1, blocks=blocks), *report.sections):
        yield from _section(section, words)


def _section(section: Section, words: Words) -> Iterator[tuple[int, str]]:
    if section.title:
        yield section.level, section.title
    for block in section.blocks:
        number = f"{block.number}.  " if isinstance(block, Paragraph) and block.number else ""
        for content in walk_contents(block):
            yield (3 if isinstance(block, Heading) else 0), number + words(content)
            number = ""
    for below in section.sections:
        yield from _section(below, words)
