"""What an editor does with many texts at once: each text for itself, so that one that is refused stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assembler.model.value import Value
from assembler.portal.actions.mail_work import REMINDER
from assembler.portal.actions.moves import make_move
from assembler.portal.models import OutgoingMail, Pair, Person
from assembler.portal.models.events import record_event
from assembler.portal.models.pairs import OWED
from assembler.portal.notices import announce_extension, remind_focal_points
from assembler.portal.permissions import Action, require
from assembler.portal.problems import Invalid, Problem, WrongState
from assembler.portal.roles import State

LEAST_PAUSE = timedelta(hours=20)
"""How long after a reminder the next one on the same text may be sent: once on each working day."""


class Outcome(Value):
    """What came of an act on many texts."""

    done: tuple[Pair, ...]
    """The texts on which it was done."""
    refused: tuple[tuple[Pair, Problem], ...]
    """The texts on which it was not done, each with the reason."""


def move_many(person: Person, pairs: Iterable[Pair], move: str, reason: str = "") -> Outcome:
    """Makes one move on each text."""
    return do_each(pairs, lambda pair: make_move(person, pair, move, reason))


def extend_many(person: Person, pairs: Iterable[Pair], due: datetime) -> Outcome:
    """Gives each text until that moment. Raises Invalid where the moment has passed."""
    if due <= timezone.now():
        raise Invalid(_("The new day has passed already."), _("Choose a day from today on."))
    return do_each(pairs, lambda pair: extend(person, pair, due))


def remind_many(person: Person, pairs: Iterable[Pair], words: str = "") -> Outcome:
    """Reminds the focal points of each text that is owed."""
    return do_each(pairs, lambda pair: remind(person, pair, words))


def extend(person: Person, pair: Pair, due: datetime) -> None:
    """Gives a text that is owed until that moment. Raises Forbidden or WrongState."""
    require(person, Action.EXTEND, pair.report)
    with transaction.atomic():
        if not Pair.objects.filter(pk=pair.pk, state__in=OWED).update(due=due):
            raise _refuse_state(pair)
        record_event(pair.report_id, person.email, "extend", str(pair), details={"due": due.isoformat()})
        announce_extension(person, pair, due)


def remind(person: Person, pair: Pair, words: str = "") -> None:
    """Writes to the focal points of a text that is owed. Raises Forbidden, WrongState, or Invalid where it cannot be.

    A text is not reminded of twice within a day, and not where nobody would receive the message.
    """
    require(person, Action.REMIND, pair.report)
    with transaction.atomic():
        current = Pair.objects.select_for_update().select_related("report").get(pk=pair.pk)
        if current.state not in OWED:
            raise _refuse_state(current)
        lately = OutgoingMail.objects.filter(pair=current, purpose=REMINDER, created__gt=timezone.now() - LEAST_PAUSE)
        if lately.exists():
            raise Invalid(_("A reminder was sent within the last day."), _("Wait a day before the next one."))
        if not remind_focal_points(current, words):
            raise Invalid(_("The entity has no focal point for this text."), _("Give somebody a place in the report."))
        record_event(current.report_id, person.email, "remind", str(current))


def do_each(pairs: Iterable[Pair], act: Callable[[Pair], object]) -> Outcome:
    """Does something with each text; a Problem with one stops no other."""
    done: list[Pair] = []
    refused: list[tuple[Pair, Problem]] = []
    for pair in pairs:
        try:
            act(pair)
        except Problem as problem:
            refused.append((pair, problem))
        else:
            done.append(pair)
    return Outcome(tuple(done), tuple(refused))


def _refuse_state(pair: Pair) -> WrongState:
    current = State(Pair.objects.values_list("state", flat=True).get(pk=pair.pk))
    return WrongState(current, current.label)
