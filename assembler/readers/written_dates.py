"""Reads a day that somebody has written, in any common writing of the six official languages.

Months may stand in words or figures, figures in any script. What can be read in two ways is read in both: 01/02/2027 is
1 February or 2 January. A year has four figures.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache

_MONTHS = (
    "january jan janvier janv enero ene يناير جانفي كانون_الثاني",
    "february feb fevrier fevr febrero فبراير فيفري شباط",
    "march mar mars marzo مارس آذار",
    "april apr avril avr abril abr أبريل أفريل نيسان",
    "may mai mayo مايو ماي أيار",
    "june jun juin junio يونيه يونيو جوان حزيران",
    "july jul juillet juil julio يوليه يوليو جويلية تموز",
    "august aug aout agosto ago أغسطس أوت غشت آب",
    "september sept sep septembre septiembre setiembre سبتمبر شتنبر أيلول",
    "october oct octobre octubre أكتوبر تشرين_الأول",
    "november nov novembre noviembre نوفمبر نونبر تشرين_الثاني",
    "december dec decembre diciembre dic ديسمبر دجنبر كانون_الأول",
)
"""The names and abbreviations of each month; Russian ones are known by their beginning."""
_RUSSIAN = ("янв", "фев", "март мар", "апр", "май мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_DAYS_OF_THE_WEEK = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "lunes martes miercoles jueves viernes sabado domingo "
    "понедельник вторник среда четверг пятница суббота воскресенье "
    "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"
)
_LINKS = "of the on st nd rd th er le el de del г год года في من م"
"""What may stand between the parts of a date and says nothing."""
_CHINESE = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {"零": "0"}

_CHINESE_DAY_OF_THE_WEEK = re.compile("(?:星期|周)[一二三四五六日天]")
_CHINESE_NUMBER = re.compile(f"[{''.join(_CHINESE)}十]+")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})(?: ?(?:г|года|م))?")
_PART = re.compile(r"\d+|[^\W\d_]+")
_TWO_WORDS = re.compile("(كانون|تشرين) ")
_YEARS = range(1900, 2200)


def read_written_date(text: str) -> tuple[date, ...]:
    """The days that the words may mean, the earlier first: one, two where that is not clear, none where they mean none.

    >>> read_written_date("3 May 2027")
    (datetime.date(2027, 5, 3),)
    >>> read_written_date("01/02/2027")
    (datetime.date(2027, 1, 2), datetime.date(2027, 2, 1))
    >>> read_written_date("soon")
    ()
    """
    words = _normalize(text)
    for pattern, read in ((_YEAR_FIRST, _read_year_first), (_YEAR_LAST, _read_year_last)):
        if match := pattern.fullmatch(words.replace(" ", "") if pattern is _YEAR_FIRST else words):
            return read(match)
    return _read_month_in_words(words)


def _normalize(text: str) -> str:
    """Small letters without accents, figures of ASCII, one space between words, no signs that nobody sees."""
    plain = _CHINESE_DAY_OF_THE_WEEK.sub("", unicodedata.normalize("NFKC", text))
    plain = _CHINESE_NUMBER.sub(lambda number: _write_in_figures(number[0]), plain)
    signs = (
        str(unicodedata.digit(sign)) if sign.isdigit() else sign
        for sign in unicodedata.normalize("NFD", plain.casefold())
        if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf"
    )
    spaced = re.sub(r"\s*([-/.])\s*(?=\d)", r"\1", " ".join("".join(signs).split()))
    return spaced.strip(" .,،")


def _write_in_figures(number: str) -> str:
    """A Chinese number of a year, a month or a day."""
    if "十" not in number:
        return "".join(_CHINESE[sign] for sign in number)
    tens, _, ones = number.partition("十")
    return f"{_CHINESE.get(tens, '1')}{_CHINESE.get(ones, '0')}"


def _read_year_first(match: re.Match[str]) -> tuple[date, ...]:
    return _make_days((int(match[1]), int(match[2]), int(match[3])))


def _read_year_last(match: re.Match[str]) -> tuple[date, ...]:
    """Day, month and year; only with full points is that order the same for everybody."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    other = () if match[2] == "." else ((year, first, second),)
    return _make_days((year, second, first), *other)


def _read_month_in_words(words: str) -> tuple[date, ...]:
    """A month in words, a year of four figures, and a day, in any order; nothing else that says something."""
    parts = _PART.findall(_TWO_WORDS.sub(r"\1", words))
    by_name = _list_months()
    months = {by_name.get(part) or _find_russian_month(part) for part in parts if not part.isdigit()} - {-1}
    numbers = [part for part in parts if part.isdigit()]
    years = [int(number) for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) <= 2]
    if len(months) != 1 or len(numbers) != 2 or not years or not days:
        return ()
    return _make_days((years[0], months.pop(), days[0]))


def _find_russian_month(word: str) -> int:
    """The month that begins so; 0 where it is none."""
    for number, beginnings in enumerate(_RUSSIAN, 1):
        if any(word.startswith(_normalize(beginning)) for beginning in beginnings.split()):
            return number
    return 0


@cache
def _list_months() -> dict[str, int]:
    """The number of the month by name and abbreviation, and -1 for words that say nothing."""
    names = {
        _normalize(name.replace("_", "")): number for number, listed in enumerate(_MONTHS, 1) for name in listed.split()
    }
    return names | {_normalize(word): -1 for word in f"{_DAYS_OF_THE_WEEK} {_LINKS}".split()}


def _make_days(*parts: tuple[int, int, int]) -> tuple[date, ...]:
    """The days of the calendar among these."""
    days = set()
    for year, month, day in parts:
        if year in _YEARS:
            try:
                days.add(date(year, month, day))
            except ValueError:
                continue
    return tuple(sorted(days))
