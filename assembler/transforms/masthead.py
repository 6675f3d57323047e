"""The masthead and agenda block: symbols, session, agenda items, titles, asterisk notes.

Needs plan, names and labels; leaves every line as it prints, and beside it the facts that the line is made from. Forms:
rules UN-MST-03 to UN-MST-09.
"""

from __future__ import annotations

from collections.abc import Mapping

from assembler.model.nodes import Symbol, Text
from assembler.model.plan import AgendaItem, OrganPlan, Plan
from assembler.model.report import Masthead, MastheadNote, OrganBlock, SubItem, SymbolParts
from assembler.model.text.symbol_links import make_document_address
from assembler.model.value import replace
from assembler.model.vocabulary import SESSION, Labels, Organization, Vocabulary


def make_masthead(plan: Plan, vocabulary: Vocabulary, labels: Labels) -> Masthead:
    """The head of the first page, with what running heads and feet repeat."""
    notes = tuple(dict.fromkeys(organ.agenda.note for organ in plan.organs if organ.agenda and organ.agenda.note))
    marks = {note: "*" * number for number, note in enumerate(notes, 1)}
    return Masthead(
        united_nations=labels.united_nations,
        symbols=plan.symbols,
        distribution=labels.distribution.get(plan.distribution, f"Distr.: {plan.distribution}"),
        date=labels.print_masthead_date(plan.date),
        day=plan.date.isoformat(),
        version=labels.version,
        original=labels.original.get(plan.original_language, plan.original_language),
        organs=_make_organ_blocks(plan, list_sub_items(vocabulary), labels, marks),
        notes=tuple(_make_note(note, mark, plan.language) for note, mark in marks.items()),
        title=plan.title,
        author=plan.author,
        job_number=plan.job_number,
        job_line=_write_job_line(plan, labels),
        address=make_document_address(plan.symbols[0], plan.language),
        emblem=plan.emblem,
        symbol_parts=tuple(_split_symbol(symbol, labels) for symbol in plan.symbols),
        category=plan.distribution,
        original_language=plan.original_language,
        stamp=plan.stamp.isoformat() if plan.stamp else "",
    )


def _make_organ_blocks(
    plan: Plan, items: tuple[Organization, ...], labels: Labels, marks: Mapping[str, str]
) -> tuple[OrganBlock, ...]:
    """The blocks of all organs; the sub-items of the organizations stand under the first item without own letters."""
    bearer = next((organ for organ in plan.organs if organ.agenda and not organ.agenda.letters), None)
    return tuple(_make_organ_block(organ, items if organ is bearer else (), labels, marks) for organ in plan.organs)


def list_sub_items(vocabulary: Vocabulary) -> tuple[Organization, ...]:
    """The organizations that have an agenda sub-item, in the order of their letters."""
    lettered = [one for one in vocabulary.organizations.values() if one.letter]
    return tuple(sorted(lettered, key=lambda one: (len(one.letter), one.letter)))


def make_sub_item_title(organization: Organization, labels: Labels) -> str:
    """The title of an organization's sub-item, as the agenda has it or made from its name."""
    language = labels.language
    own = organization.agenda_titles.get(language) or (organization.agenda_title if language == "en" else "")
    return own or labels.sub_item_title.format(name=organization.name_in(language))


def _split_symbol(symbol: str, labels: Labels) -> SymbolParts:
    parts = tuple(symbol.split("/"))
    organ = next((name for name, organ in labels.organs.items() if organ.symbol == parts[0]), "")
    return SymbolParts(symbol, organ, parts)


def _make_organ_block(
    organ: OrganPlan, items: tuple[Organization, ...], labels: Labels, marks: Mapping[str, str]
) -> OrganBlock:
    organ_labels = labels.organs.get(organ.organ)
    block = OrganBlock(
        organ=organ_labels.name if organ_labels else organ.organ,
        session=labels.session_line(organ_labels, organ.session if organ_labels.counts_by == SESSION else organ.year)
        if organ_labels
        else "",
        key=organ.organ,
        symbol=organ_labels.symbol if organ_labels else "",
        session_number=organ.session,
        year_number=organ.year,
    )
    if organ.agenda is None:
        return block
    agenda = organ.agenda
    letters = agenda.letters or tuple(organization.letter for organization in items)
    facts = tuple(_make_sub_item(organization, labels) for organization in items)
    return replace(
        block,
        agenda=_write_agenda_line(agenda, letters, labels),
        mark=marks.get(agenda.note, ""),
        title=labels.list_title.format(title=agenda.title) if facts else agenda.title,
        sub_items=tuple(fact.title for fact in facts),
        item=agenda.item,
        item_title=agenda.title,
        stage=agenda.stage.value,
        letters=letters,
        list_symbol=agenda.note,
        items=facts,
    )


def _make_sub_item(organization: Organization, labels: Labels) -> SubItem:
    return SubItem(
        organization=organization.id,
        letter=organization.letter,
        title=make_sub_item_title(organization, labels),
        name=organization.name,
        acronym=organization.acronym,
    )


def _write_agenda_line(agenda: AgendaItem, letters: tuple[str, ...], labels: Labels) -> str:
    printed = tuple(labels.letter_form.format(letter=_print_letter(letter, labels)) for letter in letters)
    number = str(agenda.item)
    item = labels.item_form.format(number=number, letters=labels.series(printed)) if printed else number
    lead = agenda.lead or labels.leads[agenda.stage]
    return labels.agenda[agenda.stage].format(lead=lead, item=item)


def _print_letter(letter: str, labels: Labels) -> str:
    """The letter in the script of the language: the lists name it in Latin script, (aa) after (z)."""
    place = ord(letter[0]) - ord("a") + 26 * (len(letter) - 1)
    return labels.letters[place] if 0 <= place < len(labels.letters) else letter


def _make_note(note: str, mark: str, language: str) -> MastheadNote:
    return MastheadNote(mark, (Symbol(note, make_document_address(note, language)), Text(".")))


def _write_job_line(plan: Plan, labels: Labels) -> str:
    if not plan.job_number:
        return ""
    stamp = plan.stamp.strftime("%d%m%y") if plan.stamp else ""
    return labels.job_form.format(job=plan.job_number, stamp=stamp).strip()
