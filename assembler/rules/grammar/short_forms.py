"""Short forms and the names that stand before them."""

from __future__ import annotations

import re

_MORE_WORDS = 4
"""How many words without a letter in its short form a name may have: of, for, the."""
_LONGEST_NAME = 200
"""In characters, so that a long paragraph is not read again for each short form."""


def is_short_for_words_before(short: str, before: str) -> bool:
    """Whether the letters of a short form stand in this order in the last words before it, from an initial on.

    MERCOSUR, from Spanish, is no short form of “Southern Common Market”.
    """
    first, *others = [letter for letter in short.casefold() if letter.isalpha()]
    words = re.findall(r"[^\W\d_]+", before[-_LONGEST_NAME:].casefold())[-len(others) - 1 - _MORE_WORDS :]
    return any(
        word[0] == first and _stand_in_order(others, word[1:] + "".join(words[place + 1 :]))
        for place, word in enumerate(words)
    )


def _stand_in_order(letters: list[str], text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
