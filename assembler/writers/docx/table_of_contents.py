"""The table of contents: a native field over the headings of the first two degrees.

The entries are written in full but for their page numbers, which only a program that lays out pages can know: the field
is marked as stale, so that Word fills them in when it opens the file.
"""

from __future__ import annotations

from assembler.ooxml.direct_formatting import ParagraphFormat, RunFormat
from assembler.ooxml.fields import field, internal_link
from assembler.ooxml.markup import Markup
from assembler.writers.docx.construction import ContentsEntry, WordDocument
from assembler.writers.docx.page_measures import para, tab, words

_AFTER = 360
_LEADER = RunFormat(8.5, spacing=3)
_INSTRUCTION = r'TOC \h \z \t "_ H _Ch,1,_ H_1,2"'


def write_contents(document: WordDocument) -> list[Markup]:
    """Heading, the word over the page numbers, and the entries; to be made when all headings are printed."""
    rtl, wording = document.rtl, document.report.wording
    elements = [
        para("ContentsTitle", words(wording.contents, rtl=rtl), rtl=rtl),
        para("SmallX", words(wording.page, rtl=rtl), rtl=rtl),
    ]
    begin, instruction, separator, end = field(_INSTRUCTION, stale=True)
    for place, entry in enumerate(document.contents):
        before = [] if place else [begin, instruction, separator]
        after = [end] if place == len(document.contents) - 1 else []
        paragraph_format = ParagraphFormat(first=None if entry.label else 0, after=_AFTER if after else None)
        elements.append(
            para(
                f"TOC{entry.degree}",
                *before,
                _entry(entry, rtl=rtl),
                *after,
                rtl=rtl,
                paragraph_format=paragraph_format,
            )
        )
    return elements


def _entry(entry: ContentsEntry, *, rtl: bool) -> Markup:
    label = [words(entry.label, rtl=rtl), tab()] if entry.label else []
    page = field(rf"PAGEREF {entry.bookmark} \h", stale=True)
    return internal_link(entry.bookmark, *label, words(entry.title, rtl=rtl), tab(_LEADER), *page)
