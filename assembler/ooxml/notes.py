"""Footnotes and comments: parts of their own, to which runs in the text call.

Word counts footnotes itself, in the order of their calls. The footnotes -1 and 0 are the rules above the notes, and the
settings must name them too. A note with a mark of its own (`customMarkFollows`) is not counted; its mark stands in the
run of the call, and once more in the note. Links in notes need their relationship in the notes' part. Comments can't
be called from a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from assembler.ooxml.elements import Element, element, qualified, root_element
from assembler.ooxml.package import Links, add_part

SEPARATORS = {-1: "separator", 0: "continuationSeparator"}
"""Numbers and kinds of the two rules above the notes."""


class Footnotes:
    """The footnotes of a document."""

    def __init__(self, document: Document, separator: Element) -> None:
        """Begins the part; the separator is the paragraph between text and notes."""
        self._root = root_element("footnotes")
        kind, relation = CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES
        part, _ = add_part(document, "/word/footnotes.xml", kind, relation, self._root)
        for number, rule in SEPARATORS.items():
            self._root.append(element("footnote", deepcopy(separator), type=rule, id=number))
        self._last = 0
        self._links = Links(part)

    def link(self, address: str) -> str:
        """The id of the notes' relationship to an address."""
        return self._links.to(address)

    def add(self, paragraphs: Sequence[Element], *, marked: bool = False) -> Element:
        """Adds a note and gives what its call's run must hold; a marked note needs its mark after that."""
        self._last += 1
        self._root.append(element("footnote", *paragraphs, id=self._last))
        if marked:
            return element("footnoteReference", customMarkFollows=1, id=self._last)
        return element("footnoteReference", id=self._last)

    def order_by_calls(self, text: Iterable[Element]) -> None:
        """Brings the notes into the order in which the text calls them, by which LibreOffice tells them apart.

        Notes that nothing calls are left out.
        """
        named = qualified("id")
        notes = {it.get(named): it for it in self._root}
        rules = [notes[str(number)] for number in SEPARATORS]
        calls = [it for top in text for it in top.iter(qualified("footnoteReference"))]
        called = [notes[call.get(named)] for call in calls]
        for number, (call, note) in enumerate(zip(calls, called, strict=True), 1):
            call.set(named, str(number))
            note.set(named, str(number))
        self._root[:] = [*rules, *called]


class Comments:
    """The comments of a document, all by one author on one day; the part is made with the first of them."""

    def __init__(self, document: Document, author: str, initials: str, moment: str) -> None:
        """Keeps who comments and when, as YYYY-MM-DDThh:mm:ssZ."""
        self._document = document
        self._by = {"author": author, "date": moment, "initials": initials}
        self._root = root_element("comments")
        self._next = 0

    def add(self, *paragraphs: Element) -> int:
        """Adds a comment and gives its number."""
        if not self._next:
            kind, relation = CONTENT_TYPE.WML_COMMENTS, RELATIONSHIP_TYPE.COMMENTS
            add_part(self._document, "/word/comments.xml", kind, relation, self._root)
        number = self._next
        self._root.append(element("comment", *paragraphs, id=number, **self._by))
        self._next += 1
        return number
