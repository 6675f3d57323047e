"""Selects contributions by names of entities and organizations."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from assembler.model.value import Value
from assembler.model.vocabulary import Vocabulary
from assembler.readers.settings.known_names import resolve_either


class Selection(Value):
    """Which contributions are meant; without names, all."""

    entities: frozenset[str] = frozenset()
    """The entities that were named, whose contributions are meant."""
    organizations: frozenset[str] = frozenset()
    """The organizations that were named, on which contributions are meant."""
    either: frozenset[str] = frozenset()
    """The identifiers that are in both lists: contributions of the entity and on the organization are meant."""

    def has(self, entity: str, organization: str) -> bool:
        """Whether the contribution of this entity on this organization is meant."""
        return (
            (not self.entities or entity in self.entities)
            and (not self.organizations or organization in self.organizations)
            and (not self.either or entity in self.either or organization in self.either)
        )

    def has_file(self, path: str) -> bool:
        """Whether the file is a text that is meant: such a contribution, or the editor's text on the organization."""
        if self == ALL:
            return True
        folder, stem = PurePosixPath(path).parent.name, PurePosixPath(path).stem
        if folder == "consolidated":
            return self.has("", stem)
        return self.has(folder, stem)


ALL = Selection()
"""Nothing is left out."""


def select_by_names(vocabulary: Vocabulary, names: Iterable[str]) -> Selection:
    """What these ids, acronyms or names select. Raises UnknownName where one is in no list, or means several."""
    entities: set[str] = set()
    organizations: set[str] = set()
    either: set[str] = set()
    for name in names:
        entity, organization = resolve_either(vocabulary, name)
        if entity and organization:
            either |= {entity, organization}
        elif entity:
            entities.add(entity)
        else:
            organizations.add(organization)
    return Selection(frozenset(entities), frozenset(organizations), frozenset(either))
