"""Holds the house to its plan: who may import whom, no cycles, module length, the map names every file."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PACKAGE = Path(__file__).parent.parent / "assembler"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
LONGEST = 400

# The part of a module is its folder, or its name for the files beside the folders.
OUR_IMPORTS = {
    "model": {"model"},
    "ooxml": {"ooxml"},
    "readers": {"model", "ooxml", "readers"},
    "rules": {"model", "rules"},
    "transforms": {"model", "transforms"},
    "writers": {"model", "ooxml", "writers", "alongside", "calls"},
    "files": {"root", "errors"},
    "load": {"root", "model", "errors", "files", "readers", "templates", "memory", "alongside"},
    "check": {"model", "rules", "alongside"},
    "fix": {"model"},
    "assemble": {"model", "transforms"},
    "disk": set(),
    "alongside": {"disk"},
    "lock": {"disk", "errors"},
    "faces": {"machine", "model"},
    "press": {"disk", "errors", "model", "surroundings", "writers.html", "writers.html_tree", "writers.pdf_job"},
    "edited": {"errors", "write"},
    "write": {"model", "disk", "errors", "lock", "press", "writers"},
    "editing": {"libraries", "editing", "model", "errors", "ooxml", "readers", "writers", "assembler"},
    "examining": {"alongside", "root", "load", "check", "assemble", "model", "memory", "faces"},
    "pipeline": {"examining", "root", "load", "check", "fix", "write", "editing", "model", "templates"}
    | {"alongside", "edited", "faces", "press"},
    "desk": {
        "desk",
        "examining",
        "root",
        "load",
        "check",
        "fix",
        "assemble",
        "write",
        "editing",
        "model",
        "errors",
        "files",
        "templates",
        "pipeline",
        "press",
        "memory",
        "rules.pages",
        "rules.registry",
        "writers.preview",  # its pages are shown as they change and never put in place, so `write` has no part in them
    },
    "commands": {
        "pipeline",
        "examining",
        "desk",
        "model",
        "errors",
        "files",
        "commands",
        "machine",
        "assembler",
        "rules.pages",
        "rules.registry",
        "readers.schemas",
        "readers.json_schema",
        "writers.findings",
        "writers.status",
    }
    | {"memory", "press", "root", "templates", "unchanged", "write"},
    "__main__": {"calls", "commands", "errors"},
    "root": {"errors"},
    "unchanged": {"assembler", "libraries", "root", "templates"},
    "templates": {"errors"},
    "errors": set(),
    "libraries": set(),
    "calls": set(),
    "value": set(),
    "memory": set(),
    "machine": {"surroundings"},
    "surroundings": set(),
    "assembler": set(),
}
THIRD_PARTY = {
    "ooxml": {"docx", "lxml"},
    "readers": {"yaml", "rapidfuzz", "lxml"},
    "rules": {"rapidfuzz"},
    "writers": {"jinja2", "markdown", "markupsafe", "weasyprint", "pydyf", "tinyhtml5", "cssselect2", "qrcodegen"},
    "editing": {"cryptography", "rapidfuzz"},
    "desk": {"watchfiles"},
    "model": {"msgspec"},
    "value": {"msgspec"},
    "commands": {"click"},
    "__main__": {"click"},
}
ONE_DOOR = {
    "docx": {"ooxml/pictures.py"},
    "yaml": {"readers/yaml.py"},
    "jinja2": {"writers/html.py"},
    "markdown": {"writers/preview.py"},
    "qrcodegen": {"writers/codes.py"},
    "click": {"__main__.py", "commands/"},
    "cryptography": {"editing/signature.py"},
    "watchfiles": {"desk/watching.py"},
    "msgspec": {"value.py", "model/archive.py"},
}
EVERYBODY = {"value"}
"""What every part may import."""
STANDARD = set(__import__("sys").stdlib_module_names)


def part(module: Path) -> str:
    inside = module.relative_to(PACKAGE)
    if inside.name == "__init__.py" and len(inside.parts) == 1:
        return "assembler"
    return inside.parts[0].removesuffix(".py")


@cache
def imports(module: Path) -> set[str]:
    """The dotted names of the modules that a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: import our modules by their full path"
            names.add(node.module or "")
            names.update(f"{node.module}.{a.name}" for a in node.names if is_module(f"{node.module}.{a.name}"))
    return names


def is_module(name: str) -> bool:
    path = PACKAGE.parent / name.replace(".", "/")
    return name.startswith("assembler") and (path.with_suffix(".py").is_file() or (path / "__init__.py").is_file())


def foreign(module: Path) -> set[str]:
    """The libraries that a module imports."""
    return {name.split(".")[0] for name in imports(module)} - STANDARD - {"assembler"}


def ours(module: Path) -> set[str]:
    return {name for name in imports(module) if name.split(".")[0] == "assembler"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_only_what_its_part_may(module: Path) -> None:
    allowed = OUR_IMPORTS[part(module)] | EVERYBODY
    for name in ours(module):
        inside = name.removeprefix("assembler").lstrip(".") or "assembler"
        assert inside.split(".")[0] in allowed or inside in allowed, f"{module} imports {name}"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_only_libraries_that_its_part_may(module: Path) -> None:
    assert foreign(module) <= THIRD_PARTY.get(part(module), set())


@pytest.mark.parametrize("name", OUR_IMPORTS)
def test_no_part_may_import_what_it_does_not(name: str) -> None:
    modules = [module for module in MODULES if part(module) == name]
    inside = {it.removeprefix("assembler").lstrip(".") or "assembler" for module in modules for it in ours(module)}
    assert OUR_IMPORTS[name] <= inside | {it.split(".")[0] for it in inside}
    assert THIRD_PARTY.get(name, set()) <= set().union(*map(foreign, modules))


@pytest.mark.parametrize("library", ONE_DOOR)
def test_library_has_one_door(library: str) -> None:
    users = {str(module.relative_to(PACKAGE)) for module in MODULES if library in foreign(module)}
    assert users
    assert all(any(user.startswith(door) for door in ONE_DOOR[library]) for user in users), users


def test_every_package_that_the_project_needs_is_imported() -> None:
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = packages_distributions()
    found = {canonicalize_name(it) for module in MODULES for name in foreign(module) for it in packages[name]}
    assert {Requirement(it).name for it in project["dependencies"]} <= found


def test_no_cycles() -> None:
    def name(module: Path) -> str:
        return ".".join(module.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")

    graph = {name(module): ours(module) - {name(module)} for module in MODULES}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_is_too_long(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_says_what_it_does(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


def test_the_map_names_every_module_once() -> None:
    text = (PACKAGE / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([\w/]+\.py)`", text, re.MULTILINE)
    present = {str(m.relative_to(PACKAGE)) for m in MODULES if m.name != "__init__.py" or m.parent == PACKAGE}
    assert sorted(named) == sorted(present)


def test_only_commands_print() -> None:
    for module in MODULES:
        if part(module) not in ("commands", "__main__"):
            calls = [n for n in ast.walk(ast.parse(module.read_text())) if isinstance(n, ast.Call)]
            assert not any(isinstance(c.func, ast.Name) and c.func.id == "print" for c in calls), module


def test_only_ooxml_makes_pieces_of_markup() -> None:
    """So that nobody can forget to escape words; types tell pieces from other strings."""
    for module in MODULES:
        if part(module) != "ooxml" and "assembler.ooxml.markup" in imports(module):
            calls = [n for n in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
            assert not any(isinstance(c.func, ast.Name) and c.func.id == "Piece" for c in calls), module


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_values_hold_nothing_that_can_be_filled(module: Path) -> None:
    """What is filled is a Growing, so that its name tells whoever reads it."""
    classes = (
        node for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node, ast.ClassDef)
    )
    values = (it for it in classes if {"Value", "Archived", "Asked"} & {ast.unparse(base) for base in it.bases})
    fields = (ast.unparse(node) for it in values for node in it.body if isinstance(node, ast.AnnAssign))
    assert [it for it in fields if re.match(r"\w+: (?:list|dict|set)\[", it)] == []
