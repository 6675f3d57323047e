"""Reports the progress of long work to whoever asked for it."""

from __future__ import annotations

from collections.abc import Callable

type Progress = Callable[[str], None]
"""Is called with a few words: the name of each step before it begins, or a sentence for the editor."""


def no_progress(_: str) -> None:
    """Reports to nobody."""
