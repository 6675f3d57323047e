"""Inline and block nodes as HTML, for the web page and for the PDF; leaves masthead, contents and page to page.py.

The two media differ in three things: a page shows its notes at the end with links both ways, the PDF takes each note
at the place of its call and lays it out at the foot; the PDF marks the blocks that must give way so that a note and
its call meet on one page; and only the PDF has running heads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    CrossReference,
    Deletion,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Insertion,
    LetteredList,
    Link,
    ListItem,
    Paragraph,
    Placeholder,
    Query,
    Quotation,
    Strong,
    Superscript,
    Symbol,
    Table,
    Text,
)
from assembler.model.report import BULLET, Wording
from assembler.model.text import no_break_spaces as spaces
from assembler.model.text.no_break_hyphens import NAME
from assembler.model.text.plain_text import NO_BREAK_SPACE, extract_text, format_reference
from assembler.model.value import MutableValue, field
from assembler.writers.column_widths import column_shares, is_wide
from assembler.writers.html.footnote_placement import Amendment, Amendments
from assembler.writers.table_of_contents import heading_degrees

_NAME = r'<span class="name">\g<0></span>'

type Attributes = Mapping[str, str]


class Setting(MutableValue):
    """What the nodes are set with, and what has been set so far."""

    wording: Wording
    """Fixed words and forms."""
    draft: bool
    """Whether sources, queries, proposals and placeholders show."""
    printed: bool
    """Whether notes stand at the place of their call, for the PDF."""
    anchors: Mapping[str, str]
    """The HTML id of each identifier of the report."""
    amendments: Amendments = field(default_factory=dict)
    """By place of the note in the report, from 1: what its block must do."""
    notes: list[Footnote] = field(default_factory=list)
    """The notes set so far, in order."""
    placed: set[str] = field(default_factory=set)
    """The identifiers that have got their anchor; an id must not stand twice in a page."""

    def place(self, identifier: str) -> str:
        """The HTML id for the element that bears this identifier; empty where another one bears it already."""
        if identifier in self.placed:
            return ""
        self.placed.add(identifier)
        return self.anchors.get(identifier, "")


def element(name: str, content: str, attributes: Attributes | None = None) -> Markup:
    """An element; attributes without value are left out, and a plain string is escaped."""
    written = "".join(f' {key}="{escape(value)}"' for key, value in (attributes or {}).items() if value)
    return Markup(f"<{name}{written}>{escape(content)}</{name}>")


def inlines(content: Iterable[Inline], setting: Setting) -> Markup:
    """Inline nodes one after the other; a comma parts the calls of two notes at one place."""
    made = Markup("")
    before: Inline | None = None
    for node in content:
        if isinstance(before, Footnote) and isinstance(node, Footnote):
            made += element("sup", ",", {"class": "call"})
        made += inline(node, setting)
        before = node
    return made


def inline(node: Inline, setting: Setting) -> Markup:
    """One inline node."""
    match node:
        case Text(text):
            return _plain_words(text)
        case Emphasis(content, language):
            return element("i" if language else "em", inlines(content, setting), {"lang": language})
        case Strong(content):
            return element("strong", inlines(content, setting))
        case Superscript(content):
            return element("sup", inlines(content, setting))
        case Link(content, target):
            return element("a", inlines(content, setting), {"href": target})
        case Symbol(text, target):
            words = element("a", text, {"class": "symbol", "href": target}) if target else text
            return element("bdi", words, {"dir": "ltr"})
        case Quotation(opening, content, closing):
            return escape(opening) + inlines(content, setting) + escape(closing)
        case CrossReference():
            return _reference(node, setting)
        case Footnote():
            return _footnote(node, setting)
        case Placeholder() | Query() | Insertion() | Deletion():
            return _draft_inline(node, setting)


def _plain_words(text: str) -> Markup:
    """Plain words; a name such as UN-Women stays on one line, and so do a number and what it counts."""
    return Markup(NAME.sub(_NAME, str(escape(spaces.held(text)))))


def _draft_inline(node: Placeholder | Query | Insertion | Deletion, setting: Setting) -> Markup:
    """What drafts show; a final prints what stands, without proposals and queries."""
    match node:
        case Placeholder(text):
            return element("mark", text, {"class": "placeholder"}) if setting.draft else escape(text)
        case Query(text):
            return element("mark", f"[{text}]", {"class": "query"}) if setting.draft else Markup("")
        case Insertion(content):
            return element("ins", inlines(content, setting)) if setting.draft else Markup("")
        case Deletion(content):
            words = inlines(content, setting)
            return element("del", words) if setting.draft else words


def _reference(node: CrossReference, setting: Setting) -> Markup:
    words = inlines(node.word, setting) + escape(NO_BREAK_SPACE + format_reference(node))
    anchor = setting.anchors.get(node.first, "")
    if anchor:
        return element("a", words, {"class": "reference", "href": f"#{anchor}"})
    return element("mark", words, {"class": "placeholder"}) if setting.draft and not node.numbers else words


def _footnote(node: Footnote, setting: Setting) -> Markup:
    setting.notes.append(node)
    place = len(setting.notes)
    mark = str(node.number or "")
    if not setting.printed:
        link = {"id": f"note-{place}-call", "href": f"#note-{place}", "role": "doc-noteref"}
        return element("sup", element("a", mark, link), {"class": "call"})
    if setting.amendments.get(place) is Amendment.INLAID:
        return element("sup", mark, {"class": "call"})
    return element("span", note_text(node, setting), {"class": "note", "data-mark": mark, "data-place": str(place)})


def note_text(note: Footnote, setting: Setting) -> Markup:
    """The paragraphs of a note; those after the first are blocks, though the note may stand in a paragraph."""
    paragraphs = [inlines(content, setting) for content in note.content]
    further = Markup("").join(element("span", paragraph, {"class": "further"}) for paragraph in paragraphs[1:])
    return Markup("").join(paragraphs[:1]) + further


def _run(name: str, content: Inlines, setting: Setting, attributes: Attributes, before: str = "") -> Markup:
    """A block of inline nodes: it bears the amendments of the notes in it and is followed by those inlaid."""
    first = len(setting.notes)
    words = inlines(content, setting)
    places = range(first + 1, len(setting.notes) + 1)
    asked = {setting.amendments[place] for place in places if place in setting.amendments}
    classes = [attributes.get("class", ""), *sorted(asked - {Amendment.INLAID})]
    inlaid = [_inlaid(setting.notes[place - 1], place, setting) for place in places] if setting.printed else []
    named = {**attributes, "class": " ".join(filter(None, classes))}
    return element(name, escape(before) + words + Markup("").join(inlaid), named)


def _inlaid(note: Footnote, place: int, setting: Setting) -> Markup:
    if setting.amendments.get(place) is not Amendment.INLAID:
        return Markup("")
    mark = element("sup", f"{note.number or ''}{NO_BREAK_SPACE}")
    return element("span", mark + note_text(note, setting), {"class": "inlaid-note"})


def blocks(content: Sequence[Block], setting: Setting, degree: int = 1) -> Markup:
    """Blocks one after the other, under a heading of the given degree."""
    degrees = heading_degrees(content, degree)
    return Markup("\n").join(_block(block, setting, degrees.get(place, 0)) for place, block in enumerate(content))


def _block(block: Block, setting: Setting, degree: int) -> Markup:
    match block:
        case Heading():
            return _heading(block, setting, degree)
        case Paragraph():
            return _paragraph(block, setting)
        case LetteredList() | BulletedList():
            return _list(block, setting, 0)
        case BlockQuotation(content):
            return element("blockquote", Markup("").join(_run("p", run, setting, {}) for run in content))
        case Table():
            return _table(block, setting)


def _heading(block: Heading, setting: Setting, degree: int) -> Markup:
    attributes = heading_attributes(setting.place(block.id), degree, block.label, extract_text(block.content))
    return _run(f"h{min(degree + 1, 6)}", block.content, setting, attributes, label(block.label))


def heading_attributes(anchor: str, degree: int, label_text: str, words: str) -> dict[str, str]:
    """Attributes of a heading: its look goes by degree, its bookmark holds no note."""
    return {"id": anchor, "class": f"degree-{degree}", "data-bookmark": f"{label_text} {words}".strip()}


def label(text: str) -> Markup:
    """The numeral or letter before a heading."""
    return element("span", text + NO_BREAK_SPACE, {"class": "label"}) if text else Markup("")


def _paragraph(block: Paragraph, setting: Setting) -> Markup:
    before = Markup("")
    if setting.draft and block.entities:
        before += element("span", ", ".join(block.entities), {"class": "source"})
    if block.number is not None:
        number = setting.wording.paragraph_label(block.number)
        before += element("span", number + NO_BREAK_SPACE, {"class": "number"})
    kind = "plain" if block.number is None else "numbered"
    return _run("p", block.content, setting, {"id": setting.place(block.id), "class": kind}, before)


def _list(block: LetteredList | BulletedList, setting: Setting, depth: int) -> Markup:
    items = [_item(item, _mark(block, place, setting, depth), setting, depth) for place, item in enumerate(block.items)]
    name = "ol" if isinstance(block, LetteredList) else "ul"
    return element(name, Markup("").join(items), {"class": f"depth-{depth + 1}", "role": "list"})


def _mark(block: LetteredList | BulletedList, place: int, setting: Setting, depth: int) -> str:
    return BULLET if isinstance(block, BulletedList) else setting.wording.item_label(depth, place)


def _item(item: ListItem, mark: str, setting: Setting, depth: int) -> Markup:
    before = element("span", mark + NO_BREAK_SPACE, {"class": "mark"})
    words = _run("div", item.content, setting, {"class": "item"}, before)
    return element("li", words + Markup("").join(_list(below, setting, depth + 1) for below in item.below))


def _table(block: Table, setting: Setting) -> Markup:
    caption = _table_title(block, setting)
    head = [
        _run("th", cell, setting, {"scope": "col", "class": _side(block, place)})
        for place, cell in enumerate(block.head)
    ]
    rows = Markup("").join(_row(block, row, setting) for row in block.rows)
    written = (
        caption
        + _columns(block, setting)
        + element("thead", element("tr", Markup("").join(head)))
        + element("tbody", rows)
    )
    width = "wide" if is_wide(block) else ""
    table = element("table", written, {"id": setting.place(block.id), "class": width})
    # On a narrow screen a table scrolls in its frame, which the keyboard must reach.
    frame = {} if setting.printed else {"role": "group", "aria-label": extract_text(block.caption), "tabindex": "0"}
    return element("div", table, {"class": f"table {width}".strip(), **frame})


def _columns(block: Table, setting: Setting) -> Markup:
    """The widths of the columns on paper; a browser settles them by itself."""
    if not setting.printed:
        return Markup("")
    widths = [Markup('<col style="width: {:.2f}%">').format(share * 100) for share in column_shares(block)]
    return element("colgroup", Markup("").join(widths))


def _table_title(block: Table, setting: Setting) -> Markup:
    if not block.caption and block.number is None:
        return Markup("")
    before = Markup("")
    if block.number is not None:
        number = setting.wording.table_label(block.number)
        before = element("span", number, {"class": "table-number"}) + Markup(" ")
    return _run("caption", block.caption, setting, {}, before)


def _row(block: Table, row: tuple[Inlines, ...], setting: Setting) -> Markup:
    """A row; its first cell heads it, unless it is empty."""
    cells = []
    for place, cell in enumerate(row):
        heads = place == 0 and len(row) > 1 and extract_text(cell).strip()
        scope = {"scope": "row"} if heads else {}
        cells.append(_run("th" if heads else "td", cell, setting, {"class": _side(block, place), **scope}))
    return element("tr", Markup("").join(cells))


def _side(block: Table, place: int) -> str:
    """The class that sets the alignment of a column."""
    return block.alignments[place] if place < len(block.alignments) else "left"
