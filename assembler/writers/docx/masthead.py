"""The masthead of the template: how wide it is, and the emblem in it.

The emblem of the United Nations is protected and never shipped: the user's own file stands there, or a plain ring.
"""

from __future__ import annotations

from assembler.ooxml.elements import Element, parse_markup
from assembler.ooxml.package import HeaderFooter
from assembler.ooxml.pictures import Picture, in_line, media_of
from assembler.ooxml.words_in_braces import runs_with
from assembler.writers.cover_images import draw_ring_png
from assembler.writers.docx.construction import WordDocument

OVERHANG = 10
"""How much wider than the text the masthead and the box of the summary are."""
_EMBLEM_WIDTH = 56.2
_EMBLEM_HEIGHT = 47.0


def fill_emblem(paragraph: Element, head: HeaderFooter, document: WordDocument, emblem: bytes | None) -> None:
    """Puts the picture in its place. Raises ValueError for an emblem that is no picture."""
    place = runs_with(paragraph, "emblem")[0]
    for run in parse_markup([in_line(_picture(document, head, emblem))]):
        place.addprevious(run)
    above = place.getparent()
    assert above is not None  # a run stands in a paragraph
    above.remove(place)


def _picture(document: WordDocument, head: HeaderFooter, emblem: bytes | None) -> Picture:
    """The user's emblem within the measured box, or a ring in its place."""
    number, file = next(document.drawings), document.file
    if emblem is None:
        relation = file.add_picture(head.part, "ring.png", "image/png", draw_ring_png())
        return Picture(number, relation, _EMBLEM_HEIGHT, _EMBLEM_HEIGHT, "Place of the emblem")
    media = media_of(emblem)
    width = min(_EMBLEM_WIDTH, _EMBLEM_HEIGHT * media.proportion)
    relation = file.add_picture(head.part, f"emblem.{media.extension}", media.content_type, emblem)
    alternative = document.report.wording.emblem
    if not media.vector:
        return Picture(number, relation, width, width / media.proportion, alternative)
    bitmap = file.add_picture(head.part, "ring.png", "image/png", draw_ring_png())
    return Picture(number, bitmap, width, width / media.proportion, alternative, vector=relation)
