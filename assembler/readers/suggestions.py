"""The name that was probably meant: “did you mean”."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assembler.model.vocabulary import Entity, Organization

NEAR = 72
"""How alike two names must be, of 100; below it a guess puzzles more than it helps."""


def nearest(word: str, names: Iterable[str]) -> str:
    """The name most like the word, or empty where none is near."""
    return nearest_key(word, {name: name for name in names})


def nearest_identifier(word: str, listed: Mapping[str, Organization] | Mapping[str, Entity]) -> str:
    """The identifier whose name, acronym or other name is most like the word, or empty where none is near."""
    meant = {name: item.id for item in listed.values() for name in _names(item) if name}
    return nearest_key(word, meant)


def nearest_key(word: str, meant: Mapping[str, str]) -> str:
    """What is meant by the name most like the word, or empty where none is near."""
    # Loaded here, since a clean file never needs it.
    from rapidfuzz import fuzz, process, utils

    found = process.extractOne(
        word, meant.keys(), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=NEAR
    )
    return meant[found[0]] if found else ""


def _names(item: Organization | Entity) -> tuple[str, ...]:
    own = (item.id, item.acronym, item.name, *item.aliases, *item.names.values())
    return (*own, item.short) if isinstance(item, Organization) else own
