"""The sentences of findings are templates: no module fills words of a text into one before it hands it over."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import assembler

PACKAGE = Path(assembler.__file__).parent
MAKERS = frozenset(
    ("make_fault", "make_finding", "make_text", "fault", "_fault", "add", "complain", "report", "warn", "_make_error")
)
"""The functions that take templates."""
SENTENCES = frozenset(("message", "hint", "word_hint"))
"""The names of variables that hold them."""
MODULES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if "make_" in path.read_text(encoding="utf-8") or "rules" in path.parts
]


def filled(node: ast.expr) -> Iterator[ast.JoinedStr]:
    """The strings of an expression into which anything is filled but constants of the module."""
    for inside in ast.walk(node):
        if isinstance(inside, ast.JoinedStr):
            values = [part.value for part in inside.values if isinstance(part, ast.FormattedValue)]
            if not all(isinstance(value, ast.Name) and value.id.isupper() for value in values):
                yield inside


def sentences(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and SENTENCES.intersection(
            name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)
        ):
            yield node.value
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in MAKERS:
            yield from node.args


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_is_filled_into_a_template(path: Path) -> None:
    if "finding import" in (text := path.read_text(encoding="utf-8")):
        assert [ast.unparse(it) for sentence in sentences(ast.parse(text)) for it in filled(sentence)] == []
