"""Barcode and QR code: what they say, and that both forms say the same."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
import zxingcpp
from lxml import etree
from PIL import Image

from assembler.writers import cover_images as codes

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
    picture = Image.open(BytesIO(codes.draw_barcode_png("2600248")))
    width = picture.width // len(row_of_modules())
    row = "".join("0" if picture.getpixel((x, 1)) else "1" for x in range(0, picture.width, width))
    assert row == row_of_modules()


def test_barcode_svg_has_the_bars_of_the_picture() -> None:
    modules = ["0"] * len(row_of_modules())
    for start, width in re.findall(r"M(\d+) 0h(\d+)", codes.draw_barcode_svg("2600248")):
        modules[int(start) : int(start) + int(width)] = "1" * int(width)
    assert "".join(modules) == row_of_modules()


def test_barcode_has_the_measured_size() -> None:
    svg = etree.fromstring(codes.draw_barcode_svg("2600248").encode())
    assert float(svg.get("width", "").removesuffix("pt")) == pytest.approx(100.4, abs=0.2)
    assert svg.get("height") == "13.1pt"


@pytest.mark.parametrize("text", ["", "20*1", "20é"])
def test_barcode_refuses_what_it_has_no_sign_for(text: str) -> None:
    assert not codes.can_be_barcode(text)
    with pytest.raises(ValueError, match="no barcode"):
        codes.draw_barcode_svg(text)


def as_read(picture: Image.Image) -> list[tuple[zxingcpp.BarcodeFormat, str]]:
    """What a reader of codes sees in a picture on white paper."""
    paper = Image.new("L", (picture.width + 96, picture.height + 96), 255)
    paper.paste(picture, (48, 48))
    return [(code.format, code.text) for code in zxingcpp.read_barcodes(paper)]


def test_pictures_are_read_as_what_they_say() -> None:
    barcode, qr = (
        Image.open(BytesIO(image)) for image in (codes.draw_barcode_png("2011922"), codes.draw_qr_png(ADDRESS))
    )
    assert as_read(barcode) == [(zxingcpp.BarcodeFormat.Code39, "2011922")]
    assert as_read(qr) == [(zxingcpp.BarcodeFormat.QRCode, ADDRESS)]


def test_qr_code_is_of_level_m() -> None:
    picture = Image.open(BytesIO(codes.draw_qr_png(ADDRESS)))
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.ec_level == "M"


def test_qr_svg_has_the_modules_of_the_picture_without_margin_and_fixed_size() -> None:
    picture = Image.open(BytesIO(codes.draw_qr_png(ADDRESS)))
    svg = etree.fromstring(codes.draw_qr_svg(ADDRESS).encode())
    size = int(svg.get("viewBox", "").split()[2])
    black = {
        (x, int(y))
        for start, y, width in re.findall(r"M(\d+) (\d+)h(\d+)", svg[0].get("d", ""))
        for x in range(int(start), int(start) + int(width))
    }
    step = picture.width // size
    assert black == {(x, y) for x in range(size) for y in range(size) if not picture.getpixel((x * step, y * step))}
    assert (svg.get("viewBox"), svg.get("width")) == (f"0 0 {size} {size}", None)


def test_ring_is_a_grey_ring_on_white() -> None:
    ring = Image.open(BytesIO(codes.draw_ring_png()))
    assert (ring.mode, ring.width, ring.height) == ("L", 240, 240)
    row = [ring.getpixel((x, 120)) for x in range(240)]
    assert [row[x] for x in (0, 120, 239)] == [255, 255, 255]
    assert row == row[::-1] == [ring.getpixel((120, y)) for y in range(240)]
    dark = [x for x, shade in enumerate(row) if shade == min(row)]
    assert (min(row), dark) == (160, [*range(10, 19), *range(221, 230)])


def test_codes_are_the_same_bytes_each_time() -> None:
    assert codes.draw_barcode_png("2011922") == codes.draw_barcode_png("2011922")
    assert codes.draw_qr_png(ADDRESS) == codes.draw_qr_png(ADDRESS)
