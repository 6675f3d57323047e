"""The Word questionnaire for a focal point: its fixed words in one language, and its content for one entity."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assembler.model.value import Value


class QuestionnaireLabels(Value):
    """The fixed words of the questionnaire in one language, as templates/form/LANGUAGE.yaml gives them."""

    language: str
    """ar, zh, en, fr, ru or es."""
    direction: str
    """ltr or rtl."""
    thousands: str
    """What groups the figures of a large number."""
    colon: str
    """What stands between a word and what is said of it."""
    title: str
    """The title of the questionnaire."""
    report: str
    """The word for the report."""
    entity: str
    """The word for the entity."""
    requested_by: str
    """The words for the department and the person who ask."""
    sender_form: str
    """Who asks, with {department} and {name}."""
    period: str
    """The words for the reporting period."""
    period_form: str
    """The period, with {first} and {last}."""
    deadline: str
    """The words for the day by which the answers are awaited."""
    return_to: str
    """The words for where the questionnaire goes."""
    questions_to: str
    """The words for whom one may ask."""
    length: str
    """The words for the length of the texts."""
    length_form: str
    """How long each text may be, with {words}."""
    contact_name: str
    """The words for the name of who answers for the texts."""
    contact_email: str
    """The words for that person's address."""
    name_hint: str
    """What stands in the field of the name until it is filled."""
    email_hint: str
    """What stands in the field of the address until it is filled."""
    approved_by: str
    """The words for who approved the texts."""
    approved_on: str
    """The words for the day on which they were approved."""
    approver_hint: str
    """What stands in the field of who approved them until it is filled."""
    approval_day_hint: str
    """What stands in the field of that day until it is filled."""
    steps_title: str
    """The heading over the steps."""
    steps: tuple[str, ...]
    """What to do with the questionnaire, in order."""
    approval_step: str
    """What to do when the texts are approved."""
    return_step: str
    """The last step, where the plan says where the questionnaire goes."""
    themes_step: str
    """What to do where the text needs headings, with {themes}."""
    theme_form: str
    """A theme among others, with {theme}."""
    themes_between: str
    """What stands between two themes."""
    organizations_title: str
    """The heading over the list of organizations."""
    question: str
    """What is asked of each organization, with {entity} and {organization}."""
    question_length: str
    """How long the answer may be, with {words}; follows the question, so that a space begins it."""
    last_title: str
    """The line over last time's text."""
    note_form: str
    """A footnote of last time's text, with {text}."""
    nothing: str
    """What the check box says."""
    answer_title: str
    """The line over the field for the answer."""
    answer_hint: str
    """What stands in that field until it is filled."""
    closing: str
    """The words after the last organization."""
    page_form: str
    """The page in the foot, with {page} and {pages}."""

    def print_number(self, number: int) -> str:
        """The number with its figures in groups of three."""
        return f"{number:,}".replace(",", self.thousands)


class QuestionnaireFact(Value):
    """A line at the head of the questionnaire."""

    name: str
    """What it is about."""
    words: str
    """What it says."""
    weighty: bool = False
    """Whether nobody should overlook it."""


class QuestionnaireField(Value):
    """A short field to be filled."""

    tag: str
    """By what the field is found again."""
    name: str
    """What is to be filled in."""
    hint: str
    """What stands in it until then."""
    is_day: bool = False
    """Whether it is a day, which Word can choose from a calendar."""


class LastLine(Value):
    """A paragraph of last time's text."""

    words: str
    """Its words."""
    heading: bool = False
    """Whether it is a heading."""


class QuestionnaireSection(Value):
    """What the questionnaire asks about one organization."""

    organization: str
    """Its identifier."""
    title: str
    """Its name with its acronym."""
    question: str
    """What is asked."""
    name: str
    """Its official name."""
    last: tuple[LastLine, ...] = ()
    """What the entity said last time; empty where nothing is to be shown."""


class Questionnaire(Value):
    """The questionnaire of one entity, ready to be written."""

    labels: QuestionnaireLabels
    """Its fixed words."""
    title: str
    """The title of the report."""
    day: date
    """The day of the report, the moment of everything in the file."""
    identity: Mapping[str, str]
    """The properties of the file by which programs recognize it, by name."""
    foot: str
    """The words at the foot of each page."""
    facts: tuple[QuestionnaireFact, ...]
    """The lines at its head."""
    contact: tuple[QuestionnaireField, ...]
    """The fields for who answers for the texts and who approved them."""
    steps: tuple[str, ...]
    """What to do with it, in order."""
    sections: tuple[QuestionnaireSection, ...]
    """The organizations, in printed order."""
    last_direction: str = "ltr"
    """ltr or rtl, that of last time's text."""
