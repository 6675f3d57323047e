"""Filters of a report's texts that a person has named."""

from __future__ import annotations

from django.db import models

from assembler.portal.models.people import Person
from assembler.portal.models.texts import Report


class SavedView(models.Model):
    """A named filter of the texts of a report."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="saved_views")
    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=300)
    """The query of the address that asks for these texts."""

    class Meta:
        ordering = ("person", "report", "name")
        constraints = (models.UniqueConstraint(fields=("person", "report", "name"), name="one_view_of_a_name"),)

    def __str__(self) -> str:
        return self.name
