"""What is sent to the API on single paragraphs of the report's own texts, and what it answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from assembler.api import OrganizationText, TextUnit, UnitFinding
from assembler.portal.api.schemas import Label, RevisionNumber
from assembler.portal.models import Revision

type Words = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=100_000)]
type UnitHash = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{12})?$")]
type Act = Literal["rewrite", "add", "join", "up", "down", "move", "leave-out", "fix", "comment", "settle"]


class UnitAnswer(Schema):
    """What stands between two empty lines of a text: its words in Markdown, and how an edit names it."""

    number: int
    kind: str
    text: str
    hash: str
    sources: list[str]
    comments: list[str]


class SourceAnswer(Schema):
    """A contributed paragraph; `state` says whether the text has it, `read` is what `take-over` takes."""

    name: str
    entity: str
    text: str
    words: int
    state: str
    reason: str
    former: str
    read: str


class UnitFindingAnswer(Schema):
    """A finding in a paragraph; `fix` with its rule mends it where `is_safe`."""

    number: int
    rule: str
    severity: str
    message: str
    hint: str
    words: str
    is_safe: bool


class TextAnswer(Schema):
    """A text of the report's own; `version` is its ETag, `revision` the last one in which it changed."""

    path: str
    exists: bool
    version: str
    revision: int
    units: list[UnitAnswer]
    sources: list[SourceAnswer]
    findings: list[UnitFindingAnswer]


class UnitEditRequest(Schema):
    """What is done with a paragraph, by its number and the hash that was read; `add` adds one after it.

    `text` has the new words of `rewrite`, `add` and `comment`, the place for `move`, the reason for `leave-out`, the
    rule for `fix`, and the comment that `settle` takes out.
    """

    act: Act
    number: int = Field(default=0, ge=0, lt=10**9)
    hash: UnitHash = ""
    text: Words = ""


class TakeOverRequest(Schema):
    """A contributed paragraph as it was read; with `keep_words`, the words of the report stand against its change."""

    name: Label
    read: Label
    keep_words: bool = False


class UndoRequest(Schema):
    """The revision of the text that was read."""

    revision: RevisionNumber


class RestoreRequest(Schema):
    """The revision of the text that was read, and the one whose words are to stand again."""

    revision: RevisionNumber
    restore: RevisionNumber


class TextEditAnswer(Schema):
    """A change of a text or of one paragraph, with its words before and after."""

    revision: int
    at: datetime
    by: str
    reason: str
    before: str
    after: str


def show_unit(unit: TextUnit) -> dict[str, object]:
    """The paragraph."""
    shown = {name: getattr(unit, name) for name in ("number", "text", "hash")}
    sources = [origin.paragraph for origin in unit.origins]
    return shown | {"kind": unit.kind.value, "sources": sources, "comments": list(unit.comments)}


def show_sources(text: OrganizationText) -> list[dict[str, object]]:
    """The contributed paragraphs on an organization."""
    names = ("name", "entity", "text", "words", "reason", "former")
    return [
        {name: getattr(source, name) for name in names} | {"state": source.state.value, "read": source.origin}
        for source in text.sources
    ]


def show_unit_finding(finding: UnitFinding) -> dict[str, object]:
    """The finding."""
    shown = {name: getattr(finding, name) for name in ("number", "rule", "message", "hint", "words", "is_safe")}
    return shown | {"severity": str(finding.severity.value)}


def show_text_edit(revision: Revision, before: str, after: str) -> dict[str, object]:
    """The change."""
    by = revision.by.email if revision.by else ""
    shown = {"revision": revision.number, "at": revision.at.astimezone(UTC), "by": by, "reason": revision.reason}
    return shown | {"before": before, "after": after}
