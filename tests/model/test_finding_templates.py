"""The sentences of findings are templates: no module fills words of a text into one before it hands it over."""

from __future__ import annotations

import ast

import pytest

from tests.rules.finding_templates import PACKAGE, filled, modules, sentences


@pytest.mark.slow
def test_nothing_is_filled_into_a_template() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in modules()}
    assert len(trees) > 50
    breaches = {
        path.relative_to(PACKAGE).as_posix(): [
            ast.unparse(one) for sentence in sentences(tree) for one in filled(sentence)
        ]
        for path, tree in trees.items()
    }
    assert {place: parts for place, parts in breaches.items() if parts} == {}
