"""Which days the words of a date mean."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from assembler.rules.grammar.date_words import MONTHS, count_days, find_days


def test_days_in_are_those_of_the_calendar() -> None:
    places = [(month, year) for year in range(1900, 2100) for month in range(1, 13)]
    assert [count_days(*place) for place in places] == [monthrange(year, month)[1] for month, year in places]


def test_a_date_means_a_day_a_month_or_a_year() -> None:
    assert find_days("29", "February", "2020") == (date(2020, 2, 29), date(2020, 2, 29))
    assert find_days(None, "December", "2019") == (date(2019, 12, 1), date(2019, 12, 31))
    assert find_days(None, None, "2019") == (date(2019, 1, 1), date(2019, 12, 31))


def test_a_day_that_no_month_has_means_nothing() -> None:
    assert find_days("29", "February", "2019") is None
    assert not any(find_days("0", month, "2019") for month in MONTHS)
