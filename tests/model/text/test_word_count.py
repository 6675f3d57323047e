"""What counts as a word: what stands between white space, in Chinese each character."""

from __future__ import annotations

import pytest

from assembler.model.text.word_count import count_words, estimate_words, separate_words


@pytest.mark.parametrize(
    ("text", "counted", "estimated"),
    [
        ("In 2026 – women’s rights (A/75/345).", 5, 5),
        ("联合国与非洲联盟合作。", 10, 5),
        ("2026年，安理会通过第2719(2023)号决议。", 12, 7),
        ("٥٠ قاضيا", 2, 2),
        ("", 0, 0),
    ],
)
def test_words_are_counted_as_word_counts_them(text: str, counted: int, estimated: int) -> None:
    assert (count_words(text), estimate_words(text)) == (counted, estimated)


def test_words_are_what_stands_between_white_space_and_each_chinese_character() -> None:
    assert separate_words("A/75/345 中的 AU") == ["A/75/345", "中", "的", "AU"]
