"""The roles of people and the states of a text, by the names that pages, API and database use."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person is in a report."""

    FOCAL_POINT = "focal-point", _("focal point")
    EDITOR = "editor", _("editor")
    PRODUCER = "producer", _("producer")
    OBSERVER = "observer", _("observer")


class State(TextChoices):
    """How far the text of an entity on an organization has come."""

    EXPECTED = "expected", _("Not begun")
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned to you")
    ACCEPTED = "accepted", _("Accepted")
    CONSOLIDATED = "consolidated", _("In the report")
    SENT_FOR_CLEARANCE = "sent-for-clearance", _("To clear")
    CLEARED = "cleared", _("Cleared")
    OBJECTED = "objected", _("Objected")
    NOTHING_TO_REPORT = "nothing-to-report", _("Nothing to report")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Scope(TextChoices):
    """What a token allows; each includes the ones before it."""

    READ = "read", _("read")
    WRITE = "write", _("write")
    BUILD = "build", _("build")
