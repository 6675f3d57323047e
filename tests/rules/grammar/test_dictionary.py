"""The dictionary: what is English, and which word is suggested; a report adds words of its own."""

from __future__ import annotations

import pytest

from assembler.pipeline import Examination, examine
from assembler.rules.grammar.dictionary import Dictionary
from tests.conftest import PLAN, MakeReport, contribution


@pytest.fixture(scope="module")
def dictionary(example: Examination) -> Dictionary:
    assert example.collection
    return Dictionary(example.collection.word_lists, ("ubuntu",))


@pytest.mark.parametrize(
    "word",
    ["a", "of", "the", "aid", "programme", "organization", "ubuntu", "subregions", "intersectorally", "reprioritizing"],
)
def test_words_are_known(dictionary: Dictionary, word: str) -> None:
    assert dictionary.has(word)


@pytest.mark.parametrize("word", ["teh", "organisation", "color", "premission", "comission", "underal", "", "thr"])
def test_other_words_are_not(dictionary: Dictionary, word: str) -> None:
    assert not dictionary.has(word)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("atended", "attended"),
        ("buidling", "building"),
        ("exchangd", "exchanged"),
        ("programm", "programme"),
        ("elecctoral", "electoral"),
        ("tok", "took"),
        ("qqqqqq", ""),
    ],
)
def test_word_is_suggested(dictionary: Dictionary, word: str, meant: str) -> None:
    assert dictionary.suggest(word, frozenset()) == meant


def test_word_of_the_report_is_suggested_first(dictionary: Dictionary) -> None:
    assert dictionary.suggest("iniative", frozenset({"initiative"})) == "initiative"


@pytest.mark.parametrize(("key", "found"), [("", ["IN-SPL-01"]), ("words: [Shumbaland, zogbad]\n", [])])
def test_words_of_the_plan_are_right(make_report: MakeReport, key: str, found: list[str]) -> None:
    root = make_report(report_yaml=PLAN + key, unhcr__au=contribution("unhcr", "au", "The zogbad met four times."))
    assert [f.rule for f in examine(root).checked.findings if f.rule.startswith("IN-SPL")] == found


def test_language_without_dictionary_has_no_finding(make_report: MakeReport) -> None:
    root = make_report(
        report_yaml=PLAN + "language: fr\n", unhcr__au=contribution("unhcr", "au", "Le zogbad a siégé quatre fois.")
    )
    assert not [f for f in examine(root).checked.findings if f.rule == "IN-SPL-01"]
