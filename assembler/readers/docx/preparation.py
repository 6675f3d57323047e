"""Prepares a Word file before its text is read: settles what the file says in several ways or places.

A list may be named by a paragraph or by its style; a field is spread over runs and may be left open.
"""

from __future__ import annotations

from copy import deepcopy

from assembler.ooxml.elements import Element, element, qualified
from assembler.readers.ooxml.attributes import get_attribute, get_child, get_value
from assembler.readers.ooxml.styles import Styles

READ = "read"
"""The attribute of the texts that the reader has come by."""
WHOLE = "whole"
"""The attribute of the marks of a field that has a beginning and an end."""


def take_text(text: Element) -> str:
    """The words of a text, which is marked as read."""
    text.set(READ, "1")
    return text.text or ""


def mark_whole_fields(root: Element) -> None:
    """Marks the fields that have a beginning and an end; of others the words stand for themselves.

    A field that shows nothing and ends in another paragraph than it began in is broken, too: it would hide those.
    """
    open_: list[list[Element]] = []
    for mark in root.iter(qualified("fldChar")):
        kind = get_attribute(mark, "fldCharType")
        if kind == "begin":
            open_.append([mark])
        elif kind == "separate" and open_ and len(open_[-1]) == 1:
            open_[-1].append(mark)
        elif kind == "end" and open_:
            begin, *separator = open_.pop()
            if separator or _find_paragraph(begin) is _find_paragraph(mark):
                for one in (begin, *separator, mark):
                    one.set(WHOLE, "1")


def _find_paragraph(mark: Element) -> Element | None:
    return next(mark.iterancestors(qualified("p")), None)


def add_lists_of_styles(root: Element, numbering: Element | None, styles: Styles) -> None:
    """Writes the list of each paragraph into the paragraph, where only its style says it."""
    if numbering is None:
        return
    levels = _map_levels(numbering)
    for paragraph in root.iter(qualified("p")):
        properties = get_child(paragraph, "pPr")
        identifier = "" if properties is None else get_value(properties, "pStyle")
        if properties is None or not identifier:
            continue
        own = get_child(properties, "numPr")
        number, level = styles.get_list(identifier)
        number = (get_value(own, "numId") if own is not None else "") or number
        if number and (own is None or not get_value(own, "numId")):
            if own is not None:
                level = get_value(own, "ilvl") or level
                properties.remove(own)
            level = level or levels.get(identifier, "0")
            properties.append(element("numPr", element("ilvl", val=level), element("numId", val=number)))


def _map_levels(numbering: Element) -> dict[str, str]:
    """The level that is made for each style."""
    levels = numbering.iter(qualified("lvl"))
    return {name: level.get(qualified("ilvl"), "0") for level in levels if (name := get_value(level, "pStyle"))}


def resolve_list_styles(numbering: Element | None, styles: Styles) -> None:
    """Gives the forms of lists that only name a style the levels of that style's list."""
    if numbering is None:
        return
    definitions = {get_attribute(entry, "abstractNumId"): entry for entry in numbering.iter(qualified("abstractNum"))}
    lists = {get_attribute(num, "numId"): get_value(num, "abstractNumId") for num in numbering.iter(qualified("num"))}
    for definition in definitions.values():
        named = get_value(definition, "numStyleLink")
        linked = definitions.get(lists.get(styles.get_list(named)[0], "")) if named else None
        if linked is not None and linked is not definition and get_child(definition, "lvl") is None:
            definition.extend(deepcopy(level) for level in linked.findall(qualified("lvl")))
