"""Finds the sources of printed paragraphs, for the manifest and for traces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assembler.model.consolidation_sources import ContributedPassage, find_sources, list_contributed, list_origins
from assembler.model.contribution import Collection, Kind
from assembler.model.nodes import Block, Origin, Paragraph
from assembler.model.report import Report
from assembler.model.text.traversal import split_passages, walk_sections
from assembler.model.value import Value

SUMMARY = "summary"
"""The part of a report whose paragraphs have no numbers."""
BODY = "body"
"""The part of a report whose paragraphs are numbered through all its sections."""


class PrintedParagraph(Value):
    """A printed paragraph, with what belongs to it and where it stands."""

    part: str
    """summary, body, or the label of the annex."""
    headings: tuple[str, ...]
    """The headings over it, from the section down, each with its numeral or letter."""
    paragraph: Paragraph
    """The paragraph."""
    passage: tuple[Block, ...]
    """The paragraph with its lists, tables and quotations."""
    organization: str = ""
    """Identifier of the organization on whose section it stands."""


class CitedSource(Value):
    """A source of a printed paragraph."""

    origin: Origin
    """The source as it is named, with the hash that was noted when it was taken over."""
    contributed: ContributedPassage | None
    """The paragraph that it names; None where that is no longer there."""

    @property
    def has_changed(self) -> bool:
        """Whether its words have changed since they were taken over."""
        old_hash = self.origin.hash
        return bool(old_hash and self.contributed) and not (
            self.contributed and self.contributed.hash.startswith(old_hash)
        )


class Sources(Value):
    """The contributed paragraphs from which printed ones may come."""

    by_name: Mapping[str, ContributedPassage]
    """The paragraphs of entities and lead department by every name that they have."""
    by_origin: Mapping[Origin, ContributedPassage]
    """The paragraph meant by each source that a consolidated text names."""

    def of(self, paragraph: Paragraph) -> tuple[CitedSource, ...]:
        """What a printed paragraph was made from: the sources that it names, else itself as it was contributed."""
        if not paragraph.origins and paragraph.id in self.by_name:
            return (CitedSource(Origin(paragraph.id), self.by_name[paragraph.id]),)
        return tuple(CitedSource(origin, self.by_origin.get(origin)) for origin in paragraph.origins)


def collect_sources(collection: Collection) -> Sources:
    """The sources from which printed paragraphs of these texts may come."""
    contributions = (text for text in collection.contributions if text.kind is not Kind.CONSOLIDATED)
    by_name = {
        name: paragraph for text in contributions for paragraph in list_contributed(text) for name in paragraph.names
    }
    origins = (origin for text in collection.of_kind(Kind.CONSOLIDATED) for origin in list_origins(text))
    return Sources(by_name, find_sources(collection, origins))


def list_printed_paragraphs(report: Report) -> Iterator[PrintedParagraph]:
    """The paragraphs in printed order; the assembler's own words about missing text are none."""
    if report.summary:
        yield from _list_in_part(SUMMARY, (report.summary.title,), report.summary.blocks)
    over: tuple[str, ...] = ()
    for section in walk_sections(report):
        over = (*over[: section.level - 1], _join_heading(section.label, section.title))
        yield from _list_in_part(BODY, over, section.blocks, section.organization)
    for annex in report.annexes:
        yield from _list_in_part(annex.label, (_join_heading(f"{annex.label}.", annex.title),), annex.blocks)


def _list_in_part(
    part: str, headings: tuple[str, ...], blocks: tuple[Block, ...], organization: str = ""
) -> Iterator[PrintedParagraph]:
    for passage in split_passages(blocks):
        first = passage[0]
        if isinstance(first, Paragraph) and (first.number or part == SUMMARY):
            yield PrintedParagraph(part, headings, first, passage, organization)


def _join_heading(label: str, title: str) -> str:
    return f"{label} {title}".strip()
