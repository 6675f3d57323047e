"""What the file of a form says of itself to programs: custom properties, tags and bookmarks of its fields, own words.

The custom XML part lists the words that were in the form before anybody filled it, paragraph by paragraph, so that a
reader can tell them from what was typed. Word keeps such a part as it is; other programs may drop it.

What comes back from LibreOffice 25.2: the field of an answer stands inside its paragraph and holds plain text; the key
Enter in it makes `w:br`; the words have the style of the hint, whose flag `w:showingPlcHdr` may stay although they are
somebody's. Where the field is marked and typed over, it is gone, and the bookmark ends inside the first paragraph.
A box that a program ticks may keep the sign of the empty one: `w14:checked` tells.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from assembler.model.value import Value
from assembler.ooxml.markup import escape

if TYPE_CHECKING:  # the names of fields are needed where the libraries of Word should not be loaded
    from assembler.ooxml.elements import Element

VERSION = "1"
"""The version of the form; another one may have to be read in another way."""
NAMESPACE = "urn:report-assembler:form"
"""The namespace of the custom XML part."""
PART_IDENTIFIER = "{1C9D3A57-42B8-4E0B-8E1D-7A0F5B6C2D31}"
"""The identifier of that part."""

ANSWER = "answer:"
NOTHING = "nothing:"
"""The beginnings of the tags of the two fields of an organization; its identifier follows."""
CONTACT = "contact:"
"""The beginning of the tags of the fields for who answers for the texts and who approved them."""
CONTACT_NAME = "contact:name"
CONTACT_EMAIL = "contact:email"
APPROVED_BY = "contact:approved-by"
APPROVED_ON = "contact:approved-on"
"""Those tags."""

AUTHOR = "Report assembler"
"""In whose name the answer comments on a file, so that such comments are known when the file comes again."""

BOOKMARK = "_answer_"
"""How the name of the hidden bookmark around an answer begins; the organization follows, `_` for `-`."""
_LONGEST_BOOKMARK = 40
_FIGURES = 8


class Property(StrEnum):
    """The names of the custom properties."""

    VERSION = "AssemblerForm"
    """The version of the form."""
    REPORT = "AssemblerReport"
    """The joint symbol of the report."""
    ROUND = "AssemblerRound"
    """The deadline of the plan, or its date, as YYYY-MM-DD."""
    ENTITY = "AssemblerEntity"
    """The identifier of the entity."""
    ORGANIZATIONS = "AssemblerOrganizations"
    """The identifiers of the organizations, separated by spaces."""


class Owner(StrEnum):
    """Whose words a paragraph of the form holds."""

    FORM = "form"
    """The form's own."""
    LAST = "last"
    """The entity's, of last time."""


class OwnWords(Value):
    """A paragraph that was in the form before anybody filled it."""

    owner: Owner
    """Whose words they are."""
    words: str
    """Its words."""


def answer_bookmark(organization: str) -> str:
    """The name of the hidden bookmark around the answer on the organization; of a long identifier a hash tells more."""
    name = f"{BOOKMARK}{organization.replace('-', '_')}"
    if len(name) <= _LONGEST_BOOKMARK:
        return name
    digest = sha256(organization.encode()).hexdigest()[:_FIGURES]
    return f"{name[: _LONGEST_BOOKMARK - _FIGURES - 1]}_{digest}"


def own_words_xml(paragraphs: Iterable[OwnWords]) -> bytes:
    """The custom XML part: one element for each paragraph, its words with single spaces."""
    lines = (
        f'  <own kind="{paragraph.owner}">{escape(" ".join(paragraph.words.split()))}</own>\n'
        for paragraph in paragraphs
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<form xmlns="{NAMESPACE}">\n{"".join(lines)}</form>\n'.encode()


def read_own_words(root: Element) -> tuple[OwnWords, ...] | None:
    """The paragraphs of a custom XML part, none where it is somebody else's."""
    if root.tag != f"{{{NAMESPACE}}}form":
        return None
    pairs = ((str(child.get("kind", "")), child.text or "") for child in root if child.tag == f"{{{NAMESPACE}}}own")
    return tuple(OwnWords(Owner(kind), words) for kind, words in pairs if kind in set(Owner))
