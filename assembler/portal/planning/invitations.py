"""Messages that ask focal points for texts: each person receives one for a report, and never a second one."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from assembler.model.value import Value
from assembler.portal import text_tree
from assembler.portal.models import Event, Pair, Person, Report
from assembler.portal.models.events import record_event
from assembler.portal.models.pairs import OWED
from assembler.portal.notices import describe_invitation, group_by_focal_point, invite
from assembler.portal.page_content.names import Names
from assembler.portal.permissions import Action, require
from assembler.portal.problems import Invalid

EVENT = "invite"
"""What the events of invitations are called."""
LONGEST_WORDS = 2000
"""How many characters of its own an invitation may have."""


class Invitation(Value):
    """A message as it would be sent."""

    person: Person
    entities: str
    """The entities for which the person answers."""
    texts: int
    """How many texts it asks for."""
    subject: str
    text: str


class Invitations(Value):
    """What the page shows."""

    letters: tuple[Invitation, ...]
    """The messages that can be sent."""
    nobody: tuple[str, ...]
    """The entities that owe texts and have no focal point."""
    log: tuple[Event, ...]
    """The invitations that were sent, the newest first."""


def read_invitations(person: Person, report: Report, words: str) -> Invitations:
    """Whom the report can invite, and whom it has invited."""
    names = Names([report.pk])
    pairs = _list_owed(report, names)
    groups = group_by_focal_point(pairs)
    before = _list_invited(report)
    letters = tuple(
        Invitation(
            one,
            ", ".join(dict.fromkeys(names.name_entity(pair) for pair in own)),
            len(own),
            *describe_invitation(one, report, own, person, words, names),
        )
        for one, own in groups.items()
        if one.email not in before
    )
    answered = {str(pair) for own in groups.values() for pair in own}
    nobody = dict.fromkeys(names.name_entity(pair) for pair in pairs if str(pair) not in answered)
    log = Event.objects.filter(chain=report.pk, what=EVENT).order_by("-number")
    return Invitations(letters, tuple(nobody), tuple(log))


def send_invitations(person: Person, report: Report, addresses: Collection[str], words: str) -> int:
    """Writes each of these people one message, with the words of the editor; how many were not invited before.

    Raises Forbidden, or Invalid where nobody is left to be invited, or where the words are too many.
    """
    require(person, Action.INVITE, report)
    if len(words) > LONGEST_WORDS:
        raise Invalid(_("The words are too long."), _("Write at most 2,000 characters."), field="words")
    if not addresses:
        raise Invalid(_("Nobody was chosen."), _("Choose one or more people in the list."))
    with transaction.atomic():
        text_tree.lock_report(report)  # two editors at once invite nobody twice
        before = _list_invited(report)
        everybody = group_by_focal_point(_list_owed(report, Names([report.pk])))
        groups = {one: own for one, own in everybody.items() if one.email in addresses and one.email not in before}
        if not groups:
            raise Invalid(_("Nobody is invited."), _("These people owe no text, or were invited before."))
        invite(report, groups, person, words)
        for one, own in groups.items():
            details = {"texts": [str(pair) for pair in own], "words": words}
            record_event(report.pk, person.email, EVENT, one.email, details=details)
    return len(groups)


def _list_owed(report: Report, names: Names) -> list[Pair]:
    pairs = list(Pair.objects.filter(report=report, state__in=OWED).select_related("report"))
    return sorted(pairs, key=lambda pair: (names.find_entity_position(pair), names.find_position(pair)))


def _list_invited(report: Report) -> frozenset[str]:
    return frozenset(Event.objects.filter(chain=report.pk, what=EVENT).values_list("object", flat=True))
