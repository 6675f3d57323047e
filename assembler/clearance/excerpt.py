"""Makes the excerpt for a clearance letter: the paragraphs of a report that carry words of one entity, as numbered.

Headings stay where a paragraph stands below them. The first page loses its agenda and the codes of an issued document.
Queries between editors are left out. Footnotes are numbered anew, because Word counts them from one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import count

from assembler.model.consolidation_sources import carries
from assembler.model.nodes import Block, Footnote, Inline, Paragraph, Query
from assembler.model.report import Masthead, Report, Section
from assembler.model.text.rewriting import rewrite_inlines
from assembler.model.text.traversal import split_passages, walk_blocks
from assembler.model.value import replace
from assembler.model.vocabulary import Entity, Labels


def make_excerpt(report: Report, entity: Entity, labels: Labels, keys: Collection[str]) -> Report | None:
    """The excerpt of the texts with these keys, marked on every page; None where no paragraph carries such words."""
    sections = tuple(_keep_words(report.sections, entity.id, keys))
    if not sections:
        return None
    wording = replace(report.wording, draft=labels.excerpt.format(entity=entity.short_name))
    excerpt = replace(report, draft=True, summary=None, sections=sections, annexes=(), wording=wording, contents=False)
    return _renumber(replace(excerpt, masthead=_simplify(report.masthead)))


def _simplify(masthead: Masthead) -> Masthead:
    """The head of a page that is not the issued document."""
    organs = tuple(replace(organ, agenda="", mark="", title="", sub_items=(), items=()) for organ in masthead.organs)
    return replace(masthead, organs=organs, notes=(), job_number="", job_line="", address="")


def _keep_words(sections: Iterable[Section], entity: str, keys: Collection[str]) -> Iterator[Section]:
    """The sections with the paragraphs of the entity alone, and without those that have none."""
    for section in sections:
        groups = (passage for passage in split_passages(section.blocks) if _carries_words(passage[0], entity, keys))
        blocks = tuple(block for passage in groups for block in passage)
        below = tuple(_keep_words(section.sections, entity, keys))
        if blocks or below:
            yield replace(section, blocks=blocks, sections=below)


def _carries_words(block: Block, entity: str, keys: Collection[str]) -> bool:
    """Whether a paragraph is the entity's own, or the editor's with words of the entity."""
    if not isinstance(block, Paragraph) or block.number is None:
        return False
    key = block.id.partition("#")[0]
    return key in keys and (key.startswith(f"{entity}/") or carries(block, entity))


def _renumber(report: Report) -> Report:
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


def render_excerpt(excerpt: Report) -> tuple[str, tuple[str, ...]]:
    """The paragraphs of an excerpt as they will print, and their footnotes with their marks, as HTML."""
    from assembler.writers.html.answer import render_blocks  # the libraries of the page take a while to load

    rendered = render_blocks(tuple(walk_blocks(excerpt)), excerpt.wording)
    return str(rendered.words), rendered.list_notes()
