"""Asterisks and underscores: what is emphasised, what stays as typed, and that no character gets lost."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.readers.markdown.emphasis import EmphasisSpan, Weight, nest_emphasis, read_delimiters


def shown(tokens: Iterable[object]) -> str:
    """The pieces with what is emphasised in angle brackets, and what is strong in braces."""
    return "".join(
        (f"<{shown(one.tokens)}>" if one.weight is Weight.EMPHASIS else f"{{{shown(one.tokens)}}}")
        if isinstance(one, EmphasisSpan)
        else str(one)
        for one in tokens
    )


def read(text: str) -> str:
    tokens: list[object] = []
    start = 0
    while start < len(text):
        end = start + 1
        if text[start] in "*_":
            while text[end : end + 1] == text[start]:
                end += 1
            tokens.append(read_delimiters(text[start:end], text[max(0, start - 1) : start], text[end : end + 1]))
        else:
            tokens.append(text[start])
        start = end
    return shown(nest_emphasis(tokens))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a*", "<a>"),
        ("_a_", "<a>"),
        ("**a**", "{a}"),
        ("__a__", "{a}"),
        ("***a***", "<{a}>"),
        ("x***a***y", "x<{a}>y"),
        ("*a **b** c*", "<a {b} c>"),
        ("**a *b* c**", "{a <b> c}"),
        ("**a *b***", "{a <b>}"),
        ("*a **b***", "<a {b}>"),
        ("*a**b**c*", "<a{b}c>"),
        ("*c**a*é", "<c**a>é"),
        ("un*believ*able", "un<believ>able"),
        ("snake_case_word", "snake_case_word"),
        ("_(a)_ b", "<(a)> b"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("* a*", "* a*"),
        ("*a *", "*a *"),
        ("**a*", "*<a>"),
        ("*a**", "<a>*"),
        ("*a _b* c_", "<a _b> c_"),
        ("a*(b)*c", "a*(b)*c"),
        ("****", "****"),
        ("*", "*"),
        ("é*à*", "é<à>"),
    ],
)
def test_emphasis(text: str, expected: str) -> None:
    assert read(text) == expected


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.text("*_ab .(é\u00a0", max_size=30))
def test_no_character_but_paired_signs_is_lost(text: str) -> None:
    found = read(text)
    plain = found.replace("<", "*").replace(">", "*").replace("{", "**").replace("}", "**").replace("_", "*")
    assert plain == text.replace("_", "*")
