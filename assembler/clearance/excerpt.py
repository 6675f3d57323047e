"""The excerpt for a clearance letter: of a report the paragraphs that carry words of one entity, with their numbers.

Headings stay where a paragraph stands below them; of the first page, the agenda and the codes of an issued document go.
Queries are between editors and left out. Notes are numbered anew, since Word counts them from one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import count

from assembler.model.nodes import Block, Footnote, Inline, Paragraph, Query
from assembler.model.paragraph_sources import carries
from assembler.model.report import Masthead, Report, Section
from assembler.model.text.walk import passages, rewrite_inlines
from assembler.model.value import replace
from assembler.model.vocabulary import Entity, Labels


def excerpt(report: Report, entity: Entity, labels: Labels, keys: Collection[str]) -> Report | None:
    """The excerpt of the texts with these keys, marked on every page; none where no paragraph carries such words."""
    sections = tuple(_with_words(report.sections, entity.id, keys))
    if not sections:
        return None
    wording = replace(report.wording, draft=labels.excerpt.format(entity=entity.short_name))
    bare = replace(report, draft=True, summary=None, sections=sections, annexes=(), wording=wording, contents=False)
    return _settled(replace(bare, masthead=_plain(report.masthead)))


def _plain(masthead: Masthead) -> Masthead:
    """The head of a page that is not the issued document."""
    organs = tuple(replace(organ, agenda="", mark="", title="", sub_items=()) for organ in masthead.organs)
    return replace(masthead, organs=organs, notes=(), job_number="", job_line="", address="")


def _with_words(sections: Iterable[Section], entity: str, keys: Collection[str]) -> Iterator[Section]:
    """The sections with the paragraphs of the entity alone, and without those that have none."""
    for section in sections:
        groups = (passage for passage in passages(section.blocks) if _is_of(passage[0], entity, keys))
        blocks = tuple(block for passage in groups for block in passage)
        below = tuple(_with_words(section.sections, entity, keys))
        if blocks or below:
            yield replace(section, blocks=blocks, sections=below)


def _is_of(block: Block, entity: str, keys: Collection[str]) -> bool:
    """Whether a paragraph is the entity's own, or the editor's with words of the entity."""
    if not isinstance(block, Paragraph) or block.number is None:
        return False
    key = block.id.partition("#")[0]
    return key in keys and (key.startswith(f"{entity}/") or carries(block, entity))


def _settled(report: Report) -> Report:
    """The excerpt with notes from 1 and without queries."""
    numbers = count(1)

    def change(inline: Inline) -> tuple[Inline, ...]:
        match inline:
            case Query():
                return ()
            case Footnote():
                return (replace(inline, number=next(numbers)),)
            case _:
                return (inline,)

    return rewrite_inlines(report, change)
