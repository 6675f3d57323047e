"""Entities and organizations as an editor types them, by identifier, and as they are named in forms and answers."""

from __future__ import annotations

from collections.abc import Mapping

from assembler.errors import UnknownName
from assembler.model.vocabulary import Entity, Organization, Vocabulary
from assembler.readers.suggestions import nearest_identifier


def refuse_unknown(vocabulary: Vocabulary, entity: str | None, organization: str | None) -> None:
    """Raises UnknownName for an identifier that stands in no list; none is asked for where it is None."""
    _refuse("entity", entity, vocabulary.entities, "entities.yaml")
    _refuse("organization", organization, vocabulary.organizations, "organizations.yaml")


def _refuse(kind: str, id: str | None, listed: Mapping[str, Organization] | Mapping[str, Entity], file: str) -> None:
    if id is not None and id not in listed:
        near = nearest_identifier(id, listed)
        hint = f"did you mean “{near}”?" if near else f"the ids are in contributions/{file}."
        raise UnknownName(f"No {kind} has the id “{id}”; {hint}")


def full_name(item: Organization | Entity, language: str) -> str:
    """The name in the language of the report, with the short form."""
    short = item.short if isinstance(item, Organization) else item.acronym
    return _with(short, item.name_in(language))


def heading_name(organization: Organization, language: str) -> str:
    """The name in the language of the report, with the acronym: what stands over the part on it in a form."""
    return _with(organization.acronym, organization.name_in(language))


def _with(short: str, name: str) -> str:
    return f"{name} ({short})" if short not in ("", name) else name
