"""Reads the clock: the day of today, for commands that record when somebody did something.

This is the only look at a clock in the program. Nothing that is built depends on it: operations take the day as a
value.
"""

from __future__ import annotations

from datetime import date


def read_today() -> date:
    """The day of today, where the machine stands."""
    return date.today()
