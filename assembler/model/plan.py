"""What report.yaml says: the plan of one report."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum

from assembler.model.finding import NO_PLACE, Severity, Source
from assembler.model.text.symbol_links import join_symbols
from assembler.model.value import Value, field

LONGEST_LABEL = 50
"""How many characters the label of a draft may have: it stands in one line beside the symbols."""


class Stage(StrEnum):
    """How far the agenda of a session has got."""

    ADOPTED = "adopted"
    PROVISIONAL = "provisional agenda"
    PRELIMINARY = "preliminary list"


class Counted(StrEnum):
    """The parts of a report whose words may count against the limit."""

    SUMMARY = "summary"
    HEADINGS = "headings"
    BODY = "body"
    FOOTNOTES = "footnotes"
    ANNEXES = "annexes"


class AgendaItem(Value):
    """The agenda item under which the report is issued."""

    item: int
    """Its number."""
    title: str
    """Its title, as in the agenda."""
    stage: Stage
    """The list in which the item stands."""
    lead: str
    """The words before the number, where they are not the usual ones."""
    note: str
    """The symbol of the provisional agenda or preliminary list, printed as the asterisk note."""
    letters: tuple[str, ...] = ()
    """The letters of its sub-items, where these are not the sub-items of the organizations."""


class OrganPlan(Value):
    """One of the organs to which the report goes."""

    organ: str
    """Its English name, as the label files have it: General Assembly, Security Council, Economic and Social Council."""
    session: int | None
    """Its session, where it counts by sessions."""
    year: int | None
    """Its year, where it counts by years, as the Security Council does."""
    agenda: AgendaItem | None
    """Its agenda item, where it has one."""
    source: Source = NO_PLACE
    """Where report.yaml describes it."""
    places: Mapping[str, Source] = field(default_factory=dict)
    """Where the value of “organ”, and the keys “session” and “year”, stand."""


class Period(Value):
    """The reporting period, both days included."""

    first: datetime.date
    """Its first day."""
    last: datetime.date
    """Its last day."""


class WordLimit(Value):
    """How long the report may be."""

    words: int = 8500
    """The limit: 8,500 words for a report of the Secretariat (Editorial Manual, Instructions)."""
    count: tuple[Counted, ...] = (Counted.SUMMARY, Counted.HEADINGS, Counted.BODY, Counted.FOOTNOTES)
    """The parts that count."""
    waiver: str = ""
    """The reference of a waiver of the limit."""

    def total(self, counts: Mapping[Counted, int]) -> int:
        """How many words count, of those in each part."""
        return sum(counts[part] for part in self.count)


class OrganizationChoice(Value):
    """The organizations of a section: all, all except some, or a list in its own order."""

    listed: tuple[str, ...] | None = None
    """The identifiers, in printed order; none where all are meant."""
    excluded: tuple[str, ...] = ()
    """The identifiers left out of all."""


class SectionPlan(Value):
    """One section of the report."""

    title: str
    """Its heading."""
    text: str = ""
    """The name of a general text, where the section is one."""
    organizations: OrganizationChoice | None = None
    """The organizations, where the section reports on them."""
    headings: str = "names"
    """Headings of the organizations: none, names, or lettered."""
    source: Source = NO_PLACE
    """Where the plan names it."""


class AnnexPlan(Value):
    """One annex of the report."""

    title: str
    """Its title."""
    text: str
    """The name of the general text that it prints."""
    source: Source = NO_PLACE
    """Where the plan names it."""


class LeadContact(Value):
    """Who asks for the contributions, and where they go."""

    email: str
    """The e-mail address for questions."""
    department: str = ""
    """The lead department."""
    name: str = ""
    """The person who asks."""
    return_to: str = ""
    """Where contributions go, where that is not the e-mail address: another one, or a page."""

    @property
    def address(self) -> str:
        """Where contributions go."""
        return self.return_to or self.email


class RuleSetting(Value):
    """The setting of a rule in a report."""

    rule: str
    """The code of the rule."""
    level: Severity | None
    """The severity it has in this report; none where it is off."""
    reason: str
    """Why."""
    source: Source
    """Where the plan says so."""


class Plan(Value):
    """The plan of one report: what it is, when it is due, what its parts are."""

    title: str
    """The title of the report."""
    author: str
    """The line under the title, such as Report of the Secretary-General."""
    symbols: tuple[str, ...]
    """One or two document symbols, that of the Assembly first."""
    date: datetime.date
    """The day printed in the masthead."""
    organs: tuple[OrganPlan, ...]
    """The organs to which the report goes."""
    sections: tuple[SectionPlan, ...]
    """Its sections, in order."""
    distribution: str = "General"
    """Distribution category."""
    language: str = "en"
    """Language of this version: ar, zh, en, fr, ru or es."""
    original_language: str = "en"
    """Language in which the report was written."""
    job_number: str = ""
    """Number of the job in document processing, such as 20-11922; needed for a final."""
    stamp: datetime.date | None = None
    """The day in the footer of the first page."""
    draft: str = ""
    """What a draft is called, such as draft 3 of 24 November 2026."""
    period: Period | None = None
    """The reporting period."""
    deadline: datetime.date | None = None
    """The day by which contributions were asked for."""
    contact: LeadContact | None = None
    """Who asks for them, and where they go."""
    word_limit: WordLimit = WordLimit()
    """How long the report may be."""
    themes: tuple[str, ...] = ()
    """The headings allowed in a contribution; their order orders the paragraphs."""
    print_themes: bool = False
    """Whether the themes are printed as sub-headings."""
    words: tuple[str, ...] = ()
    """Words that are right, though no dictionary has them."""
    summary: str = ""
    """The name of the general text printed in the summary box."""
    annexes: tuple[AnnexPlan, ...] = ()
    """Its annexes, in order."""
    emblem: str = ""
    """The user's own file with the emblem, relative to the root."""
    emblem_source: Source = NO_PLACE
    """Where the plan names that file."""
    contents: bool = False
    """Whether a table of contents is printed."""
    rules: tuple[RuleSetting, ...] = ()
    """The settings of single rules."""
    requested: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each entity, the organizations on which it was asked to report."""
    source: Source = NO_PLACE
    """The file of the plan."""

    @property
    def symbol(self) -> str:
        """The joint symbol as the masthead prints it."""
        return join_symbols(self.symbols)
