"""What a Word file says of itself: core properties (title, subject, dates) and custom properties of free names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from assembler.model.value import Value
from assembler.ooxml.markup import DECLARATION, escape, quote
from assembler.ooxml.package import DOCUMENT, Part, WordFile

_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_SORT = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
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
    """When it was made and last changed, in UTC without saying so."""


def set_core(file: WordFile, properties: CoreProperties) -> None:
    """Adds the core properties."""
    moment = f"{properties.moment.isoformat(timespec='seconds')}Z"
    said = (
        f"<dc:title>{escape(properties.title[:_LONGEST])}</dc:title>"
        f"<dc:subject>{escape(properties.subject[:_LONGEST])}</dc:subject>"
        f"<dc:creator>{escape(properties.creator)}</dc:creator>"
        "<cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<dc:language>{escape(properties.language)}</dc:language>"
    )
    root = f"<cp:coreProperties {_CORE_NAMESPACES}>{said}</cp:coreProperties>"
    _add(file, Part("docProps/core.xml", _CORE_TYPE, DECLARATION + root.encode()), _CORE_SORT)


def set_custom(file: WordFile, properties: Mapping[str, str]) -> None:
    """Adds custom properties of text, without those that are empty."""
    named = {name: value for name, value in properties.items() if value}
    if not named:
        return
    said = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name={quote(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(named.items(), _FIRST_NUMBER)
    )
    root = f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}">{said}</Properties>'
    _add(file, Part("docProps/custom.xml", _CUSTOM_TYPE, DECLARATION + root.encode()), f"{DOCUMENT}/custom-properties")


def _add(file: WordFile, part: Part, sort: str) -> None:
    file.package.relate(sort, file.add(part).name)
