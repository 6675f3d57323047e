"""Elements as trees: to pieces and back, and properties in their order."""

from __future__ import annotations

from lxml import etree

from assembler.ooxml.elements import element, parse_markup, properties, qualified, to_markup
from assembler.ooxml.markup import element as piece_of
from assembler.ooxml.markup import run, text


def test_pieces_become_trees_and_the_same_pieces_again() -> None:
    pieces = [
        piece_of("p", run(text(" a & b ")), piece_of("hyperlink", **{"r:id": "link1"})),
        piece_of("w14:checkbox"),
        piece_of("bookmarkEnd", id=1),
    ]
    trees = parse_markup(pieces)
    assert [etree.QName(element).localname for element in trees] == ["p", "checkbox", "bookmarkEnd"]
    assert [element.getparent() for element in trees] == [None, None, None]
    assert to_markup(trees) == "".join(pieces)
    assert (to_markup([]), parse_markup([])) == ("", [])


def test_properties_stand_in_the_order_of_the_schema() -> None:
    form = properties("rPr", [element("lang", val="fr-FR"), element("b")])
    assert [element.tag for element in form] == [qualified("b"), qualified("lang")]
