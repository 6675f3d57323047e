"""Who has the page of a text open: rows that last as long as the page is."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone

from assembler.portal.models.people import Person
from assembler.portal.models.texts import Report

_LIVE, _OPENED = timedelta(seconds=45), timedelta(minutes=10)
"""How long a person counts as present after the last sign of the page: with a script, the page gives many signs."""


class PresenceQuerySet(models.QuerySet["Presence"]):
    """Rows of presence."""

    def current(self) -> PresenceQuerySet:
        """Those of people who have the page open now."""
        now = timezone.now()
        live = models.Q(is_live=True, seen__gt=now - _LIVE)
        return self.filter(live | models.Q(is_live=False, seen__gt=now - _OPENED))


class Presence(models.Model):
    """A person who has the page of a text open."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    path = models.CharField(max_length=300)
    """The file of the text."""
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    opened = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(default=timezone.now)
    is_live = models.BooleanField(default=False)
    """Whether the page gives signs by itself."""
    paragraph = models.PositiveIntegerField(default=0)
    """The paragraph in which the person writes; 0 where there is none."""

    objects = PresenceQuerySet.as_manager()

    class Meta:
        ordering = ("opened",)
        constraints = (models.UniqueConstraint(fields=("report", "path", "person"), name="one_presence"),)

    def __str__(self) -> str:
        return f"{self.person} {self.path}"
