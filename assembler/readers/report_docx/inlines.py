"""One paragraph of a Word file to leaves: runs with their faces, links, notes, references, comments, tracked changes.

A run is `w:r`; tracked changes (`w:ins`, `w:del`), links and content controls stand around runs. Bookmarks open and
close between runs, wherever they like: so a link and a hidden bookmark each gather leaves until they close, and what
never closes is given up for its leaves.
"""

from __future__ import annotations

from collections.abc import Mapping

from assembler.model.nodes import Footnote, Query, Text
from assembler.model.text.walk import Inlines
from assembler.model.value import Growing, Value, field
from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.paragraph_ids import Hidden
from assembler.readers.ooxml.attributes import is_on, value_of
from assembler.readers.ooxml.inline_nesting import (
    DELETED,
    INSERTED,
    NOTHING,
    PROPOSALS,
    RAISED,
    STRONG,
    TAB,
    Leaf,
    Wrapper,
    Wrappers,
    emphasis,
    link,
    words,
)
from assembler.readers.ooxml.symbol_fonts import sign_of
from assembler.readers.report_docx.bookmarks import placeholder, reference, with_loose_references, without_mark
from assembler.readers.report_docx.context import Surroundings
from assembler.readers.report_docx.fields import Fields

_SIGNS = {"tab": TAB, "br": " ", "cr": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_PAGE_BREAKS = {"page", "column"}
_CHANGES: Mapping[str, Wrapper] = {"ins": INSERTED, "moveTo": INSERTED, "del": DELETED, "moveFrom": DELETED}
_AROUND_RUNS = {"sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo"}
_PICTURES = {"drawing", "pict", "object", "AlternateContent"}
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
        return words(self.leaves)


def read_paragraph(paragraph: Element, surroundings: Surroundings) -> ReadParagraph:
    """The leaves of a paragraph of the text, and its bookmarks."""
    return _Reading(surroundings, surroundings.links).read(paragraph)


class _Gathering(Growing):
    """Leaves inside a link or a hidden bookmark that has not closed yet."""

    bookmark: str = ""
    """The name of the bookmark, empty for a link."""
    identifier: str = ""
    """The identifier by which it closes."""
    leaves: list[Leaf] = field(default_factory=list)
    """What it holds so far."""


class _Reading:
    """Reads one paragraph."""

    def __init__(
        self, surroundings: Surroundings, links: Mapping[str, str], questions: list[str] | None = None
    ) -> None:
        """In a note, `questions` holds the comments that may have their place in it."""
        self._surroundings = surroundings
        self._links = links
        self._questions = questions
        self._gatherings = [_Gathering()]
        self._fields = Fields(surroundings.paragraph)
        self._bookmarks: list[str] = []

    def read(self, paragraph: Element) -> ReadParagraph:
        """The leaves of the paragraph, and its bookmarks."""
        self._children(paragraph, NOTHING)
        self._give_up(1)
        leaves = with_loose_references(self._gatherings[0].leaves)
        return ReadParagraph(tuple(leaves), tuple(self._bookmarks))

    def _children(self, parent: Element, around: Wrappers) -> None:
        for child in parent:
            tag = local(child)
            if tag == "r":
                self._run(child, around)
            elif tag == "hyperlink":
                self._link(child, around)
            elif tag in _CHANGES:
                self._children(child, around | {_CHANGES[tag]})
            elif tag == "bookmarkStart":
                self._begin(child)
            elif tag == "bookmarkEnd":
                self._end(child.get(qualified("id"), ""))
            elif tag == "fldSimple":
                self._simple_field(child, around)
            elif tag in _AROUND_RUNS:
                self._children(child, around)

    def _add(self, *leaves: Leaf) -> None:
        self._gatherings[-1].leaves += leaves

    # Links and bookmarks

    def _link(self, element: Element, around: Wrappers) -> None:
        """A link with its words; a link inside another one is only words."""
        if not all(it.bookmark for it in self._gatherings[1:]):
            self._children(element, around)
            return
        depth = len(self._gatherings)
        self._gatherings.append(_Gathering())
        self._children(element, around)
        self._give_up(depth + 1)
        leaves = with_loose_references(self._gatherings.pop().leaves)
        target = self._links.get(element.get(qualified("r:id"), ""), "")
        typed = self._surroundings.addresses.get(target, target)
        self._add(*(link(leaves, typed, self._surroundings.language) if typed else leaves))

    def _begin(self, element: Element) -> None:
        name = element.get(qualified("name"), "")
        self._bookmarks.append(name)
        if name.startswith(Hidden.QUERY):
            self._place_of_query()
        elif self._gathers(name):
            self._gatherings.append(_Gathering(name, element.get(qualified("id"), "")))

    def _gathers(self, name: str) -> bool:
        """Whether what stands in a bookmark is one leaf."""
        if len(self._gatherings) > _DEEPEST:
            return False
        if name.startswith(Hidden.REFERENCE):
            return name in self._surroundings.records
        return name.startswith(Hidden.PLACEHOLDER)

    def _end(self, identifier: str) -> None:
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
            self._add(*self._gatherings.pop().leaves)

    def _close(self, gathering: _Gathering) -> None:
        if gathering.bookmark.startswith(Hidden.REFERENCE):
            facts = self._surroundings.records[gathering.bookmark].facts
            meant = (facts.get(it, "") for it in ("first", "last", "typed"))
            self._add(*reference(gathering.leaves, *meant))
        else:
            self._add(*placeholder(gathering.leaves))

    # Runs

    def _run(self, run: Element, around: Wrappers) -> None:
        form = run.find(qualified("rPr"))
        if form is not None and _is_between_calls(run, form):
            return
        if form is not None:
            around = around | _face(form, self._surroundings.language)
        mark = _mark_of_its_own(run)
        for child in run:
            tag = local(child)
            if tag in ("t", "delText"):
                self._words("" if mark else child.text or "", around)
            elif tag == "sym":
                self._words(sign_of(child.get(qualified("font"), ""), child.get(qualified("char"), "")), around)
            elif tag in _SIGNS and child.get(qualified("type"), "") not in _PAGE_BREAKS:
                self._words(_SIGNS[tag], around)
            elif tag == "fldChar":
                self._field_mark(child.get(qualified("fldCharType"), ""))
            elif tag in ("instrText", "delInstrText"):
                self._fields.instruct(child.text or "")
            elif tag in _NOTES:
                self._note(run, child, around, mark)
            elif tag == "commentReference":
                self._comment(child.get(qualified("id"), ""))
            elif tag in _PICTURES:
                self._surroundings.pictures += 1

    def _words(self, written: str, around: Wrappers) -> None:
        if not self._fields.take(written, around):
            self._add(Leaf(Text(written), around))

    def _field_mark(self, kind: str) -> None:
        number = self._fields.mark(kind)
        if number:
            self._add(number)

    def _simple_field(self, element: Element, around: Wrappers) -> None:
        self._field_mark("begin")
        self._fields.instruct(element.get(qualified("instr"), ""))
        self._field_mark("separate")
        self._children(element, around)
        self._field_mark("end")

    # Notes and comments

    def _note(self, run: Element, call: Element, around: Wrappers, mark: str) -> None:
        """A note; one in a note can't be called. It is numbered, also where it has been given a mark of its own."""
        if self._questions is not None:
            return
        key = (_NOTES[local(call)], call.get(qualified("id"), ""))
        note, links = self._surroundings.notes.pop(key, (None, {}))
        if note is None:
            return
        content = _read_note(note, links, _questions_after(run), self._surroundings, mark)
        self._add(Leaf(Footnote(content), around & PROPOSALS, shown=False))

    def _comment(self, identifier: str) -> None:
        if identifier not in self._surroundings.asked and identifier in self._surroundings.comments:
            self._add(Leaf(Query(self._surroundings.comments[identifier]), shown=False))

    def _place_of_query(self) -> None:
        """In a note: the place of the first comment after its call that has no place yet."""
        if self._questions:
            identifier = self._questions.pop(0)
            self._comment(identifier)
            self._surroundings.asked.add(identifier)


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _mark_of_its_own(run: Element) -> str:
    """The mark that stands behind the call of a note in place of its number."""
    marked = any(child.get(qualified("customMarkFollows")) for child in run)
    return "".join(child.text or "" for child in run.iter(qualified("t"))) if marked else ""


def _is_between_calls(run: Element, form: Element) -> bool:
    """Whether a run is the comma that the writer sets between the calls of two notes."""
    words = [child.text for child in run if child is not form]
    return value_of(form, "rStyle") == "FootnoteReference" and words == [","]


def _face(form: Element, language: str) -> Wrappers:
    """What the properties of a run stand for."""
    found: list[Wrappers] = []
    if is_on(form.find(qualified("b"))):
        found.append(frozenset((STRONG,)))
    if is_on(form.find(qualified("i"))):
        found.append(frozenset((emphasis(_language(form), language),)))
    if value_of(form, "vertAlign") == "superscript":
        found.append(frozenset((RAISED,)))
    return NOTHING.union(*found)


def _language(form: Element) -> str:
    """The language of a run: Word has a place for each of three kinds of script."""
    said = form.find(qualified("lang"))
    places = ("val", "eastAsia", "bidi")
    return "" if said is None else next((tag for place in places if (tag := said.get(qualified(place)))), "")


def _questions_after(run: Element) -> list[str]:
    """The comments that directly follow the call of a note: some may be asked inside it."""
    outermost, parent = run, run.getparent()
    while parent is not None and local(parent) in _CHANGES:
        outermost, parent = parent, parent.getparent()
    found: list[str] = []
    for following in outermost.itersiblings():
        called = following.find(qualified("commentReference"))
        if called is not None:
            found.append(called.get(qualified("id"), ""))
        elif not local(following).startswith(("commentRange", "bookmark")):
            break
    return found


def _read_note(
    note: Element, links: Mapping[str, str], questions: list[str], surroundings: Surroundings, mark: str
) -> tuple[Inlines, ...]:
    paragraphs = []
    for place, paragraph in enumerate(note.iter(qualified("p"))):
        read = _Reading(surroundings, links, questions).read(paragraph)
        paragraphs.append(words(read.leaves if place else without_mark(read.leaves, mark)))
    return tuple(paragraphs)
