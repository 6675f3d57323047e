"""Finds the id of an entity or organization by its id in any case, its acronym or a name, and suggests the nearest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assembler.errors import UnknownName
from assembler.model.text.name_keys import list_names, make_name_key
from assembler.model.text.suggestions import suggest_identifier
from assembler.model.vocabulary import Entity, Organization, Vocabulary

_WITH_ACRONYM = re.compile(r".+\(\s*([^()]+?)\s*\)\s*")
"""A name with its acronym in brackets, as headings have it."""

type _NameList = Mapping[str, Organization] | Mapping[str, Entity] | Mapping[str, Organization | Entity]


def resolve_entity(vocabulary: Vocabulary, name: str) -> str:
    """The id of the entity that is meant by its id in any case, its acronym, or one of its names.

    Raises UnknownName where that is none, or several.
    """
    return _resolve("entity", name, vocabulary.entities, "entities.yaml")


def resolve_organization(vocabulary: Vocabulary, name: str) -> str:
    """The same for an organization."""
    return _resolve("organization", name, vocabulary.organizations, "organizations.yaml")


def resolve_either(vocabulary: Vocabulary, name: str) -> tuple[str, str]:
    """The ids of the entity and of the organization that are meant by a name, of which one may be empty.

    Raises UnknownName where neither is meant, or several of one list.
    """
    is_entity, is_organization = _match(name, vocabulary.entities), _match(name, vocabulary.organizations)
    if not is_entity and not is_organization:
        lists: tuple[_NameList, ...] = (vocabulary.entities, vocabulary.organizations)
        suggestion = next(filter(None, (suggest_identifier(name, listed) for listed in lists)), "")
        hint = (
            f"did you mean “{suggestion}”?"
            if suggestion
            else "the ids are in contributions/entities.yaml and organizations.yaml."
        )
        raise UnknownName(f"No entity or organization has the id, acronym or name “{name}”; {hint}")
    return (
        resolve_entity(vocabulary, name) if is_entity else "",
        resolve_organization(vocabulary, name) if is_organization else "",
    )


def resolve_pair(vocabulary: Vocabulary, entity: str, organization: str) -> tuple[str, str]:
    """The ids of an entity and an organization; an empty organization stays empty. Raises UnknownName as above."""
    if _match(entity, vocabulary.organizations) and not _match(entity, vocabulary.entities):
        raise UnknownName(f"“{entity}” is an organization. Name the entity first, then the organization.")
    return resolve_entity(vocabulary, entity), resolve_organization(vocabulary, organization) if organization else ""


def resolve_names(
    vocabulary: Vocabulary, names: Iterable[str], *, all_entities: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the entities and of the organizations that are named: an entity first, then both in any order.

    A name of both lists is that of the entity in the first place, that of the organization after it. With
    `all_entities`, only organizations are named. Raises UnknownName.
    """
    entities: list[str] = []
    organizations: list[str] = []
    for name in names:
        is_entity, is_organization = _match(name, vocabulary.entities), _match(name, vocabulary.organizations)
        if is_organization and (entities or all_entities):
            organizations.append(resolve_organization(vocabulary, name))
        elif is_entity and all_entities:
            raise UnknownName(f"“{name}” is an entity. With --all, name organizations only.")
        elif is_organization and not is_entity:
            raise UnknownName(f"“{name}” is an organization. Name the entity first, then the organization.")
        elif is_entity or not entities:
            entities.append(resolve_entity(vocabulary, name))
        else:
            either: dict[str, Organization | Entity] = {**vocabulary.organizations, **vocabulary.entities}
            _resolve("entity or organization", name, either, "entities.yaml and organizations.yaml")
    return tuple(dict.fromkeys(entities)), tuple(dict.fromkeys(organizations))


def resolve_text_name(vocabulary: Vocabulary, name: str) -> str:
    """The name of a text such as unhcr/au#p2, where it is written with other names; else the name as it is."""
    entity, slash, rest = name.partition("/")
    organization, mark, place = rest.partition("#")
    writers, subjects = _match(entity, vocabulary.entities), _match(organization, vocabulary.organizations)
    if not slash or len(subjects) != 1 or (len(writers) != 1 and entity != "consolidated"):
        return name
    return f"{entity if entity == 'consolidated' else writers[0]}/{subjects[0]}{mark}{place}"


def _resolve(kind: str, name: str, listed: _NameList, file: str) -> str:
    matches = _match(name, listed)
    if len(matches) > 1:
        ids = ", ".join(f"{id} ({listed[id].name})" for id in matches)
        raise UnknownName(
            f"“{name}” can mean {len(matches)} of contributions/{file}: {ids}. Write the id that you mean."
        )
    if not matches:
        suggestion = suggest_identifier(name, listed)
        hint = f"did you mean “{suggestion}”?" if suggestion else f"the ids are in contributions/{file}."
        raise UnknownName(f"No {kind} has the id, acronym or name “{name}”; {hint}")
    return matches[0]


def _match(name: str, listed: _NameList) -> tuple[str, ...]:
    """The ids that are meant: the id alone where one is written so, else all that have such an acronym or name."""
    folded = name.strip().casefold()
    if folded in listed:
        return (folded,)
    ids = _match_key(make_name_key(name), listed)
    bracketed = None if ids else _WITH_ACRONYM.fullmatch(name)
    return _match_key(make_name_key(bracketed[1]), listed) if bracketed else ids


def _match_key(key: str, listed: _NameList) -> tuple[str, ...]:
    return tuple(id for id, item in listed.items() if key and key in map(make_name_key, list_names(item)))
