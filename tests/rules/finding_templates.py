"""Finds the templates of findings in the source of the program: what every message and hint is made from."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import assembler

PACKAGE = Path(assembler.__file__).parent
SENTENCES = frozenset(("message", "hint", "word_hint"))
"""The names of variables and parameters that hold them."""
_SENTENCE = re.compile(r"(?:[“{(A-Z].* .*[.?”}]|\w.* .*[.?])\Z", re.DOTALL)


@cache
def makers() -> frozenset[str]:
    """The functions that take templates: they have a parameter for the hint."""
    return frozenset(
        node.name
        for path in sorted(PACKAGE.rglob("*.py"))
        if "hint: " in (source := path.read_text(encoding="utf-8"))  # each parameter states its type
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and "hint" in [argument.arg for argument in node.args.args]
    ) - {"__init__"}


@cache
def modules() -> tuple[Path, ...]:
    """The modules that make findings: they call one of those functions."""
    calls = re.compile(rf"\b(?:{'|'.join(sorted(makers()))})\(|RefusedMark\(")
    concerned = re.compile(r"model\.finding import|settings\.fault_codes import|iagnostics\b|RefusedMark|run\.fault\(")
    sources = ((path, path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py")))
    return tuple(
        path
        for path, source in sources
        if path != PACKAGE / "model/finding.py" and calls.search(source) and concerned.search(source)
    )


def sentences(tree: ast.Module) -> Iterator[ast.expr]:
    """The expressions that give sentences: arguments of makers, and what is assigned to the names of sentences."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and SENTENCES.intersection(
            name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)
        ):
            yield node.value
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in makers():
            yield from node.args
            yield from (keyword.value for keyword in node.keywords if keyword.arg in SENTENCES)


def filled(node: ast.expr) -> Iterator[ast.JoinedStr]:
    """The strings of an expression into which anything is filled but constants of the module."""
    for inside in ast.walk(node):
        if isinstance(inside, ast.JoinedStr) and not _is_constant(inside):
            yield inside


def templates(path: Path) -> list[str]:
    """The sentences of a module, each once, in the order of the source."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = [node.value for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign) and node.value]
    found = {
        (leaf.lineno, leaf.col_offset): leaf
        for expression in (*constants, *sentences(tree))
        for leaf in _leaves(expression)
    }
    known = vars(import_module(".".join(("assembler", *path.relative_to(PACKAGE).with_suffix("").parts))))
    texts = [_value(leaf, known) for _, leaf in sorted(found.items())]
    return [text for text in dict.fromkeys(texts) if _SENTENCE.match(text)]


def _leaves(node: ast.expr) -> Iterator[ast.expr]:
    """The strings of an expression, a filled one as a whole."""
    if isinstance(node, ast.JoinedStr):
        if _is_constant(node):
            yield node
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for below in ast.iter_child_nodes(node):
        if isinstance(below, ast.expr):
            yield from _leaves(below)


def _value(leaf: ast.expr, known: dict[str, object]) -> str:
    if isinstance(leaf, ast.Constant):
        return str(leaf.value)
    assert isinstance(leaf, ast.JoinedStr)
    parts = (
        str(known[part.value.id]) if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name) else part
        for part in leaf.values
    )
    return "".join(part if isinstance(part, str) else str(getattr(part, "value", "")) for part in parts)


def _is_constant(filled: ast.JoinedStr) -> bool:
    values = [part.value for part in filled.values if isinstance(part, ast.FormattedValue)]
    return all(isinstance(value, ast.Name) and value.id.isupper() for value in values)
