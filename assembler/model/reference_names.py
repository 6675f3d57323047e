"""The names by which cross references find a paragraph: its identifier, its place in its file, its bare name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assembler.model.contribution import Contribution
from assembler.model.nodes import CrossReference, Paragraph


def list_names(text: Contribution) -> Iterator[tuple[str, str]]:
    """Every name of each paragraph of a text, with its identifier."""
    paragraphs = (block for block in text.blocks if isinstance(block, Paragraph) and block.id)
    for place, paragraph in enumerate(paragraphs, 1):
        for name in (paragraph.id, f"{text.key}#p{place}", _strip_file(paragraph.id)):
            yield name, paragraph.id


def collect_names(references: Iterable[CrossReference]) -> frozenset[str]:
    """The names by which the references may find a paragraph: as they are written, and bare."""
    written = (name for reference in references for name in (reference.first, reference.last) if name)
    return frozenset(name for full in written for name in (full, _strip_file(full)))


def _strip_file(name: str) -> str:
    return name[name.find("#") :]


def is_place_name(name: str) -> bool:
    """Whether the name of a paragraph is only its place in its file, such as unhcr/au#p3, which shifts with others."""
    return _is_numbered(name, "p")


def is_heading_name(name: str) -> bool:
    """Whether a name is that of a heading, which is always its place in its file, such as general/introduction#h2."""
    return _is_numbered(name, "h")


def _is_numbered(name: str, letter: str) -> bool:
    word = name.rpartition("#")[2]
    return word[:1] == letter and word[1:].isdecimal()
