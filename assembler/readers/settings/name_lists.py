"""Reads the two name lists, organizations.yaml and entities.yaml."""

from __future__ import annotations

from itertools import pairwise

from assembler.model.finding import Finding
from assembler.model.vocabulary import Contact, Entity, Organization, Vocabulary
from assembler.readers.settings.fault_codes import LETTER_GAP, REPEATED_VALUE
from assembler.readers.settings.plan_schema import ENTITIES, ORGANIZATIONS
from assembler.readers.settings.validated_record import NOTHING, Record
from assembler.readers.settings.validation import Reading, add_finding, read_settings, sorted_findings

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
AGENDA_LETTERS = (*_ALPHABET, *(letter * 2 for letter in _ALPHABET))
"""The letters of agenda sub-items in English, in order."""


def read_organizations(text: str, path: str) -> tuple[dict[str, Organization], tuple[Finding, ...]]:
    """The organizations in the order of the file, as far as they are valid, and the findings."""
    record, reading = read_settings(text, path, ORGANIZATIONS, Vocabulary())
    groups = (record or NOTHING).groups()
    organizations = {key: _make_organization(key, group, record or NOTHING) for key, group in groups}
    _check_letters(dict(groups), reading)
    _check_names(dict(groups), reading)
    return organizations, sorted_findings(reading)


def read_entities(text: str, path: str) -> tuple[dict[str, Entity], tuple[Finding, ...]]:
    """The entities in protocol order, as far as they are valid, and the findings."""
    record, reading = read_settings(text, path, ENTITIES, Vocabulary())
    groups = (record or NOTHING).groups()
    _check_names(dict(groups), reading)
    return {key: _make_entity(key, group, record or NOTHING) for key, group in groups}, sorted_findings(reading)


def _make_organization(id: str, group: Record, listed: Record) -> Organization:
    """The organization. The identifier replaces a name that cannot be used, so that texts on it are not refused too."""
    agenda = group.record("agenda") or NOTHING
    return Organization(
        id=id,
        name=group.text("name", id),
        acronym=group.text("acronym"),
        short=group.text("short"),
        letter=agenda.text("item_letter"),
        agenda_title=agenda.text("title"),
        aliases=group.texts("aliases"),
        sort=group.text("sort"),
        names=_read_by_language(group, "names"),
        agenda_titles=_read_by_language(agenda, "titles"),
        source=listed.source_of_key(id),
    )


def _make_entity(id: str, group: Record, listed: Record) -> Entity:
    return Entity(
        id=id,
        name=group.text("name", id),
        acronym=group.text("acronym"),
        group=group.text("group"),
        aliases=group.texts("aliases"),
        names=_read_by_language(group, "names"),
        contacts=tuple(
            Contact(one.text("name"), one.text("email"), one.text("role"))
            for one in group.records("contacts")
            if one.text("email")
        ),
        languages=group.texts("languages"),
        source=listed.source_of_key(id),
    )


def _read_by_language(group: Record, key: str) -> dict[str, str]:
    names = group.record(key) or NOTHING
    return {language: names.text(language) for language in names.values}


def _check_letters(groups: dict[str, Record], reading: Reading) -> None:
    """Reports letters that stand twice and letters that are left out (product, 3.6)."""
    owners: dict[str, str] = {}
    for key, group in groups.items():
        agenda = group.record("agenda") or NOTHING
        letter = agenda.text("item_letter")
        if letter in owners:
            message = "The letter {letter} of “{name}” is also the letter of “{other}”."
            hint, source = "Look up the letters in the agenda.", agenda.source_of("item_letter")
            add_finding(reading, REPEATED_VALUE, source, message, hint, letter=letter, name=key, other=owners[letter])
        elif letter:
            owners[letter] = key
    _check_gaps(owners, groups, reading)


def _check_names(groups: dict[str, Record], reading: Reading) -> None:
    """Reports a name that stands twice in a list, whatever capitals and spaces it has."""
    owners: dict[str, str] = {}
    for key, group in groups.items():
        name = " ".join(group.text("name").casefold().split())
        owner = owners.setdefault(name, key) if name else key
        if owner != key:
            line = groups[owner].source_of("name").line
            message = "“{name}” has the same name as “{other}” on line {line}."
            hint = "Delete one of the two, or give each its own official name."
            add_finding(
                reading, REPEATED_VALUE, group.source_of("name"), message, hint, name=key, other=owner, line=line
            )


def _check_gaps(owners: dict[str, str], groups: dict[str, Record], reading: Reading) -> None:
    used = [-1, *sorted(AGENDA_LETTERS.index(letter) for letter in owners if letter in AGENDA_LETTERS)]
    for before, after in pairwise(used):
        if after > before + 1:
            letter, missing = AGENDA_LETTERS[after], AGENDA_LETTERS[before + 1]
            agenda = groups[owners[letter]].record("agenda") or NOTHING
            message = "“{name}” has the letter {letter}, but no organization has the letter {missing}."
            hint = "Letters of sub-items run from a without a gap: look them up in the agenda."
            source = agenda.source_of("item_letter")
            add_finding(reading, LETTER_GAP, source, message, hint, name=owners[letter], letter=letter, missing=missing)
