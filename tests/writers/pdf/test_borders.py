"""Rules and borders: each side that is seen is a rectangle of its own, and nothing else changes."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image

from assembler.model.value import replace
from assembler.writers.pdf.borders import simplify_borders
from assembler.writers.pdf.document import write
from tests.builders import every_node, para
from tests.writers.pdf.test_document import LOOK

CLIP = [b"736 86.4 m", b"80 86.4 l", b"80 86.733333 l", b"736 86.733333 l", b"W*", b"n"]
RING = [b"80 86.733333 656 892.466667 re", b"80 86.4 656 892.8 re", b"f*"]
BLACK = [b"/a1.0 gs", b"0 0 0 rg"]


@pytest.mark.parametrize(
    ("drawn", "plain"),
    [
        ([*CLIP, *BLACK, *RING], [*BLACK, b"80 86.4 656 0.3333 re\nf"]),
        ([*CLIP, *RING], [b"80 86.4 656 0.3333 re\nf"]),
        (
            [b"2 2 6 6 re", b"0 0 10 10 re", b"f*"],
            [b"0 0 10 2 re\nf", b"0 8 10 2 re\nf", b"0 2 2 6 re\nf", b"8 2 2 6 re\nf"],
        ),
        ([b"0 1 9 0 re", b"0 0 9 1 re", b"f*"], [b"0 0 9 1 re\nf"]),
        # Sides that meet in a corner, each cut aslant there; the corner may be drawn twice.
        (
            [b"0 0 m", b"9 0 l", b"8 1 l", b"1 1 l", b"W*", b"n", b"1 1 7 8 re", b"0 0 9 9 re", b"f*"],
            [b"0 0 9 1 re\nf"],
        ),
    ],
)
def test_border_is_drawn_as_what_is_seen_of_it(drawn: list[object], plain: list[object]) -> None:
    assert simplify_borders([b"q", *drawn, b"Q"]) == [b"q", *plain, b"Q"]


@pytest.mark.parametrize(
    "drawn",
    [
        [b"0 0 5 5 re", b"f"],
        [b"f*"],
        [b"0 0 5 5 re", b"f*"],
        [b"0 0 m", b"5 0 l", b"0 5 l", b"f*"],
        [b"0 0 5 5 re", b"9 9 5 5 re", b"f*"],
        ["/Artifact", b"BMC", {"MCID": 0}, b"EMC"],
    ],
)
def test_all_else_stays_as_it_is(drawn: list[object]) -> None:
    assert simplify_borders(drawn) == drawn


def blackness(pdf: Path, folder: Path) -> Iterator[tuple[str, int]]:
    """Each thin rule of a file, and the shade in which poppler shows its middle; 0 is black."""
    subprocess.run(["pdftoppm", "-r", "100", "-gray", pdf, folder / "page"], check=True)
    with pdfplumber.open(pdf) as document:
        thin = [
            (page, shape)
            for page in document.pages
            for shape in page.rects
            if min(shape["height"], shape["width"]) < 0.3
        ]
        digits = len(str(len(document.pages)))
    for page, rule in thin:
        picture = Image.open(folder / f"page-{page.page_number:0{digits}}.pgm")
        x, y = (int((rule[near] + rule[far]) / 2 / 0.72) for near, far in (("x0", "x1"), ("top", "bottom")))
        shades = [picture.getpixel((x + dx, y + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        yield f"{page.page_number}: {rule['x0']:.0f} {rule['top']:.0f}", min(shades)


@pytest.mark.slow
def test_hairlines_are_black_on_a_screen(example_final: Path, tmp_path: Path) -> None:
    """Rule of the running head, box of the summary, end rule: poppler shows those of official files black."""
    shown = dict(blackness(example_final / "A-75-345.pdf", tmp_path))
    assert len(shown) >= 24
    assert set(shown.values()) == {0}


@pytest.mark.slow
def test_box_over_two_pages_has_its_sides_on_both(tmp_path: Path) -> None:
    report = every_node(draft=False)
    paragraphs = tuple(para(f"s#{n}", None, "These words fill the box of the summary. " * 9) for n in range(14))
    pdf = tmp_path / "box.pdf"
    pdf.write_bytes(write(replace(report, summary=replace(report.summary, blocks=paragraphs)), LOOK))  # type: ignore[type-var]
    assert set(dict(blackness(pdf, tmp_path)).values()) == {0}
    with pdfplumber.open(pdf) as document:
        tall = [
            [shape for shape in page.rects if shape["width"] < 0.3 and shape["height"] > 50]
            for page in document.pages[:2]
        ]
    assert [len(sides) for sides in tall] == [2, 2]
