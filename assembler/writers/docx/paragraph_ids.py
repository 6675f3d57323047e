"""The origin of each paragraph, kept in the Word file so that an edited copy can be read back.

Each paragraph with an identifier stands in a hidden bookmark, `_src_` with readable letters of the identifier and the
first digits of its hash. Its record says which paragraph it holds, the number printed, and the first digits of the hash
of its text.
"""

from __future__ import annotations

import re
from collections.abc import Container
from hashlib import sha256

from assembler.model.nodes import Paragraph
from assembler.model.text.hashes import hash_text
from assembler.model.text.plain_text import extract_text
from assembler.ooxml.paragraph_ids import BOOKMARK, Hidden, Record

TEXT_HASH_DIGITS = 12

_LONGEST_NAME = 40
_HASH_DIGITS = 8
_READABLE = _LONGEST_NAME - len(Hidden.SOURCE) - 1 - _HASH_DIGITS


def make_bookmark_name(identifier: str, others: Container[str] = ()) -> str:
    """The name of a paragraph's bookmark, none of the others; the same identifier gives the same name."""
    readable = re.sub(r"[^A-Za-z0-9]+", "_", identifier).strip("_")[:_READABLE]
    salted = identifier
    while True:
        name = f"{Hidden.SOURCE}{readable}_{sha256(salted.encode()).hexdigest()[:_HASH_DIGITS]}"
        if name not in others:
            return name
        salted += "\n"


def record_source(bookmark: str, paragraph: Paragraph) -> Record:
    """What the file says of a paragraph that stands in the bookmark."""
    number = "" if paragraph.number is None else str(paragraph.number)
    digest = hash_text(extract_text(paragraph.content))[:TEXT_HASH_DIGITS]
    return Record(Hidden.SOURCE.kind, {BOOKMARK: bookmark, "paragraph": paragraph.id, "number": number, "hash": digest})
