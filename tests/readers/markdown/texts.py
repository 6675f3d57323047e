"""Reads a body as the text of an entity, of the editor or of the lead department."""

from __future__ import annotations

from assembler.model.contribution import Contribution, Kind
from assembler.model.finding import Finding
from assembler.model.nodes import Block
from assembler.model.vocabulary import Entity, Organization, Vocabulary
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.text_file import TextFile

KEYS = {Kind.ENTITY: "unhcr/au", Kind.CONSOLIDATED: "consolidated/au", Kind.GENERAL: "general/introduction"}
HEADERS = {
    Kind.ENTITY: "---\nentity: unhcr\norganization: au\nstatus: draft\n---\n\n",
    Kind.CONSOLIDATED: "---\norganization: au\n---\n",
    Kind.GENERAL: "",
}
THEMES = ("Human rights",)
VOCABULARY = Vocabulary({"au": Organization("au", "African Union")}, {"unhcr": Entity("unhcr", "UNHCR")})


def text_file(kind: Kind = Kind.ENTITY, language: str = "en") -> TextFile:
    """What the reader must know of the file."""
    return TextFile(f"contributions/{KEYS[kind]}.md", kind, KEYS[kind], language, THEMES, VOCABULARY)


def read(body: str, kind: Kind = Kind.ENTITY, language: str = "en") -> tuple[Contribution, tuple[Finding, ...]]:
    """The text under its header, and what was found in it."""
    return read_markdown((HEADERS[kind] + body).encode(), text_file(kind, language))


def blocks(body: str, kind: Kind = Kind.ENTITY) -> tuple[Block, ...]:
    """The blocks of a text in which nothing is found."""
    contribution, findings = read(body, kind)
    assert findings == ()
    return contribution.blocks
