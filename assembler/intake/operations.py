"""Imports Word files and answers entities: files in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING

from assembler.assemble import assemble
from assembler.check import check, check_imported_texts, sort_findings
from assembler.errors import wrap_writer_errors
from assembler.intake.answer import (
    CheckedReport,
    SentFile,
    drop_outdated_editors_texts,
    find_state,
    make_answer,
    name_labels,
    read_labels_of_answer,
    write_docx,
    write_html,
    write_text,
)
from assembler.intake.imported_text import ImportedText
from assembler.intake.questionnaire import (
    labels_template,
    list_organizations,
    make_questionnaire,
    read_labels,
    read_report_labels,
)
from assembler.intake.resubmission import CONFLICT, Blocks, MergeText
from assembler.intake.word_import import FileChange, FileImport, ImportOptions, import_file
from assembler.intake.word_target import count_words_each
from assembler.load import Settings, load, load_scaffold, load_settings
from assembler.model.answer import State
from assembler.model.contribution import Collection, Contribution, InputFile
from assembler.model.finding import Finding, Severity
from assembler.model.plan import Plan
from assembler.model.questionnaire import Questionnaire, QuestionnaireLabels
from assembler.model.text.unified_diff import format_unified_diff
from assembler.model.value import Value, field
from assembler.model.vocabulary import Labels, Vocabulary
from assembler.readers.contribution_paths import may_be_text
from assembler.readers.settings.known_names import resolve_entity, resolve_organization
from assembler.storage.parse_cache import ParseCache
from assembler.storage.templates import (
    label_file,
    read_answer_templates,
    read_with,
)

if TYPE_CHECKING:
    from assembler.merge.result import MergeResult


class ImportResult(Value):
    """The contributions made of a Word file."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """What is to be written, by its place: contributions, these texts as they came and records of changes that are not
    settled (contributions/.received/), and the replaced files (.assembler/replaced/)."""
    sentences: tuple[str, ...] = ()
    """What was done, one sentence for each organization."""
    findings: tuple[Finding, ...] = ()
    """What was found in the Word file, or in the plan and the name lists where they cannot be used."""
    inputs: tuple[InputFile, ...] = ()
    """The files that were read, for the excerpts of findings."""
    sent: tuple[tuple[str, SentFile], ...] = ()
    """The id of the entity and its Word file, for the answer to it; empty where the entity is unknown."""
    diffs: tuple[str, ...] = ()
    """The unified diff of each contribution that changes."""
    entity: str = ""
    """The acronym or name of the entity whose file it is; empty where that is unknown."""
    texts: tuple[ImportedText, ...] = ()
    """The text on each organization that the file has or was asked for, and what came of it."""
    state: State = State.NOT_TAKEN
    """Whether the file was taken, taken in part or not taken, or has no text."""
    has_settings: bool = True
    """Whether the plan and the name lists can be used; otherwise no Word file was read."""

    @property
    def contributions(self) -> tuple[str, ...]:
        """The places of the contributions to be written."""
        return tuple(place for place in self.files if place.startswith("contributions/") and may_be_text(place))


class AnswerResult(Value):
    """The answer to an entity on its texts."""

    data: bytes = b""
    """The answer; empty where the plan or the Word file cannot be used."""
    findings: tuple[Finding, ...] = ()
    """What was found where that is so."""
    inputs: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""


# Importing Word files


def import_word(
    files: Mapping[str, bytes],
    data: bytes,
    name: str,
    *,
    entity: str = "",
    organization: str = "",
    replace_existing: bool = False,
    on: date | None = None,
    settled: bool = False,
    unread: Sequence[Finding] = (),
    cache: ParseCache | None = None,
) -> ImportResult:
    """Makes contributions from the bytes of a Word file of that name, one for each organization on which it has text.

    `entity` and `organization` are for a file that does not state them. `on` is the day on which the file arrived,
    which is recorded in each contribution that changes. A text that comes again is merged: the changes against its last
    version are made in the contribution, and the contribution's own changes stay. Words that both have changed give a
    finding, unless they are `settled`. A contribution that was not imported is replaced only with `replace_existing`.
    Of a file with an error, nothing is to be written. `unread` and `cache` are as in `load`. Raises UnknownName,
    NoTemplate or Unreadable.

    >>> from assembler.api import example_files
    >>> from assembler.intake.form_operations import begin_forms
    >>> files = example_files()
    >>> (questionnaire,) = begin_forms(files, ["unhcr", "au"]).forms
    >>> import_word(files, questionnaire.data, "unhcr.docx").sentences
    ('African Union: no answer, so contributions/unhcr/au.md stays as it is.',)
    """
    settings = load_settings(files, unread)
    if settings.plan is None or _lacks_name_list(settings):
        return ImportResult(findings=sort_findings(settings.findings), inputs=settings.inputs, has_settings=False)
    entity = resolve_entity(settings.vocabulary, entity) if entity else ""
    organization = resolve_organization(settings.vocabulary, organization) if organization else ""
    options = ImportOptions(entity, organization, replace_existing, on, settled)
    imported = import_file(
        data,
        name,
        options,
        settings.plan,
        settings.vocabulary,
        files.get,
        partial(_make_sent_questionnaire, files, settings.plan, settings.vocabulary),
        _make_merge(files, unread, cache or ParseCache()),
        load_scaffold(files),
    )
    sent_file = InputFile(name, sha256(data).hexdigest(), imported.lines)
    collection = _collect_imported_texts(imported.new_texts, sent_file, files, settings.plan, settings.vocabulary)
    replaced = {change.kept: change.old for change in imported.changes if change.kept and change.old is not None}
    return ImportResult(
        files={**replaced, **{change.path: change.data for change in imported.changes}, **imported.received},
        diffs=tuple(map(_format_diff, imported.changes)),
        sentences=tuple(imported.sentences) or (f"{name}: nothing was taken.",),
        findings=sort_findings((*imported.findings, *check_imported_texts(collection))),
        inputs=(sent_file,),
        sent=_name_sent(name, data, imported),
        state=find_state(imported.organizations, imported.findings),
        entity=_name_entity(settings.vocabulary, imported.entity),
        texts=tuple(imported.texts),
    )


def _collect_imported_texts(
    texts: Iterable[Contribution], sent: InputFile, files: Mapping[str, bytes], plan: Plan, vocabulary: Vocabulary
) -> Collection:
    """The texts of a Word file as a collection of their own."""
    return Collection(plan, vocabulary, _read_report_labels(files, plan), tuple(texts), files=(sent,))


def _make_merge(files: Mapping[str, bytes], unread: Sequence[Finding], parsed: ParseCache) -> MergeText:
    """Merges texts that come again into the files, which are read when the first one does."""
    load_once = cache(partial(load, files, unread=unread, cache=parsed))

    def merge(key: str, base: Blocks, theirs: Blocks, earlier: Sequence[Blocks]) -> MergeResult | None:
        # Loaded here, since most texts come once.
        from assembler.merge.resubmission import merge_resubmission

        loaded = load_once()
        return merge_resubmission(loaded, key, base, theirs, earlier, parsed) if loaded.collection else None

    return merge


def _format_diff(change: FileChange) -> str:
    return format_unified_diff(change.path, (change.old or b"").decode(errors="replace"), change.data.decode())


def _lacks_name_list(settings: Settings) -> bool:
    """Whether a name list cannot be read, so that nobody can tell whose a file is, or on which organization."""
    has_both = settings.vocabulary.organizations and settings.vocabulary.entities
    return not has_both and any(finding.severity is Severity.ERROR for finding in settings.findings)


def _name_entity(vocabulary: Vocabulary, entity: str) -> str:
    known = vocabulary.entities.get(entity)
    return known.short_name if known else entity


def _name_sent(name: str, data: bytes, imported: FileImport) -> tuple[tuple[str, SentFile], ...]:
    findings = sort_findings(finding for finding in imported.findings if finding.rule != CONFLICT)
    organizations = tuple(imported.organizations)
    state = find_state(organizations, imported.findings)
    sent = SentFile(PurePath(name).name, data, organizations, findings, imported.lines, state)
    return ((imported.entity, sent),) if imported.entity else ()


def _make_sent_questionnaire(
    files: Mapping[str, bytes], plan: Plan, vocabulary: Vocabulary, entity: str
) -> Questionnaire | None:
    """The questionnaire that the entity was sent on all that the plan asks it about; None where that is nothing.

    The length for which it asked may have been another one: general texts are not read for it.
    """
    if not plan.requested.get(entity) or not vocabulary.organizations:
        return None
    asked = list_organizations(plan, vocabulary, entity)
    report_labels = _read_report_labels(files, plan)
    each = count_words_each(plan, 0)
    return make_questionnaire(
        read_form_labels(files, plan), report_labels, plan, vocabulary, entity, asked, words_each=each
    )


# Answering entities


def answer_entity(
    files: Mapping[str, bytes],
    entity: str,
    format: str = "html",
    sent: Sequence[SentFile] = (),
    *,
    unread: Sequence[Finding] = (),
) -> AnswerResult:
    """The answer to an entity about its texts and the Word files that it has sent.

    The format is `html`, `text`, or `docx`, which is the first of these files with comments. `unread` is as in `load`.
    Raises UnknownName, NoTemplate, Unreadable, or Unprintable if a template cannot be used.

    >>> from assembler.api import example_files
    >>> answer_entity(example_files(), "unhcr", "text").data.decode().splitlines()[0]
    'Your contribution to A/81/1–S/2027/1'
    """
    loaded = load(files, unread=unread)
    if loaded.collection is None:
        return AnswerResult(findings=sort_findings(loaded.findings), inputs=loaded.inputs)
    entity = resolve_entity(loaded.collection.vocabulary, entity)
    checked = _check(loaded.collection)
    current = drop_outdated_editors_texts(entity, loaded.collection)
    answer = make_answer(entity, checked, _check(current) if current else None, sent)
    if format == "docx":
        return AnswerResult(*write_docx(answer, sent[0]), loaded.inputs)
    labels = read_with(read_labels_of_answer, name_labels(entity, loaded.collection), files)
    write = write_html if format == "html" else write_text
    with wrap_writer_errors("The answer"):
        return AnswerResult(write(answer, labels, read_answer_templates(files)))


def _check(collection: Collection) -> CheckedReport:
    report = assemble(collection, draft=True)
    checked = check(collection, report)
    return CheckedReport(collection, report, checked.findings, frozenset(checked.blockers))


def read_form_labels(files: Mapping[str, bytes], plan: Plan) -> QuestionnaireLabels:
    """The fixed words of questionnaires in the language of the plan. Raises as `begin_forms` does."""
    return read_with(read_labels, labels_template(plan), files)


def _read_report_labels(files: Mapping[str, bytes], plan: Plan) -> Labels:
    return read_with(read_report_labels, label_file(plan.language), files)
