"""Hyphens at which no line may end: those of document symbols, and of names such as UN-Women.

They are typed as any other hyphen. Writers set them so that they hold; the reader of Word files makes them ordinary
again, where the writer has set them.
"""

from __future__ import annotations

import re

NO_BREAK_HYPHEN = "\u2011"

NAME = re.compile(r"\b(?:UN|ONU)-[A-Z]\w*")
"""A name of the United Nations family that is written with a hyphen, in English, French or Spanish."""
_HELD = re.compile(rf"\b(UN|ONU){NO_BREAK_HYPHEN}(?=[A-Z])")


def held(text: str) -> str:
    """The text with a no-break hyphen in each such name."""
    if "UN-" not in text and "ONU-" not in text:
        return text
    return NAME.sub(lambda name: name.group().replace("-", NO_BREAK_HYPHEN), text)


def typed(text: str) -> str:
    """The text with such names as they are typed."""
    return _HELD.sub(r"\1-", text)
