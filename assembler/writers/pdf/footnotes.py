"""Notes on the page of their call; leaves layout itself to WeasyPrint.

WeasyPrint 70 lays a note out whole, at the foot of the page of its call or, where there is no room, of a later one; a
note taller than a page runs off the sheet, and its text is lost without a word. So the pages are laid out, looked
through and laid out again, the block of the first note that stands wrong being asked for a little more each time: to
begin on a new page, at last to take the note after it into the text, where it can run over pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import weasyprint

from assembler.writers.html.footnote_placement import Placement, Placements

type Layout = Callable[[Placements], weasyprint.Document]

_PASSES = 40
_NEXT = {None: Placement.MOVED, Placement.MOVED: Placement.INLAID}
_TOLERANCE = 1.0


def lay_out_with_notes(layout: Layout) -> weasyprint.Document:
    """The document laid out so that each note stands whole on the page of its call, or after its block."""
    placements: dict[int, Placement] = {}
    document = layout(placements)
    for _ in range(_PASSES):
        cut = list(find_cut_notes(document))
        apart = [place for place in find_misplaced_notes(document) if place not in cut]
        if not cut and not apart:
            return document
        if cut:
            placements |= dict.fromkeys(cut, Placement.INLAID)
        else:
            placements[apart[0]] = _NEXT[placements.get(apart[0])]
        document = layout(placements)
    # A note on a later page than its call can be read; one that runs off the sheet cannot.
    return layout(placements | dict.fromkeys(find_cut_notes(document), Placement.INLAID))


def find_misplaced_notes(document: weasyprint.Document) -> list[int]:
    """Places, from 1, of the notes that do not begin on the page of their call."""
    calls: dict[int, int] = {}
    notes: dict[int, int] = {}
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            place = int(box.element.get("data-place") or 0) if box.element is not None else 0
            if place and box.element_tag.endswith("::footnote-call"):
                calls.setdefault(place, number)
            elif place and box.element_tag.endswith("::footnote-marker"):
                notes.setdefault(place, number)
    return sorted(place for place, page in calls.items() if notes.get(place) != page)


def find_cut_notes(document: weasyprint.Document) -> Iterator[int]:
    """Places of the notes that run over the head or the foot of their page."""
    for page in document.pages:
        top = page._page_box.content_box_y() - _TOLERANCE
        bottom = page._page_box.content_box_y() + page._page_box.height + _TOLERANCE
        areas = [child for child in page._page_box.children if type(child).__name__ == "FootnoteAreaBox"]
        for note in (child for area in areas for child in area.children):
            place = int(note.element.get("data-place") or 0) if note.element is not None else 0
            if place and not top <= note.position_y <= note.position_y + note.margin_height() <= bottom:
                yield place
