"""Marks the words of findings in the printed form of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

from assembler.model.answer import Remark
from assembler.model.finding import Severity
from assembler.model.value import Value

_TAG = re.compile(r"(<[^>]*>)")
_CHARACTER = re.compile(r"&[#\w]+;|.", re.DOTALL)
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#34;": '"', "&#39;": "'", "&nbsp;": "\xa0"}


_FIRST_MARK = '<mark id="words-1" tabindex="-1">'
_NUMBER = '<sup class="finding-number"><a href="#finding-{0}">{0}</a></sup>'


class _Span(Value):
    """Where words stand in the printed text, and the number of their finding."""

    begin: int
    end: int
    number: int


def mark_quotes(printed: str, quotes: Mapping[str, str]) -> str:
    """The printed form with a `mark` around the words of each query, which are given by the key of the query."""
    for key, quote in quotes.items():
        words = " ".join(quote.split())
        remark = Remark("", "", "", "", Severity.ADVICE, "", words)
        marked, numbers = mark_words(printed, [remark])
        if numbers:
            link = f'<sup class="finding-number"><a href="#query-{key}">?</a></sup>'
            printed = marked.replace(_NUMBER.format(1), link).replace(_FIRST_MARK, '<mark class="asked">')
    return printed


def mark_words(printed: str, remarks: Sequence[Remark]) -> tuple[str, frozenset[int]]:
    """The printed form with a `mark` around the words of each finding, and the numbers of the findings that have one.

    Findings are numbered from 1. Of findings on the same words the first is marked.
    """
    characters = [
        piece
        for part in _TAG.split(printed)
        for piece in ([part] if part.startswith("<") else _CHARACTER.findall(part))
    ]
    shown = [_read(piece) for piece in characters]
    text = "".join(shown)
    spans = _choose(_find_spans(text, remarks))
    starts = [end - len(piece) for end, piece in zip(accumulate(map(len, shown)), shown, strict=True)]
    by_place = {place: span for span in spans for place in range(span.begin, span.end)}
    return _write(characters, shown, starts, by_place), frozenset(span.number for span in spans)


def _read(piece: str) -> str:
    if len(piece) > 1 and piece.startswith("<"):
        return "\n" if piece.startswith(("</p", "</h", "</li")) else ""
    character = _ENTITIES.get(piece, piece)
    return character if len(character) == 1 else "?"


def _find_spans(text: str, remarks: Sequence[Remark]) -> list[_Span]:
    spans = []
    for number, remark in enumerate(remarks, 1):
        begin = _find_words(text, remark)
        if begin is not None:
            spans.append(_Span(begin, begin + len(remark.words), number))
    return spans


def _find_words(text: str, remark: Remark) -> int | None:
    """Where the words stand: in their paragraph if it is printed as it was written, else where they come first."""
    if not remark.words:
        return None
    place = max(text.find(remark.paragraph), 0) if remark.paragraph else 0
    for _time in range(remark.earlier + 1):
        here = text.find(remark.words, place)
        if here < 0:
            break
        place = here + 1
    return place - 1 if place and text.startswith(remark.words, place - 1) else None


def _choose(spans: Sequence[_Span]) -> list[_Span]:
    """Those that overlap none before them."""
    chosen: list[_Span] = []
    for span in sorted(spans, key=lambda span: (span.begin, span.number)):
        if not chosen or span.begin >= chosen[-1].end:
            chosen.append(span)
    return chosen


def _write(characters: Sequence[str], shown: Sequence[str], starts: Sequence[int], spans: dict[int, _Span]) -> str:
    """The HTML again; a mark is closed before each tag and begun again after it, so that elements stay nested."""
    parts: list[str] = []
    now: _Span | None = None
    begun: set[int] = set()
    for piece, character, start in zip(characters, shown, starts, strict=True):
        span = spans.get(start) if character and not piece.startswith("</") else None
        if span is not now:
            if now:
                parts.append("</mark>")
                if start >= now.end:
                    parts.append(_NUMBER.format(now.number))
            if span:
                parts.append("<mark>" if span.number in begun else f'<mark id="words-{span.number}" tabindex="-1">')
                begun.add(span.number)
            now = span
        parts.append(piece)
    return "".join([*parts, f"</mark>{_NUMBER.format(now.number)}" if now else ""])
