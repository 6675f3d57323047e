"""Refuses the id of an entity or organization that is in no name list, and suggests the nearest one."""

from __future__ import annotations

from collections.abc import Mapping

from assembler.errors import UnknownName
from assembler.model.text.suggestions import suggest_identifier
from assembler.model.vocabulary import Entity, Organization, Vocabulary


def refuse_unknown(vocabulary: Vocabulary, entity: str | None, organization: str | None) -> None:
    """Raises UnknownName for an id that is in no list; None is not looked up."""
    _refuse("entity", entity, vocabulary.entities, "entities.yaml")
    _refuse("organization", organization, vocabulary.organizations, "organizations.yaml")


def _refuse(kind: str, id: str | None, listed: Mapping[str, Organization] | Mapping[str, Entity], file: str) -> None:
    if id is not None and id not in listed:
        suggestion = suggest_identifier(id, listed)
        hint = f"did you mean “{suggestion}”?" if suggestion else f"the ids are in contributions/{file}."
        raise UnknownName(f"No {kind} has the id “{id}”; {hint}")
