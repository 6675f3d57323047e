"""Writes a report as a Word file: the parts of the document in printed order, then the parts of the file around it.

A .docx file is a package of XML parts: the body in one, and beside it styles, lists, notes, comments, headers and
footers. The nodes are visited once, and each adds its notes, lists and bookmarks to the WordDocument. Page setup and
styles are those of the Word template (templates/report.docx). The file is alive: Word itself numbers paragraphs,
headings and notes, refreshes cross references, and keeps hidden bookmarks by which an edited copy can be read back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from assembler.model.nodes import Text
from assembler.model.report import Annex, Report, Section
from assembler.model.report_json import pack_report
from assembler.ooxml.direct_formatting import ParagraphFormat
from assembler.ooxml.markup import Markup, element, keep_with_next
from assembler.ooxml.paragraph_ids import BASE_IDENTIFIER, PART_IDENTIFIER, Hidden, base_xml, records_xml
from assembler.ooxml.properties import CoreProperties, set_core, set_custom
from assembler.ooxml.template import justify_arabic, set_language, set_right_tabs_of_styles, set_upright
from assembler.writers.docx.blocks import write_blocks, write_heading
from assembler.writers.docx.construction import Above, WordDocument, begin
from assembler.writers.docx.headers_footers import fill_headers_footers, write_sections
from assembler.writers.docx.page_measures import LANGUAGES, para
from assembler.writers.docx.summary import write_summary
from assembler.writers.docx.table_of_contents import write_contents
from assembler.writers.docx.title_block import write_opening

TEMPLATE = "report.docx"
"""The template of the Word file, by its name among the templates."""
EMBLEM = "emblem"
"""The user's own picture among the templates."""
_CHINESE_FONT = "SimSun"
_END_RULE = 1_440
_CREATOR = "United Nations"


def write(report: Report, templates: Mapping[str, bytes]) -> bytes:
    """The report as a Word file, the same bytes each time, made from the Word template "report.docx".

    `templates` may hold the user's emblem, too. Raises ValueError where that is no picture that Word can show.
    """
    document = begin(report, templates[TEMPLATE])
    fill_headers_footers(document, templates.get(EMBLEM))
    first, second = write_sections(document)
    text = [*write_opening(document, first), *_text(document)]
    text[-1] = keep_with_next(text[-1])  # the rule after it never stands alone on a page
    document.file.body += [*text, write_end_rule(document), second]
    finish(document)
    if report.draft:
        document.file.add_custom_xml(base_xml(pack_report(report)), BASE_IDENTIFIER, 2)
    return document.file.to_bytes()


def write_end_rule(document: WordDocument) -> Markup:
    """The short rule after the last line of the document."""
    rule = element("pBdr", element("top", val="single", sz=2, space=0, color="000000"))
    indent = (document.measures.text_width - _END_RULE) // 2
    return para(
        "EndRule", rtl=document.rtl, paragraph_format=ParagraphFormat(left=indent, right=indent), further=[rule]
    )


def _text(document: WordDocument) -> list[Markup]:
    """Everything from the contents to the last annex; the contents are known when the headings are printed."""
    report = document.report
    elements: list[Markup] = []
    if report.summary:
        elements += write_summary(report.summary, document)
    for section in report.sections:
        elements += _section(section, document)
    for annex in report.annexes:
        elements += _annex(annex, document)
    contents = write_contents(document) if document.contents else []
    return [*contents, *elements]


def _section(section: Section, document: WordDocument) -> list[Markup]:
    elements = [write_section_heading(section, document)]
    elements += write_blocks(section.blocks, document, section.level)
    for below in section.sections:
        elements += _section(below, document)
    return elements


def write_section_heading(section: Section, document: WordDocument) -> Markup:
    """The heading of a section."""
    facts = {"id": section.id, "level": str(section.level), "organization": section.organization}
    bookmark = document.hidden(Hidden.SECTION, **facts)
    title = section.marked or (Text(section.title),)
    return write_heading(title, section.label, section.level, document, bookmark=bookmark)


def _annex(annex: Annex, document: WordDocument) -> list[Markup]:
    return [*write_annex_headings(annex, document), *write_blocks(annex.blocks, document)]


def write_annex_headings(annex: Annex, document: WordDocument) -> list[Markup]:
    """The head of an annex on a new page, label at the margin, title at the text column; its numbers are from 1."""
    document.new_series()
    document.above = Above.HEADING
    bookmark = document.hidden(Hidden.ANNEX, id=annex.id)
    label = annex.marked_label or (Text(annex.label),)
    headings = [write_heading(label, "", 1, document, ParagraphFormat(left=0, new_page=True), bookmark)]
    if annex.title or annex.marked:
        bookmark = document.hidden(Hidden.TITLE)
        headings.append(
            write_heading(annex.marked or (Text(annex.title),), "", 1, document, ParagraphFormat(outline=1), bookmark)
        )
    return headings


def finish(document: WordDocument) -> None:
    """The parts of the file around the text."""
    file, report, masthead = document.file, document.report, document.report.masthead
    language = LANGUAGES.get(report.language, report.language)
    set_language(file.styles, language, _CHINESE_FONT if report.language == "zh" else "")
    if report.language == "zh":
        set_upright(file.styles)
    if document.rtl:
        justify_arabic(file.styles)
    set_right_tabs_of_styles(file.styles, ("TOC1", "TOC2"), document.measures.text_width)
    file.set_pages_and_notes(even_pages=True, notes=True)
    file.numbering += document.lists.elements()
    moment = datetime.fromisoformat(masthead.day)
    set_core(file, CoreProperties(masthead.title, masthead.symbol, _CREATOR, language, moment))
    session = "; ".join(organ.session for organ in masthead.organs if organ.session)
    set_custom(file, {"Symbol": masthead.symbol, "Session": session, "JobNumber": masthead.job_number})
    file.add_custom_xml(records_xml(document.records), PART_IDENTIFIER)
