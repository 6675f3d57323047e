"""Replaces the signs that Word takes from symbol fonts by characters of Unicode.

The font Symbol has Greek letters and mathematical signs in an order of its own; in the file they stand in the private
area from F000 on, or as their number in that font (`w:sym`). Of Wingdings only marks of lists, boxes and arrows occur
in texts.
"""

from __future__ import annotations

_PRIVATE = 0xF000
_LAST = 0xF0FF
_HIGHEST = 0x10FFFF
_UNKNOWN = "\ufffd"
_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?"  # from 20
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"  # from 40
    "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"  # from 60
)
_SYMBOL_HIGH = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵"  # from A0
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"  # from C0
    "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"  # from E0
    "\ufffd〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"  # from F0
)
_WINGDINGS = dict(
    zip(
        bytes.fromhex("4A 6C 6E 6F 71 72 75 76 77 9E 9F A7 A8 D8 DF E0 E8 F0 FB FC FD FE"),
        "☺●■□❑❒◆❖⬥·•▪◻➢←→➔⇨✗✓☒☑",
        strict=True,
    )
)


def get_symbol(font: str, number: str) -> str:
    """The character of a sign that `w:sym` names; the mark of an unknown one where there is none."""
    try:
        code = int(number, 16)
    except ValueError:
        return _UNKNOWN
    return _find_character(font, code) if 0 < code <= _HIGHEST else _UNKNOWN


def replace_symbols(words: str, font: str) -> str:
    """The words with the signs of symbol faces among them as characters."""
    if ord(max(words, default=" ")) < _PRIVATE:
        return words
    return "".join(_find_character(font, ord(sign)) if _PRIVATE <= ord(sign) <= _LAST else sign for sign in words)


def _find_character(font: str, code: int) -> str:
    place = code - _PRIVATE if _PRIVATE <= code <= _LAST else code
    if font.lower().startswith("wingdings"):
        return _WINGDINGS.get(place, _UNKNOWN)
    if font and font.lower() != "symbol":
        return chr(code) if code < _PRIVATE and chr(code).isprintable() else _UNKNOWN
    if 0x20 <= place < 0x20 + len(_SYMBOL):
        return _SYMBOL[place - 0x20]
    return _SYMBOL_HIGH[place - 0xA0] if 0xA0 <= place < 0xA0 + len(_SYMBOL_HIGH) else _UNKNOWN
