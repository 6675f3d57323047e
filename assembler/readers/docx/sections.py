"""Assigns each paragraph of a Word file to an organization: by control or bookmark, by heading, or by option.

What stands in an answer belongs to its organization. What stands elsewhere between two headings is a questionnaire's
own words, last time's text, or something that somebody has typed beside the answer: that is taken, too, and reported.
A heading that has a name in another spelling, or an acronym in brackets, is taken for that name, and reported. One that
nearly names an organization is never taken for it. Other headings of the same degree begin a section of
nobody, which is dropped and listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assembler.model.finding import Finding, FindingText, Severity, Source
from assembler.model.text.phrases import shorten
from assembler.model.text.word_count import estimate_words as estimate_words
from assembler.model.value import MutableValue, Value, field
from assembler.ooxml.questionnaire import BOOKMARK, answer_bookmark
from assembler.readers.diagnostics import Diagnostics
from assembler.readers.docx.body import BodyEntry
from assembler.readers.docx.content_controls import QUOTED, describe_placeholder
from assembler.readers.docx.context import DroppedContent, Reason
from assembler.readers.docx.headings import (
    OrganizationNames,
    describe_lone,
    describe_near,
    describe_taken,
    find_theme,
    strip_heading,
)

_QUESTIONNAIRE_STYLES = "Form "
_ANSWER_STYLE = "Form Answer"
_FIRST_PAGE = ("Title", "Subtitle")
_LAST_TIME = "Form Last Time"
_BOXES = "☐☒☑✓✗ "
_LONGEST_HEADING = 14
"""The most words of a line in bold that is taken for a heading."""
_LONGEST_LABEL = 4
_NO_DEGREE = 10


class AssignmentBasis(Value):
    """What decides whose section is whose."""

    path: str
    """The file."""
    names: OrganizationNames
    """The names of the organizations."""
    themes: tuple[str, ...]
    """The themes of the plan."""
    own_words: Mapping[str, Reason]
    """The questionnaire's own words and last time's text, by paragraph; empty where the file does not say them."""
    is_questionnaire: bool
    """Whether the file is a questionnaire that the program has made."""
    has_answers: bool = False
    """Whether it has fields for answers, filled or not."""
    checked: tuple[str, ...] = ()
    """The organizations whose box “nothing to report” is checked."""
    boxes: Mapping[str, str] = field(default_factory=dict)
    """The titles of the boxes “nothing to report”, by organization."""
    only: str = ""
    """The organization to which the whole file belongs, by its place or by what the editor says."""


class SectionAssignment(MutableValue):
    """The entries of each organization, and what is in no section."""

    sections: dict[str, list[BodyEntry]] = field(default_factory=dict)
    """The entries by organization."""
    checked: set[str] = field(default_factory=set)
    """The organizations whose box is checked in a file that has lost its controls."""
    dropped: list[DroppedContent] = field(default_factory=list)
    """What is in no section."""
    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    """What was found."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found."""
        return self.diagnostics.findings


def assign_sections(entries: Iterable[BodyEntry], basis: AssignmentBasis) -> SectionAssignment:
    """The entries of a file by the organization that they report on."""
    return _Assigner(tuple(entries), basis).assign()


class _Assigner:
    """Goes through the entries of one file."""

    def __init__(self, entries: Sequence[BodyEntry], basis: AssignmentBasis) -> None:
        self._basis = basis
        self._assignment = SectionAssignment()
        self._entries = tuple(part for entry in entries for part in self._expand(entry))
        named = [entry for entry in self._entries if not entry.answers and self._find_named(entry)]
        self._waiting = Counter(entry.text for entry in self._entries if entry.placeholder)
        self._degree = min((entry.degree for entry in named if entry.degree), default=0)
        self._headed = bool(named)
        self._current = basis.only
        self._outside = ""
        self._follows_answer = False
        self._ended: set[str] = set()

    def assign(self) -> SectionAssignment:
        """Whose each entry is."""
        for place, entry in enumerate(self._entries):
            self._assign_entry(entry, place)
        if (
            not self._assignment.sections
            and not self._basis.is_questionnaire
            and not self._assignment.findings
            and self._entries
        ):
            self._report_unassigned()
        return self._assignment

    def _report_unassigned(self) -> None:
        hint = "Give the organization with --organization ID, or write its official name as a heading above the text."
        message = "No heading of the file names an organization, so the subject of the text is not known."
        word_hint = "Write the official name of the organization as a heading above the text."
        self._assignment.diagnostics.add("IN-DOC-07", Source(self._basis.path), message, hint, word_hint=word_hint)

    def _expand(self, entry: BodyEntry) -> Iterator[BodyEntry]:
        """A table entry by entry, where it is part of a questionnaire or holds headings."""
        if entry.rows and any(
            part.answers or self._find_own_reason(part) or self._find_named(part) for part in entry.parts
        ):
            inside = entry.answers
            if not inside:
                yield from entry.parts
                return
        yield entry

    # One entry

    def _assign_entry(self, entry: BodyEntry, place: int) -> None:
        named = self._find_named(entry)
        organization = self._find_answered(entry)
        if organization and not self._runs_over(entry, named, organization):
            self._follows_answer = self._read_answer(entry, organization, named)
            return
        if named:
            self._begin_section(entry, named)
        elif reason := self._find_own_reason(entry):
            self._drop_entry(entry, reason)
        elif acronym := self._find_by_acronym(entry):
            self._begin_section(entry, acronym)
        elif self._is_near(entry):
            self._report_near(entry)
        elif lone := self._find_alone(entry):
            self._report_doubt(entry, describe_lone(entry.text, self._get_name(lone)))
        elif self._basis.has_answers and entry.degree == 1 and self._find_next_answer(place):
            self._current = self._find_next_answer(place)
            self._drop_entry(entry, Reason.HEADING)
        else:
            self._read_loose(entry)
            self._follows_answer = True  # what follows was typed in one go: one finding is enough
            return
        self._follows_answer = False

    def _runs_over(self, entry: BodyEntry, named: str, organization: str) -> bool:
        """Whether a bookmark around an answer has lost its end, so that it reaches over what follows."""
        if entry.is_in_control:
            return False
        if named and named != organization and entry.degree:
            self._ended.add(entry.answers)
        return entry.answers in self._ended or self._find_own_reason(entry) is not None

    def _find_answered(self, entry: BodyEntry) -> str:
        """The organization in whose answer an entry stands; finds one that the report does not know."""
        organization = entry.answers
        if not organization or organization in self._basis.names.listed:
            return organization
        if organization.startswith(BOOKMARK):
            return self._find_by_bookmark(organization)
        message = "An answer of the form is on “{said}”, which is not an organization of this report."
        hint = "The ids are in contributions/organizations.yaml; was the form made for another report?"
        word_hint = "Write on the form that you were sent for this report."
        self._assignment.diagnostics.add(
            "IN-DOC-07", self._get_source(entry), message, hint, word_hint=word_hint, said=organization
        )
        return ""

    def _find_by_bookmark(self, name: str) -> str:
        organizations = self._basis.names.listed
        return next((identifier for identifier in organizations if answer_bookmark(identifier) == name), "")

    def _read_answer(self, entry: BodyEntry, organization: str, named: str) -> bool:
        """Takes an entry of an answer, unless it is the questionnaire's own; says whether it did."""
        self._current, self._outside = organization, ""
        if self._is_placeholder(entry, organization):
            self._drop_entry(entry, Reason.OWN)
        elif named and named != organization and entry.degree:
            message = "“{quoted}” names {named}, but stands in the answer on {organization}."
            hint = "Move the text on {named} into the answer on that organization."
            self._assignment.diagnostics.add(
                "IN-DOC-07",
                self._get_source(entry),
                message,
                hint,
                quoted=entry.text,
                named=self._get_name(named),
                organization=self._get_name(organization),
            )
        elif named == organization and entry.degree:
            self._drop_entry(entry, Reason.HEADING)
        else:
            self._add_entry(entry, organization)
            return True
        return False

    def _is_placeholder(self, entry: BodyEntry, organization: str) -> bool:
        """Whether an entry of an answer is what stood there before anybody wrote, or what its box is called."""
        if entry.text and entry.text == " ".join(self._basis.boxes.get(organization, "").split()):
            self._assignment.checked.add(organization)
            return True
        if self._basis.own_words:
            return self._basis.own_words.get(entry.text) is Reason.OWN
        if organization in (*self._basis.checked, *self._assignment.checked):
            return entry.placeholder
        if entry.placeholder and self._waiting[entry.text] == 1:
            text = describe_placeholder(entry.text)
            self._assignment.diagnostics.add_text("IN-DOC-10", self._get_source(entry), text, Severity.WARNING)
        return entry.placeholder and self._waiting[entry.text] > 1

    def _add_entry(self, entry: BodyEntry, organization: str) -> None:
        if self._basis.only and organization != self._basis.only:
            self._report_other_organization(entry, organization)
            return
        self._assignment.sections.setdefault(organization, []).append(entry)

    def _report_other_organization(self, entry: BodyEntry, organization: str) -> None:
        message = "The file also has text on {organization}: “{quoted}”."
        hint = "Only the text on {only} is used. To use all texts of the file, run “assembler import”."
        self._assignment.diagnostics.add(
            "IN-DOC-07",
            self._get_source(entry),
            message,
            hint,
            word_hint="Send a separate file for each organization.",
            organization=self._get_name(organization),
            quoted=shorten(entry.text, QUOTED),
            only=self._get_name(self._basis.only),
        )

    def _begin_section(self, entry: BodyEntry, organization: str) -> None:
        self._current, self._outside = organization, ""
        self._drop_entry(entry, Reason.HEADING)
        if not self._basis.names.find_exact(entry.text, styled=True):
            text = describe_taken(entry.text, self._get_name(organization))
            self._assignment.diagnostics.add_text("IN-DOC-19", self._get_source(entry), text, Severity.WARNING)

    def _read_loose(self, entry: BodyEntry) -> None:
        """What stands in no answer and is none of the questionnaire's own words."""
        if self._begins_nothing(entry):
            self._outside = entry.text
            self._current = ""
        if self._current:
            if self._basis.has_answers and not self._follows_answer:
                self._warn_of_loose(entry)
            self._add_entry(entry, self._current)
        else:
            self._drop_entry(entry, Reason.OUTSIDE)

    def _begins_nothing(self, entry: BodyEntry) -> bool:
        """Whether an entry is a heading of the degree of organizations that names none."""
        if self._basis.only or not self._headed or self._is_theme(entry):
            return False
        return 0 < entry.degree <= self._degree

    def _warn_of_loose(self, entry: BodyEntry) -> None:
        message = "A table stands outside the answer field and was added to the answer."
        if entry.text:
            message = "“{quoted}” stands outside the answer field and was added to the answer."
        hint = "Check whether this belongs to the text on {organization}."
        self._assignment.diagnostics.add(
            "IN-DOC-10",
            self._get_source(entry),
            message,
            hint,
            Severity.WARNING,
            quoted=shorten(entry.text, QUOTED),
            organization=self._get_name(self._current),
        )

    def _drop_entry(self, entry: BodyEntry, reason: Reason) -> None:
        for part in (entry, *entry.parts):
            if part.text:
                self._assignment.dropped.append(DroppedContent(reason, part.text, part.place))
            for query in part.queries:
                self._assignment.dropped.append(DroppedContent(Reason.UNCALLED, query.text, part.place))
            self._drop_notes(part)

    def _drop_notes(self, entry: BodyEntry) -> None:
        for text in entry.notes:
            self._assignment.dropped.append(DroppedContent(Reason.UNCALLED, text, entry.place))

    # What an entry is

    def _find_named(self, entry: BodyEntry) -> str:
        """The organization that an entry names, where it is a heading."""
        text = entry.text
        if not text or entry.rows or (entry.member and not entry.degree) or estimate_words(text) > _LONGEST_HEADING:
            return ""
        styled = self._looks_like_heading(entry)
        if self._basis.is_questionnaire and not styled:  # it lists the organizations before it asks about each
            return ""
        return self._basis.names.find_exact(text, styled=styled) or self._basis.names.find_written(text)

    def _looks_like_heading(self, entry: BodyEntry) -> bool:
        return bool(entry.degree) or (entry.emphatic and estimate_words(entry.text) <= _LONGEST_HEADING)

    def _is_theme(self, entry: BodyEntry) -> bool:
        return bool(find_theme(entry.text, self._basis.themes))

    def _may_begin_section(self, entry: BodyEntry) -> bool:
        """Whether an entry is a heading of the degree of organizations, where headings decide."""
        if self._basis.only or self._basis.has_answers or not self._looks_like_heading(entry) or self._is_theme(entry):
            return False
        return not self._current or (entry.degree or _NO_DEGREE) <= (self._degree or _NO_DEGREE)

    def _find_by_acronym(self, entry: BodyEntry) -> str:
        """The organization whose acronym stands in brackets at the end of a heading."""
        return self._basis.names.find_by_acronym(entry.text) if self._may_begin_section(entry) else ""

    def _is_near(self, entry: BodyEntry) -> bool:
        """Whether an entry is a heading that nearly names an organization."""
        if not self._may_begin_section(entry):
            return False
        near = self._basis.names.find_near(entry.text)
        if not near or near == self._current:
            return False
        is_inside = self._basis.names.find_inside(strip_heading(entry.text)) == near
        return not is_inside or not self._headed or bool(self._current or self._outside)

    def _report_near(self, entry: BodyEntry) -> None:
        near = self._basis.names.find_near(entry.text)
        self._report_doubt(entry, describe_near(shorten(entry.text, QUOTED), self._get_name(near), near))

    def _find_alone(self, entry: BodyEntry) -> str:
        """The organization of which a line in the text on another one says nothing but the name, short or nearly."""
        if self._basis.only or self._basis.has_answers or not self._current or entry.member or entry.rows:
            return ""
        named = self._basis.names.find_alone(entry.text) if estimate_words(entry.text) <= _LONGEST_HEADING else ""
        return named if named != self._current else ""

    def _report_doubt(self, entry: BodyEntry, text: FindingText) -> None:
        """Says that nobody knows whether a section begins; what follows is in none."""
        self._assignment.diagnostics.add_text("IN-DOC-07", self._get_source(entry), text)
        has_all_words = len(entry.text) <= QUOTED
        self._drop_entry(entry, Reason.HEADING if has_all_words else Reason.OUTSIDE)
        self._current, self._outside = "", entry.text

    def _find_own_reason(self, entry: BodyEntry) -> Reason | None:
        """Why an entry is the questionnaire's own, if it is."""
        text = entry.text
        if not text or entry.rows:
            return None
        bare = text.strip(_BOXES)
        reason = self._basis.own_words.get(text) or self._basis.own_words.get(bare)
        if reason is None and entry.is_beside_box and _is_label(bare, entry.box):
            reason = Reason.OWN
        if reason is None and entry.is_beside_contact and estimate_words(bare) <= _LONGEST_LABEL:
            reason = Reason.OWN
        if reason is None and self._basis.is_questionnaire and not self._basis.own_words:
            reason = self._find_reason_by_style(entry)
        if reason and text[0] in "☒☑✓" and self._current:
            self._assignment.checked.add(self._current)
        return reason

    def _find_reason_by_style(self, entry: BodyEntry) -> Reason | None:
        """Whose words an entry of a questionnaire holds that has lost its own account of them."""
        if entry.style == _LAST_TIME:
            return Reason.LAST
        is_questionnaire = entry.style.startswith(_QUESTIONNAIRE_STYLES) and entry.style != _ANSWER_STYLE
        return Reason.OWN if is_questionnaire or (not self._current and entry.style in _FIRST_PAGE) else None

    def _find_next_answer(self, place: int) -> str:
        """The organization of the next answer, where no other heading comes before it."""
        for entry in self._entries[place + 1 :]:
            if entry.answers:
                return self._find_answered(entry)
            if entry.degree == 1:
                return ""
        return ""

    def _get_name(self, organization: str) -> str:
        known = self._basis.names.listed.get(organization)
        return known.name if known else organization

    def _get_source(self, entry: BodyEntry) -> Source:
        return Source(self._basis.path, max(entry.place, 1))


def _is_label(words: str, title: str) -> bool:
    """Whether the words beside a box are what it is called."""
    return words in ("", " ".join(title.split())) or (not title and estimate_words(words) <= _LONGEST_LABEL)
