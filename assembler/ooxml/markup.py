"""Pieces of WordprocessingML: XML that is right as it stands, made from the inside out, joined and never parsed.

A paragraph is `w:p`: properties, then runs. A run is `w:r`: properties, then text, breaks, notes, pictures. Word
refuses a file whose property elements stand in another order than the schema's, so `properties` sorts them. Text
keeps its spaces only with `xml:space`.

A piece never changes, so many may share it. Words and values of attributes are escaped on their way into it, and signs
that XML cannot hold are left out. Only this folder makes pieces; a string is none, as type checkers know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NewType

Markup = NewType("Markup", str)
"""An element with all that stands in it."""

type Formatting = tuple[Markup, ...]
"""Properties, in any order."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
NAMESPACES = {"w": W, "r": R, "w14": W14, "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006"}
"""What each root declares; what Word has known since 2010 (`w14`) is to be ignored by older programs."""

DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"

_NO_BREAK_HYPHEN = "\u2011"
_NOT_XML = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_UNCLEAN = re.compile(f"[{_NOT_XML}]")
_UNSAID = re.compile(f"[&<>\r{_NOT_XML}]")
_UNSAID_IN_ATTRIBUTE = re.compile(f'[&<>"\t\n\r{_NOT_XML}]')
_SAID = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}

_ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens bidi adjustRightInd snapToGrid spacing ind contextualSpacing jc textAlignment outlineLvl "
        "rPr sectPr pPrChange"
    ),
    "rPr": (
        "ins del moveFrom moveTo "
        "rStyle rFonts b bCs i iCs caps strike vanish webHidden color spacing w kern position sz szCs highlight u shd "
        "vertAlign rtl cs lang"
    ),
    "tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "trPr": "cantSplit trHeight tblHeader ins del",
    "tcPr": "tcW gridSpan tcBorders shd noWrap tcMar vAlign",
    "sdtPr": "alias tag id showingPlcHdr date richText text w14:checkbox",
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid"
    ),
}
PLACES = {container: {tag: place for place, tag in enumerate(tags.split())} for container, tags in _ORDER.items()}
"""The place of each property in its container, by tag."""

_TAG = re.compile(r"<(?:w:)?([\w:]+)")


def clean(words: str) -> str:
    """The words without the control signs that XML cannot hold."""
    return _UNCLEAN.sub("", words)


def escape(words: str) -> str:
    """Words as they stand between tags."""
    return _UNSAID.sub(_said, words)


def quote(value: str | int) -> str:
    """The value of an attribute between its quotation marks."""
    string = str(value)
    return f'"{string if string.isalnum() else _UNSAID_IN_ATTRIBUTE.sub(_said, string)}"'


def _said(match: re.Match[str]) -> str:
    return _SAID.get(match[0], "")


def element(tag: str, *children: Markup, **attributes: str | int) -> Markup:
    """An element; names without a prefix are Word's own."""
    attribute_list = "".join([f" {_qualified(name)}={quote(value)}" for name, value in attributes.items()])
    tag = _qualified(tag)
    return Markup(f"<{tag}{attribute_list}>{''.join(children)}</{tag}>" if children else f"<{tag}{attribute_list}/>")


def _qualified(name: str) -> str:
    return name if ":" in name else f"w:{name}"


def properties(container: str, children: Iterable[Markup]) -> Markup:
    """A container of properties, such as `pPr`, with its children in the schema's order; nothing where it has none."""
    return _properties(container, tuple(children))


@lru_cache(maxsize=4096)  # few forms stand in thousands of paragraphs
def _properties(container: str, children: tuple[Markup, ...]) -> Markup:
    places = PLACES[container]
    return element(container, *sorted(children, key=lambda child: places[_tag(child)])) if children else Markup("")


def _tag(piece: Markup) -> str:
    match = _TAG.match(piece)
    assert match
    return match[1]


def text(words: str, tag: str = "t") -> Markup:
    """The text of a run; deleted words and the instructions of fields have tags of their own."""
    return Markup(f'<w:{tag} xml:space="preserve">{escape(words)}</w:{tag}>')


def texts(words: str, tag: str = "t") -> list[Markup]:
    """The text of a run, with Word's own sign for each no-break hyphen, for which fonts often have no glyph."""
    first, *further = words.split(_NO_BREAK_HYPHEN)
    pieces = [text(first, tag)] if first or not further else []
    for part in further:
        pieces += [element("noBreakHyphen"), text(part, tag)] if part else [element("noBreakHyphen")]
    return pieces


def run(*content: Markup, formatting: Iterable[Markup] = ()) -> Markup:
    """A run of text, notes or pictures."""
    return Markup(f"<w:r>{properties('rPr', formatting)}{''.join(content)}</w:r>")


def paragraph(style: str, *content: Markup, formatting: Iterable[Markup] = ()) -> Markup:
    """A paragraph of the style with the given id and with further properties."""
    return Markup(f"<w:p>{properties('pPr', (_style(style), *formatting))}{''.join(content)}</w:p>")


@lru_cache
def _style(identifier: str) -> Markup:
    return element("pStyle", val=identifier)


def encode_part(tags: tuple[str, ...], pieces: Iterable[Markup]) -> Iterator[bytes]:
    """A part of a file, bit by bit: its root and what stands in the root, by their tags, then the pieces in them."""
    root, *inside = tags
    declared = "".join(f" xmlns:{prefix}={quote(name)}" for prefix, name in NAMESPACES.items())
    opened = "".join(f"<w:{tag}>" for tag in inside)
    yield DECLARATION + f'<w:{root}{declared} mc:Ignorable="w14">{opened}'.encode()
    for piece in pieces:
        yield piece.encode()
    yield "".join(f"</w:{tag}>" for tag in reversed(tags)).encode()


# Changes to what is made

_RUN_OF_TEXT = re.compile(r"(<w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t [^>]*>)(&[^;]*;|[^<&])([^<].*)", re.DOTALL)
_STYLE_ALONE = re.compile(r"(<w:pPr><w:pStyle [^>]*/>)(?!<w:keepNext/>)")
_TABLES_AND_ROWS = re.compile(r"</?w:tbl>|<w:tr>")


def cut_first_sign(piece: Markup) -> tuple[Markup, Markup] | None:
    """A run of text as two runs, the first one with the first sign alone; None where that cannot be done."""
    match = _RUN_OF_TEXT.fullmatch(piece)
    if match is None:
        return None
    begun, sign, rest = match.groups()
    return Markup(f"{begun}{sign}</w:t></w:r>"), Markup(begun + rest)


def keep_with_next(block: Markup) -> Markup:
    """A paragraph, or a table by its last row, that stays on the page of what follows."""
    last = _last_row(block)
    return Markup(block[:last] + _STYLE_ALONE.sub(r"\1<w:keepNext/>", block[last:]))


def _last_row(block: Markup) -> int:
    """Where the last row of a table begins, whatever tables stand in its cells; 0 for a paragraph."""
    last = depth = 0
    for tag in _TABLES_AND_ROWS.finditer(block):
        match tag[0]:
            case "<w:tbl>":
                depth += 1
            case "</w:tbl>":
                depth -= 1
            case _ if depth == 1:
                last = tag.start()
    return last
