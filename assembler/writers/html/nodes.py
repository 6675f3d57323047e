"""Renders inline and block nodes as HTML, for the web page and for the PDF. The page around them is page.py's.

The two media differ in three things. The web page shows footnotes at its end with links both ways; the PDF takes each
footnote at the place of its call and lays it out at the foot. The PDF marks the blocks that must give way so that a
footnote and its call meet on one page. Only the PDF has running heads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

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
    Subscript,
    Superscript,
    Symbol,
    Table,
    Text,
)
from assembler.model.report import BULLET, Wording
from assembler.model.text import no_break_spaces as spaces
from assembler.model.text.no_break_hyphens import HYPHENATED_NAME
from assembler.model.text.plain_text import NO_BREAK_SPACE, extract_text, find_space_after, format_reference
from assembler.model.value import MutableValue, field
from assembler.writers.column_widths import is_wide, share_out_width
from assembler.writers.html.footnote_placement import Placement, Placements
from assembler.writers.table_of_contents import find_heading_degrees

_NAME = r'<span class="name">\g<0></span>'
_KEPT_TEXTS = 1 << 12
"""Of how many texts the HTML is kept: more than a report of the usual length has."""

type Attributes = Mapping[str, str]


class RenderState(MutableValue):
    """How the nodes are rendered, and what was rendered so far."""

    wording: Wording
    """Fixed words and forms."""
    draft: bool
    """Whether sources, queries, proposals and placeholders show."""
    printed: bool
    """Whether footnotes stand at the place of their call, as the PDF needs them."""
    anchors: Mapping[str, str]
    """The HTML id of each identifier of the report."""
    placements: Placements = field(default_factory=dict)
    """How to place a footnote, by its position in the report, from 1."""
    notes: list[Footnote] = field(default_factory=list)
    """The footnotes rendered so far, in order."""
    placed: set[str] = field(default_factory=set)
    """The identifiers that have their anchor; no id may stand twice in a page."""

    def place(self, identifier: str) -> str:
        """The HTML id for the element that bears this identifier; empty where another one bears it already."""
        if identifier in self.placed:
            return ""
        self.placed.add(identifier)
        return self.anchors.get(identifier, "")


def make_element(name: str, content: str, attributes: Attributes | None = None) -> Markup:
    """An element; attributes without value are left out, and a plain string is escaped."""
    written = "".join(f' {key}="{escape(value)}"' for key, value in (attributes or {}).items() if value)
    return Markup(f"<{name}{written}>{escape(content)}</{name}>")


def render_inlines(content: Iterable[Inline], state: RenderState) -> Markup:
    """Inline nodes one after the other; a comma parts the calls of two notes at one place."""
    html = Markup("")
    before: Inline | None = None
    for node in content:
        if isinstance(before, Footnote) and isinstance(node, Footnote):
            html += make_element("sup", ",", {"class": "call"})
        html += render_inline(node, state)
        before = node
    return html


def render_inline(node: Inline, state: RenderState) -> Markup:
    """One inline node."""
    match node:
        case Text(text):
            return _render_words(text)
        case Emphasis(content, language):
            return make_element("i" if language else "em", render_inlines(content, state), {"lang": language})
        case Strong(content):
            return make_element("strong", render_inlines(content, state))
        case Superscript(content):
            return make_element("sup", render_inlines(content, state))
        case Subscript(content):
            return make_element("sub", render_inlines(content, state))
        case Link(content, target):
            return make_element("a", render_inlines(content, state), {"href": target})
        case Symbol(text, target):
            words = make_element("a", text, {"class": "symbol", "href": target}) if target else text
            return make_element("bdi", words, {"dir": "ltr"})
        case Quotation(opening, content, closing):
            return escape(opening) + render_inlines(content, state) + escape(closing)
        case CrossReference():
            return _render_reference(node, state)
        case Footnote():
            return _render_footnote(node, state)
        case Placeholder() | Query() | Insertion() | Deletion():
            return _render_draft_inline(node, state)


@lru_cache(_KEPT_TEXTS)  # since a save with the preview open changes few of them
def _render_words(text: str) -> Markup:
    """Plain words; a name such as UN-Women stays on one line, and so do a number and what it counts."""
    return Markup(HYPHENATED_NAME.sub(_NAME, str(escape(spaces.add_no_break_spaces(text)))))


def _render_draft_inline(node: Placeholder | Query | Insertion | Deletion, state: RenderState) -> Markup:
    """What drafts show; a final prints what stands, without proposals and queries."""
    match node:
        case Placeholder(text):
            return make_element("mark", text, {"class": "placeholder"}) if state.draft else escape(text)
        case Query(text):
            return make_element("mark", f"[{text}]", {"class": "query"}) if state.draft else Markup("")
        case Insertion(content):
            return make_element("ins", render_inlines(content, state)) if state.draft else Markup("")
        case Deletion(content):
            words = render_inlines(content, state)
            return make_element("del", words) if state.draft else words


def _render_reference(node: CrossReference, state: RenderState) -> Markup:
    words = render_inlines(node.word, state) + escape(find_space_after(node.word) + format_reference(node))
    anchor = state.anchors.get(node.first, "")
    if anchor:
        return make_element("a", words, {"class": "reference", "href": f"#{anchor}"})
    return make_element("mark", words, {"class": "placeholder"}) if state.draft and not node.numbers else words


def _render_footnote(node: Footnote, state: RenderState) -> Markup:
    state.notes.append(node)
    place = len(state.notes)
    mark = str(node.number or "")
    if not state.printed:
        link = {"id": f"note-{place}-call", "href": f"#note-{place}", "role": "doc-noteref"}
        return make_element("sup", make_element("a", mark, link), {"class": "call"})
    if state.placements.get(place) is Placement.INLAID:
        return make_element("sup", mark, {"class": "call"})
    return make_element(
        "span", render_note(node, state), {"class": "note", "data-mark": mark, "data-place": str(place)}
    )


def render_note(note: Footnote, state: RenderState) -> Markup:
    """The paragraphs of a note; those after the first are blocks, though the note may stand in a paragraph."""
    paragraphs = [render_inlines(content, state) for content in note.content]
    further = Markup("").join(make_element("span", paragraph, {"class": "further"}) for paragraph in paragraphs[1:])
    return Markup("").join(paragraphs[:1]) + further


def _render_run(name: str, content: Inlines, state: RenderState, attributes: Attributes, before: str = "") -> Markup:
    """A block of inline nodes: it bears the placements of the notes in it and is followed by those inlaid."""
    first = len(state.notes)
    words = render_inlines(content, state)
    places = range(first + 1, len(state.notes) + 1)
    placements = {state.placements[place] for place in places if place in state.placements}
    classes = [attributes.get("class", ""), *sorted(placements - {Placement.INLAID})]
    inlaid = [_render_inlaid_note(state.notes[place - 1], place, state) for place in places] if state.printed else []
    with_classes = {**attributes, "class": " ".join(filter(None, classes))}
    return make_element(name, escape(before) + words + Markup("").join(inlaid), with_classes)


def _render_inlaid_note(note: Footnote, place: int, state: RenderState) -> Markup:
    if state.placements.get(place) is not Placement.INLAID:
        return Markup("")
    mark = make_element("sup", f"{note.number or ''}{NO_BREAK_SPACE}")
    return make_element("span", mark + render_note(note, state), {"class": "inlaid-note"})


def render_blocks(content: Sequence[Block], state: RenderState, degree: int = 1) -> Markup:
    """Blocks one after the other, under a heading of the given degree."""
    degrees = find_heading_degrees(content, degree)
    return Markup("\n").join(_render_block(block, state, degrees.get(place, 0)) for place, block in enumerate(content))


def _render_block(block: Block, state: RenderState, degree: int) -> Markup:
    match block:
        case Heading():
            return _render_heading(block, state, degree)
        case Paragraph():
            return _render_paragraph(block, state)
        case LetteredList() | BulletedList():
            return _render_list(block, state, 0)
        case BlockQuotation(content):
            return make_element("blockquote", Markup("").join(_render_run("p", run, state, {}) for run in content))
        case Table():
            return _render_table(block, state)


def _render_heading(block: Heading, state: RenderState, degree: int) -> Markup:
    attributes = make_heading_attributes(state.place(block.id), degree, block.label, extract_text(block.content))
    return _render_run(f"h{min(degree + 1, 6)}", block.content, state, attributes, render_label(block.label))


def make_heading_attributes(anchor: str, degree: int, label_text: str, words: str) -> dict[str, str]:
    """Attributes of a heading: its look goes by degree, its bookmark holds no note."""
    return {"id": anchor, "class": f"degree-{degree}", "data-bookmark": f"{label_text} {words}".strip()}


def render_label(text: str) -> Markup:
    """The numeral or letter before a heading."""
    return make_element("span", text + NO_BREAK_SPACE, {"class": "label"}) if text else Markup("")


def _render_paragraph(block: Paragraph, state: RenderState) -> Markup:
    before = Markup("")
    if state.draft and block.entities:
        before += make_element("span", ", ".join(block.entities), {"class": "source"})
    if block.number is not None:
        number = state.wording.paragraph_label(block.number)
        before += make_element("span", number + NO_BREAK_SPACE, {"class": "number"})
    kind = "plain" if block.number is None else "numbered"
    return _render_run("p", block.content, state, {"id": state.place(block.id), "class": kind}, before)


def _render_list(block: LetteredList | BulletedList, state: RenderState, depth: int) -> Markup:
    items = [
        _render_item(item, _find_mark(block, place, state, depth), state, depth)
        for place, item in enumerate(block.items)
    ]
    name = "ol" if isinstance(block, LetteredList) else "ul"
    return make_element(name, Markup("").join(items), {"class": f"depth-{depth + 1}", "role": "list"})


def _find_mark(block: LetteredList | BulletedList, place: int, state: RenderState, depth: int) -> str:
    return BULLET if isinstance(block, BulletedList) else state.wording.item_label(depth, place)


def _render_item(item: ListItem, mark: str, state: RenderState, depth: int) -> Markup:
    before = make_element("span", mark + NO_BREAK_SPACE, {"class": "mark"})
    words = _render_run("div", item.content, state, {"class": "item"}, before)
    return make_element("li", words + Markup("").join(_render_list(below, state, depth + 1) for below in item.below))


def _render_table(block: Table, state: RenderState) -> Markup:
    caption = _render_caption(block, state)
    head = [
        _render_run("th", cell, state, {"scope": "col", "class": _find_alignment(block, place)})
        for place, cell in enumerate(block.head)
    ]
    rows = Markup("").join(_render_row(block, row, state) for row in block.rows)
    written = (
        caption
        + _render_columns(block, state)
        + make_element("thead", make_element("tr", Markup("").join(head)))
        + make_element("tbody", rows)
    )
    width = "wide" if is_wide(block) else ""
    table = make_element("table", written, {"id": state.place(block.id), "class": width})
    # On a narrow screen a table scrolls in its frame, which the keyboard must reach.
    frame = {} if state.printed else {"role": "group", "aria-label": extract_text(block.caption), "tabindex": "0"}
    return make_element("div", table, {"class": f"table {width}".strip(), **frame})


def _render_columns(block: Table, state: RenderState) -> Markup:
    """The widths of the columns on paper; a browser settles them by itself."""
    if not state.printed:
        return Markup("")
    widths = [Markup('<col style="width: {:.2f}%">').format(share * 100) for share in share_out_width(block)]
    return make_element("colgroup", Markup("").join(widths))


def _render_caption(block: Table, state: RenderState) -> Markup:
    if not block.caption and block.number is None:
        return Markup("")
    before = Markup("")
    if block.number is not None:
        number = state.wording.table_label(block.number)
        before = make_element("span", number, {"class": "table-number"}) + Markup(" ")
    return _render_run("caption", block.caption, state, {}, before)


def _render_row(block: Table, row: tuple[Inlines, ...], state: RenderState) -> Markup:
    """A row; its first cell heads it, unless it is empty."""
    cells = []
    for place, cell in enumerate(row):
        heads = place == 0 and len(row) > 1 and extract_text(cell).strip()
        scope = {"scope": "row"} if heads else {}
        cells.append(
            _render_run("th" if heads else "td", cell, state, {"class": _find_alignment(block, place), **scope})
        )
    return make_element("tr", Markup("").join(cells))


def _find_alignment(block: Table, place: int) -> str:
    """The class that sets the alignment of a column."""
    return block.alignments[place] if place < len(block.alignments) else "left"
