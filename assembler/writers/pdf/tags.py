"""The tag tree of the PDF, built from the HTML tree; leaves pages and drawing to WeasyPrint.

A tagged PDF numbers each piece of drawn text or picture on its page (a marked-content identifier, MCID). The tree of
structure elements says what the pieces are and in which order they are read, and a number tree leads from each piece
back to its element. What is in no element must be an artifact: running heads, repeated heads of tables, ornaments.

WeasyPrint 70 builds the tree from the boxes of its pages. So an element that crosses a page becomes two, notes stand
far from their calls, languages are lost, and running heads are text. Here the same pieces are attached to the tree that
the HTML has: each element once, each note after its call. WeasyPrint has no setting for this: it is given pages
(`TaggedPage`) that keep their pieces to themselves and look empty when it builds its tree, and that tree, which then
holds no element, is replaced before the file is written. This is why the version of WeasyPrint is pinned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol
from xml.etree.ElementTree import Element

import pydyf
import weasyprint

from assembler.model.value import MutableValue, Value, field

_OF_ELEMENT = {
    "a": "Link",
    "blockquote": "BlockQuote",
    "caption": "Caption",
    "del": "Span",
    "em": "Span",
    "header": "Sect",
    "i": "Span",
    "img": "Figure",
    "ins": "Span",
    "li": "LI",
    "main": "Part",
    "mark": "Span",
    "nav": "Sect",
    "ol": "L",
    "section": "Sect",
    "strong": "Span",
    "sup": "Span",
    "table": "Table",
    "tbody": "TBody",
    "thead": "THead",
    "ul": "L",
} | {name: name.upper() for name in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "td", "th", "tr")}
_OF_CLASS = {
    "call": "Reference",
    "inlaid-note": "Note",
    "item": "LBody",
    "mark": "Lbl",
    "note": "Note",
    "number": "Lbl",
    "organ-block": "Div",
    "qr": "Figure",
    "source": "Span",
    "toc": "TOC",
    "toc-entry": "TOCI",
}
_OF_PSEUDO_ELEMENT = {"footnote-call": "Reference", "footnote-marker": "Lbl"}
_LIST_NUMBERING = {"depth-1": "/LowerAlpha", "depth-2": "/LowerRoman"}
_POINTS_OF_PIXEL = 0.75


class Box(Protocol):
    """A box of a laid-out page, as far as the tags need it."""

    element: Element | None
    element_tag: str | None
    children: Sequence[Box]
    link_annotation: pydyf.Dictionary
    width: float
    height: float

    def content_box_x(self) -> float:
        """The left edge of its content in pixels."""

    def content_box_y(self) -> float:
        """The upper edge of its content in pixels from the top of the page."""


class Piece(Value):
    """Drawn text or a drawn picture."""

    page: int
    """The page, from 0."""
    mcid: int
    """Its number on the page."""


class Annotation(Value):
    """The area of a link."""

    page: int
    """The page, from 0."""
    dictionary: pydyf.Dictionary
    """The annotation of the page."""


class Node(MutableValue, eq=False):
    """A structure element that is being filled."""

    tag: str
    """Its kind."""
    element: Element | None = None
    """The HTML element that it stands for."""
    children: list[Node | Piece | Annotation] = field(default_factory=list)
    """What it holds, in reading order."""
    box: tuple[float, float, float, float] | None = None
    """Of a picture: left, upper, right and lower edge in pixels."""


class TaggedPage(weasyprint.Page):  # type: ignore[misc]
    """A page that keeps what is drawn for the tags of this module; WeasyPrint finds nothing on it to be tagged."""

    def __init__(self, page: weasyprint.Page) -> None:
        """For a page of a document that is laid out."""
        self.__dict__.update(vars(page))
        self._page = page
        self._page_box = page._page_box.copy()
        self._page_box.children = []
        self.box: Box = page._page_box
        """The page as it was laid out."""
        self.stream: pydyf.Stream | None = None
        """What draws the page, once it is drawn."""
        self.pieces: Mapping[Box, Mapping[str, int]] = {}
        """The pieces that it draws, by their boxes."""

    def paint(self, stream: pydyf.Stream, scale: float = 1) -> None:
        """Draws the page, and takes the pieces out of the stream."""
        self._page.paint(stream, scale)
        self.stream, self.pieces, stream._tags = stream, stream._tags, {}


_EMPTY_TREE = 3
"""How many objects WeasyPrint makes for the tags of empty pages: number tree, root of the tree, element of the text."""


def replace_tags(pdf: pydyf.PDF, pages: Sequence[TaggedPage]) -> None:
    """Gives a PDF, of which the metadata is the last object, the tag tree of its pages in the place of an empty one."""
    metadata = pdf.objects[-1]
    del pdf.objects[-1 - _EMPTY_TREE :]
    _add_tags(pdf, pages)
    pdf.add_object(metadata)
    pdf.catalog["Metadata"] = metadata.reference


def _add_tags(pdf: pydyf.PDF, pages: Sequence[TaggedPage]) -> None:
    tree = _Tree(pages[0].box.children[0].element)
    attached = [set[int]() for _ in pages]
    for notes in (False, True):
        for number, page in enumerate(pages):
            for box in _boxes(page.box, notes=notes):
                attached[number].update(tree.attach(box, number, page.pieces))
    for used, page in zip(attached, pages, strict=True):
        _make_artifacts(page.stream, used)
    _Writing(pdf, [page.height for page in pages], [len(page.pieces) for page in pages]).write(tree.root)


def _boxes(page: Box, *, notes: bool) -> Sequence[Box]:
    """The notes of a page, or its text."""
    areas = [child for child in page.children if type(child).__name__ == "FootnoteAreaBox"]
    return [note for area in areas for note in area.children] if notes else page.children[:1]


def _make_artifacts(stream: pydyf.Stream | None, used: set[int]) -> None:
    """Turns every piece that no element holds into an artifact."""
    operations = stream.stream if stream else []
    for place, operation in enumerate(operations):
        if isinstance(operation, dict) and operation.get("MCID", -1) >= 0 and operation["MCID"] not in used:
            operations[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]


class _Tree:
    """The structure elements, made when the first piece of each comes."""

    def __init__(self, html: Element | None) -> None:
        assert html is not None
        self.root = Node("Document")
        self._parents = {child: parent for parent in html.iter() for child in parent}
        self._nodes: dict[tuple[Element, str], Node] = {(html, ""): self.root}
        self._first_pages: dict[Element, int] = {}

    def attach(self, box: Box, page: int, pieces: Mapping[Box, Mapping[str, int]]) -> Iterator[int]:
        """Attaches the pieces of a box and of all below it; gives their numbers."""
        box = getattr(box, "_box", box)
        element = box.element
        if element is None or self._is_ornament(element, box.element_tag or "", page):
            return
        if box.link_annotation and box.element_tag == "a":
            self._node(element, "").children.append(Annotation(page, box.link_annotation))
        if box in pieces:
            mcid = pieces[box]["mcid"]
            node = self._node(element, (box.element_tag or "").partition("::")[2])
            node.children.append(Piece(page, mcid))
            if node.tag == "Figure":
                left, top = box.content_box_x(), box.content_box_y()
                node.box = (left, top, left + box.width, top + box.height)
            yield mcid
            return
        for child in box.children:
            yield from self.attach(child, page, pieces)

    def _is_ornament(self, element: Element, tag: str, page: int) -> bool:
        """Whether it is for the eye only: marked so, leaders, or the head of a table repeated on a further page."""
        if element.get("aria-hidden") == "true" or tag == "span::after":
            return True
        return element.tag == "thead" and self._first_pages.setdefault(element, page) != page

    def _node(self, element: Element, pseudo: str) -> Node:
        """The structure element for an HTML element or pseudo-element; the nearest one around it where it has none."""
        key = (element, pseudo)
        if key not in self._nodes:
            tag = _OF_PSEUDO_ELEMENT.get(pseudo) if pseudo else _tag(element)
            around = self._around(element, pseudo)
            self._nodes[key] = self._new(tag, element, pseudo, around) if tag else around
        return self._nodes[key]

    def _new(self, tag: str, element: Element, pseudo: str, around: Node) -> Node:
        node = Node(tag, None if pseudo else element)
        call = self._nodes.get((element, "footnote-call"))
        if tag == "Note" and call in around.children:
            around.children.insert(around.children.index(call) + 1, node)
        elif tag == "Lbl":
            around.children.insert(0, node)
        else:
            around.children.append(node)
        return node

    def _around(self, element: Element, pseudo: str) -> Node:
        """The structure element that holds the one of an element."""
        if pseudo and pseudo != "footnote-call":
            return self._node(element, "")
        parent = self._parents[element]
        if "mark" in _classes(element):
            parent = self._parents[parent]
        elif element.tag in ("ol", "ul") and parent.tag == "li":
            parent = parent[0]
        return self._node(parent, "")


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _tag(element: Element) -> str | None:
    of_class = next((_OF_CLASS[name] for name in _classes(element) if name in _OF_CLASS), None)
    if of_class:
        return of_class
    return _OF_ELEMENT.get(element.tag) or ("Span" if element.get("lang") else None)


def _reading_place(child: Node | Piece | Annotation) -> int:
    """The place among its siblings that the page template gives an element; 0 where it gives none."""
    html = child.element if isinstance(child, Node) else None
    return int(html.get("data-reading") or 0) if html is not None else 0


class _Writing:
    """The tree as objects of the PDF."""

    def __init__(self, pdf: pydyf.PDF, heights: Sequence[float], pieces: Sequence[int]) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references  # WeasyPrint gathers them anew each time
        self._heights = heights
        self._of_pieces: list[list[bytes | str]] = [["null"] * number for number in pieces]
        self._of_annotations: list[tuple[bytes, pydyf.Dictionary]] = []
        self._notes = 0

    def write(self, root: Node) -> None:
        """Adds the tree, the number tree that leads back into it, and what the catalogue says of them."""
        numbers = pydyf.Dictionary({"Nums": pydyf.Array()})
        self._pdf.add_object(numbers)
        top = pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTree": numbers.reference})
        self._pdf.add_object(top)
        top["K"] = pydyf.Array([self._element(root, top.reference)])
        for page, references in enumerate(self._of_pieces):
            numbers["Nums"].extend([page, pydyf.Array(references)])
        for number, (reference, annotation) in enumerate(self._of_annotations, start=len(self._of_pieces)):
            annotation |= {"StructParent": number, "F": annotation.pop("F")}
            numbers["Nums"].extend([number, reference])
        self._drop_doubled_links()
        self._pdf.catalog["StructTreeRoot"] = top.reference
        self._pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        self._pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _drop_doubled_links(self) -> None:
        """WeasyPrint makes a link of every box inside a link too; only those of the tree stay on their pages."""
        links = {annotation.reference for _, annotation in self._of_annotations}
        for page in self._pdf.objects:
            if isinstance(page, dict) and "Annots" in page:
                page["Annots"] = pydyf.Array([link for link in page["Annots"] if link in links])

    def _element(self, node: Node, parent: bytes) -> bytes:
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.tag}", "P": parent})
        self._pdf.add_object(element)
        pages = [child.page for child in node.children if not isinstance(child, Node)]
        if pages:
            element["Pg"] = self._pages[pages[0]]
        children = sorted(node.children, key=_reading_place)
        element["K"] = pydyf.Array([self._child(child, element) for child in children])
        if node.element is not None:
            self._describe(element, node, node.element)
        return bytes(element.reference)

    def _child(self, child: Node | Piece | Annotation, element: pydyf.Dictionary) -> object:
        if isinstance(child, Node):
            return self._element(child, element.reference)
        page = self._pages[child.page]
        if isinstance(child, Annotation):
            self._of_annotations.append((element.reference, child.dictionary))
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": child.dictionary.reference, "Pg": page})
        self._of_pieces[child.page][child.mcid] = element.reference
        if page == element["Pg"]:
            return child.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": child.mcid})

    def _describe(self, element: pydyf.Dictionary, node: Node, html: Element) -> None:
        """What an element has besides its content: language, identifier, scope, kind of list, description."""
        if html.get("lang"):
            element["Lang"] = pydyf.String(html.get("lang"))
        if node.tag == "Note":
            self._notes += 1
            element["ID"] = pydyf.String(f"note-{self._notes}")
        elif node.tag == "TH":
            scope = "/Row" if html.get("scope") == "row" else "/Column"
            element["A"] = pydyf.Dictionary({"O": "/Table", "Scope": scope})
        elif node.tag == "L":
            depth = next(iter(_classes(html)), "")
            kind = "/Disc" if html.tag == "ul" else _LIST_NUMBERING.get(depth, "/Decimal")
            element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": kind})
        elif node.tag == "Figure":
            element["Alt"] = pydyf.String(html.get("alt") or html.get("aria-label") or "")
            self._place(element, node)

    def _place(self, element: pydyf.Dictionary, node: Node) -> None:
        """Where a picture stands on its page, in points from the lower left corner."""
        page = next((child.page for child in node.children if isinstance(child, Piece)), None)
        if node.box is None or page is None:
            return
        left, top, right, bottom = node.box
        height = self._heights[page]
        corners = (left, height - bottom, right, height - top)
        box = pydyf.Array([round(corner * _POINTS_OF_PIXEL, 2) for corner in corners])
        element["A"] = pydyf.Dictionary({"O": "/Layout", "Placement": "/Block", "BBox": box})
