"""What the clearance page shows of changed words."""

from __future__ import annotations

from assembler.api import WordsToClear
from assembler.clearance.review_operations import PrintedPassage
from assembler.model.text.word_diff import Change
from assembler.portal.page_content.clearance import describe_clearance


def show(submitted: str, words: str) -> list[tuple[str, str]]:
    """The segments of the only paragraph."""
    clearance = describe_clearance(WordsToClear(passages=(PrintedPassage(1, words, submitted),)), {})
    segments = clearance.paragraphs[0].segments
    assert "".join(one.text for one in segments if one.change is not Change.ADDED) == submitted
    assert "".join(one.text for one in segments if one.change is not Change.DROPPED) == words
    return [(one.change.value, one.text) for one in segments]


def test_changes_with_a_word_between_them_are_one_change() -> None:
    assert show("They met in Geneva and in Bonn.", "They spoke in Vienna and in Rome.") == [
        ("same", "They "),
        ("dropped", "met in Geneva and in Bonn"),
        ("added", "spoke in Vienna and in Rome"),
        ("same", "."),
    ]


def test_words_in_a_row_that_are_the_same_stand_between_two_changes() -> None:
    segments = show(
        "Now they met with the Commission of the Union in Bonn.", "Then they met with the Commission in Rome."
    )
    assert ("same", " they met with the Commission ") in segments


def test_words_that_are_the_same_have_no_change() -> None:
    assert show("They met.", "They met.") == [("same", "They met.")]
