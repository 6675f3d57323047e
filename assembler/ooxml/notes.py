"""Footnotes and comments: parts of their own, to which runs in the text call.

Word counts footnotes itself, in the order of their calls. The footnotes -1 and 0 are the rules above the notes, and the
settings must name them too. A note with a mark of its own (`customMarkFollows`) is not counted; its mark stands in the
run of the call, and once more in the note. Links in notes need their relationship in the notes' part. Comments cannot
be called from a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assembler.ooxml.markup import Markup, element
from assembler.ooxml.package import SEPARATORS, Links, WordFile


class Footnotes:
    """The footnotes of a document."""

    def __init__(self, file: WordFile, separator: Markup) -> None:
        """Begins the part; the separator is the paragraph between text and notes."""
        self._separator = separator
        self._notes: list[Sequence[Markup]] = []
        part, _ = file.add_word_part("footnotes", "footnotes", self, "footnotes")
        self._links = Links(part)

    def __iter__(self) -> Iterator[Markup]:
        """What the part holds: the rules above the notes, then the notes with their numbers."""
        for number, kind in SEPARATORS.items():
            yield element("footnote", self._separator, type=kind, id=number)
        for number, paragraphs in enumerate(self._notes, 1):
            yield element("footnote", *paragraphs, id=number)

    def link(self, address: str) -> str:
        """The id of the notes' relationship to an address."""
        return self._links.to(address)

    def add(self, paragraphs: Sequence[Markup], *, marked: bool = False) -> Markup:
        """Adds a note and gives what its call's run must hold; a marked note needs its mark after that."""
        self._notes.append(paragraphs)
        if marked:
            return element("footnoteReference", customMarkFollows=1, id=len(self._notes))
        return element("footnoteReference", id=len(self._notes))

    def keep(self, numbers: Iterable[int]) -> None:
        """Keeps the notes of these numbers, in their order, which numbers them anew from 1.

        LibreOffice tells notes apart by the order in which the text calls them.
        """
        self._notes = [self._notes[number - 1] for number in numbers]


class Comments:
    """The comments of a document, all by one author on one day; the part is made with the first of them."""

    def __init__(self, file: WordFile, author: str, initials: str, moment: str) -> None:
        """Keeps who comments and when, as YYYY-MM-DDThh:mm:ssZ."""
        self._file = file
        self._by = {"author": author, "date": moment, "initials": initials}
        self._comments: list[Markup] = []

    def add(self, *paragraphs: Markup) -> int:
        """Adds a comment and gives its number."""
        if not self._comments:
            self._file.add_word_part("comments", "comments", self._comments, "comments")
        number = len(self._comments)
        self._comments.append(element("comment", *paragraphs, id=number, **self._by))
        return number
