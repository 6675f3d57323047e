"""What a new deadline of the plan changes in texts that are still open."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from assembler.model.value import Value
from assembler.portal.actions.reports import find_end_of_day
from assembler.portal.models import Event, Pair, Person, Report
from assembler.portal.models.events import record_event
from assembler.portal.models.pairs import OWED
from assembler.portal.notices import announce_deadline, group_by_focal_point
from assembler.portal.page_content.names import Names
from assembler.portal.problems import Invalid

_EXTENSION = "extend"


class OpenText(Value):
    """A text that its entity has not submitted yet."""

    pair: Pair
    name: str
    """Entity and organization."""
    has_own_day: bool
    """Whether somebody has given the text another day than the deadline."""


def list_open_texts(report: Report, deadline: date | None) -> list[OpenText]:
    """The texts that are owed, by entity and organization."""
    extended = set(Event.objects.filter(chain=report.pk, what=_EXTENSION).values_list("object", flat=True))
    due = find_end_of_day(deadline)
    pairs = Pair.objects.filter(report=report, state__in=OWED).order_by("entity", "organization")
    names = Names([report.pk])
    return [
        OpenText(
            pair,
            f"{names.name_entity(pair)}, {names.name_organization(pair)}",
            pair.due != due and str(pair) in extended,
        )
        for pair in pairs
    ]


def read_deadline(text: str) -> date | None:
    """The day that a field of the plan names; None where the field names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def move_deadline(person: Person, report: Report, day: date | None, chosen: Container[str]) -> int:
    """Gives the chosen texts that are still open the day as theirs; how many these are.

    Each focal point receives one message. Called in the transaction that changes the plan. Raises Invalid where the day
    has passed.
    """
    due, now = find_end_of_day(day), timezone.now()
    owed = Pair.objects.select_for_update().filter(report=report, state__in=OWED)
    pairs = [pair for pair in owed if str(pair) in chosen and pair.due != due]
    if pairs and due and due <= now:
        raise Invalid(
            _("The new deadline has passed already."),
            _("Choose a day from today on, or let the open texts keep their days."),
            field="deadline",
        )
    Pair.objects.filter(pk__in=[pair.pk for pair in pairs]).update(due=due)
    for pair in pairs:
        details = {"due": due.isoformat() if due else ""}
        record_event(report.pk, person.email, _EXTENSION, str(pair), details=details)
    if due:
        announce_deadline(person, report, group_by_focal_point(pairs), due)
    return len(pairs)
