"""Reads who approved the texts of a questionnaire and when, as the questionnaire states it.

The statement is nobody's clearance yet: an editor confirms it. A day that can be read in two ways, or that comes after
the day on which the file arrived, is not taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assembler.model.contribution import Approval
from assembler.model.finding import Finding, Severity, Source, make_text, place_text
from assembler.model.text.phrases import shorten, write_day
from assembler.model.value import Value
from assembler.readers.written_dates import read_written_date

UNCLEAR_APPROVAL = "IN-DOC-18"
"""The code of findings on statements of approvals."""
_QUOTED = 80


class StatedApproval(Value):
    """What stands in the two fields of a questionnaire."""

    by: str
    """Who approved the texts."""
    on: str
    """The day, as somebody wrote it."""
    source: Source
    """Where the day stands, else the name."""


def read_approval(stated: StatedApproval, arrival: date | None) -> tuple[Approval | None, tuple[Finding, ...]]:
    """The approval, without a day where that is not clear; None where nobody is named; and what is not clear.

    `arrival` is the day on which the file arrived, after which nobody can have approved it; None where it is unknown.
    """
    days = read_written_date(stated.on)
    usable = days[0] if len(days) == 1 and (arrival is None or days[0] <= arrival) else None
    findings = tuple(_find_faults(stated, days, arrival))
    return Approval(" ".join(stated.by.split()), usable) if stated.by else None, findings


def _find_faults(stated: StatedApproval, days: tuple[date, ...], arrival: date | None) -> Iterator[Finding]:
    if not stated.by:
        message = "The form gives a day of approval, but does not say who approved the texts."
        yield _make_warning(stated, message)
    if not stated.on:
        message = "The form says who approved the texts, but gives no day of approval."
        yield _make_warning(stated, message)
    elif not days:
        message = "“{words}” is not a date that the program can read, so no day of approval was recorded."
        yield _make_warning(stated, message, words=shorten(stated.on, _QUOTED))
    elif len(days) > 1:
        first, second = map(write_day, days)
        message = "The day of approval “{words}” may mean {first} or {second}, so no day was recorded."
        yield _make_warning(stated, message, words=shorten(stated.on, _QUOTED), first=first, second=second)
    elif arrival and days[0] > arrival:
        message = "The day of approval is {day}, but the file arrived earlier, on {arrival}, so no day was recorded."
        yield _make_warning(stated, message, day=write_day(days[0]), arrival=write_day(arrival))


def _make_warning(stated: StatedApproval, message: str, **parameters: str) -> Finding:
    hint = "Ask who approved the texts and on which day. Record the answer with “assembler clear --by … --on …”."
    word_hint = "Write who approved the texts and on which day, with the month in words, at the head of the form."
    text = make_text(message, hint, word_hint=word_hint, **parameters)
    return place_text(UNCLEAR_APPROVAL, Severity.WARNING, stated.source, text)
