"""Reminds entities of texts that they owe: each focal point by one message, each text at most once a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assembler.portal.actions.many import Outcome
from assembler.portal.models import Event, Pair, Person, Report
from assembler.portal.models.events import record_event
from assembler.portal.models.pairs import OWED
from assembler.portal.notices import group_by_focal_point, remind_of_texts
from assembler.portal.permissions import Action, require
from assembler.portal.problems import Invalid, Problem, WrongState
from assembler.portal.roles import State

LEAST_PAUSE = timedelta(hours=20)
"""How long after a reminder the next one on the same text may be sent: once on each working day."""
EVENT = "remind"
"""What the events of reminders are called."""
LONGEST_WORDS = 2000
"""How many characters of its own a reminder may have."""


def remind(person: Person, report: Report, pairs: Iterable[Pair], words: str = "") -> Outcome:
    """Writes each focal point one message about those of the texts that are owed, with the words of the editor.

    A text that is not owed, of which somebody was reminded within a day, or that nobody answers for, is refused.
    Raises Forbidden, or Invalid where the words are too many.
    """
    require(person, Action.REMIND, report)
    if len(words) > LONGEST_WORDS:
        raise Invalid(_("The words are too long."), _("Write at most 2,000 characters."))
    with transaction.atomic():
        chosen = Pair.objects.select_for_update(of=("self",)).filter(pk__in=[pair.pk for pair in pairs], report=report)
        current = list(chosen.select_related("report"))
        lately = list_reminded(report, LEAST_PAUSE)
        refused: list[tuple[Pair, Problem]] = []
        wanted: list[Pair] = []
        for pair in current:
            problem = _find_problem(pair, lately)
            if problem:
                refused.append((pair, problem))
            else:
                wanted.append(pair)
        groups = group_by_focal_point(wanted)
        done = [pair for pair in wanted if any(pair in own for own in groups.values())]
        refused += [(pair, _describe_nobody()) for pair in wanted if pair not in done]
        remind_of_texts(report, groups, words)
        for pair in done:
            record_event(report.pk, person.email, EVENT, str(pair), details=name_people(groups, str(pair)))
    return Outcome(tuple(done), tuple(refused))


def list_reminded(report: Report, within: timedelta) -> frozenset[str]:
    """The texts of the report of which somebody was reminded within that time."""
    events = Event.objects.filter(chain=report.pk, what=EVENT, at__gt=timezone.now() - within)
    return frozenset(events.values_list("object", flat=True))


def name_people(groups: Mapping[Person, Iterable[Pair]], text: str) -> dict[str, object]:
    """What an event keeps of those who were written to about a text."""
    return {"to": sorted(person.email for person, pairs in groups.items() if text in map(str, pairs))}


def _find_problem(pair: Pair, lately: frozenset[str]) -> Problem | None:
    if pair.state not in OWED:
        return WrongState(pair.state, State(pair.state).label)
    if str(pair) in lately:
        return Invalid(_("A reminder was sent within the last day."), _("Wait a day before the next one."))
    return None


def _describe_nobody() -> Invalid:
    return Invalid(_("The entity has no focal point for this text."), _("Give somebody a place in the report."))
