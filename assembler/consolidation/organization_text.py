"""What the entities wrote on an organization beside the editor's text on it: files in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from assembler.consolidation.source_passages import collect_base_passages
from assembler.consolidation.text_units import TextUnit, read_units, split_units
from assembler.consolidation.unit_findings import UnitFinding, find_in_units
from assembler.load import load
from assembler.model.consolidation_sources import (
    ContributedPassage,
    Passage,
    find_sources_in,
    list_contributed,
    parse_origin,
)
from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.nodes import Origin
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.word_count import count_words
from assembler.model.value import Value, replace
from assembler.readers.settings.known_names import resolve_organization
from assembler.writers.markdown.blocks import print_each_block


class SourceState(StrEnum):
    """What has become of a contributed paragraph."""

    USED = "used"
    NEW = "new"
    CHANGED = "changed"
    LEFT_OUT = "left-out"


class SourceParagraph(Value):
    """A contributed paragraph with what belongs to it."""

    entity: str
    name: str
    """Its identifier, such as unhcr/au#p3."""
    text: str
    """Its words."""
    words: int
    state: SourceState
    reason: str = ""
    """Why it was left out."""
    former: str = ""
    """Its words when they were taken over, if they have changed since; empty where nobody kept them."""
    origin: str = ""
    """How a consolidated text names it, with the hash of its words."""


class OrganizationText(Value):
    """The editor's text on an organization, with what the entities wrote."""

    exists: bool = False
    """Whether there is a consolidated text; without one the contributions print."""
    units: tuple[TextUnit, ...] = ()
    """Its units, in their order."""
    sources: tuple[SourceParagraph, ...] = ()
    """The contributed paragraphs, by entity in protocol order and by their place."""
    findings: tuple[UnitFinding, ...] = ()
    """What was found in its units, in their order."""
    words: int = 0
    """How many words the report prints on the organization."""
    obstacle: str = ""
    """Why nothing can be shown, in a sentence."""

    @property
    def has_news(self) -> bool:
        """Whether an entity has written something that the text has not."""
        return any(source.state in (SourceState.NEW, SourceState.CHANGED) for source in self.sources)


def read_organization(files: Mapping[str, bytes], organization: str, *, with_findings: bool = True) -> OrganizationText:
    """The texts on an organization, from the files of a report.

    With what was found in the text of the report, which takes longer. Raises UnknownName.

    >>> from assembler.api import example_files
    >>> text = read_organization(example_files(whole=True), "au")
    >>> text.exists, {source.state.value for source in text.sources}
    (True, {'used'})
    """
    collection = load(files).collection
    if collection is None:
        return OrganizationText(obstacle="The plan or the name lists cannot be used.")
    organization = resolve_organization(collection.vocabulary, organization)
    place = f"contributions/consolidated/{organization}.md"
    existing = next((text for text in collection.of_kind(Kind.CONSOLIDATED) if text.path == place), None)
    texts = [text for text in _list_texts(collection, organization) if text.usable and not text.is_scaffold]
    units = read_units(files[place]) if existing else ()
    printed = [existing] if existing else texts
    findings = find_in_units(collection, {place: [unit.line for unit in units]}) if existing and with_findings else {}
    return OrganizationText(
        exists=existing is not None,
        units=units,
        sources=tuple(_add_former(files, collection, organization, list(_list_sources(texts, units, existing)), units)),
        findings=findings.get(place, ()),
        words=sum(count_words(extract_passage_text(text.blocks)) for text in printed),
    )


def _list_texts(collection: Collection, organization: str) -> list[Contribution]:
    """The contributions on the organization, by entity in protocol order."""
    order = {entity: place for place, entity in enumerate(collection.vocabulary.entities)}
    texts = (text for text in collection.of_kind(Kind.ENTITY) if text.header.organization == organization)
    return sorted(texts, key=lambda text: order.get(text.header.entity, len(order)))


def _list_sources(
    texts: Iterable[Contribution], units: Iterable[TextUnit], existing: Contribution | None
) -> Iterator[SourceParagraph]:
    by_key = {text.key: text for text in texts}
    used = find_sources_in(by_key, (origin for unit in units for origin in unit.origins))
    reasons = existing.header.left_out if existing else {}
    unused = find_sources_in(by_key, map(parse_origin, reasons))
    left_out = {passage.id: reasons[_find_reason(reasons, origin)] for origin, passage in unused.items()}
    hashes = {passage.id: origin.hash for origin, passage in used.items()}
    for text in by_key.values():
        for passage in list_contributed(text):
            yield SourceParagraph(
                entity=text.header.entity,
                name=passage.id,
                text=_print_passage(passage.passage, text.key),
                words=count_words(extract_passage_text(passage.passage)),
                state=_find_state(passage, hashes, left_out),
                reason=left_out.get(passage.id, ""),
                origin=f"{passage.id}@{passage.hash}",
            )


def _add_former(
    files: Mapping[str, bytes],
    collection: Collection,
    organization: str,
    sources: Sequence[SourceParagraph],
    units: Iterable[TextUnit],
) -> Iterator[SourceParagraph]:
    """The paragraphs, those that have changed with their words when they were taken over."""
    if not any(source.state is SourceState.CHANGED for source in sources):
        yield from sources
        return
    passages = collect_base_passages(files, organization, collection.plan)
    hashes = {origin.paragraph: origin.hash for unit in units for origin in unit.origins}
    for source in sources:
        passage = passages.get(hashes.get(source.name, "")) if source.state is SourceState.CHANGED else None
        yield replace(source, former=_print_passage(passage, "")) if passage else source


def _print_passage(passage: Passage, key: str) -> str:
    """The words of a passage, without the lines that name its paragraphs."""
    return "\n\n".join(map(_print_words, print_each_block(passage, key)[0]))


def _print_words(block: str) -> str:
    """A block without the line that names it."""
    return split_units(block)[0].text if block.strip() else block


def _find_reason(reasons: Mapping[str, str], origin: Origin) -> str:
    """The name under which the header leaves a source out."""
    return next(name for name in reasons if parse_origin(name) == origin)


def _find_state(passage: ContributedPassage, hashes: Mapping[str, str], left_out: Mapping[str, str]) -> SourceState:
    if passage.id in hashes:
        return SourceState.USED if hashes[passage.id] in ("", passage.hash) else SourceState.CHANGED
    return SourceState.LEFT_OUT if passage.id in left_out else SourceState.NEW
