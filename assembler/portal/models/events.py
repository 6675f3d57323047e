"""What happened, as a chain of hashes that only grows.

Each report has a chain of its own, and the installation one. An event names the hash of the event before it; the head
of each chain is kept beside it, so that neither a changed nor a missing event stays unseen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from itertools import pairwise
from typing import NoReturn

from django.db import models, transaction
from django.utils import timezone

INSTALLATION = ""
"""The name of the chain of what belongs to no report."""


class Chain(models.Model):
    """The head of a chain of events."""

    name = models.CharField(max_length=80, primary_key=True)
    """The id of the report, or nothing."""
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.name


class EventQuerySet(models.QuerySet["Event"]):
    """Events, which nobody changes or deletes."""

    def update(self, **kwargs: object) -> NoReturn:  # noqa: ARG002  # Django's own signature
        """Refuses. Raises TypeError."""
        raise TypeError("Events are never changed.")

    def delete(self) -> NoReturn:
        """Refuses. Raises TypeError."""
        raise TypeError("Events are never deleted.")


class Event(models.Model):
    """One thing that somebody did."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=254, blank=True)
    """The e-mail address of the person; empty where the program did it."""
    what = models.CharField(max_length=40)
    object = models.CharField(max_length=300)
    """What it was done to: a pair, a path, a person, a build."""
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    before = models.CharField(max_length=64, blank=True)
    """The hash of the event before it."""
    hash = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("chain", "number")
        constraints = (models.UniqueConstraint(fields=("chain", "number"), name="one_event_number"),)

    def __str__(self) -> str:
        return f"{self.what} {self.object}"

    def compute_hash(self) -> str:
        """The hash of all that the event says, and of the hash before it."""
        content = [
            self.chain_id,
            self.number,
            self.at.astimezone(UTC).isoformat(),
            self.actor,
            self.what,
            self.object,
            self.reason,
            self.details,
            self.before,
        ]
        return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def record_event(
    chain_name: str,
    actor: str,
    what: str,
    object: str,
    reason: str = "",
    details: Mapping[str, object] | None = None,
    *,
    at: datetime | None = None,
) -> Event:
    """Adds an event to a chain; called inside the transaction of what it records."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event is recorded in the transaction of what happened.")
    Chain.objects.get_or_create(name=chain_name)
    chain = Chain.objects.select_for_update().get(name=chain_name)
    event = Event(
        chain=chain,
        number=chain.length + 1,
        at=at or timezone.now(),
        actor=actor,
        what=what,
        object=object,
        reason=reason,
        details=dict(details or {}),
        before=chain.head,
    )
    event.hash = event.compute_hash()
    event.save(force_insert=True)
    chain.length, chain.head = event.number, event.hash
    chain.save()
    return event


def verify_chain(name: str) -> Iterator[str]:
    """What is wrong with a chain, one sentence each; nothing where it is whole."""
    chain = Chain.objects.filter(name=name).first()
    if chain is None:
        return
    events = [None, *Event.objects.filter(chain=chain).order_by("number").iterator()]
    for earlier, event in pairwise(events):
        number, before = (earlier.number, earlier.hash) if earlier else (0, "")
        assert event is not None
        if event.number != number + 1:
            yield f"Event {number + 1} is missing."
        elif event.before != before:
            yield f"Event {event.number} does not follow the event before it."
        if event.hash != event.compute_hash():
            yield f"Event {event.number} was changed."
    last = events[-1]
    if (last.number if last else 0, last.hash if last else "") != (chain.length, chain.head):
        yield f"The chain ends before event {chain.length}."
