"""What was last made of each place, for a report that is read again and again: only what has changed is made anew.

A result is taken from here only where the function and all its arguments are equal to the last ones, so that it is the
very value that a new call would give. Nothing is kept that the last round did not ask for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Memory:
    """The last result of each function at each place; the functions must depend on their arguments alone."""

    def __init__(self) -> None:
        """Empty: the first round makes everything."""
        self._last: dict[tuple[str, object], tuple[tuple[object, ...], Any]] = {}
        self._asked: dict[tuple[str, object], tuple[tuple[object, ...], Any]] = {}
        self._ground: tuple[object, ...] = ()

    def rest_on(self, *ground: object) -> None:
        """What the results of this round rest on beside their arguments: where it has changed, all are made anew."""
        if ground != self._ground:
            self._last, self._ground = {}, ground

    def recall[*A, T](self, place: str, function: Callable[[*A], T], *arguments: *A) -> T:
        """What the function gives for these arguments, made anew only where they are not those of the last time."""
        key = (place, function)
        kept = self._last.get(key)
        if kept is None or kept[0] != arguments:
            kept = (arguments, function(*arguments))
        self._asked[key] = kept
        result: T = kept[1]
        return result

    def end_round(self) -> None:
        """Forgets what this round has not asked for."""
        self._last, self._asked = self._asked, {}
