"""Measures the length of a report against its word limit, by section and by organization.

The words themselves are counted by `model/text/word_count.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assembler.model.nodes import Block, Paragraph
from assembler.model.plan import Counted, WordLimit
from assembler.model.report import Report, Section
from assembler.model.status import Length, PartLength
from assembler.model.text.traversal import split_passages, walk_sections
from assembler.model.text.word_count import count_report_words
from assembler.model.value import replace

_LEAD_DEPARTMENT = "general"


def measure_length(report: Report, limit: WordLimit) -> Length:
    """The words of the report, assembled as a final if possible: the placeholders of a draft count as words."""
    counts = count_report_words(report)
    total = limit.total(counts)
    return Length(
        words=total,
        limit=limit.words,
        waiver=limit.waiver,
        counted=tuple(part.value for part in Counted if part in limit.count),
        parts={part.value: counts[part] for part in Counted},
        sections=tuple(
            PartLength(id, title, words, compute_share(words, total)) for id, title, words in _list_parts(report, limit)
        ),
    )


def compute_share(words: int, total: int) -> float:
    """The words in per cent of the total, with one place after the point."""
    return round(100 * words / total, 1) if total else 0.0


def count_words_by_organization(report: Report, limit: WordLimit) -> Counter[str]:
    """The words that count of the text on each organization, its heading included."""
    counts: Counter[str] = Counter()
    for organization, section in _list_parts_on_organizations(report):
        counts[organization] += _count(_keep_sections(report, sections=(section,)), limit)
    return counts


def _list_parts(report: Report, limit: WordLimit) -> Iterator[tuple[str, str, int]]:
    """Identifier, heading and words of each part in printed order; annexes only where they count."""
    if report.summary:
        yield "summary", report.summary.title, _count(replace(_keep_sections(report), summary=report.summary), limit)
    for section in report.sections:
        yield section.id, section.title, _count(_keep_sections(report, sections=(section,)), limit)
    for annex in report.annexes if Counted.ANNEXES in limit.count else ():
        yield annex.id, annex.title, _count(replace(_keep_sections(report), annexes=(annex,)), limit)


def _keep_sections(report: Report, sections: tuple[Section, ...] = ()) -> Report:
    return replace(report, summary=None, sections=sections, annexes=())


def _count(report: Report, limit: WordLimit) -> int:
    return limit.total(count_report_words(report))


def _list_parts_on_organizations(report: Report) -> Iterator[tuple[str, Section]]:
    """The parts of the report on one organization: its section, or its paragraphs where it has no section."""
    for section in walk_sections(report):
        if section.organization:
            yield section.organization, section
            continue
        for passage in split_passages(section.blocks):
            organization = _find_organization(passage[0])
            if organization:
                yield organization, Section(section.id, "", section.level, blocks=passage)


def _find_organization(block: Block) -> str:
    """The organization of which a contributed paragraph speaks, by its identifier such as unhcr/au#p1."""
    key = block.id.partition("#")[0] if isinstance(block, Paragraph) else ""
    folder, _, name = key.partition("/")
    return "" if folder == _LEAD_DEPARTMENT else name
