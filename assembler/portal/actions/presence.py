"""Who has the page of a text open, and in which paragraph each of them writes."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from assembler.portal.models import Person, Presence, Report

_LONGEST = timedelta(hours=12)
"""After how long without a sign a row is taken out."""


def note_presence(person: Person, report: Report, path: str, paragraph: int | None = None) -> list[Presence]:
    """Notes that the person has the page of a text open; the others who have it.

    A page with a script gives a sign again and again, with the paragraph in which the person writes, or 0.
    """
    now = timezone.now()
    fields: dict[str, object] = {"seen": now, "is_live": paragraph is not None, "paragraph": paragraph or 0}
    with transaction.atomic():
        rows = Presence.objects.filter(report=report, path=path, person=person)
        if paragraph is None and not rows.current().exists():
            fields["opened"] = now
        Presence.objects.update_or_create(report=report, path=path, person=person, defaults=fields)
        Presence.objects.filter(seen__lt=now - _LONGEST).delete()
    others = Presence.objects.filter(report=report, path=path).exclude(person=person)
    return list(others.current().select_related("person"))
