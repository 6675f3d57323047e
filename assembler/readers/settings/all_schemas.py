"""The schemas of all settings files by name; a report is read without most of them."""

from __future__ import annotations

from collections.abc import Mapping

from assembler.readers.settings.answer_labels import ANSWER_LABELS
from assembler.readers.settings.comparison_labels import COMPARISON_LABELS
from assembler.readers.settings.header_schema import CONSOLIDATED_HEADER, ENTITY_HEADER
from assembler.readers.settings.labels import LABELS
from assembler.readers.settings.plan_schema import ENTITIES, ORGANIZATIONS, REPORT
from assembler.readers.settings.questionnaire_labels import QUESTIONNAIRE_LABELS
from assembler.readers.settings.reminder_labels import REMINDER_LABELS
from assembler.readers.settings.schema_types import FileSchema

SCHEMAS: Mapping[str, FileSchema] = {
    "report": REPORT,
    "organizations": ORGANIZATIONS,
    "entities": ENTITIES,
    "contribution": ENTITY_HEADER,
    "consolidated": CONSOLIDATED_HEADER,
    "labels": LABELS,
    "form": QUESTIONNAIRE_LABELS,
    "comparison": COMPARISON_LABELS,
    "reminder": REMINDER_LABELS,
    "answer": ANSWER_LABELS,
}
"""The schemas of all settings files, by the name under which a user asks for them."""
