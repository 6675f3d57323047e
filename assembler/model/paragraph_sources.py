"""Which contributed passages the sources of a consolidated text mean, and whose words its paragraphs carry.

A source has a name and the hash of the words as they were taken over. The hash comes first, since the places of
paragraphs shift when an entity adds or drops one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.nodes import Block, Origin, Paragraph
from assembler.model.text.hashes import hash_passage, hash_text
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.traversal import split_passages
from assembler.model.value import Value

type Passage = tuple[Block, ...]


class Contributed(Value):
    """A contributed paragraph with what belongs to it."""

    names: tuple[str, ...]
    """Its identifier, and its name by its place, where that is another one."""
    text: Contribution
    """The text in which it stands."""
    passage: Passage
    """The paragraph, and the lists, tables and quotations that belong to it."""
    hash: str
    """The first digits of the hash of its words, as a consolidated text notes it."""

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


def contributed(text: Contribution) -> tuple[Contributed, ...]:
    """The passages of a text that begin with a paragraph."""
    return tuple(_contributed(text))


def _contributed(text: Contribution) -> Iterator[Contributed]:
    place = 0
    for passage in split_passages(text.blocks):
        first = passage[0]
        if isinstance(first, Paragraph) and first.id:
            place += 1
            names = tuple(dict.fromkeys((first.id, f"{text.key}#p{place}")))
            yield Contributed(names, text, passage, hash_passage(passage))


def origins_of_text(text: Contribution) -> tuple[Origin, ...]:
    """The sources that a consolidated text names, those that it leaves out among them."""
    named = (origin for block in text.blocks if isinstance(block, Paragraph) for origin in block.origins)
    return tuple(dict.fromkeys((*named, *map(origin_named, text.header.left_out))))


def origin_named(name: str) -> Origin:
    """The source that a header or an attribute names, such as unhcr/au#p3@6ec4abdc494f."""
    return Origin(*name.partition("@")[::2])


def meant(collection: Collection, origins: Iterable[Origin]) -> dict[Origin, Contributed]:
    """The passage that each source means, without those that mean none."""
    return meant_in({text.key: text for text in collection.of_kind(Kind.ENTITY)}, origins)


def meant_in(texts: Mapping[str, Contribution], origins: Iterable[Origin]) -> dict[Origin, Contributed]:
    """The same, of contributions by their keys."""
    asked: dict[str, list[Origin]] = {}
    for origin in dict.fromkeys(origins):
        asked.setdefault(origin.paragraph.partition("#")[0], []).append(origin)
    there = ((contributed(texts[key]), those) for key, those in asked.items() if key in texts)
    return {origin: it for passages, those in there for origin, it in _meant(passages, those).items()}


def _meant(there: tuple[Contributed, ...], origins: Iterable[Origin]) -> dict[Origin, Contributed]:
    """By name and hash, then by hash alone, then by name alone: a passage that another source means by its hash is
    not this one with other words."""
    named = {name: it for it in reversed(there) for name in reversed(it.names)}
    found: dict[Origin, Contributed] = {}
    for origin in origins:
        same = [it for it in (named.get(origin.paragraph), *there) if it and _is_hash(it, origin)]
        if same:
            found[origin] = same[0]
    taken = {it.names for it in found.values()}
    for origin in origins:
        other = named.get(origin.paragraph)
        if origin not in found and other and (not origin.hash or other.names not in taken):
            found[origin] = other
    return found


def _is_hash(it: Contributed, origin: Origin) -> bool:
    return bool(origin.hash) and it.hash.startswith(origin.hash)


def unused(
    texts: Iterable[Contribution], used: Mapping[Origin, Contributed]
) -> Iterator[tuple[Contribution, Contributed]]:
    """The passages of the texts that no source means."""
    names = {it.names for it in used.values()}
    for text in texts:
        yield from ((text, it) for it in contributed(text) if it.names not in names)


# Whose words a consolidated text carries


def changed_texts(collection: Collection) -> set[str]:
    """The keys of the contributions whose words were changed or added to since they were consolidated."""
    editors = collection.of_kind(Kind.CONSOLIDATED)
    known = meant(collection, (origin for text in editors for origin in origins_of_text(text)))
    changed = {
        origin.paragraph.partition("#")[0] for origin, now in known.items() if not now.hash.startswith(origin.hash)
    }
    consolidated = {text.header.organization for text in editors}
    texts = [text for text in collection.of_kind(Kind.ENTITY) if text.header.organization in consolidated]
    return changed | {text.key for text, _ in unused(texts, known)}


def carried(text: Contribution, entity: str) -> tuple[Passage, ...]:
    """The passages of a consolidated text that carry words of the entity, in printed order."""
    return text.once(_carried).get(entity, ())


def _carried(text: Contribution) -> Mapping[str, tuple[Passage, ...]]:
    """The passages that carry words of each entity."""
    found: dict[str, list[Passage]] = {}
    for passage in split_passages(text.blocks):
        for entity in dict.fromkeys(map(entity_of, origins_of(passage[0]))):
            found.setdefault(entity, []).append(passage)
    return {entity: tuple(those) for entity, those in found.items()}


def reworded(text: Contribution, collection: Collection) -> dict[str, Paragraph]:
    """For each entity whose words a consolidated text prints in other words, or merged with others, the first place."""
    own = meant(collection, (origin for block in text.blocks for origin in origins_of(block)))
    found: dict[str, Paragraph] = {}
    for passage in split_passages(text.blocks):
        first = passage[0]
        sources = [own[origin].hash if origin in own else "" for origin in origins_of(first)]
        if isinstance(first, Paragraph) and sources != [hash_passage(passage)]:
            for origin in first.origins:
                found.setdefault(entity_of(origin), first)
    return found


def carries(block: Block, entity: str) -> bool:
    """Whether a paragraph names the entity among its sources."""
    return entity in map(entity_of, origins_of(block))


def origins_of(block: Block) -> tuple[Origin, ...]:
    """The sources that a block names; only paragraphs name any."""
    return block.origins if isinstance(block, Paragraph) else ()


def entity_of(origin: Origin) -> str:
    """The entity whose paragraph a source is."""
    return origin.paragraph.partition("/")[0]


def carried_hash(text: Contribution, entity: str) -> str:
    """The hash of the printed paragraphs that carry words of the entity: what the entity clears of that text."""
    return hash_text(" ".join(map(extract_passage_text, carried(text, entity))))
