"""Records that an entity has cleared exact words: finds the words and what stands in the way, and writes the records.

An entity clears its own contributions and the paragraphs of consolidated texts that carry its words. Words that were
cleared before keep their record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from assembler.clearance.header_edits import ClearanceRecord, add_clearance, add_entity_clearance
from assembler.errors import UnknownName
from assembler.model.consolidation_sources import find_carried, hash_carried
from assembler.model.contribution import Clearance, Collection, Contribution, Header, Kind, Status
from assembler.model.finding import NO_PLACE, Finding, Severity
from assembler.model.nodes import Block, Deletion, Insertion, Query
from assembler.model.text.edited_scaffold import find_scaffold_sentences
from assembler.model.text.hashes import hash_text
from assembler.model.text.phrases import write_day
from assembler.model.text.scaffold_text import ScaffoldText
from assembler.model.text.traversal import walk_block_inlines
from assembler.model.text.unprinted_texts import find_lost_sentences
from assembler.model.value import Value, replace
from assembler.model.vocabulary import Vocabulary
from assembler.readers.unsettled_changes import UNSETTLED_CHANGE

_CLEARANCE = "IN-CLR-"
"""The codes of findings on clearances: a plan may make errors of them, and a new record settles them."""
_CHANGED_SOURCE = "IN-SRC-02"
"""The code of findings on consolidated words whose source has changed."""


class EntityWords(Value):
    """The words of an entity in one file, which it clears together."""

    text: Contribution
    """The file: the entity's own, or the editor's."""
    entity: str
    """Identifier of the entity."""
    hash: str
    """The hash of the words."""
    blocks: tuple[Block, ...]
    """The words."""
    record: Clearance | None
    """The record in the file."""


def find_words(collection: Collection, entity: str, organizations: Sequence[str] = ()) -> tuple[EntityWords, ...]:
    """The words that the entity may clear, all of them or those on some organizations.

    Raises UnknownName where there are no words.
    """
    words = tuple(_list_words(collection, entity, organizations))
    if not words:
        on = f" on {', '.join(organizations)}" if organizations else ""
        raise UnknownName(f"There is no text of {entity}{on} in the report, so there is nothing to clear.")
    return words


def _list_words(collection: Collection, entity: str, organizations: Sequence[str]) -> Iterator[EntityWords]:
    for text in collection.contributions:
        if not organizations or not {text.header.organization, *text.header.also}.isdisjoint(organizations):
            yield from _find_in_text(text, entity)


def hash_words(words: Iterable[EntityWords]) -> str:
    """The hash of all these words together, as sha256:…; of words in one file, that of the record in it."""
    hashes = [item.hash for item in words]
    return f"sha256:{hashes[0] if len(hashes) == 1 else hash_text(' '.join(hashes))}"


def has_words(collection: Collection, entity: str, organizations: Sequence[str] = ()) -> bool:
    """Whether the entity has words in the report, or words on some organizations."""
    return any(True for _ in _list_words(collection, entity, organizations))


def _find_in_text(text: Contribution, entity: str) -> Iterator[EntityWords]:
    if text.kind is Kind.ENTITY and text.header.entity == entity:
        yield EntityWords(text, entity, text.hash, text.blocks, text.header.cleared)
    if text.kind is Kind.CONSOLIDATED:
        passages = find_carried(text, entity)
        if passages:
            blocks = tuple(block for passage in passages for block in passage)
            yield EntityWords(text, entity, hash_carried(text, entity), blocks, text.header.clearances.get(entity))


# What stands in the way


def explain_settled(words: EntityWords) -> str:
    """Why there is nothing to record, in a sentence; empty where there is."""
    path, status, record = words.text.path, words.text.header.status, words.record
    own = words.text.kind is Kind.ENTITY
    if own and status is Status.NOTHING:
        return f"{path} says that there is nothing to report, so there is nothing to clear."
    if record and record.hash == words.hash and (status is Status.CLEARED or not own):
        return f"{path} was cleared in these very words by {record.by} on {write_day(record.on)}; the record stays."
    return ""


def list_obstacles(words: EntityWords, findings: Iterable[Finding], scaffold: ScaffoldText) -> Iterator[str]:
    """Why the words cannot be cleared as they are, and what to do, in sentences."""
    findings, path, header = tuple(findings), words.text.path, words.text.header
    if path.endswith(".docx"):
        yield (
            f"{path} is a Word file, and there is no place in it for the record. Move the file out of contributions/, "
            f"then import it with --entity {header.entity} --organization {header.organization}, and clear the text."
        )
        return
    obstacles = [
        finding for finding in findings if finding.source.path == path and not finding.rule.startswith(_CLEARANCE)
    ]
    errors = sum(finding.severity is Severity.ERROR for finding in obstacles)
    if errors:
        what = "an error" if errors == 1 else f"{errors} errors"
        yield f"{path} has {what}; “assembler check {path}” says what to do."
    elif not words.blocks and words.text.header.status is not Status.NOTHING:
        yield f"{path} has no text yet."
    if words.text.kind is Kind.ENTITY and words.text.usable and words.text.header.status is Status.DRAFT:
        yield f"{path} is a draft. When the text may be used, write status: submitted into its header."
    yield from _list_unsettled(words, findings)
    for sentence, place in find_scaffold_sentences(words.blocks, scaffold):
        yield (
            f"{path}, line {place.line}: “{sentence}” is sample text. Write the entity's own words in its place, or "
            "delete the sentence."
        )
    for inline in walk_block_inlines(words.blocks):
        if isinstance(inline, Query):
            yield f"{path}, line {inline.source.line}: the query “{inline.text}” is open. Answer it and take it out."
        if isinstance(inline, Insertion | Deletion):
            yield f"{path}, line {inline.source.line}: a proposed change is open. Accept it or take it back."


def _list_unsettled(words: EntityWords, findings: Iterable[Finding]) -> Iterator[str]:
    """The changes of the entities that these words do not have yet, in sentences."""
    path, places = words.text.path, {block.source for block in words.blocks}
    for finding in findings:
        place = f"{path}, line {finding.source.line}"
        if finding.rule == UNSETTLED_CHANGE and finding.source.path == path:
            yield (
                f"{place}: a file of the entity changes words here, and nobody has settled which words stand. "
                f"“assembler check {path}” shows the words. Write those that are to stand, then import the file again "
                "with --settled."
            )
        if finding.rule == _CHANGED_SOURCE and finding.source in places:
            yield (
                f"{place}: a source of this paragraph was changed after it was consolidated. Take the change over with "
                f"“assembler consolidate {words.text.header.organization} --update”, then clear the text."
            )


def list_sentences_not_printed(words: Iterable[EntityWords], collection: Collection) -> Iterator[str]:
    """The sentences of the entity that the editor's text does not print, as messages; the words do not show them."""
    places = {(item.text.path, item.entity) for item in words}
    for lost in find_lost_sentences(collection):
        path = lost.passage[0].source.path
        if (path, lost.contributed.text.header.entity) in places:
            yield f"{path} prints {lost.contributed.id} without this sentence: “{lost.words}”"


def explain_refused_record(
    by: str, on: date | None, today: date | None, is_placeholder: Callable[[str], bool]
) -> Iterator[str]:
    """Why nothing can be recorded under this name and day, in sentences; any day is taken where `today` is unknown."""
    if is_placeholder(by):
        yield f"“{by}” is a placeholder and names nobody. Say who cleared the words."
    if on is None:
        yield "The clearance has no day. Give the day on which the words were cleared."
    elif today is not None and on > today:
        yield (
            f"The clearance is dated {write_day(on)}, and today is {write_day(today)}. Give the day on which the "
            "words were cleared."
        )


# The new files


def add_record(data: bytes, words: EntityWords, by: str, on: date, names: Vocabulary) -> bytes:
    """The file with the record in its header and no other byte changed; unchanged where its header is none."""
    record = ClearanceRecord(by, on, words.hash)
    if words.text.kind is Kind.ENTITY:
        return add_clearance(data, record)
    entities = list(names.entities)
    return add_entity_clearance(data, words.entity, record, entities[entities.index(words.entity) + 1 :])


def explain_manual_record(words: EntityWords, by: str, on: date) -> str:
    """A sentence with the record to be written by hand, for a header that no program can edit."""
    record = ClearanceRecord(by, on, words.hash)
    line = f"cleared: {record}" if words.text.kind is Kind.ENTITY else f"clearances: {{{words.entity}: {record}}}"
    return f"The header of {words.text.path} is written in a way that no program may edit. Write into it: {line}"


def is_recorded(words: EntityWords, by: str, on: date, now: Contribution | None) -> bool:
    """Whether the file, read again, has the same header with the record added, and the same words."""
    before = words.text.header
    record = Clearance(by, on, f"sha256:{words.hash}")
    if words.text.kind is Kind.ENTITY:
        expected = replace(before, status=Status.CLEARED, cleared=record)
    else:
        expected = replace(before, clearances={**before.clearances, words.entity: record})
    return now is not None and now.hash == words.text.hash and _drop_places(expected) == _drop_places(now.header)


def _drop_places(header: Header) -> Header:
    """The header without the places of its values in the file."""
    return replace(
        header,
        cleared=header.cleared and replace(header.cleared, source=NO_PLACE),
        clearances={entity: replace(record, source=NO_PLACE) for entity, record in header.clearances.items()},
        waivers=tuple(replace(waiver, source=NO_PLACE) for waiver in header.waivers),
        places={},
    )
