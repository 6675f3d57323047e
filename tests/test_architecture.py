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
PACKAGES = sorted(path.parent for path in PACKAGE.glob("*/**/__init__.py"))
LONGEST = 400
MOST_FILES = 21
"""In one folder, with its __init__.py."""


SUBJECTS = {"merge", "compare", "status", "clearance", "provenance", "intake", "consolidation"}
"""The packages of what is done with a report beside building it; their modules for a report's folder are `folders`.

Their `operations` and `form_operations` take the files of a report and give values, without a disk but for the
packaged templates."""

# The part of a module is its top folder, or its name for the files beside the folders.
OUR_IMPORTS = {
    "assembler": {"api"},
    "errors": set(),
    "model": {"model"},
    "ooxml": {"model", "ooxml"},
    "readers": {"errors", "model", "ooxml", "readers"},
    "rules": {"model", "rules"},
    "transforms": {"model", "transforms"},
    "writers": {"model", "ooxml", "writers"},
    "load": {"errors", "model", "readers", "runtime", "storage"},
    "check": {"model", "rules", "runtime"},
    "fix": {"model"},
    "assemble": {"model", "transforms"},
    "write": {"errors", "model", "runtime.pdf_worker", "writers"},
    "build": {
        "assemble",
        "check",
        "load",
        "model",
        "provenance",
        "runtime",
        "storage",
        "write",
        "writers.formats",
        "writers.pdf.worker_job",
    },
    "api": {
        "assemble",
        "build",
        "check",
        "clearance",
        "compare",
        "consolidation",
        "errors",
        "intake",
        "load",
        "merge",
        "model",
        "provenance",
        "runtime",
        "status",
        "storage",
        "write",
        "writers.formats",
    },
    "pipeline": {"assemble", "build", "check", "fix", "load", "model", "provenance", "runtime", "storage"},
    "merge": {
        "assemble",
        "check",
        "clearance",
        "consolidation",
        "load",
        "merge",
        "model",
        "ooxml",
        "readers",
        "storage.parse_cache",
        "storage.templates",
        "storage.report_folder",
        "writers",
    },
    "compare": {
        "assemble",
        "compare",
        "errors",
        "load",
        "model",
        "readers",
        "runtime.pdf_worker",
        "storage.report_folder",
        "storage.templates",
        "write",
        "writers",
    },
    "status": {"model", "readers", "status", "writers"},
    "clearance": {"clearance", "errors", "model", "readers", "writers"},
    "provenance": {"assembler", "errors", "model", "provenance", "readers"},
    "intake": {"clearance.header_edits", "errors", "intake", "merge.result", "model", "ooxml", "readers", "writers"},
    "consolidation": {"assemble", "check", "consolidation", "errors", "load", "merge", "model", "readers", "writers"},
    "operations": {
        "assemble",
        "check",
        "clearance",
        "errors",
        "intake",
        "load",
        "merge",
        "model",
        "provenance",
        "readers.contribution_paths",
        "readers.scaffolds",
        "readers.settings.known_names",
        "status",
        "storage.parse_cache",
        "storage.templates",
    },
    "folders": {
        "clearance",
        "compare",
        "consolidation",
        "errors",
        "intake",
        "load",
        "merge",
        "model",
        "pipeline",
        "provenance",
        "runtime",
        "status",
        "storage",
        "write",
    },
    "runtime": {
        "errors",
        "model",
        "runtime",
        "storage",
        "writers.html.page",
        "writers.html.page_tree",
        "writers.formats",
        "writers.pdf.worker_job",
    },
    "storage": {
        "assembler",
        "errors",
        "model",
        "readers.emblem",
        "readers.contribution_paths",
        "storage",
    },
    "preview": {
        "assemble",
        "check",
        "errors",
        "load",
        "model",
        "preview",
        "rules.rule_remarks",
        "rules.registry",
        "runtime",
        "storage",
        "writers.html.preview",
    },
    "commands": {
        "api",
        "assembler",
        "clearance",
        "commands",
        "compare",
        "consolidation",
        "errors",
        "intake",
        "merge",
        "model",
        "pipeline",
        "preview",
        "provenance",
        "readers.settings.json_schema",
        "readers.settings.all_schemas",
        "rules.blocking",
        "rules.rule_remarks",
        "rules.registry",
        "runtime.pdf_worker",
        "runtime.requirements",
        "runtime.today",
        "runtime.used_fonts",
        "status",
        "storage.build_cache",
        "storage.files",
        "storage.parse_cache",
        "storage.report_folder",
        "storage.text_changes",
        "writers.findings",
        "writers.formats",
        "writers.status.formats",
    },
    "__main__": {"commands", "errors"},
}
THIRD_PARTY = {
    "ooxml": {"docx", "lxml"},
    "readers": {"yaml", "lxml"},
    "rules": {"rapidfuzz"},
    "writers": {"jinja2", "markdown", "markupsafe", "weasyprint", "pydyf", "tinyhtml5", "cssselect2", "qrcodegen"},
    "provenance": {"cryptography"},
    "compare": {"rapidfuzz"},
    "preview": {"watchfiles"},
    "model": {"msgspec", "rapidfuzz"},
    "commands": {"click"},
    "__main__": {"click"},
}
ONE_DOOR = {
    "docx": {"ooxml/package.py", "ooxml/page_setup.py", "ooxml/pictures.py", "ooxml/properties.py"},
    "yaml": {"readers/yaml/nodes.py"},
    "jinja2": {"writers/html/page.py"},
    "markdown": {"writers/html/preview.py"},
    "qrcodegen": {"writers/cover_images.py"},
    "click": {"__main__.py", "commands/"},
    "cryptography": {"provenance/signature.py"},
    "watchfiles": {"preview/file_watcher.py"},
    "msgspec": {"model/value.py", "model/canonical_json.py", "model/report_json.py"},
}
STANDARD = set(__import__("sys").stdlib_module_names)


def part(module: Path) -> str:
    inside = module.relative_to(PACKAGE)
    if inside.name == "__init__.py" and len(inside.parts) == 1:
        return "assembler"
    if inside.parts[0] in SUBJECTS and is_for_folders(inside.name):
        return "folders"
    if inside.parts[0] in SUBJECTS and inside.name.endswith("operations.py"):
        return "operations"
    return inside.parts[0].removesuffix(".py")


def is_for_folders(name: str) -> bool:
    return name.endswith("folder.py") or name == "git_revisions.py"


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
    allowed = OUR_IMPORTS[part(module)]
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


def test_texts_are_changed_through_one_door_so_that_each_command_can_be_undone() -> None:
    users = {str(m.relative_to(PACKAGE)) for m in MODULES if "assembler.storage.texts" in ours(m)}
    assert users == {"storage/text_changes.py"}


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

    # The package itself names its public API for type checkers, and loads it when it is first used.
    graph = {name(module): ours(module) - {name(module)} for module in MODULES if name(module) != "assembler"}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_is_too_long(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_says_what_it_does(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


def test_the_map_names_every_package_and_every_file_beside_them_once() -> None:
    text = (PACKAGE / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([\w/.]+)` \|", text, re.MULTILINE)
    packages = {f"{m.parent.relative_to(PACKAGE)}/" for m in MODULES if m.parent != PACKAGE}
    assert sorted(named) == sorted(packages | {m.name for m in MODULES if m.parent == PACKAGE})


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_package_names_its_modules_in_its_docstring(package: Path) -> None:
    text = ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8"))) or ""
    named = re.findall(r"^- `([\w/]+)`: \S", text, re.MULTILINE)
    modules = [m.stem for m in package.glob("*.py") if m.name != "__init__.py"]
    folders = [f"{f.parent.name}/" for f in package.glob("*/__init__.py")]
    assert named == sorted(modules) + sorted(folders)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_package_is_too_full_or_too_deep(package: Path) -> None:
    assert len(list(package.glob("*.py"))) <= MOST_FILES
    assert len(package.relative_to(PACKAGE).parts) <= 2


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_value_is_named_by_a_pronoun(module: Path) -> None:
    nodes = list(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    names = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    names |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    assert names & {"it", "its", "them", "they", "this", "those", "these"} == set()


def test_only_commands_print() -> None:
    for module in MODULES:
        if part(module) not in ("commands", "__main__"):
            calls = [n for n in ast.walk(ast.parse(module.read_text())) if isinstance(n, ast.Call)]
            assert not any(isinstance(c.func, ast.Name) and c.func.id == "print" for c in calls), module


def test_only_ooxml_makes_markup() -> None:
    """So that nobody can forget to escape words; types tell markup from other strings."""
    for module in MODULES:
        if part(module) != "ooxml" and "assembler.ooxml.markup" in imports(module):
            calls = [n for n in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
            assert not any(isinstance(c.func, ast.Name) and c.func.id == "Markup" for c in calls), module


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_values_hold_nothing_that_can_be_filled(module: Path) -> None:
    """What is filled is a Growing, so that its name tells whoever reads it."""
    classes = (
        node for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node, ast.ClassDef)
    )
    values = (it for it in classes if {"Value", "Archived", "Asked"} & {ast.unparse(base) for base in it.bases})
    fields = (ast.unparse(node) for it in values for node in it.body if isinstance(node, ast.AnnAssign))
    assert [it for it in fields if re.match(r"\w+: (?:list|dict|set)\[", it)] == []
