"""The words of the form: complete in six languages, with every place in every phrase."""

from __future__ import annotations

import re

import pytest
from msgspec import Struct

from assembler.model.questionnaire import QuestionnaireLabels
from assembler.model.vocabulary import Labels
from assembler.readers.settings.labels import LABELS
from assembler.readers.settings.plan_schema import LANGUAGES
from assembler.readers.settings.questionnaire_labels import QUESTIONNAIRE_LABELS, read_questionnaire_labels
from assembler.readers.settings.schema_types import FileSchema, RecordOf
from tests.conftest import ROOT

FOLDER = ROOT / "templates" / "form"


def file_of(language: str) -> str:
    return (FOLDER / f"{language}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_complete(language: str) -> None:
    words, findings = read_questionnaire_labels(file_of(language), "form.yaml")
    assert findings == ()
    assert words is not None
    assert words.language == language
    assert len(words.print_number(8500)) == len("8,500")


@pytest.mark.parametrize(
    ("schema", "kind", "marks"),
    [(QUESTIONNAIRE_LABELS, QuestionnaireLabels, set()), (LABELS, Labels, {"estimates"})],
)
def test_every_key_of_a_file_is_a_field(schema: FileSchema, kind: type[Struct], marks: set[str]) -> None:
    """The marks of estimates are comments in the file, not keys."""
    assert isinstance(schema.shape, RecordOf)
    assert {field.name for field in schema.shape.fields} | marks == set(kind.__struct_fields__)


def test_languages_say_the_same_things() -> None:
    files = {language: file_of(language) for language in LANGUAGES}
    keys = {language: re.findall(r"^(\w+):", text, re.MULTILINE) for language, text in files.items()}
    steps = {language: text.count("\n  - ") for language, text in files.items()}
    assert all(one == keys["en"] for one in keys.values())
    assert set(steps.values()) == {4}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_has_words_of_another_script(language: str) -> None:
    words = re.sub(
        r"#.*|^language.*|^direction.*|\{\w+\}|^\w+:|Word|\.docx|\\u00a0", "", file_of(language), flags=re.MULTILINE
    )
    latin = len(re.findall("[A-Za-z]", words))
    assert latin == 0 if language in ("ar", "zh", "ru") else latin > 500


def test_phrase_without_its_place_is_found() -> None:
    broken = file_of("en").replace('page_form: "Page {page} of {pages}"', 'page_form: "Page {page}"')
    words, (finding,) = read_questionnaire_labels(broken, "form.yaml")
    assert words is None
    assert finding.source.line == broken.count("\n", 0, broken.index("page_form")) + 1
