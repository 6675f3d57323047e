"""Makes a reminder for each entity that owes a contribution, as text by a template. Nothing is sent."""

from __future__ import annotations

from collections.abc import Mapping

from assembler.model.canonical_json import Json, encode_json
from assembler.model.contribution import Collection, Kind
from assembler.model.status import Cell, Overview, Standing
from assembler.model.value import Value
from assembler.writers.html.page import fill_template

TEMPLATE = "reminder.txt.j2"
"""The template of a reminder."""
INDEX = "reminders.json"
"""The list of all reminders, for a program that sends mail; it also marks their folder as made by this program."""


class OwedContribution(Value):
    """A contribution that is still owed."""

    organization: str
    """Identifier of the organization."""
    name: str
    """Its name in the language of the report."""
    draft: bool
    """Whether there is a draft."""
    days: int
    """By how many days it is late; 0 where no day was named."""


def make_reminders(collection: Collection, overview: Overview, template: bytes) -> dict[str, bytes]:
    """The reminders by file name, and their list. Raises ValueError where the template cannot be used."""
    owing = {line.id: line.name for line in overview.entities if line.owed}
    index: list[Json] = []
    texts: dict[str, bytes] = {}
    for entity, name in owing.items():
        owed = [_make_owed(cell, collection) for cell in overview.cells if cell.entity == entity and cell.owed]
        to = _list_focal_points(collection, entity)
        texts[f"{entity}.txt"] = _write_text(collection, name, owed, to, template)
        listed: list[Json] = [contribution.organization for contribution in owed]
        people: list[Json] = list(to)
        index.append({"entity": entity, "to": people, "file": f"{entity}.txt", "owed": listed})
    return texts | {INDEX: encode_json({"version": 1, "reminders": index})}


def _make_owed(cell: Cell, collection: Collection) -> OwedContribution:
    about = collection.vocabulary.organizations.get(cell.organization)
    name = about.name_in(collection.plan.language) if about else cell.organization
    return OwedContribution(cell.organization, name, cell.standing is Standing.DRAFT, cell.late)


def _list_focal_points(collection: Collection, entity: str) -> tuple[str, ...]:
    """The people named in the entity's texts, each with the address where there is one; placeholders are nobody."""
    texts = [text for text in collection.of_kind(Kind.ENTITY) if text.header.entity == entity]
    people = [text.header.focal_point for text in texts if text.header.focal_point]
    given = (
        tuple("" if collection.scaffold.has_name(value) else value for value in (person.name, person.email))
        for person in people
    )
    return tuple(dict.fromkeys(filter(None, (_format_address(name, email) for name, email in given))))


def _format_address(name: str, email: str) -> str:
    return f"{name} <{email}>" if name and email else name or email


def _write_text(
    collection: Collection, name: str, owed: list[OwedContribution], to: tuple[str, ...], template: bytes
) -> bytes:
    plan, labels = collection.plan, collection.labels
    values: Mapping[str, object] = {
        "to": to or (name,),
        "name": name,
        "symbol": plan.symbol,
        "title": plan.title,
        "deadline": labels.print_date(plan.deadline) if plan.deadline else "",
        "owed": owed,
    }
    return (fill_template({TEMPLATE: template}, TEMPLATE, **values).strip("\n") + "\n").encode()
