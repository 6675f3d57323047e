"""Sections with their page, and the heads and feet of pages, each a part of its own.

The properties of a section stand at its end: in its last paragraph, or at the end of the body for the last section. A
section without heads and feet of its own takes those of the section before. Heads of even pages show only when the
settings say that even and odd pages differ. Pictures need their relationship in the part of their head or foot.
"""

from __future__ import annotations

from collections.abc import Sequence

from assembler.model.value import MutableValue, Value
from assembler.ooxml.markup import Markup, element, properties
from assembler.ooxml.package import Part, WordFile

FIRST = "first"
ODD = "default"
EVEN = "even"
"""The pages that a head or foot is for."""


class HeadOrFoot(MutableValue):
    """A head or foot of pages."""

    kind: str
    """`header` or `footer`."""
    pages: str
    """FIRST, ODD or EVEN."""
    part: Part
    """Its part, for relationships."""
    content: list[Markup]
    """Its paragraphs and tables."""
    relation: str
    """The id of the document's relationship to it."""

    def reference(self) -> Markup:
        """What the section says of it."""
        return element(f"{self.kind}Reference", type=self.pages, **{"r:id": self.relation})


def add_head(file: WordFile, pages: str) -> HeadOrFoot:
    """An empty head for those pages."""
    return _add(file, "header", "hdr", pages)


def add_foot(file: WordFile, pages: str) -> HeadOrFoot:
    """An empty foot for those pages."""
    return _add(file, "footer", "ftr", pages)


def _add(file: WordFile, kind: str, root: str, pages: str) -> HeadOrFoot:
    content: list[Markup] = []
    part, relation = file.add_word_part(kind, root, content, f"{kind}-{pages}")
    return HeadOrFoot(kind, pages, part, content, relation)


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
) -> Markup:
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
