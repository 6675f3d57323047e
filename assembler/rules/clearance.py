"""Whether the entities stand by the words that are printed."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.contribution import Collection, Contribution, Kind, Status
from assembler.model.finding import Fault, Source


def contribution_not_cleared(contribution: Contribution, collection: Collection) -> Iterator[Fault]:
    """A contribution has not been cleared by its entity.

    Why: nothing may be issued in the name of an entity that it has not approved. A final is refused.

    Wrong: `status: submitted`.
    Right: `status: cleared` with the record of the clearance.
    """
    if contribution.kind is Kind.ENTITY and contribution.header.status in (Status.DRAFT, Status.SUBMITTED):
        message = f"{contribution.key} is not cleared; its status is {contribution.header.status}."
        hint = "When the entity has approved these words, write status: cleared and the record of the clearance."
        yield Fault(_place(contribution, "status"), message, hint)


def clearance_without_record(contribution: Contribution, collection: Collection) -> Iterator[Fault]:
    """The header says that a text is cleared, but not who cleared which words.

    Why: somebody typed the word; nobody can tell whether the text has changed since. A final takes it, with a warning.

    Wrong: `status: cleared` alone.
    Right: `status: cleared` and `cleared: {by: A. Person, on: 2020-07-01, text: sha256:…}`, with the hash of the text.
    """
    if contribution.header.status is Status.CLEARED and contribution.header.cleared is None:
        message = "The text is said to be cleared, without a record of who cleared which words."
        hint = f"Add: cleared: {{by: NAME, on: YEAR-MONTH-DAY, text: sha256:{contribution.hash}}}"
        yield Fault(_place(contribution, "status"), message, hint)


def clearance_void(contribution: Contribution, collection: Collection) -> Iterator[Fault]:
    """A text has changed after it was cleared.

    Why: an entity clears exact words. Spaces and line breaks don't count; every other change does. A final is refused.

    Wrong: a comma was added to the text after the clearance was recorded.
    Right: the entity clears the new text, or the change is taken back.
    """
    cleared = contribution.header.cleared
    if cleared and cleared.text.removeprefix("sha256:") != contribution.hash:
        message = f"The text has changed since {cleared.by} cleared it on {cleared.on.isoformat()}."
        hint = f"Take the change back, or have the new words cleared: their record is sha256:{contribution.hash}."
        yield Fault(cleared.source, message, hint)


def _place(contribution: Contribution, key: str) -> Source:
    return contribution.header.places.get(key, Source(contribution.path))
