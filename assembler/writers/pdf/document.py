"""The report as PDF by way of its HTML page: PDF/A-2a and PDF/UA-1 in one file; a second one for the press.

WeasyPrint writes PDF/A-2a when asked to. The mark of PDF/UA-1 is one more statement in the metadata, and PDF/A wants
every statement outside its own vocabulary described there; so the description is written beside it. Dates come from
the masthead, never from the clock, and nothing is fetched: style and pictures are inside the page.

The file for the press has crop marks and a bleed (crop-marks.css). It is no PDF/A, since its black is ink: a grey of
the screen, three equal parts of light, becomes a share of the black ink alone, so that nothing is mixed from four
colours. The look is that of report.css in both.
"""

from __future__ import annotations

import re
import ssl
import zlib
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import cssselect2
import pydyf
import weasyprint
from weasyprint.css import ColorProfile
from weasyprint.urls import URLFetcher

from assembler.writers.html.footnote_placement import Placements
from assembler.writers.pdf.borders import simplify_borders
from assembler.writers.pdf.footnotes import lay_out_with_notes
from assembler.writers.pdf.tags import TaggedPage, replace_tags
from assembler.writers.pdf.worker_job import UsedFont

if TYPE_CHECKING:
    from weasyprint.pdf.fonts import Font

    from assembler.model.report import Report

type TakeFonts = Callable[[tuple[UsedFont, ...]], None]
"""Is told the fonts of a PDF that has been made."""
type Pages = Callable[[Placements], Element]
"""Gives the report as one HTML page, as `html_tree` reads it, with what the layout has asked for so far."""

_VARIANT = "pdf/a-2a"
_PROFILE = "srgb"
"""The name under which WeasyPrint knows the colour profile of PDF/A."""
_GREY = re.compile(rb"(?<![\d.])([\d.]+) \1 \1 (rg|RG)\b")
_BETWEEN_MARGINS = 434.4 / 0.75
"""From the source in one margin to its place in the other, in pixels."""
_ACCESSIBLE = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


def write(report: Report, templates: Mapping[str, bytes]) -> bytes:
    """The report as PDF. Raises KeyError without a template, BrokenTemplateError for a broken one."""
    return archive_file(_pages(report, templates))


def write_for_print(report: Report, templates: Mapping[str, bytes]) -> bytes:
    """The same pages with crop marks, bleed and black ink. Raises as `write` does."""
    from assembler.writers.html.page import add_crop_marks

    return print_file(_pages(report, add_crop_marks(templates)))


def _pages(report: Report, templates: Mapping[str, bytes]) -> Pages:
    # Only here: the process of the PDF is handed its first page as HTML, and seldom needs another one.
    from assembler.writers.html.page import render_page
    from assembler.writers.html.page_tree import parse_page

    return lambda placements: parse_page(render_page(report, templates, printed=True, placements=placements))


def _ignore_fonts(_fonts: tuple[UsedFont, ...]) -> None:
    pass


def archive_file(pages: Pages, take_fonts: TakeFonts = _ignore_fonts) -> bytes:
    """The PDF of an HTML page, PDF/A-2a and PDF/UA-1."""
    document = lay_out(pages, _VARIANT)
    document.pages = [TaggedPage(page) for page in document.pages]
    # The document has its colour profile already; WeasyPrint would open the same file and leave it open.
    data = bytes(document.write_pdf(pdf_variant=_VARIANT, output_intent=False, finisher=_finish))
    take_fonts(tuple(map(_describe_font, document.fonts.values())))
    return data


def print_file(pages: Pages, take_fonts: TakeFonts = _ignore_fonts) -> bytes:
    """The PDF of an HTML page in black ink, for a printing house."""
    document = lay_out(pages)
    data = bytes(document.write_pdf(finisher=_ink))
    take_fonts(tuple(map(_describe_font, document.fonts.values())))
    return data


def _describe_font(font: Font) -> UsedFont:
    """What WeasyPrint has drawn with a font; a glyph that it draws for a missing character is an empty box."""
    boxes = set(font.missing.values())
    drawn = {character for glyph, text in font.to_unicode.items() if glyph not in boxes for character in text.strip()}
    return UsedFont(font.family, "".join(sorted(drawn)), "".join(map(chr, sorted(font.missing))))


def lay_out(pages: Pages, variant: str | None = None) -> weasyprint.Document:
    """The pages on paper, each note on the page of its call."""
    # Nothing is fetched from a server; so WeasyPrint need not load the certificates of this machine.
    fetcher = URLFetcher(ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), allowed_protocols=("data",))

    def layout(placements: Placements) -> weasyprint.Document:
        profiles = {_PROFILE: _color_profile()} if variant else {}
        return _Page(pages(placements), fetcher).render(pdf_variant=variant, color_profiles=profiles)

    document = lay_out_with_notes(layout)
    _turn_sources(document)
    return document


def _color_profile() -> ColorProfile:
    """The colours of a screen, described as PDF/A wants it; WeasyPrint brings the description."""
    with (files("weasyprint.pdf") / "sRGB2014.icc").open("rb") as file:
        return ColorProfile(file, "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


class _Page(weasyprint.HTML):  # type: ignore[misc]
    """A page that has been read already; WeasyPrint 70 itself begins with its text."""

    def __init__(self, root: Element, fetcher: URLFetcher) -> None:
        """With the root element of the page, and who fetches what the page names."""
        self.base_url, self.url_fetcher, self.media_type = None, fetcher, "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root


def _turn_sources(document: weasyprint.Document) -> None:
    """Takes the sources of a draft to the outer margin of the even pages too."""
    side = 1 if document.pages[0]._page_box.children[0].element.get("dir") == "rtl" else -1
    for even in document.pages[1::2]:
        for box in even._page_box.descendants(placeholders=True):
            if box.element is not None and box.element.get("class") == "source" and box.is_absolutely_positioned():
                box.translate(dx=side * _BETWEEN_MARGINS)


def _finish(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Adds the tags, claims PDF/UA-1, draws rules plainly, and takes from pictures the smoothing that PDF/A forbids."""
    replace_tags(pdf, document.pages)
    for written in pdf.objects:
        if not isinstance(written, pydyf.Stream):
            continue
        if written.extra.get("Type") == "/Metadata":
            written.stream = [b"".join(written.stream).replace(b"</rdf:RDF>", _ACCESSIBLE)]
        elif "Interpolate" in written.extra:
            written.extra["Interpolate"] = "false"
        else:
            written.stream = simplify_borders(written.stream)
        _pack(written)


def _ink(_document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Draws rules plainly, and every grey, from black to white, with black ink alone; pictures stay as they are."""
    for written in pdf.objects:
        if isinstance(written, pydyf.Stream) and written.extra.get("Subtype") != "/Image":
            plain = simplify_borders(written.stream)
            written.stream = [_inked(part) if isinstance(part, bytes) else part for part in plain]
            _pack(written)


def _pack(written: pydyf.Stream) -> None:
    """Compresses what pydyf would compress twice, once for the identifier of the file and once for the file itself.

    To the usual degree: the highest takes four times as long, and spares a twentieth.
    """
    if written.compress:
        written.compress = False
        content = written.data.partition(b"stream\n")[2].removesuffix(b"\nendstream")
        written.extra["Filter"] = "/FlateDecode"
        written.stream = [zlib.compress(content)]


def _inked(operation: bytes) -> bytes:
    return _GREY.sub(_black_share, operation)


def _black_share(grey: re.Match[bytes]) -> bytes:
    share = round(1 - float(grey[1]), 4)
    return b"0 0 0 %g %s" % (share, b"k" if grey[2] == b"rg" else b"K")
