"""Which tests may start slow programs: those that bear the marker `slow`, which `make quick` leaves out.

LibreOffice, Chromium, veraPDF's Java and the forge of killed commands ask here before they start, so that no test can
forget the marker.
"""

from __future__ import annotations

import pytest

_running: list[pytest.Item] = []


def note_running(item: pytest.Item) -> None:
    """Notes which test is running; called by conftest.py before the fixtures of each test are set up."""
    _running[:] = [item]


def require_slow(program: str) -> None:
    """Fails the test that is running where it starts a slow program and does not bear the marker."""
    for item in _running:
        if item.get_closest_marker("slow") is None:
            pytest.fail(f"{item.nodeid} starts {program} without the marker `slow`.")
