"""The editor's desk: what is done with a report beside checking and building it. Each part works in `editing`.

The verbs are called in the same order as in `pipeline`; nothing here knows how a file is read or written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from assembler.assemble import assemble
from assembler.check import in_order
from assembler.editing.answer import answer_to, commented, html, text
from assembler.editing.clearing import Words, by_hand, is_recorded, obstacles, recorded, settled, words_of
from assembler.editing.consolidation import Consolidated, consolidated, with_added
from assembler.editing.form import asked_about, entity_form, form_words, last_contribution, word_file, words_template
from assembler.editing.scaffold import FORM, blank_form, last_text, place_of_form
from assembler.editing.status import overview
from assembler.editing.trace import trace_number, trace_text
from assembler.editing.trace_lines import chain_json, chain_lines, way_json, way_lines
from assembler.errors import Unprintable, Unwritable
from assembler.load import FOLDER, find_root, load
from assembler.model.archive import Json
from assembler.model.contribution import Collection, InputFile, Kind
from assembler.model.finding import Finding
from assembler.model.overview import Overview
from assembler.pipeline import Examined, examine
from assembler.templates import answer_templates, read_template, report_files
from assembler.write import put, put_new_file, put_new_folder, replace_text


@dataclass(frozen=True, slots=True)
class Made:
    """What was newly made in a report."""

    root: Path
    """The folder of the report."""
    names: tuple[str, ...] = ()
    """The files made, by their place in it; none where the plan can't be used."""
    remarks: tuple[str, ...] = ()
    """What is to be said of them, in sentences."""
    findings: tuple[Finding, ...] = ()
    """What was found where the plan can't be used."""
    files: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """How a report stands."""

    root: Path
    """The folder of the report."""
    overview: Overview | None
    """How it stands; none where the plan can't be used."""
    findings: tuple[Finding, ...]
    """What was found where the plan can't be used."""
    files: tuple[InputFile, ...]
    """Every file that was read, for the excerpts of findings."""
    templates: Mapping[str, bytes] = field(default_factory=dict)
    """The templates that were asked for, by name."""
    reminders: tuple[Path, ...] = ()
    """The reminders that were written."""


@dataclass(frozen=True, slots=True)
class Cleared:
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


class Answered:
    """The answer to an entity on its texts."""

    data: bytes = b""
    """The answer; empty where the plan or the Word file can't be used."""
    findings: tuple[Finding, ...] = ()
    """What was found where that is so."""
    files: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""


def new_report(root: Path) -> Made:
    """Makes a small complete report in the folder. Raises Unwritable where there is one, NoTemplate or Unreadable."""
    files = report_files()
    put_new_folder(root / FOLDER, files)
    return Made(root, tuple(f"{FOLDER}/{name}" for name in files))


def new_contribution(start: Path, entity: str, organization: str, earlier: Path | None = None) -> Made:
    """Makes the form for what the entity reports on the organization, with its text in the report in `earlier`.

    Raises NoPlan, Unreadable, UnknownName, NoTemplate, Unprintable, or Unwritable where the text is already there.
    """
    root = find_root(start)
    loaded = load(root)
    if loaded.collection is None:
        return Made(root, findings=in_order(loaded.findings), files=loaded.files)
    name = place_of_form(loaded.collection, entity, organization)
    last_time = _last_time(earlier, entity, organization) if earlier else ""
    put_new_file(root / name, blank_form(read_template(FORM, root), loaded.collection, entity, organization, last_time))
    missing = f"There is no text of {entity} on {organization} in {earlier}, so the form has none."
    return Made(root, (name,), (missing,) if earlier and not last_time else ())


def new_form(
    start: Path, entity: str, organization: str = "", earlier: Path | None = None, place: Path | None = None
) -> Made:
    """Makes the entity's form as a Word file: on one organization, or on all that the plan asks it about.

    It lies in build/forms/ or at the place named, never among the contributions. With its texts in the report in
    `earlier`. Raises NoPlan, Unreadable, UnknownName, NoTemplate, Unprintable, or Unwritable where a file is there.
    """
    root = find_root(start)
    loaded = load(root)
    if loaded.collection is None:
        return Made(root, findings=in_order(loaded.findings), files=loaded.files)
    path = _outside(root, place or root / "build" / "forms" / f"{entity}.docx")
    organizations = asked_about(loaded.collection, entity, organization)
    name = words_template(loaded.collection)
    words = form_words(read_template(name, root), name)
    before = load(earlier).collection if earlier else None
    form = entity_form(words, loaded.collection, entity, organizations, before)
    put_new_file(path, word_file(form))
    without = [it for it in organizations if earlier and not (before and last_contribution(before, entity, it))]
    return Made(root, (str(path),), _remarks(loaded.collection, entity, organizations, without, earlier))


def _outside(root: Path, place: Path) -> Path:
    """The place of a form. Raises Unwritable inside the contributions: a form that nobody filled is none."""
    if (root / FOLDER).resolve() in place.resolve().parents:
        raise Unwritable(f"{place} is among the contributions, and an empty form is none; name a place elsewhere.")
    return place


def _remarks(
    collection: Collection, entity: str, organizations: Iterable[str], without: Sequence[str], earlier: Path | None
) -> tuple[str, ...]:
    """What is to be said of a form: texts that are there already, and organizations without a text of last time."""
    keys = {f"{entity}/{it}" for it in organizations}
    there = [it.path for it in collection.contributions if it.key in keys]
    said = (f"Already there: {', '.join(there)}.",) if there else ()
    return (*said, f"There is no text of {entity} on {', '.join(without)} in {earlier}.") if without else said


def comment_on(start: Path, entity: str, data: bytes, organizations: Sequence[str]) -> Answered:
    """A Word file of the entity on these organizations, with a comment at each place of which something is to be told.

    Raises NoPlan, Unreadable or UnknownName.
    """
    examined = examine(start)
    if examined.collection is None or examined.report is None:
        return Answered(findings=examined.checked.findings, files=examined.files)
    told = answer_to(entity, examined.collection, examined.report, examined.checked.findings)
    return Answered(*commented(told, data, organizations), examined.files)


def answer(start: Path, entity: str, form: str) -> Answered:
    """What is to be told to the entity of its texts, as `html` or `text`.

    Raises NoPlan, Unreadable, UnknownName, NoTemplate, or Unprintable where a template can't be used.
    """
    examined = examine(start)
    if examined.collection is None or examined.report is None:
        return Answered(findings=examined.checked.findings, files=examined.files)
    told = answer_to(entity, examined.collection, examined.report, examined.checked.findings)
    templates = answer_templates(find_root(start))
    try:
        return Answered((html if form == "html" else text)(told, templates))
    except ValueError as error:  # what the writers say of a template that they can't use
        raise Unprintable(f"The answer can't be written: {error}") from error


def _last_time(earlier: Path, entity: str, organization: str) -> str:
    loaded = load(earlier)
    contributions = loaded.collection.contributions if loaded.collection else ()
    return last_text(loaded.files, contributions, entity, organization)


def status(
    start: Path, *, on: date | None = None, templates: tuple[str, ...] = (), reminders: Path | None = None
) -> Surveyed:
    """How the report stands; what is missing is reckoned late on the day `on`. Writes no document.

    With a folder for `reminders`, the folder then holds one for each entity that owes something, and nothing else.
    Raises NoPlan, Unreadable, NoTemplate, Unprintable or Unwritable.
    """
    root = find_root(start)
    examined = examine(root, draft=False)
    if examined.collection is None or examined.report is None:
        return Surveyed(root, None, examined.checked.findings, examined.files)
    seen = overview(examined.collection, examined.report, examined.checked.blockers, on)
    read = {name: read_template(name, root) for name in templates}
    written = _remind(root, examined.collection, seen, reminders) if reminders else ()
    return Surveyed(root, seen, (), examined.files, read, written)


def _remind(root: Path, collection: Collection, seen: Overview, folder: Path) -> tuple[Path, ...]:
    from assembler.editing.reminders import INDEX, TEMPLATE, reminders  # only here, since it needs the template engine

    try:
        texts = reminders(collection, seen, read_template(TEMPLATE, root))
    except ValueError as error:  # what the writers say of a template that they can't use
        raise Unprintable(f"The reminders can't be written: {error}") from error
    put(folder, texts, mark=INDEX)
    return tuple(folder / name for name in texts if name != INDEX)


def consolidate(start: Path, organization: str) -> Made:
    """Makes the editor's text on the organization from the contributions, or adds to it what they have that is new.

    Raises NoPlan, Unreadable, UnknownName, or Unwritable where the machine or somebody else is in the way.
    """
    root = find_root(start)
    loaded = load(root)
    if loaded.collection is None:
        return Made(root, findings=in_order(loaded.findings), files=loaded.files)
    made = _consolidated(loaded.collection, organization)
    old = loaded.data.get(made.path)
    remarks = (*made.remarks, _said(made, there=old is not None))
    if old is None:
        put_new_file(root / made.path, made.text.encode())
    elif made.text:
        reason = replace_text(root / made.path, old, with_added(old, made.text))
        if reason:
            raise Unwritable(f"{made.path} {reason} and was left alone.")
    return Made(root, (made.path,) if made.text else (), remarks)


def _consolidated(collection: Collection, organization: str) -> Consolidated:
    texts = tuple(text for text in collection.contributions if text.kind is not Kind.CONSOLIDATED)
    return consolidated(collection, assemble(replace(collection, contributions=texts), draft=False), organization)


def _said(made: Consolidated, *, there: bool) -> str:
    """How many paragraphs were taken over, in a sentence."""
    count = {0: "No paragraph", 1: "1 paragraph"}.get(len(made.added), f"{len(made.added)} paragraphs")
    verb = "was" if len(made.added) < 2 else "were"
    if there:
        return f"{count} {verb} added to {made.path}; what stood there was not touched."
    return f"{count} {verb} taken over; a build now prints {made.path} in place of the contributions."


def clear(start: Path, entity: str, organization: str | None, by: str, on: date | None = None) -> Cleared:
    """Records that the entity has cleared its words as they stand, all of them or those on one organization.

    The day is the plan's where none is given. Nothing is recorded while anything stands in the way. Raises NoPlan,
    Unreadable, UnknownName or Unwritable.
    """
    root = find_root(start)
    examined = examine(root)
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
    refused = _misread(root, to_clear, new, by, day)
    return _put_records(root, examined, Cleared(day, left=left, refused=refused), {} if refused else new)


def _misread(root: Path, words: list[Words], new: Mapping[str, bytes], by: str, on: date) -> tuple[str, ...]:
    """What is said of the headers that would no longer say what they said: such a file is never written."""
    collection = load(root, new).collection
    now = {text.path: text for text in collection.contributions} if collection else {}
    return tuple(by_hand(it, by, on) for it in words if not is_recorded(it, by, on, now.get(it.text.path)))


def _put_records(root: Path, examined: Examined, cleared: Cleared, new: Mapping[str, bytes]) -> Cleared:
    for path, data in new.items():
        reason = replace_text(root / path, examined.data[path], data)
        if reason:
            refused = (*cleared.refused, f"{path} {reason}; its clearance was not recorded.")
            cleared = replace(cleared, refused=refused)
        else:
            cleared = replace(cleared, recorded=(*cleared.recorded, path))
    return cleared


@dataclass(frozen=True, slots=True)
class Traced:
    """Whence a printed paragraph comes, or where a text was printed."""

    lines: tuple[str, ...] = ()
    """It in words, for a terminal of 80 columns."""
    data: Json = None
    """It for programs; none where the plan can't be used."""
    findings: tuple[Finding, ...] = ()
    """What was found where the plan can't be used."""
    files: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""


def trace(start: Path, target: str, annex: str | None = None) -> Traced:
    """The chain behind a printed number, in the body or an annex, or the way of a text such as unhcr/au.

    Raises NoPlan, Unreadable or UnknownName.
    """
    loaded = load(find_root(start))
    collection = loaded.collection
    if collection is None:
        return Traced(findings=in_order(loaded.findings), files=loaded.files)
    report = assemble(collection, draft=True)
    if target.isdecimal():
        chain = trace_number(collection, report, int(target), annex)
        return Traced(tuple(chain_lines(chain, collection)), chain_json(chain, collection))
    way = trace_text(collection, report, target)
    return Traced(tuple(way_lines(way, collection)), way_json(way, collection))
