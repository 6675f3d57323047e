"""The measure of the rules: rates of findings in texts, and planted faults that are found or missed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bench.planted_faults import judge
from tests.bench.rates import main

RECORD = {
    "id": "one",
    "class": "numbers",
    "rules": ["UN-NUM-01"],
    "text": "The two organizations held 5 meetings in Cairo.",
    "wrong": ["5"],
    "corrected": "The two organizations held five meetings in Cairo.",
}


def test_fault_is_found_by_its_rule_at_its_words() -> None:
    verdict = judge(RECORD)
    assert verdict.is_found
    assert verdict.alarms == ()


@pytest.mark.parametrize(
    "change",
    [
        {"rules": ["UN-NUM-02"]},
        {"wrong": ["Cairo"]},
        {"text": "The two organizations held five meetings in Cairo.", "wrong": ["five"]},
    ],
)
def test_fault_is_missed_without_its_rule_or_its_words(change: dict[str, Any]) -> None:
    assert not judge(RECORD | change).is_found


def test_corrected_text_with_a_finding_is_an_alarm() -> None:
    assert [finding.rule for finding in judge(RECORD | {"corrected": RECORD["text"]}).alarms] == ["UN-NUM-01"]


def test_fault_in_the_plan_is_found() -> None:
    record = {"id": "two", "class": "plan", "rules": ["UN-MST-01"], "context": {"plan": "symbols"}}
    text, corrected = "symbols: [S/2020/898]", "symbols: [A/75/345, S/2020/898]"
    verdict = judge(record | {"text": text, "wrong": ["S/2020/898"], "corrected": corrected})
    assert verdict.is_found
    assert verdict.alarms == ()


@pytest.mark.slow
def test_two_texts_are_judged_by_what_is_said_of_both_alone() -> None:
    first = "The liaison office of the two organizations in Cairo was opened in 2019 and has trained 40 officers there."
    second = "The seminar on ports was held in Tunis in June 2020, and 30 officers of two coast guards took part in it."
    record = {
        "id": "three",
        "class": "twice",
        "rules": ["IN-CON-04"],
        "texts": [first, second],
        "wrong": ["Cairo", "Tunis"],
    }
    verdict = judge(record | {"harmless": [second, first]})
    assert not verdict.is_found
    assert verdict.findings == verdict.alarms == ()


@pytest.mark.slow
def test_contradiction_is_found_where_both_places_are_named() -> None:
    first = "The Coastal Network (CNX) trained divers, and CNX boats and CNX crews were sent to the northern harbours."
    second = "The Civil Network (CNX) published two surveys, and CNX members and CNX students visited the camps."
    record = {"id": "four", "class": "acronyms", "texts": [first, second], "harmless": [first, first]}
    record["wrong"] = ["Coastal Network (CNX)", "Civil Network (CNX)"]
    assert judge(record | {"rules": ["IN-CON-02"]}).is_found
    assert not judge(record | {"rules": ["IN-CON-05"]}).is_found


def test_command_prints_rates_by_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.txt").write_text("They held 5 meetings.\n\nThey met 6 times.\n", encoding="utf-8")
    (tmp_path / "two.md").write_text("---\nentity: who\n---\n\nThey met at 15:30.\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["rates", str(tmp_path), "--show", "UN-NUM-11"])
    main()
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "12 words in one.txt, two.md"
    assert "UN-NUM-01  warning      2 166.67" in printed
    assert any(line.startswith("    two.md:") and "15:30" in line for line in printed)
