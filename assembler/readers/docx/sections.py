"""Whose section each paragraph of a Word file is: by control or bookmark, by heading, or by what the editor says.

What stands in an answer belongs to its organization. What stands elsewhere between two headings is either the form's
own words, last time's text, or something that somebody has typed beside the answer: that is taken, too, and said. A
heading that nearly names an organization is never taken for it. Other headings of the same degree begin a section of
nobody, which is left out and listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assembler.model.finding import Finding, Severity, Source
from assembler.model.progress import beginning
from assembler.model.text.word_count import count_words as count_words
from assembler.model.value import Growing, Value, field
from assembler.ooxml.questionnaire import BOOKMARK, answer_bookmark
from assembler.readers.diagnostics import Diagnostics
from assembler.readers.docx.body import Piece
from assembler.readers.docx.content_controls import QUOTED, taken_in_doubt
from assembler.readers.docx.context import DroppedContent, Reason
from assembler.readers.docx.headings import Names, bare_heading, theme_of

_FORM_STYLES = "Form "
_ANSWER_STYLE = "Form Answer"
_FIRST_PAGE = ("Title", "Subtitle")
_LAST_TIME = "Form Last Time"
_BOXES = "☐☒☑✓✗ "
_LONGEST_HEADING = 14
"""The most words of a line in bold that is taken for a heading."""
_LONGEST_LABEL = 4
_NO_DEGREE = 10


class Known(Value):
    """What decides whose section is whose."""

    path: str
    """The file."""
    names: Names
    """The names of the organizations."""
    themes: tuple[str, ...]
    """The themes of the plan."""
    own: Mapping[str, Reason]
    """The form's own words and last time's text, paragraph by paragraph; empty where the file does not say them."""
    is_form: bool
    """Whether the file is a form that the program has made."""
    has_answers: bool = False
    """Whether it has fields for answers, filled or not."""
    checked: tuple[str, ...] = ()
    """The organizations whose box “nothing to report” is checked."""
    boxes: Mapping[str, str] = field(default_factory=dict)
    """The titles of the boxes “nothing to report”, by organization."""
    only: str = ""
    """The organization to which the whole file belongs, by its place or by what the editor says."""


class Bound(Growing):
    """The pieces of each organization, and what is in no section."""

    sections: dict[str, list[Piece]] = field(default_factory=dict)
    """The pieces by organization."""
    checked: set[str] = field(default_factory=set)
    """The organizations whose box is checked in a file that has lost its controls."""
    left: list[DroppedContent] = field(default_factory=list)
    """What is in no section."""
    ledger: Diagnostics = field(default_factory=Diagnostics)
    """What was found."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found."""
        return self.ledger.findings


def bound(pieces: Iterable[Piece], known: Known) -> Bound:
    """The pieces of a file by the organization that they report on."""
    return _Binder(tuple(pieces), known).bound()


class _Binder:
    """Goes through the pieces of one file."""

    def __init__(self, pieces: Sequence[Piece], known: Known) -> None:
        self._known = known
        self._made = Bound()
        self._pieces = tuple(part for piece in pieces for part in self._expanded(piece))
        named = [piece for piece in self._pieces if not piece.answers and self._named(piece)]
        self._waiting = Counter(piece.text for piece in self._pieces if piece.placeholder)
        self._degree = min((piece.degree for piece in named if piece.degree), default=0)
        self._headed = bool(named)
        self._current = known.only
        self._outside = ""
        self._follows_answer = False
        self._ended: set[str] = set()

    def bound(self) -> Bound:
        """Whose each piece is."""
        for place, piece in enumerate(self._pieces):
            self._take(piece, place)
        if not self._made.sections and not self._known.is_form and not self._made.findings and self._pieces:
            self._unbound()
        return self._made

    def _unbound(self) -> None:
        hint = "Name it with --organization ID, or put its official name over its text as a heading."
        message = "No heading of the file names an organization, so nobody knows whom its text is about."
        self._made.ledger.add("IN-DOC-07", Source(self._known.path), message, hint)

    def _expanded(self, piece: Piece) -> Iterator[Piece]:
        """A table piece by piece, where it is part of a form or holds headings."""
        if piece.rows and any(part.answers or self._own(part) or self._named(part) for part in piece.parts):
            inside = piece.answers
            if not inside:
                yield from piece.parts
                return
        yield piece

    # One piece

    def _take(self, piece: Piece, place: int) -> None:
        named = self._named(piece)
        organization = self._answered(piece)
        if organization and not self._runs_over(piece, named, organization):
            self._follows_answer = self._answer(piece, organization, named)
            return
        if named:
            self._heading(piece, named)
        elif reason := self._own(piece):
            self._leave(piece, reason)
        elif self._is_near(piece):
            self._near(piece)
        elif lone := self._lone(piece):
            self._doubt_lone(piece, lone)
        elif self._known.has_answers and piece.degree == 1 and self._next_answer(place):
            self._current = self._next_answer(place)
            self._leave(piece, Reason.OUTSIDE)
        else:
            self._loose(piece)
            self._follows_answer = True  # what follows was typed in one go: one finding is enough
            return
        self._follows_answer = False

    def _runs_over(self, piece: Piece, named: str, organization: str) -> bool:
        """Whether a bookmark around an answer has lost its end, so that it reaches over what follows."""
        if piece.is_in_control:
            return False
        if named and named != organization and piece.degree:
            self._ended.add(piece.answers)
        return piece.answers in self._ended or self._own(piece) is not None

    def _answered(self, piece: Piece) -> str:
        """The organization in whose answer a piece stands; finds one that the report does not know."""
        said = piece.answers
        if not said or said in self._known.names.listed:
            return said
        if said.startswith(BOOKMARK):
            return self._of_bookmark(said)
        message = f"An answer of the form is on “{said}”, which is no organization of this report."
        hint = "The ids are in contributions/organizations.yaml; was the form made for another report?"
        self._made.ledger.add("IN-DOC-07", self._at(piece), message, hint)
        return ""

    def _of_bookmark(self, name: str) -> str:
        return next((it for it in self._known.names.listed if answer_bookmark(it) == name), "")

    def _answer(self, piece: Piece, organization: str, named: str) -> bool:
        """Takes a piece of an answer, unless it is the form's own; says whether it did."""
        self._current, self._outside = organization, ""
        if self._waits(piece, organization):
            self._leave(piece, Reason.FORM)
        elif named and named != organization and piece.degree:
            message = (
                f"“{piece.text}” names {self._name(named)}, but stands in the answer on {self._name(organization)}."
            )
            hint = "Move what is about it into the answer that is meant for it."
            self._made.ledger.add("IN-DOC-07", self._at(piece), message, hint)
        elif named == organization and piece.degree:
            self._leave(piece, Reason.HEADING)
        else:
            self._put(piece, organization)
            return True
        return False

    def _waits(self, piece: Piece, organization: str) -> bool:
        """Whether a piece of an answer is what stood there before anybody wrote, or what its box is called."""
        if piece.text and piece.text == " ".join(self._known.boxes.get(organization, "").split()):
            self._made.checked.add(organization)
            return True
        if self._known.own:
            return self._known.own.get(piece.text) is Reason.FORM
        if organization in (*self._known.checked, *self._made.checked):
            return piece.placeholder
        if piece.placeholder and self._waiting[piece.text] == 1:
            self._made.ledger.add("IN-DOC-10", self._at(piece), *taken_in_doubt(piece.text), Severity.WARNING)
        return piece.placeholder and self._waiting[piece.text] > 1

    def _put(self, piece: Piece, organization: str) -> None:
        if self._known.only and organization != self._known.only:
            self._of_another(piece, organization)
            return
        self._made.sections.setdefault(organization, []).append(piece)

    def _of_another(self, piece: Piece, organization: str) -> None:
        message = f"The file also has text on {self._name(organization)}: “{beginning(piece.text, QUOTED)}”."
        hint = f"It is taken for {self._name(self._known.only)} alone; bring the whole file in with “assembler import”."
        self._made.ledger.add("IN-DOC-07", self._at(piece), message, hint)

    def _heading(self, piece: Piece, organization: str) -> None:
        self._current, self._outside = organization, ""
        self._leave(piece, Reason.HEADING)

    def _loose(self, piece: Piece) -> None:
        """What stands in no answer and is none of the form's own words."""
        if self._begins_nothing(piece):
            self._outside = piece.text
            self._current = ""
        if self._current:
            if self._known.has_answers and not self._follows_answer:
                self._beside(piece)
            self._put(piece, self._current)
        else:
            self._leave(piece, Reason.OUTSIDE)

    def _begins_nothing(self, piece: Piece) -> bool:
        """Whether a piece is a heading of the degree of organizations that names none."""
        if self._known.only or not self._headed or self._is_theme(piece):
            return False
        return 0 < piece.degree <= self._degree

    def _beside(self, piece: Piece) -> None:
        message = f"“{beginning(piece.text or 'A table', QUOTED)}” stands beside the answer and was taken into it."
        hint = f"Look whether it belongs to the text on {self._name(self._current)}."
        self._made.ledger.add("IN-DOC-10", self._at(piece), message, hint, Severity.WARNING)

    def _leave(self, piece: Piece, reason: Reason) -> None:
        for part in (piece, *piece.parts):
            if part.text:
                self._made.left.append(DroppedContent(reason, part.text, part.place))
            for query in part.queries:
                self._made.left.append(DroppedContent(Reason.UNCALLED, query.text, part.place))
            self._leave_notes(part)

    def _leave_notes(self, piece: Piece) -> None:
        for text in piece.notes:
            self._made.left.append(DroppedContent(Reason.UNCALLED, text, piece.place))

    # What a piece is

    def _named(self, piece: Piece) -> str:
        """The organization that a piece names, where it is a heading."""
        text = piece.text
        if not text or piece.rows or (piece.member and not piece.degree) or count_words(text) > _LONGEST_HEADING:
            return ""
        styled = self._looks_like_heading(piece)
        if self._known.is_form and not styled:  # a form lists the organizations before it asks about each
            return ""
        return self._known.names.exact(text, styled=styled)

    def _looks_like_heading(self, piece: Piece) -> bool:
        return bool(piece.degree) or (piece.emphatic and count_words(piece.text) <= _LONGEST_HEADING)

    def _is_theme(self, piece: Piece) -> bool:
        return bool(theme_of(piece.text, self._known.themes))

    def _is_near(self, piece: Piece) -> bool:
        """Whether a piece is a heading that nearly names an organization, where headings decide."""
        if self._known.only or self._known.has_answers or not self._looks_like_heading(piece) or self._is_theme(piece):
            return False
        degree = piece.degree or _NO_DEGREE
        if self._current and degree > (self._degree or _NO_DEGREE):
            return False
        near = self._known.names.near(piece.text)
        if not near or near == self._current:
            return False
        is_inside = self._known.names.inside(bare_heading(piece.text)) == near
        return not is_inside or not self._headed or bool(self._current or self._outside)

    def _near(self, piece: Piece) -> None:
        near = self._known.names.near(piece.text)
        message = f"The heading “{beginning(piece.text, QUOTED)}” names no organization of this report."
        hint = f"Did you mean “{self._name(near)}”? Write just that, or import the file with --organization {near}."
        self._doubt(piece, message, hint)

    def _lone(self, piece: Piece) -> str:
        """The organization of which a line in the text on another one says nothing but the name, short or nearly."""
        if self._known.only or self._known.has_answers or not self._current or piece.member or piece.rows:
            return ""
        named = self._known.names.lone(piece.text) if count_words(piece.text) <= _LONGEST_HEADING else ""
        return named if named != self._current else ""

    def _doubt_lone(self, piece: Piece, organization: str) -> None:
        message = f"“{piece.text}” stands alone, but is no heading."
        hint = f"If the text on {self._name(organization)} begins here, write that name in full."
        self._doubt(piece, message, hint)

    def _doubt(self, piece: Piece, message: str, hint: str) -> None:
        """Says that nobody knows whether a section begins; what follows is in none."""
        self._made.ledger.add("IN-DOC-07", self._at(piece), message, hint)
        self._leave(piece, Reason.OUTSIDE)
        self._current, self._outside = "", piece.text

    def _own(self, piece: Piece) -> Reason | None:
        """Why a piece is the form's own, if it is."""
        text = piece.text
        if not text or piece.rows:
            return None
        bare = text.strip(_BOXES)
        reason = self._known.own.get(text) or self._known.own.get(bare)
        if reason is None and piece.is_beside_box and _is_label(bare, piece.box):
            reason = Reason.FORM
        if reason is None and piece.is_beside_contact and count_words(bare) <= _LONGEST_LABEL:
            reason = Reason.FORM
        if reason is None and self._known.is_form and not self._known.own:
            reason = self._by_style(piece)
        if reason and text[0] in "☒☑✓" and self._current:
            self._made.checked.add(self._current)
        return reason

    def _by_style(self, piece: Piece) -> Reason | None:
        """Whose words a piece of a form holds that has lost its own account of them."""
        if piece.style == _LAST_TIME:
            return Reason.LAST
        is_form = piece.style.startswith(_FORM_STYLES) and piece.style != _ANSWER_STYLE
        return Reason.FORM if is_form or (not self._current and piece.style in _FIRST_PAGE) else None

    def _next_answer(self, place: int) -> str:
        """The organization of the next answer, where no other heading comes before it."""
        for piece in self._pieces[place + 1 :]:
            if piece.answers:
                return self._answered(piece)
            if piece.degree == 1:
                return ""
        return ""

    def _name(self, organization: str) -> str:
        found = self._known.names.listed.get(organization)
        return found.name if found else organization

    def _at(self, piece: Piece) -> Source:
        return Source(self._known.path, max(piece.place, 1))


def _is_label(words: str, title: str) -> bool:
    """Whether the words beside a box are what it is called."""
    return words in ("", " ".join(title.split())) or (not title and count_words(words) <= _LONGEST_LABEL)
