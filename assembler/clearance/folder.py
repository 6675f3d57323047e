"""Records that an entity has cleared exact words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from assembler.clearance.clearance import Words, by_hand, is_recorded, obstacles, recorded, settled, words_of
from assembler.load import load
from assembler.model.contribution import InputFile
from assembler.model.finding import Extent, Finding
from assembler.model.progress import Tell, silent
from assembler.model.value import Value, replace
from assembler.pipeline import Examined, examine
from assembler.storage.lock import lock_report
from assembler.storage.report_folder import find_root
from assembler.storage.texts import replace_texts


class Cleared(Value):
    """What came of recording a clearance."""

    on: date | None = None
    """The day that was recorded; none where the plan can't be used."""
    recorded: tuple[str, ...] = ()
    """The files that hold a new record."""
    left: tuple[str, ...] = ()
    """What needed none, in sentences."""
    refused: tuple[str, ...] = ()
    """Why nothing was recorded, in sentences."""
    findings: tuple[Finding, ...] = ()
    """What was found where the plan can't be used."""
    files: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""


def clear(
    start: Path, entity: str, organization: str | None, by: str, on: date | None = None, wait: Tell = silent
) -> Cleared:
    """Records that the entity has cleared its words as they stand, all of them or those on one organization.

    The day is the plan's where none is given. Nothing is recorded while anything stands in the way. Says on whom
    it waits. Raises NoPlan, Unreadable, UnknownName, Busy or Unwritable.
    """
    root = find_root(start)
    with lock_report(root, wait):
        return _clear(root, entity, organization, by, on)


def _clear(root: Path, entity: str, organization: str | None, by: str, on: date | None) -> Cleared:
    examined = examine(root, extent=Extent.ERRORS)
    collection = examined.collection
    if collection is None:
        return Cleared(findings=examined.checked.findings, files=examined.files)
    day = on or collection.plan.date
    asked = words_of(collection, entity, organization)
    left = tuple(filter(None, map(settled, asked)))
    to_clear = [words for words in asked if not settled(words)]
    refused = tuple(reason for words in to_clear for reason in obstacles(words, examined.checked.findings))
    if refused:
        return Cleared(day, left=left, refused=refused)
    new = {it.text.path: recorded(examined.data[it.text.path], it, by, day, collection.vocabulary) for it in to_clear}
    refused = _misread(examined, to_clear, new, by, day)
    return _put_records(root, examined, Cleared(day, left=left, refused=refused), {} if refused else new)


def _misread(examined: Examined, words: list[Words], new: Mapping[str, bytes], by: str, on: date) -> tuple[str, ...]:
    """What is said of the headers that would no longer say what they said: such a file is never written."""
    collection = load({**examined.data, **new}).collection
    now = {text.path: text for text in collection.contributions} if collection else {}
    return tuple(by_hand(it, by, on) for it in words if not is_recorded(it, by, on, now.get(it.text.path)))


def _put_records(root: Path, examined: Examined, cleared: Cleared, new: Mapping[str, bytes]) -> Cleared:
    left = replace_texts(root, {path: (examined.data[path], data) for path, data in new.items()})
    refused = tuple(f"{path} {reason}; its clearance was not recorded." for path, reason in left.items())
    recorded = tuple(path for path in new if path not in left)
    return replace(cleared, refused=(*cleared.refused, *refused), recorded=recorded)
