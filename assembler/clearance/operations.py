"""Records clearances in the texts of a report, and makes excerpts to be cleared: files in, values out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from assembler.assemble import assemble
from assembler.check import check, is_placeholder, sort_findings
from assembler.clearance.clearance import (
    EntityWords,
    add_record,
    explain_manual_record,
    explain_refused_record,
    explain_settled,
    find_words,
    has_words,
    hash_words,
    is_recorded,
    list_obstacles,
    list_sentences_not_printed,
)
from assembler.clearance.excerpt import make_excerpt
from assembler.clearance.statements import IntendedClearance, IntendedClearances, find_intended_clearances
from assembler.errors import UnknownName
from assembler.load import load
from assembler.model.contribution import Collection, InputFile
from assembler.model.finding import Extent, Finding
from assembler.model.progress import Progress, no_progress
from assembler.model.report import Report
from assembler.model.value import MutableValue, Value, field
from assembler.readers.settings.known_names import resolve_names, resolve_pair
from assembler.storage.parse_cache import ParseCache
from assembler.storage.templates import add_emblem, read_report_templates

type _Chosen = tuple[tuple[str, ...], tuple[str, ...]]
"""Entities, and organizations; where there are no organizations, all words of the entities are meant."""
type _Choose = Callable[[Collection], _Chosen]
"""Chooses them in a report."""


class ClearanceResult(Value):
    """The record of a clearance, or why there is none."""

    on: date | None = None
    """The day of the clearance; None where nobody gave one, where questionnaires state it, or without a plan."""
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
    stated: tuple[str, ...] = ()
    """The clearances that were recorded as questionnaires state them, in sentences."""
    hash: str = ""
    """The hash of all the words that the clearance is about; empty where there are none."""
    not_printed: tuple[str, ...] = ()
    """The sentences of the entity that the cleared words leave out, as messages."""


class ClearancesResult(Value):
    """The records of the clearances of several entities."""

    on: date | None = None
    """The day of the clearances; None where nobody gave one, where questionnaires state it, or without a plan."""
    results: Mapping[str, ClearanceResult] = field(default_factory=dict)
    """The record of each entity, by its identifier."""
    refused: tuple[str, ...] = ()
    """Why nothing was recorded for anybody, in sentences."""
    findings: tuple[Finding, ...] = ()
    """What was found where the plan cannot be used."""
    inputs: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""
    has_plan: bool = True
    """Whether the plan can be used; otherwise nothing was recorded."""

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files with all new records, by their place."""
        return {place: data for result in self.results.values() for place, data in result.files.items()}


class ExcerptResult(Value):
    """The excerpt of a report that an entity is to clear."""

    report: Report | None = None
    """The excerpt, as a report that any writer takes; None where there is none, or where the plan cannot be used."""
    templates: Mapping[str, bytes] = field(default_factory=dict)
    """The templates with which it is written, by name."""
    stem: str = ""
    """What its files are called: the entity, and the organization where there is one."""
    obstacles: tuple[str, ...] = ()
    """What stands in the way of a clearance, or why there is no excerpt, in sentences."""
    not_printed: tuple[str, ...] = ()
    """The sentences of the entity that the report does not print, as messages."""
    findings: tuple[Finding, ...] = ()
    """What was found where the plan cannot be used."""
    inputs: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""


def clear(
    files: Mapping[str, bytes],
    entity: str,
    organization: str | None = None,
    *,
    by: str | None = None,
    on: date | None = None,
    today: date | None = None,
    unread: Sequence[Finding] = (),
) -> ClearanceResult:
    """Records that an entity has cleared its words as they stand: all of them, or those on one organization.

    Without `on`, the day is `today`. A day after `today` is refused, and so is a clearance without a day. Without `by`,
    name and day are those that the entity's questionnaires state, provided that the words are still those that came
    with them. If anything stands in the way, nothing is recorded. `unread` is as in `load`. Raises UnknownName,
    NoTemplate or Unreadable.

    >>> from assembler.api import example_files
    >>> text = b"---\\nentity: unhcr\\norganization: au\\nstatus: submitted\\n---\\n\\nThey met.\\n"
    >>> files = {**example_files(), "contributions/unhcr/au.md": text}
    >>> result = clear(files, "unhcr", "au", by="A. Person", on=date(2027, 6, 1))
    >>> sorted(result.files), result.refused
    (['contributions/unhcr/au.md'], ())
    """
    choose = partial(_choose_pair, entity=entity, organization=organization or "")
    result = _record_clearances(files, choose, by, on, today, unread)
    alone = ClearanceResult(result.on, refused=result.refused, findings=result.findings, inputs=result.inputs)
    return next(iter(result.results.values()), alone)


def clear_entities(
    files: Mapping[str, bytes],
    names: Sequence[str] = (),
    *,
    all_entities: bool = False,
    by: str | None = None,
    on: date | None = None,
    today: date | None = None,
    unread: Sequence[Finding] = (),
) -> ClearancesResult:
    """Records for several entities what `clear` records for one.

    Name entities, then organizations if only the words on these are meant; with `all_entities`, every entity that has
    words in the report. A problem with one entity does not stop the others. Raises UnknownName, NoTemplate or
    Unreadable.

    >>> from assembler.api import example_files
    >>> text = "---\\nentity: {}\\norganization: au\\nstatus: submitted\\n---\\n\\nThey met.\\n"
    >>> files = example_files()
    >>> for entity in ("dppa", "unhcr"):
    ...     files[f"contributions/{entity}/au.md"] = text.format(entity).encode()
    >>> result = clear_entities(files, ["DPPA", "UNHCR", "AU"], by="A. Person", on=date(2027, 6, 1))
    >>> sorted(result.files)
    ['contributions/dppa/au.md', 'contributions/unhcr/au.md']
    """
    choose = partial(_choose, names=names, all_entities=all_entities)
    return _record_clearances(files, choose, by, on, today, unread)


def _record_clearances(
    files: Mapping[str, bytes],
    choose: _Choose,
    by: str | None,
    on: date | None,
    today: date | None,
    unread: Sequence[Finding],
) -> ClearancesResult:
    cache = ParseCache()
    loaded = load(files, unread=unread, cache=cache)
    collection = loaded.collection
    if collection is None:
        return ClearancesResult(findings=sort_findings(loaded.findings), inputs=loaded.inputs, has_plan=False)
    day = on or today if by else None
    entities, organizations = choose(collection)
    is_no_name = partial(is_placeholder, collection=collection)
    refused = tuple(explain_refused_record(by, day, today, is_no_name)) if by else ()
    if refused:
        return ClearancesResult(day, refused=refused)
    errors = _find_errors(collection, assemble(collection, draft=True))
    find_clearances = partial(find_intended_clearances, by=by, on=on, today=today, is_placeholder=is_no_name)
    recorder = _Recorder(files, collection, errors, find_clearances, cache)
    return ClearancesResult(day, {entity: recorder.clear(entity, organizations) for entity in entities})


def _choose_pair(collection: Collection, entity: str, organization: str) -> _Chosen:
    """The entity and the organization, if one is named. Raises UnknownName, also where there are no words."""
    one, about = resolve_pair(collection.vocabulary, entity, organization)
    organizations = (about,) if about else ()
    find_words(collection, one, organizations)
    return (one,), organizations


def _choose(collection: Collection, names: Sequence[str], *, all_entities: bool) -> _Chosen:
    """The entities and organizations that are named; for all entities, those that have words on the organizations.

    Raises UnknownName, also where nobody has any words.
    """
    entities, organizations = resolve_names(collection.vocabulary, names, all_entities=all_entities)
    if all_entities:
        listed = collection.vocabulary.entities
        entities = tuple(id for id in listed if has_words(collection, id, organizations))
    if len(entities) == 1:
        find_words(collection, entities[0], organizations)
    elif not entities:
        on = f" on {', '.join(organizations)}" if organizations else ""
        raise UnknownName(f"There is no text of an entity{on} in the report, so there is nothing to clear.")
    return entities, organizations


class _Recorder(MutableValue):
    """Records the clearances of one entity after the other in the files of a report, which it reads again each time."""

    files: Mapping[str, bytes]
    collection: Collection
    errors: tuple[Finding, ...]
    find_clearances: Callable[[Iterable[EntityWords], Collection], IntendedClearances]
    cache: ParseCache

    def clear(self, entity: str, organizations: Sequence[str]) -> ClearanceResult:
        """Records the clearance of the words of an entity, unless something stands in the way."""
        try:
            words = find_words(self.collection, entity, organizations)
        except UnknownName as error:
            return ClearanceResult(refused=(str(error),))
        hash = hash_words(words)
        open_words = [item for item in words if not explain_settled(item)]
        clearances = self.find_clearances(open_words, self.collection)
        settled = (*filter(None, map(explain_settled, words)), *clearances.settled)
        refused = (*clearances.refused, *_list_obstacles(self.collection, open_words, self.errors))
        if refused:
            return ClearanceResult(clearances.on, settled=settled, refused=refused, hash=hash)
        names = self.collection.vocabulary
        changed = {
            one.path: add_record(self.files[one.path], one.words, one.by, one.on, names) for one in clearances.intended
        }
        files = {**self.files, **changed}
        collection = load(files, cache=self.cache).collection if changed else self.collection
        refused = tuple(_list_misread(collection, clearances.intended))
        if refused or collection is None:
            return ClearanceResult(clearances.on, settled=settled, refused=refused, hash=hash)
        self.files, self.collection = files, collection
        not_printed = tuple(list_sentences_not_printed(words, collection)) if changed else ()
        return ClearanceResult(
            clearances.on, changed, settled, stated=clearances.stated, hash=hash, not_printed=not_printed
        )


def _list_misread(collection: Collection | None, clearances: Iterable[IntendedClearance]) -> Iterator[str]:
    """What to write by hand into headers that would not read as meant; such a file is never given out."""
    texts = {text.path: text for text in collection.contributions} if collection else {}
    for one in clearances:
        if not is_recorded(one.words, one.by, one.on, texts.get(one.path)):
            yield explain_manual_record(one.words, one.by, one.on)


def excerpt(
    files: Mapping[str, bytes],
    entity: str,
    organization: str | None = None,
    *,
    unread: Sequence[Finding] = (),
    progress: Progress = no_progress,
) -> ExcerptResult:
    """The printed paragraphs that carry words of an entity: all of them, or those on one organization.

    `unread` is as in `load`. Raises NoTemplate, Unreadable, or UnknownName, also if no paragraph carries such words.

    >>> from assembler.api import example_files
    >>> excerpt(example_files(), "unhcr").report.wording.draft
    'EXCERPT FOR CLEARANCE BY UNHCR'
    """
    choose = partial(_choose_pair, entity=entity, organization=organization or "")
    (result,) = _make_excerpts(files, choose, unread, progress)
    return result


def excerpt_entities(
    files: Mapping[str, bytes],
    names: Sequence[str] = (),
    *,
    all_entities: bool = False,
    unread: Sequence[Finding] = (),
    progress: Progress = no_progress,
) -> tuple[ExcerptResult, ...]:
    """The excerpts of several entities, each as `excerpt` makes it; the names are those of `clear_entities`.

    One without a report says why there is none. Raises NoTemplate, Unreadable or UnknownName.
    """
    return _make_excerpts(files, partial(_choose, names=names, all_entities=all_entities), unread, progress)


def _make_excerpts(
    files: Mapping[str, bytes],
    choose: _Choose,
    unread: Sequence[Finding],
    progress: Progress,
) -> tuple[ExcerptResult, ...]:
    progress("reading")
    loaded = load(files, unread=unread)
    collection = loaded.collection
    if collection is None:
        return (ExcerptResult(findings=sort_findings(loaded.findings), inputs=loaded.inputs),)
    chosen, organizations = choose(collection)
    progress("assembling")
    report = assemble(collection, draft=True)
    progress("checking")
    errors = _find_errors(collection, report)
    templates = add_emblem(read_report_templates(files), loaded.emblem)
    results = tuple(_make_excerpt(collection, report, errors, templates, entity, organizations) for entity in chosen)
    if len(results) == 1 and results[0].report is None:
        raise UnknownName(*results[0].obstacles)
    return results


def _make_excerpt(
    collection: Collection,
    report: Report,
    errors: tuple[Finding, ...],
    templates: Mapping[str, bytes],
    entity: str,
    organizations: Sequence[str],
) -> ExcerptResult:
    stem = "-".join((entity, *organizations))
    try:
        words = find_words(collection, entity, organizations)
    except UnknownName as error:
        return ExcerptResult(stem=stem, obstacles=(str(error),))
    keys = {item.text.key for item in words}
    part = make_excerpt(report, collection.vocabulary.entities[entity], collection.labels, keys)
    if part is None:
        none = f"No printed paragraph carries words of {entity}, so there is no excerpt."
        return ExcerptResult(stem=stem, obstacles=(none,))
    obstacles = tuple(_list_obstacles(collection, words, errors))
    return ExcerptResult(part, templates, stem, obstacles, tuple(list_sentences_not_printed(words, collection)))


def _find_errors(collection: Collection, report: Report) -> tuple[Finding, ...]:
    return check(collection, report, extent=Extent.ERRORS).findings


def _list_obstacles(
    collection: Collection, words: Iterable[EntityWords], findings: tuple[Finding, ...]
) -> Iterable[str]:
    return (obstacle for item in words for obstacle in list_obstacles(item, findings, collection.scaffold))
