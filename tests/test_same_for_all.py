"""What somebody has set for himself changes neither the PDF nor what is said of its faces."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from assembler import pipeline
from assembler.build import BuildOptions
from tests.conftest import MakeReport

JAPANESE, CHINESE = 17, 18
"""The bits by which a face says for which of the two it was made."""


def make_face(path: Path, family: str, width: int, language: int) -> None:
    """A face in which every sign that is Japanese or Chinese is a box of this width."""
    box = TTGlyphPen(None)
    box.moveTo((0, 0))
    for corner in ((0, 700), (width, 700), (width, 0)):
        box.lineTo(corner)
    box.closePath()
    signs = (*range(0x20, 0x7F), *range(0x3000, 0x3130), *range(0x4E00, 0x9FB0), *range(0xFF00, 0xFFF0))
    face = FontBuilder(1000, isTTF=True)
    face.setupGlyphOrder([".notdef", "box"])
    face.setupCharacterMap(dict.fromkeys(signs, "box"))
    face.setupGlyf(dict.fromkeys([".notdef", "box"], box.glyph()))
    face.setupHorizontalMetrics(dict.fromkeys([".notdef", "box"], (width, 0)))
    face.setupHorizontalHeader(ascent=800, descent=-200)
    face.setupNameTable({"familyName": family, "styleName": "Regular"})
    face.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200, ulCodePageRange1=1 << language)
    face.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    face.save(path)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "wish"),
    [
        ("LC_ALL", "ja_JP.UTF-8"),
        ("LANGUAGE", "ja"),
        ("PANGO_LANGUAGE", "ja"),
        ("FC_LANG", "ja"),
        ("FC_DEBUG", "1"),
        ("HB_SHAPER_LIST", "fallback"),
        ("PYTHONOPTIMIZE", "1"),
    ],
)
def test_wishes_of_a_user_change_nothing(
    make_report: MakeReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, wish: str
) -> None:
    make_face(tmp_path / ".fonts/j.ttf", "Ja Kanji", 900, JAPANESE)
    make_face(tmp_path / ".fonts/c.ttf", "Zh Hanzi", 500, CHINESE)
    monkeypatch.setenv("HOME", str(tmp_path))
    for variable in ("LC_ALL", "LANG", "LANGUAGE"):
        monkeypatch.delenv(variable, raising=False)
    root = make_report(general__introduction="The word 骨直令 is one of them.[^a]\n\n[^a]: A note on efficiency.\n")
    before = pipeline.build(root, BuildOptions(final=False, formats=("pdf",)))
    monkeypatch.setenv(name, wish)
    after = pipeline.build(root, BuildOptions(final=False, formats=("pdf",)))
    assert after.outputs == before.outputs
    assert after.fonts == before.fonts
