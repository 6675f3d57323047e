"""People with their places, by what the reader asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from allauth.mfa.models import Authenticator
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from assembler.model.value import Value
from assembler.portal.models import Membership, Pair, Person, Report
from assembler.portal.page_content.names import Names
from assembler.portal.people.table import ADMINISTRATOR
from assembler.portal.roles import Role
from assembler.portal.sign_in.second_factor import FACTORS

ROWS_OF_A_PAGE = 50
"""How many people a page shows."""
BLOCKED = "blocked"
"""In addresses, the name of the filter for who may not sign in, beside the roles."""


class PlaceRow(Value):
    """A place of a person, whenever it counts."""

    membership: Membership
    body: str
    """The entity, and the organization where the place is for one alone."""
    first: date | None
    """The first day."""
    last: date | None
    """The last day."""
    is_current: bool
    has_ended: bool


class PersonRow(Value):
    """A person, as the list shows it."""

    person: Person
    places: tuple[PlaceRow, ...]
    """The places that have not ended."""
    has_second_factor: bool


class PeopleList(Value):
    """People of the installation."""

    words: str
    """What was searched for in names and addresses."""
    report: str
    """The report that was asked for; empty for all."""
    role: str
    """A role, `administrator` or `blocked`; empty for all."""
    page: Page[Person]
    rows: tuple[PersonRow, ...]
    reports: tuple[Report, ...]


def list_people(parameters: Mapping[str, str]) -> PeopleList:
    """The people that the address asks for by `q`, `report`, `role` and `page`."""
    words, report, role = (parameters.get(name, "")[:80] for name in ("q", "report", "role"))
    page = Paginator(_select(words, report, role), ROWS_OF_A_PAGE).get_page(parameters.get("page", "1"))
    factors = Authenticator.objects.filter(user__in=[person.pk for person in page], type__in=FACTORS)
    owners = set(factors.values_list("user", flat=True))
    places: dict[int, list[PlaceRow]] = {}
    for place in list_places(Membership.objects.filter(person__in=[person.pk for person in page])):
        if not place.has_ended:
            places.setdefault(place.membership.person_id, []).append(place)
    rows = (PersonRow(one, tuple(places.get(one.pk, ())), one.pk in owners) for one in page)
    return PeopleList(words, report, role, page, tuple(rows), tuple(Report.objects.all()))


def _select(words: str, report: str, role: str) -> QuerySet[Person]:
    people = Person.objects.order_by("name", "email")
    if words:
        people = people.filter(Q(name__icontains=words) | Q(email__icontains=words))
    places = Membership.objects.current().filter(person=OuterRef("pk"))
    places = places.filter(report=report) if report else places
    if role == BLOCKED:
        people = people.filter(is_active=False)
    elif role == ADMINISTRATOR:
        people = people.filter(is_administrator=True)
    elif role:
        places = places.filter(role=role)
    has_role = role not in ("", BLOCKED, ADMINISTRATOR)
    return people.filter(Exists(places)) if report or has_role else people


def list_places(memberships: QuerySet[Membership]) -> Iterator[PlaceRow]:
    """These places in words, by report and role."""
    places = list(memberships.select_related("report").order_by("report", "role", "entity", "organization"))
    names, now = Names([place.report_id for place in places]), timezone.now()
    for place in places:
        pair = Pair(report_id=place.report_id, entity=place.entity, organization=place.organization)
        bodies = [names.name_entity(pair)] if place.entity else []
        bodies += [names.name_organization(pair)] if place.organization else []
        has_ended = place.ends is not None and place.ends <= now
        is_current = not has_ended and (place.begins is None or place.begins <= now)
        last = _find_last_day(place.ends) if place.ends else None
        first = place.begins.astimezone(UTC).date() if place.begins else None
        yield PlaceRow(place, ", ".join(bodies), first, last, is_current, has_ended)


def list_roles() -> list[tuple[str, object]]:
    """The roles that a person may have in a report, with their words."""
    return list(Role.choices)


def _find_last_day(ends: datetime) -> date:
    return (ends.astimezone(UTC) - timedelta(microseconds=1)).date()
