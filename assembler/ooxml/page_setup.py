"""Page setup: the paper and margins of a template, and the properties of a section with its headers and footers.

The properties of a section stand at its end: in its last paragraph, or at the end of the body for the last section. A
section without headers and footers of its own takes those of the section before.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from docx.oxml.section import CT_SectPr
from docx.shared import Inches, Length, Twips

from assembler.model.value import Value
from assembler.ooxml.elements import Element, element, properties, put_property, qualified, to_markup
from assembler.ooxml.markup import PLACES, Markup
from assembler.ooxml.package import HeaderFooter

_OWN = ("headerReference", "footerReference", "type", "titlePg", "bidi", "lnNumType")
"""What the writer says of a section; all else is the template's."""
_TAKEN_OVER = {qualified(tag) for tag in PLACES["sectPr"] if tag not in _OWN}
_TWIP = Twips(1)
_LETTER = (Inches(8.5), Inches(11), Inches(1))


class PageSetup(Value):
    """The paper of a section and the margins at its sides; lengths in twips."""

    width: int
    """Width of the paper."""
    height: int
    """Height of the paper."""
    left: int
    """Left margin."""
    right: int
    """Right margin."""

    @property
    def text_width(self) -> int:
        """The width between the margins."""
        return self.width - self.left - self.right


def page_setup(section: Element) -> PageSetup:
    """The page setup of a section, of US Letter with margins of an inch where it says nothing."""
    assert isinstance(section, CT_SectPr)  # a tree that python-docx has made
    width, height, margin = _LETTER
    measures = ((section.page_width, width), (section.page_height, height))
    sides = ((section.left_margin, margin), (section.right_margin, margin))
    return PageSetup(*(_twips(length or usual) for length, usual in (*measures, *sides)))


def _twips(length: Length) -> int:
    return round(length / _TWIP)


def section(
    template: Element,
    headers_footers: Iterable[HeaderFooter] = (),
    *,
    continuous: bool,
    first: bool,
    rtl: bool,
    line_numbers: bool = False,
) -> Markup:
    """The properties of a section, with the page setup of the template's.

    `first` says whether its first page has a head and foot of its own. Lines are numbered from 1 on every page; Word
    counts no lines in tables, notes and frames.
    """
    references = [
        element(f"{part.kind}Reference", type=part.pages, **{"r:id": part.relation}) for part in headers_footers
    ]
    section_properties = properties(
        "sectPr", [*references, *(deepcopy(child) for child in template if child.tag in _TAKEN_OVER)]
    )
    if line_numbers:
        put_property(section_properties, element("lnNumType", countBy=1, restart="newPage"))
    for wanted, tag, values in ((continuous, "type", {"val": "continuous"}), (first, "titlePg", {}), (rtl, "bidi", {})):
        if wanted:
            put_property(section_properties, element(tag, **values))
    return to_markup([section_properties])
