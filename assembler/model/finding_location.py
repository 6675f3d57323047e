"""Locates the words of a fault in their file: rules see a text as it prints, and the file has it with markup."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import accumulate, islice

from assembler.model.finding import Fault, Source
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.superscripts import replace_superscripts
from assembler.model.value import Value, replace

_CONTEXT = 120
"""How many characters before the words are compared, to choose between several places of the same words."""
_MOST_PLACES = 200
"""At how many places of the same words the characters before them are compared."""
_SPACE = re.compile(r"\s+")
_HINTS = "\u00ad\u200b-\u200d\u2060\ufeff"
BREAK_HINT = re.compile(f"[{_HINTS}]")
"""Signs that nobody sees, such as the soft hyphen: they say where a line may break, or where it may not."""
_MARKUP = Pattern(
    f"[{_HINTS}]+"
    r"|</?su[bp]>|\n(?:[ |:]*+-[-|: ]*+$)?|\[\^[^\]]{0,99}\]|\]\([^)]{0,499}\)|(?:[^\S\n]|[*_|\[\]\\])+"
    r"|\{>>[^<]{0,499}<<\}|\{--[^-]{0,499}--\}|\{~~[^~]{0,499}~>|\{\+\+|\+\+\}|~~\}",
    re.MULTILINE,
)

type _Span = tuple[int, int]


class _Copy(Value):
    """A text as in its file, and bare, without spaces and Markdown, to be compared with the printed words."""

    text: str
    lines: tuple[int, ...]
    """The places at which its lines begin."""
    bare: str
    bare_places: tuple[int, ...]
    """The places in the text of the parts of which the bare text is made."""
    places: tuple[int, ...]
    """The places of the same parts in the bare text."""

    def line_and_column(self, place: int) -> tuple[int, int]:
        """The line and column of a place in the text."""
        line = bisect_right(self.lines, place)
        return line, place - self.lines[line - 1] + 1

    def bare_place(self, place: int) -> int:
        """The place in the bare text for a place in the text."""
        part = max(bisect_right(self.bare_places, place) - 1, 0)
        end = self.places[part + 1] if part + 1 < len(self.places) else len(self.bare)
        return min(self.places[part] + max(place - self.bare_places[part], 0), end)

    def place(self, bare_place: int) -> int:
        """The place in the text for a place in the bare text."""
        part = bisect_right(self.places, bare_place) - 1
        return self.bare_places[part] + bare_place - self.places[part]


class FaultLocator:
    """Locates the words of faults in the texts of files, given by path.

    Faults mostly come in printed order, so the search begins where the last words of the same block were found.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._copies: dict[str, _Copy] = {}
        self._last: dict[tuple[str, int], tuple[int, int]] = {}

    def locate(self, fault: Fault) -> Source:
        """The place of a fault's words, from the line of its block on, after what prints before them."""
        if not fault.words:
            return fault.source
        path = fault.source.path
        if path not in self._copies:
            self._copies[path] = _make_copy(self._texts.get(path, "").replace("\r\n", "\n"))
        copy = self._copies[path]
        span = self._find_span(fault, copy)
        if span is None:
            return fault.source
        (line, column), (end_line, end_column) = map(copy.line_and_column, span)
        return replace(fault.source, line=line, column=column, end_line=end_line, end_column=end_column)

    def _find_span(self, fault: Fault, copy: _Copy) -> _Span | None:
        line = fault.source.line
        start = copy.lines[line - 1] if line <= len(copy.lines) else len(copy.text)
        before = strip_markup(fault.before[-_CONTEXT:])
        key = (fault.source.path, start)
        length, last = self._last.get(key, (0, start))
        is_after_last = _CONTEXT < length <= len(fault.before)
        for begin in (last, start) if is_after_last else (start,):
            span = _find_exact(fault.words, before, copy, begin)
            if span:
                self._last[key] = (len(fault.before), copy.place(max(copy.bare_place(span[0]) - len(before), 0)))
                return span
        return _find_likeliest(fault.words, before, copy, start)


def _make_copy(text: str) -> _Copy:
    lines = (0, *(match.end() for match in re.finditer("\n", text)))
    begins = [0]
    ends = []
    for match in _MARKUP.finditer(text):
        ends.append(match.start())
        begins.append(match.end())
    ends.append(len(text))
    parts = [text[begin:end] for begin, end in zip(begins, ends, strict=True)]
    places = islice(accumulate(map(len, parts), initial=0), len(parts))
    return _Copy(text, lines, replace_superscripts("".join(parts)), tuple(begins), tuple(places))


def strip_markup(text: str) -> str:
    """The text without spaces and Markdown, to be compared with printed words without their spaces."""
    return replace_superscripts(_MARKUP.sub("", text))


def _compile_words(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, _SPACE.split(words))))


def _find_next(words: str, text: str, start: int, end: int) -> _Span | None:
    """The first place of the words between two places; mostly they stand there at once, letter by letter."""
    ahead = text[start:end]
    at_once = start + len(ahead) - len(ahead.lstrip())
    if words == words.strip() and text.startswith(words, at_once, end):
        return at_once, at_once + len(words)
    match = _compile_words(words).search(text, start, end)
    return match.span() if match else None


def _find_exact(words: str, before: str, copy: _Copy, begin: int) -> _Span | None:
    """The first place of the words directly after all the characters before them."""
    bare = strip_markup(words)
    place = copy.bare.find(before + bare, copy.bare_place(begin)) if before or bare else -1
    if place < 0:
        return None
    first = place + len(before)
    after = copy.place(first - 1) + 1 if before else begin
    span = _find_next(words, copy.text, after, after + len(words) + 2 * _CONTEXT)
    if span and (not bare or span[0] <= copy.place(first) < span[1]):
        return span
    return (copy.place(first), copy.place(first + len(bare) - 1) + 1) if bare else None


def _find_likeliest(words: str, before: str, copy: _Copy, start: int) -> _Span | None:
    """Of several places of the same words the one with the longest equal text before it; the first of equals."""
    least = copy.bare_place(start)
    best: tuple[int, _Span] = (-1, (0, 0))
    for match in islice(_compile_words(words).finditer(copy.text, start), _MOST_PLACES):
        place = copy.bare_place(match.start())
        equal = _count_equal_end(before, copy.bare[max(least, place - _CONTEXT) : place])
        if equal > best[0]:
            best = (equal, match.span())
    return best[1] if best[0] >= 0 else None


def _count_equal_end(before: str, candidate: str) -> int:
    """How many characters two texts have in common at their ends."""
    lengths = range(1, min(len(before), len(candidate)) + 1)
    return bisect_left(lengths, True, key=lambda length: before[-length:] != candidate[-length:])
