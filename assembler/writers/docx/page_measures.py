"""The measures of the page that the layout depends on, and the paragraphs and runs that every part is made of.

All lengths are twips, twentieths of a point. Paper, margins and indents are those of the template; the steps between
them are as measured in official New York documents of 2026. In right-to-left versions every paragraph says `bidi` and
every run `rtl`; left and right then change sides by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from assembler.model.value import Value
from assembler.ooxml.direct_formatting import ParagraphFormat, RunFormat
from assembler.ooxml.markup import Markup, element, paragraph, run, text
from assembler.ooxml.package import WordFile
from assembler.ooxml.page_setup import PageSetup, page_setup
from assembler.ooxml.template import indents_of

STEP = 475
"""From one tab stop to the next."""
SECOND_STEP = 951
"""From the left indent of paragraphs to the second tab stop after it."""
NUMERAL_GAP = 245
"""From the end of a heading's numeral to its title."""

LANGUAGES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "zh": "zh-CN", "ar": "ar-SA"}
"""The language tags that Word's tools expect, by language of the version."""
_RIGHT_TO_LEFT_LANGUAGES = {"ar", "dv", "fa", "he", "ps", "ur", "yi"}
_EAST_ASIAN_LANGUAGES = {"ja", "ko", "zh"}
_USUAL_INDENTS = (1_267, 1_267)

TAB = element("tab")
RIGHT_TO_LEFT = element("rtl")
"""The property of a run."""
_BIDI = element("bidi")


class Measures(Value):
    """What the layout takes from the template."""

    first_page: PageSetup
    """The page setup of the first page."""
    page: PageSetup
    """The page setup of all others."""
    left_indent: int
    """Where paragraphs of the text begin, from the left margin."""
    right_indent: int
    """Where they end, from the right margin."""

    @property
    def text_width(self) -> int:
        """The width between the margins."""
        return self.page.text_width

    @property
    def paragraph_width(self) -> int:
        """The width of the paragraphs of the text."""
        return self.text_width - self.left_indent - self.right_indent


def read_measures(file: WordFile) -> Measures:
    """The measures of a template: its page setup, and the indents of its style of numbered paragraphs."""
    left, right = indents_of(file.styles, "SingleTxt") or _USUAL_INDENTS
    return Measures(page_setup(file.sections[0]), page_setup(file.sections[-1]), left, right)


def para(
    style: str,
    *content: Markup,
    rtl: bool,
    paragraph_format: ParagraphFormat | None = None,
    further: Sequence[Markup] = (),
) -> Markup:
    """A paragraph in the direction of the version, with the changes to its style that the format asks for."""
    own = paragraph_format.elements() if paragraph_format else ()
    return paragraph(style, *content, formatting=(*own, *further, *((_BIDI,) if rtl else ())))


def words(written: str, *, rtl: bool, run_format: RunFormat | None = None) -> Markup:
    """A run of plain words in the direction of the version."""
    own = run_format.elements() if run_format else ()
    return run(text(written), formatting=(*own, *((RIGHT_TO_LEFT,) if rtl else ())))


def tab(run_format: RunFormat | None = None) -> Markup:
    """A run with a tab; its format is that of the leader's points."""
    return run(TAB, formatting=run_format.elements() if run_format else ())


def make_language_properties(tag: str) -> list[Markup]:
    """The properties of a run in that language, a BCP 47 tag."""
    primary = tag.partition("-")[0].lower()
    name = LANGUAGES.get(tag.lower(), tag)
    if primary in _RIGHT_TO_LEFT_LANGUAGES:
        return [RIGHT_TO_LEFT, element("lang", bidi=name)]
    if primary in _EAST_ASIAN_LANGUAGES:
        return [element("lang", eastAsia=name)]
    return [element("lang", val=name)]
