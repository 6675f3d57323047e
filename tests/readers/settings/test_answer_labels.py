"""The words of answers: complete in six languages, with every place in every phrase."""

from __future__ import annotations

import re

import pytest

from assembler.readers.settings.answer_labels import read_answer_labels
from assembler.readers.settings.plan_schema import LANGUAGES
from tests.conftest import ROOT


def file_of(language: str) -> str:
    return (ROOT / "templates/answer" / f"{language}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_complete(language: str) -> None:
    words, findings = read_answer_labels(file_of(language), "answer.yaml")
    assert findings == ()
    assert words is not None
    assert (words.language, words.direction) == (language, "rtl" if language == "ar" else "ltr")


def test_languages_say_the_same_things() -> None:
    keys = {language: re.findall(r"^(\w+):", file_of(language), re.MULTILINE) for language in LANGUAGES}
    assert all(one == keys["en"] for one in keys.values())


@pytest.mark.parametrize("language", ["ar", "zh", "ru"])
def test_no_language_has_words_of_another_script(language: str) -> None:
    words = re.sub(r"#.*|^language.*|^direction.*|\{\w+\}|^\w+:", "", file_of(language), flags=re.MULTILINE)
    assert re.findall("[A-Za-z]+", words) == []


def test_phrase_without_its_place_is_found() -> None:
    broken = file_of("en").replace("{symbol}", "it")
    words, (finding,) = read_answer_labels(broken, "answer.yaml")
    assert words is None
    assert finding.source.line == broken.count("\n", 0, broken.index("title: ")) + 1
