"""Fixed words that nobody has verified, in a final in their language."""

from __future__ import annotations

import pytest

from assembler.pipeline import examine
from tests.conftest import PLAN, ROOT, MakeReport


def messages(make_report: MakeReport, language: str, *, draft: bool = False, plan: str = PLAN) -> list[str]:
    """The messages of the rule on the small report in a language."""
    root = make_report(report_yaml=f"{plan}language: {language}\n")
    return [one.message for one in examine(root, draft=draft).checked.findings if one.rule == "IN-LNG-03"]


def test_final_names_each_word_that_it_prints_once(make_report: MakeReport) -> None:
    (message,) = messages(make_report, "fr")
    assert "“Résumé” (summary)" in message
    assert "“Soixante-quinzième année” (years.75)" in message
    assert "years.76" not in message
    assert message.count("Résumé") == 1


@pytest.mark.parametrize("absent", ["draft", "missing", "excerpt", "annex", "table", "agenda.preliminary list"])
def test_words_that_the_final_does_not_print_are_not_named(make_report: MakeReport, absent: str) -> None:
    (message,) = messages(make_report, "ru")
    assert f"({absent})" not in message


def test_words_of_what_a_report_has_are_named(make_report: MakeReport) -> None:
    plan = PLAN.replace("stage: provisional agenda", "stage: preliminary list")
    plan += "annexes: [{title: One, text: introduction}, {title: Two, text: introduction}]\n"
    (message,) = messages(make_report, "ru", plan=plan)
    assert "(agenda.preliminary list)" in message
    assert "(annex_numbered)" in message


def test_draft_names_none(make_report: MakeReport) -> None:
    assert messages(make_report, "fr", draft=True) == []


def test_final_in_english_has_none(make_report: MakeReport) -> None:
    assert messages(make_report, "en") == []


def test_own_file_without_the_marks_has_none(make_report: MakeReport) -> None:
    root = make_report(report_yaml=f"{PLAN}language: fr\n")
    own = root / "templates/labels/fr.yaml"
    own.parent.mkdir(parents=True)
    own.write_text((ROOT / "templates/labels/fr.yaml").read_text(encoding="utf-8").replace("  # E", ""))
    assert [one for one in examine(root, draft=False).checked.findings if one.rule == "IN-LNG-03"] == []
