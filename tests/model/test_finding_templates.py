"""The sentences of findings are templates: no module fills words of a text into one before it hands it over."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.rules.finding_templates import PACKAGE, filled, modules, sentences


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_is_filled_into_a_template(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [ast.unparse(one) for sentence in sentences(tree) for one in filled(sentence)] == []
