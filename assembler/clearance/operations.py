"""Records clearances in the texts of a report, and makes excerpts to be cleared: files in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from assembler.assemble import assemble
from assembler.check import check, sort_findings
from assembler.clearance.clearance import (
    EntityWords,
    add_record,
    explain_manual_record,
    explain_refused_record,
    explain_settled,
    find_words,
    is_recorded,
    list_obstacles,
)
from assembler.clearance.excerpt import make_excerpt
from assembler.errors import UnknownName
from assembler.load import load
from assembler.model.contribution import Collection, InputFile
from assembler.model.finding import Extent, Finding
from assembler.model.progress import Progress, no_progress
from assembler.model.report import Report
from assembler.model.value import Value, field
from assembler.readers.settings.known_names import resolve_pair
from assembler.storage.templates import add_emblem, read_report_templates


class ClearanceResult(Value):
    """The record of a clearance, or why there is none."""

    on: date | None = None
    """The day of the clearance; None where nobody gave one, or where the plan cannot be used."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The files with the new record, by their place."""
    settled: tuple[str, ...] = ()
    """Which words needed no record and why, in sentences."""
    refused: tuple[str, ...] = ()
    """Why nothing was recorded, in sentences."""
    findings: tuple[Finding, ...] = ()
    """What was found where the plan cannot be used."""
    inputs: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""


class ExcerptResult(Value):
    """The excerpt of a report that an entity is to clear."""

    report: Report | None = None
    """The excerpt, as a report that any writer takes; None where the plan cannot be used."""
    templates: Mapping[str, bytes] = field(default_factory=dict)
    """The templates with which it is written, by name."""
    stem: str = ""
    """What its files are called: the entity, and the organization where there is one."""
    obstacles: tuple[str, ...] = ()
    """What stands in the way of a clearance, in sentences."""
    findings: tuple[Finding, ...] = ()
    """What was found where the plan cannot be used."""
    inputs: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""


def clear(
    files: Mapping[str, bytes],
    entity: str,
    organization: str | None = None,
    *,
    by: str,
    on: date | None = None,
    today: date | None = None,
    unread: Sequence[Finding] = (),
) -> ClearanceResult:
    """Records that the entity has cleared its words as they stand: all of them, or those on one organization.

    Where no day is given, it is `today`; a day after `today` is refused, and so is a clearance without any day. While
    anything stands in the way, nothing is recorded. `unread` is that of `load`. Raises UnknownName, NoTemplate or
    Unreadable.

    >>> from assembler.api import example_files
    >>> text = b"---\\nentity: unhcr\\norganization: au\\nstatus: submitted\\n---\\n\\nThey met.\\n"
    >>> files = {**example_files(), "contributions/unhcr/au.md": text}
    >>> result = clear(files, "unhcr", "au", by="A. Person", on=date(2027, 6, 1))
    >>> sorted(result.files), result.refused
    (['contributions/unhcr/au.md'], ())
    """
    loaded = load(files, unread=unread)
    collection = loaded.collection
    if collection is None:
        return ClearanceResult(findings=sort_findings(loaded.findings), inputs=loaded.inputs)
    entity, organization = resolve_pair(collection.vocabulary, entity, organization or "")
    day = on or today
    words = find_words(collection, entity, organization or None)
    settled = tuple(filter(None, map(explain_settled, words)))
    open_words = [item for item in words if not explain_settled(item)]
    refused = (
        *explain_refused_record(by, day, today, collection.scaffold),
        *_list_obstacles(collection, open_words, _find_errors(collection, assemble(collection, draft=True))),
    )
    if refused or day is None:
        return ClearanceResult(day, settled=settled, refused=refused)
    changed = {
        item.text.path: add_record(files[item.text.path], item, by, day, collection.vocabulary) for item in open_words
    }
    refused = _list_misread(files, changed, open_words, by, day)
    return ClearanceResult(day, {} if refused else changed, settled, refused)


def _list_misread(
    files: Mapping[str, bytes], changed: Mapping[str, bytes], words: Iterable[EntityWords], by: str, on: date
) -> tuple[str, ...]:
    """What to write by hand into headers that would not read as meant; such a file is never given out."""
    collection = load({**files, **changed}).collection
    texts = {text.path: text for text in collection.contributions} if collection else {}
    misread = (item for item in words if not is_recorded(item, by, on, texts.get(item.text.path)))
    return tuple(explain_manual_record(item, by, on) for item in misread)


def excerpt(
    files: Mapping[str, bytes],
    entity: str,
    organization: str | None = None,
    *,
    unread: Sequence[Finding] = (),
    progress: Progress = no_progress,
) -> ExcerptResult:
    """The printed paragraphs that carry words of the entity: all of them, or those on one organization.

    `unread` is that of `load`. Raises NoTemplate, Unreadable, or UnknownName, also where no paragraph carries such
    words.

    >>> from assembler.api import example_files
    >>> excerpt(example_files(), "unhcr").report.wording.draft
    'EXCERPT FOR CLEARANCE BY UNHCR'
    """
    progress("reading")
    loaded = load(files, unread=unread)
    collection = loaded.collection
    if collection is None:
        return ExcerptResult(findings=sort_findings(loaded.findings), inputs=loaded.inputs)
    entity, organization = resolve_pair(collection.vocabulary, entity, organization or "")
    progress("assembling")
    report = assemble(collection, draft=True)
    progress("checking")
    errors = _find_errors(collection, report)
    words = find_words(collection, entity, organization or None)
    keys = {item.text.key for item in words}
    part = make_excerpt(report, collection.vocabulary.entities[entity], collection.labels, keys)
    if part is None:
        raise UnknownName(f"No printed paragraph carries words of {entity}, so there is no excerpt.")
    templates = add_emblem(read_report_templates(files), loaded.emblem)
    stem = f"{entity}-{organization}" if organization else entity
    return ExcerptResult(part, templates, stem, tuple(_list_obstacles(collection, words, errors)))


def _find_errors(collection: Collection, report: Report) -> tuple[Finding, ...]:
    return check(collection, report, extent=Extent.ERRORS).findings


def _list_obstacles(
    collection: Collection, words: Iterable[EntityWords], findings: tuple[Finding, ...]
) -> Iterable[str]:
    return (obstacle for item in words for obstacle in list_obstacles(item, findings, collection.scaffold))
