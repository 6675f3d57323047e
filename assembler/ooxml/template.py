"""What the writers expect of a Word template: styles by their names, and words in braces in headers and footers.

Programs give styles new identifiers when they save a file, but keep their names. So styles are found by name, and get
the identifiers that the writers use. A style that is missing is added without any properties of its own.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from assembler.model.value import Value
from assembler.ooxml.elements import Element, element, properties, put_property, qualified

_NAME, _VALUE, _STYLE, _ID, _TYPE = (qualified(tag) for tag in ("name", "val", "style", "styleId", "type"))
_REFERENCES = tuple(
    qualified(tag)
    for tag in (
        "basedOn",
        "next",
        "link",
        "pStyle",
        "rStyle",
        "tblStyle",
        "styleLink",
        "numStyleLink",
        "clickAndTypeStyle",
    )
)
_POSITION = qualified("pos")
_SIDES = (("left", "start"), ("right", "end"))
"""Names of the attributes of indents; LibreOffice writes the second ones."""


class StyleName(Value):
    """A style that a writer uses."""

    identifier: str
    """Its identifier in the files that the program writes."""
    name: str
    """Its name in the template; capitals do not matter, as in Word."""
    of_runs: bool = False
    """Whether it is a style of runs, not of paragraphs."""


REPORT_STYLES = (
    StyleName("SingleTxt", "__Single Txt"),
    StyleName("HCh", "_ H _Ch"),
    StyleName("H1", "_ H_1"),
    StyleName("H23", "_ H_2/3"),
    StyleName("H4", "_ H_4"),
    StyleName("H56", "_ H_5/6"),
    StyleName("XLarge", "XLarge"),
    StyleName("Session", "Session"),
    StyleName("AgendaItemNormal", "Agenda_Item_Normal"),
    StyleName("AgendaTitleH2", "Agenda_Title_H2"),
    StyleName("TitleHCH", "Title_H_CH"),
    StyleName("TitleH1", "Title_H1"),
    StyleName("Publication", "Publication"),
    StyleName("ReleaseDate0", "Release Date"),
    StyleName("Bullet1", "Bullet 1"),
    StyleName("Quote", "Quote"),
    StyleName("SummaryTitle", "Summary Title"),
    StyleName("RepTableNumber", "Rep_Table_Number"),
    StyleName("RepTableTitle", "Rep_Table_Title"),
    StyleName("TableHead", "Table Head"),
    StyleName("TableText", "Table Text"),
    StyleName("EndRule", "End Rule"),
    StyleName("ContentsTitle", "Contents Title"),
    StyleName("SmallX", "SmallX"),
    StyleName("TOC1", "toc 1"),
    StyleName("TOC2", "toc 2"),
    StyleName("Header", "header"),
    StyleName("Footer", "footer"),
    StyleName("FootnoteText", "footnote text"),
    StyleName("CommentText", "annotation text"),
    StyleName("DraftMark", "Draft Mark"),
    StyleName("DraftSource", "Draft Source"),
    StyleName("FootnoteReference", "footnote reference", of_runs=True),
    StyleName("CommentReference", "annotation reference", of_runs=True),
    StyleName("Hyperlink", "Hyperlink", of_runs=True),
)
"""The styles of the report."""

REPORT_WORDS = (
    "united_nations",
    "series",
    "number",
    "emblem",
    "organs",
    "distribution",
    "date",
    "languages",
    "draft_mark",
    "symbol",
    "job_number",
    "job_line",
)
"""The words in braces that headers and footers of the report's template hold."""

QUESTIONNAIRE_STYLES = (
    StyleName("Title", "Title"),
    StyleName("Subtitle", "Subtitle"),
    StyleName("Heading1", "heading 1"),
    StyleName("Heading2", "heading 2"),
    StyleName("FormGuidance", "Form Guidance"),
    StyleName("FormFact", "Form Fact"),
    StyleName("FormTopic", "Form Topic"),
    StyleName("FormLastTime", "Form Last Time"),
    StyleName("FormAnswer", "Form Answer"),
    StyleName("Footer", "footer"),
    StyleName("PlaceholderText", "Placeholder Text", of_runs=True),
    StyleName("Hyperlink", "Hyperlink", of_runs=True),
)
"""The styles of the questionnaire."""

QUESTIONNAIRE_WORDS = ("report", "page_number")
"""The words in braces that the foot of the questionnaire's template holds."""


def missing_styles(styles: Element, expected: Iterable[StyleName]) -> list[StyleName]:
    """Those of the expected styles that the root of the styles does not hold."""
    names = {_name_of(style) for style in styles.iter(_STYLE)}
    return [style for style in expected if style.name.casefold() not in names]


def _name_of(style: Element) -> str:
    name = style.find(_NAME)
    return "" if name is None else name.get(_VALUE, "").casefold()


def set_identifiers(styles: Element, roots: Sequence[Element], expected: Iterable[StyleName]) -> None:
    """Gives styles of the expected names their identifiers, wherever the roots speak of them."""
    by_name = {_name_of(style): style for style in styles.iter(_STYLE)}
    becomes = {
        by_name[style.name.casefold()].get(_ID, ""): style.identifier
        for style in expected
        if style.name.casefold() in by_name
    }
    others = {style.get(_ID, "") for style in styles.iter(_STYLE)} - becomes.keys()
    # Another style may have the identifier that one of ours gets.
    becomes |= {identifier: f"{identifier}OfTemplate" for identifier in others & set(becomes.values())}
    if all(old == new for old, new in becomes.items()):
        return
    for style in styles.iter(_STYLE):
        style.set(_ID, becomes.get(style.get(_ID, ""), style.get(_ID, "")))
    for root in roots:
        for reference in root.iter(*_REFERENCES):
            reference.set(_VALUE, becomes.get(reference.get(_VALUE, ""), reference.get(_VALUE, "")))


def add_styles(styles: Element, missing: Iterable[StyleName]) -> None:
    """Adds styles without properties, so that a file names no style that it does not hold."""
    for style in missing:
        kind = "character" if style.of_runs else "paragraph"
        name = element("name", val=style.name)
        styles.append(element("style", name, type=kind, customStyle=1, styleId=style.identifier))


def indents_of(styles: Element, identifier: str) -> tuple[int, int] | None:
    """The left and right indents of a style in twips, as it says them itself; none where it says neither."""
    for style in styles.iter(_STYLE):
        indent = style.find(f"{qualified('pPr')}/{qualified('ind')}")
        if style.get(_ID) == identifier and indent is not None:
            left, right = (
                next((indent.get(qualified(name)) for name in names if indent.get(qualified(name))), "0")
                for names in _SIDES
            )
            return round(float(left or 0)), round(float(right or 0))
    return None


def set_right_tab(above: Element, place: int) -> None:
    """Moves the last right tab stop inside an element, such as a paragraph, to the place given."""
    stops = [
        stop for stop in above.iter(qualified("tab")) if stop.get(_VALUE) in ("right", "end") and stop.get(_POSITION)
    ]
    if stops:
        stops[-1].set(_POSITION, str(place))


def set_right_tabs_of_styles(styles: Element, identifiers: Container[str], place: int) -> None:
    """Moves the last right tab stop of each of these styles."""
    for style in styles.iter(_STYLE):
        if style.get(_ID) in identifiers:
            set_right_tab(style, place)


def set_language(styles: Element, tag: str, east_asian_font: str = "") -> None:
    """Makes the language of the text that tag, in the defaults and in the standard style; sets the font of Chinese."""
    east_asian = tag if tag.startswith("zh") else "zh-CN"
    language = {"val": tag, "eastAsia": east_asian, "bidi": "ar-SA"}
    for form in _defaults(styles):
        put_property(form, element("lang", **language))
        fonts = form.find(qualified("rFonts"))
        if fonts is not None and east_asian_font:
            fonts.set(qualified("eastAsia"), east_asian_font)
            fonts.attrib.pop(qualified("eastAsiaTheme"), "")


def justify_arabic(styles: Element) -> None:
    """Justifies the justified styles by longer strokes between letters, as official Arabic documents do.

    LibreOffice 25.2 hangs on right-to-left paragraphs that are justified by spaces, where a line would break at a
    number that a no-break space binds to its word. It sets paragraphs of this alignment ragged, as the PDF does.
    """
    for alignment in styles.iter(qualified("jc")):
        if alignment.get(_VALUE) == "both":
            alignment.set(_VALUE, "lowKashida")


def set_upright(styles: Element) -> None:
    """Takes the italics from the styles of paragraphs: Chinese has none, and programs slant its characters."""
    letters = (style.find(qualified("rPr")) for style in styles.iter(_STYLE) if style.get(_TYPE) == "paragraph")
    for form in letters:
        slant = None if form is None else form.find(qualified("i"))
        if form is not None and slant is not None:
            form.remove(slant)


def _defaults(styles: Element) -> Iterator[Element]:
    """The properties of runs in the defaults, and in the standard style of paragraphs."""
    defaults = styles.find(qualified("docDefaults"))
    if defaults is None:
        defaults = element("docDefaults")
        styles.insert(0, defaults)
    runs = defaults.find(qualified("rPrDefault"))
    if runs is None:
        runs = element("rPrDefault")
        defaults.insert(0, runs)
    for above in (runs, *(style for style in styles.iter(_STYLE) if _is_standard(style))):
        form = above.find(qualified("rPr"))
        if form is None:
            form = properties("rPr", ())
            above.append(form)
        yield form


def _is_standard(style: Element) -> bool:
    return style.get(qualified("type")) == "paragraph" and style.get(qualified("default")) in ("1", "true", "on")
