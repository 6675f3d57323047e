"""What is sent to the API and what it answers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from assembler.portal.actions.many import Outcome
from assembler.portal.actions.reminders import LONGEST_WORDS
from assembler.portal.models import Build, Event, Pair, Person, Receipt, Report
from assembler.portal.permissions import Action, list_roles, may
from assembler.portal.production.verification import Verification

type Finding = dict[str, object]
type BuildId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=64)]
type RevisionNumber = Annotated[int, Field(ge=1, le=2**31 - 1)]
type Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=4000)]
type Label = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f]*$", max_length=100)]


class ReportAnswer(Schema):
    """A report in which the person has a place."""

    id: str
    symbols: str
    title: str
    language: str
    roles: list[str]


class PairAnswer(Schema):
    """How far the text of an entity on an organization has come."""

    entity: str
    organization: str
    state: str
    due: datetime | None
    late: bool
    words: int
    version: int
    text: str | None


class ReceiptAnswer(Schema):
    """What a person keeps of an act on a text."""

    number: int
    at: datetime
    by: str
    entity: str
    organization: str
    sha256: str


class TakenAnswer(PairAnswer):
    """What came of a file or of a submission."""

    receipt: ReceiptAnswer
    findings: list[Finding]


class MoveRequest(Schema):
    """A move, with the reason where one is needed; the version is that of the text that was read."""

    reason: Text = ""
    version: int | None = Field(default=None, ge=0, le=2**31 - 1)


class QueryRequest(Schema):
    """A query about words of a text; the addressee is the address of a focal point, or nothing for all of them."""

    text: Text
    quote: Text = ""
    due: date | None = None
    addressee: Annotated[str, StringConstraints(max_length=254)] = ""


class QueryAnswer(Schema):
    """A query that was asked."""

    id: str
    text: str
    quote: str
    due: datetime | None
    addressee: str


class ConsolidationRequest(Schema):
    """The organization whose text is made, by id, acronym or name; `update` also makes what entities have changed."""

    organization: Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f]+$", max_length=300)]
    update: bool = False
    dry_run: bool = False


class EditPartAnswer(Schema):
    """A part of a change that can be left out; changes that are made together share the key of one."""

    key: str
    words: str


class ChangeAnswer(Schema):
    """An edit that was made."""

    path: str
    what: str
    words: str
    edits: list[EditPartAnswer]


class ConflictAnswer(Schema):
    """An edit that was not made, since others have changed the same words."""

    key: str
    path: str
    line: int
    base: str
    ours: str
    theirs: str
    sources: list[str]
    is_older: bool


class EditAnswer(Schema):
    """What came of edits of the texts of a report; `files` are the paths of the texts that changed, or would."""

    revision: int
    dry_run: bool
    files: list[str]
    changes: list[ChangeAnswer]
    conflicts: list[ConflictAnswer]
    remarks: list[str]
    diffs: list[str]
    findings: list[Finding]


class ComparisonRequest(Schema):
    """Two states of the report, each the number of a revision or the id of a build; json gives figures."""

    old: RevisionNumber | BuildId
    new: RevisionNumber | BuildId
    format: Literal["json", "docx", "pdf", "html"] = "json"


class BuildRequest(Schema):
    """What a build is asked for; `accepted` gives a reason for each code of a rule that blocks no final."""

    kind: Literal["draft", "final"] = "draft"
    formats: list[Literal["docx", "pdf", "html", "txt", "print"]] = Field(
        default=["docx", "pdf"], min_length=1, max_length=5
    )
    label: Label = ""
    accepted: dict[Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}-[A-Z]{2,4}-[0-9]{2}$")], Text] = {}  # noqa: RUF012


class BuildFileAnswer(Schema):
    """An output."""

    name: str
    sha256: str
    size: int


class BuildAnswer(Schema):
    """A build."""

    id: str
    kind: str
    state: str
    stage: str
    done: int
    total: int
    files: list[BuildFileAnswer]
    findings: list[Finding]
    log: str


class FaultAnswer(Schema):
    """A file that is not as the manifest says."""

    path: str
    what: str


class VerificationAnswer(Schema):
    """What was compared with a manifest; `changed` are files of the report that have changed since."""

    is_whole: bool
    manifest: str
    outputs: list[FaultAnswer]
    inputs: list[FaultAnswer]
    inputs_compared: int
    signature: Literal["none", "valid", "invalid", "unknown"]
    changed: list[str]


class JobNumberRequest(Schema):
    """The job number of a report; `before` is the number that was read; another one is kept."""

    job_number: Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f]*$", max_length=40)]
    before: Text | None = None


class TemplateAnswer(Schema):
    """A template; without a hash, that of the program serves."""

    name: str
    sha256: str | None
    findings: list[Finding]


class AppearanceAnswer(Schema):
    """What a report has of its own for its looks; the findings are those on the emblem."""

    job_number: str
    emblem: str | None
    findings: list[Finding]
    templates: list[TemplateAnswer]


class ReminderRequest(Schema):
    """Which entities to remind."""

    entities: list[Text] = Field(max_length=200)
    words: Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=LONGEST_WORDS)] = ""


class InvitationRequest(Schema):
    """Whom to invite."""

    people: list[Text] = Field(max_length=500)
    """Their e-mail addresses."""
    words: Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=LONGEST_WORDS)] = ""


class InvitationAnswer(Schema):
    """How many people were invited."""

    sent: int


class RefusedText(Schema):
    """A text on which an act was not done."""

    text: str
    reason: str


class OutcomeAnswer(Schema):
    """What came of an act on many texts."""

    done: list[str]
    refused: list[RefusedText]


class AssignmentRequest(Schema):
    """Which editor is to read which texts."""

    texts: list[Label] = Field(max_length=500)
    reader: Label = ""


class ViewRequest(Schema):
    """A filter of a report's texts, and its name."""

    name: Label
    query: Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=300)]


class ViewAnswer(Schema):
    """A saved view."""

    name: str
    query: str


class PeopleChange(Schema):
    """What a line of the table changes."""

    line: int
    sentence: str


class PeopleAnswer(Schema):
    """What a table of people changes."""

    dry_run: bool
    changes: list[PeopleChange]


class EventAnswer(Schema):
    """What somebody did."""

    number: int
    at: datetime
    actor: str
    what: str
    object: str
    reason: str | None = None
    hash: str
    before: str


class HealthAnswer(Schema):
    """Whether the installation works."""

    database: str
    storage: str
    queue: int
    workers: int


def show_report(report: Report, person: Person) -> dict[str, object]:
    """The report, with the roles of the person in it."""
    roles = sorted(list_roles(person, report))
    return {name: getattr(report, name) for name in ("id", "symbols", "title", "language")} | {"roles": roles}


def show_pair(pair: Pair, *, with_text: bool) -> dict[str, object]:
    """The pair; what tells of its words is left out where the person may not read them."""
    return {
        "entity": pair.entity,
        "organization": pair.organization,
        "state": pair.state,
        "due": pair.due and pair.due.astimezone(UTC),
        "late": pair.is_late(),
        "words": pair.words if with_text else 0,
        "version": pair.version,
        "text": (pair.text or None) if with_text else None,
    }


def show_receipt(receipt: Receipt) -> dict[str, object]:
    """The receipt."""
    return {
        "number": receipt.number,
        "at": receipt.at.astimezone(UTC),
        "by": receipt.by.email,
        "entity": receipt.pair.entity,
        "organization": receipt.pair.organization,
        "sha256": receipt.text.removeprefix("sha256:"),
    }


def show_build(build: Build, person: Person) -> dict[str, object]:
    """The build; findings speak of unsent texts, and are for those who read drafts."""
    is_open = may(person, Action.READ_DRAFTS, build.report)
    files = [{"name": file.name, "sha256": file.blob_id, "size": file.blob.size} for file in build.files.all()]
    shown = {name: getattr(build, name) for name in ("id", "kind", "state", "stage", "done", "total")}
    return shown | {"files": files, "findings": build.findings if is_open else [], "log": build.log if is_open else ""}


def show_verification(result: Verification) -> dict[str, object]:
    """What came of a verification."""
    words = {True: "valid", False: "invalid", None: "unknown"}
    return {
        "is_whole": result.is_whole,
        "manifest": result.manifest,
        "outputs": [{"path": file.name, "what": file.fault} for file in result.files if file.fault],
        "inputs": [{"path": path, "what": what} for path, what in result.input_faults],
        "inputs_compared": result.inputs,
        "signature": words[result.signature.is_valid] if result.signature else "none",
        "changed": list(result.changed),
    }


def show_event(event: Event) -> dict[str, object]:
    """The event."""
    shown = {name: getattr(event, name) for name in ("number", "actor", "what", "object", "hash", "before")}
    return shown | {"at": event.at.astimezone(UTC), "reason": event.reason or None}


def show_outcome(outcome: Outcome) -> dict[str, object]:
    """On which texts an act was done, and why not on others."""
    refused = [{"text": str(pair), "reason": problem.title} for pair, problem in outcome.refused]
    return {"done": list(map(str, outcome.done)), "refused": refused}
