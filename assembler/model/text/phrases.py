"""Phrases for messages: counted nouns, days and shortened quotations; and the phrases that stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from assembler.model.text.lazy_regex import Pattern

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


_CHINESE = Pattern(r"[\u3000-\u9fff\uff00-\uffef]")
"""A character or mark of Chinese text."""
_MOST_NAMES = 12
"""How many names a message lists."""


def count_noun(number: int, noun: str) -> str:
    """The number with its noun: 1 file, 1,200 files."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def write_day(day: date) -> str:
    """The day in words: 1 December 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def quote_each(names: Sequence[str]) -> str:
    """The names between quotation marks; empty where they are too many to be read at a glance."""
    return ", ".join(f"“{name}”" for name in names) if len(names) <= _MOST_NAMES else ""


def list_contained(phrases: Iterable[str], text: str) -> list[str]:
    """The phrases that stand in a long text; its characters and its single words rule most of them out."""
    words = " ".join(set(text.split()))
    characters = {" ", *words}
    return [
        phrase
        for phrase in phrases
        if characters.issuperset(phrase)
        and all(map(words.__contains__, parts := phrase.split()))
        and (parts == [phrase] or phrase in text)
    ]


def shorten(words: str, most: int) -> str:
    """The words as a message quotes them: of more than `most` characters the first whole words."""
    return words if len(words) <= most else f"{cut_end(words[:most]) or words[:most]} …"


def cut_end(words: str) -> str:
    """The words without the last one, which may be half; Chinese is left, since each character is a word."""
    return words if _CHINESE.match(words[-1:]) else words.rpartition(" ")[0]
