"""The Word document under construction: its parts, its running numbers and what it has printed so far.

The one value of the Word writer that changes while the nodes are passed over, once and in printed order; everything
else only reads it or asks it for the next number.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from itertools import count

from assembler.model.nodes import Paragraph
from assembler.model.report import Report
from assembler.model.text.traversal import walk_blocks
from assembler.model.value import MutableValue, Value, field
from assembler.ooxml.direct_formatting import ParagraphFormat
from assembler.ooxml.fields import bookmark
from assembler.ooxml.markup import Markup, element
from assembler.ooxml.notes import Comments, Footnotes
from assembler.ooxml.numbering import Lists
from assembler.ooxml.package import Links, WordFile, encode_address
from assembler.ooxml.paragraph_ids import ADDRESS, BOOKMARK, Hidden, Record
from assembler.ooxml.revisions import EDITOR, Revision
from assembler.ooxml.template import REPORT_STYLES
from assembler.writers.docx.lists import (
    ListFormats,
    ListSort,
    RunningList,
    make_list_formats,
    start_heading_list,
    start_loose_list,
    start_numbered_list,
)
from assembler.writers.docx.page_measures import Measures, para, read_measures
from assembler.writers.docx.paragraph_ids import make_bookmark_name, record_source

_NOTE_RULE_INDENT = 792
_NOTE_RULE_LENGTH = 1_440


class Above(Enum):
    """What stands above the next block, as far as it decides on the space between them."""

    TEXT = auto()
    HEADING = auto()
    TABLE = auto()


class ContentsEntry(Value):
    """A heading that the table of contents names."""

    degree: int
    """1 for sections and annexes, 2 for the headings below."""
    label: str
    """Its numeral or letter."""
    title: str
    """Its words."""
    bookmark: str
    """The bookmark around it."""


class WordDocument(MutableValue):
    """The Word document under construction."""

    report: Report
    """What is written."""
    file: WordFile
    """The package."""
    measures: Measures
    """The measures of its page."""
    links: Links
    """Its links to addresses on the web, outside of notes."""
    footnotes: Footnotes
    """Its notes."""
    comments: Comments
    """Its comments."""
    lists: Lists
    """Its lists."""
    formats: ListFormats
    """The forms of lists in this version."""
    headings: RunningList
    """The list of headings."""
    series: RunningList
    """The list that paragraphs are now numbered in: the body's, then one for each annex."""
    bookmarks: dict[str, str]
    """The bookmark of each paragraph by its identifier."""
    bookmark_names: set[str]
    """Names of bookmarks that stand or are kept for a paragraph."""
    above: Above = Above.HEADING
    """What was printed last."""
    printed: set[str] = field(default_factory=set)
    """The identifiers of paragraphs printed."""
    records: list[Record] = field(default_factory=list)
    """What the file says of its hidden bookmarks, in printed order."""
    addresses: set[str] = field(default_factory=set)
    """The addresses that the file cannot hold as they were typed, so far."""
    contents: list[ContentsEntry] = field(default_factory=list)
    """The headings printed."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    """Numbers for bookmarks and tracked changes."""
    drawings: Iterator[int] = field(default_factory=lambda: count(1))
    """Numbers for pictures."""
    reviser: str = EDITOR
    """The author of tracked changes."""

    @property
    def rtl(self) -> bool:
        """Whether the version runs from right to left."""
        return self.report.direction == "rtl"

    @property
    def draft(self) -> bool:
        """Whether sources, queries, proposals and placeholders show."""
        return self.report.draft

    def revision(self, kind: str) -> Revision:
        """A tracked change."""
        return Revision(kind, self.reviser, format_moment(self.report))

    def link(self, address: str, *, in_note: bool) -> str:
        """The id of the relationship to an address, in the part where the link stands."""
        written = encode_address(address)
        if address != written and address not in self.addresses:
            self.addresses.add(address)
            self.records.append(Record(ADDRESS, {"written": written, "typed": address}))
        return self.footnotes.link(address) if in_note else self.links.to(address)

    def new_series(self, first: int = 1) -> None:
        """Begins the numbers of an annex, or goes on after a gap."""
        self.series = start_numbered_list(self.formats, self.lists, first)

    def new_list(self, sort: ListSort) -> RunningList:
        """A list that stands by itself."""
        return start_loose_list(sort, self.formats, self.lists)

    def hidden(self, kind: Hidden, **facts: str) -> tuple[Markup, Markup]:
        """Start and end of a new hidden bookmark; what is said of it goes into the file's records."""
        number = next(self.numbers)
        name = f"{kind}{number}"
        if facts:
            self.records.append(Record(kind.kind, {BOOKMARK: name, **facts}))
        return bookmark(name, number)

    def bookmark(self, paragraph: Paragraph) -> str:
        """The bookmark for a paragraph now to be printed; one that is printed again gets a bookmark of its own."""
        name = self.bookmarks[paragraph.id]
        if paragraph.id in self.printed:
            name = make_bookmark_name(paragraph.id, self.bookmark_names)
            self.bookmark_names.add(name)
        self.printed.add(paragraph.id)
        self.records.append(record_source(name, paragraph))
        return name


def format_moment(report: Report) -> str:
    """When everything in the file was done: the beginning of the masthead's day, in UTC."""
    return f"{report.masthead.day}T00:00:00Z"


def begin(report: Report, template: bytes) -> WordDocument:
    """A file without text, made from a Word template, ready for that report."""
    file = WordFile(template, REPORT_STYLES)
    measures = read_measures(file)
    lists = Lists(file.lists)
    formats = make_list_formats(report.wording, lists, measures)
    bookmarks = _bookmarks(report)
    return WordDocument(
        report=report,
        file=file,
        measures=measures,
        links=Links(file.document),
        footnotes=Footnotes(file, _separator(measures, rtl=report.direction == "rtl")),
        comments=Comments(file, EDITOR, EDITOR[0], format_moment(report)),
        lists=lists,
        formats=formats,
        headings=start_heading_list(lists, measures),
        series=start_numbered_list(formats, lists),
        bookmarks=bookmarks,
        bookmark_names=set(bookmarks.values()),
    )


def _bookmarks(report: Report) -> dict[str, str]:
    names: dict[str, str] = {}
    bookmark_names: set[str] = set()
    for block in walk_blocks(report):
        if isinstance(block, Paragraph) and block.id and block.id not in names:
            names[block.id] = make_bookmark_name(block.id, bookmark_names)
            bookmark_names.add(names[block.id])
    return names


def _separator(measures: Measures, *, rtl: bool) -> Markup:
    """The rule above the notes: a border, since a line of underscores would be read aloud."""
    paragraph_format = ParagraphFormat(
        20, 80, 80, _NOTE_RULE_INDENT, measures.text_width - _NOTE_RULE_INDENT - _NOTE_RULE_LENGTH
    )
    rule = element("pBdr", element("top", val="single", sz=4, space=0, color="000000"))
    return para("Footer", rtl=rtl, paragraph_format=paragraph_format, further=[rule])
