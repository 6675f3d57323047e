"""How each language sets quotations, figures, dates and references, as far as rules look at that.

Seen in issued documents, or in the data of the Unicode consortium (CLDR); what nobody has seen in an issued document is
marked as an estimate.
"""

from __future__ import annotations

from collections.abc import Mapping

from assembler.model.value import Value

ARABIC_LETTER = "\u0621-\u064a"
CHINESE_LETTER = "\u3400-\u9fff"


class Conventions(Value):
    """The forms of one language."""

    opening: str
    """The mark before quoted words."""
    closing: str
    """The mark after them."""
    quotes: str
    """Which pair of marks is right: “curly” or «angle»."""
    paragraph: str
    """A reference to a paragraph, with {number} for its number."""
    see: str
    """What stands before a reference in brackets."""
    resolution: str
    """The citation of a resolution of the Security Council, with {number} and {year}."""
    assembly: str
    """The citation of a resolution of the General Assembly, with {number}."""
    resolution_word: str
    """A pattern for the word resolution before its number."""
    page_word: str
    """A pattern for a page of a document, with its number."""
    thousands: str = ""
    """The sign between groups of three figures; empty where rules look for none."""
    decimal: str = "."
    """The sign before decimals."""
    per_cent: str = ""
    """What follows the figure of a percentage; empty where rules look for none."""
    million: str = ""
    """A pattern for the words that follow a figure with decimals."""
    dash: str = "–"
    """The sign where a sentence breaks."""


_BY_LANGUAGE: Mapping[str, Conventions] = {
    "en": Conventions(
        opening="“",
        closing="”",
        quotes="curly",
        paragraph="para. {number}",
        see="see",
        resolution="resolution {number} ({year})",
        assembly="resolution {number}",
        resolution_word="resolution ",
        page_word=r"pages? ?\d+",
    ),
    "fr": Conventions(
        opening="«\u00a0",
        closing="\u00a0»",
        quotes="angle",
        paragraph="par. {number}",  # estimate
        see="voir",  # estimate
        resolution="résolution {number} ({year})",  # estimate
        assembly="résolution {number}",
        resolution_word=r"[Rr]ésolution ",
        page_word=r"(?:pp?\.|pages?) ?\d+",
        thousands="\u00a0",
        decimal=",",
        per_cent="\u00a0%",
        million="millions?|milliards?|pour cent",
    ),
    "es": Conventions(
        opening="“",
        closing="”",
        quotes="curly",
        paragraph="párr. {number}",  # estimate
        see="véase",  # estimate
        resolution="resolución {number} ({year})",
        assembly="resolución {number}",
        resolution_word=r"[Rr]esolución ",
        page_word=r"(?:págs?\.|pp?\.|páginas?) ?\d+",
        thousands=".",
        decimal=",",
        per_cent="\u00a0%",
        million="millón|millones|por ciento",
    ),
    "ru": Conventions(
        opening="«",
        closing="»",
        quotes="angle",
        paragraph="п. {number}",  # estimate
        see="см.",  # estimate
        resolution="резолюция {number} ({year})",  # estimate
        assembly="резолюция {number}",
        resolution_word=r"[Рр]езолюци[а-я]+ ",
        page_word=r"(?:стр\.|с\.) ?\d+",
        thousands="\u00a0",
        decimal=",",
        per_cent=" процентов",  # estimate
        million="млн|млрд|миллион[а-я]*|миллиард[а-я]*|процент[а-я]*",
        dash="—",
    ),
    "ar": Conventions(
        opening="”",
        closing="“",
        quotes="curly",
        paragraph="الفقرة {number}",
        see="انظر",
        resolution="القرار {number} ({year})",  # estimate
        assembly="القرار {number}",
        resolution_word=r"(?:ال)?قرار(?:ه|ها)? (?:مجلس الأمن )?",
        page_word=r"(?:ص\.?|الصفحة|صفحة) ?\d+",
        per_cent=" في المائة",
        million="في المائة|مليون|ملايين|بليون|بلايين",
    ),
    "zh": Conventions(
        opening="“",
        closing="”",
        quotes="curly",
        paragraph="第{number}段",
        see="见",
        resolution="第{number}({year})号决议",
        assembly="第{number}号决议",
        resolution_word="第",
        page_word=r"第 ?\d+ ?页",
        per_cent="%",
        dash="——",
    ),
}
"""The forms by language code."""


def get_conventions(language: str) -> Conventions:
    """The forms of a language; those of English, which has rules of its own, for one that is not known."""
    return _BY_LANGUAGE.get(language, _BY_LANGUAGE["en"])
