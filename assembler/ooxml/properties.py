"""What a Word file says of itself: core properties (title, subject, dates) and custom properties of free names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from assembler.ooxml.elements import clean
from assembler.value import Value

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_NUMBER = 2
_LONGEST = 255


class CoreProperties(Value):
    """The core properties that are set; all others are emptied."""

    title: str
    """Title of the document."""
    subject: str
    """What it is about."""
    creator: str
    """Who issues it."""
    language: str
    """Its language as a BCP 47 tag."""
    moment: datetime
    """When it was made and last changed, in UTC without saying so, as python-docx wants it."""


def set_core(document: Document, properties: CoreProperties) -> None:
    """Sets the core properties; python-docx's own words about itself go."""
    core = document.core_properties
    core.title = clean(properties.title)[:_LONGEST]
    core.subject = clean(properties.subject)[:_LONGEST]
    core.author = properties.creator
    core.last_modified_by = ""
    core.language = properties.language
    core.created = core.modified = properties.moment
    core.comments = core.keywords = core.category = ""
    core.revision = 1


def set_custom(document: Document, properties: Mapping[str, str]) -> None:
    """Adds custom properties of text, without those that are empty."""
    named = {name: value for name, value in properties.items() if value}
    if not named:
        return
    written = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(clean(value))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(named.items(), _FIRST_NUMBER)
    )
    root = f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}">{written}</Properties>'
    blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root}'.encode()
    package = document.part.package
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    part = Part(PackURI("/docProps/custom.xml"), kind, blob, package)
    package.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties")
