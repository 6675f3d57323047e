"""Makes the content of the Word questionnaire for a focal point: questions, last time's texts, length, deadline, steps.

The fixed words are those of templates/form/LANGUAGE.yaml in the language of the plan. The file is made by
writers/docx/questionnaire.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assembler.errors import UnknownName
from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    Footnote,
    Inline,
    LetteredList,
    Paragraph,
    Table,
    Text,
)
from assembler.model.plan import Plan
from assembler.model.questionnaire import (
    LastLine,
    Questionnaire,
    QuestionnaireFact,
    QuestionnaireField,
    QuestionnaireLabels,
    QuestionnaireSection,
)
from assembler.model.report import BULLET
from assembler.model.text.plain_text import extract_text
from assembler.model.text.rewriting import rewrite
from assembler.model.text.traversal import walk_contents
from assembler.model.vocabulary import Entity, Labels, Organization, Vocabulary
from assembler.ooxml.questionnaire import APPROVED_BY, APPROVED_ON, CONTACT_EMAIL, CONTACT_NAME, VERSION, Property
from assembler.readers.settings.known_names import resolve_organization
from assembler.readers.settings.labels import read_labels as read_language_labels
from assembler.readers.settings.labels import require_labels
from assembler.readers.settings.questionnaire_labels import read_questionnaire_labels

type Earlier = Collection | None
"""The report of last time, where one is shown."""


def labels_template(plan: Plan) -> str:
    """The name of the template with the fixed words of the questionnaire."""
    return f"form/{plan.language}.yaml"


def read_labels(template: bytes, name: str) -> QuestionnaireLabels:
    """The fixed words of the questionnaire. Raises Unprintable with the first fault of a bad template."""
    return require_labels(template, name, read_questionnaire_labels)


def read_report_labels(template: bytes, name: str) -> Labels:
    """The fixed words of the report's language. Raises Unprintable with the first fault of a bad template."""
    return require_labels(template, name, read_language_labels)


def list_organizations(plan: Plan, vocabulary: Vocabulary, entity: str, named: Sequence[str] = ()) -> tuple[str, ...]:
    """The organizations of the questionnaire in printed order: those named, else all that the plan asks about.

    Raises UnknownName where an organization is in no list, or where the plan asks the entity about nothing.
    """
    asked = named or plan.requested.get(entity, ())
    for id in asked:  # the plan was not checked against a list that cannot be read
        resolve_organization(vocabulary, id)
    if not asked:
        raise UnknownName(
            f"The plan asks {entity} about no organization: name one, "
            f"or add {entity} under “requested” in contributions/report.yaml."
        )
    organizations = vocabulary.organizations
    return tuple(sorted(asked, key=lambda name: (organizations[name].order, name)))


def make_questionnaire(
    labels: QuestionnaireLabels,
    report_labels: Labels,
    plan: Plan,
    vocabulary: Vocabulary,
    entity: str,
    organizations: Iterable[str],
    earlier: Earlier = None,
    *,
    words_each: int,
) -> Questionnaire:
    """The questionnaire of the entity on these organizations, with its text in the earlier report if there is one.

    Dates are those of the report's language, `report_labels`. It asks for about `words_each` words on each
    organization; where that is 0, it says nothing about length.
    """
    asked = tuple(organizations)
    return Questionnaire(
        labels=labels,
        title=plan.title,
        day=plan.date,
        identity={
            Property.VERSION: VERSION,
            Property.REPORT: plan.symbol,
            Property.ROUND: (plan.deadline or plan.date).isoformat(),
            Property.ENTITY: entity,
            Property.ORGANIZATIONS: " ".join(asked),
        },
        foot=f"{vocabulary.entities[entity].short_name}, {plan.symbol}",
        facts=tuple(_list_facts(labels, report_labels, plan, vocabulary.entities[entity], words_each)),
        contact=(
            QuestionnaireField(CONTACT_NAME, labels.contact_name, labels.name_hint),
            QuestionnaireField(CONTACT_EMAIL, labels.contact_email, labels.email_hint),
            QuestionnaireField(APPROVED_BY, labels.approved_by, labels.approver_hint),
            QuestionnaireField(APPROVED_ON, labels.approved_on, labels.approval_day_hint, is_day=True),
        ),
        steps=tuple(_list_steps(labels, plan)),
        sections=tuple(
            _make_section(labels, plan, vocabulary.entities[entity], vocabulary.organizations[id], earlier, words_each)
            for id in asked
        ),
        last_direction=earlier.labels.direction if earlier else labels.direction,
    )


def write_questionnaire(questionnaire: Questionnaire, template: bytes) -> bytes:
    """The questionnaire as a Word file."""
    from assembler.writers.docx.questionnaire import write  # the libraries of Word take a while to load

    return write(questionnaire, template)


def list_phrases(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Every paragraph of the questionnaire's own words, as they read where a program has dropped all fields.

    The names of organizations are left out, because texts stand below them.
    """
    labels = questionnaire.labels
    phrases = [labels.title, questionnaire.title, labels.steps_title, *questionnaire.steps, labels.organizations_title]
    phrases += [f"{part.name} {part.words}" for part in questionnaire.facts]
    phrases += [part for item in questionnaire.contact for part in (item.name, item.hint, f"{item.name} {item.hint}")]
    phrases += [part.question for part in questionnaire.sections]
    phrases += [labels.last_title, labels.nothing, labels.answer_title, labels.answer_hint, labels.closing]
    return tuple(" ".join(part.split()) for part in phrases)


# The first page


def _list_facts(
    labels: QuestionnaireLabels, report_labels: Labels, plan: Plan, entity: Entity, words_each: int
) -> Iterator[QuestionnaireFact]:
    """The lines at the head; those of which the plan says nothing are left out."""
    report = labels.sender_form.format(department=plan.author, name=plan.symbol)  # with the comma of the language
    yield QuestionnaireFact(labels.report, report)
    yield QuestionnaireFact(labels.entity, entity.full_name(plan.language))
    contact = plan.contact
    if contact and (contact.department or contact.name):
        both = labels.sender_form.format(department=contact.department, name=contact.name)
        sender = both if contact.department and contact.name else contact.department or contact.name
        yield QuestionnaireFact(labels.requested_by, sender)
    if plan.period:
        first, last = report_labels.print_date(plan.period.first), report_labels.print_date(plan.period.last)
        yield QuestionnaireFact(labels.period, labels.period_form.format(first=first, last=last))
    if plan.deadline:
        yield QuestionnaireFact(labels.deadline, report_labels.print_date(plan.deadline), weighty=True)
    if contact:
        yield QuestionnaireFact(labels.return_to, contact.address, weighty=True)
        if contact.address != contact.email:
            yield QuestionnaireFact(labels.questions_to, contact.email)
    if words_each:
        yield QuestionnaireFact(labels.length, labels.length_form.format(words=labels.print_number(words_each)))


def _list_steps(labels: QuestionnaireLabels, plan: Plan) -> Iterator[str]:
    """What to do. The steps on headings and approval come before the last one, which sends the questionnaire back."""
    yield from labels.steps[:-1]
    if plan.themes:
        themes = labels.themes_between.join(labels.theme_form.format(theme=theme) for theme in plan.themes)
        yield labels.themes_step.format(themes=themes)
    yield labels.approval_step
    yield labels.return_step if plan.contact else labels.steps[-1]


# The part on an organization


def _make_section(
    labels: QuestionnaireLabels,
    plan: Plan,
    entity: Entity,
    organization: Organization,
    earlier: Earlier,
    words_each: int,
) -> QuestionnaireSection:
    name = organization.name_in(plan.language)
    question = labels.question.format(entity=entity.short_name, organization=organization.short or name)
    if words_each:
        question += labels.question_length.format(words=labels.print_number(words_each))
    last = tuple(_list_last_lines(labels, earlier, entity.id, organization.id)) if earlier else ()
    return QuestionnaireSection(organization.id, organization.heading_name(plan.language), question, name, last)


def _list_last_lines(
    labels: QuestionnaireLabels, earlier: Collection, entity: str, organization: str
) -> Iterator[LastLine]:
    """What the entity said last time, paragraph by paragraph, under its themes."""
    text = find_last_contribution(earlier, entity, organization)
    theme = ""
    for block in text.blocks if text else ():
        if isinstance(block, Paragraph) and block.theme != theme:
            theme = block.theme
            yield LastLine(theme, heading=True)
        yield from (
            LastLine(paragraph) for paragraph in _list_paragraphs(block, labels, earlier.labels) if paragraph.strip()
        )


def find_last_contribution(earlier: Collection, entity: str, organization: str) -> Contribution | None:
    """The entity's text on the organization; where it has none on that one alone, its text that covers it too."""
    texts = [
        text for text in earlier.of_kind(Kind.ENTITY) if text.header.entity == entity and text.usable and text.blocks
    ]
    own = (text for text in texts if text.header.organization == organization)
    return next(own, None) or next((text for text in texts if organization in text.header.also), None)


def _list_paragraphs(block: Block, labels: QuestionnaireLabels, letters: Labels) -> Iterator[str]:
    match block:
        case LetteredList() | BulletedList():
            yield from _list_items(block, labels, letters, ())
        case Table():
            for row in ((block.caption,), block.head, *block.rows):
                yield " | ".join(_spell_out(cell, labels) for cell in row)
        case BlockQuotation():
            yield from (_spell_out(paragraph, labels) for paragraph in block.content)
        case _:
            yield from (_spell_out(paragraph, labels) for paragraph in walk_contents(block))


def _list_items(
    block: LetteredList | BulletedList, labels: QuestionnaireLabels, letters: Labels, above: tuple[str, ...]
) -> Iterator[str]:
    """The items with their marks; those below come after them."""
    degree = len(above)
    for place, item in enumerate(block.items):
        mark = BULLET if isinstance(block, BulletedList) else _make_mark(letters, degree, place)
        yield f"{mark} {_spell_out(item.content, labels)}"
        for below in item.below:
            yield from _list_items(below, labels, letters, (*above, mark))


def _make_mark(letters: Labels, degree: int, place: int) -> str:
    if degree % 2:
        return letters.sub_numeral_form.format(numeral=letters.sub_numerals[place % len(letters.sub_numerals)])
    return letters.letter_form.format(letter=letters.letters[place % len(letters.letters)])


def _spell_out(content: tuple[Inline, ...], labels: QuestionnaireLabels) -> str:
    """The words as they print, the text of each footnote in brackets at its place."""

    def spelled(inline: Inline) -> tuple[Inline, ...]:
        if not isinstance(inline, Footnote):
            return (inline,)
        note = " ".join(extract_text(paragraph) for paragraph in inline.content)
        return (Text(f" {labels.note_form.format(text=note)}"),)

    return extract_text(rewrite(content, spelled))
