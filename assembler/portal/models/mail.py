"""Messages that are to be sent: written in the transaction of what they tell of, sent by a worker."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assembler.portal.models.pairs import Pair
from assembler.portal.models.people import Person
from assembler.portal.models.texts import Report


class OutgoingMail(models.Model):
    """An e-mail to one person, whose address and places are looked up when it is sent."""

    class State(models.TextChoices):
        """What has become of it."""

        WAITING = "waiting", _("waiting")
        HELD = "held", _("held")
        SENT = "sent", _("sent")
        DROPPED = "dropped", _("not sent")
        FAILED = "failed", _("failed")

    class Obstacle(models.TextChoices):
        """Why it was dropped."""

        INACTIVE = "inactive", _("The person may not sign in any more.")
        NO_PLACE = "no-place", _("The person has no place in the report any more.")
        DONE = "done", _("The text does not wait for the person any more.")
        HELD = "held", _("An administrator dropped the message after a restore.")
        TOO_LATE = "too-late", _("The sign-in link would have come too late.")

    person = models.ForeignKey(Person, models.CASCADE, related_name="mail")
    pair = models.ForeignKey(Pair, models.CASCADE, null=True, related_name="mail")
    """The text that it is about; only those who write about the text receive it."""
    report = models.ForeignKey(Report, models.CASCADE, null=True, related_name="+")
    """The report of which it asks for texts or clearances; it is sent only while the report waits for that person."""
    subject = models.CharField(max_length=300)
    text = models.TextField()
    """Its words; those of a sign-in message are taken out when it was sent."""
    purpose = models.CharField(max_length=40)
    """Why it is sent: sign-in, receipt, query, reminder and the like."""
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created = models.DateTimeField(default=timezone.now)
    sent = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt = models.DateTimeField(default=timezone.now)
    """When a worker takes it next; while one sends it, when that one must have died."""
    error = models.CharField(max_length=300, blank=True)
    """An Obstacle where it was dropped, else what the mail server said last."""

    class Meta:
        ordering = ("-created", "-pk")
        indexes = (models.Index(fields=("state", "next_attempt"), name="mail_that_is_due"),)

    def __str__(self) -> str:
        return self.subject
