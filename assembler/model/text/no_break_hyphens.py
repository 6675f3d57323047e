"""Adds and removes no-break hyphens: in document symbols, and in names such as UN-Women.

Texts have ordinary hyphens there. Writers replace them, and the reader of Word files replaces them back.
"""

from __future__ import annotations

import re

NO_BREAK_HYPHEN = "\u2011"

HYPHENATED_NAME = re.compile(r"\b(?:UN|ONU)-[A-Z]\w*")
"""A name of the United Nations family that is written with a hyphen, in English, French or Spanish."""
_WITH_NO_BREAK_HYPHEN = re.compile(rf"\b(UN|ONU){NO_BREAK_HYPHEN}(?=[A-Z])")


def add_no_break_hyphens(text: str) -> str:
    """The text with a no-break hyphen in each such name."""
    if "UN-" not in text and "ONU-" not in text:
        return text
    return HYPHENATED_NAME.sub(lambda name: name.group().replace("-", NO_BREAK_HYPHEN), text)


def remove_no_break_hyphens(text: str) -> str:
    """The text with ordinary hyphens in such names."""
    return _WITH_NO_BREAK_HYPHEN.sub(r"\1-", text)
