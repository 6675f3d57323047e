"""The parse cache: the last result of each function at each place, for a report that is read again and again.

A result is taken from the cache only where the function and all its arguments are equal to the last ones, so that a new
call would give the same value. What one round did not ask for is forgotten after it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

type _Key = tuple[str, object]
"""A place and a function."""
type _Entry = tuple[tuple[object, ...], Any]
"""Arguments and result."""


class ParseCache:
    """The last result of each function at each place; the functions must depend on their arguments alone."""

    def __init__(self) -> None:
        """An empty cache: the first round calls every function."""
        self._last: dict[_Key, _Entry] = {}
        self._current: dict[_Key, _Entry] = {}
        self._basis: tuple[object, ...] = ()

    def rest_on(self, *basis: object) -> None:
        """Sets what all results depend on beside their arguments; where that has changed, the cache is emptied."""
        if basis != self._basis:
            self._last, self._basis = {}, basis

    def recall[*A, T](self, place: str, function: Callable[[*A], T], *arguments: *A) -> T:
        """The result of the function for these arguments; it is called only where they differ from the last ones."""
        key = (place, function)
        entry = self._last.get(key)
        if entry is None or entry[0] != arguments:
            entry = (arguments, function(*arguments))
        self._current[key] = entry
        result: T = entry[1]
        return result

    def end_round(self) -> None:
        """Forgets what this round did not ask for."""
        self._last, self._current = self._current, {}
