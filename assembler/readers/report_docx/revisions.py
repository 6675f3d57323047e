"""Accepts or rejects the tracked changes of a draft before it is read, or keeps those of words.

Words stand in `w:ins`, `w:del`, and for moves in `w:moveTo`, `w:moveFrom`. The mark that ends a paragraph is tracked in
the properties of its own run: a new mark is a split, a deleted one joins the paragraph with the next. Rows of tables
are tracked in their properties; former properties stand beside the new ones. What the program itself has written as
tracked, the proposals of the texts, is nobody's edit and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from assembler.ooxml.elements import Element, qualified
from assembler.readers.ooxml.attributes import is_inside

type Tracked = Literal["accept", "mark", "reject"]
"""What becomes of tracked changes; `mark` keeps those of words and accepts the others."""
type IsOwn = Callable[[Element], bool]
"""Whether a change or comment was written by the program."""

_ADDED = tuple(map(qualified, ("ins", "moveTo")))
_DROPPED = tuple(map(qualified, ("del", "moveFrom")))
CHANGES = (*_ADDED, *_DROPPED)
"""The elements of tracked changes of words and of the marks of paragraphs."""
_FORMER = tuple(map(qualified, ("rPrChange", "pPrChange")))
_LASTING = tuple(map(qualified, ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")))
_P, _R, _FORM, _RUN_FORM, _ROW_FORM = map(qualified, ("p", "r", "pPr", "rPr", "trPr"))
_ROW = qualified("tr")
_FRAME = f"{_FORM}/{qualified('framePr')}"
_SECTION, _COMMENT = qualified("sectPr"), qualified("commentReference")
_TEXT, _STRUCK = qualified("t"), qualified("delText")
_WORDS = tuple(map(qualified, ("t", "tab", "footnoteReference", "endnoteReference", "noBreakHyphen", "delText")))


def resolve_changes(root: Element, tracked: Tracked, is_own: IsOwn) -> bool:
    """Settles the changes in a part; says whether paragraphs or rows came or went although words are only marked."""
    dropped = _ADDED if tracked == "reject" else _DROPPED
    if tracked == "reject":
        _restore(root, is_own)
    marks = [(paragraph, mark) for paragraph in root.iter(_P) if (mark := _find_mark(paragraph, is_own))]
    for element in list(root.iter(*_ADDED, *_DROPPED)):
        parent = element.getparent()
        if parent is None or is_own(element) or parent.tag in (_RUN_FORM, _ROW_FORM):
            continue
        if tracked != "mark":
            _resolve(element, drop=element.tag in dropped)
    rows = _resolve_rows(root, dropped, is_own)
    ended = {paragraph for paragraph, mark in marks if mark in dropped}
    joined = _join_ended(root, ended, whole=tracked == "mark")
    return tracked == "mark" and (rows or joined or any(mark in _ADDED for _, mark in marks))


def _find_mark(paragraph: Element, is_own: IsOwn) -> str:
    """How the mark of a paragraph is tracked, empty where it is not."""
    properties = paragraph.find(f"{_FORM}/{_RUN_FORM}")
    changes = () if properties is None else properties.iterchildren(*CHANGES)
    tags = [str(change.tag) for change in changes if not is_own(change)]
    return next((tag for tag in tags if tag in _DROPPED), tags[0] if tags else "")


def _resolve(change: Element, *, drop: bool) -> None:
    """Puts what lasts of a change in its place: everything, or bookmarks and comments alone."""
    parent = change.getparent()
    assert parent is not None
    place = parent.index(change)
    children = list(_find_lasting(change)) if drop else list(change)
    parent.remove(change)
    for offset, child in enumerate(children):
        parent.insert(place + offset, child)


def _find_lasting(change: Element) -> Iterator[Element]:
    """What stays when words go."""
    for element in list(change.iter(*_LASTING, _COMMENT)):
        if element.tag != _COMMENT:
            yield element
            continue
        run = element.getparent()
        if run is not None and run.tag == _R:
            for other in [child for child in run if child.tag in _WORDS]:
                run.remove(other)
            yield run


def _restore(root: Element, is_own: IsOwn) -> None:
    """Gives runs and paragraphs the properties back that they had before."""
    for change in list(root.iter(*_FORMER)):
        properties = change.getparent()
        former = next(iter(change), None)
        if properties is None or former is None or is_own(change):
            continue
        lasting = [child for child in properties if child.tag in (_RUN_FORM, _SECTION, *_ADDED, *_DROPPED)]
        properties[:] = [*former, *lasting]


def _resolve_rows(root: Element, dropped: tuple[str, ...], is_own: IsOwn) -> bool:
    """Takes rows away that are gone; says whether any was tracked."""
    marks = {properties: [*properties.iterchildren(*CHANGES)] for properties in root.iter(_ROW_FORM)}
    tracked = {properties: [mark for mark in group if not is_own(mark)] for properties, group in marks.items()}
    for properties, group in tracked.items():
        row = properties.getparent()
        table = None if row is None else row.getparent()
        if row is not None and table is not None and any(mark.tag in dropped for mark in group):
            table.remove(row)
            if table.find(_ROW) is None:
                _remove(table)
    return any(tracked.values())


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


# Paragraphs that are joined


def _join_ended(root: Element, ended: set[Element], *, whole: bool) -> bool:
    """Joins each paragraph whose mark is gone with the next; with `whole`, one that is struck out as a whole stays."""
    done = False
    for paragraph in list(root.iter(_P)):
        if paragraph not in ended:
            continue
        following = _find_following(paragraph)
        if following is None or following.tag != _P:
            _remove_empty(paragraph)
        elif not whole or (_has_words(paragraph) and _has_words_in_group(following, ended)):
            done = True
            _join_paragraphs(paragraph, following)
    return done


def _find_following(paragraph: Element) -> Element | None:
    """What follows a paragraph; the source of a draft that stands between, in its frame, is no text and goes."""
    following = paragraph.getnext()
    while following is not None and (following.tag in _LASTING or following.find(_FRAME) is not None):
        passed, following = following, following.getnext()
        parent = passed.getparent()
        if passed.tag == _P and parent is not None and following is not None and following.tag == _P:
            parent.remove(passed)
    return following


def _has_words_in_group(paragraph: Element, ended: set[Element]) -> bool:
    """Whether the paragraph that is joined, or one that is joined to it in turn, has words that stay."""
    joined: Element | None = paragraph
    while joined is not None and joined.tag == _P:
        if _has_words(joined):
            return True
        if joined not in ended:
            return False
        joined = joined.getnext()
    return False


def _has_words(paragraph: Element) -> bool:
    """Whether words stay in a paragraph."""
    return any(not is_inside(word, *_DROPPED) for word in _find_words(paragraph))


def _find_words(paragraph: Element) -> Iterator[Element]:
    """What shows in a paragraph; some programs leave runs without any words."""
    inside = (word for word in paragraph.iter(*_WORDS) if (run := word.getparent()) is not None and run.tag == _R)
    return (word for word in inside if word.text or word.tag not in (_TEXT, _STRUCK))


def _join_paragraphs(paragraph: Element, following: Element) -> None:
    """Joins two paragraphs; the first one's properties hold where it has words left, else its bookmarks go, too."""
    properties, other = paragraph.find(_FORM), following.find(_FORM)
    has_words = any(True for _ in _find_words(paragraph))
    if not has_words:
        _drop_own_bookmarks(paragraph)
    content = [child for child in paragraph if child.tag != _FORM]
    if properties is not None and has_words:
        _keep_mark(properties, other)
        if other is not None:
            following.remove(other)
        following.insert(0, properties)
        other = properties
    place = 0 if other is None else 1
    for offset, child in enumerate(content):
        following.insert(place + offset, child)
    parent = paragraph.getparent()
    if parent is not None:
        parent.remove(paragraph)


def _drop_own_bookmarks(paragraph: Element) -> None:
    """Takes away bookmarks that begin and end in the paragraph: what they held is gone."""
    start, end = _LASTING[:2]
    ends = {mark.get(qualified("id")): mark for mark in paragraph.iter(end)}
    for opening in list(paragraph.iter(start)):
        closing = ends.get(opening.get(qualified("id")))
        for mark in (opening, closing) if closing is not None else ():
            parent = mark.getparent()
            if parent is not None:
                parent.remove(mark)


def _keep_mark(properties: Element, other: Element | None) -> None:
    """The mark that stays is that of the second paragraph; it may end a section."""
    for tag in (_RUN_FORM, _SECTION):
        for child in properties.findall(tag):
            properties.remove(child)
        properties.extend([] if other is None else other.findall(tag))


def _remove_empty(paragraph: Element) -> None:
    parent = paragraph.getparent()
    if parent is not None and len(parent.findall(_P)) > 1 and not any(True for _ in _find_words(paragraph)):
        for child in [child for child in paragraph if child.tag in _LASTING]:
            paragraph.addprevious(child)
        parent.remove(paragraph)
