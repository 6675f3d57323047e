"""Who was asked and who delivered: contributions, general texts, agenda sub-items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assembler.model.contribution import Collection, Contribution, Kind, Status
from assembler.model.finding import Fault, Source, make_fault
from assembler.model.nodes import Paragraph
from assembler.model.report import Report
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_sections
from assembler.model.text.unprinted_texts import list_printed_organizations
from assembler.model.text.word_count import count_words
from assembler.model.vocabulary import Organization

_MISSING = "The contribution of {whose} on the {what} was asked for and is missing."
_NO_TEXT_YET = "The contribution of {whose} on the {what} was asked for, but its file has no text yet."
_SHORT = 40


def find_missing_contribution(report: Report, collection: Collection) -> Iterator[Fault]:
    """An entity was asked to report on an organization, and no text of it covers that organization.

    Why: a missing contribution is seen too late when nobody looks for it. A draft shows a placeholder in its place; a
    final is refused. An entity without news answers with a file that says `status: nothing-to-report`.

    Wrong: `requested: {unhcr: [au]}` in report.yaml, and no file contributions/unhcr/au.md, or an empty form.
    Right: the file is there and has text, or the request is taken out of report.yaml.
    """
    covered = {pair for text in collection.of_kind(Kind.ENTITY) if text.answers for pair in _list_pairs(text)}
    places = {(text.header.entity, text.header.organization): text.path for text in collection.of_kind(Kind.ENTITY)}
    names = collection.vocabulary
    for entity, organizations in collection.plan.requested.items():
        for organization in organizations:
            if (entity, organization) in covered:
                continue
            path = places.get((entity, organization), f"contributions/{entity}/{organization}.md")
            whose = names.entities[entity].short_name if entity in names.entities else entity
            what = names.organizations[organization].name if organization in names.organizations else organization
            message = _NO_TEXT_YET if (entity, organization) in places else _MISSING
            hint = (
                "Remind {whose}: “assembler status --who-is-late” writes the reminders, "
                "“assembler new contribution {entity} {organization}” the form. "
                "If no text is needed, delete {organization} in its list under “requested” in "
                "contributions/report.yaml."
            )
            yield make_fault(
                Source(path), message, hint, what=what, whose=whose, entity=entity, organization=organization
            )


def find_contribution_not_requested(contribution: Contribution, collection: Collection) -> Iterator[Fault]:
    """An entity reports on an organization on which it was not asked.

    Why: it may be welcome, or it may lie in the wrong folder; the editor should know. It is printed all the same.

    Wrong: contributions/who/osce.md, while report.yaml asks WHO for cei only.
    Right: osce stands in the list of WHO under `requested`.
    """
    requested = collection.plan.requested
    if contribution.kind is not Kind.ENTITY or not requested:
        return
    for entity, organization in _list_pairs(contribution):
        if organization not in requested.get(entity, ()):
            message = "{entity} was not asked to report on {organization}."
            yield make_fault(
                Source(contribution.path),
                message,
                "If the contribution is welcome, add {organization} to {entity} under “requested” in the plan.",
                entity=entity,
                organization=organization,
            )


def find_hardly_covered(report: Report, collection: Collection) -> Iterator[Fault]:
    """An organization is covered by a single short paragraph.

    Why: the mandate asks for every organization, and a line may be enough; an editor should confirm that nothing is
    missing (observed in A/75/345, International Organization for Migration). Under 40 words is short, a measure of
    ours.

    Wrong: one paragraph of 20 words on an organization with which five entities work
    Right: the same, confirmed by the lead department
    """
    for section in walk_sections(report):
        blocks = [block for block in section.blocks if isinstance(block, Paragraph)]
        if section.organization and len(section.blocks) == 1 and len(blocks) == 1 and blocks[0].source.path:
            count = count_words(extract_text(blocks[0].content))
            if count < _SHORT:
                message = "The report has only {count} words on the {title}."
                yield make_fault(
                    blocks[0].source, message, "Make sure that nothing is missing.", title=section.title, count=count
                )


def find_late_contribution(contribution: Contribution, collection: Collection) -> Iterator[Fault]:
    """A contribution was submitted after the plan's deadline.

    Why: the lead department has to say which entities delay the report.

    Wrong: `submitted: 2020-08-20` with `deadline: 2020-08-14` in report.yaml.
    Right: `submitted: 2020-08-12`.
    """
    deadline, submitted = collection.plan.deadline, contribution.header.submitted
    if contribution.kind is not Kind.ENTITY or not deadline or not submitted or submitted <= deadline:
        return
    days = (submitted - deadline).days
    message = (
        "The contribution came one day after the deadline of {deadline}."
        if days == 1
        else "The contribution came {days} days after the deadline of {deadline}."
    )
    source = contribution.header.places.get("submitted", Source(contribution.path))
    yield make_fault(
        source,
        message,
        "Nothing needs to be done here. “assembler status” shows the editor who is late.",
        deadline=deadline.isoformat(),
        days=days,
    )


def find_delivered_twice(report: Report, collection: Collection) -> Iterator[Fault]:
    """An entity's contribution on an organization lies in two files, as Markdown and as Word.

    Why: the program cannot know which of the two is right, and would print both.

    Wrong: contributions/unhcr/au.md beside contributions/unhcr/au.docx.
    Right: one of them.
    """
    counts = Counter(text.key for text in collection.contributions)
    for text in collection.contributions:
        if counts[text.key] > 1:
            message = "The text {key} exists in {count} files."
            yield make_fault(
                Source(text.path),
                message,
                "Keep one of the files and move the others out of contributions/.",
                count=counts[text.key],
                key=text.key,
            )


def find_text_beside_nothing_to_report(contribution: Contribution, collection: Collection) -> Iterator[Fault]:
    """The header says that there is nothing to report, and the file has text.

    Why: one of the two is a mistake. The text is printed, so that nothing is lost; nobody would be asked to clear it.

    Wrong: `status: nothing-to-report` over a paragraph
    Right: `status: submitted`, or the header alone
    """
    if contribution.kind is Kind.ENTITY and contribution.header.status is Status.NOTHING and contribution.blocks:
        source = contribution.header.places.get("status", Source(contribution.path))
        message = "The header says that there is nothing to report, but there is text below it."
        hint = "If the text is to be printed, write “status: submitted”. Otherwise delete the text."
        word_hint = "If the text is to be printed, clear the box “nothing to report”. Otherwise delete the text."
        yield make_fault(source, message, hint, word_hint=word_hint)


def find_missing_general_text(report: Report, collection: Collection) -> Iterator[Fault]:
    """The plan names a general text, and its file is not there.

    Why: the section would be empty. A draft shows a placeholder.

    Wrong: `text: introduction` in report.yaml, and no file contributions/general/introduction.md.
    Right: the file is there.
    """
    plan = collection.plan
    texts = [(section.text, section.source) for section in plan.sections if section.text]
    texts += [(annex.text, annex.source) for annex in plan.annexes]
    texts += [(plan.summary, plan.source)] if plan.summary else []
    for name, source in texts:
        if collection.general(name) is None:
            message = "The plan names the text “{name}”, but the file contributions/general/{name}.md does not exist."
            yield make_fault(source, message, "Write the file, or correct the name in the plan.", name=name)


def find_sub_item_without_section(report: Report, collection: Collection) -> Iterator[Fault]:
    """An agenda sub-item has no text in the report, or an organization in the report has no sub-item.

    Why: the masthead lists the sub-items in the order of the agenda, the sections follow the alphabet, and each must
    have its other: the Assembly looks for every sub-item that it has allocated (observed in A/75/345).

    Wrong: organizations.yaml gives the Aral Sea Fund the letter z, and no text that is printed covers it.
    Right: a contribution on it, or `also: [ifas]` in the header of a text that covers it too.
    """
    if not any(organ.agenda for organ in collection.plan.organs):
        return
    printed, covered = list_printed_organizations(collection, report)
    unread = {text.header.organization for text in collection.contributions if not text.usable}
    written = {text.header.organization for text in collection.contributions if text.blocks}
    for organization in collection.vocabulary.organizations.values():
        if organization.letter and organization.id not in printed | covered | unread:
            yield _make_fault_without_text(organization, is_written=organization.id in written)
        if not organization.letter and organization.id in printed:
            message = "The {organization} has text in the report, but no agenda sub-item."
            hint = "Give the organization its letter in contributions/organizations.yaml, under agenda: item_letter."
            yield make_fault(organization.source, message, hint, organization=organization.name)


def _make_fault_without_text(organization: Organization, *, is_written: bool) -> Fault:
    message = "Sub-item ({letter}), on the {organization}, has no text in the report."
    hint = "Ask an entity for a text, or list the organization under “also” in the header of a text that covers both."
    if is_written:
        hint = "Print the text that exists on this organization, or list the organization under “also” elsewhere."
    return make_fault(organization.source, message, hint, letter=organization.letter, organization=organization.name)


def _list_pairs(text: Contribution) -> Iterator[tuple[str, str]]:
    for organization in (text.header.organization, *text.header.also):
        yield text.header.entity, organization
