"""The origin of each paragraph, kept in the Word file so that an edited copy can be read back.

Each paragraph with an identifier stands in a hidden bookmark, `_src_` with readable letters of the identifier and the
first digits of its hash: letters, digits and underscores, 40 at most, as Word asks. A custom XML part says for each
bookmark which paragraph it holds, the number printed, and the first digits of the hash of its text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from hashlib import sha256
from xml.sax.saxutils import quoteattr

from assembler.model.nodes import Paragraph
from assembler.model.walk import plain_text, text_hash
from assembler.ooxml.elements import clean

PREFIX = "_src_"
NAMESPACE = "urn:report-assembler:sources"
PART_IDENTIFIER = "{6B1F0C52-8A0E-4B7D-9C55-2F6D3E1A7B90}"
TEXT_HASH_DIGITS = 12

_LONGEST_NAME = 40
_HASH_DIGITS = 8
_READABLE = _LONGEST_NAME - len(PREFIX) - 1 - _HASH_DIGITS


@dataclass(frozen=True, slots=True)
class PrintedSource:
    """What the file says of one paragraph."""

    bookmark: str
    """The name of its bookmark."""
    paragraph: str
    """Its identifier."""
    number: str
    """The number printed, empty where it has none."""
    hash: str
    """The first digits of the hash of its words."""


def bookmark_name(identifier: str, taken: Container[str] = ()) -> str:
    """The name of a paragraph's bookmark, none of those taken; the same identifier gives the same name."""
    readable = re.sub(r"[^A-Za-z0-9]+", "_", identifier).strip("_")[:_READABLE]
    salted = identifier
    while True:
        name = f"{PREFIX}{readable}_{sha256(salted.encode()).hexdigest()[:_HASH_DIGITS]}"
        if name not in taken:
            return name
        salted += "\n"


def printed_source(bookmark: str, paragraph: Paragraph) -> PrintedSource:
    """What the file says of a paragraph that stands in the bookmark."""
    number = "" if paragraph.number is None else str(paragraph.number)
    digest = text_hash(plain_text(paragraph.content))[:TEXT_HASH_DIGITS]
    return PrintedSource(bookmark, paragraph.id, number, digest)


def sources_xml(sources: Iterable[PrintedSource]) -> bytes:
    """The custom XML part: one element for each paragraph, in printed order."""
    lines = (
        f"  <source bookmark={quoteattr(it.bookmark)} paragraph={quoteattr(clean(it.paragraph))}"
        f" number={quoteattr(it.number)} hash={quoteattr(it.hash)}/>\n"
        for it in sources
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sources xmlns="{NAMESPACE}">\n{"".join(lines)}</sources>\n'.encode()
    )
