"""What the paragraphs of a Word file from outside need of its other parts, and what is noted while they are read.

Nothing is dropped without a line in the list of dropped content: the editor is shown that list, and the account of
every word of the file rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, auto

from assembler.model.finding import FindingText, Severity, Source, make_text
from assembler.model.value import Value, field
from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.questionnaire import AUTHOR
from assembler.readers.diagnostics import Diagnostics
from assembler.readers.docx.preparation import (
    READ,
    add_lists_of_styles,
    mark_whole_fields,
    resolve_list_styles,
    take_text,
)
from assembler.readers.ooxml.attributes import get_attribute, is_inside
from assembler.readers.ooxml.context import Context, add_author, collect_notes, get_author
from assembler.readers.ooxml.lists import ListCounter
from assembler.readers.ooxml.package import WordPackage
from assembler.readers.ooxml.styles import Styles


class Reason(Enum):
    """Why words of a file are not in the text."""

    DELETED = auto()
    """Deleted with track changes."""
    MOVED = auto()
    """Moved with track changes, at the old place."""
    HIDDEN = auto()
    """Formatted as hidden."""
    ODD = auto()
    """In a place of the file where no text belongs."""
    OUTSIDE = auto()
    """Outside the section of any organization."""
    UNCALLED = auto()
    """A note that no sentence calls, or a comment at no place that was taken."""
    MARGIN = auto()
    """In the head or foot of the pages."""
    NUMBER = auto()
    """The typed number of a paragraph."""
    CONTENTS = auto()
    """A table of contents."""
    FIELD = auto()
    """The instruction of a field."""
    ALTERNATIVE = auto()
    """What only programs of another age than ours would show."""
    ADDRESS = auto()
    """The address of a link that leads to no page on the web."""
    BRACKET = auto()
    """Brackets typed round the mark of a note."""
    MARK = auto()
    """The mark of a list or a note, which is set anew."""
    HEADING = auto()
    """A heading that says which organization or theme follows."""
    OWN = auto()
    """The questionnaire's own words."""
    LAST = auto()
    """Last time's text, shown in the questionnaire."""
    CONTACT = auto()
    """The name and address of the focal point, and who approved the texts, which go into the header."""


FILES_INSIDE = ("altChunk", "subDoc")
"""What stands for another file, inside this one or beside it."""
DROPPED: Mapping[str, Reason] = {"del": Reason.DELETED, "moveFrom": Reason.MOVED}
"""The elements around words that are gone, and why."""
_DROPPED = frozenset(map(qualified, DROPPED))


class DroppedContent(Value):
    """Words of a file that are not in the text."""

    reason: Reason
    """Why."""
    words: str
    """The words."""
    place: int
    """The paragraph's place in the body; 0 outside the body."""


class ImportContext(Context):
    """The other parts of a file, and what has been noted so far."""

    path: str = ""
    """The file."""
    own_words: Mapping[str, Reason] = field(default_factory=dict)
    """The questionnaire's own words and last time's text, by paragraph; empty where the file does not say them."""
    place: int = 0
    """The place of the paragraph that is being read."""
    dropped: list[DroppedContent] = field(default_factory=list)
    """What has been dropped so far."""
    contact: dict[str, str] = field(default_factory=dict)
    """What stands in the controls for the focal point and the approval, by their tag."""
    contact_places: dict[str, Source] = field(default_factory=dict)
    """Where these controls stand."""
    has_answers: bool = False
    """Whether there are fields for answers, filled or not."""
    nothing: dict[str, bool] = field(default_factory=dict)
    """Whether the box “nothing to report” is checked, by organization."""
    labels: dict[str, str] = field(default_factory=dict)
    """The titles of those boxes."""
    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    """What was found so far."""

    @property
    def source(self) -> Source:
        """The place that is being read."""
        return Source(self.path, max(self.place, 1))

    def drop(self, reason: Reason, words: str) -> None:
        """Notes words that are dropped here."""
        if words.strip():
            self.dropped.append(DroppedContent(reason, " ".join(words.split()), self.place))

    def warn(self, rule: str, message: str, hint: str, *, word_hint: str = "", **parameters: str) -> None:
        """Notes a finding at this place; its sentences are templates, as in `make_finding`."""
        self.warn_text(rule, make_text(message, hint, word_hint=word_hint, **parameters))

    def warn_of_file_inside(self) -> None:
        """Notes that a part of the text is another file inside this one, or beside it, which is not opened."""
        message = "A part of the text is another file inside this one, which cannot be read."
        self.warn("IN-DOC-06", message, "Open the file in Word, save it anew, and hand in that copy.")

    def warn_text(self, rule: str, text: FindingText) -> None:
        """Notes a finding that says the text at this place."""
        self.diagnostics.add_text(rule, self.source, text, Severity.WARNING)


def read_context(package: WordPackage, path: str, language: str) -> ImportContext:
    """What is around a document, settled so that each thing is said once."""
    styles = Styles(package.styles)
    resolve_list_styles(package.numbering, styles)
    stories = [part.root for part in (package.footnotes, package.endnotes) if part is not None] + [*package.margins]
    for root in (package.document.root, *stories):
        mark_whole_fields(root)
    add_lists_of_styles(package.document.root, package.numbering, styles)
    return ImportContext(
        language=language,
        styles=styles,
        lists=ListCounter(package.numbering),
        links=package.document.links,
        notes=collect_notes(package),
        comments=dict(_read_comments(package.comments)),
        path=path,
        dropped=[DroppedContent(Reason.ALTERNATIVE, words, place) for place, words in package.unshown_words],
    )


def _read_comments(root: Element | None) -> Iterator[tuple[str, str]]:
    for comment in () if root is None else root.iter(qualified("comment")):
        if not is_own(comment):
            yield get_attribute(comment, "id"), add_author(read_comment(comment), comment)


def is_own(comment: Element) -> bool:
    """Whether the program has made a comment, to say something of the file when it came the time before."""
    return get_author(comment) == AUTHOR


def read_comment(comment: Element) -> str:
    """The words of a comment, its paragraphs in one line."""
    paragraphs = ("".join(_read_shown(paragraph)) for paragraph in comment.iter(qualified("p")))
    return " ".join(" ".join(paragraphs).split())


def _read_shown(paragraph: Element) -> Iterator[str]:
    for part in paragraph.iter(qualified("t"), qualified("br"), qualified("tab")):
        if not is_inside(part, *_DROPPED):
            yield take_text(part) if part.tag == qualified("t") else " "


def find_unread_in_comment(comment: Element) -> tuple[str, str]:
    """The deleted words of a comment that was read, and those that stand in no paragraph of it."""
    texts = comment.iter(qualified("t"), qualified("delText"))
    unread = [text for text in texts if text.get(READ) is None]
    deleted = [text for text in unread if text.tag != qualified("t") or is_inside(text, *_DROPPED)]
    odd = [text for text in unread if text not in deleted]
    return "".join(text.text or "" for text in deleted), "".join(text.text or "" for text in odd)
