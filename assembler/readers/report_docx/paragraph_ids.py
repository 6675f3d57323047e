"""Finds the paragraphs of the report that stand in each paragraph of an edited Word file.

The hidden bookmark of a paragraph holds its words through most edits. Where somebody divides a paragraph, its bookmark
begins in the first half and ends in the last; where two are joined, both bookmarks hold words of the one. An empty
bookmark is what a deleted paragraph leaves behind.
"""

from __future__ import annotations

from collections.abc import Container

from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.paragraph_ids import Hidden
from assembler.readers.ooxml.attributes import get_attribute

HELD = "held"
"""The attribute in which the bookmarks are noted, for the reader of the paragraph."""

_P, _START, _END = qualified("p"), qualified("bookmarkStart"), qualified("bookmarkEnd")
_WORDS = tuple(map(qualified, ("t", "delText", "footnoteReference", "commentReference")))
_FRAME = f"{qualified('pPr')}/{qualified('framePr')}"


def mark_held_bookmarks(root: Element, bookmark_names: Container[str]) -> None:
    """Notes on each paragraph the bookmarks of the report's paragraphs that hold words of it.

    A paragraph without any such word, but in which one begins, bears that one: the bookmark may begin after its first
    sign, and end there.
    """
    open_: dict[str, str] = {}
    started: dict[Element, list[str]] = {}
    holding: dict[Element, dict[str, None]] = {}
    spent: set[str] = set()
    paragraph: Element | None = None
    for element in root.iter(_P, _START, _END, *_WORDS):
        if element.tag == _P:
            paragraph = None if element.find(_FRAME) is not None else element
        elif element.tag == _START:
            name = get_attribute(element, "name")
            if name.startswith(Hidden.SOURCE) and name in bookmark_names:
                open_[get_attribute(element, "id")] = name
                if paragraph is not None:
                    started.setdefault(paragraph, []).append(name)
        elif element.tag == _END:
            open_.pop(get_attribute(element, "id"), None)
        elif paragraph is not None and (element.text or element.tag not in _WORDS[:2]):
            holding.setdefault(paragraph, {}).update(dict.fromkeys(open_.values()))
            spent.update(open_.values())
    for one in {**started, **holding}:
        names = [*holding.get(one, {})] or [name for name in started.get(one, ()) if name not in spent]
        one.set(HELD, " ".join(names))


def get_held_bookmarks(paragraph: Element) -> tuple[str, ...]:
    """The bookmarks that were noted on a paragraph."""
    return tuple(paragraph.get(HELD, "").split())
