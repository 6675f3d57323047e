"""Dates and times in the form of another language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Prose, Run
from assembler.model.vocabulary import Labels
from assembler.rules.grammar.date_words import ANY_MONTH, MONTHS, count_days

_NUMERIC = Pattern(
    r"(?<![0-9A-Za-z./-])(?:(?P<day>\d{1,2})(?P<sign>[./-])(?P<month>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)"
    r"|(?P<iso_year>(?:19|20)\d\d)(?P<iso_sign>[./-])(?P<iso_month>\d{1,2})(?P=iso_sign)(?P<iso_day>\d{1,2}))"
    r"(?![0-9A-Za-z/-]|\.\d)"
)
_AMERICAN = Pattern(rf"\b(?:{ANY_MONTH}) \d{{1,2}}, (?:19|20)\d\d(?!\d)")
_MONTH_ALONE = Pattern(rf"(?<!\d )(?:{ANY_MONTH}) (?:19|20)\d\d(?!\d)")
_ENGLISH = Pattern(rf"(?:\d{{1,2}} )?(?:{ANY_MONTH}) (?:19|20)\d\d(?!\d)")
_CHINESE = Pattern(r"(?P<year>(?:19|20)\d\d) ?年 ?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?[日号]")
_SPELLED_OTHERWISE = {"يونيه": "يونيو", "يوليه": "يوليو"}
"""Arabic names of months as other countries spell them."""
_CLOCK = Pattern(r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:])")
_CLOCK_FORMS = {"fr": "{hour} h {minute}", "es": "{hour}.{minute} horas", "ru": "{hour} ч. {minute} м."}


def find_date_of_another_language(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A date or time stands in figures alone, in English, or in a form that the language does not have.

    Why: figures alone leave open which is the day; each language has its form (observed in issued documents): months in
    small letters in French, Spanish and Russian, “de” in Spanish, года in Russian, both names of a month in Arabic,
    年月日 without zeros in Chinese. The label file of the language has the form of dates.

    Wrong: the Spanish text: 11/09/2020, 11 septiembre 2020, 11 de Septiembre de 2020
    Right: 11 de septiembre de 2020
    """
    language, labels = collection.plan.language, collection.labels
    numbers = _number_months(labels, language)
    named = _make_pattern(numbers, language)
    for run in runs.having("19", "20"):
        for match in _NUMERIC.finditer(run.text):
            yield from _check_numeric(run, match, labels)
        for match in named.finditer(run.text):
            month = int(match["month"]) if language == "zh" else numbers[match["month"].casefold()]
            yield from _check_named(run, match, month, labels)
        for pattern in (_AMERICAN, _ENGLISH if language == "zh" else _MONTH_ALONE):
            for match in pattern.finditer(run.text):
                yield run.fault(
                    *match.span(), "“{words}” is a date in English.", "Write the date in the language of the report."
                )
    for run in runs.having(":") if language in _CLOCK_FORMS else ():
        for match in _CLOCK.finditer(run.text):
            instead = _CLOCK_FORMS[language].format(hour=int(match["hour"]), minute=match["minute"])
            message = "The time {words} has the form of another language."
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=instead)


def _number_months(labels: Labels, language: str) -> Mapping[str, int]:
    """The number of each month by its names in small letters, in the language and in English.

    The two names of an Arabic month count each alone, and with a space beside the stroke.
    """
    numbers = {name.casefold(): number for names in (MONTHS, labels.months) for number, name in enumerate(names, 1)}
    if language == "ar":
        for number, name in enumerate(labels.months, 1):
            one, _, other = name.partition("/")
            forms = (one, other, _SPELLED_OTHERWISE.get(other, other))
            numbers |= dict.fromkeys((*forms, f"{one} / {other}", f"{one}/ {other}", f"{one} /{other}"), number)
    return numbers


def _make_pattern(numbers: Mapping[str, int], language: str) -> Pattern:
    """What finds a day with the name of its month, in any form that people give to a date of the language."""
    if language == "zh":
        return _CHINESE
    day = r"(?:(?P<day>\d{1,2}) )?" if language == "ar" else r"(?P<day>\d{1,2})(?:er)? (?:de )?"
    names = "|".join(map(re.escape, sorted(numbers, key=len, reverse=True)))
    return Pattern(
        rf"(?<![\w.,/-]){day}(?P<month>{names})(?:,? |/)(?:del? )?(?P<year>(?:19|20)\d\d)\b"
        r"(?: года| г\.)?",
        re.IGNORECASE,
    )


def _check_numeric(run: Run, match: re.Match[str], labels: Labels) -> Iterator[Fault]:
    """The fault of a date in figures, with the date where day and month are sure."""
    day, month = int(match["day"] or match["iso_day"]), int(match["month"] or match["iso_month"])
    if min(day, month) < 1 or max(day, month) > 31 or min(day, month) > len(MONTHS):
        return
    is_sure = month <= len(MONTHS) and (match["iso_year"] is not None or day > len(MONTHS))
    instead = _print_date(labels, day, month, match["year"] or match["iso_year"]) if is_sure else None
    hint = "Write “{instead}”." if instead else "Write the month in words."
    yield run.fault(*match.span(), "The date {words} stands in figures.", hint, instead=instead)


def _check_named(run: Run, match: re.Match[str], month: int, labels: Labels) -> Iterator[Fault]:
    instead = f"{labels.months[month - 1]} {match['year']}"
    if match["day"]:
        instead = _print_date(labels, int(match["day"]), month, match["year"]) or match.group()
    lacks_ending_alone = labels.first_day and instead.replace(labels.first_day, "1", 1) == match.group()
    if instead != match.group() and not lacks_ending_alone:  # of which UN-LNG-02 speaks
        message = "The date “{words}” has another form in this language."
        yield run.fault(*match.span(), message, "Write “{instead}”.", instead=instead)


def _print_date(labels: Labels, day: int, month: int, year: str) -> str | None:
    """The day as running text has it; none where the month has no such day."""
    return labels.print_date(date(int(year), month, day)) if 1 <= day <= count_days(month, int(year)) else None
