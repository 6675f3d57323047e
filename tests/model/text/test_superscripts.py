"""Superscripts and subscripts as plain text: nothing runs into the word before."""

from __future__ import annotations

import pytest

from assembler.model.nodes import Inline, Strong, Subscript, Superscript, Text
from assembler.model.text.plain_text import extract_text
from assembler.model.text.prose import MASK, mask_exact_words
from assembler.model.text.superscripts import replace_superscripts
from assembler.model.text.word_count import count_words


def up(*content: Inline | str) -> Superscript:
    return Superscript(tuple(Text(node) if isinstance(node, str) else node for node in content))


def down(words: str) -> Subscript:
    return Subscript((Text(words),))


@pytest.mark.parametrize(
    ("content", "text", "masked"),
    [
        ((Text("Approved"), up("a")), "Approvedᵃ", f"Approved{MASK}"),
        ((Text("5 m"), up("2")), "5 m²", f"5 m{MASK}"),
        ((Text("CO"), down("2"), Text(" in")), "CO₂ in", f"CO{MASK} in"),
        ((Text("the 21"), up("st"), Text(" of")), "the 21ˢᵗ of", "the 21st of"),
        ((Text("Approved"), up("A b")), "Approved^(A b)", "Approved" + MASK * 6),
        ((Text("x"), down("i,j")), "x_(i,j)", "x" + MASK * 6),
        ((Strong((Text("x"), up("−1"))),), "x⁻¹", f"x{MASK}{MASK}"),
        ((Text("x"), up(" "), Text("y")), "x y", f"x{MASK}y"),
        ((Text("m² as typed"),), "m² as typed", "m² as typed"),
    ],
)
def test_nothing_runs_into_the_word_before(content: tuple[Inline, ...], text: str, masked: str) -> None:
    assert extract_text(content) == text
    assert mask_exact_words(content) == masked
    assert len(masked) == len(text)
    assert count_words(text) == len(text.split())


def test_ordinary_letters_come_back_at_the_same_places() -> None:
    assert replace_superscripts("Approvedᵃ⁻¹ CO₂") == "Approveda-1 CO2"
