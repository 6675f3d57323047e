"""The difference between two texts: complete, and never inside a word or symbol."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.model.text.word_diff import Change, diff_words, format_word_diff, read_word_diff

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
        ("2026年在开罗合作。", "2027年在突尼斯合作。", "[-2026][+2027]年在[-开罗][+突尼斯]合作。"),
    ],
)
def test_words_and_symbols_are_not_cut(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_words_beside_a_change_are_shown_in_chinese_too() -> None:
    old, new = (
        f"{'联合国与非洲联盟合作。' * 9}在{city}开会。{'双方同意继续合作。' * 9}" for city in ("开罗", "突尼斯")
    )
    before, after = ("联合国与非洲联盟合作。" * 9 + "在")[-30:], ("开会。" + "双方同意继续合作。" * 9)[:30]
    assert format_word_diff(old, new) == f" … {before}{{--开罗--}}{{++突尼斯++}}{after} …".lstrip()


def test_a_printed_diff_is_read_again() -> None:
    """The segments with the words beside them, in reading order."""
    words = format_word_diff("He met the envoy in Geneva.", "He met two envoys in Geneva.")
    segments = read_word_diff(words)
    assert [(segment.change, segment.text) for segment in segments if segment.change is not Change.SAME] == [
        (Change.DROPPED, "the"),
        (Change.ADDED, "two"),
        (Change.DROPPED, "envoy"),
        (Change.ADDED, "envoys"),
    ]
    assert read_word_diff("") == ()
