"""Names the script of a character, such as Arabic: fonts are installed script by script."""

from __future__ import annotations

import unicodedata

_CHINESE = (
    *(range(0x2E80, 0x3040), range(0x31C0, 0x31F0), range(0x3200, 0xA000), range(0xF900, 0xFB00)),
    *(range(0xFE30, 0xFE50), range(0xFF00, 0xFF61), range(0x20000, 0x32400)),
)
"""Chinese characters and the punctuation that is set with them."""
_SCRIPTS = frozenset(
    {
        *("ARABIC", "ARMENIAN", "BENGALI", "CYRILLIC", "DEVANAGARI", "ETHIOPIC", "GEORGIAN"),
        *("GREEK", "GUJARATI", "GURMUKHI", "HANGUL", "HEBREW", "HIRAGANA", "KANNADA"),
        *("KATAKANA", "KHMER", "LAO", "LATIN", "MALAYALAM", "MONGOLIAN", "MYANMAR"),
        *("SINHALA", "SYRIAC", "TAMIL", "TELUGU", "THAANA", "THAI", "TIBETAN"),
    }
)
"""The words with which Unicode begins the names of characters of a script."""


def find_script(character: str) -> str:
    """The English name of the script to which a character belongs; empty for symbols, digits and common punctuation."""
    if any(ord(character) in part for part in _CHINESE):
        return "Chinese"
    name = unicodedata.name(character, "").removeprefix("EXTENDED ")
    script = name.split(" ", 1)[0].split("-", 1)[0]
    return script.title() if script in _SCRIPTS else ""
