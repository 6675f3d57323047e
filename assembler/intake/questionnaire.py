"""What the form for a focal point says: every organization asked about, last time's text, length, deadline, steps.

The words are those of templates/form/LANGUAGE.yaml in the language of the plan; the writer of the questionnaire makes
the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assembler.errors import UnknownName, Unprintable
from assembler.intake.contribution_scaffold import refuse_unknown_pair, words_each
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
from assembler.model.questionnaire import Form, FormFact, FormField, FormSection, FormWords, LastLine
from assembler.model.report import BULLET
from assembler.model.text.walk import block_contents, plain_text, rewrite
from assembler.model.vocabulary import Entity, Labels, Organization, Vocabulary
from assembler.ooxml.questionnaire import CONTACT_EMAIL, CONTACT_NAME, VERSION, Property
from assembler.readers.settings.known_names import refuse_unknown
from assembler.readers.settings.questionnaire_labels import read_form_words
from assembler.readers.text import read_text

type Earlier = Collection | None
"""The report of last time, where one is shown."""


def words_template(plan: Plan) -> str:
    """The template of the form's words, by its name."""
    return f"form/{plan.language}.yaml"


def form_words(template: bytes, name: str) -> FormWords:
    """The fixed words of the form. Raises Unprintable where the template can't be used, with its first fault."""
    text, findings = read_text(template, name)
    words, faults = read_form_words(text, name) if text else (None, ())
    if words is None:
        said = next((f" Line {it.source.line}: {it.message}" for it in (*findings, *faults)), " It is empty.")
        raise Unprintable(f"The template {name} can't be used.{said}")
    return words


def asked_about(plan: Plan, vocabulary: Vocabulary, entity: str, organization: str = "") -> tuple[str, ...]:
    """The organizations of the form in printed order: the one that is named, else all that the plan asks about.

    Raises UnknownName where a name is in no list, or where the plan asks the entity about nothing.
    """
    refuse_unknown_pair(vocabulary, entity, organization)
    asked = (organization,) if organization else plan.requested.get(entity, ())
    for it in asked:  # the plan is not held against a list that can't be read
        refuse_unknown(vocabulary, entity, it)
    if not asked:
        raise UnknownName(
            f"The plan asks {entity} about no organization: name one, "
            f"or add {entity} under “requested” in contributions/report.yaml."
        )
    organizations = vocabulary.organizations
    return tuple(sorted(asked, key=lambda it: (organizations[it].order, it)))


def entity_form(
    words: FormWords,
    plan: Plan,
    vocabulary: Vocabulary,
    entity: str,
    organizations: Iterable[str],
    earlier: Earlier = None,
) -> Form:
    """The form of the entity on these organizations, with its text in the earlier report where there is one."""
    asked = tuple(organizations)
    return Form(
        words=words,
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
        facts=tuple(_facts(words, plan, vocabulary.entities[entity])),
        contact=(
            FormField(CONTACT_NAME, words.contact_name, words.name_hint),
            FormField(CONTACT_EMAIL, words.contact_email, words.email_hint),
        ),
        steps=tuple(_steps(words, plan)),
        sections=tuple(
            _section(words, plan, vocabulary.entities[entity], vocabulary.organizations[it], earlier) for it in asked
        ),
        last_direction=earlier.labels.direction if earlier else words.direction,
    )


def word_file(form: Form) -> bytes:
    """The form as a Word file."""
    from assembler.writers.docx.questionnaire import write  # the libraries of Word take a while to load

    return write(form)


def own_phrases(form: Form) -> tuple[str, ...]:
    """Every paragraph of the form's own words, as a reader sees them whose program has dropped all fields.

    Without the names of organizations, over which their texts stand.
    """
    words = form.words
    said = [words.title, form.title, words.steps_title, *form.steps, words.organizations_title]
    said += [f"{it.name} {it.words}" for it in form.facts]
    said += [part for it in form.contact for part in (it.name, it.hint, f"{it.name} {it.hint}")]
    said += [it.question for it in form.sections]
    said += [words.last_title, words.nothing, words.answer_title, words.answer_hint, words.closing]
    return tuple(" ".join(it.split()) for it in said)


# The first page


def _facts(words: FormWords, plan: Plan, entity: Entity) -> Iterator[FormFact]:
    """The lines at the head; those of which the plan says nothing are left out."""
    yield FormFact(words.report, f"{plan.author}, {plan.symbol}")
    yield FormFact(words.entity, entity.full_name(plan.language))
    if plan.period:
        first, last = words.print_date(plan.period.first), words.print_date(plan.period.last)
        yield FormFact(words.period, words.period_form.format(first=first, last=last))
    if plan.deadline:
        yield FormFact(words.deadline, words.print_date(plan.deadline), weighty=True)
    if each := words_each(plan):
        yield FormFact(words.length, words.length_form.format(words=words.print_number(each)))


def _steps(words: FormWords, plan: Plan) -> Iterator[str]:
    """What to do; what is said of headings comes before the last step, which sends the form back."""
    yield from words.steps[:-1]
    if plan.themes:
        themes = words.themes_between.join(words.theme_form.format(theme=it) for it in plan.themes)
        yield words.themes_step.format(themes=themes)
    yield words.steps[-1]


# The part on an organization


def _section(words: FormWords, plan: Plan, entity: Entity, organization: Organization, earlier: Earlier) -> FormSection:
    name = organization.name_in(plan.language)
    question = words.question.format(entity=entity.short_name, organization=organization.short or name)
    if each := words_each(plan):
        question += words.question_length.format(words=words.print_number(each))
    last = tuple(_last_lines(words, earlier, entity.id, organization.id)) if earlier else ()
    return FormSection(organization.id, organization.heading_name(plan.language), question, name, last)


def _last_lines(words: FormWords, earlier: Collection, entity: str, organization: str) -> Iterator[LastLine]:
    """What the entity said last time, paragraph by paragraph, under its themes."""
    text = last_contribution(earlier, entity, organization)
    theme = ""
    for block in text.blocks if text else ():
        if isinstance(block, Paragraph) and block.theme != theme:
            theme = block.theme
            yield LastLine(theme, heading=True)
        yield from (LastLine(it) for it in _paragraphs(block, words, earlier.labels) if it.strip())


def last_contribution(earlier: Collection, entity: str, organization: str) -> Contribution | None:
    """The entity's text on the organization; where it has none on that one alone, its text that covers it too."""
    texts = [it for it in earlier.of_kind(Kind.ENTITY) if it.header.entity == entity and it.usable and it.blocks]
    own = (it for it in texts if it.header.organization == organization)
    return next(own, None) or next((it for it in texts if organization in it.header.also), None)


def _paragraphs(block: Block, words: FormWords, labels: Labels) -> Iterator[str]:
    match block:
        case LetteredList() | BulletedList():
            yield from _items(block, words, labels, ())
        case Table():
            for row in ((block.caption,), block.head, *block.rows):
                yield " | ".join(_plain(cell, words) for cell in row)
        case BlockQuotation():
            yield from (_plain(it, words) for it in block.content)
        case _:
            yield from (_plain(it, words) for it in block_contents(block))


def _items(
    block: LetteredList | BulletedList, words: FormWords, labels: Labels, above: tuple[str, ...]
) -> Iterator[str]:
    """The items with their marks; those below come after them."""
    degree = len(above)
    for place, item in enumerate(block.items):
        mark = BULLET if isinstance(block, BulletedList) else _mark(labels, degree, place)
        yield f"{mark} {_plain(item.content, words)}"
        for below in item.below:
            yield from _items(below, words, labels, (*above, mark))


def _mark(labels: Labels, degree: int, place: int) -> str:
    if degree % 2:
        return labels.sub_numeral_form.format(numeral=labels.sub_numerals[place % len(labels.sub_numerals)])
    return labels.letter_form.format(letter=labels.letters[place % len(labels.letters)])


def _plain(content: tuple[Inline, ...], words: FormWords) -> str:
    """The words as they print, the text of each footnote in brackets at its place."""

    def spelled(inline: Inline) -> tuple[Inline, ...]:
        if not isinstance(inline, Footnote):
            return (inline,)
        said = " ".join(plain_text(it) for it in inline.content)
        return (Text(f" {words.note_form.format(text=said)}"),)

    return plain_text(rewrite(content, spelled))
