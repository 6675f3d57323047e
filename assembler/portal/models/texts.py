"""Reports, their revisions and the versions of their files.

A report's texts are a tree of files with the layout of a report's folder. The tree is kept as the versions of each
file: the content that a path has from one revision until another. So each revision can be had again, the current tree
is the versions without an end, and the database itself holds each path to one current version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from assembler.portal.models.people import Membership, Person

if TYPE_CHECKING:
    from collections.abc import Mapping


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports by who may see them."""

    def visible_to(self, person: Person) -> ReportQuerySet:
        """The reports in which the person has a place now."""
        places = Membership.objects.current().filter(person=person, report=OuterRef("pk"))
        return self.filter(Exists(places))


class Blob(models.Model):
    """The content of a file; its bytes lie in the storage under its hash."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.sha256


class Report(models.Model):
    """One report."""

    id = models.SlugField(primary_key=True, max_length=80)
    symbols = models.CharField(max_length=200)
    title = models.CharField(max_length=500)
    language = models.CharField(max_length=10, default="en")
    words_each = models.PositiveIntegerField(default=0)
    """How many words each contribution may have; 0 where the plan sets no limit."""
    themes = models.JSONField(default=list)
    """The themes under which the texts stand, in the order of the plan."""
    created = models.DateTimeField(default=timezone.now, editable=False)
    last_revision = models.PositiveIntegerField(default=0)
    shared = models.JSONField(default=dict)
    """The hash that each path had when the folder outside and the tree here last agreed on it."""

    objects: ClassVar[models.Manager[Report]] = models.Manager.from_queryset(ReportQuerySet)()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.symbols


class _ListedBody(models.Model):
    """A body of a name list of the report; renewed when the list changes."""

    key = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    acronym = models.CharField(max_length=60, blank=True)
    position = models.PositiveIntegerField(default=0)
    """Its place in printed order."""

    class Meta:
        abstract = True
        ordering = ("report", "position")

    def __str__(self) -> str:
        return self.acronym or self.name


class Entity(_ListedBody):
    """An entity of the United Nations that may contribute."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="entities")

    class Meta(_ListedBody.Meta):
        constraints = (models.UniqueConstraint(fields=("report", "key"), name="one_entity"),)


class Organization(_ListedBody):
    """An organization on which the report is."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="organizations")

    class Meta(_ListedBody.Meta):
        constraints = (models.UniqueConstraint(fields=("report", "key"), name="one_organization"),)


class Revision(models.Model):
    """A change of a report's files: who, when, why."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ("report", "number")
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="one_revision_number"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.number}"


class FileVersion(models.Model):
    """The content that a path of a report has from one revision until another."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    path = models.CharField(max_length=300)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    first = models.PositiveIntegerField()
    """The number of the revision with which it came."""
    until = models.PositiveIntegerField(null=True)
    """The number of the revision with which it went; null as long as it stands."""

    class Meta:
        indexes = (models.Index(fields=("report", "path", "first")),)
        constraints = (
            models.UniqueConstraint(fields=("report", "path"), condition=Q(until=None), name="one_current_version"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("first")), name="file_goes_after_it_came"),
        )

    def __str__(self) -> str:
        return f"{self.path} {self.first}"


type Tree = Mapping[str, str]
"""The hash of each file of a report by its path."""
