"""The readers of the two name lists, and the door to the other readers of settings: plan, headers and labels."""

from __future__ import annotations

from itertools import pairwise

from assembler.model.finding import Finding
from assembler.model.vocabulary import Entity, Organization, Vocabulary
from assembler.readers.settings.fault_codes import LETTER_GAP, REPEATED_VALUE
from assembler.readers.settings.header import read_header
from assembler.readers.settings.labels import read_labels
from assembler.readers.settings.plan import read_plan
from assembler.readers.settings.plan_keys import ENTITIES, ORGANIZATIONS
from assembler.readers.settings.record import NOTHING, Record
from assembler.readers.settings.validation import Reading, read_file, report, sorted_findings

__all__ = ["read_entities", "read_header", "read_labels", "read_organizations", "read_plan"]

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
AGENDA_LETTERS = (*_ALPHABET, *(letter * 2 for letter in _ALPHABET))
"""The letters of agenda sub-items in English, in order."""


def read_organizations(text: str, path: str) -> tuple[dict[str, Organization], tuple[Finding, ...]]:
    """The organizations in the order of the file, as far as they were understood, and the faults of the list."""
    record, reading = read_file(text, path, ORGANIZATIONS, Vocabulary())
    groups = (record or NOTHING).groups()
    organizations = {key: _organization(key, group, record or NOTHING) for key, group in groups}
    _check_letters(dict(groups), reading)
    _check_names(dict(groups), reading)
    return organizations, sorted_findings(reading)


def read_entities(text: str, path: str) -> tuple[dict[str, Entity], tuple[Finding, ...]]:
    """The entities in protocol order, as far as they were understood, and the faults of the list."""
    record, reading = read_file(text, path, ENTITIES, Vocabulary())
    groups = (record or NOTHING).groups()
    _check_names(dict(groups), reading)
    return {key: _entity(key, group, record or NOTHING) for key, group in groups}, sorted_findings(reading)


def _organization(id: str, group: Record, listed: Record) -> Organization:
    """The organization; one without a usable name goes by its identifier, so that texts on it are not refused too."""
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
        names=_by_language(group, "names"),
        agenda_titles=_by_language(agenda, "titles"),
        source=listed.place_of_key(id),
    )


def _entity(id: str, group: Record, listed: Record) -> Entity:
    return Entity(
        id=id,
        name=group.text("name", id),
        acronym=group.text("acronym"),
        group=group.text("group"),
        aliases=group.texts("aliases"),
        names=_by_language(group, "names"),
        source=listed.place_of_key(id),
    )


def _by_language(group: Record, key: str) -> dict[str, str]:
    names = group.record(key) or NOTHING
    return {language: names.text(language) for language in names.values}


def _check_letters(groups: dict[str, Record], reading: Reading) -> None:
    """Finds letters that stand twice and letters that are left out (product, 3.6)."""
    owners: dict[str, str] = {}
    for key, group in groups.items():
        agenda = group.record("agenda") or NOTHING
        letter = agenda.text("item_letter")
        if letter in owners:
            message = "The letter {letter} of “{name}” is also the letter of “{other}”."
            hint, source = "Look up the letters in the agenda.", agenda.place("item_letter")
            report(reading, REPEATED_VALUE, source, message, hint, letter=letter, name=key, other=owners[letter])
        elif letter:
            owners[letter] = key
    _check_gaps(owners, groups, reading)


def _check_names(groups: dict[str, Record], reading: Reading) -> None:
    """Finds a name that stands twice in a list, whatever capitals and spaces it has."""
    owners: dict[str, str] = {}
    for key, group in groups.items():
        name = " ".join(group.text("name").casefold().split())
        owner = owners.setdefault(name, key) if name else key
        if owner != key:
            line = groups[owner].place("name").line
            message = "“{name}” has the same name as “{other}” on line {line}."
            hint = "Take one of the two out, or give each its own official name."
            report(reading, REPEATED_VALUE, group.place("name"), message, hint, name=key, other=owner, line=line)


def _check_gaps(owners: dict[str, str], groups: dict[str, Record], reading: Reading) -> None:
    used = [-1, *sorted(AGENDA_LETTERS.index(letter) for letter in owners if letter in AGENDA_LETTERS)]
    for before, after in pairwise(used):
        if after > before + 1:
            letter, missing = AGENDA_LETTERS[after], AGENDA_LETTERS[before + 1]
            agenda = groups[owners[letter]].record("agenda") or NOTHING
            message = "“{name}” has the letter {letter}, but no organization has the letter {missing}."
            hint = "Letters of sub-items run from a without a gap: look them up in the agenda."
            source = agenda.place("item_letter")
            report(reading, LETTER_GAP, source, message, hint, name=owners[letter], letter=letter, missing=missing)
