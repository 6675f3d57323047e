"""What a version in another language lacks: titles, names, and fixed words that somebody has verified."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, make_fault
from assembler.model.nodes import LetteredList, Table
from assembler.model.report import Report
from assembler.model.text.traversal import walk_blocks, walk_sections
from assembler.model.vocabulary import Organization

_NOT_IN_A_FINAL = ("above", "below", "draft", "excerpt", "missing", "unusable", "unprinted")
"""Labels that no final prints."""


def find_title_made_from_name(report: Report, collection: Collection) -> Iterator[Fault]:
    """The title of an agenda sub-item was made from the name of its organization, in a language with articles or cases.

    Why: “et Union africaine” lacks its article, “и Африканский союз” has the wrong case (titles of A/63/100 in French
    and of A/53/15 in Russian). The program does not decline names. In Arabic and Chinese the name needs no other form.

    Wrong: an organization with `names: {fr: Union africaine}` and no `agenda: {titles: {fr: …}}` in a French report
    Right: `titles: {fr: "Coopération entre l’Organisation des Nations Unies et l’Union africaine"}`
    """
    for organization, title in _list_titled(report, collection):
        if report.language not in organization.agenda_titles:
            yield make_fault(
                organization.source,
                "The title of sub-item ({letter}) was made from the name, without article or case: “{title}”.",
                "Write the whole title in organizations.yaml: {id}, agenda, titles, {language}.",
                id=organization.id,
                letter=organization.letter,
                title=title,
                language=report.language,
            )


def _list_titled(report: Report, collection: Collection) -> Iterator[tuple[Organization, str]]:
    """The organizations whose sub-items stand in the agenda block, each with the title."""
    organizations = collection.vocabulary.organizations
    for block in report.masthead.organs:
        yield from ((organizations[item.organization], item.title) for item in block.items)


def find_name_in_english(report: Report, collection: Collection) -> Iterator[Fault]:
    """An organization has no name in the language of the report, so that its English name is printed.

    Why: a heading or a title in another language is no error that a reader would forgive, and nothing else shows it.

    Wrong: `au: {name: African Union}` in a French report
    Right: `au: {name: African Union, names: {fr: Union africaine}}`
    """
    if report.language == "en":
        return
    printed = {section.organization for section in walk_sections(report) if section.organization and section.title}
    printed |= {
        organization.id
        for organization, _ in _list_titled(report, collection)
        if report.language not in organization.agenda_titles
    }
    for organization in collection.vocabulary.organizations.values():
        if organization.id in printed and report.language not in organization.names:
            yield make_fault(
                organization.source,
                "“{name}” has no name in the language of the report, so the English name is printed.",
                "Write the name in organizations.yaml: {id}, names, {language}.",
                id=organization.id,
                name=organization.name,
                language=report.language,
            )


def find_words_not_verified(report: Report, collection: Collection) -> Iterator[Fault]:
    """A final prints fixed words that are marked as estimates in the label file of its language.

    Why: nobody has yet seen these words in an issued document; the label file marks them with `# E`. The finding names
    each of them that this final prints, once.

    Wrong: `summary: "Résumé"  # E` in templates/labels/fr.yaml, and a French final with a summary
    Right: the words compared with an issued document, and in the report's templates/ a copy without the mark
    """
    if report.draft:
        return
    printed = [
        f"“{words}” ({key})"
        for key, words in collection.labels.estimates.items()
        if _is_printed(key, report, collection)
    ]
    if printed:
        yield make_fault(
            collection.plan.source,
            "Nobody has yet compared these fixed words with an issued document: {estimates}.",
            "Compare them. Then copy templates/labels/{language}.yaml to the templates folder of the report and delete "
            "# E on their lines.",
            words="language:",
            estimates=", ".join(printed),
            language=report.language,
        )


def _is_printed(key: str, report: Report, collection: Collection) -> bool:
    """Whether this final prints the words of a key of the label file; a dot stands before the key below it."""
    plan, (name, _, below) = collection.plan, key.partition(".")
    agendas = [organ.agenda for organ in plan.organs if organ.agenda]
    match name:
        case "original":
            return below == plan.original_language
        case "distribution":
            return below == plan.distribution
        case "sessions" | "years":
            return below in {str(organ.session if name == "sessions" else organ.year) for organ in plan.organs}
        case "organs":
            return below.partition(".")[0] in {organ.organ for organ in plan.organs}
        case "agenda":
            return below in {agenda.stage for agenda in agendas}
        case "leads":
            return below in {agenda.stage for agenda in agendas if not agenda.lead}
        case "item_form" | "list_title" | "sub_item_title":
            return any(block.items for block in report.masthead.organs)
        case "summary":
            return report.summary is not None
        case "contents" | "page":
            return report.contents
        case "annex":
            return len(report.annexes) == 1
        case "annex_numbered":
            return len(report.annexes) > 1
        case "table":
            return any(isinstance(block, Table) and block.number for block in walk_blocks(report))
        case "sub_numerals" | "sub_numeral_form":
            lists = (block for block in walk_blocks(report) if isinstance(block, LetteredList))
            return any(item.below for block in lists for item in block.items)
        case "job_form":
            return bool(plan.job_number)
        case _:
            return name not in _NOT_IN_A_FINAL
