"""The second half of the pages, drawn alongside the first; leaves it to WeasyPrint how a page is drawn.

WeasyPrint draws a page as a list of operations; beside it, fonts take note of the glyphs that are used, and what is
drawn as a whole of its own, such as the rule over notes, becomes a group with a name. That is what comes back, and is
put where WeasyPrint would have put it, page by page. A page with more than that, such as a picture, is drawn again in
its turn. So the file is the same, byte for byte, as if nothing had been drawn alongside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import pydyf
import weasyprint
from weasyprint.pdf.stream import Stream
from weasyprint.text.fonts import FontConfiguration

from assembler.model.value import Value
from assembler.runtime.parallel import run_in_parallel

_FEW = 4
"""As many pages are drawn before another process has begun."""
_POINTS_OF_PIXEL = 0.75
_NAMED = ("XObject", "Pattern", "Shading")
"""The kinds of things that operations name, beside fonts and degrees of opacity."""

type _States = Mapping[str, Mapping[str, object]]
"""Degrees of opacity, by name."""
type _Glyphs = Mapping[int, tuple[Mapping[int, int], Mapping[int, str]]]
"""By font, the width of each glyph and the text for which it stands."""


class _Group(Value):
    """What is drawn as a whole of its own."""

    name: str
    """What it was called."""
    box: Sequence[float]
    """Its edges: left, upper, right, lower."""
    operations: Sequence[object]
    """What draws it."""
    states: _States
    """What these name."""


class _Drawing(Value):
    """What comes of drawing a page."""

    operations: Sequence[object]
    """What draws it."""
    pieces: Mapping[int, Mapping[str, object]]
    """What the tags need of each piece, by the place of its box on the page."""
    groups: Sequence[_Group]
    """In the order in which they were begun."""
    glyphs: _Glyphs
    """Of this page and those before it in its half."""
    states: _States
    """As well."""


@contextmanager
def second_half_alongside(document: weasyprint.Document, *, tagged: bool) -> Iterator[None]:
    """While it lasts, the second half of the pages is being drawn, or has been, and the file may be written.

    For a process that does nothing else.
    """
    pages = document.pages
    half = (len(pages) + 1) // 2
    own_faces = document.font_config._folder  # which are found in this process alone
    worth = len(pages) > _FEW and not own_faces
    with run_in_parallel(lambda: _drawings(document, pages[half:], tagged=tagged), enabled=worth) as drawn:
        drawings = _each(drawn)
        document.pages = [*pages[:half], *(_Drawn(page, drawings, document.fonts) for page in pages[half:])]
        yield
    document.pages = pages


def _each(drawn: Callable[[], Sequence[_Drawing | None]]) -> Iterator[_Drawing | None]:
    yield from drawn()


def _drawings(
    document: weasyprint.Document, pages: Sequence[weasyprint.Page], *, tagged: bool
) -> list[_Drawing | None]:
    """The pages, each drawn by itself; none for a page that must be drawn in its turn."""
    theirs = document.font_config.font_map
    # Pango has a thread look for fonts, which a copy of a process lacks; so it must begin anew.
    document.font_config.font_map = FontConfiguration().font_map
    fonts: dict[int, weasyprint.pdf.fonts.Font] = {}
    try:
        return [_drawing(document, page, fonts, tagged=tagged) for page in pages]
    finally:
        document.font_config.font_map = theirs


def _drawing(
    document: weasyprint.Document, page: weasyprint.Page, fonts: dict[int, weasyprint.pdf.fonts.Font], *, tagged: bool
) -> _Drawing | None:
    resources = {kind: pydyf.Dictionary() for kind in ("ExtGState", "ColorSpace", *_NAMED)}
    images: dict[str, object] = {}
    left, right, above, below = (page.bleed[side] for side in ("left", "right", "top", "bottom"))
    area = (-left, -above, page.width + left + right, page.height + above + below)
    tags: dict[object, Mapping[str, object]] | None = {} if tagged else None
    stream = Stream(fonts, area, resources, images, tags, document.color_profiles, document.output_intent)
    stream.transform(d=-1, f=page.height * _POINTS_OF_PIXEL)
    before = len(stream.stream)
    page.paint(stream, _POINTS_OF_PIXEL)
    groups = list(resources["XObject"].values())
    places = {box: place for place, box in enumerate(_boxes(page))}
    named = (
        images,
        resources["Pattern"],
        resources["Shading"],
        *(it._resources[kind] for it in groups for kind in _NAMED),
    )
    if any(named) or any(font.missing for font in fonts.values()) or not all(box in places for box in tags or ()):
        return None
    return _Drawing(
        stream.stream[before:],
        {places[box]: piece for box, piece in (tags or {}).items()},
        [_Group(it.id, it.extra["BBox"], it.stream, _states(it)) for it in groups],
        {key: (font.widths, font.to_unicode) for key, font in fonts.items()},
        _states(stream),
    )


def _boxes(page: weasyprint.Page) -> Iterator[object]:
    return iter(page._page_box.descendants(placeholders=True))


def _states(stream: Stream) -> _States:
    return {name: dict(state) for name, state in stream._resources["ExtGState"].items()}


class _Drawn(weasyprint.Page):  # type: ignore[misc]
    """A page that comes drawn, unless it must be drawn in its turn."""

    def __init__(
        self, page: weasyprint.Page, drawings: Iterator[_Drawing | None], fonts: Mapping[int, weasyprint.pdf.fonts.Font]
    ) -> None:
        """For a page, the drawings of which its own is the next, and the fonts of the file."""
        self.__dict__.update(vars(page))
        self._drawings = drawings
        self._fonts = fonts

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """Puts what draws the page into the stream."""
        drawing = next(self._drawings)
        if drawing is None or not drawing.glyphs.keys() <= self._fonts.keys():
            super().paint(stream, scale)
            return
        names = dict(_put_group(stream, group) for group in drawing.groups)
        stream.stream += [names.get(it, it) if isinstance(it, bytes) else it for it in drawing.operations]
        if stream._tags is not None:
            boxes = list(_boxes(self))
            stream._tags |= {boxes[place]: piece for place, piece in drawing.pieces.items()}
        for key, (widths, texts) in drawing.glyphs.items():
            _add(self._fonts[key].widths, widths)
            _add(self._fonts[key].to_unicode, texts)
        _put_states(stream, drawing.states)


def _put_group(stream: Stream, group: _Group) -> tuple[bytes, bytes]:
    """Puts a group into the file; the operation that draws it by the name it had, and by the one it has here."""
    left, top, right, bottom = group.box
    put = stream.add_group(left, top, right - left, bottom - top)
    put.stream += group.operations
    _put_states(put, group.states)
    return b"/%s Do" % group.name.encode(), b"/%s Do" % put.id.encode()


def _put_states(stream: Stream, states: _States) -> None:
    _add(stream._resources["ExtGState"], {name: pydyf.Dictionary(state) for name, state in states.items()})


def _add[K, V](known: dict[K, V], new: Mapping[K, V]) -> None:
    """Adds what is not known yet; what is known stays where it is."""
    for key, value in new.items():
        known.setdefault(key, value)
