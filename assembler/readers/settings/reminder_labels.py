"""Reads the fixed words of reminders; the schema of their file."""

from __future__ import annotations

from assembler.model.finding import Finding
from assembler.model.status import ReminderLabels
from assembler.model.value import convert
from assembler.readers.settings.plan_schema import LANGUAGES
from assembler.readers.settings.schema_types import Choice, Field, FileSchema, Phrase, RecordOf, Text
from assembler.readers.settings.validation import read_labels_file

_PHRASES: dict[str, tuple[str, tuple[str, ...]]] = {
    "subject": ("The subject of the mail.", ("symbol",)),
    "not_received": ("That texts are missing.", ("title",)),
    "entity": ("Whose texts they are.", ("entity",)),
    "deadline": ("The day by which they were asked for.", ("deadline",)),
    "draft": ("What is said of an organization on which there is a draft.", ("organization",)),
    "return_to": ("Where the texts go.", ("address",)),
    "late": ("By how many days a text is late; the item of the list stands before.", ("item", "days")),
}
_TEXTS = {
    "greeting": "The greeting.",
    "organizations": "The line over the list of organizations.",
    "request": "What to do.",
    "thanks": "The last line.",
}

REMINDER_LABELS = FileSchema(
    "the file of the words of reminders",
    "The fixed words of reminders in one language.",
    RecordOf(
        (
            Field("language", Choice(LANGUAGES), "The language.", required=True),
            Field("direction", Choice(("ltr", "rtl")), "The direction of its script.", required=True),
            *(
                Field(name, Phrase(places), documentation, required=True)
                for name, (documentation, places) in _PHRASES.items()
            ),
            *(Field(name, Text(), documentation, required=True) for name, documentation in _TEXTS.items()),
        ),
        "language: en",
    ),
)
"""What the file may hold."""


def read_reminder_labels(text: str, path: str) -> tuple[ReminderLabels | None, tuple[Finding, ...]]:
    """The fixed words, and the findings; no words where a single one is faulty, since each is sent."""
    record, findings = read_labels_file(text, path, REMINDER_LABELS)
    return None if record is None else convert(record.plain, ReminderLabels), findings
