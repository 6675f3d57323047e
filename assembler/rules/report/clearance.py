"""Whether the entities stand by the words that are printed."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.consolidation_sources import find_carried, find_reworded, hash_carried
from assembler.model.contribution import Collection, Contribution, Kind, Status
from assembler.model.finding import Fault, Source, make_fault

_SINCE = "since {by} cleared them on {on}"
_CARRIED_CHANGED = f"Paragraphs with words of {{entity}} have changed {_SINCE}."
_CARRIED_NO_MORE = f"No paragraph has words of {{entity}} any more; some had {_SINCE}."


def find_contribution_not_cleared(contribution: Contribution, collection: Collection) -> Iterator[Fault]:
    """A contribution has not been cleared by its entity, or the header of another text says that it is a draft.

    Why: nothing may be issued in the name of an entity that it has not approved, nor what its author calls a draft. A
    final is refused.

    Wrong: `status: submitted`; in a text of the lead department `status: draft`.
    Right: `status: cleared` with the record, as `assembler clear unhcr au --by NAME` writes it; elsewhere no status.
    """
    if contribution.kind is not Kind.ENTITY and contribution.header.status is Status.DRAFT:
        if "status" in contribution.header.places:
            yield make_fault(
                _get_source(contribution, "status"),
                "The header of {path} says that the text is a draft.",
                "When the text is finished, delete the line “status” in the header.",
                path=contribution.path,
            )
        return
    if contribution.kind is Kind.ENTITY and contribution.header.status in (Status.DRAFT, Status.SUBMITTED):
        message = "{key} is not cleared; its status is {status}."
        hint = "When the entity has approved the text: {command}."
        if _has_stated_approval(contribution):
            hint = "The form states that the text is approved. To record the approval: {command}."
        yield make_fault(
            _get_source(contribution, "status"),
            message,
            hint,
            key=contribution.key,
            status=contribution.header.status,
            command=_describe_command(contribution),
        )


def find_clearance_without_record(contribution: Contribution, collection: Collection) -> Iterator[Fault]:
    """The header says that a text is cleared, but not who cleared which words.

    Why: somebody typed “cleared” by hand, so nobody can tell whether the text has changed since. A final takes it, with
    a warning.

    Wrong: `status: cleared` alone.
    Right: `status: cleared` and `cleared: {by: A. Person, on: 2020-07-01, text: sha256:…}`, with the hash of the text.
    """
    if contribution.header.status is Status.CLEARED and contribution.header.cleared is None:
        message = "The status is “cleared”, but there is no record of who cleared which words."
        hint = "Record the clearance: {command}."
        yield make_fault(_get_source(contribution, "status"), message, hint, command=_describe_command(contribution))


def find_clearance_void(contribution: Contribution, collection: Collection) -> Iterator[Fault]:
    """A text has changed after it was cleared.

    Why: an entity clears exact words. Spaces and line breaks do not count; every other change does. A final is refused.

    Wrong: a comma was added to the text after the clearance was recorded.
    Right: the entity clears the new text, or the change is taken back.
    """
    cleared = contribution.header.cleared
    if cleared and cleared.hash != contribution.hash:
        message = "The text has changed since {by} cleared it on {on}."
        hint = "Undo the change, or have the new words cleared: {command}."
        yield make_fault(
            cleared.source,
            message,
            hint,
            by=cleared.by,
            on=cleared.on.isoformat(),
            command=_describe_command(contribution),
        )


def find_consolidated_clearance_void(contribution: Contribution, collection: Collection) -> Iterator[Fault]:
    """Paragraphs of a consolidated text have changed after an entity whose words they carry cleared them.

    Why: an entity clears exact words, whoever wrote them down. A final is refused.

    Wrong: the editor changed a word in a paragraph `from="unhcr/au#p1"` after the clearance of unhcr was recorded.
    Right: the entity clears the new words, or the change is taken back.
    """
    for entity, record in contribution.header.clearances.items():
        if record.hash == hash_carried(contribution, entity):
            continue
        organization = contribution.header.organization
        if find_carried(contribution, entity):
            message = _CARRIED_CHANGED
            hint = "Undo the change, or have the new words cleared: assembler clear {entity} {organization} --by NAME."
        else:
            message = _CARRIED_NO_MORE
            hint = "Name {entity} in the from= of the paragraphs that have its words, or delete the record."
        yield make_fault(
            record.source,
            message,
            hint,
            entity=entity,
            organization=organization,
            by=record.by,
            on=record.on.isoformat(),
        )


def find_consolidated_words_not_cleared(contribution: Contribution, collection: Collection) -> Iterator[Fault]:
    """The editor has reworded paragraphs of an entity, and the entity has not cleared the result.

    Why: the editor's text is printed, and whoever cleared the entity's own text did not see these words. A final is
    refused, unless they are accepted with a reason.

    Wrong: consolidated/au.md merges unhcr/au#p1 with a paragraph of WHO, and UNHCR has cleared unhcr/au.md only.
    Right: UNHCR has cleared the merged paragraph, too: `assembler clear unhcr au --by NAME`. Where that is not needed:
    `assembler build --final --accept IN-CLR-05 --because REASON`.
    """
    if contribution.kind is not Kind.CONSOLIDATED:
        return
    for entity, first in find_reworded(contribution, collection).items():
        if entity in contribution.header.clearances or entity not in collection.vocabulary.entities:
            continue
        message = "The editor has reworded or merged what {entity} wrote, and {entity} has not cleared the result."
        hint = (
            "“assembler clear {entity} --excerpt” writes the words to be approved. After approval, run: "
            "assembler clear {entity} {organization} --by NAME."
        )
        yield make_fault(first.source, message, hint, entity=entity, organization=contribution.header.organization)


def _describe_command(text: Contribution) -> str:
    """How a clearance is recorded: by command in an entity's text, by hand in others."""
    if text.path.endswith(".docx"):
        names = f"--entity {text.header.entity} --organization {text.header.organization}"
        way_out = f"Move the file out of contributions/, then import it with {names}, and clear the new text"
        return f"a Word file cannot hold the record. {way_out}"
    if text.kind is Kind.ENTITY:
        approver = "" if _has_stated_approval(text) else " --by NAME"
        return f"assembler clear {text.header.entity} {text.header.organization}{approver}"
    return f"add “cleared: {{by: NAME, on: YEAR-MONTH-DAY, text: sha256:{text.hash}}}” to the header"


def _has_stated_approval(text: Contribution) -> bool:
    """Whether a form states who approved exactly these words, and on which day."""
    approved = text.header.approved
    return approved is not None and approved.on is not None and approved.covers(text.hash)


def _get_source(contribution: Contribution, key: str) -> Source:
    return contribution.header.places.get(key, Source(contribution.path))
