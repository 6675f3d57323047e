"""Reads the user's own picture of the emblem: whether Word and PDF can show the picture."""

from __future__ import annotations

import re

from assembler.model.finding import Finding, Severity, Source, make_finding
from assembler.readers.decoding import read_text
from assembler.readers.yaml.nodes import Mapping, Scalar, read_yaml

_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"<svg", b"<?xml")

_BLANKS = b"\xef\xbb\xbf \r\n\t"
"""What may stand before an SVG file."""
_DOING = ("script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener")
_MOVING = ("set", "animate", "animatemotion", "animatetransform")
_ACTIVE = frozenset((*_DOING, *_MOVING))
"""The elements of an SVG file that do something, in small letters."""
_INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif)[;,])", re.IGNORECASE)
"""How a link begins that leads to a part of the same picture."""
_ENTITY = re.compile(rb"<!ENTITY")
_URL = re.compile(r"url\(\s*[\"']?([^)\"']*)", re.IGNORECASE)
_NO_PICTURE = "The emblem “{emblem}” is not a picture that Word and PDF can show."
_LINKED = "The emblem “{emblem}” takes something from elsewhere."
_OTHER_FILE = "Name a PNG, JPEG or SVG file below the report's folder, or write emblem: null."
_PLAIN_SVG = "Save the picture again as a plain SVG without scripts and links, or use a PNG file."


def read_emblem(data: bytes | None, path: str, place: Source) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The picture, or none where the file is missing, is no picture, or is more than a picture (IN-EMB-01)."""
    if data is None:
        return None, (_make_error("The plan names the emblem “{emblem}”, but there is no such file.", path, place),)
    if not data.lstrip(_BLANKS).startswith(_BEGINNINGS):
        return None, (_make_error(_NO_PICTURE, path, place),)
    fault = _find_svg_fault(data) if _is_svg(data) else ""
    return (None, (_make_error(fault, path, place, _PLAIN_SVG),)) if fault else (data, ())


def emblem_place(plan: bytes) -> str:
    """The place of the picture that a plan names, before the plan is read for good; empty where it names none."""
    if b"emblem" not in plan:
        return ""
    text, _ = read_text(plan, "")
    node, _ = read_yaml(text, "") if text else (None, ())
    entries = node.entries if isinstance(node, Mapping) else ()
    values = (value for key, value in entries if key.text == "emblem" and isinstance(value, Scalar))
    return next((value.text for value in values if not value.absent), "").strip()


def _is_svg(data: bytes) -> bool:
    return data.lstrip(_BLANKS).startswith(b"<")


def _find_svg_fault(data: bytes) -> str:
    """What is wrong with an SVG file that would travel in a Word file; nothing where the file is a picture alone."""
    from lxml import etree  # only for those who have an emblem

    try:
        root = etree.fromstring(data.lstrip(_BLANKS), etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return _NO_PICTURE
    if _name(str(root.tag)) != "svg" or _ENTITY.search(data):
        return _NO_PICTURE
    if root.getroottree().xpath("//processing-instruction()"):
        return _LINKED
    for element in root.iter(etree.Element):
        if _name(str(element.tag)) in _ACTIVE or any(_name(str(name)).startswith("on") for name in element.attrib):
            return "The emblem “{emblem}” has a script or a page in it."
        texts = [str(value) for name, value in element.attrib.items() if not _is_link(str(name))]
        if _name(str(element.tag)) == "style":
            texts.append("".join(map(str, element.itertext())))
        links = [str(value) for name, value in element.attrib.items() if _is_link(str(name))]
        if any(_leads_out(text) for text in texts) or not all(_INSIDE.match(link) for link in links):
            return _LINKED
    return ""


def _name(name: str) -> str:
    """The name of an element or an attribute without its namespace, in small letters."""
    return name.rpartition("}")[2].lower()


def _is_link(name: str) -> bool:
    return _name(name) in ("href", "src")


def _leads_out(style: str) -> bool:
    """Whether a value or a style sheet asks for another file."""
    return "@import" in style or "\\" in style or any(not _INSIDE.match(address) for address in _URL.findall(style))


def _make_error(message: str, path: str, place: Source, hint: str = _OTHER_FILE) -> Finding:
    return make_finding("IN-EMB-01", Severity.ERROR, place, message, hint, emblem=path)
