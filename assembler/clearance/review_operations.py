"""The words that an entity is to clear, as they will print and beside what it submitted: files in, values out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assembler.assemble import assemble
from assembler.clearance.clearance import find_words, hash_words
from assembler.clearance.excerpt import make_excerpt, render_excerpt
from assembler.load import load
from assembler.model.consolidation_sources import (
    ContributedPassage,
    Passage,
    find_contributed_paragraph,
    find_sources_in,
    find_unused,
    get_entity,
    get_origins,
)
from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.nodes import Origin, Paragraph
from assembler.model.report import Report
from assembler.model.text.hashes import hash_passage
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.traversal import split_passages, walk_blocks
from assembler.model.value import Value
from assembler.readers.settings.known_names import resolve_pair


class PrintedPassage(Value):
    """A printed paragraph with words of the entity, and the lists, tables and quotations that belong to it."""

    number: int
    """The number of the paragraph in the report."""
    words: str
    """Its words as they will print."""
    submitted: str
    """The words of the entity from which it was made, as they were submitted; empty where there are none."""
    is_shared: bool = False
    """Whether words of other entities stand in it."""


class WordsToClear(Value):
    """The words that an entity is to clear on an organization."""

    passages: tuple[PrintedPassage, ...] = ()
    """The paragraphs, in printed order; none where no word of the entity will print."""
    left_out: tuple[str, ...] = ()
    """The submitted paragraphs that will not print."""
    printed: str = ""
    """The paragraphs as they will print, as HTML."""
    notes: tuple[str, ...] = ()
    """Their footnotes, as HTML, each with its mark."""
    hash: str = ""
    """The hash of the words, which is that of the clearance; empty where there is nothing to clear."""
    language: str = "en"
    """The language of the report."""
    direction: str = "ltr"
    """The direction of its script."""


def read_words_to_clear(
    files: Mapping[str, bytes], entity: str, organization: str, submitted: Mapping[str, bytes] | None = None
) -> WordsToClear:
    """What the entity is to clear: out of the editor's text on the organization, or else out of its own.

    `submitted` holds the text of the entity as it submitted it, by its place; without it, the text as it stands. Raises
    UnknownName, also where the entity has no words on the organization, NoTemplate or Unreadable.

    >>> from assembler.api import example_files
    >>> words = read_words_to_clear(example_files(), "unhcr", "au")
    >>> [(passage.number, passage.words[:40]) for passage in words.passages]
    [(5, 'Say here what the Office of the United N')]
    """
    collection = load(files).collection
    if collection is None:
        return WordsToClear()
    entity, organization = resolve_pair(collection.vocabulary, entity, organization)
    words = find_words(collection, entity, (organization,))
    report = assemble(collection, draft=True)
    own = _find_own(collection if submitted is None else _load_submitted(files, submitted), entity, organization)
    keys = {item.text.key for item in words}
    excerpt = make_excerpt(report, collection.vocabulary.entities[entity], collection.labels, keys)
    passages = _list_passages(excerpt)
    sources = find_sources_in(
        {text.key: text for text in own}, (origin for passage in passages for origin in _name_sources(passage))
    )
    printed, notes = render_excerpt(excerpt) if excerpt else ("", ())
    return WordsToClear(
        tuple(_compare(passage, entity, sources) for passage in passages),
        tuple(_read(unused.passage) for _text, unused in find_unused(own, sources)),
        printed,
        notes,
        hash_words(words),
        collection.plan.language,
        collection.labels.direction,
    )


def _load_submitted(files: Mapping[str, bytes], submitted: Mapping[str, bytes]) -> Collection | None:
    settings = {path: data for path, data in files.items() if path.endswith(".yaml") and path.count("/") == 1}
    return load({**settings, **submitted}).collection


def _find_own(collection: Collection | None, entity: str, organization: str) -> Sequence[Contribution]:
    texts = collection.of_kind(Kind.ENTITY) if collection else ()
    return [
        text
        for text in texts
        if text.header.entity == entity and organization in (text.header.organization, *text.header.also)
    ]


def _list_passages(excerpt: Report | None) -> list[Passage]:
    groups = split_passages(walk_blocks(excerpt)) if excerpt else ()
    return [group for group in groups if isinstance(group[0], Paragraph)]


def _name_sources(passage: Passage) -> Iterator[Origin]:
    """The sources of a paragraph; one that stands in the entity's own text is its own."""
    paragraph = find_contributed_paragraph(passage)
    if paragraph:
        yield from paragraph.origins or (Origin(paragraph.id, hash_passage(passage)),)


def _compare(passage: Passage, entity: str, sources: Mapping[Origin, ContributedPassage]) -> PrintedPassage:
    paragraph = passage[0]
    assert isinstance(paragraph, Paragraph)
    own = dict.fromkeys(sources[origin].names for origin in _name_sources(passage) if origin in sources)
    by_names = {source.names: source for source in sources.values()}
    return PrintedPassage(
        paragraph.number or 0,
        _read(passage),
        " ".join(_read(by_names[names].passage) for names in own),
        any(get_entity(origin) != entity for origin in get_origins(paragraph)),
    )


def _read(passage: Passage) -> str:
    return " ".join(extract_passage_text(passage).split())
