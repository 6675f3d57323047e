"""Which days the words of a date mean."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""The months in their order."""
_LENGTH = 4096
"""Of how many dates the days are kept: about as many as ten years have."""
ANY_MONTH = "|".join(MONTHS)
"""A pattern for any of them."""


@lru_cache(_LENGTH)
def find_days(day: str | None, month: str | None, year: str) -> tuple[date, date] | None:
    """The first and the last day that a date can mean; none for a day that no month has."""
    if month is None:
        return date(int(year), 1, 1), date(int(year), len(MONTHS), 31)
    number = MONTHS.index(month) + 1
    last = count_days(number, int(year))
    if day is None:
        return date(int(year), number, 1), date(int(year), number, last)
    day_number = int(day)
    return (date(int(year), number, day_number),) * 2 if 1 <= day_number <= last else None


def count_days(month: int, year: int) -> int:
    """How many days a month of a year has."""
    from calendar import monthrange  # only here: it takes a while to load, and most who ask for the months need no days

    return monthrange(year, month)[1]
