"""The jobs: each takes an encoded request and gives an encoded answer; each calls the library's public functions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assembler import __version__, api
from assembler.errors import ReportError
from assembler.model.contribution import FocalPoint, read_body
from assembler.model.value import replace
from assembler.portal.isolated.folder_archive import unpack as unpack
from assembler.portal.isolated.production import build as build
from assembler.portal.isolated.production import check_appearance as check_appearance
from assembler.portal.isolated.production import compare as compare
from assembler.portal.isolated.production import print_result
from assembler.portal.isolated.production import read_template as read_template
from assembler.portal.isolated.production import verify as verify
from assembler.portal.isolated.values import (
    Changes,
    ClearanceRequest,
    ConsolidationRequest,
    DescriptionRequest,
    DocumentAnswer,
    EditAnswer,
    ExcerptRequest,
    Files,
    FilesAnswer,
    GeneralRequest,
    ImportAnswer,
    ImportRequest,
    JsonAnswer,
    MergeRequest,
    OrganizationRequest,
    Replacement,
    ReportRequest,
    Request,
    SettingsRequest,
    StatementRequest,
    StatusRequest,
    TakeOverRequest,
    UnitHistory,
    UnitHistoryRequest,
    UnitRequest,
    WriteRequest,
    decode,
    encode,
    to_plain,
)
from assembler.writers.findings import print_findings
from assembler.writers.status.json_csv import to_json


def describe(data: bytes) -> bytes:
    """What a report is: a `ReportFacts`."""
    request = decode(data, DescriptionRequest)
    return encode(api.describe(request.files, with_findings=request.with_findings))


def review(data: bytes) -> bytes:
    """The texts of an entity, with what was found in them and how they will print: a `Review`."""
    request = decode(data, Request)
    after = api.review(request.files, request.entity, request.organizations)
    texts = tuple(
        replace(text, body=text.body or _read_word(request, text.organization, text.place)) for text in after.texts
    )
    return encode(replace(after, texts=texts, result=None))


def import_word(data: bytes) -> bytes:
    """The contributions in a Word file that somebody sent: an `ImportAnswer`."""
    request = decode(data, ImportRequest)
    try:
        return encode(_import(request))
    except ReportError as error:
        return encode(ImportAnswer(sentences=(str(error),)))


def _import(request: ImportRequest) -> ImportAnswer:
    result = api.import_word(request.files, request.data, request.name, **_make_options(request))
    states = {text.organization: text.state for text in result.texts}
    replacements = _make_replacements(request, _select(states, api.TextState.REFUSED))
    wanted = [text for text in replacements if text.organization in request.replaces]
    changes: Changes = {**result.files}
    for text in wanted:
        changes |= text.files
    files = {path: content for path, content in {**request.files, **changes}.items() if content is not None}
    after = api.review(files, request.entity, sent=[file for _, file in result.sent])
    return ImportAnswer(
        files=changes,
        replacements=tuple(text for text in replacements if text not in wanted),
        entity=next((entity for entity, _ in result.sent), ""),
        taken=(*_select(states, api.TextState.TAKEN), *(text.organization for text in wanted)),
        same=_select(states, api.TextState.SAME),
        unanswered=_select(states, api.TextState.UNANSWERED),
        state=api.TextState.TAKEN.value if wanted else result.state.value,
        sentences=() if wanted else result.sentences,
        review=replace(after, result=None),
        findings=print_result(after.result),
    )


def _make_options(request: ImportRequest) -> dict[str, Any]:
    organization = request.organizations[0] if request.organizations else ""
    return {"entity": request.entity, "organization": organization, "on": request.on}


def _select(states: Mapping[str, api.TextState], state: api.TextState) -> tuple[str, ...]:
    return tuple(organization for organization, own in states.items() if own is state)


def _make_replacements(request: ImportRequest, organizations: Sequence[str]) -> tuple[Replacement, ...]:
    """What the file would put in the place of the texts that stand; the versions of a report keep the old files."""
    if not organizations:
        return ()
    changes: dict[str, Changes] = {}
    files = request.files
    for organization in organizations:
        asked = Request(files=files, entity=request.entity, organizations=(organization,))
        converted, changes[organization] = _convert_word(asked)
        files = converted.files
    options = _make_options(request)
    result = api.import_word(files, request.data, request.name, **options, replace_existing=True)
    for path, content in result.files.items():
        organization = path.rpartition("/")[2].partition(".")[0]
        if organization in changes and path.startswith("contributions/"):
            changes[organization][path] = content
    return tuple(
        _describe_replacement(f"contributions/{request.entity}/{text.organization}.md", text.organization, files, own)
        for text in result.texts
        if text.state is api.TextState.TAKEN and (own := changes.get(text.organization))
    )


def _describe_replacement(path: str, organization: str, files: Files, changes: Changes) -> Replacement:
    stands, text = files.get(path, b""), changes.get(path) or b""
    return Replacement(organization, _read_body(stands), _read_body(text), changes)


def _read_body(data: bytes) -> str:
    return read_body(data.decode("utf-8", "replace")).strip()


def write_text(data: bytes) -> bytes:
    """The file of a text whose body somebody typed, with what is found in it: a `FilesAnswer`."""
    request = decode(data, WriteRequest)
    person = FocalPoint(request.name, request.email)
    request, changes = _convert_word(request)
    organization = request.organizations[0]
    stands = _read_body(request.files.get(f"contributions/{request.entity}/{organization}.md", b""))
    body = api.keep_names(stands, request.body)
    result = api.write_body(request.files, request.entity, organization, body, person)
    return encode(_answer(request, result, changes))


def record_statement(data: bytes) -> bytes:
    """A text with what its focal point says of it: a `FilesAnswer`."""
    request = decode(data, StatementRequest)
    person = FocalPoint(request.name, request.email)
    request, changes = _convert_word(request)
    if request.what == "clear":
        return encode(_clear(request, changes))
    return encode(_answer(request, _state(request, request.organizations[0], person, request.on), changes))


def read_words_to_clear(data: bytes) -> bytes:
    """The words that an entity is to clear, beside what it submitted: a `WordsToClear`, empty without any words."""
    request = decode(data, ClearanceRequest)
    try:
        words = api.read_words_to_clear(request.files, request.entity, request.organizations[0], request.submitted)
    except ReportError:
        words = api.WordsToClear()
    return encode(words)


def make_excerpt(data: bytes) -> bytes:
    """The paragraphs that an entity is to clear, as Word or PDF: a `DocumentAnswer`."""
    request = decode(data, ExcerptRequest)
    try:
        (excerpt,) = api.excerpt_entities(request.files, [request.entity, *request.organizations])
        if excerpt.report is None:
            return encode(DocumentAnswer(obstacle=" ".join(finding.message for finding in excerpt.findings)))
        return encode(DocumentAnswer(data=api.render(excerpt.report, request.format, excerpt.templates)))
    except ReportError as error:
        return encode(DocumentAnswer(obstacle=str(error)))


def settle_changes(data: bytes) -> bytes:
    """The files that let the words of a text stand where a Word file has others: a `FilesAnswer`."""
    request = decode(data, Request)
    files = api.settle_changes(request.files, request.entity, request.organizations[0]).files
    return encode(FilesAnswer(files={path: content or None for path, content in files.items()}))


def make_form(data: bytes) -> bytes:
    """The Word form of an entity: a `DocumentAnswer`."""
    request = decode(data, Request)
    result = api.begin_forms(request.files, [request.entity, *request.organizations])
    if result.forms:
        return encode(DocumentAnswer(data=result.forms[0].data))
    return encode(
        DocumentAnswer(obstacle=" ".join([*result.obstacles, *(finding.message for finding in result.findings)]))
    )


def check(data: bytes) -> bytes:
    """All findings on the texts of an entity, as `check --format json` gives them: a `JsonAnswer`."""
    request = decode(data, Request)
    try:
        return encode(JsonAnswer(print_result(api.review(request.files, request.entity).result)))
    except ReportError as error:
        return encode(JsonAnswer("", str(error)))


def check_settings(data: bytes) -> bytes:
    """All findings on the plan and the name lists, as `check --format json` gives them: a `JsonAnswer`."""
    try:
        loaded = api.load(decode(data, ReportRequest).files)
        findings = [*loaded.findings, *(loaded.collection.findings if loaded.collection else ())]
        return encode(JsonAnswer(print_findings(findings, "json", {}, __version__)))
    except ReportError as error:
        return encode(JsonAnswer("", str(error)))


def read_status(data: bytes) -> bytes:
    """How far a report is, as `status --format json` gives it: a `JsonAnswer`."""
    request = decode(data, StatusRequest)
    try:
        result = api.status(request.files, on=request.on, names=request.entities)
    except ReportError as error:
        return encode(JsonAnswer("", str(error)))
    if result.overview is None:
        return encode(JsonAnswer("", " ".join(finding.message for finding in result.findings)))
    return encode(JsonAnswer(to_json(result.overview)))


def merge(data: bytes) -> bytes:
    """What a draft that was edited in Word changes in the texts: an `EditAnswer`."""
    request = decode(data, MergeRequest)
    try:
        result = api.merge(request.files, request.data, request.name, only=request.only, overrides=request.overrides)
    except ReportError as error:
        return encode(EditAnswer(obstacle=str(error)))
    files = {**result.files, **result.passages}
    text = _describe_edits(
        result.changes, result.conflicts, result.remarks, result.diffs, api.CheckResult(result.findings)
    )
    return encode(EditAnswer(files=files, obstacle=result.refusal, text=text))


def consolidate(data: bytes) -> bytes:
    """The consolidated text on an organization: an `EditAnswer`."""
    request = decode(data, ConsolidationRequest)
    try:
        result = api.consolidate(request.files, [request.organization], update=request.update)
    except ReportError as error:
        return encode(EditAnswer(obstacle=str(error)))
    remarks = (*result.remarks, *result.obstacles)
    text = _describe_edits(result.changes, result.conflicts, remarks, result.diffs, api.CheckResult(result.findings))
    obstacle = " ".join(finding.message for finding in result.findings)
    return encode(
        EditAnswer(files=dict(result.files), obstacle=obstacle, organization=next(iter(result.parts), ""), text=text)
    )


def read_organization(data: bytes) -> bytes:
    """What the entities wrote on an organization, beside the editor's text: an `OrganizationText`."""
    request = decode(data, OrganizationRequest)
    try:
        return encode(api.read_organization(request.files, request.organization, with_findings=request.with_findings))
    except ReportError as error:
        return encode(api.OrganizationText(obstacle=str(error)))


def read_general_texts(data: bytes) -> bytes:
    """The summary, the introduction and the other general texts: a `GeneralTexts`."""
    request = decode(data, GeneralRequest)
    try:
        return encode(api.read_general_texts(request.files, with_findings=request.with_findings))
    except ReportError as error:
        return encode(api.GeneralTexts(obstacle=str(error)))


def edit_settings(data: bytes) -> bytes:
    """The plan or a name list after an edit: a `SettingsEdit`."""
    request = decode(data, SettingsRequest)
    changes, move, steps = request.changes, request.move, request.steps
    return encode(api.edit_settings(request.files, request.place, changes, move=move, steps=steps))


def begin_report(data: bytes) -> bytes:
    """The files of a report that follows this one: a `FilesAnswer`."""
    return encode(FilesAnswer(files=dict(api.begin_report(decode(data, ReportRequest).files))))


def edit_unit(data: bytes) -> bytes:
    """A consolidated or general text in which one paragraph is another: an `EditResult`."""
    request = decode(data, UnitRequest)
    return encode(api.edit_unit(request.files, request.place, request.edit, request.former))


def take_over(data: bytes) -> bytes:
    """The text on an organization with one contributed paragraph as it is now: an `EditResult`."""
    request = decode(data, TakeOverRequest)
    options = {"keeps_words": request.keeps_words}
    return encode(api.take_over(request.files, request.organization, request.name, request.read, **options))


def trace_unit(data: bytes) -> bytes:
    """How a paragraph has changed from one version of a text to another: a `UnitHistory`."""
    request = decode(data, UnitHistoryRequest)
    return encode(UnitHistory(api.list_unit_versions(request.versions, request.hash)))


def _describe_edits(
    changes: Sequence[object],
    conflicts: Sequence[Any],
    remarks: Sequence[str],
    diffs: Sequence[str],
    checked: api.CheckResult,
) -> str:
    edits = {"changes": changes, "conflicts": conflicts, "remarks": remarks, "diffs": diffs}
    plain: dict[str, Any] = {name: to_plain(values) for name, values in edits.items()}
    for conflict, described in zip(conflicts, plain["conflicts"], strict=True):
        described["key"] = conflict.key
    return json.dumps({**plain, "findings": _list_findings(checked)})


def _list_findings(checked: api.CheckResult) -> object:
    return json.loads(print_result(checked))["findings"]


def _state(request: StatementRequest, organization: str, person: FocalPoint, on: date) -> api.StatementResult:
    if request.what == "submit":
        return api.submit(request.files, request.entity, organization, on)
    if request.what == "return":
        return api.reopen(request.files, request.entity, organization)
    return api.report_nothing(request.files, request.entity, organization, on, person)


def _clear(request: StatementRequest, changes: Changes) -> FilesAnswer:
    organization, on = request.organizations[0], request.on
    try:
        cleared = api.clear(request.files, request.entity, organization, by=request.name, on=on, today=on)
    except ReportError as error:
        return FilesAnswer(obstacle=str(error))
    return FilesAnswer(files=changes | dict(cleared.files), obstacle=" ".join(cleared.refused), hash=cleared.hash)


def _answer(request: Request, result: api.StatementResult, changes: Changes) -> FilesAnswer:
    after = api.review({**request.files, **result.files}, request.entity, request.organizations)
    return FilesAnswer(
        files={} if result.obstacle else {**changes, **result.files},
        obstacle=result.obstacle,
        review=replace(after, result=None),
        findings=print_result(after.result),
    )


def _convert_word[R: Request](request: R) -> tuple[R, Changes]:
    """The request with a text in the place of the Word file in which it stands, and the changes that this makes.

    What is said of a text stands in its header, and a Word file has no place for one.
    """
    text = f"contributions/{request.entity}/{request.organizations[0]}"
    data = request.files.get(f"{text}.docx")
    if data is None or f"{text}.md" in request.files:
        return request, {}
    files = {path: content for path, content in request.files.items() if path != f"{text}.docx"}
    changes: Changes = {f"{text}.docx": None}
    entity, organization = request.entity, request.organizations[0]
    result = api.import_word(files, data, f"{organization}.docx", entity=entity, organization=organization)
    if f"{text}.md" in result.files:
        files, changes = {**files, **result.files}, {**changes, **result.files}
    return replace(request, files=files), changes


def _read_word(request: Request, organization: str, place: str) -> str:
    """The body of a text that stands in a Word file, as a person edits it; empty for any other."""
    if not place.endswith(".docx"):
        return ""
    converted, _changes = _convert_word(replace(request, organizations=(organization,)))
    return read_body(converted.files.get(f"{place.removesuffix('docx')}md", b"").decode()).strip()
