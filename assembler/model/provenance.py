"""Whence consolidated paragraphs come: which contributed passages they name, and whose words they carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.nodes import Block, Origin, Paragraph
from assembler.model.walk import passage_hash, passage_text, passages, text_hash

type Passage = tuple[Block, ...]


def origins(collection: Collection) -> list[tuple[Paragraph, Origin]]:
    """What the paragraphs of all consolidated texts say of their sources."""
    blocks = (block for text in collection.of_kind(Kind.CONSOLIDATED) for block in text.blocks)
    return [(block, origin) for block in blocks if isinstance(block, Paragraph) for origin in block.origins]


def changed_origins(collection: Collection) -> Iterator[tuple[Paragraph, Origin, str]]:
    """The sources whose words have changed since they were taken over, each with the hash that they have now."""
    named = origins(collection)
    known = contributed(collection, (origin.paragraph for _, origin in named if origin.hash))
    for paragraph, origin in named:
        now = known.get(origin.paragraph, "")
        if origin.hash and now and not now.startswith(origin.hash):
            yield paragraph, origin, now


def contributed(collection: Collection, asked: Iterable[str]) -> dict[str, str]:
    """The hash of each contributed passage, by every name that it has, in the texts that are asked for."""
    keys = {name.partition("#")[0] for name in asked}
    return {
        name: passage_hash(passage)
        for text in collection.of_kind(Kind.ENTITY)
        if text.key in keys
        for names, passage in named_passages(text)
        for name in names
    }


def named_passages(text: Contribution) -> Iterator[tuple[tuple[str, ...], Passage]]:
    """The passages of a text that begin with a paragraph, each with its identifier and its place."""
    place = 0
    for passage in passages(text.blocks):
        first = passage[0]
        if isinstance(first, Paragraph) and first.id:
            place += 1
            yield tuple(dict.fromkeys((first.id, f"{text.key}#p{place}"))), passage


def carried_entities(text: Contribution) -> tuple[str, ...]:
    """The entities whose words a consolidated text carries, in the order in which they come."""
    named = (origin for block in text.blocks for origin in origins_of(block))
    return tuple(dict.fromkeys(_entity(origin) for origin in named))


def carried(text: Contribution, entity: str) -> tuple[Passage, ...]:
    """The passages of a consolidated text that carry words of the entity, in printed order."""
    return tuple(passage for passage in passages(text.blocks) if carries(passage[0], entity))


def carries(block: Block, entity: str) -> bool:
    """Whether a paragraph names the entity among its sources."""
    return any(_entity(origin) == entity for origin in origins_of(block))


def origins_of(block: Block) -> tuple[Origin, ...]:
    """The sources that a block names; only paragraphs name any."""
    return block.origins if isinstance(block, Paragraph) else ()


def carried_hash(text: Contribution, entity: str) -> str:
    """The hash of the printed paragraphs that carry words of the entity: what the entity clears of that text."""
    return text_hash(" ".join(map(passage_text, carried(text, entity))))


def _entity(origin: Origin) -> str:
    return origin.paragraph.partition("/")[0]
