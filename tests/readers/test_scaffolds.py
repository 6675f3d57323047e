"""What templates of forms and new reports say is known, in all languages."""

from __future__ import annotations

import pytest

from assembler.intake.questionnaire import read_labels
from assembler.model.canonical_json import encode_json
from assembler.model.text.edited_scaffold import find_scaffold_passages
from assembler.model.text.scaffold_text import ScaffoldText, split_sentences
from assembler.model.value import Value
from assembler.readers.scaffolds import INSTRUCTIONS, collect_scaffold_text, read_scaffolds
from assembler.storage.templates import (
    CONTRIBUTION,
    PACKAGED,
    SCAFFOLD_INDEX,
    read_sample_report,
    read_scaffold_index,
    read_template,
)

LABELS = {
    *("language", "direction", "thousands", "colon", "title", "report", "entity", "period"),
    *("requested_by", "sender_form", "return_to", "questions_to", "approved_by", "approved_on"),
    *("period_form", "deadline", "length", "length_form", "contact_name", "contact_email", "theme_form"),
    *("themes_between", "note_form", "nothing", "answer_title", "page_form"),
}
"""Keys of form/LANGUAGE.yaml whose words ask for nothing."""
FIELDS = {"entity": "WHO", "organization": "AU", "words": "1,200", "themes": "“A”; “B”"}


def read_packaged_scaffolds() -> dict[str, bytes]:
    """The packaged templates of new reports, blank contributions and questionnaires, by name."""
    forms = [f"form/{path.name}" for path in sorted((PACKAGED / "form").glob("*.yaml"))]
    sample = {f"report/{name}": data for name, data in read_sample_report().items()}
    return sample | {name: (PACKAGED / name).read_bytes() for name in (CONTRIBUTION, *forms)}


@pytest.fixture(scope="module")
def known() -> ScaffoldText:
    return read_scaffolds(read_scaffold_index(), {})


def test_index_holds_what_the_packaged_templates_say(pytestconfig: pytest.Config) -> None:
    collected = collect_scaffold_text(read_packaged_scaffolds())
    if pytestconfig.getoption("renew"):
        (PACKAGED / SCAFFOLD_INDEX).write_bytes(encode_json(collected))
    assert (PACKAGED / SCAFFOLD_INDEX).read_bytes() == encode_json(collected), "“pytest --renew” writes the file anew."
    assert read_scaffolds(read_scaffold_index(), {}) == collected


def test_own_templates_add_to_the_packaged_ones(known: ScaffoldText) -> None:
    own = {"contribution.md": b"<!-- Notes! Write what the entity did with the Union. -->"}
    added = read_scaffolds(read_scaffold_index(), own)
    assert added.sentences > known.sentences
    for sentence in ("Write what the entity did with the Union.", "Notes!"):
        assert list(find_scaffold_passages(f"They met. {sentence} They will.", added)) == [sentence]


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_instructions_of_each_form_are_known(known: ScaffoldText, language: str) -> None:
    name = f"form/{language}.yaml"
    labels: Value = read_labels(read_template(name, {}), name)
    for key in INSTRUCTIONS:
        value = getattr(labels, key)
        for words in (value,) if isinstance(value, str) else value:
            for sentence in split_sentences(words.format_map(FIELDS)):
                assert known.has_sentence(sentence), sentence


def test_every_key_of_a_form_is_an_instruction_or_a_label() -> None:
    labels = read_labels(read_template("form/en.yaml", {}), "form/en.yaml")
    assert set(labels.__struct_fields__) == LABELS | set(INSTRUCTIONS)


@pytest.mark.parametrize(
    "words",
    [
        "Say here",
        "After its first mention: the Union",
        "Nothing to report on this organization",
        "Report",
        "12",
        "",
        "…",
    ],
)
def test_other_words_are_not(known: ScaffoldText, words: str) -> None:
    assert not known.has_sentence(words)


def test_placeholders_are_known(known: ScaffoldText) -> None:
    assert known.names == {"your name", "name", "your address", "address", "year month day"}
    assert known.symbols == {"A/81/1", "S/2027/1", "27-00001"}
    assert known.has_name(" Your  NAME ")
    assert not known.has_name("Anna Name")


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"a: [", b"---\n- - -", b"$ <!-- $$ $x ${ -->"])
@pytest.mark.parametrize("name", ["contribution.md", "form/en.yaml", "report/report.yaml", "report/dppa/au.md"])
def test_template_that_cannot_be_read_says_nothing(name: str, data: bytes) -> None:
    assert isinstance(collect_scaffold_text({name: data}), ScaffoldText)
