"""What a person has in the portal: places in reports, tokens, and the time zones to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from zoneinfo import available_timezones

from django.db.models import QuerySet
from django.utils import timezone

from assembler.model.value import Value
from assembler.portal.models import Membership, Pair, Person, Report, Token
from assembler.portal.page_content.names import Names

_REGIONS = {
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
}
"""The parts of the world by which time zones are named; other names are old ones of the same zones."""


class Place(Value):
    """What a person is in a report."""

    report: Report
    """The report."""
    role: str
    """The role, as people call it."""
    body: str
    """The entity, and the organization where the place is for one alone; empty for the roles of a whole report."""
    ends: datetime | None
    """When the place ends; None where nobody has said so."""


def list_places(person: Person) -> tuple[Place, ...]:
    """The places that the person has now."""
    places = list(Membership.objects.current().filter(person=person).select_related("report"))
    names = Names([place.report_id for place in places])
    order = sorted(places, key=lambda place: (place.report_id, place.role, place.entity, place.organization))
    return tuple(_describe(place, names) for place in order)


def list_tokens(person: Person) -> QuerySet[Token]:
    """The tokens of the person that are valid, the newest first."""
    return Token.objects.filter(person=person, expires__gt=timezone.now()).order_by("-created", "-pk")


def list_zones(current: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The time zones by region: the key of each, and its words; the current one is always among them."""
    keys = {key for key in available_timezones() if key.partition("/")[0] in _REGIONS} | {"UTC", current}
    for region, zones in groupby(sorted(keys, key=lambda key: ("/" in key, key)), lambda key: key.rpartition("/")[0]):
        yield region.replace("_", " "), [(zone, zone.replace("_", " ")) for zone in zones]


def _describe(place: Membership, names: Names) -> Place:
    pair = Pair(report_id=place.report_id, entity=place.entity, organization=place.organization)
    bodies = [names.name_entity(pair)] if place.entity else []
    bodies += [names.name_organization(pair)] if place.organization else []
    return Place(place.report, str(place.get_role_display()), ", ".join(bodies), place.ends)
