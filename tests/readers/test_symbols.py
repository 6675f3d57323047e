"""Document symbols and numbers of resolutions are found where they stand and lead to their documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.model.nodes import Symbol
from assembler.model.text.plain_text import NO_BREAK_SPACE, extract_text
from assembler.readers.symbols import mark_symbols

ROWS = [
    line
    for line in (Path(__file__).parent / "symbols.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(ROWS) >= 100


@pytest.mark.parametrize("row", ROWS)
def test_symbols(row: str) -> None:
    language, text, expected = (part.strip() for part in row.split("|"))
    found = [node for node in mark_symbols(text, language) if isinstance(node, Symbol)]
    shown = [f"{node.text} -> {node.target}".replace(NO_BREAK_SPACE, " ") for node in found]
    wanted = [pair.replace("-> ", f"-> https://docs.un.org/{language}/") for pair in expected.split("; ") if pair]
    assert shown == wanted


@given(
    st.lists(st.sampled_from(("A", "S", "/", "75", "RES", "Add.1", "-", "–", " ", "(2019)", "resolution ", ", ", "."))),
    st.sampled_from(("en", "fr", "es", "ru", "zh", "ar")),
)
def test_no_character_is_lost_or_added(parts: list[str], language: str) -> None:
    text = "".join(parts)
    assert extract_text(mark_symbols(text, language)).replace(NO_BREAK_SPACE, " ") == text


@given(st.lists(st.sampled_from(("A/75/345", "resolution 58/316", "2457 (2019)", "x", " ", "(Sect. 9)"))))
def test_a_symbol_is_found_again_in_its_printed_form(parts: list[str]) -> None:
    found = tuple(mark_symbols(" ".join(parts), "en"))
    assert tuple(mark_symbols(extract_text(found), "en")) == found
