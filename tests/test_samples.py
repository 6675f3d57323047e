"""The rules find no less of the planted faults of tests/samples/ than before, and say as little of corrected texts."""

from __future__ import annotations

import pytest

from tests.bench.planted_faults import judge, read_records
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

LEAST = {
    "faults": 422,
    "contradictions": 40,
    "spaces": 60,
    "languages": 57,
    "second/faults": 112,
    "second/contradictions": 39,
    "second/spaces": 58,
    "second/languages": 40,
    "practice/contradictions": 54,
    "practice/faults": 151,
}
"""How many faults of each file are found at least; none of these figures is to fall."""
MOST_ALARMS = 3
"""How much is said of the corrected forms of a file at most."""


@pytest.mark.parametrize("name", LEAST)
def test_planted_faults_are_found(name: str) -> None:
    verdicts = [judge(record) for record in read_records(ROOT / f"tests/samples/{name}.yaml")]
    assert sum(verdict.is_found for verdict in verdicts) >= LEAST[name]
    assert sum(len(verdict.alarms) for verdict in verdicts) <= MOST_ALARMS
