"""Draws the barcode, the QR code and the ring in place of the emblem, as SVG for the PDF and as PNG for Word.

In Code 39, each sign is five bars and four spaces, two bars and one space of them wide, and stands between narrow gaps;
an asterisk opens and closes the row. The official files print it in a 12-point barcode font, three to one: measured in
A/80/590, a sign with its gap takes 11.23 pt, and the bars are 13.1 pt high.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import hypot, sqrt

from qrcodegen import QrCode, QrSegment

_WIDE = 3
_GAP = 1
_MODULES_OF_SIGN = 16
_SIGN_WIDTH = 11.23
BARCODE_HEIGHT = 13.1
"""Height of every barcode in points."""
_POINTS_OF_MODULE = _SIGN_WIDTH / _MODULES_OF_SIGN
_PIXELS_OF_MODULE = 6
_PIXELS_OF_QR_MODULE = 12
_BLACK = re.compile("0+")
_RING_PIXELS = 240
_RING_OUTSIDE = 110.5
_RING_INSIDE = 101
_GREY = 160
_WHITE = b"\xff"

# The two wide bars depend on the place of a sign in its group, the one wide space depends on the group.
_WIDE_BARS = ((0, 4), (1, 4), (0, 1), (2, 4), (0, 2), (1, 2), (3, 4), (0, 3), (1, 3), (2, 3))
_GROUPS = (("1234567890", 1), ("ABCDEFGHIJ", 2), ("KLMNOPQRST", 3), ("UVWXYZ-. *", 0))
_START_AND_STOP = "*"


def can_be_barcode(text: str) -> bool:
    """Whether the text is not empty and each of its characters has a sign in the barcode."""
    signs = "".join(group for group, _ in _GROUPS)
    return bool(text) and all(character in signs and character != _START_AND_STOP for character in text)


def measure_barcode(text: str) -> float:
    """Width of the barcode of a text in points."""
    return _count_modules(text) * _POINTS_OF_MODULE


def draw_barcode_svg(text: str) -> str:
    """The Code 39 barcode as an SVG element with its size in points; raises ValueError for text that it cannot hold."""
    bars = "".join(f"M{start} 0h{width}v1h-{width}z" for start, width in _list_bars(text))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{measure_barcode(text):.2f}pt" height="{BARCODE_HEIGHT}pt"'
        f' viewBox="0 0 {_count_modules(text)} 1" preserveAspectRatio="none"><path d="{bars}"/></svg>'
    )


def draw_barcode_png(text: str) -> bytes:
    """The Code 39 barcode as a black and white picture; raises ValueError for text that it cannot hold."""
    height = round(BARCODE_HEIGHT / _POINTS_OF_MODULE) * _PIXELS_OF_MODULE
    black = {place for start, width in _list_bars(text) for place in range(start, start + width)}
    row = "".join("0" if place in black else "1" for place in range(_count_modules(text)))
    return _write_png([_write_pixels(row, _PIXELS_OF_MODULE)] * height, len(row) * _PIXELS_OF_MODULE, bits=1)


def draw_qr_svg(text: str) -> str:
    """The QR code, error level M, without margin, as an SVG element that fills the box it is given."""
    rows = _make_qr_rows(text)
    path = "".join(
        f"M{run.start()} {place}h{run.end() - run.start()}v1h-{run.end() - run.start()}z"
        for place, row in enumerate(rows)
        for run in _BLACK.finditer(row)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}"><path d="{path}"/></svg>'


def draw_qr_png(text: str) -> bytes:
    """The QR code, error level M, without margin, as a black and white picture."""
    rows = [_write_pixels(row, _PIXELS_OF_QR_MODULE) for row in _make_qr_rows(text)]
    return _write_png(
        [row for row in rows for _ in range(_PIXELS_OF_QR_MODULE)], len(rows) * _PIXELS_OF_QR_MODULE, bits=1
    )


@lru_cache(maxsize=4)  # the same for Word and for the web page, which the preview writes at every save
def _make_qr_rows(text: str) -> tuple[str, ...]:
    """The rows of modules, 0 for black, 1 for white."""
    code = QrCode.encode_segments(QrSegment.make_segments(text), QrCode.Ecc.MEDIUM, boostecl=False)
    places = range(code.get_size())
    return tuple("".join("0" if code.get_module(x, y) else "1" for x in places) for y in places)


def draw_ring_png() -> bytes:
    """A plain grey ring, the place of the emblem where the user has no file of it."""
    below = [half[::-1] + half for half in map(_draw_half_of_ring, range(_RING_PIXELS // 2))]
    return _write_png([*reversed(below), *below], _RING_PIXELS, bits=8)


def _draw_half_of_ring(row: int) -> bytes:
    """The right half of a row below the centre; only the pixels about the ring need a closer look."""
    height = row + 0.5
    first, last = (int(sqrt(max(radius**2 - height**2, 0))) for radius in (_RING_INSIDE - 1, _RING_OUTSIDE + 1))
    pixels = bytes(_find_shade(hypot(place + 0.5, height)) for place in range(first, last + 1))
    return (_WHITE * first + pixels).ljust(_RING_PIXELS // 2, _WHITE)


def _find_shade(distance: float) -> int:
    """The grey of a pixel at that distance from the centre of the ring, by how much of it the ring covers."""
    covered = min(max(_RING_OUTSIDE - distance + 0.5, 0), 1) - min(max(_RING_INSIDE - distance + 0.5, 0), 1)
    return round(_WHITE[0] - (_WHITE[0] - _GREY) * covered)


def _write_pixels(modules: str, width: int) -> bytes:
    """A row of a picture of one bit a pixel: of modules, 0 for black, 1 for white, each so many pixels wide."""
    row = "".join(module * width for module in modules)
    filled = row.ljust(-(-len(row) // 8) * 8, "0")
    return int(filled, 2).to_bytes(len(filled) // 8)


def _write_png(rows: Sequence[bytes], width: int, *, bits: int) -> bytes:
    """A grey picture in PNG, of so many bits a pixel: its head, its rows, each unfiltered, and its end."""
    head = struct.pack(">IIBBBBB", width, len(rows), bits, 0, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    return b"\x89PNG\r\n\x1a\n" + _write_chunk(b"IHDR", head) + _write_chunk(b"IDAT", data) + _write_chunk(b"IEND", b"")


def _write_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _count_modules(text: str) -> int:
    return (len(text) + 2) * _MODULES_OF_SIGN - _GAP


def _list_bars(text: str) -> Iterator[tuple[int, int]]:
    """Start and width of each bar, counted in modules."""
    if not can_be_barcode(text):
        raise ValueError(f"no barcode can say {text!r}")
    position = 0
    for sign in f"{_START_AND_STOP}{text}{_START_AND_STOP}":
        for place, width in enumerate(_list_widths(sign)):
            if place % 2 == 0:
                yield position, width
            position += width
        position += _GAP


def _list_widths(sign: str) -> list[int]:
    """Widths of the five bars and the four spaces of a sign, in turn."""
    group, wide_space = next((signs, space) for signs, space in _GROUPS if sign in signs)
    widths = [1] * 9
    for bar in _WIDE_BARS[group.index(sign)]:
        widths[2 * bar] = _WIDE
    widths[2 * wide_space + 1] = _WIDE
    return widths
