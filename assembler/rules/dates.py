"""Dates in the text against the reporting period."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.prose import Run

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(rf"\b(?:(\d{{1,2}})\s)?({'|'.join(_MONTHS)})\s((?:19|20)\d\d)\b")


def date_outside_period(runs: tuple[Run, ...], collection: Collection) -> Iterator[Fault]:
    """A date in the text lies before or after the reporting period.

    Why: the report covers what happened from the issue of the last one on; an older date is often left over from that
    report, a later one a slip of the pen. The date of a mandate or of an earlier agreement is no fault: waive the rule
    in the header, with the reason. English texts only.

    Wrong: “In March 2017, the two secretariats met”, in a report on 18 August 2018 to 31 August 2020.
    Right: “In March 2019, the two secretariats met”.
    """
    period = collection.plan.period
    for run in runs if period else ():
        for match in _DATE.finditer(run.text):
            days = _days(match)
            if period and days and (days[1] < period.first or days[0] > period.last):
                message = f"{match.group()} lies outside the reporting period, {period.first} to {period.last}."
                hint = "Correct the date, or waive this rule in the header with the reason."
                yield run.fault(*match.span(), message, hint)


def _days(match: re.Match[str]) -> tuple[date, date] | None:
    """The first and the last day that a date can mean; none for a day that no month has."""
    year, month = int(match[3]), _MONTHS.index(match[2]) + 1
    last = monthrange(year, month)[1]
    if match[1] is None:
        return date(year, month, 1), date(year, month, last)
    day = int(match[1])
    return (date(year, month, day), date(year, month, day)) if 1 <= day <= last else None
