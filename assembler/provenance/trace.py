"""Traces a printed paragraph to its sources, clearances and the editor's changes, and a text to where it is printed.

Cross references are compared without their numbers: a contribution cannot know them, and nobody edits them.
"""

from __future__ import annotations

from collections.abc import Iterator

from assembler.errors import UnknownName
from assembler.model.consolidation_sources import (
    ContributedPassage,
    get_entity,
    hash_carried,
    list_contributed,
    parse_origin,
)
from assembler.model.contribution import Clearance, Collection, Contribution, Kind
from assembler.model.nodes import Block, CrossReference, Inline, Text
from assembler.model.report import Report
from assembler.model.text.plain_text import NO_BREAK_SPACE, extract_passage_text, extract_text
from assembler.model.text.rewriting import rewrite_block
from assembler.model.text.word_count import count_words
from assembler.model.text.word_diff import Change, DiffSegment, diff_words
from assembler.model.value import Value
from assembler.provenance.printed_sources import (
    BODY,
    SUMMARY,
    CitedSource,
    PrintedParagraph,
    Sources,
    collect_sources,
    list_printed_paragraphs,
)

_FEWEST = 3
"""How many unchanged words between two changes are shown as unchanged; fewer, such as “of the”, tell nothing."""


class SourceLink(Value):
    """One source in the chain behind a printed paragraph."""

    id: str
    """The identifier by which the source is named."""
    contributed: ContributedPassage | None
    """The paragraph that it names; None where that is no longer there."""
    has_changed: bool
    """Whether its words have changed since they were taken over."""
    elsewhere: tuple[PrintedParagraph, ...]
    """The other paragraphs that carry its words."""
    clearance: Clearance | None
    """The record that its entity has cleared the editor's words as well."""
    clearance_stands: bool
    """Whether these still are the words that were cleared."""


class Chain(Value):
    """A printed paragraph with its sources and the editor's changes."""

    printed: PrintedParagraph
    """The paragraph and where it stands."""
    links: tuple[SourceLink, ...]
    """Its sources in the order in which they are named; none for words of the editor's own."""
    changes: tuple[DiffSegment, ...]
    """What the editor changed in the words of its sources, taken together; empty where it is printed as contributed."""


class ParagraphTrace(Value):
    """Where one paragraph of a text is printed."""

    paragraph: ContributedPassage
    """The paragraph."""
    chains: tuple[Chain, ...]
    """The printed paragraphs that carry its words."""
    reason: str
    """Why no printed paragraph carries them, if so."""


class TextTrace(Value):
    """Where a text is printed."""

    text: Contribution
    """The text."""
    paragraphs: tuple[ParagraphTrace, ...]
    """Its paragraphs, or the one that was asked for."""


class _Index(Value):
    """The printed paragraphs and the sources of a report, in which traces are looked up."""

    collection: Collection
    printed: tuple[PrintedParagraph, ...]
    sources: Sources

    def carriers(self, paragraph: ContributedPassage) -> tuple[PrintedParagraph, ...]:
        """The printed paragraphs that are this one, or name it among their sources."""
        return tuple(
            candidate
            for candidate in self.printed
            if candidate.paragraph.id == paragraph.id or paragraph in self._named(candidate)
        )

    def _named(self, printed: PrintedParagraph) -> tuple[ContributedPassage | None, ...]:
        return tuple(cited.contributed for cited in self.sources.of(printed.paragraph))


def trace_paragraph(collection: Collection, report: Report, number: int, annex: str | None = None) -> Chain:
    """The chain behind a printed number, in the body or in an annex. Raises UnknownName where nothing has it."""
    index = _make_index(collection, report)
    part = BODY if annex is None else _find_annex(report, annex)
    there = {printed.paragraph.number: printed for printed in index.printed if printed.part == part}
    if number not in there:
        where = "The report" if part == BODY else part
        last = f"; its last is {max(filter(None, there))}" if there else ""
        raise UnknownName(f"{where} has no paragraph {number}{last}.")
    return _make_chain(there[number], index)


def trace_text(collection: Collection, report: Report, name: str) -> TextTrace:
    """Where a text such as unhcr/au, or its paragraph unhcr/au#p2, is printed. Raises UnknownName."""
    index = _make_index(collection, report)
    key, mark, _ = name.partition("#")
    text = next((text for text in collection.contributions if text.key == key), None)
    if text is None:
        raise UnknownName(
            f"There is no text {key}. A text is named by its place, such as unhcr/au; a number is printed."
        )
    wanted = tuple(paragraph for paragraph in list_contributed(text) if not mark or name in paragraph.names)
    if not wanted and mark:
        raise UnknownName(f"{text.path} has no paragraph {mark}{name.partition('#')[2]}.")
    return TextTrace(text, tuple(_trace_paragraph(paragraph, index) for paragraph in wanted))


def describe_place(printed: PrintedParagraph) -> str:
    """The printed place of a paragraph in words."""
    if printed.part == SUMMARY:
        return "the summary"
    number = f"paragraph {printed.paragraph.number}"
    return number if printed.part == BODY else f"{number} of {printed.part}"


def name_contributor(text: Contribution, collection: Collection) -> str:
    """Whose text it is, in words."""
    if text.kind is not Kind.ENTITY:
        return "the lead department"
    entity = collection.vocabulary.entities.get(text.header.entity)
    return entity.short_name if entity else text.header.entity


def _make_index(collection: Collection, report: Report) -> _Index:
    return _Index(collection, tuple(list_printed_paragraphs(report)), collect_sources(collection))


def _find_annex(report: Report, name: str) -> str:
    """The label of the annex that is meant: the only one, or that with the numeral or at the place asked for."""
    labels = [annex.label for annex in report.annexes]
    if not labels:
        raise UnknownName("The report has no annex.")
    for place, label in enumerate(labels, 1):
        if (not name and len(labels) == 1) or name.casefold() in (label.casefold(), label.split()[-1].casefold()):
            return label
        if name == str(place):
            return label
    raise UnknownName(f"The report has {', '.join(labels)}: say which with --annex.")


def _make_chain(printed: PrintedParagraph, index: _Index) -> Chain:
    links = [_make_link(cited, printed, index) for cited in index.sources.of(printed.paragraph)]
    return Chain(printed, tuple(links), _list_changes(printed, links))


def _make_link(cited: CitedSource, printed: PrintedParagraph, index: _Index) -> SourceLink:
    carriers = index.carriers(cited.contributed) if cited.contributed else ()
    others = tuple(carrier for carrier in carriers if carrier is not printed)
    path = printed.paragraph.source.path
    editors = next((text for text in index.collection.of_kind(Kind.CONSOLIDATED) if text.path == path), None)
    record = editors.header.clearances.get(get_entity(cited.origin)) if editors else None
    stands = bool(editors and record and record.hash == hash_carried(editors, get_entity(cited.origin)))
    return SourceLink(cited.origin.paragraph, cited.contributed, cited.has_changed, others, record, stands)


def _list_changes(printed: PrintedParagraph, links: list[SourceLink]) -> tuple[DiffSegment, ...]:
    passages = [link.contributed for link in links if link.contributed]
    if not printed.paragraph.origins or not passages:
        return ()
    before = " ".join(_join_words(source.passage) for source in passages)
    return tuple(_merge_close_changes(diff_words(before, _join_words(printed.passage))))


def is_reworded(chain: Chain) -> bool:
    """Whether the editor changed any word of the sources."""
    return any(segment.change is not Change.SAME for segment in chain.changes)


def _join_words(passage: tuple[Block, ...]) -> str:
    """The words of a passage, its references without numbers."""
    return " ".join(extract_passage_text(rewrite_block(block, _drop_number) for block in passage).split())


def _drop_number(inline: Inline) -> tuple[Inline, ...]:
    if isinstance(inline, CrossReference):
        return (Text(f"{extract_text(inline.word)}{NO_BREAK_SPACE}[…]"),)
    return (inline,)


def _merge_close_changes(segments: tuple[DiffSegment, ...]) -> Iterator[DiffSegment]:
    """The difference with what lies between two changes taken into them where it is only a word or two."""
    dropped = added = ""
    for place, segment in enumerate(segments):
        inside = 0 < place < len(segments) - 1
        if segment.change is Change.SAME and not (inside and count_words(segment.text) < _FEWEST):
            yield from _make_change(dropped, added)
            dropped = added = ""
            yield segment
            continue
        dropped += segment.text if segment.change is not Change.ADDED else ""
        added += segment.text if segment.change is not Change.DROPPED else ""
    yield from _make_change(dropped, added)


def _make_change(dropped: str, added: str) -> Iterator[DiffSegment]:
    if dropped:
        yield DiffSegment(Change.DROPPED, dropped)
    if added:
        yield DiffSegment(Change.ADDED, added)


def _trace_paragraph(paragraph: ContributedPassage, index: _Index) -> ParagraphTrace:
    carriers = index.carriers(paragraph)
    reason = "" if carriers else _explain_absence(paragraph, index)
    return ParagraphTrace(paragraph, tuple(_make_chain(carrier, index) for carrier in carriers), reason)


def _explain_absence(paragraph: ContributedPassage, index: _Index) -> str:
    """Why no printed paragraph carries the words of this one."""
    organization = paragraph.text.header.organization
    texts = index.collection.of_kind(Kind.CONSOLIDATED)
    editors = next((text for text in texts if text.header.organization == organization), None)
    if editors is None or paragraph.text.kind is not Kind.ENTITY:
        return "no section of the report prints this text"
    for name, reason in editors.header.left_out.items():
        if index.sources.by_origin.get(parse_origin(name)) == paragraph:
            return f"left out in {editors.path}: {reason}"
    return f"no paragraph of {editors.path} names it among its sources"
