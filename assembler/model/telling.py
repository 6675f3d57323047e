"""What is told of work: to whom while it goes on, and how much came of it."""

from __future__ import annotations

from collections.abc import Callable

type Tell = Callable[[str], None]
"""Is told something in words: the name of each piece of work before it begins, or a sentence for the editor."""


def silent(_: str) -> None:
    """Tells nobody."""


def counted(number: int, noun: str) -> str:
    """How many there are, in words: 1 file, 1,200 files."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
