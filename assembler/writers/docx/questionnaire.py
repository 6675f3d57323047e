"""Writes the questionnaire for a focal point as a Word file: a first page, then a part for each organization.

What is to be filled in stands in content controls with tags, each answer also in a hidden bookmark; nothing is locked
or protected. The file says in custom properties what it asks, and in a custom XML part which words are its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from itertools import count

from assembler.model.questionnaire import LastLine, Questionnaire, QuestionnaireSection
from assembler.model.report import BULLET
from assembler.model.value import MutableValue
from assembler.ooxml.content_controls import UNCHECKED, Control, area, check_box, day, line
from assembler.ooxml.direct_formatting import ParagraphFormat, Rule, RunFormat
from assembler.ooxml.elements import Element, parse_markup, qualified
from assembler.ooxml.fields import bookmark, field, internal_link
from assembler.ooxml.markup import Markup, element, run, text
from assembler.ooxml.numbering import Level, Lists, membership
from assembler.ooxml.package import WordFile
from assembler.ooxml.page_setup import page_setup, section
from assembler.ooxml.properties import CoreProperties, set_core, set_custom
from assembler.ooxml.questionnaire import (
    ANSWER,
    NOTHING,
    PART_IDENTIFIER,
    Owner,
    OwnWords,
    answer_bookmark,
    own_words_xml,
)
from assembler.ooxml.template import QUESTIONNAIRE_STYLES, set_language, set_right_tab, set_right_tabs_of_styles
from assembler.ooxml.words_in_braces import fill, paragraphs_in, runs_with, turn_right_to_left
from assembler.writers.docx.page_measures import LANGUAGES, para, tab, words

_CREATOR = "United Nations"
_CHINESE_FONT = "Microsoft YaHei"
_STEP = 360
_BOLD = RunFormat(bold=True)
_HINT = "PlaceholderText"
_SIGN = RunFormat(14)
_LAST = "FormLastTime"
# Where its lines begin stands a rule; the sides of frames do not change with the direction of the paragraph.
_RULE = Rule(("left",), 24, 8, "BFBFBF")
_RULE_RTL = Rule(("right",), 24, 8, "BFBFBF")


class _Document(MutableValue):
    """The Word document under construction."""

    content: Questionnaire
    lists: Lists
    numbers: Iterator[int]
    """Numbers for controls and bookmarks."""

    @property
    def rtl(self) -> bool:
        return self.content.labels.direction == "rtl"

    def para(
        self, style: str, *content: Markup, paragraph_format: ParagraphFormat | None = None, member: int = 0
    ) -> Markup:
        further = [membership(member)] if member else []
        return para(style, *content, rtl=self.rtl, paragraph_format=paragraph_format, further=further)

    def words(self, written: str, run_format: RunFormat | None = None) -> Markup:
        return words(written, rtl=self.rtl, run_format=run_format)

    def hint(self, written: str) -> Markup:
        right_to_left = [element("rtl")] if self.rtl else []
        return run(text(written), formatting=[element("rStyle", val=_HINT), *right_to_left])

    def control(self, tag: str, title: str) -> Control:
        return Control(tag, title, next(self.numbers))


def write(content: Questionnaire, template: bytes) -> bytes:
    """The questionnaire as a Word file, the same bytes each time, made from the Word template questionnaire.docx."""
    file = WordFile(template, QUESTIONNAIRE_STYLES)
    document = _Document(content, Lists(file.lists), count(1))
    elements = [
        *_first_page(document),
        *(block for part in content.sections for block in _section(part, document)),
        _closing(document),
    ]
    _fill_foot(file, document)
    last = section(file.sections[-1], file.headers_footers, continuous=False, first=False, rtl=document.rtl)
    file.body += [*elements, last]
    _finish(file, document, elements)
    return file.to_bytes()


# The first page


def _first_page(document: _Document) -> list[Markup]:
    content = document.content
    elements = [
        document.para("Title", document.words(content.labels.title)),
        document.para("Subtitle", document.words(content.title)),
    ]
    for fact in content.facts:
        answer = document.words(fact.words, _BOLD if fact.weighty else None)
        elements.append(document.para("FormFact", document.words(fact.name, _BOLD), tab(), answer))
    for contact in content.contact:
        control, hint = document.control(contact.tag, contact.name), document.hint(contact.hint)
        language = LANGUAGES.get(content.labels.language, content.labels.language)
        inside = day(control, hint, language=language) if contact.is_day else line(control, hint, hint=True)
        elements.append(document.para("FormFact", document.words(contact.name, _BOLD), tab(), inside))
    return [*elements, *_steps(document), *_organizations(document)]


def _steps(document: _Document) -> list[Markup]:
    listed = document.lists.add_list(document.lists.add_format([Level("decimal", "%1.", _STEP, -_STEP, _STEP)]))
    elements = [document.para("FormTopic", document.words(document.content.labels.steps_title))]
    return [
        *elements,
        *(document.para("FormGuidance", document.words(step), member=listed) for step in document.content.steps),
    ]


def _organizations(document: _Document) -> list[Markup]:
    """The organizations as links to their fields; one alone is on the next lines anyhow."""
    if len(document.content.sections) == 1:
        return []
    listed = document.lists.add_list(document.lists.add_format([Level("bullet", BULLET, _STEP, -_STEP, _STEP)]))
    elements = [document.para("FormTopic", document.words(document.content.labels.organizations_title))]
    for part in document.content.sections:
        right_to_left = [element("rtl")] if document.rtl else []
        shown = run(text(part.title), formatting=[element("rStyle", val="Hyperlink"), *right_to_left])
        link = internal_link(answer_bookmark(part.organization), shown)
        elements.append(document.para("FormGuidance", link, paragraph_format=ParagraphFormat(after=0), member=listed))
    return elements


# The part on an organization


def _section(part: QuestionnaireSection, document: _Document) -> list[Markup]:
    fixed = document.content.labels
    first_of_several = len(document.content.sections) > 1 and part is document.content.sections[0]
    with_next = ParagraphFormat(keep_next=True)
    direction = [element("rtl")] if document.rtl else []
    box = check_box(document.control(NOTHING + part.organization, fixed.nothing), [*_SIGN.elements(), *direction])
    return [
        document.para(
            "Heading1",
            document.words(part.title),
            paragraph_format=ParagraphFormat(new_page=True) if first_of_several else None,
        ),
        document.para("FormGuidance", document.words(part.question), paragraph_format=with_next),
        *_last_time(part, document),
        document.para(
            "FormGuidance",
            box,
            document.words(f" {fixed.nothing}"),
            paragraph_format=ParagraphFormat(before=160, keep_next=True),
        ),
        document.para("FormGuidance", document.words(fixed.answer_title, _BOLD), paragraph_format=with_next),
        *_answer(part, document),
    ]


def _last_time(part: QuestionnaireSection, document: _Document) -> list[Markup]:
    if not part.last:
        return []
    title = document.words(document.content.labels.last_title, _BOLD)
    return [
        document.para("FormGuidance", title, paragraph_format=ParagraphFormat(before=160, keep_next=True)),
        *(_last_line(last_line, document) for last_line in part.last),
    ]


def _last_line(last_line: LastLine, document: _Document) -> Markup:
    rtl = document.content.last_direction == "rtl"
    paragraph_format = ParagraphFormat(keep_next=last_line.heading or None, rule=_RULE_RTL if rtl else _RULE)
    return para(
        _LAST,
        words(last_line.words, rtl=rtl, run_format=_BOLD if last_line.heading else None),
        rtl=rtl,
        paragraph_format=paragraph_format,
    )


def _answer(part: QuestionnaireSection, document: _Document) -> list[Markup]:
    """The field, and around it the bookmark by which it is found where a program drops the field."""
    control = document.control(ANSWER + part.organization, part.name)
    start, end = bookmark(answer_bookmark(part.organization), next(document.numbers))
    empty = document.para("FormAnswer", document.hint(document.content.labels.answer_hint))
    return [start, area(control, empty, hint=True), end]


def _closing(document: _Document) -> Markup:
    return document.para(
        "FormGuidance", document.words(document.content.labels.closing), paragraph_format=ParagraphFormat(before=480)
    )


# Around the text


def _fill_foot(file: WordFile, document: _Document) -> None:
    """The report at the inner edge of the foot, the page and the number of pages at the outer one."""
    before, rest = document.content.labels.page_form.split("{page}")
    between, after = rest.split("{pages}")
    pages = [document.words(before), *field("PAGE", document.words("1")), document.words(between)]
    pages += [*field("NUMPAGES", document.words("1")), document.words(after)]
    width = page_setup(file.sections[-1]).text_width
    set_right_tabs_of_styles(file.styles, ("Footer",), width)
    for paragraph in (one for part in file.headers_footers for one in paragraphs_in(part.root)):
        set_right_tab(paragraph, width)
        if document.rtl:
            turn_right_to_left(paragraph, ())
        for place in runs_with(paragraph, "page_number"):
            for piece in parse_markup(pages):
                place.addprevious(piece)
            fill(place, {"page_number": ""})
        fill(paragraph, {"report": document.content.foot})


def _finish(file: WordFile, document: _Document, elements: list[Markup]) -> None:
    content = document.content
    language = content.labels.language
    set_language(file.styles, LANGUAGES.get(language, language), _CHINESE_FONT if language == "zh" else "")
    file.set_pages_and_notes(even_pages=False, notes=False)
    file.numbering += document.lists.elements()
    moment = datetime.combine(content.day, time())
    title = f"{content.labels.title}{content.labels.colon}{content.foot}"
    set_core(file, CoreProperties(title, content.title, _CREATOR, LANGUAGES.get(language, language), moment))
    set_custom(file, content.identity)
    file.add_custom_xml(own_words_xml(_own_words(parse_markup(elements))), PART_IDENTIFIER)


def _own_words(elements: list[Element]) -> Iterator[OwnWords]:
    """The words of each paragraph, those of a field inside it by themselves."""
    for paragraph in (inside for block in elements for inside in block.iter(qualified("p"))):
        style = paragraph.find(f"{qualified('pPr')}/{qualified('pStyle')}")
        owner = Owner.LAST if style is not None and style.get(qualified("val")) == _LAST else Owner.FORM
        fields = paragraph.findall(qualified("sdt"))
        for group in ([child for child in paragraph if child not in fields], *([control] for control in fields)):
            text = "".join(part for child in group for part in _printed(child))
            if text.strip() not in ("", UNCHECKED):
                yield OwnWords(owner, text)


def _printed(inside: Element) -> Iterator[str]:
    for child in inside.iter(qualified("t"), qualified("tab")):
        yield child.text or "" if child.tag == qualified("t") else " "
