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


def test_only_paragraphs_with_words_that_were_not_cleared_are_asked_for() -> None:
    """Changes are those since the clearance, whatever number the paragraph had then."""
    passages = (
        PrintedPassage(4, "A new paragraph.", ""),
        PrintedPassage(5, "They met in May.", "They met."),
        PrintedPassage(6, "They agreed on a plan in Rome.", "They agreed on a plan."),
    )
    clearance = describe_clearance(WordsToClear(passages), {}, ("They agreed on a plan in Bonn.", "They met in May."))
    assert [one.number for one in clearance.open_paragraphs] == [4, 6]
    assert [one.number for one in clearance.settled_paragraphs] == [5]
    changes = [(one.change.value, one.text) for one in clearance.open_paragraphs[1].segments]
    assert changes[1:3] == [("dropped", "Bonn"), ("added", "Rome")]
    assert not clearance.settled_paragraphs[0].has_changed


def test_words_that_are_the_same_have_no_change() -> None:
    assert show("They met.", "They met.") == [("same", "They met.")]
