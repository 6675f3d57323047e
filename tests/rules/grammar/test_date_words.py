"""Which days the words of a date mean."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from assembler.rules.grammar.date_words import MONTHS, days_in, days_meant


def test_days_in_are_those_of_the_calendar() -> None:
    places = [(month, year) for year in range(1900, 2100) for month in range(1, 13)]
    assert [days_in(*it) for it in places] == [monthrange(year, month)[1] for month, year in places]


def test_a_date_means_a_day_a_month_or_a_year() -> None:
    assert days_meant("29", "February", "2020") == (date(2020, 2, 29), date(2020, 2, 29))
    assert days_meant(None, "December", "2019") == (date(2019, 12, 1), date(2019, 12, 31))
    assert days_meant(None, None, "2019") == (date(2019, 1, 1), date(2019, 12, 31))


def test_a_day_that_no_month_has_means_nothing() -> None:
    assert days_meant("29", "February", "2019") is None
    assert not any(days_meant("0", month, "2019") for month in MONTHS)
