"""Two edits of one block: merged where they touch different words, else left to a person."""

from __future__ import annotations

import pytest

from assembler.merge.block_merge import BlockVersion, merge_words
from assembler.model.nodes import Block
from assembler.writers.markdown.blocks import print_blocks
from tests.merge.cases import GENERAL, as_named, read

NOTE = "\n\n[^1]: The note.\n"


def version(text: str) -> BlockVersion:
    (block,) = read(text, GENERAL)
    return BlockVersion(block, as_named)


def merged(base: str, ours: str, theirs: str) -> str | None:
    block: Block | None = merge_words(version(base), version(ours), version(theirs), "en")
    return None if block is None else print_blocks([block], GENERAL).strip()


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "both"),
    [
        (
            "They met in Bonn in May.",
            "They met in Bonn in June.",
            "They met in Rome in May.",
            "They met in Rome in June.",
        ),
        ("They meet in Bonn.", "They met in Bonn.", "They meet in Bonn and agreed.", "They met in Bonn and agreed."),
        (
            "Met with *some* staff.",
            "Met with *some* people.",
            "We met with *some* staff.",
            "We met with *some* people.",
        ),
        ("1. One;\n2. Two.", "1. One;\n2. Second.", "1. First;\n2. Two.", "1. First;\n2. Second."),
        (
            "1. One;\n2. Two.",
            "1. One thing;\n2. Two.",
            "1. One;\n2. Two;\n3. Three.",
            "1. One thing;\n2. Two;\n3. Three.",
        ),
        (
            "Table: Staff\n\n| Year | Staff |\n| --- | --- |\n| 2025 | 17 |",
            "Table: All staff\n\n| Year | Staff |\n| --- | --- |\n| 2025 | 17 |",
            "Table: Staff\n\n| Year | Staff |\n| --- | --- |\n| 2025 | 18 |",
            "Table: All staff\n\n| Year | Staff |\n| --- | --- |\n| 2025 | 18 |",
        ),
        ("> Peace is made here.", "> Peace is made there.", "> Trust is made here.", "> Trust is made there."),
        (
            f"They met[^1] in Bonn.{NOTE}",
            f"People met[^1] in Bonn.{NOTE}",
            f"They met[^1] in Rome.{NOTE}",
            f"People met[^1] in Rome.{NOTE}".strip(),
        ),
        (
            f"They met[^1] in Bonn.{NOTE}",
            f"They met in Bonn.{NOTE}",
            f"They met[^1] in Rome.{NOTE}",
            "They met in Rome.",
        ),
    ],
)
def test_edits_of_different_words_are_both_made(base: str, ours: str, theirs: str, both: str | None) -> None:
    assert merged(base, ours, theirs) == both
    assert merged(base, theirs, ours) == both


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("They met in Bonn.", "They met in Rome.", "They met in Oslo."),
        ("They met in Bonn.", "They met in old Bonn.", "They met in new Bonn."),
        ("They met in Bonn.", "They met in.", "They met in Rome."),
        ("We met people in Bonn.", "We *met people* in Bonn.", "We met *people in* Bonn."),
        (f"They met[^1] here.{NOTE}", "They met[^1] here.\n\n[^1]: My note.", "They met[^1] here.\n\n[^1]: Your note."),
        ("They met \ue000 here.", "They met \ue000 there.", "We met \ue000 here."),
    ],
)
def test_edits_of_the_same_words_are_not_merged(base: str, ours: str, theirs: str) -> None:
    assert merged(base, ours, theirs) is None


def test_an_equal_edit_is_made_once() -> None:
    assert merged("They met in Bonn.", "We met in Rome.", "They met in Rome.") == "We met in Rome."
