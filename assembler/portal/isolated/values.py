"""What jobs are asked and what they answer; it travels between two processes as MessagePack."""

from __future__ import annotations

from datetime import date

import msgspec

from assembler.api import Review, UnitEdit, UnitVersion
from assembler.model.value import Value, field

type Files = dict[str, bytes]
type Changes = dict[str, bytes | None]
"""Files that are to be written; None for one that is taken out."""


class Request(Value, kw_only=True):
    """What every job is asked about: an entity of a report."""

    files: Files
    """The plan, the name lists, the templates, and the texts that the person may read."""
    entity: str
    """The id of the entity."""
    organizations: tuple[str, ...] = ()
    """The ids of the organizations; none for all."""


class ImportRequest(Request):
    """Asks for the contributions in a file that somebody sent; of one organization if one is named."""

    data: bytes
    """The file."""
    name: str
    """What it is called."""
    on: date
    """The day of arrival."""
    replaces: tuple[str, ...] = ()
    """The ids of the organizations on which the text of the file takes the place of another one."""


class Replacement(Value):
    """A text of a file that is not taken, since another text stands that cannot be merged with that of the file."""

    organization: str
    """The id of the organization."""
    stands: str
    """The text that stands, without its header."""
    text: str
    """The text that would stand in its place."""
    files: Changes
    """The files that would be written; None for one that is taken out."""


class ImportAnswer(Value, kw_only=True):
    """What came of a file that somebody sent."""

    files: Changes = field(default_factory=dict)
    """The files to be written; None for one that is taken out."""
    replacements: tuple[Replacement, ...] = ()
    """The texts that are taken only where they are asked for."""
    entity: str = ""
    """The id of the entity whose file it is; empty where that is unknown."""
    taken: tuple[str, ...] = ()
    """The ids of the organizations on which a text was taken."""
    same: tuple[str, ...] = ()
    """The ids of the organizations on which the report has this text already."""
    unanswered: tuple[str, ...] = ()
    """The ids of the organizations on which the form has no answer."""
    state: str = ""
    """Whether the file was taken, taken in part or not taken, in plain words."""
    sentences: tuple[str, ...] = ()
    """What was done, for the person who sent the file."""
    review: Review = field(default_factory=Review)
    """The texts with what was found, the file itself among them."""
    findings: str = ""
    """What was found, as `check --format json` gives it."""


class WriteRequest(Request):
    """Asks for the file of a text whose body somebody typed on a page."""

    body: str
    """The words, as Markdown."""
    name: str
    """The person who wrote them."""
    email: str
    """The address of that person."""


class StatementRequest(Request):
    """Asks to record what a focal point says of a text: submit, nothing-to-report or clear."""

    what: str
    """The move."""
    name: str
    """The person."""
    email: str
    """The address of that person."""
    on: date
    """The day."""


class ClearanceRequest(Request):
    """Asks for the words that the entity is to clear on an organization."""

    submitted: Files
    """The text as the entity submitted it, by its place."""


class ExcerptRequest(Request):
    """Asks for the printed paragraphs with words of the entity on the organizations."""

    format: str
    """docx or pdf."""


class ArchiveRequest(Value):
    """Asks for the folder of a report in a ZIP file that somebody sent."""

    data: bytes
    """The file."""


class ArchiveAnswer(Value, kw_only=True):
    """The files below contributions/ and templates/, or why there are none."""

    files: Files = field(default_factory=dict)
    """The files by their place in the report's folder."""
    others: tuple[str, ...] = ()
    """The files of the archive that belong to no report."""
    obstacle: str = ""
    """Why there are none: a name of `folder_archive.OBSTACLES`."""
    place: str = ""
    """The file of the archive that is the obstacle."""


class FilesAnswer(Value, kw_only=True):
    """Files to be written, and the texts after that; or why there are none."""

    files: Changes = field(default_factory=dict)
    """The files; None for one that is taken out."""
    obstacle: str = ""
    """Why there are none, in sentences."""
    review: Review = field(default_factory=Review)
    """The texts as they would be."""
    findings: str = ""
    """What was found, as `check --format json` gives it."""
    hash: str = ""
    """Of a clearance, the hash of the words that it is about."""


class DocumentAnswer(Value, kw_only=True):
    """The Word form or the excerpt of an entity."""

    data: bytes = b""
    """The file."""
    obstacle: str = ""
    """Why there is none, in sentences."""


class ReportRequest(Value):
    """What a job is asked about: a whole report."""

    files: Files
    """All its files."""


class DescriptionRequest(ReportRequest):
    """Asks what a report is."""

    with_findings: bool = False
    """Whether the findings on each text are counted."""


class StatusRequest(ReportRequest):
    """Asks for the status of a report, or of the texts of some entities alone."""

    on: date
    """The day by which a text may be late."""
    entities: tuple[str, ...] = ()
    """The ids of the entities; none for all."""


class BuildRequest(ReportRequest):
    """Asks for the outputs of a report."""

    final: bool
    """Whether a final is built."""
    formats: tuple[str, ...]
    """The names of the output formats."""
    label: str
    """What stands on the pages of a draft."""
    accepted: dict[str, str]
    """By the code of a rule, the reason for which its findings block no final."""


class MergeRequest(ReportRequest):
    """Asks to merge a draft that somebody edited in Word."""

    data: bytes
    """The Word file."""
    name: str
    """What it is called."""
    only: tuple[str, ...] | None = None
    """The keys of the edits that are made; None for all."""
    overrides: tuple[str, ...] = ()
    """The keys of the conflicts in which the words of the file are to stand."""


class ConsolidationRequest(ReportRequest):
    """Asks for the consolidated text on an organization."""

    organization: str
    """Its id, acronym or name."""
    update: bool
    """Whether changes of entities are made in a text that is there."""


class OrganizationRequest(ReportRequest):
    """Asks for the texts on an organization."""

    organization: str
    """Its id."""
    with_findings: bool = False
    """Whether the text of the report is checked."""


class GeneralRequest(ReportRequest):
    """Asks for the general texts."""

    with_findings: bool = False
    """Whether they are checked."""


class UnitRequest(ReportRequest):
    """Asks for an edit of one paragraph of a consolidated or general text."""

    place: str
    """The file of the text."""
    edit: UnitEdit
    """What the editor does."""
    former: tuple[bytes, ...] = ()
    """Earlier versions of the text, the newest first, where somebody else has changed it."""


class TakeOverRequest(ReportRequest):
    """Asks to take one contributed paragraph over into the text on an organization."""

    organization: str
    """Its id."""
    name: str
    """The paragraph."""
    read: str
    """How it was called when the editor read it, with the hash of its words."""
    keeps_words: bool
    """Whether the words of the report stay, and count as compared."""


class UnitHistoryRequest(Value):
    """Asks what has become of a paragraph from one version of a text to another."""

    versions: tuple[bytes, ...]
    """The text, the oldest version first."""
    hash: str
    """The paragraph in the last version."""


class UnitHistory(Value):
    """How a paragraph has changed."""

    versions: tuple[UnitVersion, ...]
    """The newest change first."""


class SettingsRequest(ReportRequest):
    """Asks for an edit of the plan or of a name list."""

    place: str
    """The file."""
    changes: dict[str, str | tuple[str, ...]]
    """The fields that change."""
    move: str = ""
    """The key that moves."""
    steps: int = 0
    """So many places down, or up where it is less than 0."""


class AppearanceRequest(ReportRequest):
    """Asks what is wrong with the emblem and the templates of a report."""

    name: str
    """The template that is new, which has to serve to render the report; empty for none."""


class TemplateRequest(ReportRequest):
    """Asks for a template as it serves with these files."""

    name: str
    """Its name."""


class ComparisonRequest(Value):
    """Asks what changed between two states of a report."""

    old: Files
    """All files of the report, or the report.json of a build."""
    new: Files
    """The same of the other state."""
    formats: tuple[str, ...]
    """The formats of the redline; none for figures alone."""
    names: tuple[str, str]
    """What people call the states."""


class VerificationRequest(ReportRequest):
    """Asks whether outputs are what their manifest says, and were made from these files of the report."""

    outputs: Files
    """The outputs by name, the manifest among them."""


class EditAnswer(Value, kw_only=True):
    """What came of edits of the texts of a report."""

    files: Files = field(default_factory=dict)
    """The files to be written."""
    obstacle: str = ""
    """Why there are none, in a sentence."""
    organization: str = ""
    """The id of the organization whose text it is, if it is one text."""
    text: str = ""
    """What was done and what was not, as JSON: changes, conflicts, remarks, diffs, findings."""


class JsonAnswer(Value):
    """What the library says as JSON."""

    text: str
    """The JSON; empty where there is none."""
    obstacle: str = ""
    """Why there is none, in a sentence."""


class BuildAnswer(Value, kw_only=True):
    """What came of a build."""

    outputs: Files = field(default_factory=dict)
    """The outputs by name; none where the build was refused."""
    findings: str = ""
    """The findings as JSON, in the form of `check --format json`."""
    obstacle: str = ""
    """Why nothing could be built, in a sentence."""


def to_plain(value: object) -> object:
    """Values as dictionaries and lists, for JSON."""
    return msgspec.to_builtins(value)


def encode(value: Value) -> bytes:
    """The value as it travels."""
    return msgspec.msgpack.encode(value)


def decode[V: Value](data: bytes, type: type[V]) -> V:
    """The value that travelled. Raises msgspec.DecodeError, or msgspec.ValidationError where it is of another type."""
    return msgspec.msgpack.decode(data, type=type)
