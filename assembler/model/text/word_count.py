"""Counts words: of a text, and of a report by its parts, as the word limit counts them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import filterfalse

from assembler.model.nodes import Block, Footnote, Heading
from assembler.model.plan import Counted
from assembler.model.report import Annex, Report
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.plain_text import extract_text, may_have_chinese
from assembler.model.text.traversal import walk_block_inlines, walk_contents, walk_sections

_CHINESE = Pattern(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")


def separate_words(text: str) -> list[str]:
    """What stands between white space; a Chinese character is a word of its own, as Word counts it."""
    return (_CHINESE.sub(r" \g<0> ", text) if may_have_chinese(text) else text).split()


def count_words(text: str) -> int:
    """The number of words that hold a letter or digit (product.md, section 6)."""
    listed = separate_words(text)
    others = filterfalse(str.isalnum, listed)
    bare = [word for word in others if not word[0].isalnum() and not any(map(str.isalnum, word))]
    return len(listed) - len(bare)


def estimate_words(text: str) -> int:
    """The number of words that a text says much: two Chinese characters say as much as one word."""
    return count_words(text) - (len(_CHINESE.findall(text)) // 2 if may_have_chinese(text) else 0)


def count_report_words(report: Report) -> Mapping[Counted, int]:
    """Words by part of the report; masthead, agenda block, title, paragraph numbers and list marks never count."""
    return report.cached(_count_report)


def count_block_words(blocks: tuple[Block, ...], part: Counted) -> Mapping[Counted, int]:
    """Words of blocks that stand in that part of a report: their headings and footnotes are parts of their own."""
    counts = dict.fromkeys(Counted, 0)
    _count_blocks(blocks, part, counts)
    return counts


def _count_report(report: Report) -> Mapping[Counted, int]:
    counts = dict.fromkeys(Counted, 0)
    if report.summary:
        counts[Counted.HEADINGS] += count_words(report.summary.title)
        _count_blocks(report.summary.blocks, Counted.SUMMARY, counts)
    for section in walk_sections(report):
        counts[Counted.HEADINGS] += count_words(section.title)
        _count_blocks(section.blocks, Counted.BODY, counts)
    for annex in report.annexes:
        _count_annex(annex, counts)
    return counts


def _count_annex(annex: Annex, counts: dict[Counted, int]) -> None:
    inside = dict.fromkeys(Counted, 0)
    _count_blocks(annex.blocks, Counted.ANNEXES, inside)
    counts[Counted.ANNEXES] += count_words(annex.label) + count_words(annex.title) + sum(inside.values())


def _count_blocks(blocks: tuple[Block, ...], part: Counted, counts: dict[Counted, int]) -> None:
    for block in blocks:
        where = Counted.HEADINGS if isinstance(block, Heading) else part
        counts[where] += sum(count_words(extract_text(content)) for content in walk_contents(block))
        counts[Counted.FOOTNOTES] += sum(
            count_words(extract_text(paragraph))
            for inline in walk_block_inlines((block,))
            if isinstance(inline, Footnote)
            for paragraph in inline.content
        )
