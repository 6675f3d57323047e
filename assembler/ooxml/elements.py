"""Elements of WordprocessingML as trees: of what is read, and of what is changed once it has been written.

What is written are pieces of markup; where something else must be found or changed in them, they become trees and
pieces again.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from assembler.ooxml.markup import NAMESPACES, PLACES, Markup, W, encode_part

type Element = etree._Element

_WORD_ONLY = {"w": W}


def qualified(name: str) -> str:
    """The name with its namespace: `w:p`, `r:id`; names without a prefix are Word's own."""
    if ":" not in name:
        return f"{{{W}}}{name}"
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


_QUALIFIED = {
    container: {qualified(tag): place for tag, place in places.items()} for container, places in PLACES.items()
}


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element of Word's namespace with attributes of the same namespace.

    It declares no other namespace than Word's: lxml sorts out every declaration anew whenever it moves an element.
    """
    node = etree.Element(qualified(tag), nsmap=_WORD_ONLY)
    for name, value in attributes.items():
        node.set(qualified(name), str(value))
    node.extend(children)
    return node


def properties(container: str, children: Iterable[Element]) -> Element:
    """A container of properties, such as `pPr`, with its children in the schema's order."""
    places = _QUALIFIED[container]
    return element(container, *sorted(children, key=lambda child: places[str(child.tag)]))


def put_property(container: Element, child: Element) -> None:
    """Puts a property into its container, in the schema's order and in the place of one of the same name."""
    for former in container.findall(str(child.tag)):
        container.remove(former)
    places = _QUALIFIED[str(container.tag).rpartition("}")[2]]
    mine = places[str(child.tag)]
    following = next((sibling for sibling in container if places.get(str(sibling.tag), 0) > mine), None)
    if following is None:
        container.append(child)
    else:
        following.addprevious(child)


def parse_markup(pieces: Iterable[Markup]) -> list[Element]:
    """The pieces as trees, each by itself."""
    root = etree.fromstring(b"".join(encode_part(("body",), pieces)))
    elements = list(root)
    for tree in elements:
        root.remove(tree)
    return elements


def to_markup(elements: Iterable[Element]) -> Markup:
    """Trees as one piece."""
    root = etree.fromstring(b"".join(encode_part(("body",), ())))
    root.extend(elements)
    return Markup(etree.tostring(root, encoding="unicode").partition(">")[2].removesuffix("</w:body>"))


def serialize(root: Element) -> bytes:
    """A part's XML with its declaration."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
