"""How far the text of an entity on an organization has come; receipts, messages and clearance rounds."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from assembler.portal.models.people import Membership, Person
from assembler.portal.models.texts import Report
from assembler.portal.roles import Role, State

OWED = (State.EXPECTED, State.DRAFT, State.RETURNED)
"""The states in which the entity has still to send the text."""


class PairQuerySet(models.QuerySet["Pair"]):
    """Pairs by who may see them."""

    def visible_to(self, person: Person) -> PairQuerySet:
        """A focal point sees those of the entity; everybody else in a report sees all of them."""
        others = _list_places(person).exclude(role=Role.FOCAL_POINT)
        return self.filter(_is_answered_by(person) | Exists(others))

    def answered_by(self, person: Person) -> PairQuerySet:
        """Those for which the person is a focal point now."""
        return self.filter(_is_answered_by(person))


def _list_places(person: Person) -> QuerySet[Membership]:
    return Membership.objects.current().filter(person=person, report=OuterRef("report"))


def _is_answered_by(person: Person) -> Exists:
    """Whether the person is a focal point of the text: of the whole entity, or on its organization."""
    on = Q(organization="") | Q(organization=OuterRef("organization"))
    return Exists(_list_places(person).filter(on, role=Role.FOCAL_POINT, entity=OuterRef("entity")))


class Round(models.Model):
    """A sending of texts to their entities, which are to clear the words or object."""

    class Silence(models.TextChoices):
        """What it means that an entity does not answer."""

        CLEARS = "clears", _("No answer by this day means that the words are cleared.")
        BLOCKS = "blocks", _("No answer by this day keeps the final back.")

    report = models.ForeignKey(Report, models.CASCADE, related_name="rounds")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField()
    """The moment from which an answer is late."""
    silence = models.CharField(max_length=10, choices=Silence)
    revision = models.PositiveIntegerField()
    """The revision of the report whose words were sent."""

    class Meta:
        ordering = ("report", "pk")
        constraints = (models.CheckConstraint(condition=Q(silence__in=("clears", "blocks")), name="known_silence"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.pk}"


class Pair(models.Model):
    """An entity and an organization on which it was asked, or reports unasked."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="pairs")
    entity = models.CharField(max_length=40)
    organization = models.CharField(max_length=40)
    state = models.CharField(max_length=20, choices=State, default=State.EXPECTED)
    due = models.DateTimeField(null=True)
    """The moment from which the text is late."""
    version = models.PositiveIntegerField(default=0)
    """The number of the text's version, counted for each text by itself; 0 as long as there is no text."""
    words = models.PositiveIntegerField(default=0)
    text = models.CharField(max_length=80, blank=True)
    """The library's hash of the text, as sha256:…; empty where there is none."""
    findings = models.PositiveIntegerField(null=True)
    """How many findings the text has; null as long as nobody has checked it."""
    changed = models.DateTimeField(null=True)
    """When the state or the text changed last."""
    reader = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    """The editor who reads the text; null where every editor may."""
    round = models.ForeignKey(Round, models.SET_NULL, null=True, related_name="pairs")
    """The round in which its words were sent for clearance last; null where they were sent by themselves."""

    objects: ClassVar[models.Manager[Pair]] = models.Manager.from_queryset(PairQuerySet)()

    class Meta:
        ordering = ("report", "entity", "organization")
        constraints = (
            models.UniqueConstraint(fields=("report", "entity", "organization"), name="one_pair"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="state_of_the_table"),
        )

    def __str__(self) -> str:
        return f"{self.entity}/{self.organization}"

    @property
    def path(self) -> str:
        """Where the text stands in the report's files, if it is Markdown."""
        return f"contributions/{self.entity}/{self.organization}.md"

    @property
    def paths(self) -> tuple[str, str]:
        """Where the text may stand: as Markdown, or as the Word file that it came as."""
        return self.path, f"{self.path.removesuffix('md')}docx"

    def is_silent(self, at: datetime | None = None) -> bool:
        """Whether the day of answer has passed, and the entity was told that no answer clears the words."""
        round = self.round
        return round is not None and round.silence == Round.Silence.CLEARS and (at or timezone.now()) > round.due

    def is_clearance_late(self, at: datetime | None = None) -> bool:
        """Whether the entity has not answered by the day of the round in which the words were sent."""
        round = self.round
        return self.state == State.SENT_FOR_CLEARANCE and round is not None and (at or timezone.now()) > round.due

    def is_late(self, at: datetime | None = None) -> bool:
        """Whether the text is owed and its day has passed."""
        return self.state in OWED and self.due is not None and (at or timezone.now()) > self.due


class Receipt(models.Model):
    """What a focal point keeps of an act on a text."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="receipts")
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="receipts")
    number = models.PositiveIntegerField()
    """Drawn by lot, and unique in the report."""
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    """The move: submit, nothing-to-report, clear, object or withdraw."""
    revision = models.PositiveIntegerField()
    text = models.CharField(max_length=80, blank=True)
    """The library's hash of the text on which the act was done."""

    class Meta:
        ordering = ("report", "pk")
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="one_receipt_number"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.number}"


class Message(models.Model):
    """A message in the thread on a text, between the entity and the editors."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="messages")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField()
    quote = models.TextField(blank=True)
    """The words of the text that the message is about."""
    is_proposal = models.BooleanField(default=False)
    """Whether the text stands for the quoted words, which are to be cleared."""
    is_query = models.BooleanField(default=False)
    """Whether the entity is asked to answer."""
    addressee = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    """Who is asked; null for all focal points of the text."""
    due = models.DateTimeField(null=True, blank=True)
    read = models.DateTimeField(null=True, blank=True)
    """When an editor opened a page with it; null as long as none has, and for what editors wrote."""
    answers = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="answer")

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def key(self) -> str:
        """Its name on a page, which tells nobody how many messages others write."""
        return salted_hmac("assembler.portal.message", str(self.pk), algorithm="sha256").hexdigest()[:16]
