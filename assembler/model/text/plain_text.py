"""Extracts the words of nodes as they print, without marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assembler.model.nodes import (
    Block,
    CrossReference,
    Deletion,
    Emphasis,
    Footnote,
    Inline,
    Insertion,
    Link,
    Placeholder,
    Query,
    Quotation,
    Strong,
    Subscript,
    Superscript,
    Symbol,
    Text,
)
from assembler.model.text.superscripts import format_subscript, format_superscript
from assembler.model.text.traversal import walk_contents, walk_inlines

NO_BREAK_SPACE = "\u00a0"
FIRST_CHINESE, LAST_CHINESE = "\u3400", "\u9fff"
"""The Chinese characters that texts of today have; some rare ones lie elsewhere."""
_MAY_BE_CHINESE = re.compile(rb"[\xe3-\xe9\xf0]|\xef[\xa4-\xab]")
"""How each Chinese character begins in UTF-8. Among bytes it is found, and compiled, in a fraction of the time."""


def may_have_chinese(text: str) -> bool:
    """Whether a text may have Chinese characters; nearly all others have none."""
    return not text.isascii() and _MAY_BE_CHINESE.search(text.encode("utf-8", "surrogatepass")) is not None


def extract_text(content: Iterable[Inline]) -> str:
    """The words as they print, proposals accepted, without footnotes and queries."""
    return "".join([inline.text if isinstance(inline, Text) else _extract_inline_text(inline) for inline in content])


def _extract_inline_text(inline: Inline) -> str:
    match inline:
        case Text(text) | Symbol(text) | Placeholder(text):
            return text
        case Emphasis(content) | Strong(content) | Link(content) | Insertion(content):
            return extract_text(content)
        case Superscript(content):
            return format_superscript(extract_text(content))
        case Subscript(content):
            return format_subscript(extract_text(content))
        case Quotation(opening, content, closing):
            return opening + extract_text(content) + closing
        case CrossReference(word):
            return extract_text(word) + find_space_after(word) + format_reference(inline)
        case Footnote() | Query() | Deletion():
            return ""


def extract_passage_text(passage: Iterable[Block]) -> str:
    """All words of a passage, those of its footnotes at the end."""
    contents = [content for block in passage for content in walk_contents(block)]
    notes = (inline for content in contents for inline in walk_inlines(content) if isinstance(inline, Footnote))
    return " ".join([*map(extract_text, contents), *(extract_text(text) for note in notes for text in note.content)])


def find_space_after(word: Iterable[Inline]) -> str:
    """What stands between the word of a cross reference and its number: nothing in Chinese, as in 第12段."""
    return "" if FIRST_CHINESE <= extract_text(word)[-1:] <= LAST_CHINESE else NO_BREAK_SPACE


def format_reference(reference: CrossReference) -> str:
    """What follows the word of a cross reference: 12, or 21–25; [?] where it leads nowhere."""
    return "–".join(str(number) for number in reference.numbers) or "[?]"
