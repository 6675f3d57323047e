"""Masthead and agenda block."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, make_fault
from assembler.model.plan import Stage
from assembler.model.report import Report
from assembler.model.text.traversal import walk_sections

_LONGEST_PRINTING = 366
"""How many days after its date a report is printed at most."""


def find_agenda_note_missing(report: Report, collection: Collection) -> Iterator[Fault]:
    """The agenda line names a provisional agenda or preliminary list, and its note is missing or gives another symbol.

    Why: the reader must find the list; the note gives its symbol and nothing else, marked with an asterisk
    (mastheads of A/75/345 and A/81/6 (Sect. 10)).

    Wrong: `stage: provisional agenda` without `note`.
    Right: `note: A/75/150`.
    """
    for organ in collection.plan.organs:
        agenda = organ.agenda
        if agenda is None or agenda.stage is Stage.ADOPTED:
            continue
        session = organ.session or "SESSION"
        hint = "Write note: A/{session}/150 (provisional agenda) or A/{session}/50 (preliminary list)."
        if not agenda.note:
            message = "The agenda line names the {stage}, but no note gives the symbol of that document."
            yield make_fault(
                collection.plan.source,
                message,
                hint,
                words=f"stage: {agenda.stage}",
                stage=agenda.stage,
                session=session,
            )
        elif organ.session and agenda.note not in _list_symbols(organ.session, agenda.stage):
            message = "The note gives {note}, which is not the symbol of the {stage} of session {session}."
            yield make_fault(
                collection.plan.source,
                message,
                hint,
                words=f"note: {agenda.note}",
                note=agenda.note,
                stage=agenda.stage,
                session=session,
            )


def _list_symbols(session: int, stage: Stage) -> tuple[str, ...]:
    """The symbols of the provisional agenda, or of the preliminary list and the annotated one."""
    numbers = (150,) if stage is Stage.PROVISIONAL else (50, 100)
    return tuple(f"A/{session}/{number}" for number in numbers)


def find_heading_unlike_agenda(report: Report, collection: Collection) -> Iterator[Fault]:
    """The heading of an organization is not the name that its agenda sub-item has.

    Why: the masthead and the heading are read beside each other; where they differ, somebody asks which is right
    (observed in A/75/345, where the agenda alone adds “(INTERPOL)”). A heading without an abbreviation is right
    (UN-ABB-07), and then the plan switches this advice off and says why.

    Wrong: heading “Organization of the Islamic Conference”, agenda “… and the Organization of Islamic Cooperation”
    Right: the same name in both
    """
    organizations = collection.vocabulary.organizations
    headed = {section.organization for section in walk_sections(report) if section.organization and section.title}
    for organization in organizations.values():
        title = organization.agenda_title
        if organization.id in headed and title and not title.endswith(f" {organization.name}"):
            message = "The heading is “{organization}”, the agenda has “{title}”."
            hint = "Use the name in the agenda, or switch this advice off in report.yaml and say why."
            yield make_fault(organization.source, message, hint, organization=organization.name, title=title)


def find_organs_against_symbols(report: Report, collection: Collection) -> Iterator[Fault]:
    """The organs in report.yaml are not those of its symbols, or the symbol of the Assembly is not the first.

    Why: a report with an Assembly symbol goes to the General Assembly, one with a Council symbol to that Council, and
    the masthead names them (Editorial Manual, Mastheads and cover pages).

    Wrong: `symbols: [A/75/345, S/2020/898]` with the General Assembly alone under `organs:`
    Right: both organs, the Assembly first
    """
    by_prefix = {organ.symbol: name for name, organ in collection.labels.organs.items()}
    prefixes = {symbol: symbol.partition("/")[0] for symbol in collection.plan.symbols}
    wanted = {by_prefix[prefix]: symbol for symbol, prefix in prefixes.items() if prefix in by_prefix}
    names = {organ.organ for organ in collection.plan.organs}
    if len(prefixes) > 1 and "A" in list(prefixes.values())[1:]:
        message = "The symbol of the Assembly does not stand first: {words}."
        hint = "Put the Assembly first, under “symbols” and under “organs”."
        yield make_fault(collection.plan.source, message, hint, words=", ".join(prefixes))
    for organ in sorted(wanted.keys() - names):
        message = "The plan has a symbol of the {organ}, but does not list that organ."
        yield make_fault(
            collection.plan.source, message, "Add the organ, or correct the symbol.", words=wanted[organ], organ=organ
        )
    for organ in sorted(names - wanted.keys()) if wanted else ():
        message = "The report is addressed to the {organ}, but has no symbol of that organ."
        hint = "Add the symbol, or delete the organ."
        yield make_fault(collection.plan.source, message, hint, words=f"organ: {organ}", organ=organ)


def find_stamp_before_date(report: Report, collection: Collection) -> Iterator[Fault]:
    """The stamp in the footer is of an earlier day than the masthead, or of one more than a year later.

    Why: the masthead has the day of submission, the footer the later day of printing (Editorial Manual, Mastheads and
    cover pages; A/80/590).

    Wrong: `date: 2020-09-18` with `stamp: 2020-09-11`
    Right: `date: 2020-09-11` with `stamp: 2020-09-18`
    """
    plan = collection.plan
    days = (plan.stamp - plan.date).days if plan.stamp else 0
    if not 0 <= days <= _LONGEST_PRINTING:
        message = (
            "The day of the stamp, {stamp}, is before the date of the report, {date}."
            if days < 0
            else "The day of the stamp, {stamp}, is more than a year after the date of the report, {date}."
        )
        yield make_fault(
            plan.source,
            message,
            "Correct the stamp or the date in contributions/report.yaml.",
            words=f"stamp: {plan.stamp}",
            stamp=str(plan.stamp),
            date=str(plan.date),
        )


def find_agenda_line_mixed(report: Report, collection: Collection) -> Iterator[Fault]:
    """The agenda line says “Agenda item” of a list that is not adopted yet.

    Why: it is “Agenda item 155” once the agenda is adopted and “Item 67 of the provisional agenda” before (mastheads of
    A/79/245 and A/81/6 (Sect. 10)). A/75/345 prints the mixed form.

    Wrong: `lead: Agenda item` with `stage: provisional agenda`
    Right: no `lead:`
    """
    for organ in collection.plan.organs:
        if organ.agenda and organ.agenda.stage is not Stage.ADOPTED and organ.agenda.lead.startswith("Agenda item"):
            message = "The agenda line says “{lead}”, but the item is still on the {stage}."
            hint = "Delete the line lead: in contributions/report.yaml; the agenda line then begins with “Item”."
            yield make_fault(
                collection.plan.source,
                message,
                hint,
                words=f"lead: {organ.agenda.lead}",
                lead=organ.agenda.lead,
                stage=organ.agenda.stage,
            )


def find_session_without_words(report: Report, collection: Collection) -> Iterator[Fault]:
    """The label file of the language has no words for the session or the year of an organ.

    Why: the session line is printed in words, and the program never invents them.

    Wrong: `session: 112`, when templates/labels/fr.yaml gives the sessions 70 to 85.
    Right: the line is added under sessions in a copy of the label file in the report's own templates/labels/.
    """
    for organ, block in zip(collection.plan.organs, report.masthead.organs, strict=True):
        if not block.session and (organ.session or organ.year):
            number = organ.session or organ.year or 0
            message = (
                "There are no words for session {number} of the {organ} in templates/labels/{language}.yaml."
                if organ.session
                else "There are no words for year {number} of the {organ} in templates/labels/{language}.yaml."
            )
            hint = "Correct the number, or add the line to the label file."
            words = f"{'session' if organ.session else 'year'}: {number}"
            yield make_fault(
                collection.plan.source,
                message,
                hint,
                words=words,
                number=number,
                organ=organ.organ,
                language=report.language,
            )


def find_empty_emblem(report: Report, collection: Collection) -> Iterator[Fault]:
    """A final has an empty ring in the place of the emblem.

    Why: the emblem is protected, and the assembler does not supply it; a document that is issued has it on its first
    page. A plan that sets the rule to `off` says why, such as that document processing adds the emblem.

    Wrong: `emblem: null` in a final
    Right: `emblem: emblem.svg`, a file in the folder of the report
    """
    if not report.draft and not collection.plan.emblem:
        yield make_fault(
            collection.plan.source,
            "The final has an empty circle instead of the emblem.",
            "Name the file of the emblem under “emblem” in contributions/report.yaml, or set IN-EMB-02 to off under "
            "“rules”, with the reason.",
            words="emblem:",
        )
