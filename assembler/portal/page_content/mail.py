"""Mail on its way, for the page `/mail/`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assembler.model.value import Value
from assembler.portal.models import OutgoingMail
from assembler.portal.page_content.labels import MOVES

MOST = 100
"""How many messages a page shows."""
_PURPOSES: dict[str, Promise] = {
    "sign-in": _("Sign in"),
    "receipt": _("Receipt"),
    "message": _("Message"),
    "query": _("Query"),
    "answer": _("Answer"),
    "share": _("Shared text"),
    "assign": _("Assigned texts"),
    "reminder": _("Reminder"),
    "deadline": _("Another deadline"),
    "invitation": _("Invitation"),
    "clearance-round": _("Sent for clearance"),
    "clearance-reminder": _("Reminder"),
}


class Letter(Value):
    """A message as the page shows it."""

    mail: OutgoingMail
    """The row."""
    purpose: str | Promise
    """Why it is sent."""
    note: str | Promise
    """Why it was not sent; empty where it was, or waits for the first time."""


def list_letters(state: str) -> tuple[Letter, ...]:
    """The newest messages, of that state where one is named."""
    mail = OutgoingMail.objects.select_related("person").filter(**({"state": state} if state else {}))
    return tuple(map(_describe, mail[:MOST]))


def count_letters() -> Iterator[tuple[str, str, int]]:
    """Of each state, its name in addresses, its word, and how many messages have it."""
    counts = dict(OutgoingMail.objects.order_by().values_list("state").annotate(Count("pk")))
    for state in OutgoingMail.State:
        yield state.value, str(state.label), counts.get(state.value, 0)


def find_oldest_waiting() -> datetime | None:
    """When the message was written that waits longest."""
    waiting = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING)
    return waiting.order_by("created").values_list("created", flat=True).first()


def _describe(mail: OutgoingMail) -> Letter:
    move = MOVES.get(mail.purpose)
    purpose = move[2] if move else _PURPOSES.get(mail.purpose, mail.purpose)
    is_dropped = mail.state == OutgoingMail.State.DROPPED
    note = OutgoingMail.Obstacle(mail.error).label if is_dropped else mail.error
    return Letter(mail, purpose, note)
