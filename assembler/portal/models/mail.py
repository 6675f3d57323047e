"""Messages that are to be sent: written in the transaction of what they tell of, sent by a worker."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class OutgoingMail(models.Model):
    """An e-mail to one person."""

    to = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    purpose = models.CharField(max_length=40)
    """Why it is sent: sign-in, receipt, query, reminder and the like."""
    created = models.DateTimeField(default=timezone.now)
    sent = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-created", "-pk")

    def __str__(self) -> str:
        return self.subject
