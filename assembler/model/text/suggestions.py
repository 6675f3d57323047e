"""Suggests the name that was probably meant: “did you mean”."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assembler.model.vocabulary import Entity, Organization

NEAR_IN_PARTS = 60
"""The same, where parts of names are compared."""
NEAR = 72
"""How similar two names must be, of 100; below it a suggestion puzzles more than it helps."""


def suggest(word: str, names: Iterable[str]) -> str:
    """The name most similar to the word, or empty where none is similar enough."""
    return suggest_value(word, {name: name for name in names})


def suggest_with_parts(word: str, names: Iterable[str]) -> str:
    """As `suggest`, but of a name and a word of which one is a part of the other the parts are compared, too."""
    from rapidfuzz import process

    match = process.extractOne(word, list(names), score_cutoff=NEAR_IN_PARTS)
    return match[0] if match else ""


def suggest_identifier(
    word: str, listed: Mapping[str, Organization] | Mapping[str, Entity] | Mapping[str, Organization | Entity]
) -> str:
    """The identifier whose name, acronym or other name is most similar to the word, or empty."""
    identifiers = {name: item.id for item in listed.values() for name in _names(item) if name}
    return suggest_value(word, identifiers)


def suggest_value(word: str, values: Mapping[str, str]) -> str:
    """The value whose name is most similar to the word, or empty where none is similar enough."""
    # Loaded here, since a clean file never needs it.
    from rapidfuzz import fuzz, process, utils

    match = process.extractOne(
        word, values.keys(), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=NEAR
    )
    return values[match[0]] if match else ""


def _names(item: Organization | Entity) -> tuple[str, ...]:
    own = (item.id, item.acronym, item.name, *item.aliases, *item.names.values())
    return (*own, item.short) if isinstance(item, Organization) else own
