"""Whose words consolidated paragraphs carry, and whether they are still those of their sources."""

from __future__ import annotations

from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.nodes import Block, Origin, Paragraph
from assembler.model.origins import meant, origins_of_text, unused
from assembler.model.walk import passage_hash, passage_text, passages, text_hash

type Passage = tuple[Block, ...]


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
    return tuple(passage for passage in passages(text.blocks) if carries(passage[0], entity))


def reworded(text: Contribution, collection: Collection) -> dict[str, Paragraph]:
    """For each entity whose words a consolidated text prints in other words, or merged with others, the first place."""
    own = meant(collection, (origin for block in text.blocks for origin in origins_of(block)))
    found: dict[str, Paragraph] = {}
    for passage in passages(text.blocks):
        first = passage[0]
        sources = [own[origin].hash if origin in own else "" for origin in origins_of(first)]
        if isinstance(first, Paragraph) and sources != [passage_hash(passage)]:
            for origin in first.origins:
                found.setdefault(entity_of(origin), first)
    return found


def carries(block: Block, entity: str) -> bool:
    """Whether a paragraph names the entity among its sources."""
    return any(entity_of(origin) == entity for origin in origins_of(block))


def origins_of(block: Block) -> tuple[Origin, ...]:
    """The sources that a block names; only paragraphs name any."""
    return block.origins if isinstance(block, Paragraph) else ()


def entity_of(origin: Origin) -> str:
    """The entity whose paragraph a source is."""
    return origin.paragraph.partition("/")[0]


def carried_hash(text: Contribution, entity: str) -> str:
    """The hash of the printed paragraphs that carry words of the entity: what the entity clears of that text."""
    return text_hash(" ".join(map(passage_text, carried(text, entity))))
