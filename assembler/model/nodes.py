"""The closed set of inline and block nodes of which every text is made.

Nodes are values: frozen, their children in tuples. A footnote stands in the sentence that cites it, so that moving a
paragraph moves its notes. Numbers are empty until the transforms have filled them.
"""

from __future__ import annotations

from assembler.model.finding import NO_PLACE, Source
from assembler.model.value import StoredValue


class Text(StoredValue):
    """Plain words."""

    text: str
    """The words, with ordinary and no-break spaces, without line breaks."""


class Emphasis(StoredValue):
    """Italics: foreign words, titles of works."""

    content: tuple[Inline, ...]
    """What stands in italics."""
    language: str = ""
    """The language of a foreign phrase as a BCP 47 tag, empty where it is the report's own."""


class Strong(StoredValue):
    """Bold: conclusions and recommendations."""

    content: tuple[Inline, ...]
    """What stands in bold."""


class Superscript(StoredValue):
    """Raised letters or figures, other than footnote numbers."""

    content: tuple[Inline, ...]
    """What is raised."""


class Subscript(StoredValue):
    """Lowered letters or figures, as in chemical formulas."""

    content: tuple[Inline, ...]
    """What is lowered."""


class Link(StoredValue):
    """A link that a contributor has typed."""

    content: tuple[Inline, ...]
    """The words that carry the link."""
    target: str
    """An https, http or mailto address."""


class Symbol(StoredValue):
    """A document symbol or the number of a resolution or decision, kept unbroken and linked."""

    text: str
    """The symbol as printed."""
    target: str
    """The address of the document."""


class Quotation(StoredValue):
    """Words between quotation marks: exact, so that no rule touches them."""

    opening: str
    """The opening mark."""
    content: tuple[Inline, ...]
    """The quoted words."""
    closing: str
    """The closing mark."""


class Footnote(StoredValue):
    """A footnote, at the place of its indicator; it holds no other one, since a foot of the page has no foot."""

    content: tuple[tuple[Inline, ...], ...]
    """The paragraphs of the note."""
    label: str = ""
    """The label in the contributor's file."""
    number: int | None = None
    """The printed number, from 1 through the report."""
    source: Source = NO_PLACE
    """Where the text of the note stands."""


class CrossReference(StoredValue):
    """A reference to one or several numbered paragraphs of the report."""

    word: tuple[Inline, ...]
    """The word before the number: paragraph, para., paras."""
    first: str
    """The identifier of the paragraph meant, or of the first of a range."""
    last: str = ""
    """The identifier of the last paragraph of a range, empty for a single one."""
    numbers: tuple[int, ...] = ()
    """One or two printed numbers, once they are known; empty for a reference that leads nowhere."""
    source: Source = NO_PLACE
    """Where the reference stands."""


class Placeholder(StoredValue):
    """Words of the assembler that stand for missing or unusable text in a draft."""

    text: str
    """What is missing."""


class Query(StoredValue):
    """An editor's query: a comment in drafts, never printed."""

    text: str
    """The question."""
    source: Source = NO_PLACE
    """Where the query stands."""


class Insertion(StoredValue):
    """Words somebody proposes to add."""

    content: tuple[Inline, ...]
    """The proposed words."""
    source: Source = NO_PLACE
    """Where the proposal stands."""


class Deletion(StoredValue):
    """Words somebody proposes to drop."""

    content: tuple[Inline, ...]
    """The words as they still stand."""
    source: Source = NO_PLACE
    """Where the proposal stands."""


type Inline = (
    Text
    | Emphasis
    | Strong
    | Superscript
    | Subscript
    | Link
    | Symbol
    | Quotation
    | Footnote
    | CrossReference
    | Placeholder
    | Query
    | Insertion
    | Deletion
)
type Inlines = tuple[Inline, ...]


class Origin(StoredValue):
    """The source of a paragraph: one contributed paragraph, as a consolidated text names it."""

    paragraph: str
    """Identifier of the contributed paragraph, such as unhcr/au#p1."""
    hash: str = ""
    """The first digits of the hash of its text when it was taken over."""


class Heading(StoredValue):
    """A heading inside a text: a theme of the plan in a contribution, a sub-heading in general text."""

    content: tuple[Inline, ...]
    """Its words."""
    level: int
    """2 for the headings below a section of the report, 3 below that."""
    id: str = ""
    """Identifier, the anchor in every output."""
    label: str = ""
    """The numeral or letter with its mark, such as A., or empty."""
    source: Source = NO_PLACE
    """Where it stands."""


class Paragraph(StoredValue):
    """One paragraph of text; numbered wherever the report numbers its paragraphs."""

    content: tuple[Inline, ...]
    """Its words."""
    id: str = ""
    """Identifier given at load and never changed, such as unhcr/au#p3."""
    number: int | None = None
    """The printed number; none in summaries and before assembly."""
    order: int | None = None
    """Place among those that come first within the organization, where the contributor asks for one."""
    theme: str = ""
    """The theme of the plan under which it was written."""
    origins: tuple[Origin, ...] = ()
    """The contributed paragraphs that it was made from."""
    entities: tuple[str, ...] = ()
    """Short names of the entities whose words it carries, once assembled."""
    source: Source = NO_PLACE
    """Where it stands."""


class ListItem(StoredValue):
    """One item of a list, with the list below it."""

    content: tuple[Inline, ...]
    """Its words."""
    below: tuple[LetteredList | BulletedList, ...] = ()
    """Lists one degree below."""
    source: Source = NO_PLACE
    """Where it stands."""


class LetteredList(StoredValue):
    """A list that prints as (a), (b), with (i), (ii) below."""

    items: tuple[ListItem, ...]
    """Its items in order."""
    source: Source = NO_PLACE
    """Where it begins."""


class BulletedList(StoredValue):
    """A list without letters."""

    items: tuple[ListItem, ...]
    """Its items in order."""
    source: Source = NO_PLACE
    """Where it begins."""


class BlockQuotation(StoredValue):
    """A long quotation, set further in, unnumbered."""

    content: tuple[tuple[Inline, ...], ...]
    """Its paragraphs."""
    source: Source = NO_PLACE
    """Where it begins."""


class Table(StoredValue):
    """A table with one head row."""

    caption: tuple[Inline, ...]
    """Its title."""
    head: tuple[tuple[Inline, ...], ...]
    """The cells of the head row."""
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    """The cells of the rows below."""
    alignments: tuple[str, ...] = ()
    """For each column left, right or center."""
    id: str = ""
    """Identifier, the anchor in every output."""
    number: int | None = None
    """The number of the table where the report has more than one."""
    source: Source = NO_PLACE
    """Where it begins."""


type Block = Heading | Paragraph | LetteredList | BulletedList | BlockQuotation | Table
