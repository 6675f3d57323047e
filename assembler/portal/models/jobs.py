"""Builds, and the workers that make them.

The row is the truth: its key is the hash of the snapshot, the options and the version of the program. So a build is
made once, however many ask. A worker that makes it says every few seconds that it lives.
"""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assembler.portal.models.people import Person
from assembler.portal.models.texts import Blob, Report


class Build(models.Model):
    """A draft or a final of a revision."""

    class State(models.TextChoices):
        """How far it has come."""

        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        REFUSED = "refused"
        FAILED = "failed"

    id = models.CharField(primary_key=True, max_length=64)
    """The hash of snapshot, options and version."""
    report = models.ForeignKey(Report, models.CASCADE, related_name="builds")
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices={"draft": "draft", "final": "final"})
    formats = models.JSONField(default=list)
    label = models.CharField(max_length=100, blank=True)
    accepted = models.JSONField(default=dict)
    """By the code of a rule, the reason for which its findings do not block a final."""
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    stage = models.CharField(max_length=60, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)
    log = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=100, blank=True)
    beat = models.DateTimeField(null=True)
    """When its worker last said that it lives."""
    asked = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    finished = models.DateTimeField(null=True)
    sent_out = models.DateTimeField(null=True)
    """When it was sent to everybody in the report; null as long as it was not."""

    class Meta:
        ordering = ("-asked",)
        constraints = (models.CheckConstraint(condition=Q(attempts__lte=3), name="three_attempts"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.report_id} {self.revision}"


class BuildFile(models.Model):
    """An output of a build."""

    build = models.ForeignKey(Build, models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("build", "name")
        constraints = (models.UniqueConstraint(fields=("build", "name"), name="one_output_name"),)

    def __str__(self) -> str:
        return self.name


class WorkerQuerySet(models.QuerySet["Worker"]):
    """Workers by whether they live."""

    def alive(self) -> Self:
        """Those that have said so lately."""
        return self.filter(beat__gt=timezone.now() - settings.BUILD_SILENCE)


class Worker(models.Model):
    """A process that makes builds and sends mail."""

    name = models.CharField(max_length=64, primary_key=True)
    beat = models.DateTimeField(default=timezone.now)
    """When it last said that it lives."""

    objects: ClassVar[models.Manager[Worker]] = models.Manager.from_queryset(WorkerQuerySet)()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
