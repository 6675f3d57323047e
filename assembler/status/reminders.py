"""Makes a reminder for each entity that owes a contribution, as text by a template. Nothing is sent.

A reminder goes to the contacts of the entity in entities.yaml, else to the people named in its texts. Its language is
that of the report where the entity works in it or the list says nothing of that; else the first of its languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from assembler.model.canonical_json import Json, encode_json
from assembler.model.contribution import Collection, Kind
from assembler.model.status import Cell, Overview, ReminderLabels, Standing
from assembler.model.value import Value
from assembler.model.vocabulary import Entity, Labels
from assembler.readers.settings.labels import read_labels, require_labels
from assembler.readers.settings.reminder_labels import read_reminder_labels
from assembler.writers.html.page import fill_template

TEMPLATE = "reminder.txt.j2"
"""The template of a reminder."""
INDEX = "reminders.json"
"""The list of all reminders, for a program that sends mail; it also marks their folder as made by this program."""

_ISOLATED = "\u2068{}\u2069"
"""Words of any direction among words that run from right to left."""
_SPECIAL = re.compile(r'[",;:<>@()\[\]\\]')
"""What a name in an address may not hold outside quotation marks."""

type ReadTemplate = Callable[[str], bytes]
"""Gives the bytes of the template of a name."""


class ReminderLanguage(Value):
    """The fixed words of a reminder, and the dates of its language."""

    words: ReminderLabels
    """The fixed words."""
    labels: Labels
    """The labels of the language, for its dates."""

    def fill(self, phrase: str, **values: str) -> str:
        """The phrase with its values; among words from right to left each value has a direction of its own."""
        rtl = self.words.direction == "rtl"
        return phrase.format(**{name: _ISOLATED.format(value) if rtl else value for name, value in values.items()})


class OwedContribution(Value):
    """A contribution that is still owed."""

    organization: str
    """Identifier of the organization."""
    name: str
    """Its name in the language of the reminder."""
    draft: bool
    """Whether there is a draft, in which somebody has written."""
    days: int
    """By how many days it is late; 0 where no day was named."""
    words: str
    """All that in words."""


def make_reminders(collection: Collection, overview: Overview, read_template: ReadTemplate) -> dict[str, bytes]:
    """The reminders by file name, and their list.

    Raises ValueError where the template cannot be used, Unprintable where the words of a language cannot.
    """
    languages: dict[str, ReminderLanguage] = {}
    template = read_template(TEMPLATE)
    index: list[Json] = []
    texts: dict[str, bytes] = {}
    for id in (line.id for line in overview.entities if line.owed):
        entity = collection.vocabulary.entities.get(id) or Entity(id, id)
        code = entity.choose_language(collection.plan.language)
        language = languages.setdefault(code, languages.get(code) or _read_language(code, read_template))
        owed = [_make_owed(cell, collection, language) for cell in overview.cells if cell.entity == id and cell.owed]
        to = list_addressees(collection, entity)
        texts[f"{id}.txt"] = _write_text(collection, entity, owed, to, language, template)
        listed: list[Json] = [contribution.organization for contribution in owed]
        people: list[Json] = list(to)
        index.append({"entity": id, "to": people, "file": f"{id}.txt", "owed": listed, "language": code})
    return texts | {INDEX: encode_json({"version": 1, "reminders": index})}


def find_unaddressed(collection: Collection, overview: Overview) -> tuple[str, ...]:
    """The entities that owe something and of which no contact and no focal point is known."""
    owing = (line.id for line in overview.entities if line.owed)
    entities = (collection.vocabulary.entities.get(id) or Entity(id, id) for id in owing)
    return tuple(entity.id for entity in entities if not list_addressees(collection, entity))


def list_addressees(collection: Collection, entity: Entity) -> tuple[str, ...]:
    """The contacts of the entity; else the people named in its texts. Placeholders are nobody."""
    contacts = tuple(_list_people(collection, ((contact.name, contact.email) for contact in entity.contacts)))
    texts = (text for text in collection.of_kind(Kind.ENTITY) if text.header.entity == entity.id)
    people = (text.header.focal_point for text in texts if text.header.focal_point)
    return contacts or tuple(_list_people(collection, ((person.name, person.email) for person in people)))


def _list_people(collection: Collection, people: Iterable[tuple[str, str]]) -> Iterable[str]:
    pairs = (
        tuple("" if collection.scaffold.has_name(value) else " ".join(value.split()) for value in person)
        for person in people
    )
    return dict.fromkeys(filter(None, (_format_address(name, email) for name, email in pairs)))


def _format_address(name: str, email: str) -> str:
    if name and email and _SPECIAL.search(name):
        quoted = name.replace("\\", r"\\").replace('"', r"\"")
        return f'"{quoted}" <{email}>'
    return f"{name} <{email}>" if name and email else name or email


def _read_language(language: str, read_template: ReadTemplate) -> ReminderLanguage:
    words, labels = f"reminder/{language}.yaml", f"labels/{language}.yaml"
    return ReminderLanguage(
        require_labels(read_template(words), words, read_reminder_labels),
        require_labels(read_template(labels), labels, read_labels),
    )


def _make_owed(cell: Cell, collection: Collection, language: ReminderLanguage) -> OwedContribution:
    about = collection.vocabulary.organizations.get(cell.organization)
    name = about.name_in(language.words.language) if about else cell.organization
    draft = cell.standing is Standing.DRAFT
    words = language.fill(language.words.draft, organization=name) if draft else language.fill("{name}", name=name)
    if cell.late:
        days = language.fill("{days}", days=str(cell.late))
        words = language.words.late.format(item=words, days=days)
    return OwedContribution(cell.organization, name, draft, cell.late, words)


def _write_text(
    collection: Collection,
    entity: Entity,
    owed: list[OwedContribution],
    to: tuple[str, ...],
    language: ReminderLanguage,
    template: bytes,
) -> bytes:
    plan, words = collection.plan, language.words
    contact = plan.contact
    name = entity.name_in(words.language)
    deadline = language.labels.print_date(plan.deadline) if plan.deadline else ""
    phrases = {
        "subject": language.fill(words.subject, symbol=plan.symbol),
        "greeting": words.greeting,
        "not_received": language.fill(words.not_received, title=plan.title),
        "entity": language.fill(words.entity, entity=name),
        "deadline": language.fill(words.deadline, deadline=deadline),
        "organizations": words.organizations,
        "request": words.request,
        "return_to": language.fill(words.return_to, address=contact.address) if contact else "",
        "thanks": words.thanks,
    }
    values: Mapping[str, object] = {
        "to": to or (name,),
        "name": name,
        "symbol": plan.symbol,
        "title": plan.title,
        "deadline": deadline,
        "owed": owed,
        "signature": tuple(filter(None, (contact.name, contact.department))) if contact else (),
        "words": phrases,
    }
    return (fill_template({TEMPLATE: template}, TEMPLATE, **values).strip("\n") + "\n").encode()
