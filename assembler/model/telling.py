"""Who is told of work while it goes on: how far it is, on whom it waits, what came of it."""

from __future__ import annotations

from collections.abc import Callable

type Tell = Callable[[str], None]
"""Is told something in words: the name of each piece of work before it begins, or a sentence for the editor."""


def silent(_: str) -> None:
    """Tells nobody."""
