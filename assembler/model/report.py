"""The assembled report: all that the writers print, with every number settled."""

from __future__ import annotations

import re

from assembler.model.nodes import Block, Inline
from assembler.model.text.symbol_links import join_symbols
from assembler.model.value import CachedValue, StoredValue

BULLET = "•"
"""What stands before an item of a list without letters."""
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_LATIN = re.compile("[A-Za-z]")


class MastheadNote(StoredValue):
    """A note to the masthead, marked with asterisks."""

    mark: str
    """One or more asterisks."""
    content: tuple[Inline, ...]
    """Its words."""


class SymbolParts(StoredValue):
    """One of the document's symbols, such as A/75/345, in its parts."""

    symbol: str
    """The symbol."""
    organ: str
    """The English name of the organ to which its first part belongs; empty where it is none of the label file's."""
    parts: tuple[str, ...]
    """What stands between its slashes: A, 75, 345."""


class SubItem(StoredValue):
    """A sub-item of the agenda, and the organization that it is about."""

    organization: str
    """Identifier of the organization."""
    letter: str
    """Its letter in Latin script, as the name list has it."""
    title: str
    """Its title, as printed."""
    name: str
    """The official English name of the organization."""
    acronym: str = ""
    """The acronym of the organization."""


class OrganBlock(StoredValue):
    """What the agenda block says of one organ, in words as printed and as the facts that they are made from."""

    organ: str
    """Name of the organ in the language of the version."""
    session: str
    """The session or the year, in words."""
    agenda: str = ""
    """The agenda line, without the mark of its note."""
    mark: str = ""
    """The mark of its note."""
    title: str = ""
    """The title of the item, with a colon where sub-items follow."""
    sub_items: tuple[str, ...] = ()
    """The titles of the sub-items, in agenda order."""
    key: str = ""
    """Its English name, by which report.yaml and the label files know it."""
    symbol: str = ""
    """What its document symbols begin with."""
    session_number: int | None = None
    """The number of the session, where it counts by sessions."""
    year_number: int | None = None
    """The number of the year, where it counts by years."""
    item: int | None = None
    """The number of the agenda item."""
    item_title: str = ""
    """The title of the agenda item, as the agenda has it."""
    stage: str = ""
    """The list in which the item stands: adopted, provisional agenda, or preliminary list."""
    letters: tuple[str, ...] = ()
    """The letters of the item, in Latin script."""
    list_symbol: str = ""
    """The symbol of the list in which the item stands."""
    items: tuple[SubItem, ...] = ()
    """The sub-items with their organizations, in agenda order."""


class Masthead(StoredValue):
    """The head of the first page, and what the running heads and feet repeat."""

    united_nations: str
    """Name of the Organization."""
    symbols: tuple[str, ...]
    """One or two document symbols."""
    distribution: str
    """The whole distribution line."""
    date: str
    """The date as printed."""
    day: str
    """The date as YYYY-MM-DD, for metadata."""
    version: str
    """The line that names the language of the version; empty in English."""
    original: str
    """The whole line that names the original language."""
    organs: tuple[OrganBlock, ...]
    """The organs with their agenda."""
    notes: tuple[MastheadNote, ...]
    """The notes marked with asterisks."""
    title: str
    """The title of the report."""
    author: str
    """The line under the title."""
    job_number: str = ""
    """The job number alone, for the running feet."""
    job_line: str = ""
    """The job number with language letter and stamp, for the first page."""
    address: str = ""
    """Where the document can be read, the content of the QR code."""
    emblem: str = ""
    """The user's own file with the emblem, relative to the root."""
    symbol_parts: tuple[SymbolParts, ...] = ()
    """Each of the symbols in its parts."""
    category: str = ""
    """The category of distribution in English: General, Limited or Restricted."""
    original_language: str = ""
    """The code of the original language, such as en."""
    stamp: str = ""
    """The day in the foot of the first page as YYYY-MM-DD; empty where there is none."""

    @property
    def symbol(self) -> str:
        """The joint symbol."""
        return join_symbols(self.symbols)

    @property
    def file_stem(self) -> str:
        """The name of the output files without suffix, made of the first symbol."""
        return self.symbols[0].replace("/", "-").replace(" ", "_")

    @property
    def barcode(self) -> str:
        """What the Code 39 barcode says, without its asterisks: the job number's figures."""
        return self.job_number.replace("-", "")

    @property
    def title_notes(self) -> tuple[MastheadNote, ...]:
        """The notes that no agenda line calls; the title calls them."""
        called = {organ.mark for organ in self.organs}
        return tuple(note for note in self.notes if note.mark not in called)


class Section(StoredValue):
    """A part of the report under one heading."""

    id: str
    """Identifier, the anchor in every output."""
    title: str
    """Its heading."""
    level: int
    """1 for sections, 2 for the organizations below them."""
    label: str = ""
    """The numeral or letter with its mark, or empty."""
    organization: str = ""
    """Identifier of the organization, where it reports on one."""
    blocks: tuple[Block, ...] = ()
    """Its text before any section below."""
    sections: tuple[Section, ...] = ()
    """The sections below."""
    marked: tuple[Inline, ...] = ()
    """Its heading with what changed in it, in a comparison."""


class Annex(StoredValue):
    """An annex, on a new page, with its own series of numbers."""

    id: str
    """Identifier, the anchor in every output."""
    label: str
    """Annex, or Annex I."""
    title: str
    """Its title."""
    blocks: tuple[Block, ...] = ()
    """Its text."""
    marked_label: tuple[Inline, ...] = ()
    """Its label with what changed in it, in a comparison."""
    marked: tuple[Inline, ...] = ()
    """Its title with what changed in it, in a comparison."""


class Summary(StoredValue):
    """The boxed summary."""

    title: str
    """Its heading."""
    blocks: tuple[Block, ...]
    """Its text, unnumbered."""
    marked: tuple[Inline, ...] = ()
    """Its heading with what changed in it, in a comparison."""


class Wording(StoredValue):
    """The fixed words and forms that the writers print around the text."""

    paragraph_form: str
    """A paragraph's number with its mark, with {number}."""
    table: str
    """The line over the title of a table, with {number}."""
    contents: str
    """Heading of the table of contents."""
    page: str
    """The word over its page numbers."""
    draft: str
    """The mark of a draft."""
    letters: tuple[str, ...]
    """Letters of the first degree of lists, with their marks, in order."""
    sub_numerals: tuple[str, ...]
    """Numerals of the second degree of lists, with their marks, in order."""
    qr_code: str
    """What the QR code is, for those who do not see it."""
    emblem: str
    """What the emblem is, for those who do not see it."""
    skip: str
    """On the web page, the link that leads past the masthead."""
    notes: str
    """On the web page, the heading over the footnotes."""
    back: str
    """On the web page, the link from a footnote to its place."""

    def paragraph_label(self, number: int) -> str:
        """A paragraph's number with its mark."""
        return self.paragraph_form.replace("{number}", str(number))

    def table_label(self, number: int | None) -> str:
        """The line over the title of a table; without a number where there is one table alone."""
        return self.table.replace("{number}", "" if number is None else str(number))

    def item_label(self, depth: int, place: int) -> str:
        """The letter or numeral of an item of a lettered list, depth and place from 0."""
        labels = self.sub_numerals if depth else self.letters
        return labels[place] if place < len(labels) else f"({place + 1})"


class Report(StoredValue, CachedValue):
    """The whole report in printed order."""

    language: str
    """Language of this version."""
    direction: str
    """ltr or rtl."""
    draft: bool
    """Whether it shows sources, queries, proposals and placeholders."""
    masthead: Masthead
    """The head of the first page."""
    summary: Summary | None
    """The boxed summary, where the plan has one."""
    sections: tuple[Section, ...]
    """The sections in order."""
    annexes: tuple[Annex, ...]
    """The annexes in order."""
    wording: Wording
    """Fixed words and forms."""
    contents: bool = False
    """Whether a table of contents is printed."""
    line_numbers: bool = False
    """Whether Word numbers the lines of each page, for those who comment on a draft."""
    label: str = ""
    """What this draft is called, such as draft 3 of 24 November 2026."""

    @property
    def draft_mark(self) -> str:
        """The mark that stands on every page of a draft: its label, else the day of the masthead; empty in a final."""
        if not self.draft:
            return ""
        word, label = self.wording.draft, self.label or self.masthead.date
        begins_with_word = label.casefold().startswith(f"{word.casefold()} ")
        return word + label[len(word) :] if begins_with_word else f"{word} – {self._isolate(label)}"

    def _isolate(self, label: str) -> str:
        """The label, kept together where it has Latin letters in a version that runs from right to left."""
        return f"{_ISOLATE}{label}{_END_OF_ISOLATE}" if self.direction == "rtl" and _LATIN.search(label) else label
