"""What is told of work: to whom while it goes on, how much came of it, and of long words the first ones."""

from __future__ import annotations

from collections.abc import Callable

type Tell = Callable[[str], None]
"""Is told something in words: the name of each piece of work before it begins, or a sentence for the editor."""


def silent(_: str) -> None:
    """Tells nobody."""


def counted(number: int, noun: str) -> str:
    """How many there are, in words: 1 file, 1,200 files."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def beginning(words: str, most: int) -> str:
    """The words as a message quotes them: of more than so many characters the first whole words."""
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"
