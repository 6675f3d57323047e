"""Reads the fixed words of the questionnaire, the Word form for focal points; the schema of their file."""

from __future__ import annotations

from assembler.model.finding import Finding
from assembler.model.questionnaire import QuestionnaireLabels
from assembler.model.value import convert
from assembler.readers.settings.plan_schema import LANGUAGES
from assembler.readers.settings.schema_types import Choice, Field, FileSchema, ListOf, Phrase, RecordOf, Text
from assembler.readers.settings.validation import read_labels_file

_LISTS = {
    "steps": Field("steps", ListOf(Text(), 1, 12), "What to do with the form, in order.", required=True),
}
_PHRASES: dict[str, tuple[str, tuple[str, ...]]] = {
    "sender_form": ("Who asks: the department and a person of it.", ("department", "name")),
    "period_form": ("The reporting period.", ("first", "last")),
    "length_form": ("How long each text may be.", ("words",)),
    "themes_step": ("What to do where the text needs headings.", ("themes",)),
    "theme_form": ("A theme among others.", ("theme",)),
    "question": ("What is asked of each organization.", ("entity", "organization")),
    "question_length": ("How long the answer may be; follows the question, so that a space begins it.", ("words",)),
    "note_form": ("A footnote of last time's text.", ("text",)),
    "page_form": ("The page in the foot.", ("page", "pages")),
}
_TEXTS = {
    "thousands": "What groups the figures of a large number.",
    "colon": "What stands between a word and what is said of it.",
    "title": "The title of the form.",
    "report": "The word for the report.",
    "entity": "The word for the entity.",
    "requested_by": "The words for the department and the person who ask.",
    "return_to": "The words for where the form goes.",
    "questions_to": "The words for whom one may ask.",
    "return_step": "The last step, where the plan says where the form goes.",
    "period": "The words for the reporting period.",
    "deadline": "The words for the day by which the form is awaited.",
    "length": "The words for the length of the texts.",
    "contact_name": "The words for the name of who answers for the texts.",
    "contact_email": "The words for that person's address.",
    "name_hint": "What stands in the field of the name until it is filled.",
    "email_hint": "What stands in the field of the address until it is filled.",
    "approved_by": "The words for who approved the texts.",
    "approved_on": "The words for the day on which they were approved.",
    "approver_hint": "What stands in the field of who approved them until it is filled.",
    "approval_day_hint": "What stands in the field of that day until it is filled.",
    "approval_step": "What to do when the texts are approved.",
    "steps_title": "The heading over the steps.",
    "themes_between": "What stands between two themes.",
    "organizations_title": "The heading over the list of organizations.",
    "last_title": "The line over last time's text.",
    "nothing": "What the check box says.",
    "answer_title": "The line over the field for the answer.",
    "answer_hint": "What stands in that field until it is filled.",
    "closing": "The words after the last organization.",
}

QUESTIONNAIRE_LABELS = FileSchema(
    "the file of the form's words",
    "The fixed words of the form for focal points in one language.",
    RecordOf(
        (
            Field("language", Choice(LANGUAGES), "The language.", required=True),
            Field("direction", Choice(("ltr", "rtl")), "The direction of its script.", required=True),
            *_LISTS.values(),
            *(
                Field(name, Phrase(places), documentation, required=True)
                for name, (documentation, places) in _PHRASES.items()
            ),
            *(Field(name, Text(exact=True), documentation, required=True) for name, documentation in _TEXTS.items()),
        ),
        "language: en",
    ),
)
"""What the file may hold."""


def read_questionnaire_labels(text: str, path: str) -> tuple[QuestionnaireLabels | None, tuple[Finding, ...]]:
    """The fixed words, and the findings; no words where a single one is faulty, since each is shown."""
    record, findings = read_labels_file(text, path, QUESTIONNAIRE_LABELS)
    return None if record is None else convert(record.plain, QuestionnaireLabels), findings
