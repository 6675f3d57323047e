"""Which contributed passages the sources of a consolidated text mean.

A source has a name and the hash of the words as they were taken over. The hash comes first, since the places of
paragraphs shift when an entity adds or drops one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.nodes import Block, Origin, Paragraph
from assembler.model.walk import passage_hash, passages


@dataclass(frozen=True, slots=True)
class Contributed:
    """A contributed paragraph with what belongs to it."""

    names: tuple[str, ...]
    """Its identifier, and its name by its place, where that is another one."""
    passage: tuple[Block, ...]
    """The paragraph, and the lists, tables and quotations that belong to it."""
    hash: str
    """The first digits of the hash of its words."""

    @property
    def origin(self) -> Origin:
        """How a consolidated text names it."""
        return Origin(self.names[0], self.hash)


def contributed(text: Contribution) -> tuple[Contributed, ...]:
    """The passages of a text that begin with a paragraph."""
    return tuple(_contributed(text))


def _contributed(text: Contribution) -> Iterator[Contributed]:
    place = 0
    for passage in passages(text.blocks):
        first = passage[0]
        if isinstance(first, Paragraph) and first.id:
            place += 1
            yield Contributed(tuple(dict.fromkeys((first.id, f"{text.key}#p{place}"))), passage, passage_hash(passage))


def origins_of_text(text: Contribution) -> tuple[Origin, ...]:
    """The sources that a consolidated text names, those that it leaves out among them."""
    named = (origin for block in text.blocks if isinstance(block, Paragraph) for origin in block.origins)
    left_out = (Origin(*name.partition("@")[::2]) for name in text.header.left_out)
    return tuple(dict.fromkeys((*named, *left_out)))


def meant(collection: Collection, origins: Iterable[Origin]) -> dict[Origin, Contributed]:
    """The passage that each source means, without those that mean none."""
    asked: dict[str, list[Origin]] = {}
    for origin in dict.fromkeys(origins):
        asked.setdefault(origin.paragraph.partition("#")[0], []).append(origin)
    texts = {text.key: text for text in collection.of_kind(Kind.ENTITY) if text.key in asked}
    return {o: it for key, text in texts.items() for o, it in _meant(contributed(text), asked[key]).items()}


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
