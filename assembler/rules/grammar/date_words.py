"""Which days the words of a date mean."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from assembler.model.text.lazy_regex import Pattern
from assembler.model.value import Value

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""The months in their order."""
_MONTH = 27
"""One day less than the shortest month has."""
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


DATE = rf"(?:\d{{1,2}}(?:(?: (?:{ANY_MONTH}))?(?: to |–|-| and )\d{{1,2}})? )?(?:{ANY_MONTH}) (?:19|20)\d\d"
"""A pattern for a month of a year, a day or several days of it."""
_PARTS_OF_DATE = Pattern(
    rf"(?:(\d{{1,2}})(?:(?: ({ANY_MONTH}))?(?: to |–|-| and )(\d{{1,2}}))? )?(?:({ANY_MONTH}) )?((?:19|20)\d\d)"
)


class Days(Value):
    """The days that a date means, from the first to the last."""

    first: date
    last: date

    @property
    def is_row(self) -> bool:
        """Whether these are several days, and no month or year."""
        return 0 < (self.last - self.first).days < _MONTH

    def can_agree(self, other: Days) -> bool:
        """Whether two dates may be of one event: the same, or one a part of the other, as June 2019 and 3 June 2019.

        Two rows of a few days are of one event only where they are the same: 3 to 5 June and 3 to 6 June are not.
        """
        if self.is_row and other.is_row:
            return self == other
        return (self.first <= other.first and other.last <= self.last) or (
            other.first <= self.first and self.last <= other.last
        )


@lru_cache(_LENGTH)
def read_days(words: str) -> Days | None:
    """The days of a date such as “30 April to 2 May 2019”, “June 2019” or “2019”; none where no such day exists."""
    match = _PARTS_OF_DATE.fullmatch(" ".join(words.split()))
    if not match:
        return None
    first_day, first_month, last_day, month, year = match.groups()
    first = find_days(first_day, first_month or month, year)
    last = find_days(last_day or first_day, month, year)
    return Days(first[0], last[1]) if first and last and first[0] <= last[1] else None
