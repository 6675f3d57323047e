"""Words that people type into a field, as they are kept."""

from __future__ import annotations


def clean_words(text: str) -> str:
    """The words without the character NUL, which no database but SQLite keeps, and without blanks around them."""
    return text.replace("\0", "").strip()
