"""The descriptions of all settings files by name; a report is read without most of them."""

from __future__ import annotations

from collections.abc import Mapping

from assembler.readers.settings.comparison_labels import COMPARISON_WORDS
from assembler.readers.settings.header_keys import CONSOLIDATED_HEADER, ENTITY_HEADER
from assembler.readers.settings.labels import LABELS
from assembler.readers.settings.plan_keys import ENTITIES, ORGANIZATIONS, REPORT
from assembler.readers.settings.questionnaire_labels import FORM_WORDS
from assembler.readers.settings.schema import FileSchema

SCHEMAS: Mapping[str, FileSchema] = {
    "report": REPORT,
    "organizations": ORGANIZATIONS,
    "entities": ENTITIES,
    "contribution": ENTITY_HEADER,
    "consolidated": CONSOLIDATED_HEADER,
    "labels": LABELS,
    "form": FORM_WORDS,
    "comparison": COMPARISON_WORDS,
}
"""The descriptions of all settings files, by the name under which a user asks for them."""
