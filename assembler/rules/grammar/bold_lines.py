"""Which paragraphs are lines in bold that look like headings."""

from __future__ import annotations

from assembler.model.nodes import Inlines, Strong, Text
from assembler.model.text.plain_text import extract_text
from assembler.model.text.word_count import estimate_words

_LONGEST = 12
"""How many words a heading has at most."""
_ENDS = (".", "!", "?", ";", ",", "。")


def is_bold_line(content: Inlines) -> bool:
    """Whether a paragraph is short, is in bold as a whole, and does not end like a sentence."""
    if not any(isinstance(node, Strong) for node in content):
        return False
    others = [node for node in content if not isinstance(node, Strong)]
    if any(not isinstance(node, Text) or node.text.strip(" :") for node in others):
        return False
    words = extract_text(content).strip()
    return estimate_words(words) <= _LONGEST and not words.endswith(_ENDS)
