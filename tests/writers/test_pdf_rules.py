"""Rules and borders: each side that is seen is a rectangle of its own, and nothing else changes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image

from assembler.writers.pdf_rules import with_plain_rules

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
        # A corner cut aslant stays the shape through which the rest is seen.
        (
            [b"0 0 m", b"9 0 l", b"8 1 l", b"1 1 l", b"W*", b"n", b"0 1 9 8 re", b"0 0 9 9 re", b"f*"],
            [b"0 0 m", b"9 0 l", b"8 1 l", b"1 1 l", b"W*", b"n", b"0 0 9 1 re\nf"],
        ),
    ],
)
def test_border_is_drawn_as_what_is_seen_of_it(drawn: list[object], plain: list[object]) -> None:
    assert with_plain_rules([b"q", *drawn, b"Q"]) == [b"q", *plain, b"Q"]


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
    assert with_plain_rules(drawn) == drawn


def test_hairlines_are_black_on_a_screen(example_final: Path, tmp_path: Path) -> None:
    """Rule of the running head, box of the summary, end rule: poppler shows those of official files black."""
    pdf = example_final / "A-75-345.pdf"
    subprocess.run(["pdftoppm", "-r", "100", "-gray", pdf, tmp_path / "page"], check=True)
    with pdfplumber.open(pdf) as document:
        thin = [(page.page_number, it) for page in document.pages for it in page.rects if it["height"] < 0.3]
    assert len(thin) >= 24
    for number, rule in thin:
        picture = Image.open(tmp_path / f"page-{number:02}.pgm")
        across = int((rule["x0"] + rule["x1"]) / 2 / 0.72)
        down = int(rule["top"] / 0.72)
        assert min(picture.getpixel((across, y)) for y in (down - 1, down, down + 1)) == 0, (number, rule["top"])
