"""Reports in other languages than English: their faults are found, and nothing is found in the corrected forms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assembler.api import check, load
from assembler.rules.registry import RULES, Scope
from tests.conftest import PLAN, contribution, small_files
from tests.rules.test_rules import PAGES, READ, examples

LANGUAGES = ("ar", "es", "fr", "ru", "zh")


def of_language(part: str, language: str) -> list[tuple[Path, str]]:
    """The examples of a part on the pages in a language, those of single paragraphs."""
    texts = {page: page.read_text(encoding="utf-8") for page in PAGES}
    pages = [page for page, text in texts.items() if f"\nLanguage: {language}\n" in text and "\nIn: " not in text]
    return [(page, text) for page in pages for text, _ in examples(page, part) if "\n" not in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_faults(language: str) -> None:
    assert len(of_language("Wrong", language)) >= 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_found_in_corrected_texts(language: str) -> None:
    right = "\n\n".join(text for _, text in of_language("Right", language))
    text = f"{right}\n\n{(Path(__file__).parent / 'languages' / f'{language}.txt').read_text(encoding='utf-8')}"
    plan = re.sub("^date:", f"language: {language}\ndate:", PLAN, flags=re.MULTILINE)
    report = small_files(report_yaml=plan, unhcr__au=contribution("unhcr", "au", text))
    findings = [one for one in check(load(report, cache=READ)).findings if RULES[one.rule].scope is Scope.PROSE]
    assert [f"{one.rule} {one.message}" for one in findings] == []


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.languages])
def test_no_rule_has_a_language_that_no_report_has(code: str) -> None:
    assert set(RULES[code].languages) <= {"en", *LANGUAGES}
