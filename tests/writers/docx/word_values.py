"""What a paragraph of a Word file looks like once its styles and its own properties are settled."""

from __future__ import annotations

from lxml import etree

from tests.writers.docx.word_reading import W, WordReading, style_of

_SWITCHES = {"b": "bold", "i": "italic"}
_MEASURES = {"sz": "size", "w": "scale", "spacing": "letterspacing", "position": "position", "color": "color"}
_OFF = ("0", "false", "off")


def looks(word: WordReading, paragraph: etree._Element, run: int = 0) -> dict[str, str]:
    """Measures of a paragraph and of one of its runs: lengths in twips, sizes in half-points, as in the XML."""
    styles = {element.get(W + "styleId", ""): element for element in word.part("word/styles.xml").iter(W + "style")}
    found: dict[str, str] = {}
    for style in _chain(styles, style_of(paragraph) or "Normal"):
        _paragraph(style.find(W + "pPr"), found)
        _letters(style.find(W + "rPr"), found)
    _paragraph(paragraph.find(W + "pPr"), found)
    runs = [
        element
        for element in paragraph.iter(W + "r")
        if next(element.iter(W + "t", W + "footnoteRef"), None) is not None
    ]
    if runs:
        form = runs[run].find(W + "rPr")
        named = None if form is None else form.find(W + "rStyle")
        if named is not None:
            _letters(styles[named.get(W + "val", "")].find(W + "rPr"), found)
        _letters(form, found)
    return found


def _chain(styles: dict[str, etree._Element], identifier: str) -> list[etree._Element]:
    """A style after those that it is based on."""
    style = styles[identifier]
    base = style.find(W + "basedOn")
    return [*(_chain(styles, base.get(W + "val", "")) if base is not None else []), style]


def _paragraph(form: etree._Element | None, found: dict[str, str]) -> None:
    for tag in () if form is None else ("spacing", "ind"):
        element = form.find(W + tag)
        for name, value in {} if element is None else element.attrib.items():
            key = etree.QName(name).localname
            if key in ("firstLine", "hanging"):
                found["first"] = value if key == "firstLine" else f"-{value}"
            else:
                found[key] = value
    alignment = None if form is None else form.find(W + "jc")
    if alignment is not None:
        found["alignment"] = alignment.get(W + "val", "")


def _letters(form: etree._Element | None, found: dict[str, str]) -> None:
    for element in () if form is None else form:
        name, value = etree.QName(element).localname, element.get(W + "val", "")
        if name in _SWITCHES:
            found[_SWITCHES[name]] = "" if value in _OFF else "yes"
        elif name in _MEASURES:
            found[_MEASURES[name]] = value
        elif name == "vertAlign":
            found["raised"] = "yes" if value == "superscript" else ""
