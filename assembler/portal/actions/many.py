"""What an editor does with many texts at once: each text for itself, so that one that is refused stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from assembler.model.value import Value
from assembler.portal.actions.moves import make_move
from assembler.portal.models import Membership, Pair, Person, Report
from assembler.portal.models.events import record_event
from assembler.portal.models.pairs import OWED
from assembler.portal.notices import announce_assignment, announce_extension
from assembler.portal.permissions import Action, require
from assembler.portal.problems import Invalid, Problem, WrongState
from assembler.portal.roles import Role, State

_MOST = 500
"""On how many texts one act may be done."""


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


def extend(person: Person, pair: Pair, due: datetime) -> None:
    """Gives a text that is owed until that moment. Raises Forbidden or WrongState."""
    require(person, Action.EXTEND, pair.report)
    with transaction.atomic():
        if not Pair.objects.filter(pk=pair.pk, state__in=OWED).update(due=due):
            raise _refuse_state(pair)
        record_event(pair.report_id, person.email, "extend", str(pair), details={"due": due.isoformat()})
        announce_extension(person, pair, due)


def find_pairs(report: Report, names: Iterable[str]) -> list[Pair]:
    """The texts of these names, such as `unhcr/au`. Raises Invalid where there is none, or too many."""
    chosen = {tuple(name.partition("/")[::2]) for name in names}
    if not chosen:
        raise Invalid(_("No text was chosen."), _("Choose one or more texts in the list."))
    if len(chosen) > _MOST:
        raise Invalid(_("Too many texts were chosen."), _("Choose at most 500 texts at once."))
    pairs = Pair.objects.select_related("report").filter(
        report=report, entity__in={entity for entity, _organization in chosen}
    )
    return [pair for pair in pairs if (pair.entity, pair.organization) in chosen]


def find_reader(report: Report, email: str) -> Person:
    """The editor of the report with that address. Raises Invalid where there is none."""
    places = Membership.objects.current().filter(report=report, role=Role.EDITOR)
    reader = Person.objects.filter(email=email.strip().lower(), pk__in=places.values("person")).first()
    if reader is None:
        raise Invalid(_("This person is no editor of the report."), _("Choose an editor of the list."))
    return reader


def assign_many(person: Person, pairs: Iterable[Pair], reader: Person | None) -> Outcome:
    """Says of each text which editor reads it; None for every editor.

    Somebody else who now reads texts receives one message that lists them.
    """
    new: list[Pair] = []

    def change(pair: Pair) -> None:
        if assign(person, pair, reader):
            new.append(pair)

    with transaction.atomic():
        outcome = do_each(pairs, change)
        if new and reader and reader != person:
            announce_assignment(person, reader, new[0].report, new)
    return outcome


def assign(person: Person, pair: Pair, reader: Person | None) -> bool:
    """Says which editor reads a text; whether it was another one before. Raises Forbidden."""
    require(person, Action.ASSIGN, pair.report)
    with transaction.atomic():
        if (
            Pair.objects.filter(pk=pair.pk)
            .exclude(Q(reader=reader) if reader else Q(reader=None))
            .update(reader=reader)
        ):
            details = {"reader": reader.email if reader else ""}
            record_event(pair.report_id, person.email, "assign", str(pair), details=details)
            return True
    return False


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
