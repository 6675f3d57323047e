"""Reads a filled form back for the tests: what stands in the answers, by tag, else by bookmark; boxes and contact."""

from __future__ import annotations

from itertools import takewhile

from lxml import etree

from tests.writers.docx.word_reading import W, WordReading, style_of, value

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def controls(word: WordReading) -> dict[str, etree._Element]:
    """The content controls by their tags."""
    found = {value(about, "tag"): about.getparent() for about in word.document.iter(W + "sdtPr")}
    return {tag: element for tag, element in found.items() if element is not None}


def lines(element: etree._Element) -> list[str]:
    """The words of an element, line by line: paragraphs end lines, and so do breaks inside them."""
    shown = ""
    for child in element.iter(W + "t", W + "br", W + "p"):
        shown += child.text or "" if child.tag == W + "t" else "\n"
    return [line for line in shown.split("\n") if line]


def by_tag(word: WordReading, organization: str) -> list[str] | None:
    """The lines in the field of the organization; none where the field is gone."""
    control = controls(word).get(f"answer:{organization}")
    return None if control is None else lines(control)


def by_bookmark(word: WordReading, organization: str) -> list[str]:
    """The lines from the hidden bookmark on to the next heading, whatever has become of the field."""
    name = f"_answer_{organization.replace('-', '_')}"
    (start,) = (element for element in word.document.iter(W + "bookmarkStart") if element.get(W + "name") == name)
    parent = start.getparent()
    assert parent is not None
    top = start if parent.tag == W + "body" else parent
    after = takewhile(lambda element: style_of(element) not in ("Heading1", "FormGuidance"), top.itersiblings())
    return [line for paragraph in (top, *after) for line in lines(paragraph)]


def ticked(word: WordReading, organization: str) -> bool:
    """Whether the box of the organization is ticked."""
    (state,) = controls(word)[f"nothing:{organization}"].iter(W14 + "checked")
    return state.get(W14 + "val") == "1"


def own_words(word: WordReading) -> list[tuple[str, str]]:
    """The form's own words, as the file lists them, each with whose it is."""
    root = word.part("customXml/item1.xml")
    return [(element.get("kind", ""), element.text or "") for element in root.iter("{urn:report-assembler:form}own")]
