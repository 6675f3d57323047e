"""Barcode and QR code: what they say, and that both forms say the same."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
import segno
from lxml import etree
from PIL import Image

from assembler.writers import codes

# Bars and spaces of *2600248*, read off the official A/80/590: n narrow, w wide, signs apart.
OFFICIAL = "nwnnwnwnn nnwwnnnnw nnwwwnnnn nnnwwnwnn nnnwwnwnn nnwwnnnnw nnnwwnnnw wnnwnnwnn nwnnwnwnn"
ADDRESS = "https://docs.un.org/en/A/75/345"


def row_of_modules() -> str:
    signs = []
    for sign in OFFICIAL.split():
        pieces = ("10"[place % 2] * (3 if width == "w" else 1) for place, width in enumerate(sign))
        signs.append("".join(pieces))
    return "0".join(signs)


def test_barcode_picture_is_that_of_the_official_file() -> None:
    picture = Image.open(BytesIO(codes.barcode_png("2600248")))
    width = picture.width // len(row_of_modules())
    row = "".join("0" if picture.getpixel((x, 1)) else "1" for x in range(0, picture.width, width))
    assert row == row_of_modules()


def test_barcode_svg_has_the_bars_of_the_picture() -> None:
    modules = ["0"] * len(row_of_modules())
    for start, width in re.findall(r"M(\d+) 0h(\d+)", codes.barcode_svg("2600248")):
        modules[int(start) : int(start) + int(width)] = "1" * int(width)
    assert "".join(modules) == row_of_modules()


def test_barcode_has_the_measured_size() -> None:
    svg = etree.fromstring(codes.barcode_svg("2600248").encode())
    assert float(svg.get("width", "").removesuffix("pt")) == pytest.approx(100.4, abs=0.2)
    assert svg.get("height") == "13.1pt"


@pytest.mark.parametrize("text", ["", "20*1", "20é"])
def test_barcode_refuses_what_it_has_no_sign_for(text: str) -> None:
    assert not codes.can_be_barcode(text)
    with pytest.raises(ValueError, match="no barcode"):
        codes.barcode_svg(text)


def test_qr_picture_is_the_matrix_at_level_m() -> None:
    code = segno.make_qr(ADDRESS, error="m", boost_error=False)
    picture = Image.open(BytesIO(codes.qr_png(ADDRESS))).convert("1")
    size = len(code.matrix)
    step = picture.width // size
    read = [[not picture.getpixel((x * step, y * step)) for x in range(size)] for y in range(size)]
    assert code.error == "M"
    assert read == [[bool(module) for module in row] for row in code.matrix]


def test_qr_svg_has_no_margin_and_no_fixed_size() -> None:
    svg = etree.fromstring(codes.qr_svg(ADDRESS).encode())
    size = segno.make_qr(ADDRESS, error="m", boost_error=False).symbol_size(border=0)[0]
    assert svg.get("viewBox") == f"0 0 {size} {size}"
    assert svg.get("width") is None


def test_codes_are_the_same_bytes_each_time() -> None:
    assert codes.barcode_png("2011922") == codes.barcode_png("2011922")
    assert codes.qr_png(ADDRESS) == codes.qr_png(ADDRESS)
