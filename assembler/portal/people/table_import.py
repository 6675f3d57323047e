"""Gives people their places by the table of people: all of it, or nothing where a line cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time

from django.db import transaction

from assembler.model.value import Value
from assembler.portal.actions.reports import find_end_of_day
from assembler.portal.models import Chain, Entity, Membership, Person, Report
from assembler.portal.models.events import INSTALLATION, record_event
from assembler.portal.people.table import ADMINISTRATOR, Fault, Row, read_people_table
from assembler.portal.roles import Role

type Key = tuple[str, str, str, str]
"""Person, report, role and entity of a place."""


class _Place(Value):
    """A place that the table asks for."""

    row: Row
    entity: str

    @property
    def key(self) -> Key:
        """By which it is one place."""
        return self.row.email, self.row.report, self.row.role, self.entity

    def __str__(self) -> str:
        """The place in words."""
        role = Role(self.row.role).label
        return f"{role} of {self.entity} in {self.row.report}" if self.entity else f"{role} in {self.row.report}"


def import_people(data: bytes, *, is_trial: bool = False) -> tuple[list[str], list[Fault]]:
    """What changes, a sentence each, and what is wrong with lines; where something is, nothing changes.

    A trial changes nothing either. Raises Invalid where the file is no table of people.
    """
    rows, faults = read_people_table(data)
    with transaction.atomic():
        Chain.objects.get_or_create(name=INSTALLATION)
        Chain.objects.select_for_update().get(name=INSTALLATION)  # one table at a time
        places, unknown = _find_places(rows)
        faults = sorted([*faults, *unknown, *_find_contradictions(rows, places)], key=lambda fault: fault.line)
        if faults:
            return [], faults
        changes = [*_change_people(rows), *_change_places(places)]
        transaction.set_rollback(is_trial)
    return changes, []


def _find_places(rows: Iterable[Row]) -> tuple[list[_Place], list[Fault]]:
    """The places of the table by the ids of reports and entities, and the lines that name others."""
    reports = list(Report.objects.values_list("pk", flat=True))
    entities: dict[tuple[str, str], str] = {}
    for report, key, acronym in Entity.objects.values_list("report", "key", "acronym"):
        entities |= {(report, acronym.lower()): key, (report, key): key}
    places: list[_Place] = []
    faults: list[Fault] = []
    for row in rows:
        if row.role == ADMINISTRATOR:
            continue
        if row.report not in reports:
            hint = f"Reports here: {', '.join(reports[:10])}." if reports else "Take a report in with “import” first."
            faults.append(Fault(row.line, f"There is no report “{row.report}”.", hint))
            continue
        for name in row.entities or ("",):
            entity = entities.get((row.report, name.lower())) if name else ""
            if entity is None:
                sentence = f"The report {row.report} has no entity “{name}”."
                faults.append(Fault(row.line, sentence, "Write an id or an acronym of its name list of entities."))
            else:
                places.append(_Place(row, entity))
    return places, faults


def _find_contradictions(rows: Iterable[Row], places: Iterable[_Place]) -> Iterator[Fault]:
    """Lines that say something else than an earlier line."""
    statements: dict[tuple[str, ...], tuple[object, int]] = {}
    for row in rows:
        for column in ("name", "language"):
            value = getattr(row, column)
            earlier = statements.setdefault((row.email, column), (value, row.line)) if value else (value, 0)
            if earlier[0] != value:
                sentence = f"Line {earlier[1]} gives {row.email} another {column}."
                yield Fault(row.line, sentence, "Write the same in both lines, or leave one cell empty.")
    for place in places:
        days = (place.row.begins, place.row.ends)
        earlier = statements.setdefault(place.key, (days, place.row.line))
        if earlier[0] != days:
            sentence = f"Line {earlier[1]} gives {place.row.email} the same place with other days."
            yield Fault(place.row.line, sentence, "Keep one of the two lines.")


def _change_people(rows: Iterable[Row]) -> Iterator[str]:
    """Adds people, and gives those who are there the names and languages of the table."""
    for row in rows:
        wanted: dict[str, object] = {"name": row.name} if row.name else {}
        wanted |= {"language": row.language} if row.language else {}
        wanted |= {"is_administrator": True} if row.role == ADMINISTRATOR else {}
        person = Person.objects.filter(email=row.email).first()
        if person is None:
            person = Person.objects.create_user(row.email)
            Person.objects.filter(pk=person.pk).update(**wanted)
            record_event(INSTALLATION, "", "person", row.email, details=wanted)
            yield f"{row.email}: new, {ADMINISTRATOR}." if row.role == ADMINISTRATOR else f"{row.email}: new."
            continue
        changed = {field: value for field, value in wanted.items() if getattr(person, field) != value}
        if changed:
            Person.objects.filter(pk=person.pk).update(**changed)
            record_event(INSTALLATION, "", "person-changed", row.email, details=changed)
            words = [ADMINISTRATOR if value is True else f"{field} “{value}”" for field, value in changed.items()]
            yield f"{row.email}: now {', '.join(words)}."


def _change_places(places: Sequence[_Place]) -> Iterator[str]:
    """Gives the places of the table, and the days of the table to places that are there."""
    people = {person.email: person for person in Person.objects.filter(email__in={place.key[0] for place in places})}
    for place in places:
        row = place.row
        begins = datetime.combine(row.begins, time(), UTC) if row.begins else None
        days = {"begins": begins, "ends": find_end_of_day(row.ends)}
        membership, is_new = Membership.objects.get_or_create(
            person=people[row.email],
            report_id=row.report,
            role=row.role,
            entity=place.entity,
            organization="",
            defaults=days,
        )
        if not is_new:
            if (membership.begins, membership.ends) == (days["begins"], days["ends"]):
                continue
            Membership.objects.filter(pk=membership.pk).update(**days)
        details = {
            "role": row.role,
            "entity": place.entity,
            "from": str(row.begins or ""),
            "until": str(row.ends or ""),
        }
        record_event(row.report, "", "place" if is_new else "place-changed", row.email, details=details)
        span = f"{f', from {row.begins}' if row.begins else ''}{f', until {row.ends}' if row.ends else ''}"
        yield f"{row.email}: {'' if is_new else 'now '}{place}{span or ('' if is_new else ', without an end')}."
