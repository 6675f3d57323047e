"""Finds the contributed passages that a consolidated text names as its sources, and whose words its paragraphs carry.

A source has a name and the hash of the words as they were taken over. The hash is compared first, since the places of
paragraphs shift when an entity adds or drops one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.nodes import Block, Origin, Paragraph
from assembler.model.text.hashes import hash_passage, hash_text
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.traversal import split_passages
from assembler.model.value import Value

type Passage = tuple[Block, ...]

_RECORD_OF_MERGE = re.compile(r"(?:deleted|moved to (?P<place>\S+)) in Word(?: by [^:;()–—]+)?")


class ContributedPassage(Value):
    """A contributed paragraph with the lists, tables and quotations that belong to it."""

    names: tuple[str, ...]
    """Its identifier, and its name by its place, where the two differ."""
    text: Contribution
    """The text in which it stands."""
    passage: Passage
    """The paragraph, and the lists, tables and quotations that belong to it."""
    hash: str
    """The first digits of the hash of its words, as a consolidated text names it."""

    @property
    def id(self) -> str:
        """Its identifier."""
        return self.names[0]

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.passage[0].source.line

    @property
    def origin(self) -> Origin:
        """How a consolidated text names it."""
        return Origin(self.id, self.hash)


def list_contributed(text: Contribution) -> tuple[ContributedPassage, ...]:
    """The passages of a text that begin with a paragraph."""
    return text.cached(_find_contributed)


def find_contributed_paragraph(passage: Passage) -> Paragraph | None:
    """The paragraph with which the passage begins, and by which a consolidated text can name it; none without one."""
    first = passage[0]
    return first if isinstance(first, Paragraph) and first.id else None


def _find_contributed(text: Contribution) -> tuple[ContributedPassage, ...]:
    contributed: list[ContributedPassage] = []
    for passage in split_passages(text.blocks):
        if paragraph := find_contributed_paragraph(passage):
            names = tuple(dict.fromkeys((paragraph.id, f"{text.key}#p{len(contributed) + 1}")))
            contributed.append(ContributedPassage(names, text, passage, hash_passage(passage)))
    return tuple(contributed)


def list_origins(text: Contribution) -> tuple[Origin, ...]:
    """The sources that a consolidated text names, also those that it leaves out."""
    origins = (origin for block in text.blocks if isinstance(block, Paragraph) for origin in block.origins)
    return tuple(dict.fromkeys((*origins, *map(parse_origin, text.header.left_out))))


def parse_origin(name: str) -> Origin:
    """The source that a header or an attribute names, such as unhcr/au#p3@6ec4abdc494f."""
    return Origin(*name.partition("@")[::2])


def format_record_of_merge(place: str, editor: str) -> str:
    """What a merge writes in the place of a reason: that somebody deleted a paragraph, or moved it to a place."""
    what = f"moved to {place} in Word" if place else "deleted in Word"
    return f"{what} by {editor}" if editor else what


def parse_record_of_merge(reason: str) -> str | None:
    """The place to which a merge says that a paragraph moved, empty where it was deleted; None where people wrote."""
    record = _RECORD_OF_MERGE.fullmatch(reason.strip())
    return (record["place"] or "") if record else None


def find_sources(collection: Collection, origins: Iterable[Origin]) -> dict[Origin, ContributedPassage]:
    """The passage of each source, without sources that mean none."""
    return find_sources_in({text.key: text for text in collection.of_kind(Kind.ENTITY)}, origins)


def find_sources_in(texts: Mapping[str, Contribution], origins: Iterable[Origin]) -> dict[Origin, ContributedPassage]:
    """The passage of each source, from contributions by their keys."""
    by_text: dict[str, list[Origin]] = {}
    for origin in dict.fromkeys(origins):
        by_text.setdefault(origin.paragraph.partition("#")[0], []).append(origin)
    sources: dict[Origin, ContributedPassage] = {}
    for key, origins_in_text in by_text.items():
        if key in texts:
            sources |= _match_passages(list_contributed(texts[key]), origins_in_text)
    return sources


def _match_passages(
    passages: tuple[ContributedPassage, ...], origins: Iterable[Origin]
) -> dict[Origin, ContributedPassage]:
    """By name and hash, then by hash alone, then by name alone.

    A passage that another source means by its hash is not this one with other words.
    """
    by_name = {name: passage for passage in reversed(passages) for name in reversed(passage.names)}
    matches: dict[Origin, ContributedPassage] = {}
    for origin in origins:
        candidates = (by_name.get(origin.paragraph), *passages)
        same = [passage for passage in candidates if passage and _has_hash(passage, origin)]
        if same:
            matches[origin] = same[0]
    matched = {passage.names for passage in matches.values()}
    for origin in origins:
        other = by_name.get(origin.paragraph)
        if origin not in matches and other and (not origin.hash or other.names not in matched):
            matches[origin] = other
    return matches


def _has_hash(passage: ContributedPassage, origin: Origin) -> bool:
    return bool(origin.hash) and passage.hash.startswith(origin.hash)


def find_unused(
    texts: Iterable[Contribution], used: Mapping[Origin, ContributedPassage]
) -> Iterator[tuple[Contribution, ContributedPassage]]:
    """The passages of the texts that no source means."""
    names = {passage.names for passage in used.values()}
    for text in texts:
        yield from ((text, passage) for passage in list_contributed(text) if passage.names not in names)


# Whose words a consolidated text carries


def find_changed_texts(collection: Collection) -> set[str]:
    """The keys of the contributions whose words were changed or added to since they were consolidated."""
    editors = collection.of_kind(Kind.CONSOLIDATED)
    sources = find_sources(collection, (origin for text in editors for origin in list_origins(text)))
    changed = {
        origin.paragraph.partition("#")[0] for origin, now in sources.items() if not now.hash.startswith(origin.hash)
    }
    consolidated = {text.header.organization for text in editors}
    written = (text for text in collection.of_kind(Kind.ENTITY) if not text.is_scaffold)
    texts = [text for text in written if text.header.organization in consolidated]
    return changed | {text.key for text, _ in find_unused(texts, sources)}


def find_carried(text: Contribution, entity: str) -> tuple[Passage, ...]:
    """The passages of a consolidated text that carry words of the entity, in printed order."""
    return text.cached(_group_by_entity).get(entity, ())


def _group_by_entity(text: Contribution) -> Mapping[str, tuple[Passage, ...]]:
    """The passages that carry words of each entity."""
    groups: dict[str, list[Passage]] = {}
    for passage in split_passages(text.blocks):
        for entity in dict.fromkeys(map(get_entity, get_origins(passage[0]))):
            groups.setdefault(entity, []).append(passage)
    return {entity: tuple(passages) for entity, passages in groups.items()}


def find_reworded(text: Contribution, collection: Collection) -> dict[str, Paragraph]:
    """For each entity whose words a consolidated text prints in other words, or merged with others, the first place."""
    paragraphs: dict[str, Paragraph] = {}
    own = find_sources(collection, (origin for block in text.blocks for origin in get_origins(block)))
    for passage in split_passages(text.blocks):
        first = passage[0]
        sources = [own[origin].hash if origin in own else "" for origin in get_origins(first)]
        if isinstance(first, Paragraph) and sources != [hash_passage(passage)]:
            for origin in first.origins:
                paragraphs.setdefault(get_entity(origin), first)
    return paragraphs


def list_carrying_passages(
    text: Contribution, collection: Collection
) -> Iterator[tuple[Passage, Mapping[Origin, ContributedPassage]]]:
    """The passages of a consolidated text, each with the contributed passages that it names as its sources."""
    own = find_sources(collection, (origin for block in text.blocks for origin in get_origins(block)))
    for passage in split_passages(text.blocks):
        yield passage, {origin: own[origin] for origin in get_origins(passage[0]) if origin in own}


def carries(block: Block, entity: str) -> bool:
    """Whether a paragraph names the entity among its sources."""
    return entity in map(get_entity, get_origins(block))


def get_origins(block: Block) -> tuple[Origin, ...]:
    """The sources that a block names; only paragraphs name any."""
    return block.origins if isinstance(block, Paragraph) else ()


def get_entity(origin: Origin) -> str:
    """The entity whose paragraph a source is."""
    return origin.paragraph.partition("/")[0]


def hash_carried(text: Contribution, entity: str) -> str:
    """The hash of the printed paragraphs that carry words of the entity: what the entity clears of that text."""
    return hash_text(" ".join(map(extract_passage_text, find_carried(text, entity))))
