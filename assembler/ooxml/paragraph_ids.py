"""Hidden bookmarks and what the file says of them, so that an edited copy can be read back.

A `_` at the start of its name hides a bookmark; Word and LibreOffice keep it around its words through most edits. A
custom XML part, which Word keeps as it is and shows to nobody, holds a record for each bookmark that stands for
something with an identifier. Names are letters, digits and underscores, 40 at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from assembler.model.value import Value
from assembler.ooxml.markup import quote

if TYPE_CHECKING:  # trees are only read here
    from assembler.ooxml.elements import Element

NAMESPACE = "urn:report-assembler:sources"
PART_IDENTIFIER = "{6B1F0C52-8A0E-4B7D-9C55-2F6D3E1A7B90}"
BASE_NAMESPACE = "urn:report-assembler:base"
BASE_IDENTIFIER = "{2A7D4E10-53C9-4F6B-8E21-90B4C6D8F1A3}"
BOOKMARK = "bookmark"
"""The name of the bookmark that a record is about."""
ADDRESS = "address"
"""The kind of records that say how an address was typed which no part of a Word file may hold so."""


class Hidden(StrEnum):
    """What a hidden bookmark stands for, by the beginning of its name; its record is of the kind of that name."""

    SOURCE = "_src_"
    """A paragraph."""
    SECTION = "_sec_"
    """The heading of a section."""
    ANNEX = "_anx_"
    """The label of an annex."""
    TITLE = "_ttl_"
    """The title of an annex."""
    HEADING = "_hdg_"
    """A heading inside a text."""
    TABLE = "_tbl_"
    """The first cell of a table."""
    QUOTATION = "_quo_"
    """All paragraphs of a block quotation."""
    REFERENCE = "_xrf_"
    """A cross reference, from its word to its last number; its record holds the numbers where they are no fields."""
    PLACEHOLDER = "_plc_"
    """Words of the assembler that stand for missing text."""
    QUERY = "_qry_"
    """The place in a note of the next query that follows its call as a comment."""

    @property
    def kind(self) -> str:
        """The kind of its records."""
        return self.name.lower()


class Record(Value):
    """What the file says of one of its bookmarks, or of itself."""

    kind: str
    """What the record is about: one of those that bookmarks stand for, or an address."""
    facts: Mapping[str, str]
    """What is said, by name."""


def records_xml(records: Iterable[Record]) -> bytes:
    """The custom XML part: one element for each record."""
    lines = (f"  <{record.kind}{_attributes(record.facts)}/>\n" for record in records)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sources xmlns="{NAMESPACE}">\n{"".join(lines)}</sources>\n'.encode()
    )


def _attributes(facts: Mapping[str, str]) -> str:
    return "".join(f" {name}={quote(value)}" for name, value in facts.items())


def base_xml(report: bytes) -> bytes:
    """The custom XML part with the report that a draft was built from, as JSON without the signs that XML minds."""
    opened = f'<?xml version="1.0" encoding="UTF-8"?>\n<base xmlns="{BASE_NAMESPACE}">'
    return opened.encode() + report + b"</base>\n"


def read_base(root: Element) -> str | None:
    """The report in a custom XML part, none where that is another one."""
    return root.text if root.tag == f"{{{BASE_NAMESPACE}}}base" else None


def read_records(root: Element) -> tuple[Record, ...] | None:
    """The records of a custom XML part, none where it is somebody else's."""
    if root.tag != f"{{{NAMESPACE}}}sources":
        return None
    kinds = ((str(child.tag).removeprefix(f"{{{NAMESPACE}}}"), child) for child in root)
    return tuple(Record(kind, {str(k): str(v) for k, v in child.attrib.items()}) for kind, child in kinds)
