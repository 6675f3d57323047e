"""Sentences of scaffolds are found where somebody has changed them, and words of a report are not taken for one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from assembler.model.contribution import Collection
from assembler.model.text.edited_scaffold import find_scaffold_passages, find_scaffold_sentences
from assembler.model.text.plain_text import extract_text
from assembler.model.text.scaffold_text import ScaffoldText, walk_placed_contents
from assembler.pipeline import Examination
from assembler.readers.scaffolds import read_scaffolds
from assembler.storage.templates import read_scaffold_index
from tests.conftest import ROOT

type Edit = Callable[[list[str]], list[str]]

SHORTEST = 9
"""From this length on a sentence is known whatever a person changes in one or two of its words."""


@pytest.fixture(scope="module")
def known() -> ScaffoldText:
    return read_scaffolds(read_scaffold_index(), {})


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        (
            "Say here in one single sentence who asked for the present report, and why it was asked.",
            "Say here in one single sentence who asked for the present report, and why",
        ),
        (
            "Say here in one sentence who asked.\nFor the present report and why.",
            "Say here in one sentence who asked.\nFor the present report and why",
        ),
        (
            "So, say here in a few sentences what the report shows, what the United Nations and the organizations "
            "have achieved together and what remains to be done. They met.",
            "say here in a few sentences what the report shows, what the United Nations and the organizations have "
            "achieved together and what remains to be done",
        ),
        (
            "Say here what the Office of the United Nations High Commissioner for Refugees and the AU did together in "
            "2026, where and when, and what came of it.",
            "Say here what the Office of the United Nations High Commissioner for Refugees and the AU did together in "
            "2026, where and when, and what came of it",
        ),
        (
            "Écrivez ou collez votre réponse dans le champ qui suit « votre texte » : il s’agrandit si vous écrivez.",
            "Écrivez ou collez votre réponse dans le champ qui suit « votre texte » : il s’agrandit",
        ),
        ("请在“您的文本”下的框内书写或者粘贴文本，该框会随文本而扩展。", "请在“您的文本”下的框内书写或者粘贴文本"),
    ],
)
def test_changed_sentence_is_found(known: ScaffoldText, text: str, passage: str) -> None:
    (found,) = find_scaffold_passages(text, known)
    assert found.startswith(passage)


EDITS: dict[str, Edit] = {
    "a word added": lambda words: [*words[: len(words) // 2], "really", *words[len(words) // 2 :]],
    "a word taken out": lambda words: [*words[: len(words) // 2], *words[len(words) // 2 + 1 :]],
    "another word": lambda words: [*words[: len(words) // 2], "other", *words[len(words) // 2 + 1 :]],
    "words after it": lambda words: [*words, *("as", "all", "entities", "have", "agreed")],
    "words before it": lambda words: ["In", "this", "respect", *words],
    "another first word": lambda words: ["Please", *words[1:]],
    "another last word": lambda words: [*words[:-1], "otherwise"],
    "two words added": lambda words: [*words[:3], "really", *words[3:6], "always", *words[6:]],
}


@pytest.mark.parametrize("edit", EDITS)
def test_every_longer_sentence_is_found_after_an_edit(known: ScaffoldText, edit: str) -> None:
    sentences = [sentence.split() for sentence in known.sentences if "\0" not in sentence]
    changed = [" ".join(EDITS[edit](words)) for words in sentences if len(words) >= SHORTEST]
    assert len(changed) >= 60
    assert [words for words in changed if not list(find_scaffold_passages(words, known))] == []


def test_no_words_of_the_example_are_taken_for_a_scaffold(example: Examination, known: ScaffoldText) -> None:
    collection = example.collection
    assert isinstance(collection, Collection)
    texts = [text.blocks for text in collection.contributions]
    words = sum(len(extract_text(content).split()) for blocks in texts for content, _ in walk_placed_contents(blocks))
    assert words > 10_000
    assert [found for blocks in texts for found in find_scaffold_sentences(blocks, known)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "tests/rules").glob("UN-*.md")), ids=lambda path: path.stem)
def test_no_words_of_the_rule_pages_are_taken_for_a_scaffold(path: Path, known: ScaffoldText) -> None:
    for paragraph in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        assert list(find_scaffold_passages(paragraph, known)) == []


@pytest.mark.parametrize(
    "words",
    [
        "The Secretary-General recommends to Member States, to the entities of the United Nations and to regional "
        "organizations that the dialogue be continued.",
        "In the reporting period and with this result, the two organizations asked for the present report.",
        "In its resolutions the General Assembly asked for the present report, such as in General Assembly resolution "
        "73/267, and the Security Council in Security Council resolution 2457 (2019).",
        "UNHCR had nothing to report on an organization that left the field.",
    ],
)
def test_words_of_a_report_that_are_like_some_of_a_scaffold_are_not_found(known: ScaffoldText, words: str) -> None:
    assert list(find_scaffold_passages(words, known)) == []
