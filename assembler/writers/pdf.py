"""The report as PDF by way of its HTML page: PDF/A-2a and PDF/UA-1 in one file; leaves the look to report.css.

WeasyPrint writes PDF/A-2a when asked to. The mark of PDF/UA-1 is one more statement in the metadata, and PDF/A wants
every statement outside its own vocabulary described there; so the description is written beside it. Dates come from
the masthead, never from the clock, and nothing is fetched: style and pictures are inside the page.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping

import pydyf  # type: ignore[import-untyped]
import weasyprint  # type: ignore[import-untyped]
from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]

from assembler.model.report import Report
from assembler.writers.html import page
from assembler.writers.pdf_notes import Amendments, with_notes_in_place
from assembler.writers.pdf_tags import semantic_tags

_VARIANT = "pdf/a-2a"
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
    document = laid_out(report, templates)
    with semantic_tags(), warnings.catch_warnings():
        # WeasyPrint 70 leaves the file of its colour profile to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        return bytes(document.write_pdf(pdf_variant=_VARIANT, finisher=_finish))


def laid_out(report: Report, templates: Mapping[str, bytes]) -> weasyprint.Document:
    """The pages of the report, each note on the page of its call."""
    fetcher = URLFetcher(allowed_protocols=("data",))

    def layout(amendments: Amendments) -> weasyprint.Document:
        source = page(report, templates, printed=True, amendments=amendments)
        return weasyprint.HTML(string=source, url_fetcher=fetcher).render(pdf_variant=_VARIANT)

    document = with_notes_in_place(layout)
    if report.draft:
        _turn_sources(document, -1 if report.direction == "ltr" else 1)
    return document


def _turn_sources(document: weasyprint.Document, side: int) -> None:
    """Takes the sources of a draft to the outer margin of the even pages too."""
    for even in document.pages[1::2]:
        for box in even._page_box.descendants(placeholders=True):
            if box.element is not None and box.element.get("class") == "source" and box.is_absolutely_positioned():
                box.translate(dx=side * _BETWEEN_MARGINS)


def _finish(_document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Claims PDF/UA-1, and takes from pictures the smoothing that PDF/A forbids."""
    for written in pdf.objects:
        if not isinstance(written, pydyf.Stream):
            continue
        if written.extra.get("Type") == "/Metadata":
            written.stream = [b"".join(written.stream).replace(b"</rdf:RDF>", _ACCESSIBLE)]
        elif "Interpolate" in written.extra:
            written.extra["Interpolate"] = "false"
