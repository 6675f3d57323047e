"""Drawn pictures of the first page, as SVG for the PDF and as PNG for Word; leaves their place to the writers.

They are the barcode, the QR code, and the plain ring that keeps the place of the emblem.

Code 39: each sign is five bars and four spaces, two bars and one space of them wide, and stands between narrow gaps; an
asterisk opens and closes the row. The official files print it in a 12-point barcode font, three to one: measured in
A/80/590, a sign with its gap takes 11.23 pt, and the bars are 13.1 pt high.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

import segno
from PIL import Image, ImageDraw

_WIDE = 3
_GAP = 1
_MODULES_OF_SIGN = 16
_SIGN_WIDTH = 11.23
_HEIGHT = 13.1
_POINTS_OF_MODULE = _SIGN_WIDTH / _MODULES_OF_SIGN
_PIXELS_OF_MODULE = 6
_RING_PIXELS = 240
_SMOOTHING = 4

# The two wide bars depend on the place of a sign in its group, the one wide space depends on the group.
_WIDE_BARS = ((0, 4), (1, 4), (0, 1), (2, 4), (0, 2), (1, 2), (3, 4), (0, 3), (1, 3), (2, 3))
_GROUPS = (("1234567890", 1), ("ABCDEFGHIJ", 2), ("KLMNOPQRST", 3), ("UVWXYZ-. *", 0))
_START_AND_STOP = "*"


def can_be_barcode(text: str) -> bool:
    """Whether the text is not empty and each of its characters has a sign in the barcode."""
    signs = "".join(group for group, _ in _GROUPS)
    return bool(text) and all(character in signs and character != _START_AND_STOP for character in text)


def barcode_width(text: str) -> float:
    """Width of the barcode of a text in points."""
    return _modules(text) * _POINTS_OF_MODULE


def barcode_height() -> float:
    """Height of every barcode in points."""
    return _HEIGHT


def barcode_svg(text: str) -> str:
    """The Code 39 barcode as an SVG element with its size in points; raises ValueError for what it can't say."""
    bars = "".join(f"M{start} 0h{width}v1h-{width}z" for start, width in _bars(text))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{barcode_width(text):.2f}pt" height="{_HEIGHT}pt"'
        f' viewBox="0 0 {_modules(text)} 1" preserveAspectRatio="none"><path d="{bars}"/></svg>'
    )


def barcode_png(text: str) -> bytes:
    """The Code 39 barcode as a black and white picture; raises ValueError for what it can't say."""
    height = round(_HEIGHT / _POINTS_OF_MODULE) * _PIXELS_OF_MODULE
    picture = Image.new("1", (_modules(text) * _PIXELS_OF_MODULE, height), 1)
    draw = ImageDraw.Draw(picture)
    for start, width in _bars(text):
        left, right = start * _PIXELS_OF_MODULE, (start + width) * _PIXELS_OF_MODULE
        draw.rectangle((left, 0, right - 1, height - 1), fill=0)
    return _png(picture)


@lru_cache(maxsize=4)  # a quarter of the time for a web page, which the preview writes at every save
def qr_svg(text: str) -> str:
    """The QR code, error level M, without margin, as an SVG element that fills the box it is given."""
    out = BytesIO()
    _qr(text).save(out, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None, omitsize=True, nl=False)
    return out.getvalue().decode()


def qr_png(text: str) -> bytes:
    """The QR code, error level M, without margin, as a black and white picture."""
    out = BytesIO()
    _qr(text).save(out, kind="png", border=0, scale=12)
    return out.getvalue()


def ring_png() -> bytes:
    """A plain grey ring, the place of the emblem where the user has no file of it."""
    large = Image.new("L", (_RING_PIXELS * _SMOOTHING,) * 2, 255)
    edge = _RING_PIXELS * _SMOOTHING // 25
    ImageDraw.Draw(large).ellipse((edge, edge, large.width - edge, large.height - edge), outline=160, width=edge)
    return _png(large.resize((_RING_PIXELS, _RING_PIXELS), Image.Resampling.BOX))


def _qr(text: str) -> segno.QRCode:
    return segno.make_qr(text, error="m", boost_error=False)


def _png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "png")
    return out.getvalue()


def _modules(text: str) -> int:
    return (len(text) + 2) * _MODULES_OF_SIGN - _GAP


def _bars(text: str) -> Iterator[tuple[int, int]]:
    """Start and width of each bar, counted in modules."""
    if not can_be_barcode(text):
        raise ValueError(f"no barcode can say {text!r}")
    position = 0
    for sign in f"{_START_AND_STOP}{text}{_START_AND_STOP}":
        for place, width in enumerate(_widths(sign)):
            if place % 2 == 0:
                yield position, width
            position += width
        position += _GAP


def _widths(sign: str) -> list[int]:
    """Widths of the five bars and the four spaces of a sign, in turn."""
    group, wide_space = next((signs, space) for signs, space in _GROUPS if sign in signs)
    widths = [1] * 9
    for bar in _WIDE_BARS[group.index(sign)]:
        widths[2 * bar] = _WIDE
    widths[2 * wide_space + 1] = _WIDE
    return widths
