"""The styles of the form for focal points: a plain face for the screen, one blue, frames for what is filled in.

The form is no official document, so that nothing of the report's look is in it. Neighbours of the same frame stand in
one box, whatever number of paragraphs somebody types; the headings that may be typed in an answer have that frame, too.
"""

from __future__ import annotations

from assembler.ooxml.markup import Markup, element, properties
from assembler.ooxml.questionnaire import STYLE_GUIDANCE, STYLE_LAST
from assembler.ooxml.styles import ParagraphFormat, Rule, RunFormat, Style, default_style, style_element
from assembler.writers.docx.page_measures import LANGUAGES

FONT = "Arial"
CHINESE_FONT = "Microsoft YaHei"
BLUE = "00598C"
WIDTH = 9_640
"""The width of the text in twips."""
NAMES = 3_300
"""How much of it the names of the facts take."""

_GREY = "404040"
_PANEL = "EAF2F8"
_INSET = 140  # frames are drawn outside of the words; this keeps them inside the margins
_SIDES = ("top", "left", "bottom", "right")
_FRAME = Rule(_SIDES, 6, 6, "7FA8C9")
_LINES = 276

STYLES = (
    Style("Title", "Title", RunFormat(22, bold=True, color=BLUE), ParagraphFormat(before=0, after=40, keep_next=True)),
    Style("Subtitle", "Subtitle", RunFormat(12, color=_GREY), ParagraphFormat(after=240, keep_next=True)),
    Style(
        "Heading1",
        "heading 1",
        RunFormat(14, bold=True, color=BLUE),
        ParagraphFormat(
            before=480, after=100, keep_next=True, keep_lines=True, outline=0, rule=Rule(("top",), 12, 6, BLUE)
        ),
        next="FormGuidance",
    ),
    Style(
        "Heading2",
        "heading 2",
        RunFormat(bold=True),
        ParagraphFormat(after=120, left=_INSET, right=_INSET, keep_next=True, keep_lines=True, outline=1, rule=_FRAME),
        next="FormAnswer",
    ),
    Style("FormGuidance", STYLE_GUIDANCE, RunFormat(10, color=_GREY), ParagraphFormat(after=100)),
    Style(
        "FormFact",
        "Form Fact",
        RunFormat(10),
        ParagraphFormat(
            after=60,
            left=NAMES,
            right=_INSET,
            first=_INSET - NAMES,
            alignment="left",
            tabs=(("left", NAMES),),
            rule=Rule(_SIDES, 6, 6, _PANEL),
            shade=_PANEL,
        ),
    ),
    Style(
        "FormTopic",
        "Form Topic",
        RunFormat(12, bold=True, color=BLUE),
        ParagraphFormat(before=320, after=100, keep_next=True),
    ),
    Style(
        "FormLastTime",
        STYLE_LAST,
        RunFormat(9.5, color="595959"),
        ParagraphFormat(after=80, left=240, right=_INSET, shade="F5F5F5"),
    ),
    Style("FormAnswer", "Form Answer", RunFormat(), ParagraphFormat(after=120, left=_INSET, right=_INSET, rule=_FRAME)),
    Style("Footer", "footer", RunFormat(8.5, color="595959"), ParagraphFormat(after=0, tabs=(("right", WIDTH),))),
    Style("PlaceholderText", "Placeholder Text", RunFormat(color="6B6B6B"), None, "", shown=False),
    Style("Hyperlink", "Hyperlink", RunFormat(color=BLUE), None, ""),
)
"""Every style but the defaults, in the order of the file."""

_BUILT_IN = {"Title", "Subtitle", "heading 1", "heading 2", "footer", "Placeholder Text", "Hyperlink"}


def fonts(language: str) -> tuple[str, ...]:
    """The fonts that a form in that language asks for."""
    return (FONT, CHINESE_FONT) if language == "zh" else (FONT,)


def styles(language: str) -> list[Markup]:
    """What the styles part must hold for a form in that language."""
    tag = LANGUAGES.get(language, language)
    run_format = [
        element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=fonts(language)[-1]),
        *RunFormat(10.5).elements(),
        element("lang", val=tag, eastAsia=tag if tag.startswith("zh") else "zh-CN", bidi="ar-SA"),
    ]
    return [
        element("docDefaults", element("rPrDefault", properties("rPr", run_format)), element("pPrDefault")),
        _normal(),
        default_style("character", "DefaultParagraphFont", "Default Paragraph Font"),
        default_style("table", "TableNormal", "Normal Table"),
        default_style("numbering", "NoList", "No List"),
        *(style_element(style, style.name in _BUILT_IN) for style in STYLES),
    ]


def _normal() -> Markup:
    paragraph_format = [element("spacing", after=120, line=_LINES, lineRule="auto"), element("widowControl")]
    named = (element("name", val="Normal"), element("qFormat"))
    return element("style", *named, properties("pPr", paragraph_format), type="paragraph", default=1, styleId="Normal")
