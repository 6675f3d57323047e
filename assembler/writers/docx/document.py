"""Report to Word: the parts of the document in printed order, then the parts of the file around it.

A .docx file is a package of XML parts: the body in one, and beside it styles, lists, notes, comments, heads and feet.
The nodes are passed over once; each asks the manuscript for notes, lists and bookmarks as it goes. Page, type and the
names of styles are those of the official template (styles.py). The file is alive: Word itself numbers paragraphs,
headings and notes, refreshes cross references, and keeps hidden bookmarks by which an edited copy can be read back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from assembler.model.json_archive import packed
from assembler.model.nodes import Text
from assembler.model.report import Annex, Report, Section
from assembler.ooxml.markup import Piece, element, keep_with_next
from assembler.ooxml.paragraph_ids import BASE_IDENTIFIER, PART_IDENTIFIER, Hidden, base_xml, records_xml
from assembler.ooxml.properties import CoreProperties, set_core, set_custom
from assembler.ooxml.settings import settings
from assembler.ooxml.styles import Shape
from assembler.writers.docx.agenda_and_title import opening_elements
from assembler.writers.docx.blocks import block_elements, heading_element
from assembler.writers.docx.construction import Above, Manuscript, begin
from assembler.writers.docx.headers_footers import sections
from assembler.writers.docx.lists import STEP
from assembler.writers.docx.masthead import masthead_head
from assembler.writers.docx.page_measures import LANGUAGES, para
from assembler.writers.docx.styles import fonts, styles
from assembler.writers.docx.summary import summary_elements
from assembler.writers.docx.table_of_contents import contents_elements

_EMBLEM = "emblem"
_CREATOR = "United Nations"


def write(report: Report, templates: Mapping[str, bytes]) -> bytes:
    """The report as a Word file, the same bytes each time; `templates` may hold the user's emblem under "emblem".

    Raises ValueError where the emblem is no picture that Word can show.
    """
    manuscript = begin(report)
    first, second = sections(manuscript, masthead_head(manuscript, templates.get(_EMBLEM)))
    text = [*opening_elements(manuscript, first), *_text(manuscript)]
    text[-1] = keep_with_next(text[-1])  # the rule after it never stands alone on a page
    manuscript.file.body += [*text, end_rule(manuscript), second]
    finish(manuscript)
    if report.draft:
        manuscript.file.add_custom_xml(base_xml(packed(report)), BASE_IDENTIFIER, 2)
    return manuscript.file.to_bytes()


def end_rule(manuscript: Manuscript) -> Piece:
    """The short rule after the last line of the document."""
    rule = element("pBdr", element("top", val="single", sz=2, space=0, color="000000"))
    return para("EndRule", rtl=manuscript.rtl, further=[rule])


def _text(manuscript: Manuscript) -> list[Piece]:
    """Everything from the contents to the last annex; the contents are known when the headings are printed."""
    report = manuscript.report
    made: list[Piece] = []
    if report.summary:
        made += summary_elements(report.summary, manuscript)
    for section in report.sections:
        made += _section(section, manuscript)
    for annex in report.annexes:
        made += _annex(annex, manuscript)
    contents = contents_elements(manuscript) if manuscript.contents else []
    return [*contents, *made]


def _section(section: Section, manuscript: Manuscript) -> list[Piece]:
    made = [section_heading(section, manuscript)]
    made += block_elements(section.blocks, manuscript, section.level)
    for below in section.sections:
        made += _section(below, manuscript)
    return made


def section_heading(section: Section, manuscript: Manuscript) -> Piece:
    """The heading of a section."""
    facts = {"id": section.id, "level": str(section.level), "organization": section.organization}
    held = manuscript.hidden(Hidden.SECTION, **facts)
    title = section.marked or (Text(section.title),)
    return heading_element(title, section.label, section.level, manuscript, held=held)


def _annex(annex: Annex, manuscript: Manuscript) -> list[Piece]:
    return [*annex_headings(annex, manuscript), *block_elements(annex.blocks, manuscript)]


def annex_headings(annex: Annex, manuscript: Manuscript) -> list[Piece]:
    """The head of an annex on a new page, label at the margin, title at the text column; its numbers are from 1."""
    manuscript.new_series()
    manuscript.above = Above.HEADING
    held = manuscript.hidden(Hidden.ANNEX, id=annex.id)
    label = annex.marked_label or (Text(annex.label),)
    made = [heading_element(label, "", 1, manuscript, Shape(left=0, new_page=True), held)]
    if annex.title or annex.marked:
        held = manuscript.hidden(Hidden.TITLE)
        made.append(heading_element(annex.marked or (Text(annex.title),), "", 1, manuscript, Shape(outline=1), held))
    return made


def finish(manuscript: Manuscript) -> None:
    """The parts of the file around the text."""
    file, report, masthead = manuscript.file, manuscript.report, manuscript.report.masthead
    file.styles += styles(report.language)
    file.add_fonts(fonts(report.language))
    file.settings += settings(STEP)
    file.numbering += manuscript.lists.elements()
    language = LANGUAGES.get(report.language, report.language)
    moment = datetime.fromisoformat(masthead.day)
    set_core(file, CoreProperties(masthead.title, masthead.symbol, _CREATOR, language, moment))
    session = "; ".join(organ.session for organ in masthead.organs if organ.session)
    set_custom(file, {"Symbol": masthead.symbol, "Session": session, "JobNumber": masthead.job_number})
    file.add_custom_xml(records_xml(manuscript.records), PART_IDENTIFIER)
