"""Keeps one of two forms in which a Word file says the same thing, for new programs and for old ones.

A text box stands in the file twice, as drawing and as old picture; an emoji stands there as the sign of a font and as
a character. After this each stands there once, where the pair stood.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assembler.ooxml.elements import Element, qualified
from assembler.readers.ooxml.attributes import is_inside

_ALTERNATIVES, _CHOICE, _FALLBACK = map(qualified, ("mc:AlternateContent", "mc:Choice", "mc:Fallback"))
_BOX = qualified("txbxContent")
_TEXTS = (qualified("t"), qualified("delText"))
_PICTURES = tuple(map(qualified, ("drawing", "pict", "object")))
_WORD = re.compile(r"\w+")


def resolve_alternatives(root: Element) -> Iterator[tuple[int, str]]:
    """Puts the content of one alternative in the place of each pair.

    Gives what another one says and that one does not, after the place of its paragraph in the body.
    """
    for pair, place in reversed(list(_find_pairs(root))):
        branches = [branch for branch in pair if branch.tag in (_CHOICE, _FALLBACK)]
        chosen = _choose(branches)
        for branch in (branch for branch in branches if branch is not chosen):
            words = _get_all_words(branch)
            if chosen is not None and Counter(_WORD.findall(words)) - Counter(_WORD.findall(_get_all_words(chosen))):
                yield place, words
        _unwrap(pair, chosen)


def _choose(branches: list[Element]) -> Element | None:
    """The first branch that holds a text box; else the first, unless it shows nothing and another one has text."""
    with_box = next((branch for branch in branches if _holds(branch, _BOX)), None)
    if with_box is not None:
        return with_box
    shown = (branch for branch in branches if _holds(branch, *_TEXTS, *_PICTURES))
    return next(shown, branches[0] if branches else None)


def _holds(branch: Element, *tags: str) -> bool:
    return next(branch.iter(*tags), None) is not None


def _unwrap(pair: Element, chosen: Element | None) -> None:
    parent = pair.getparent()
    if parent is None:
        return
    place = parent.index(pair)
    parent[place : place + 1] = [] if chosen is None else list(chosen)


def _get_all_words(root: Element) -> str:
    """Every word in an element, the deleted ones too, in one line."""
    parts = (part.text or "" if part.tag in _TEXTS else " " for part in root.iter(qualified("p"), *_TEXTS))
    return " ".join("".join(parts).split())


def _find_pairs(root: Element) -> Iterator[tuple[Element, int]]:
    """Each pair of alternatives with the place of its paragraph, or of the one before; in text boxes are none."""
    place = 0
    for element in root.iter(qualified("p"), _ALTERNATIVES):
        if element.tag == _ALTERNATIVES:
            yield element, place
        elif not is_inside(element, _BOX):
            place += 1
