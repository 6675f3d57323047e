"""The difference between two texts: complete, and never inside a word or symbol."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.model.text.word_diff import Change, diff_words

WORDS = st.lists(st.sampled_from(["a", "bc", " ", ". ", "A/75/345", "’", "-", "\u00a0", "é"])).map("".join)


def shown(old: str, new: str) -> str:
    marks = {Change.SAME: "{}", Change.ADDED: "[+{}]", Change.DROPPED: "[-{}]"}
    return "".join(marks[piece.change].format(piece.text) for piece in diff_words(old, new))


@given(WORDS, WORDS)
def test_both_texts_are_whole(old: str, new: str) -> None:
    pieces = diff_words(old, new)
    assert "".join(piece.text for piece in pieces if piece.change is not Change.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.change is not Change.DROPPED) == new


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("the same", "the same", "the same"),
        ("In 2019, it met.", "In 2020, it met.", "In [-2019][+2020], it met."),
        ("see A/75/345.", "see A/75/346.", "see [-A/75/345][+A/75/346]."),
        ("well-being", "well being", "[-well-being][+well being]"),
        ("one two", "one, two", "one[+,] two"),
        ("", "new", "[+new]"),
    ],
)
def test_words_and_symbols_are_not_cut(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected
