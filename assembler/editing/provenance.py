"""Where printed paragraphs come from, and where contributed ones stand: what manifest and trace both ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assembler.model import origins
from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.nodes import Block, Origin, Paragraph
from assembler.model.report import Report
from assembler.model.walk import passages, sections_of
from assembler.value import Value

SUMMARY = "summary"
"""The part of a report whose paragraphs have no numbers."""
BODY = "body"
"""The part of a report whose paragraphs are numbered through all its sections."""


class Contributed(Value):
    """A paragraph as its contributor wrote it, with what belongs to it."""

    names: tuple[str, ...]
    """Its identifier, and that by its place where it has another."""
    text: Contribution
    """The text in which it stands."""
    passage: tuple[Block, ...]
    """The paragraph with its lists, tables and quotations."""
    hash: str
    """The hash of its words, as a consolidated text notes it."""

    @property
    def id(self) -> str:
        """Its identifier."""
        return self.names[0]

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.passage[0].source.line


class Printed(Value):
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


class Cited(Value):
    """A source of a printed paragraph."""

    origin: Origin
    """As it is named, with the hash noted when it was taken over."""
    contributed: Contributed | None
    """What it names; none where that is no longer there."""

    @property
    def has_changed(self) -> bool:
        """Whether its words are other ones than when they were taken over."""
        noted = self.origin.hash
        return bool(noted and self.contributed) and not (self.contributed and self.contributed.hash.startswith(noted))


def contributed(collection: Collection) -> Mapping[str, Contributed]:
    """The paragraphs of entities and lead department by every name that they have."""
    return {
        name: paragraph
        for text in collection.contributions
        if text.kind is not Kind.CONSOLIDATED
        for paragraph in paragraphs_of(text)
        for name in paragraph.names
    }


def paragraphs_of(text: Contribution) -> Iterator[Contributed]:
    """The paragraphs of one text."""
    for it in origins.contributed(text):
        yield Contributed(it.names, text, it.passage, it.hash)


def printed(report: Report) -> Iterator[Printed]:
    """The paragraphs in printed order; the assembler's own words about missing text are none."""
    if report.summary:
        yield from _printed(SUMMARY, (report.summary.title,), report.summary.blocks)
    over: tuple[str, ...] = ()
    for section in sections_of(report):
        over = (*over[: section.level - 1], _heading(section.label, section.title))
        yield from _printed(BODY, over, section.blocks, section.organization)
    for annex in report.annexes:
        yield from _printed(annex.label, (_heading(f"{annex.label}.", annex.title),), annex.blocks)


def _printed(
    part: str, headings: tuple[str, ...], blocks: tuple[Block, ...], organization: str = ""
) -> Iterator[Printed]:
    for passage in passages(blocks):
        first = passage[0]
        if isinstance(first, Paragraph) and (first.number or part == SUMMARY):
            yield Printed(part, headings, first, passage, organization)


def _heading(label: str, title: str) -> str:
    return f"{label} {title}".strip()


def sources(paragraph: Paragraph, known: Mapping[str, Contributed]) -> tuple[Cited, ...]:
    """What a printed paragraph was made from: the sources that its text names, else itself as it was contributed."""
    if not paragraph.origins and paragraph.id in known:
        return (Cited(Origin(paragraph.id), known[paragraph.id]),)
    return tuple(Cited(origin, known.get(origin.paragraph)) for origin in paragraph.origins)
