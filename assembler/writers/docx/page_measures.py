"""The measures of the page in Word, and the paragraphs and runs that every part of the document is made of.

All lengths are twips, twentieths of a point, as measured in official New York documents of 2026. In right-to-left
versions every paragraph says `bidi` and every run `rtl`; left and right then change sides by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from assembler.ooxml.markup import Markup, element, paragraph, run, text
from assembler.ooxml.styles import ParagraphFormat, RunFormat

PAGE_WIDTH = 12_240
PAGE_HEIGHT = 15_840
MARGIN_SIDE = 1_200
MARGIN_TOP = 1_440
MARGIN_BOTTOM_FIRST = 1_728
MARGIN_BOTTOM = 1_152
HEADER = 432
FOOTER = 504
FRAME = PAGE_WIDTH - 2 * MARGIN_SIDE
TEXT_INDENT = 1_267
TEXT_WIDTH = FRAME - 2 * TEXT_INDENT
TAB_GRID = (1_267, 1_742, 2_218, 2_693, 3_182, 3_658, 4_133, 4_622, 5_098, 5_573, 6_048)
NUMERAL_END = 1_022
NOTE_MARK_END = 1_195

LANGUAGES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "zh": "zh-CN", "ar": "ar-SA"}
"""The language tags that Word's tools expect, by language of the version."""
_RIGHT_TO_LEFT_LANGUAGES = {"ar", "dv", "fa", "he", "ps", "ur", "yi"}
_EAST_ASIAN_LANGUAGES = {"ja", "ko", "zh"}

TAB = element("tab")
RIGHT_TO_LEFT = element("rtl")
"""The property of a run."""
_BIDI = element("bidi")


def para(
    style: str,
    *content: Markup,
    rtl: bool,
    paragraph_format: ParagraphFormat | None = None,
    further: Sequence[Markup] = (),
) -> Markup:
    """A paragraph in the direction of the version, with the changes to its style that the shape asks for."""
    formatting = (*(paragraph_format.elements() if paragraph_format else ()), *further, *((_BIDI,) if rtl else ()))
    return paragraph(style, *content, formatting=formatting)


def words(written: str, *, rtl: bool, run_format: RunFormat | None = None) -> Markup:
    """A run of plain words in the direction of the version."""
    formatting = (*(run_format.elements() if run_format else ()), *((RIGHT_TO_LEFT,) if rtl else ()))
    return run(text(written), formatting=formatting)


def tab(run_format: RunFormat | None = None) -> Markup:
    """A run with a tab; its face is that of the leader's points."""
    return run(TAB, formatting=run_format.elements() if run_format else ())


def language_elements(tag: str) -> list[Markup]:
    """The properties of a run in that language, a BCP 47 tag."""
    primary = tag.partition("-")[0].lower()
    said = LANGUAGES.get(tag.lower(), tag)
    if primary in _RIGHT_TO_LEFT_LANGUAGES:
        return [RIGHT_TO_LEFT, element("lang", bidi=said)]
    if primary in _EAST_ASIAN_LANGUAGES:
        return [element("lang", eastAsia=said)]
    return [element("lang", val=said)]
