"""Reads one paragraph of a draft to leaves: runs, links, notes, references, comments, tracked changes.

Bookmarks open and close between runs, wherever they like: so a link and a hidden bookmark each gather leaves until they
close, and what never closes is given up for its leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import override

from assembler.model.nodes import Footnote, Inlines, Query, Text
from assembler.model.text.plain_text import extract_text
from assembler.model.value import MutableValue, Value, field, replace
from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.paragraph_ids import Hidden
from assembler.readers.ooxml.attributes import get_attribute, get_child, get_local_name, get_value, get_words
from assembler.readers.ooxml.context import NoteKey
from assembler.readers.ooxml.inline_nesting import (
    DELETED,
    INSERTED,
    NO_WRAPPERS,
    PROPOSALS,
    TAB,
    Leaf,
    Wrapper,
    Wrappers,
    get_wrappers,
    nest_words,
)
from assembler.readers.ooxml.links import wrap_in_link
from assembler.readers.ooxml.runs import CHANGES, RunWalker
from assembler.readers.report_docx.bookmarks import cut_note_mark, make_placeholder, make_reference, restore_references
from assembler.readers.report_docx.context import ReportContext
from assembler.readers.report_docx.fields import ReferenceField

_PAGE_BREAKS = {"page", "column"}
_PAGE_BREAK = "\f"
"""A break of pages, a leaf of its own until it is known what stands beside it."""
_PROPOSED: Mapping[str, Wrapper] = {"ins": INSERTED, "moveTo": INSERTED, "del": DELETED, "moveFrom": DELETED}
_AROUND_RUNS = {"sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo"}
_LANGUAGE = qualified("lang")
_LANGUAGES = tuple(map(qualified, ("val", "eastAsia", "bidi")))
"""The attributes for the language of a run: Word has a place for each of three kinds of script."""
_DEEPEST = 20
"""How many links and bookmarks may stand open at once."""


class ReadParagraph(Value):
    """What was read of a paragraph."""

    leaves: tuple[Leaf, ...]
    """Its leaves; tabs are still among them."""
    bookmarks: tuple[str, ...]
    """The bookmarks that begin in it."""

    @property
    def content(self) -> Inlines:
        """Its words as nodes."""
        return nest_words(self.leaves)


def read_paragraph(paragraph: Element, context: ReportContext) -> ReadParagraph:
    """The leaves of a paragraph of the text, and its bookmarks."""
    return _ParagraphReader(context, context.links).read(paragraph)


class _Gathering(MutableValue):
    """Leaves inside a link or a hidden bookmark that has not closed yet."""

    bookmark: str = ""
    """The name of the bookmark, empty for a link."""
    identifier: str = ""
    """The identifier by which it closes."""
    leaves: list[Leaf] = field(default_factory=list)
    """What it holds so far."""


class _ParagraphReader(RunWalker[ReferenceField]):
    """Reads one paragraph."""

    spaces = {"tab": TAB, "br": " ", "cr": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}  # noqa: RUF012

    def __init__(self, context: ReportContext, links: Mapping[str, str], questions: list[str] | None = None) -> None:
        """In a note, `questions` holds the comments that may have their place in it."""
        super().__init__(ReferenceField)
        self._context = context
        self._links = links
        self._questions = questions
        self._gatherings = [_Gathering()]
        self._bookmarks: list[str] = []
        self._changes = NO_WRAPPERS

    def read(self, paragraph: Element) -> ReadParagraph:
        """The leaves of the paragraph, and its bookmarks."""
        self.walk(paragraph)
        self._give_up(1)
        leaves = restore_references(_settle_page_breaks(self._gatherings[0].leaves))
        return ReadParagraph(tuple(leaves), tuple(self._bookmarks))

    def _add_leaves(self, *leaves: Leaf) -> None:
        self._gatherings[-1].leaves += leaves

    # What stands around and between runs

    def read_change(self, element: Element, tag: str) -> None:
        """A tracked change, which is a proposal around its words."""
        outside, self._changes = self._changes, self._changes | {_PROPOSED[tag]}
        self.walk(element)
        self._changes = outside

    def read_other(self, element: Element, tag: str) -> None:
        """What stands around runs is looked through; formulas are not read."""
        if tag in _AROUND_RUNS:
            self.walk(element)

    def read_link(self, element: Element) -> None:
        """A link with its words; a link inside another one is only words."""
        if not all(gathering.bookmark for gathering in self._gatherings[1:]):
            self.walk(element)
            return
        depth = len(self._gatherings)
        self._gatherings.append(_Gathering())
        self.walk(element)
        self._give_up(depth + 1)
        leaves = restore_references(self._gatherings.pop().leaves)
        target = self._links.get(get_attribute(element, "r:id"), "")
        typed = self._context.addresses.get(target, target)
        self._add_leaves(*(wrap_in_link(leaves, typed, self._context.language) if typed else leaves))

    def begin_bookmark(self, identifier: str, name: str) -> None:
        """The beginning of a bookmark, perhaps of one that gathers leaves or is the place of a comment."""
        self._bookmarks.append(name)
        if name.startswith(Hidden.QUERY):
            self._read_place_of_query()
        elif self._gathers(name):
            self._gatherings.append(_Gathering(name, identifier))

    def _gathers(self, name: str) -> bool:
        """Whether what stands in a bookmark is one leaf."""
        if len(self._gatherings) > _DEEPEST:
            return False
        if name.startswith(Hidden.REFERENCE):
            return name in self._context.records
        return name.startswith(Hidden.PLACEHOLDER)

    def end_bookmark(self, identifier: str) -> None:
        """Closes the gathering of that bookmark, where one stands open inside the innermost link."""
        for place in range(len(self._gatherings) - 1, 0, -1):
            gathering = self._gatherings[place]
            if not gathering.bookmark:
                return
            if gathering.identifier == identifier:
                self._give_up(place + 1)
                self._close(self._gatherings.pop())
                return

    def _give_up(self, depth: int) -> None:
        """Leaves of gatherings deeper than that many go to the one around them."""
        while len(self._gatherings) > depth:
            self._add_leaves(*self._gatherings.pop().leaves)

    def _close(self, gathering: _Gathering) -> None:
        if gathering.bookmark.startswith(Hidden.REFERENCE):
            facts = self._context.records[gathering.bookmark].facts
            numbers = (facts.get(name, "") for name in ("first", "last", "typed"))
            self._add_leaves(*make_reference(gathering.leaves, *numbers))
        else:
            self._add_leaves(*make_placeholder(gathering.leaves))

    # What stands in runs

    def read_run(self, run: Element) -> None:
        """A run, unless it is what the writer sets between the calls of two notes or around them."""
        if not _is_beside_call(run):
            super().read_run(run)

    @property
    def _wrappers(self) -> Wrappers:
        """What stands around the words of the run."""
        tag = _find_language(self.properties.get(_LANGUAGE))
        return self._changes | get_wrappers(self.letters, self._context.language, tag)

    def read_text(self, text: Element) -> None:
        """Words, but for the own mark of a note."""
        self.add_words("" if self.has_own_mark else text.text or "")

    def read_deleted_text(self, text: Element) -> None:
        """Deleted words, which stand in a proposal."""
        self.read_text(text)

    def read_space(self, element: Element, written: str) -> None:
        """A tab or a space; a break of pages is one between words only."""
        self.add_words(_PAGE_BREAK if get_attribute(element, "type") in _PAGE_BREAKS else written)

    def read_other_part(self, element: Element, tag: str) -> None:
        """Nothing else in a run is read."""

    @override
    def read_picture(self, element: Element) -> None:
        """A picture, which is only counted."""
        self._context.pictures += 1

    def add_words(self, written: str) -> None:
        """Adds words, unless they do not show or are the number of a paragraph."""
        wrappers = self._wrappers
        if not self.fields or not self.fields[-1].take_words(written, wrappers):
            self._add_leaves(Leaf(Text(written), wrappers))

    # Fields

    def begin_result(self, field: ReferenceField) -> None:
        """The beginning of a result, which may be the number of a paragraph."""
        super().begin_result(field)
        field.find_paragraph(self._context.find_paragraph)

    def end_field(self) -> ReferenceField | None:
        """The end of a field, perhaps of the number of a paragraph."""
        ended = super().end_field()
        self._add_leaves(*(ended.read_number() if ended is not None else ()))
        return ended

    # Notes and comments

    def read_note(self, call: Element, key: NoteKey) -> None:
        """A note; one in a note cannot be called. It is numbered, also where it has been given a mark of its own."""
        run = call.getparent()
        if self._questions is not None or run is None:
            return
        if key not in self._context.notes or key in self._context.called_notes:
            return
        self._context.called_notes.add(key)
        mark = get_words(run) if self.has_own_mark else ""
        content = _read_note(key, _find_questions(run), self._context, mark)
        self._add_leaves(Leaf(Footnote(content), self._wrappers & PROPOSALS, shown=False))

    def read_comment(self, identifier: str) -> None:
        """A comment, unless it has found its place in a note."""
        if identifier not in self._context.placed_comments and identifier in self._context.comments:
            self._add_leaves(Leaf(Query(self._context.comments[identifier]), shown=False))

    def _read_place_of_query(self) -> None:
        """In a note: the place of the first comment after its call that has no place yet."""
        if self._questions:
            identifier = self._questions.pop(0)
            self.read_comment(identifier)
            self._context.placed_comments.add(identifier)


def _settle_page_breaks(leaves: list[Leaf]) -> list[Leaf]:
    """The leaves with a space for a break of pages between words, and without the other ones."""
    page_break = Text(_PAGE_BREAK)
    if not any(leaf.node == page_break for leaf in leaves):
        return leaves
    settled: list[Leaf] = []
    for place, leaf in enumerate(leaves):
        if leaf.node != page_break:
            settled.append(leaf)
        elif _ends_in_word(settled) and any(_is_word(other) for other in leaves[place + 1 :]):
            settled.append(replace(leaf, node=Text(" ")))
    return settled


def _ends_in_word(leaves: list[Leaf]) -> bool:
    return bool(leaves) and not extract_text((leaves[-1].node,)).endswith((" ", TAB))


def _is_word(leaf: Leaf) -> bool:
    return bool(extract_text((leaf.node,)).strip())


def _is_beside_call(run: Element) -> bool:
    """Whether a run is the comma between two calls, or a parenthesis around one in Arabic, also as a tracked change."""
    if get_local_name(run) in CHANGES:
        return len(run) > 0 and all(map(_is_beside_call, run))
    properties = get_child(run, "rPr")
    if properties is None or get_value(properties, "rStyle") != "FootnoteReference":
        return False
    return [child.text for child in run if child is not properties] in ([","], ["("], [")"])


def _find_language(element: Element | None) -> str:
    """The language that a run names."""
    return "" if element is None else next((tag for place in _LANGUAGES if (tag := element.get(place))), "")


def _find_questions(run: Element) -> list[str]:
    """The comments that directly follow the call of a note: some may be asked inside it."""
    outermost, parent = run, run.getparent()
    while parent is not None and get_local_name(parent) in CHANGES:
        outermost, parent = parent, parent.getparent()
    questions: list[str] = []
    for following in outermost.itersiblings():
        called = get_child(following, "commentReference")
        if called is not None:
            questions.append(get_attribute(called, "id"))
        elif not (_is_beside_call(following) or get_local_name(following).startswith(("commentRange", "bookmark"))):
            break
    return questions


def _read_note(key: NoteKey, questions: list[str], context: ReportContext, mark: str) -> tuple[Inlines, ...]:
    note = context.notes[key]
    paragraphs = []
    for place, paragraph in enumerate(note.root.iter(qualified("p"))):
        read = _ParagraphReader(context, note.links, questions).read(paragraph)
        paragraphs.append(nest_words(read.leaves if place else cut_note_mark(read.leaves, mark)))
    return tuple(paragraphs)
