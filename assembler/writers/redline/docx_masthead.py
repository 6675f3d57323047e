"""What changed in masthead, agenda block and title, as tracked changes: line by line, in each line word by word.

Lines are compared within the cell or the text in which they stand. A line that ends a cell cannot come or go in Word,
so there nothing is marked; the list of changes names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from assembler.model.text.sequence_diff import diff_sequences
from assembler.model.text.word_diff import Change, diff_words
from assembler.ooxml.block_revisions import Marker, Whole
from assembler.ooxml.elements import Element, qualified

_P, _R, _T, _CELL, _FORM = map(qualified, ("p", "r", "t", "tc", "rPr"))
_WHOLE = {Change.ADDED: Whole.ADDED, Change.DROPPED: Whole.DROPPED}

type Lines = list[Element]


def mark_first_page(old: Sequence[Element], new: Sequence[Element], marker: Marker) -> list[Element]:
    """Marks in the new elements what they say otherwise than the old ones; gives them with the lines that are gone."""
    holders, others = (list(_holders(elements)) for elements in (old, new))
    marked_elements = list(new)
    if len(holders) == len(others):
        for was, now in zip(holders, others, strict=True):
            _mark_lines(was, now, marker, marked_elements)
    return marked_elements


def _holders(elements: Sequence[Element]) -> Iterator[Lines]:
    """The lines outside of tables, then those of each cell."""
    yield [element for element in elements if element.tag == _P]
    for top in elements:
        for cell in top.iter(_CELL):
            yield [element for element in cell if element.tag == _P]


def _mark_lines(old: Lines, new: Lines, marker: Marker, elements: list[Element]) -> None:
    texts, others = ([_said(line) for line in lines] for lines in (old, new))
    for kind, first, last, start, end in diff_sequences(texts, others):
        if kind == "equal":
            continue
        paired = min(last - first, end - start)
        for was, now in zip(old[first : first + paired], new[start : start + paired], strict=True):
            _mark_words(was, now, marker)
        for line in new[start + paired : end]:
            if line.getnext() is not None or line.getparent() is None:
                marker.paragraph(line, Whole.ADDED)
        _put_gone(old[first + paired : last], new[start + paired :], marker, elements)


def _put_gone(gone: Lines, following: Lines, marker: Marker, elements: list[Element]) -> None:
    """Lines that are gone, before the line that follows them; at the end of a cell there is none."""
    if not following:
        return
    for line in gone:
        copy = deepcopy(line)
        marker.paragraph(copy, Whole.DROPPED)
        if following[0].getparent() is None:
            elements.insert(elements.index(following[0]), copy)
        else:
            following[0].addprevious(copy)


def _said(line: Element) -> str:
    return "".join(text.text or "" for text in line.iter(_T))


def _text_runs(line: Element) -> Lines:
    """The runs that are words and nothing else."""
    return [run for run in line if run.tag == _R and [child.tag for child in run if child.tag != _FORM] == [_T]]


def _mark_words(old: Element, new: Element, marker: Marker) -> None:
    """Marks the words of one line, run by run where it has as many as before."""
    ours, theirs = _text_runs(old), _text_runs(new)
    if len(ours) != len(theirs):
        ours, theirs = ours[:1], theirs[:1]
    for was, now in zip(ours, theirs, strict=False):
        pieces = diff_words(_said(was), _said(now))
        if any(piece.change is not Change.SAME for piece in pieces):
            for piece in pieces:
                run = _run(was if piece.change is Change.DROPPED else now, piece.text)
                now.addprevious(run)
                if piece.change in _WHOLE:
                    marker.run(run, _WHOLE[piece.change])
            new.remove(now)


def _run(like: Element, words: str) -> Element:
    """A run of that look with other words."""
    run = deepcopy(like)
    for text in run.iter(_T):
        text.text = words
    return run
