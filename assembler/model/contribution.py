"""Contributions and the collection: the files of a report, read but not yet assembled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from assembler.model.finding import NO_PLACE, Finding, Source
from assembler.model.nodes import Block
from assembler.model.plan import Plan
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.scaffold_text import ScaffoldText
from assembler.model.value import CachedValue, Value, field, replace
from assembler.model.vocabulary import Labels, Vocabulary
from assembler.model.word_lists import WordLists

_HEADER = Pattern(r"(?s)\ufeff?---[ \t]*(\r\n|\r|\n).*?(?<=[\r\n])---[ \t]*(?:\r\n|\r|\n|\Z)[ \t\r\n]*")


class Kind(StrEnum):
    """Whose text a file is."""

    ENTITY = "entity"
    """An entity's report on one organization."""
    CONSOLIDATED = "consolidated"
    """The editor's text on one organization."""
    GENERAL = "general"
    """A text of the lead department."""


class Status(StrEnum):
    """How far a contribution has got."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CLEARED = "cleared"
    NOTHING = "nothing-to-report"


class FocalPoint(Value):
    """The person who answers for a contribution."""

    name: str
    """Name."""
    email: str
    """Address."""


class Clearance(Value):
    """The record that somebody cleared exactly this text."""

    by: str
    """Who cleared it."""
    on: date
    """The day."""
    text: str
    """sha256: and the hash of the text that was cleared."""
    source: Source = NO_PLACE
    """Where the record stands."""

    @property
    def hash(self) -> str:
        """The hash alone."""
        return self.text.removeprefix("sha256:")


class Approval(Value):
    """What a questionnaire states: who approved these words. A clearance only when an editor confirms it."""

    by: str
    """Who approved them."""
    on: date | None
    """The day; None where the questionnaire does not say it clearly."""
    text: str = ""
    """sha256: and the hash of the words that came with the statement."""

    def covers(self, hash: str) -> bool:
        """Whether it is about words with that hash; a statement without a hash is about any."""
        return self.text in ("", f"sha256:{hash}")


class Waiver(Value):
    """A rule that a contribution waives, with the reason."""

    rule: str
    """The code of the rule."""
    reason: str
    """Why."""
    source: Source = NO_PLACE
    """Where the waiver stands."""


class Header(Value):
    """The header of a text, between two lines of three hyphens."""

    entity: str = ""
    """Identifier of the entity."""
    organization: str = ""
    """Identifier of the organization."""
    status: Status = Status.DRAFT
    """How far the text has got."""
    focal_point: FocalPoint | None = None
    """Who answers for it."""
    submitted: date | None = None
    """The day of submission."""
    also: tuple[str, ...] = ()
    """Further organizations that the text covers."""
    approved: Approval | None = None
    """Who approved it by the entity's own statement."""
    cleared: Clearance | None = None
    """The record of its clearance."""
    clearances: Mapping[str, Clearance] = field(default_factory=dict)
    """In a consolidated text: by entity, the clearance of the paragraphs that carry its words."""
    waivers: tuple[Waiver, ...] = ()
    """The rules that the text waives."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """In a consolidated text: contributed paragraphs not used, each with the reason."""
    places: Mapping[str, Source] = field(default_factory=dict)
    """Where each key stands."""


class Contribution(CachedValue):
    """One text of the report: an entity's, the editor's or the lead department's."""

    path: str
    """The file, relative to the report's root."""
    kind: Kind
    """Whose text it is."""
    key: str
    """The first part of its identifiers: unhcr/au, consolidated/au, general/introduction."""
    header: Header
    """What its header says."""
    blocks: tuple[Block, ...]
    """Its text."""
    hash: str = ""
    """The sha256 of its body, spaces normalised, header left out."""
    comments: tuple[tuple[str, Source], ...] = ()
    """The words between marks of comments in it, which never print, with their places."""
    usable: bool = True
    """Whether its text can stand in the report; a draft prints a placeholder where it cannot."""
    scaffold_sentences: tuple[tuple[str, Source], ...] = ()
    """The sentences of a form or of a new report that nobody has replaced in it, with their places."""
    is_scaffold: bool = False
    """Whether it has a text, and nobody has replaced a sentence of the form or of the new report in it."""

    @property
    def answers(self) -> bool:
        """Whether it is an answer: it has text, cannot be read, or says that there is nothing to report."""
        return bool(self.blocks) or not self.usable or self.header.status is Status.NOTHING

    @property
    def has_arrived(self) -> bool:
        """Whether it is an answer, and not only what a form or a new report says by itself."""
        return self.answers and not self.is_scaffold


class InputFile(Value):
    """A file that was read."""

    path: str
    """Its place, relative to the report's root."""
    sha256: str
    """The hash of its bytes."""
    text: str
    """Its text, for the excerpts of findings; empty where it has none."""


class Collection(CachedValue):
    """Everything that was read: plan, name lists, labels, texts, and the findings of the readers."""

    plan: Plan
    """The plan of the report."""
    vocabulary: Vocabulary
    """Organizations and entities."""
    labels: Labels
    """The fixed words of the report's language."""
    contributions: tuple[Contribution, ...]
    """All texts, in the order of their paths."""
    findings: tuple[Finding, ...] = ()
    """The findings of the readers."""
    files: tuple[InputFile, ...] = ()
    """Every file that was read, in the order of their paths."""
    word_lists: WordLists = field(default_factory=WordLists)
    """The word lists of the report's language."""
    scaffold: ScaffoldText = field(default_factory=ScaffoldText)
    """What forms and new reports say before anybody has written into them."""
    is_part: bool = False
    """Whether these are the texts of one entity alone. What another entity may have said earlier is then not judged."""

    def select_entity(self, entity: str) -> Collection:
        """The texts of one entity alone, with the settings and the findings of the readers."""
        own = tuple(text for text in self.of_kind(Kind.ENTITY) if text.header.entity == entity)
        return replace(self, contributions=own, is_part=True)

    def of_kind(self, kind: Kind) -> tuple[Contribution, ...]:
        """The texts of one kind."""
        return tuple(c for c in self.contributions if c.kind is kind)

    def general(self, name: str) -> Contribution | None:
        """The general text of that name."""
        return next((c for c in self.contributions if c.key == f"general/{name}"), None)


def split_header(text: str) -> tuple[str, str]:
    """The header with its lines of hyphens and the blanks after it, and the body; no header where it has no end."""
    former = _HEADER.match(text)
    end = former.end() if former else 0
    return text[:end], text[end:]


def read_body(text: str) -> str:
    """The body of a text, without its header."""
    return split_header(text)[1]
