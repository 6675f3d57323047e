"""Whether letters of a Word file can be seen on the page: their colour against what is behind them, and their size."""

from __future__ import annotations

from assembler.model.text.lazy_regex import Pattern
from assembler.ooxml.elements import Element, qualified
from assembler.readers.ooxml.attributes import get_attribute, get_child, get_style_identifier, get_value
from assembler.readers.ooxml.styles import LetterFormat, Styles

_COLOUR = Pattern(r"[0-9A-Fa-f]{6}")
_WHITE = "FFFFFF"
_LEAST_CONTRAST = 1.3
"""The contrast, as WCAG measures it, below which nobody sees letters."""
_LEAST_SIZE = 8
"""The size in half-points below which nobody reads letters."""
_LEAST_TINT = 0x30
"""How far the parts of a colour lie apart at least in what is no grey."""
_HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGray": "808080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "C0C0C0",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
}
_CELL, _TABLE = qualified("tc"), qualified("tbl")


def is_tiny(letters: LetterFormat) -> bool:
    """Whether letters are too small to be read."""
    return letters.size is not None and letters.size < _LEAST_SIZE


def is_marked(letters: LetterFormat) -> bool:
    """Whether words are highlighted, or shaded in a colour that is no grey."""
    if letters.highlight in _HIGHLIGHTS:
        return True
    parts = _split_colour(letters.shade or "")
    return bool(parts) and max(parts) - min(parts) >= _LEAST_TINT


def is_pale(letters: LetterFormat, paragraph: Element, styles: Styles) -> bool:
    """Whether letters have hardly another colour than what is behind them; no where a table's style may set that."""
    if not letters.color or not _COLOUR.fullmatch(letters.color):
        return False
    behind = _HIGHLIGHTS.get(letters.highlight or "", "") or letters.shade
    background = behind if behind and _COLOUR.fullmatch(behind) else _find_background(paragraph, styles)
    return bool(background) and _measure_contrast(letters.color, background) < _LEAST_CONTRAST


def _find_background(paragraph: Element, styles: Styles) -> str:
    """The colour behind a paragraph: its own shading, or that of its cell or table, else white; empty if unknown."""
    fills = [_get_fill(get_child(paragraph, "pPr")), styles.get_fill(get_style_identifier(paragraph))]
    for outside in paragraph.iterancestors(_CELL, _TABLE):
        is_cell = outside.tag == _CELL
        properties = get_child(outside, "tcPr" if is_cell else "tblPr")
        fills.append(_get_fill(properties))
        if not is_cell and properties is not None and styles.shades(get_value(properties, "tblStyle")):
            fills.append("")
    return next((fill for fill in fills if fill is not None), _WHITE)


def _get_fill(properties: Element | None) -> str | None:
    shading = None if properties is None else get_child(properties, "shd")
    fill = "" if shading is None else get_attribute(shading, "fill")
    return fill if _COLOUR.fullmatch(fill) else None


def _measure_contrast(color: str, background: str) -> float:
    lights = sorted(_measure_light(_split_colour(written)) for written in (color, background))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _measure_light(parts: tuple[int, ...]) -> float:
    """The relative luminance of a colour."""
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _split_colour(written: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(written)) if _COLOUR.fullmatch(written) else ()
