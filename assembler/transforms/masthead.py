"""The masthead and agenda block: symbols, session, agenda items, titles, asterisk notes.

Needs plan, names and labels; leaves every line as it prints. Forms: rules UN-MST-03 to UN-MST-09.
"""

from __future__ import annotations

from assembler.model.nodes import Symbol, Text
from assembler.model.plan import AgendaItem, OrganPlan, Plan
from assembler.model.report import Masthead, MastheadNote, OrganBlock
from assembler.model.text.symbol_links import document_address
from assembler.model.vocabulary import Labels, Organization, Vocabulary


def masthead(plan: Plan, vocabulary: Vocabulary, labels: Labels) -> Masthead:
    """The head of the first page, with what running heads and feet repeat."""
    notes = tuple(dict.fromkeys(organ.agenda.note for organ in plan.organs if organ.agenda and organ.agenda.note))
    marks = {note: "*" * number for number, note in enumerate(notes, 1)}
    return Masthead(
        united_nations=labels.united_nations,
        symbols=plan.symbols,
        distribution=labels.distribution.get(plan.distribution, f"Distr.: {plan.distribution}"),
        date=labels.print_date(plan.date),
        day=plan.date.isoformat(),
        version=labels.version,
        original=labels.original.get(plan.original_language, plan.original_language),
        organs=tuple(_organ(organ, vocabulary, labels, marks) for organ in plan.organs),
        notes=tuple(_note(note, mark, plan.language) for note, mark in marks.items()),
        title=plan.title,
        author=plan.author,
        job_number=plan.job_number,
        job_line=_job_line(plan, labels),
        address=document_address(plan.symbols[0], plan.language),
        emblem=plan.emblem,
    )


def sub_items(vocabulary: Vocabulary) -> tuple[Organization, ...]:
    """The organizations that have an agenda sub-item, in the order of their letters."""
    lettered = [it for it in vocabulary.organizations.values() if it.letter]
    return tuple(sorted(lettered, key=lambda it: (len(it.letter), it.letter)))


def sub_item_title(organization: Organization, labels: Labels) -> str:
    """The title of an organization's sub-item, as the agenda has it or made from its name."""
    language = labels.language
    own = organization.agenda_titles.get(language) or (organization.agenda_title if language == "en" else "")
    return own or labels.sub_item_title.format(name=organization.name_in(language))


def _organ(organ: OrganPlan, vocabulary: Vocabulary, labels: Labels, marks: dict[str, str]) -> OrganBlock:
    name = labels.organs.get(organ.organ, organ.organ)
    session = labels.sessions.get(organ.session, "") if organ.session else labels.years.get(organ.year or 0, "")
    if organ.agenda is None:
        return OrganBlock(name, session)
    items = sub_items(vocabulary)
    return OrganBlock(
        organ=name,
        session=session,
        agenda=_agenda_line(organ.agenda, items, labels),
        mark=marks.get(organ.agenda.note, ""),
        title=organ.agenda.title + (":" if items else ""),
        sub_items=tuple(sub_item_title(it, labels) for it in items),
    )


def _agenda_line(agenda: AgendaItem, items: tuple[Organization, ...], labels: Labels) -> str:
    letters = tuple(labels.letter_form.format(letter=_printed(it.letter, labels)) for it in items)
    number = str(agenda.item)
    item = labels.item_form.format(number=number, letters=labels.series(letters)) if letters else number
    lead = agenda.lead or labels.leads[agenda.stage]
    return labels.agenda[agenda.stage].format(lead=lead, item=item)


def _printed(letter: str, labels: Labels) -> str:
    """The letter in the script of the language: the lists name it in Latin script, (aa) after (z)."""
    place = ord(letter[0]) - ord("a") + 26 * (len(letter) - 1)
    return labels.letters[place] if 0 <= place < len(labels.letters) else letter


def _note(note: str, mark: str, language: str) -> MastheadNote:
    return MastheadNote(mark, (Symbol(note, document_address(note, language)), Text(".")))


def _job_line(plan: Plan, labels: Labels) -> str:
    if not plan.job_number:
        return ""
    stamp = plan.stamp.strftime("%d%m%y") if plan.stamp else ""
    return labels.job_form.format(job=plan.job_number, stamp=stamp).strip()
