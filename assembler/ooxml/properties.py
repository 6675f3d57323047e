"""What a Word file says of itself: core properties (title, subject, dates) and custom properties of free names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.parts.coreprops import CorePropertiesPart

from assembler.model.value import Value
from assembler.ooxml.markup import DECLARATION, clean, escape, quote
from assembler.ooxml.package import DOCUMENT, WordFile

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_NUMBER = 2
_LONGEST = 255


class CoreProperties(Value):
    """The core properties that are set; there are no others."""

    title: str
    """Title of the document."""
    subject: str
    """What it is about."""
    creator: str
    """Who issues it."""
    language: str
    """Its language as a BCP 47 tag."""
    moment: datetime
    """When it was made and last changed, in UTC without saying so."""


def set_core(file: WordFile, properties: CoreProperties) -> None:
    """Adds the core properties, none of them those of the template."""
    part = CorePropertiesPart.default(file.package)
    for usual in list(part.element):  # python-docx names itself and the present moment
        part.element.remove(usual)
    core = part.core_properties
    core.title, core.subject = (clean(words)[:_LONGEST] for words in (properties.title, properties.subject))
    core.author, core.revision, core.language = properties.creator, 1, properties.language
    core.created = core.modified = properties.moment
    file.package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)


def set_custom(file: WordFile, properties: Mapping[str, str]) -> None:
    """Adds custom properties of text, without those that are empty."""
    values = {name: value for name, value in properties.items() if value}
    if not values:
        return
    lines = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name={quote(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), _FIRST_NUMBER)
    )
    root = f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}">{lines}</Properties>'
    content_type, sort = CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, f"{DOCUMENT}/custom-properties"
    file.add_part("docProps/custom.xml", content_type, DECLARATION + root.encode(), sort)
