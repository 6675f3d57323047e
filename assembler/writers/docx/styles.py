"""The styles of the Word file, by code: names and identifiers of the official template, measures of its documents.

Normal carries what all text shares: 10 on 12 points exact, letters at 103 per cent with 0.2 points between them, kerned
from 7 points, no hyphenation, widow control. Unlike the official template, headings have their space in the style
instead of empty lines, and degrees that form one outline. Between two paragraphs Word leaves the larger of the space
below the one and the space above the other, so a heading says the whole space above it. What the template lacks has a
plain name of its own.
"""

from __future__ import annotations

from assembler.ooxml.markup import Markup, element, properties
from assembler.ooxml.styles import ParagraphFormat, RunFormat, Style, default_style, style_element
from assembler.writers.docx.page_measures import FRAME, LANGUAGES, NOTE_MARK_END, NUMERAL_END, TAB_GRID, TEXT_INDENT

FONT = "Times New Roman"
CHINESE_FONT = "SimSun"

_GRID = tuple(("left", place) for place in TAB_GRID)
_HEADING_TABS = (("right", NUMERAL_END), *_GRID)
_NOTE_TABS = (("right", NOTE_MARK_END), *_GRID)
_CONTENTS_TABS = (("left", 1_296), ("right.dot", FRAME))
_CONTENTS_TABS_BELOW = (("left", 1_728), ("right.dot", FRAME))
_END_RULE_INDENT = (FRAME - 1_440) // 2
_RIGHT = 1_260  # headings and notes; paragraphs stand in by TEXT_INDENT on both sides
_BODY = 9

STYLES = (
    Style(
        "SingleTxt",
        "__Single Txt",
        paragraph_format=ParagraphFormat(240, 0, 120, TEXT_INDENT, TEXT_INDENT, alignment="both", tabs=_GRID),
    ),
    Style(
        "H1",
        "_ H_1",
        RunFormat(12, bold=True),
        ParagraphFormat(270, 360, 240, TEXT_INDENT, _RIGHT, 0, "left", True, True, outline=1, tabs=_HEADING_TABS),
        next="SingleTxt",
    ),
    Style("HCh", "_ H _Ch", RunFormat(14, spacing=-0.1), ParagraphFormat(300, outline=0), "H1", "SingleTxt"),
    Style("H23", "_ H_2/3", RunFormat(10, spacing=0.1), ParagraphFormat(240, 240, 120, outline=2), "H1", "SingleTxt"),
    Style(
        "H4", "_ H_4", RunFormat(bold=False, italic=True, spacing=0.15), ParagraphFormat(outline=3), "H23", "SingleTxt"
    ),
    Style("H56", "_ H_5/6", RunFormat(bold=False, spacing=0.2), ParagraphFormat(outline=4), "H23", "SingleTxt"),
    Style("XLarge", "XLarge", RunFormat(20, bold=True, scale=98, spacing=-0.2), ParagraphFormat(390)),
    Style("Session", "Session", RunFormat(bold=True, spacing=0.1), ParagraphFormat(keep_next=True)),
    Style("AgendaItemNormal", "Agenda_Item_Normal"),
    Style("AgendaTitleH2", "Agenda_Title_H2", RunFormat(bold=True), ParagraphFormat(alignment="left")),
    Style(
        "TitleHCH",
        "Title_H_CH",
        paragraph_format=ParagraphFormat(before=360, outline=_BODY),
        base="HCh",
        next="TitleH1",
    ),
    Style(
        "TitleH1",
        "Title_H1",
        paragraph_format=ParagraphFormat(before=0, after=360, outline=_BODY),
        base="H1",
        next="SingleTxt",
    ),
    Style("Publication", "Publication", paragraph_format=ParagraphFormat(0)),
    Style("ReleaseDate0", "Release Date", paragraph_format=ParagraphFormat(0, uncounted=True)),
    Style("Bullet1", "Bullet 1", base="SingleTxt"),
    Style("Quote", "Quote", paragraph_format=ParagraphFormat(left=TAB_GRID[1], right=TAB_GRID[1]), base="SingleTxt"),
    Style(
        "SummaryTitle", "Summary Title", RunFormat(12, italic=True), ParagraphFormat(240, 240, 120, 240, keep_next=True)
    ),
    Style(
        "RepTableNumber",
        "Rep_Table_Number",
        paragraph_format=ParagraphFormat(240, 240, 0, TEXT_INDENT, TEXT_INDENT, keep_next=True),
    ),
    Style(
        "RepTableTitle",
        "Rep_Table_Title",
        RunFormat(bold=True, spacing=0.1),
        ParagraphFormat(after=240),
        "RepTableNumber",
    ),
    Style("TableHead", "Table Head", RunFormat(7, italic=True), ParagraphFormat(160, 81, 81, right=40, keep_next=True)),
    Style("TableText", "Table Text", RunFormat(8.5), ParagraphFormat(210, 40, 40, right=40)),
    Style("EndRule", "End Rule", RunFormat(1), ParagraphFormat(20, 480, 0, _END_RULE_INDENT, _END_RULE_INDENT)),
    Style(
        "ContentsTitle", "Contents Title", RunFormat(14, spacing=-0.1), ParagraphFormat(300, after=120, keep_next=True)
    ),
    Style(
        "SmallX",
        "SmallX",
        RunFormat(7, italic=True),
        ParagraphFormat(180, after=120, alignment="right", keep_next=True),
    ),
    Style("TOC1", "toc 1", paragraph_format=ParagraphFormat(240, 0, 120, 1_296, 960, -496, tabs=_CONTENTS_TABS)),
    Style("TOC2", "toc 2", paragraph_format=ParagraphFormat(240, 0, 120, 1_728, 960, -432, tabs=_CONTENTS_TABS_BELOW)),
    Style("Header", "header", RunFormat(8.5), ParagraphFormat(uncounted=True), base=""),
    Style("Footer", "footer", RunFormat(8.5), ParagraphFormat(uncounted=True), base=""),
    Style(
        "FootnoteText",
        "footnote text",
        RunFormat(8.5, scale=104, spacing=0.25),
        ParagraphFormat(210, left=TEXT_INDENT, right=_RIGHT, first=-576, tabs=_NOTE_TABS, uncounted=True),
    ),
    Style("CommentText", "annotation text", paragraph_format=ParagraphFormat(0), shown=False),
    Style("DraftMark", "Draft Mark", RunFormat(8.5, bold=True, color="C00000"), base=""),
    Style(
        "DraftSource",
        "Draft Source",
        RunFormat(7, scale=100, spacing=0, color="555555"),
        ParagraphFormat(160, keep_next=True),
    ),
    Style("FootnoteReference", "footnote reference", RunFormat(scale=103, spacing=0.25, raised=True), None, ""),
    Style("CommentReference", "annotation reference", RunFormat(8), None, "", shown=False),
    Style("Hyperlink", "Hyperlink", RunFormat(color="0000FF"), None, ""),
    Style("LineNumber", "line number", RunFormat(7, color="7F7F7F"), None, "", shown=False),
)
"""Every style but the defaults, in the order of the file."""

_BUILT_IN = {
    "annotation reference",
    "annotation text",
    "footer",
    "footnote reference",
    "footnote text",
    "header",
    "Hyperlink",
    "line number",
    "Quote",
    "toc 1",
    "toc 2",
}


def fonts(language: str) -> tuple[str, ...]:
    """The fonts that a version in that language asks for."""
    return (FONT, CHINESE_FONT) if language == "zh" else (FONT,)


def styles(language: str) -> list[Markup]:
    """What the styles part must hold for a version in that language."""
    return [
        _defaults(language),
        _normal(language),
        default_style("character", "DefaultParagraphFont", "Default Paragraph Font"),
        default_style("table", "TableNormal", "Normal Table"),
        default_style("numbering", "NoList", "No List"),
        *(style_element(style, style.name in _BUILT_IN) for style in STYLES),
    ]


def _defaults(language: str) -> Markup:
    tag = LANGUAGES.get(language, language)
    east_asian = fonts(language)[-1]
    run_format = [
        element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=east_asian),
        element("sz", val=20),
        element("szCs", val=20),
        _language(tag),
    ]
    return element("docDefaults", element("rPrDefault", properties("rPr", run_format)), element("pPrDefault"))


def _language(tag: str) -> Markup:
    east_asian = tag if tag.startswith("zh") else "zh-CN"
    return element("lang", val=tag, eastAsia=east_asian, bidi="ar-SA")


def _normal(language: str) -> Markup:
    paragraph_format = [*ParagraphFormat(240, 0, 0).elements(), element("widowControl"), element("suppressAutoHyphens")]
    run_format = [
        *RunFormat(10, scale=103, spacing=0.2, kerning=7).elements(),
        _language(LANGUAGES.get(language, language)),
    ]
    return element(
        "style",
        element("name", val="Normal"),
        element("qFormat"),
        properties("pPr", paragraph_format),
        properties("rPr", run_format),
        type="paragraph",
        default=1,
        styleId="Normal",
    )
