"""Gives people their places by the table of people: all of it, or nothing where a line cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from assembler.model.value import Value
from assembler.portal.actions.reports import find_end_of_day
from assembler.portal.models import Chain, Entity, Membership, Person, Report
from assembler.portal.models.events import INSTALLATION, record_event
from assembler.portal.people.table import ADMINISTRATOR, COLUMNS, Fault, Row, read_cells, read_people_table
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
        words = _("%(role)s of %(entity)s in %(report)s") if self.entity else _("%(role)s in %(report)s")
        return words % {"role": Role(self.row.role).label, "entity": self.entity, "report": self.row.report}


class Change(Value):
    """What a line of the table changes."""

    line: int
    """Its number in the file."""
    sentence: str
    """What changes."""

    def __str__(self) -> str:
        """What changes."""
        return self.sentence


def import_people(data: bytes, *, actor: str = "", is_trial: bool = False) -> tuple[list[Change], list[Fault]]:
    """What changes, and what is wrong with lines; where something is, nothing changes.

    A trial changes nothing either. Raises Invalid where the file is no table of people.
    """
    return _take_rows(*read_people_table(data), actor, is_trial=is_trial)


def add_line(cells: Mapping[str, str], actor: str) -> tuple[list[Change], list[Fault]]:
    """The same with one line, whose cells somebody has typed; cells that are missing are empty."""
    row, faults = read_cells(0, {**dict.fromkeys(COLUMNS, ""), **cells})
    return _take_rows([row] if row else [], faults, actor, is_trial=False)


def _take_rows(
    rows: Sequence[Row], faults: Sequence[Fault], actor: str, *, is_trial: bool
) -> tuple[list[Change], list[Fault]]:
    with transaction.atomic():
        Chain.objects.get_or_create(name=INSTALLATION)
        Chain.objects.select_for_update().get(name=INSTALLATION)  # one table at a time
        places, unknown = _find_places(rows)
        faults = sorted([*faults, *unknown, *_find_contradictions(rows, places)], key=lambda fault: fault.line)
        if faults:
            return [], faults
        changes = [*_change_people(rows, actor), *_change_places(places, actor)]
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
            names = {"names": ", ".join(reports[:10])}
            hint = _("Reports here: %(names)s.") % names if reports else _("Take a report in with “import” first.")
            faults.append(Fault(row.line, _("There is no report “%(id)s”.") % {"id": row.report}, hint, "report"))
            continue
        for name in row.entities or ("",):
            entity = entities.get((row.report, name.lower())) if name else ""
            if entity is None:
                sentence = _("The report %(id)s has no entity “%(name)s”.") % {"id": row.report, "name": name}
                hint = _("Write an id or an acronym of its name list of entities.")
                faults.append(Fault(row.line, sentence, hint, "entities"))
            else:
                places.append(_Place(row, entity))
    return places, faults


def _find_contradictions(rows: Iterable[Row], places: Iterable[_Place]) -> Iterator[Fault]:
    """Lines that say something else than an earlier line."""
    statements: dict[tuple[str, ...], tuple[object, int]] = {}
    for row in rows:
        sentences = {
            "name": _("Line %(line)s gives %(email)s another name."),
            "language": _("Line %(line)s gives %(email)s another language."),
        }
        for column, sentence in sentences.items():
            value = getattr(row, column)
            earlier = statements.setdefault((row.email, column), (value, row.line)) if value else (value, 0)
            if earlier[0] != value:
                hint = _("Write the same in both lines, or leave one cell empty.")
                yield Fault(row.line, sentence % {"line": earlier[1], "email": row.email}, hint, column)
    for place in places:
        days = (place.row.begins, place.row.ends)
        earlier = statements.setdefault(place.key, (days, place.row.line))
        if earlier[0] != days:
            sentence = _("Line %(line)s gives %(email)s the same place with other days.")
            values = {"line": earlier[1], "email": place.row.email}
            yield Fault(place.row.line, sentence % values, _("Keep one of the two lines."))


def _change_people(rows: Iterable[Row], actor: str) -> Iterator[Change]:
    """Adds people, and gives those who are there the names and languages of the table."""
    for row in rows:
        wanted: dict[str, object] = {"name": row.name} if row.name else {}
        wanted |= {"language": row.language} if row.language else {}
        wanted |= {"is_administrator": True} if row.role == ADMINISTRATOR else {}
        person = Person.objects.filter(email=row.email).first()
        if person is None:
            person = Person.objects.create_user(row.email)
            Person.objects.filter(pk=person.pk).update(**wanted)
            record_event(INSTALLATION, actor, "person", row.email, details=wanted)
            words = _("%(email)s: new, administrator.") if row.role == ADMINISTRATOR else _("%(email)s: new.")
            yield Change(row.line, words % {"email": row.email})
            continue
        changed = {field: value for field, value in wanted.items() if getattr(person, field) != value}
        if changed:
            Person.objects.filter(pk=person.pk).update(**changed)
            record_event(INSTALLATION, actor, "person-changed", row.email, details=changed)
            yield Change(
                row.line, _("%(email)s: now %(words)s.") % {"email": row.email, "words": _name_fields(changed)}
            )


def _name_fields(changed: Mapping[str, object]) -> str:
    words = {"name": _("name “%(value)s”"), "language": _("language “%(value)s”")}
    return ", ".join(words.get(field, _("administrator")) % {"value": value} for field, value in changed.items())


def _change_places(places: Sequence[_Place], actor: str) -> Iterator[Change]:
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
        record_event(row.report, actor, "place" if is_new else "place-changed", row.email, details=details)
        yield Change(row.line, _describe(place, is_new=is_new))


def _describe(place: _Place, *, is_new: bool) -> str:
    """What the line does, in a sentence."""
    row = place.row
    words = [str(place)]
    words += [_("from %(day)s") % {"day": row.begins}] if row.begins else []
    words += [_("until %(day)s") % {"day": row.ends}] if row.ends else []
    if not is_new and len(words) == 1:
        words.append(_("without an end"))
    sentence = _("%(email)s: %(place)s.") if is_new else _("%(email)s: now %(place)s.")
    return sentence % {"email": row.email, "place": ", ".join(words)}
