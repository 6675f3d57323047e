"""Regular expressions that are compiled at their first use: a run needs few of the hundreds that the rules have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

type _Match = re.Match[str]


class Pattern:
    """A regular expression, written where it belongs and compiled at its first use; its methods are those of `re`."""

    def __init__(self, expression: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._expression = expression
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._expression, self._flags)

    @cached_property
    def finditer(self) -> Callable[..., Iterator[_Match]]:
        """Every match."""
        return self._compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        """The words of every match."""
        return self._compiled.findall

    @cached_property
    def search(self) -> Callable[..., _Match | None]:
        """The first match."""
        return self._compiled.search

    @cached_property
    def match(self) -> Callable[..., _Match | None]:
        """The match at the beginning."""
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., _Match | None]:
        """The match of the whole text."""
        return self._compiled.fullmatch

    @cached_property
    def sub(self) -> Callable[..., str]:
        """The text with every match replaced."""
        return self._compiled.sub

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        """The parts between the matches."""
        return self._compiled.split
