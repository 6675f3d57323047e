"""Checks that every word of a Word file is accounted for: in the text, or in the list of what was dropped.

The words of the file are gathered by another way than the text is read: every letter of its parts, as they lie there.
Tracked changes and hidden text can cut a word in two; so what is missing as a word is looked for letter by letter among
the words that remain.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from assembler.model.nodes import Block, Footnote, Query
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_block_inlines, walk_contents
from assembler.ooxml.elements import Element, qualified
from assembler.readers.docx.preparation import READ
from assembler.readers.ooxml.attributes import get_attribute, get_local_name
from assembler.readers.ooxml.context import SEPARATORS
from assembler.readers.ooxml.package import WordPackage

_WORD = re.compile(r"\w+")
_TEXT = {"t", "delText"}
_APART = {"p", "br", "cr", "tab", "ptab", "tc"}


def collect_file_words(package: WordPackage, comments: Iterable[str]) -> str:
    """Every word in body, notes and comments of a file whose alternatives are settled."""
    return " ".join((*("".join(_read_words(root)) for root in _collect_roots(package)), *comments))


def find_unread_words(package: WordPackage) -> Iterator[str]:
    """The words that stand where the reader has not come by, since no text belongs there."""
    for root in _collect_roots(package):
        texts = root.iter(*(qualified(tag) for tag in _TEXT))
        unread = " ".join(text.text for text in texts if text.text and text.get(READ) is None)
        if unread.strip():
            yield unread


def _collect_roots(package: WordPackage) -> list[Element]:
    """The document, and what stands among its notes, but for the lines that part them from the text."""
    notes = [note for part in (package.footnotes, package.endnotes) if part is not None for note in part.root]
    return [package.document.root, *(note for note in notes if get_attribute(note, "type") not in SEPARATORS)]


def find_note_separators(package: WordPackage) -> Iterator[Element]:
    """The lines that part notes from the text; Word lets people write something there."""
    for part, kind in ((package.footnotes, "footnote"), (package.endnotes, "endnote")):
        notes = () if part is None else part.root.iter(qualified(kind))
        yield from (note for note in notes if get_attribute(note, "type") in SEPARATORS)


def _read_words(root: Element) -> Iterator[str]:
    for element in root.iter():
        tag = get_local_name(element)
        if tag in _TEXT:
            yield element.text or ""
        elif tag in _APART:
            yield " "


def collect_block_words(blocks: Iterable[Block]) -> str:
    """Every word in the blocks of a text, its notes and queries included."""
    blocks = tuple(blocks)
    texts = [extract_text(content) for block in blocks for content in walk_contents(block)]
    for inline in walk_block_inlines(blocks):
        if isinstance(inline, Footnote):
            texts += [extract_text(paragraph) for paragraph in inline.content]
        elif isinstance(inline, Query):
            texts.append(inline.text)
    texts += [theme for block in blocks if (theme := getattr(block, "theme", ""))]
    return " ".join(texts)


def find_lost_words(file: str, accounted: Iterable[str]) -> tuple[str, ...]:
    """The words of a file that none of the texts holds, each as often as it is missing."""
    asked, there = _count_words(file), _count_words(" ".join(accounted))
    missing, spare = asked - there, there - asked
    letters = Counter("".join(missing.elements())) - Counter("".join(spare.elements()))
    return tuple(missing.elements()) if letters else ()


def _count_words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text)))
