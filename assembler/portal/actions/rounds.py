"""Clearance rounds: sends texts to their entities, reminds who has not answered, records where silence clears."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from assembler.portal import text_tree
from assembler.portal.actions.many import Outcome, do_each
from assembler.portal.actions.moves import make_move
from assembler.portal.actions.reminders import EVENT, LEAST_PAUSE, name_people
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import DocumentAnswer, ExcerptRequest
from assembler.portal.models import OutgoingMail, Pair, Person, Report, Round
from assembler.portal.models.events import record_event
from assembler.portal.moves import SILENCE
from assembler.portal.notices import ask_for_clearance, group_by_focal_point
from assembler.portal.permissions import Action, require
from assembler.portal.problems import Invalid
from assembler.portal.roles import State

_ROUND, _REMINDER = "clearance-round", "clearance-reminder"
"""Purposes of messages."""


def send_round(person: Person, report: Report, pairs: Iterable[Pair], due: datetime, silence: str) -> Outcome:
    """Sends each text for clearance, with one message to each focal point.

    A text that nobody would answer for is refused. Raises Forbidden, or Invalid where day or meaning of silence cannot
    be used.
    """
    require(person, Action.ASK_FOR_CLEARANCE, report)
    if due <= timezone.now():
        raise Invalid(_("The day of answer has passed already."), _("Choose a day from today on."))
    if silence not in Round.Silence.values:
        raise Invalid(_("What no answer means is missing."), _("Choose what it means that an entity does not answer."))
    with transaction.atomic():
        revision = text_tree.lock_report(report).last_revision
        round = Round.objects.create(report=report, by=person, due=due, silence=silence, revision=revision)
        outcome = do_each(pairs, lambda pair: _send(person, pair, round))
        if not outcome.done:
            round.delete()
            return outcome
        texts = [str(pair) for pair in outcome.done]
        details = {"due": due.isoformat(), "silence": silence, "revision": revision, "texts": texts}
        record_event(report.pk, person.email, "clearance round", report.pk, details=details)
        ask_for_clearance(report, group_by_focal_point(outcome.done), _ROUND)
    return outcome


def record_silence(person: Person, report: Report) -> Outcome:
    """Clears each text whose entity was told that no answer clears the words, and has not answered by the day.

    A text whose words have changed since they were sent is refused. Raises Forbidden.
    """
    require(person, Action.ASK_FOR_CLEARANCE, report)
    late = Pair.objects.filter(report=report, round__silence=Round.Silence.CLEARS, round__due__lt=timezone.now())
    waiting = late.filter(state=State.SENT_FOR_CLEARANCE).select_related("report", "round")
    return do_each(waiting, lambda pair: make_move(person, pair, SILENCE))


def make_excerpt(person: Person, report: Report, entity: str, format: str) -> bytes:
    """The paragraphs that wait to be cleared by the entity, as docx or pdf.

    Raises Forbidden, Http404 where no text of the entity waits, or Invalid where no words would print.
    """
    require(person, Action.ASK_FOR_CLEARANCE, report)
    waiting = Pair.objects.filter(report=report, entity=entity, state=State.SENT_FOR_CLEARANCE)
    organizations = tuple(waiting.values_list("organization", flat=True))
    if not organizations:
        raise Http404
    files = text_tree.check_out(report)
    request = ExcerptRequest(files=files, entity=entity, organizations=organizations, format=format)
    answer = run_job("make_excerpt", request, DocumentAnswer)
    if not answer.data:
        raise Invalid(_("There is no excerpt for this entity."), answer.obstacle)
    return answer.data


def _send(person: Person, pair: Pair, round: Round) -> None:
    if not group_by_focal_point([pair]):
        raise Invalid(_("The entity has no focal point for this text."), _("Give somebody a place in the report."))
    make_move(person, pair, "send-for-clearance", with_notice=False)
    pair.round, pair.due = round, round.due
    pair.save(update_fields=["round", "due"])


def remind_of_clearance(person: Person, report: Report) -> int:
    """Writes once a day to each focal point who has not answered; how many these are. Raises Forbidden."""
    require(person, Action.ASK_FOR_CLEARANCE, report)
    with transaction.atomic():
        text_tree.lock_report(report)
        lately = OutgoingMail.objects.filter(
            report=report, purpose=_REMINDER, created__gt=timezone.now() - LEAST_PAUSE
        ).values_list("person", flat=True)
        waiting = Pair.objects.filter(report=report, state=State.SENT_FOR_CLEARANCE).select_related("round")
        groups = group_by_focal_point(waiting)
        for reminded in [one for one in groups if one.pk in set(lately)]:
            del groups[reminded]
        ask_for_clearance(report, groups, _REMINDER)
        for text in sorted({str(pair) for pairs in groups.values() for pair in pairs}):
            record_event(report.pk, person.email, EVENT, text, details=name_people(groups, text))
    return len(groups)
