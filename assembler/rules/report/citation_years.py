"""Years and dates that contradict the number, session or symbol of the document that they are cited with."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import MASK, Prose, Run
from assembler.rules.grammar.date_words import ANY_MONTH, find_days
from assembler.rules.grammar.number_words import NumberWords, read_number_words

_FOUNDED = 1945
"""A session of the Assembly opens in September of the year that is its number more; the Council’s year likewise."""
_OPENS = 9
_FIRST_YEAR = 1990
_LAST_NUMBERS = (
    *(683, 725, 799, 892, 969, 1035, 1092, 1146, 1219, 1284),
    *(1334, 1386, 1454, 1521, 1580, 1651, 1738, 1794, 1859, 1907),
    *(1966, 2032, 2085, 2132, 2195, 2259, 2336, 2397, 2451, 2503),
    *(2560, 2617, 2671, 2721, 2767),
)
"""The last resolution of the Security Council in each year from the first on (UN Research Guide, resolutions)."""
_MARGIN = 4
"""At the turn of a year this many numbers are left alone."""
_DATE = rf"(?:(?P<day>\d{{1,2}}) )?(?:(?P<month>{ANY_MONTH}) )?(?P<year>(?:19|20)\d\d)\b"
_SAID = r"(?: of|, of| dated|,? adopted (?:on|in)) "
_COUNCIL = Pattern(rf"(?<![\w/.])(?P<number>\d{{3,4}}) ?\((?P<own>(?:19|20)\d\d)\)(?:{_SAID}{_DATE})?")
_AFTER_WORD = Pattern(rf"[Rr]esolutions? (?:[\d{MASK}() ]|, | and | or )*\Z")
_ASSEMBLY = Pattern(
    r"(?<![\w/.])(?:A/RES/)?(?P<session>[3-9]\d)/(?P<number>\d{1,3})(?: [A-Z])?"
    rf"(?: \((?P<own>(?:19|20)\d\d)\)|{_SAID}{_DATE})"
)
_ORDINAL = r"[A-Za-z]+(?:-[a-z]+)?"
_RESOLUTION = r"resolution (?P<session>[3-9]\d)/(?P<number>\d{1,3})"
_ADOPTED_AT = (
    Pattern(
        rf"\b(?:[Aa]t|[Dd]uring) its (?P<words>{_ORDINAL}) session, (?:in [^,]{{4,20}}, )?the (?:General )?Assembly"
        rf" adopted (?:its )?{_RESOLUTION}"
    ),
    Pattern(
        rf"{_RESOLUTION},? (?:which (?:was|it) )?adopted (?:by the (?:General )?Assembly )?at its"
        rf" (?P<words>{_ORDINAL}) session"
    ),
)
_OF_ANOTHER = Pattern(
    r"\b(?:Council|Committee|Commission|Conference|Board|Union|Organization|Parliament|UNEP|UNESCO)\b"
)
_OF_ASSEMBLY = Pattern(r"\bAssembly\b")
_DATED = Pattern(rf"(?:of|dated) {_DATE}(?: [^.;()]{{1,60}})? \((?P<symbol>S/(?:PRST/)?(?P<own>(?:19|20)\d\d)/\d+)\)")


def find_year_against_number(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A year or date contradicts the number, the session or the symbol of the document with which it is cited.

    Why: a reader who looks the document up finds another one, or none. Resolutions of the Council are numbered through
    all years. The program has a table of the last number of each year from 1990 to 2024. It does not check the four
    numbers at each turn of a year, nor earlier and later years. The session of an Assembly resolution gives its two
    years, and the symbol of a Council document has its year (UN Documentation: Research Guide).

    Wrong: “resolution 2457 (2018)”, “General Assembly resolution 74/10 of 10 December 2012”, “the statement of
    12 August 2013 (S/PRST/2014/17)”
    Right: “resolution 2457 (2019)”, “General Assembly resolution 74/10 of 10 December 2019”
    """
    numbers = read_number_words(collection.word_lists)
    for run in runs.having("resolution", "S/20", "S/19", "S/PRST/", "A/RES/"):
        if "resolution" in run.plain or "/RES/" in run.plain:
            yield from _check_council(run)
            yield from _check_assembly(run)
            yield from _check_sessions(run, numbers)
        if "S/" in run.plain:
            yield from _check_dates(run)


def _check_council(run: Run) -> Iterator[Fault]:
    for match in _COUNCIL.finditer(run.plain):
        if not _AFTER_WORD.search(run.cut_before(match.start())):
            continue
        number, own = int(match["number"]), int(match["own"])
        year = _find_year(number)
        right = f"{number} ({year})"
        if year and not _fits(number, own):
            message = "Security Council resolution {number} was adopted in {year}, not in {own}."
            hint = "Correct the number or the year."
            yield run.fault(
                match.start("number"),
                match.end("own") + 1,
                message,
                hint,
                instead=right,
                number=number,
                year=year,
                own=own,
            )
        elif match["year"] and int(match["year"]) != own:
            message = "Resolution {number} ({own}) is not of {date}."
            hint = "Correct the year or the date."
            yield run.fault(*match.span(), message, hint, number=number, own=own, date=_get_date(match))


def _find_year(number: int) -> int:
    """The year of a Council resolution; 0 where it is earlier than the table or later."""
    place = bisect_left(_LAST_NUMBERS, number)
    return _FIRST_YEAR + place if number > _LAST_NUMBERS[0] and place < len(_LAST_NUMBERS) else 0


def _fits(number: int, year: int) -> bool:
    """Whether a resolution may be of a year, some numbers at the turn of the year left alone."""
    return _find_year(number - _MARGIN) <= year <= (_find_year(number + _MARGIN) or year)


def _check_assembly(run: Run) -> Iterator[Fault]:
    for match in _ASSEMBLY.finditer(run.plain):
        before = run.plain[max(0, match.start() - 60) : match.start()].rpartition(". ")[2]
        if (_OF_ANOTHER.search(before) and not _OF_ASSEMBLY.search(before)) or "decision" in before:
            continue
        opens = int(match["session"]) + _FOUNDED
        if match["own"]:
            message = "An Assembly resolution is cited without a year in brackets: its number gives the session."
            hint = "Delete the year and its brackets."
            yield run.fault(match.end("number"), match.end(), message, hint, instead="")
        elif not _is_in_session(match, opens):
            message = (
                "Resolution {number} is of the session from September {opens} to September {closes}, not of {date}."
            )
            hint = "Correct the number or the date."
            number = f"{match['session']}/{match['number']}"
            date_words = _get_date(match)
            yield run.fault(*match.span(), message, hint, number=number, opens=opens, closes=opens + 1, date=date_words)


def _check_sessions(run: Run, numbers: NumberWords) -> Iterator[Fault]:
    """A fault of each resolution with a number of another session than that at which it is said to be adopted."""
    if "session" in run.plain and "ssembly" in run.plain:
        for match in (match for pattern in _ADOPTED_AT for match in pattern.finditer(run.plain)):
            session = numbers.ordinals.get(match["words"].lower(), 0)
            if session and session != int(match["session"]):
                message = "Resolution {number} is of session {session}, not of the {words} session."
                number = f"{match['session']}/{match['number']}"
                hint = "Correct the number or the session."
                yield run.fault(*match.span("words"), message, hint, number=number, session=int(match["session"]))


def _is_in_session(match: re.Match[str], opens: int) -> bool:
    days = find_days(match["day"], match["month"], match["year"]) if match["month"] or not match["day"] else None
    return days is None or (days[1] >= date(opens, _OPENS, 1) and days[0] <= date(opens + 1, _OPENS, 30))


def _check_dates(run: Run) -> Iterator[Fault]:
    for match in _DATED.finditer(run.plain):
        own, year = int(match["own"]), int(match["year"])
        is_late = match["month"] in ("November", "December") and own == year + 1
        if own != year and not (is_late and "/PRST/" not in match["symbol"]):
            message = "The symbol {symbol} is not of {date}."
            hint = "Correct the symbol or the date."
            yield run.fault(*match.span("symbol"), message, hint, symbol=match["symbol"], date=_get_date(match))


def _get_date(match: re.Match[str]) -> str:
    """The date that a match has, as it stands."""
    return " ".join(filter(None, (match["day"], match["month"], match["year"])))
