"""Word files as focal points return them: forms filled in Word, and letters that are no form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from tests.readers.docx.docx_files import p, part

type Element = etree._Element


def fill_form(
    form: Path,
    returned: Path,
    answers: Mapping[str, Sequence[str]],
    *,
    contact: tuple[str, str],
    nothing: Sequence[str] = (),
    approved: tuple[str, str] | None = None,
) -> None:
    """Fills in a form as Word does: text in its fields, by organization; boxes ticked; who answers and who approved."""
    document = Document(str(form))
    for organization, paragraphs in answers.items():
        _answer(document, f"answer:{organization}", paragraphs)
    for organization in nothing:
        _tick(_find_field(document, f"nothing:{organization}"))
    for name, words in zip(("name", "email"), contact, strict=True):
        _type(_find_field(document, f"contact:{name}"), words)
    for name, words in zip(("approved-by", "approved-on"), approved or (), strict=bool(approved)):
        _type(_find_field(document, f"contact:{name}"), words)
    returned.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(returned))


def _find_field(document: WordDocument, tag: str) -> Element:
    for field in document.element.body.iter(qn("w:sdt")):
        if field.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) == tag:
            return field
    raise AssertionError(f"The form has no field {tag}.")


def _answer(document: WordDocument, tag: str, paragraphs: Sequence[str]) -> None:
    field = _find_field(document, tag)
    _drop_placeholder(field)
    content = field.find(qn("w:sdtContent"))
    for old in list(content):
        content.remove(old)
    for paragraph in paragraphs:
        content.append(_parse(paragraph if paragraph.startswith("<") else p(paragraph)))


def _type(field: Element, words: str) -> None:
    _drop_placeholder(field)
    (text,) = field.iter(qn("w:t"))
    text.text = words


def _tick(field: Element) -> None:
    (checked,) = (element for element in field.iter() if element.tag.endswith("}checked"))
    for name in checked.attrib:
        checked.set(name, "1")
    (text,) = field.iter(qn("w:t"))
    text.text = "☒"


def _drop_placeholder(field: Element) -> None:
    for showing in list(field.iter(qn("w:showingPlcHdr"))):
        showing.getparent().remove(showing)
    for style in list(field.iter(qn("w:rStyle"))):
        style.getparent().remove(style)


def _parse(paragraph: str) -> Element:
    (element,) = parse_xml(part("body", paragraph))
    return element
