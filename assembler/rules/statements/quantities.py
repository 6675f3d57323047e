"""The figures of English sentences, each with what it counts and the least and the most that it may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from assembler.model.contribution import Collection
from assembler.model.text.lazy_regex import Pattern
from assembler.model.value import Value
from assembler.rules.grammar.date_words import MONTHS
from assembler.rules.grammar.number_words import read_number_words
from assembler.rules.statements.statement import Figure, StatedValue

_SHORTEST_STEM = 4
_LONGEST_PHRASE = 30
_LEEWAY = 0.15
"""By how much a figure may differ from one that is called approximate."""
_WORD = Pattern(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
FIGURE = Pattern(
    r"(?P<number>[$€£]?(?<![\w/.–-])\d[\d,]*(?:\.\d+)?)(?: (?P<scale>million|billion))?"
    r"(?![\w/–-]|\.\d)"
)
_NUMBERS_BEFORE = Pattern(r"(?:\d[\d,]*(?:, | and | or | to |–))+\Z")
_PART = Pattern(r"\b(?:of whom|of which|of these|of those|of them|among them|including|among whom)\b[^,;]*\Z")
"""Before the figure of a part."""
_COMPOUND = Pattern(
    r"(?<![\w-])(?P<number>\d+|[A-Za-z]+)-(?P<unit>year|month|week|day|point|part|member|nation)(?![\w-])"
)
_OF_WHAT = Pattern(
    r"\bOf (?:the |all |those |all the )(?P<unit>[a-z][a-z -]*)[^,.;]*, (?:about |some |only |nearly )?\Z"
)
"""Before the figure of a part: “Of the refugees in the settlement, 12,400 were registered”."""
_LONGEST_START = 120
_UNIT = Pattern(r"(?: [a-zA-Z][\w-]*){1,3}")
MONEY = frozenset("$€£")
"""The units of sums, of which a report has many that no name tells from each other."""
SCALES = {"million": 1_000_000, "billion": 1_000_000_000}
_ENDINGS = re.compile(r"(?:at(?:ions?|ed|es?|ing)|ments?|ings?|ions?|ed|es|ers?|s|e)\Z")


class Fact(Value):
    """A figure, date or place of a sentence."""

    value: StatedValue
    start: int
    end: int
    unit: frozenset[str] = frozenset()
    """What a figure counts; “since” of a date from which something lasts."""


class Language(Value):
    """What is known of the figures and words of a language."""

    numbers: Mapping[str, int]
    light: frozenset[str]
    """What words that say little begin with."""
    approximate: frozenset[str]
    number_of: frozenset[str]


def read_language(collection: Collection) -> Language:
    """What the word lists of a report say of figures."""
    lists = collection.word_lists
    return Language(
        read_number_words(lists).cardinals,
        frozenset(map(cut_ending, lists.words("light_word"))),
        lists.words("approximate"),
        lists.words("number_of"),
    )


def read_figures(text: str, start: int, dates: Sequence[Fact], language: Language) -> tuple[Fact, ...]:
    """Everything that a text counts from a place on."""
    return (
        *_read_figures(text, start, dates, language),
        *_read_number_words(text, start, language),
        *_read_compounds(text, start, language),
    )


def cut_ending(word: str) -> str:
    """A word without its ending, the same for train, trained and training."""
    short = _ENDINGS.sub("", word)
    return short if len(short) >= _SHORTEST_STEM else word


def _read_figures(text: str, start: int, dates: Sequence[Fact], language: Language) -> Iterator[Fact]:
    """The numbers in figures that count something."""
    for match in FIGURE.finditer(text, start):
        in_date = any(date.start <= match.start() < date.end for date in dates)
        is_part = _PART.search(text, max(0, match.start() - _LONGEST_PHRASE), match.start()) is not None
        if not in_date and not is_part and not ends_with(text, match.start(), language.number_of):
            digits, scale = match["number"].strip("$€£"), match["scale"]
            number, decimals = float(digits.replace(",", "")), len(digits.partition(".")[2])
            unit = (
                frozenset(match["number"][0])
                if match["number"][0] in MONEY
                else _read_unit(text, match.end(), language) or _read_whole(text, match.start(), language)
            )
            if unit:
                figure = _make_figure(number, 0.5 * 10.0**-decimals if scale else 0.0, SCALES.get(scale, 1))
                yield Fact(_allow(figure, text, match.start(), language), *match.span(), unit)


def _read_number_words(text: str, start: int, language: Language) -> Iterator[Fact]:
    """The numbers in words that count something."""
    for match in _WORD.finditer(text, start):
        number = language.numbers.get(match.group().casefold(), 0)
        unit = _read_unit(text, match.end(), language) if number > 1 else None
        if unit:
            yield Fact(_allow(_make_figure(number), text, match.start(), language), *match.span(), unit)


def _read_compounds(text: str, start: int, language: Language) -> Iterator[Fact]:
    """The numbers of compounds, such as five-year."""
    for match in _COMPOUND.finditer(text, start):
        digits = match["number"]
        number = int(digits) if digits.isdecimal() else language.numbers.get(digits.casefold(), 0)
        if number > 1:
            yield Fact(_make_figure(number), *match.span(), frozenset((f"-{match['unit']}",)))


def _read_unit(text: str, end: int, language: Language) -> frozenset[str]:
    """The words after a number that say what it counts; none where they are the month of a date."""
    words = _UNIT.match(text, end)
    if not words or words.group().split()[0] in MONTHS:
        return frozenset()
    stems = [cut_ending(word.casefold()) for word in words.group().split()]
    return frozenset(takewhile(lambda stem: stem not in language.light, stems))


def _read_whole(text: str, start: int, language: Language) -> frozenset[str]:
    """The words before a number that say of what the number is a part."""
    whole = _OF_WHAT.search(text, max(0, start - _LONGEST_START), start)
    stems = [cut_ending(word) for word in whole["unit"].split()] if whole else []
    return frozenset(takewhile(lambda stem: stem not in language.light, stems))


def _make_figure(number: float, leeway: float = 0.0, scale: int = 1) -> Figure:
    return Figure((number - leeway) * scale, (number + leeway) * scale)


def _allow(figure: Figure, text: str, start: int, language: Language) -> Figure:
    """The figure, with some leeway where it is called approximate."""
    if not ends_with(text, start, language.approximate):
        return figure
    return Figure(figure.least * (1 - _LEEWAY), figure.most * (1 + _LEEWAY))


def ends_with(text: str, place: int, phrases: Iterable[str]) -> bool:
    """Whether one of some phrases stands directly before a place, whatever its capitals."""
    before = _NUMBERS_BEFORE.sub("", text[max(0, place - _LONGEST_PHRASE) : place]).rstrip().lower()
    return any(before.endswith(phrase) and not before.removesuffix(phrase)[-1:].isalpha() for phrase in phrases)
