"""What the paragraphs of a Word file from outside need of its other parts, and what is noted while they are read.

Nothing is dropped without a line in the list of what was left out: that list is what the editor is shown, and what
every word of the file is accounted by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, auto

from assembler.model.finding import Severity, Source
from assembler.model.value import Growing, Value, field
from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.questionnaire import AUTHOR
from assembler.readers.diagnostics import Diagnostics
from assembler.readers.docx.alternatives import (
    READ,
    settle_alternatives,
    settle_fields,
    settle_lists,
    settle_numbering,
    taken,
)
from assembler.readers.ooxml.lists import Counting
from assembler.readers.ooxml.package import Part, WordPackage
from assembler.readers.ooxml.styles import Styles

SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}
"""The kinds of notes that are none, but the lines that part notes from the text."""


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
    MARK = auto()
    """The mark of a list or a note, which is set anew."""
    HEADING = auto()
    """A heading that says which organization or theme follows."""
    FORM = auto()
    """The form's own words."""
    LAST = auto()
    """Last time's text, shown in the form."""
    CONTACT = auto()
    """The name and address of the focal point, which go into the header."""


DROPPED: Mapping[str, Reason] = {"del": Reason.DELETED, "moveFrom": Reason.MOVED}
"""The elements around words that are gone, and why."""
_DROPPED = frozenset(map(qualified, DROPPED))


class LeftOut(Value):
    """Words of a file that are not in the text."""

    reason: Reason
    """Why."""
    words: str
    """The words."""
    place: int
    """The paragraph's place in the body; 0 outside the body."""


class Around(Growing):
    """The other parts of a file, and what has been noted so far."""

    path: str
    """The file."""
    language: str
    """The language of the report."""
    styles: Styles
    """Its styles."""
    counting: Counting
    """Counts its lists."""
    links: Mapping[str, str]
    """The addresses of the document's links, by relationship."""
    notes: Mapping[tuple[str, str], tuple[Element, Mapping[str, str]]]
    """Each note by its kind and identifier, with the addresses of the links in its part."""
    comments: Mapping[str, str]
    """The words of each comment, after the name of who asks."""
    own: Mapping[str, Reason] = field(default_factory=dict)
    """The form's own words and last time's text, paragraph by paragraph; empty where the file does not say them."""
    place: int = 0
    """The place of the paragraph that is being read."""
    called: set[tuple[str, str]] = field(default_factory=set)
    """The notes that have been called."""
    asked: set[str] = field(default_factory=set)
    """The comments that have been met."""
    left: list[LeftOut] = field(default_factory=list)
    """What was left out so far."""
    contact: dict[str, str] = field(default_factory=dict)
    """What stands in the controls for the focal point, by the last part of their tag."""
    has_answers: bool = False
    """Whether there are fields for answers, filled or not."""
    nothing: dict[str, bool] = field(default_factory=dict)
    """Whether the box “nothing to report” is checked, by organization."""
    labels: dict[str, str] = field(default_factory=dict)
    """The titles of those boxes."""
    ledger: Diagnostics = field(default_factory=Diagnostics)
    """What was found so far."""

    @property
    def source(self) -> Source:
        """The place that is being read."""
        return Source(self.path, max(self.place, 1))

    def leave(self, reason: Reason, words: str) -> None:
        """Notes words that are left out here."""
        if words.strip():
            self.left.append(LeftOut(reason, " ".join(words.split()), self.place))

    def warn(self, rule: str, message: str, hint: str) -> None:
        """Notes a finding at this place."""
        self.ledger.add(rule, self.source, message, hint, Severity.WARNING)


def around_of(package: WordPackage, path: str, language: str) -> Around:
    """What is around a document, settled so that each thing is said once."""
    styles = Styles(package.styles)
    settle_numbering(package.numbering, styles)
    unshown = tuple(settle_alternatives(package.document.root))
    others = tuple((0, words) for root in _other_stories(package) for _, words in settle_alternatives(root))
    for root in (package.document.root, *_other_stories(package)):
        settle_fields(root)
    settle_lists(package.document.root, package.numbering, styles)
    return Around(
        path=path,
        language=language,
        styles=styles,
        counting=Counting(package.numbering),
        links=package.document.links,
        notes=dict(_notes(package)),
        comments={} if package.comments is None else dict(_comments(package.comments)),
        left=[LeftOut(Reason.ALTERNATIVE, words, place) for place, words in (*unshown, *others)],
    )


def _other_stories(package: WordPackage) -> Iterator[Element]:
    yield from (part.root for part in (package.footnotes, package.endnotes) if part is not None)
    yield from package.margins


def _notes(package: WordPackage) -> Iterator[tuple[tuple[str, str], tuple[Element, Mapping[str, str]]]]:
    yield from _notes_of("footnote", package.footnotes)
    yield from _notes_of("endnote", package.endnotes)


def _notes_of(kind: str, part: Part | None) -> Iterator[tuple[tuple[str, str], tuple[Element, Mapping[str, str]]]]:
    for note in () if part is None else part.root.iter(qualified(kind)):
        if part is not None and note.get(qualified("type"), "") not in SEPARATORS:
            yield (kind, note.get(qualified("id"), "")), (note, part.links)


def _comments(root: Element) -> Iterator[tuple[str, str]]:
    for comment in root.iter(qualified("comment")):
        if is_own(comment):
            continue
        author = " ".join(comment.get(qualified("author"), "").split())
        words = comment_words(comment)
        yield comment.get(qualified("id"), ""), f"{author}: {words}" if author else words


def is_own(comment: Element) -> bool:
    """Whether the program has made a comment, to say something of the file when it came the time before."""
    return " ".join(comment.get(qualified("author"), "").split()) == AUTHOR


def comment_words(comment: Element) -> str:
    """The words of a comment, its paragraphs in one line."""
    paragraphs = ("".join(_shown(paragraph)) for paragraph in comment.iter(qualified("p")))
    return " ".join(" ".join(paragraphs).split())


def _shown(paragraph: Element) -> Iterator[str]:
    for it in paragraph.iter(qualified("t"), qualified("br"), qualified("tab")):
        if not any(up.tag in _DROPPED for up in it.iterancestors()):
            yield taken(it) if it.tag == qualified("t") else " "


def unread_in_comment(comment: Element) -> tuple[str, str]:
    """The deleted words of a comment that was read, and those that stand in no paragraph of it."""
    texts = comment.iter(qualified("t"), qualified("delText"))
    unread = [it for it in texts if it.get(READ) is None]
    deleted = [it for it in unread if it.tag != qualified("t") or any(up.tag in _DROPPED for up in it.iterancestors())]
    odd = [it for it in unread if it not in deleted]
    return "".join(it.text or "" for it in deleted), "".join(it.text or "" for it in odd)
