"""Pictures: what a file says of itself, and how it stands in the document."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from assembler.ooxml.elements import parse_markup
from assembler.ooxml.pictures import Picture, in_line, media_of, on_page

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"/>'


def bitmap(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (30, 10)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(("content", "extension"), [(bitmap("png"), "png"), (bitmap("jpeg"), "jpg"), (SVG, "svg")])
def test_type_and_proportion_of_a_picture(content: bytes, extension: str) -> None:
    media = media_of(content)
    assert (media.extension, media.proportion, media.vector) == (extension, 3, extension == "svg")


@pytest.mark.parametrize("content", [b"", b"text", b"<svg", b'<svg viewBox="0 0 1 0"/>', bitmap("png")[:20]])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="no picture"):
        media_of(content)


def test_picture_has_its_size_and_words() -> None:
    (made,) = parse_markup([in_line(Picture(7, "rId1", 10, 5, 'A "ring" & more'))])
    described = next(made.iter("{*}docPr"))
    extent = next(made.iter("{*}extent"))
    assert (described.get("id"), described.get("descr")) == ("7", 'A "ring" & more')
    assert (extent.get("cx"), extent.get("cy")) == ("127000", "63500")


def test_picture_on_the_page_has_its_place() -> None:
    (made,) = parse_markup([on_page(Picture(1, "rId1", 10, 5, "Ring"), 100, 200)])
    assert [element.text for element in made.iter("{*}posOffset")] == ["1270000", "2540000"]
