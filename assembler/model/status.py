"""The status of a report: who delivered what, how long it is, what is open, what prevents a final."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from assembler.model.contribution import FocalPoint
from assembler.model.finding import Finding, Source
from assembler.model.value import Value
from assembler.model.vocabulary import Contact


class Standing(StrEnum):
    """How far the contribution of an entity on an organization has got."""

    MISSING = "missing"
    """It was asked for, and there is no text."""
    UNREADABLE = "unreadable"
    """There is a file, which cannot be used."""
    DRAFT = "draft"
    """It is being written."""
    SUBMITTED = "submitted"
    """It was handed in and not yet cleared."""
    VOID = "clearance-void"
    """Words have changed since they were cleared."""
    BY_WORD = "cleared-by-word-only"
    """The header says that it is cleared, without a record of who cleared which words."""
    CLEARED = "cleared"
    """Exactly these words were cleared."""
    NOTHING = "nothing-to-report"
    """The entity has nothing to report."""

    @property
    def words(self) -> str:
        """The same in words."""
        return self.value.replace("-", " ")


OWED = (Standing.MISSING, Standing.DRAFT)
"""What an entity still has to hand in."""
SETTLED = (Standing.CLEARED, Standing.BY_WORD, Standing.NOTHING)
"""What does not prevent a final."""


class Printed(StrEnum):
    """Whether an entity stands by the editor's paragraphs that carry its words."""

    NOWHERE = ""
    """No consolidated text carries them."""
    AS_WRITTEN = "as-written"
    """They stand there word for word, so that the entity's own clearance is enough."""
    OPEN = "not-cleared"
    """They were reworded or merged, and not cleared since."""
    VOID = "clearance-void"
    """They have changed since they were cleared."""
    CLEARED = "cleared"
    """Exactly these paragraphs were cleared."""


class Cell(Value):
    """The contribution of an entity on one organization, delivered or still owed."""

    entity: str
    """Identifier of the entity."""
    organization: str
    """Identifier of the organization."""
    asked: bool
    """Whether the plan asks for it."""
    standing: Standing
    """How far it has got."""
    late: int = 0
    """By how many days it came, or is still to come, after the deadline."""
    unasked: bool = False
    """Whether it came without being asked for; where the plan asks nobody, nothing is unasked."""
    changed: bool = False
    """Whether the entity has changed its words, or added to them, since they were consolidated."""
    printed: Printed = Printed.NOWHERE
    """Whether the entity stands by the editor's paragraphs that carry its words."""
    path: str = ""
    """The file; empty where there is none."""
    approved: bool = False
    """Whether its form states that these very words are approved, and nobody has recorded that as their clearance."""
    focal_point: FocalPoint | None = None
    """The person whom the file names."""

    @property
    def owed(self) -> bool:
        """Whether the entity still has to hand it in."""
        return self.asked and self.standing in OWED


class PartLength(Value):
    """The words of one part of the report: summary, section or annex."""

    id: str
    """Identifier of the part."""
    title: str
    """Its heading."""
    words: int
    """Its words, as far as they count."""
    share: float
    """Their share of the words of the report, in per cent."""


class Length(Value):
    """How long the report is."""

    words: int
    """The words that count."""
    limit: int
    """How many there may be."""
    waiver: str
    """The reference of a waiver of the limit."""
    counted: tuple[str, ...]
    """The parts that count, such as headings and footnotes."""
    parts: Mapping[str, int]
    """The words of each part, whether it counts or not."""
    sections: tuple[PartLength, ...]
    """Summary, sections and annexes in printed order, as far as they count."""


class Line(Value):
    """The cells of one entity, or of one organization, in figures."""

    id: str
    """Identifier of the entity or organization."""
    short: str
    """The acronym, else the identifier."""
    name: str
    """The official name."""
    asked: int
    """How many contributions were asked for."""
    delivered: int
    """How many came, asked for or not; drafts are not counted."""
    settled: int
    """How many do not prevent a final: cleared, or nothing to report."""
    owed: int
    """How many of those asked for are missing or still drafts."""
    late: int
    """How many came late, or are late on the day that was named."""
    words: int = 0
    """For an organization: how many words of the report speak of it, as far as they count."""
    share: float = 0.0
    """Their share of the words of the report, in per cent."""
    contacts: tuple[Contact, ...] = ()
    """For an entity: to whom the lead department writes."""


class ReminderLabels(Value):
    """The fixed words of reminders in one language, as templates/reminder/LANGUAGE.yaml gives them."""

    language: str
    """ar, zh, en, fr, ru or es."""
    direction: str
    """ltr or rtl."""
    subject: str
    """The subject of the mail, with {symbol}."""
    greeting: str
    """The greeting."""
    not_received: str
    """That texts are missing, with {title}."""
    entity: str
    """Whose texts they are, with {entity}."""
    deadline: str
    """The day by which they were asked for, with {deadline}."""
    organizations: str
    """The line over the list of organizations."""
    draft: str
    """What is said of an organization on which there is a draft, with {organization}."""
    late: str
    """By how many days a text is late, with {item} and {days}."""
    request: str
    """What to do."""
    return_to: str
    """Where the texts go, with {address}."""
    thanks: str
    """The last line."""


class Open(Value):
    """A query or a proposed change that stands in a text."""

    kind: str
    """query, addition or deletion."""
    words: str
    """The question, or the words that are proposed."""
    source: Source
    """Where it stands."""


class Overview(Value):
    """The status of a report."""

    symbol: str
    """The symbol of the report."""
    title: str
    """The title of the report."""
    deadline: date | None
    """The day by which contributions were asked for."""
    on: date | None
    """The day for which it is determined what is late."""
    cells: tuple[Cell, ...]
    """What was asked for or delivered, in the order of the name lists."""
    entities: tuple[Line, ...]
    """The entities that were asked or have delivered, in protocol order."""
    organizations: tuple[Line, ...]
    """All organizations of the report, in the order of their list."""
    length: Length
    """How long the report is."""
    open: tuple[Open, ...]
    """Queries and proposed changes, in the order of files."""
    blockers: tuple[Finding, ...]
    """The findings that prevent a final."""
    findings: tuple[Finding, ...] = ()
    """All findings, those on style among them, if they were asked for."""
    files: tuple[str, ...] = ()
    """The files of which the report is made."""
    is_selection: bool = False
    """Whether only some contributions were asked for, so that totals and findings are those of these."""

    def count(self, standing: Standing) -> int:
        """How many contributions stand like that."""
        return sum(cell.standing is standing for cell in self.cells)
