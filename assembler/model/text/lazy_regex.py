"""Regular expressions that are compiled when they are first used: a run needs few of the hundreds that rules have."""

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
        """Every place where it is found."""
        return self._compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        """The words at every such place."""
        return self._compiled.findall

    @cached_property
    def search(self) -> Callable[..., _Match | None]:
        """The first place."""
        return self._compiled.search

    @cached_property
    def match(self) -> Callable[..., _Match | None]:
        """The place at the beginning."""
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., _Match | None]:
        """The whole text."""
        return self._compiled.fullmatch

    @cached_property
    def sub(self) -> Callable[..., str]:
        """The text with something else at every place."""
        return self._compiled.sub

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        """What stands between the places."""
        return self._compiled.split
