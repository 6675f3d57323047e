"""Resolutions whose numbers differ by a digit, or by the order of two, in English sentences on one subject."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from assembler.model.contribution import Collection
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Prose, Run
from assembler.model.value import Value
from assembler.rules.statements.statement import Attribute, Statement

_CITED = Pattern(r"(?<![\w/.,–-])(?P<series>\d\d/)?(?P<number>\d{1,4})(?P<year> \((?:19|20)\d\d\))?(?![\w/])")
_WORD = Pattern(r"[^\W\d_]{4,}")
_FEWEST = 2
"""Figures of a number that may be mistyped."""
_SHARED = {True: 3, False: 4}
"""Words that two sentences share at least, where figures change places, and where one is another."""
_SHARE = 0.6
"""Which part of the words of the shorter sentence the other has."""
_STEM = 6
"""Letters by which two forms of a word are known as one."""
_COMMON = (
    "assembly",
    "council",
    "general",
    "nations",
    "resolution",
    "resolutions",
    "security",
    "united",
    "which",
    "with",
)
"""Words of every sentence that cites a resolution."""


class _Citation(Value):
    """A resolution in a sentence."""

    series: str
    """The session with a stroke; empty where it is of the Security Council."""
    number: str
    run: Run
    start: int
    end: int
    words: frozenset[str]
    """What the sentence speaks of."""


def list_near_numbers(runs: Prose, collection: Collection) -> Iterator[tuple[Statement, Statement]]:
    """The resolutions that two texts cite on one subject with nearly the same number, the later one first."""
    light = {word[:_STEM] for word in (*collection.word_lists.words("light_word"), *_COMMON)}
    citations: dict[tuple[str, str], list[_Citation]] = {}
    for run in runs.having("esolution"):
        for match in _CITED.finditer(run.plain):
            number, series = match["number"], match["series"] or ""
            if len(number) >= _FEWEST and (series or match["year"]):
                words = _read_words(run, match.start(), match.end(), light)
                citation = _Citation(series, number, run, *match.span(), words)
                citations.setdefault((series, number), []).append(citation)
    for one, other in combinations(citations, 2):
        if one[0] == other[0] and len(one[1]) == len(other[1]):
            differing = sum(first != second for first, second in zip(one[1], other[1], strict=True))
            is_turned = sorted(one[1]) == sorted(other[1])
            if differing == 1 or (differing == 2 and is_turned):
                yield from _pair(citations[one], citations[other], is_turned=is_turned)


def _pair(ones: list[_Citation], others: list[_Citation], *, is_turned: bool) -> Iterator[tuple[Statement, Statement]]:
    """The first sentences on one subject that cite one and the other number."""
    for one in ones:
        for other in others:
            shared = len(one.words & other.words)
            enough = max(_SHARED[is_turned], _SHARE * min(len(one.words), len(other.words)))
            if one.run is not other.run and shared >= enough:
                yield _state(other), _state(one)
                return


def _read_words(run: Run, start: int, end: int, light: set[str]) -> frozenset[str]:
    """The words of the sentence around a place, without their endings and without those that say little."""
    first = run.text.rfind(". ", 0, start) + 1
    last = run.text.find(". ", end)
    words = _WORD.findall(run.text[first : last if last >= 0 else len(run.text)].lower())
    return frozenset(word[:_STEM] for word in words) - light


def _state(citation: _Citation) -> Statement:
    return Statement("", Attribute.SUBJECT, citation.number, citation.run, citation.start, citation.end)
