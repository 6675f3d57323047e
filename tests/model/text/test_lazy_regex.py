"""Patterns find what the library finds, and are compiled no sooner than they are used."""

from __future__ import annotations

import re

import pytest

from assembler.model.text.lazy_regex import Pattern

TEXT = "One 12, two 345; ONE 6"


def test_a_pattern_finds_what_the_library_finds() -> None:
    pattern, library = (
        Pattern(r"(?P<word>one)\s(\d+)", re.IGNORECASE),
        re.compile(r"(?P<word>one)\s(\d+)", re.IGNORECASE),
    )
    assert [match.span("word") for match in pattern.finditer(TEXT)] == [(0, 3), (17, 20)]
    assert pattern.findall(TEXT) == library.findall(TEXT)
    assert pattern.sub("it", TEXT) == library.sub("it", TEXT)
    assert pattern.split(TEXT) == library.split(TEXT)
    for method in ("search", "match", "fullmatch"):
        found, expected = getattr(pattern, method)(TEXT, 1), getattr(library, method)(TEXT, 1)
        assert (found and found.span()) == (expected and expected.span()), method


def test_a_pattern_is_compiled_when_it_is_used() -> None:
    broken = Pattern("(")
    with pytest.raises(re.error):
        broken.search("")
