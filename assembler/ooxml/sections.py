"""Sections with their page, and the heads and feet of pages, each a part of its own.

The properties of a section stand at its end: in its last paragraph, or at the end of the body for the last section. A
section without heads and feet of its own takes those of the section before. Heads of even pages show only when the
settings say that even and odd pages differ. Pictures need their relationship in the part of their head or foot.
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import XmlPart

from assembler.ooxml.elements import Element, element, properties, root_element
from assembler.ooxml.package import WordFile, add_part
from assembler.value import Value

FIRST = "first"
ODD = "default"
EVEN = "even"
"""The pages that a head or foot is for."""


class HeadOrFoot(Value):
    """A head or foot of pages."""

    kind: str
    """`header` or `footer`."""
    pages: str
    """FIRST, ODD or EVEN."""
    part: XmlPart
    """Its part, for relationships."""
    root: Element
    """What its paragraphs and tables go into."""
    relation: str
    """The id of the document's relationship to it."""

    def reference(self) -> Element:
        """What the section says of it."""
        return element(f"{self.kind}Reference", type=self.pages, **{"r:id": self.relation})


def add_head(file: WordFile, pages: str) -> HeadOrFoot:
    """An empty head for those pages."""
    return _add(file, "header", pages, CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER)


def add_foot(file: WordFile, pages: str) -> HeadOrFoot:
    """An empty foot for those pages."""
    return _add(file, "footer", pages, CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER)


def _add(file: WordFile, kind: str, pages: str, content_type: str, relation_type: str) -> HeadOrFoot:
    root = root_element("hdr" if kind == "header" else "ftr")
    part, relation = add_part(file, f"/word/{kind}-{pages}.xml", content_type, relation_type, root)
    return HeadOrFoot(kind, pages, part, root, relation)


class Page(Value):
    """The page of a section; lengths in twips."""

    width: int
    """Width of the paper."""
    height: int
    """Height of the paper."""
    top: int
    """Margin above."""
    bottom: int
    """Margin below."""
    side: int
    """Margins on both sides."""
    head: int
    """From the edge to the head."""
    foot: int
    """From the foot to the edge."""


def section(
    page: Page,
    heads: Sequence[HeadOrFoot] = (),
    *,
    continuous: bool,
    first: bool,
    rtl: bool,
    line_numbers: bool = False,
) -> Element:
    """The properties of a section; `first` says whether its first page has a head and foot of its own.

    Lines are numbered from 1 on every page. Word counts no lines in tables, notes and frames.
    """
    margins = {"top": page.top, "right": page.side, "bottom": page.bottom, "left": page.side}
    made = [
        *(it.reference() for it in heads),
        element("pgSz", w=page.width, h=page.height),
        element("pgMar", **margins, header=page.head, footer=page.foot, gutter=0),
        element("cols", space=720),
    ]
    if line_numbers:
        made.append(element("lnNumType", countBy=1, restart="newPage"))
    if continuous:
        made.append(element("type", val="continuous"))
    if first:
        made.append(element("titlePg"))
    if rtl:
        made.append(element("bidi"))
    return properties("sectPr", made)
