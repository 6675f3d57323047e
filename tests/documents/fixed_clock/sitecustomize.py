"""Stops Django's clock at MOMENT, so that pictures of the portal show the same day on every day.

Python imports this module at its start where the folder is on PYTHONPATH, and so do the child processes of a server.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone

MOMENT = datetime(2020, 8, 31, 9, 0, tzinfo=UTC)
"""A day in the week in which the texts of the example report were due."""


def read_fixed_moment() -> datetime:
    return MOMENT


timezone.now = read_fixed_moment
