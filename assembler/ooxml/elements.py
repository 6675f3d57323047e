"""Elements of WordprocessingML: made with their children in the order that the schema asks for, and runs of text.

A paragraph is `w:p`: properties, then runs. A run is `w:r`: properties, then text, breaks, notes, pictures. Word
refuses a file whose property elements stand in another order than the schema's, so `properties` sorts them. Text
keeps its spaces only with `xml:space`. Signs that XML can't hold are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml import etree

type Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = {"w": W, "r": R}
_WORD_ONLY = {"w": W}

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NO_BREAK_HYPHEN = "\u2011"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

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
    "sdtPr": "alias tag id showingPlcHdr",
    "sectPr": "headerReference footerReference type pgSz pgMar lnNumType cols titlePg bidi docGrid",
}
_PLACES = {
    container: {f"{{{W}}}{tag}": place for place, tag in enumerate(tags.split())} for container, tags in _ORDER.items()
}


def qualified(name: str) -> str:
    """The name with its namespace: `w:p`, `r:id`; names without a prefix are Word's own."""
    if ":" not in name:
        return f"{{{W}}}{name}"
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element of Word's namespace with attributes of the same namespace, or of another one that their name says.

    It declares no other namespace than Word's: lxml sorts out every declaration anew whenever it moves an element.
    """
    made = etree.Element(qualified(tag), nsmap=_WORD_ONLY)
    for name, value in attributes.items():
        made.set(qualified(name), str(value))
    if children:
        made.extend(children)
    return made


def root_element(tag: str) -> Element:
    """The root of a part, which declares every namespace that its content may use."""
    return etree.Element(qualified(tag), nsmap=NAMESPACES)


def properties(container: str, children: Iterable[Element]) -> Element:
    """A container of properties, such as `pPr`, with its children in the schema's order."""
    places = _PLACES[container]
    return element(container, *sorted(children, key=lambda child: places[child.tag]))


def clean(words: str) -> str:
    """The words without the control signs that XML can't hold."""
    return _NOT_XML.sub("", words)


def text(words: str, tag: str = "t") -> Element:
    """The text of a run; deleted words and the instructions of fields have tags of their own."""
    made = element(tag)
    made.text = clean(words)
    made.set(_SPACE, "preserve")
    return made


def texts(words: str, tag: str = "t") -> list[Element]:
    """The text of a run, with Word's own sign for each no-break hyphen, for which fonts often have no glyph."""
    first, *further = words.split(_NO_BREAK_HYPHEN)
    made = [text(first, tag)] if first or not further else []
    for part in further:
        made += [element("noBreakHyphen"), text(part, tag)] if part else [element("noBreakHyphen")]
    return made


def run(*content: Element, form: Sequence[Element] = ()) -> Element:
    """A run of text, notes or pictures; many runs may share their properties, all but the first get copies."""
    own = [it if it.getparent() is None else deepcopy(it) for it in form]
    return element("r", *([properties("rPr", own)] if form else []), *content)


def paragraph(style: str, *content: Element, form: Sequence[Element] = ()) -> Element:
    """A paragraph of the style with the given id and with further properties."""
    return element("p", properties("pPr", [element("pStyle", val=style), *form]), *content)


def parse(xml: str) -> Element:
    """The element that the XML text spells."""
    return etree.fromstring(xml.encode())


def serialize(root: Element) -> bytes:
    """A part's XML with its declaration."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def keep_with_next(block: Element) -> None:
    """Makes a paragraph, or the last row of a table, stay on the page of what follows."""
    rows = block.findall(qualified("tr"))
    for it in rows[-1].iter(qualified("p")) if rows else [block]:
        form = it.find(qualified("pPr"))
        if form is not None and form.find(qualified("keepNext")) is None:
            it.replace(form, properties("pPr", [*form, element("keepNext")]))


def cut_first_sign(made: Element) -> Element | None:
    """Cuts a run of text after its first sign and gives the new run with the rest; None where that can't be done."""
    written = made.find(qualified("t"))
    if made.tag != qualified("r") or written is None or not written.text or len(written.text) == 1:
        return None
    rest = deepcopy(made)
    rest_text = rest.find(qualified("t"))
    if rest_text is not None:
        rest_text.text = written.text[1:]
    written.text = written.text[0]
    for further in list(written.itersiblings()):
        made.remove(further)
    return rest
