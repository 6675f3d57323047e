"""Records that an entity has cleared exact words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from assembler.clearance.clearance import (
    EntityWords,
    add_record,
    explain_manual_record,
    explain_settled,
    find_words,
    is_recorded,
    list_obstacles,
)
from assembler.load import load
from assembler.model.contribution import InputFile
from assembler.model.finding import Extent, Finding
from assembler.model.progress import Tell, silent
from assembler.model.value import Value, replace
from assembler.pipeline import Examined, examine
from assembler.storage.lock import lock_report
from assembler.storage.report_folder import find_root
from assembler.storage.texts import replace_texts


class ClearanceResult(Value):
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
    start: Path, entity: str, organization: str | None, by: str, on: date | None = None, on_wait: Tell = silent
) -> ClearanceResult:
    """Records that the entity has cleared its words as they stand, all of them or those on one organization.

    The day is the plan's where none is given. Nothing is recorded while anything stands in the way. Says on whom
    it waits. Raises NoPlan, Unreadable, UnknownName, Busy or Unwritable.
    """
    root = find_root(start)
    with lock_report(root, on_wait):
        return _clear(root, entity, organization, by, on)


def _clear(root: Path, entity: str, organization: str | None, by: str, on: date | None) -> ClearanceResult:
    examined = examine(root, extent=Extent.ERRORS)
    collection = examined.collection
    if collection is None:
        return ClearanceResult(findings=examined.checked.findings, files=examined.files)
    day = on or collection.plan.date
    asked = find_words(collection, entity, organization)
    left = tuple(filter(None, map(explain_settled, asked)))
    to_clear = [words for words in asked if not explain_settled(words)]
    refused = tuple(reason for words in to_clear for reason in list_obstacles(words, examined.checked.findings))
    if refused:
        return ClearanceResult(day, left=left, refused=refused)
    new = {
        words.text.path: add_record(examined.data[words.text.path], words, by, day, collection.vocabulary)
        for words in to_clear
    }
    refused = _list_misread(examined, to_clear, new, by, day)
    return _write_records(root, examined, ClearanceResult(day, left=left, refused=refused), {} if refused else new)


def _list_misread(
    examined: Examined, words: list[EntityWords], new: Mapping[str, bytes], by: str, on: date
) -> tuple[str, ...]:
    """What is said of the headers that would no longer say what they said: such a file is never written."""
    collection = load({**examined.data, **new}).collection
    now = {text.path: text for text in collection.contributions} if collection else {}
    return tuple(
        explain_manual_record(entity_words, by, on)
        for entity_words in words
        if not is_recorded(entity_words, by, on, now.get(entity_words.text.path))
    )


def _write_records(
    root: Path, examined: Examined, result: ClearanceResult, new: Mapping[str, bytes]
) -> ClearanceResult:
    left = replace_texts(root, {path: (examined.data[path], data) for path, data in new.items()})
    refused = tuple(f"{path} {reason}; its clearance was not recorded." for path, reason in left.items())
    recorded = tuple(path for path in new if path not in left)
    return replace(result, refused=(*result.refused, *refused), recorded=recorded)
