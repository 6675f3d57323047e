"""Holds the house to its plan: who may import whom, no cycles, module length, the map names every file."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PACKAGE = Path(__file__).parent.parent / "assembler"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent.name != "migrations")
"""All but the database's migrations, which Django writes."""
PACKAGES = sorted(path.parent for path in PACKAGE.glob("*/**/__init__.py") if path.parent.name != "migrations")
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
    "fix": {"assemble", "check", "load", "model"},
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
        "fix",
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
    "intake": {
        "clearance.header_edits",
        "errors",
        "intake",
        "merge.result",
        "model",
        "ooxml",
        "readers",
        "storage.parse_cache",
        "writers",
    },
    "consolidation": {
        "assemble",
        "check",
        "clearance.header_edits",
        "consolidation",
        "errors",
        "fix",
        "load",
        "merge",
        "model",
        "readers",
        "writers",
    },
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
        "readers.settings.known_names",
        "readers.yaml.nodes",
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
        "api",
        "errors",
        "model",
        "pipeline",
        "preview",
        "rules.registry",
        "rules.rule_remarks",
        "storage.file_watcher",
        "storage.parse_cache",
        "storage.templates",
        "writers.html.preview",
    },
    "portal": {
        "api",
        "assembler",
        "errors",
        "model",
        "portal",
        # What signs a final that a person signs, apart from the jobs that read texts.
        "provenance.signature",
        # What the machine lacks.
        "runtime.requirements",
        # What prints findings and the status, for the API.
        "writers.findings",
        "writers.status.json_csv",
    },
    "commands": {
        "api",
        "assembler",
        "commands",
        "errors",
        "model",
        "pipeline",
        "preview",
        # What a subject does with a report's folder, and the results of this.
        "clearance.folder",
        "clearance.operations",
        "compare.change_counts",
        "compare.compare",
        "compare.folder",
        "consolidation.consolidate",
        "consolidation.folder",
        "fix",
        "intake.batch_import",
        "intake.folder",
        "intake.form_operations",
        "intake.imported_text",
        "intake.operations",
        "merge.folder",
        "merge.result",
        "provenance.folder",
        "provenance.operations",
        "status.folder",
        "status.operations",
        "storage.text_changes",
        # Tables of the names that options take.
        "readers.settings.all_schemas",
        "readers.settings.json_schema",
        "rules.blocking",
        "rules.registry",
        "rules.rule_remarks",
        "writers.formats",
        # What prints findings and the status.
        "writers.findings",
        "writers.status.formats",
        # The machine: its requirements, fonts and clock, the user's folder, and what must be asked before all else is
        # loaded.
        "runtime.pdf_worker",
        "runtime.requirements",
        "runtime.today",
        "runtime.used_fonts",
        "storage.build_cache",
        "storage.file_watcher",
        "storage.files",
        "storage.parse_cache",
        "storage.report_folder",
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
    "storage": {"watchfiles"},
    "model": {"msgspec", "rapidfuzz"},
    "commands": {"click"},
    "portal": {
        "allauth",
        "asgiref",
        "botocore",
        "click",
        "cryptography",
        "dj_database_url",
        "django",
        "django_tasks_db",
        "msgspec",
        "ninja",
        "prometheus_client",
        "pydantic",
        "requests",
        "setproctitle",
        "storages",
        "uvicorn",
    },
    "__main__": {"click"},
}
ONE_DOOR = {
    "docx": {"ooxml/package.py", "ooxml/page_setup.py", "ooxml/pictures.py", "ooxml/properties.py"},
    "yaml": {"readers/yaml/nodes.py"},
    "jinja2": {"writers/html/page.py"},
    "markdown": {"writers/html/preview.py"},
    "qrcodegen": {"writers/cover_images.py"},
    "click": {"__main__.py", "commands/", "portal/command_line.py"},
    "django": {"portal/"},
    "cryptography": {"provenance/signature.py", "portal/sign_in/factor_secrets.py"},
    "watchfiles": {"storage/file_watcher.py"},
    "msgspec": {"model/value.py", "model/canonical_json.py", "model/report_json.py", "portal/isolated/values.py"},
}
FROZEN = {"Value", "CachedValue", "StoredValue"}
"""The classes of values that do not change."""
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
def nodes(module: Path) -> tuple[ast.AST, ...]:
    """The nodes of a module's code, the module first."""
    return tuple(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))


def breaches(find: Callable[[Path], object], paths: Iterable[Path]) -> dict[str, object]:
    """What is wrong with each of the paths, by its place in the package."""
    found = ((str(path.relative_to(PACKAGE)), find(path)) for path in paths)
    return {place: wrong for place, wrong in found if wrong}


@cache
def imports(module: Path) -> set[str]:
    """The dotted names of the modules that a module imports."""
    names: set[str] = set()
    for node in nodes(module):
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


def place(name: str) -> str:
    """The dotted name of one of our modules, without that of the package."""
    return name.removeprefix("assembler").lstrip(".") or "assembler"


def test_each_part_imports_only_what_it_may() -> None:
    def find(module: Path) -> list[str]:
        allowed = OUR_IMPORTS[part(module)]
        places = map(place, ours(module))
        return [place for place in places if place.split(".")[0] not in allowed and place not in allowed]

    assert breaches(find, MODULES) == {}


def test_each_part_imports_only_libraries_that_it_may() -> None:
    assert breaches(lambda module: foreign(module) - THIRD_PARTY.get(part(module), set()), MODULES) == {}


def test_no_part_may_import_what_it_does_not() -> None:
    for name in OUR_IMPORTS:
        modules = [module for module in MODULES if part(module) == name]
        places = {place(name) for module in modules for name in ours(module)}
        assert OUR_IMPORTS[name] <= places | {place.split(".")[0] for place in places}, name
        assert THIRD_PARTY.get(name, set()) <= set().union(*map(foreign, modules)), name


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
    found = {canonicalize_name(package) for module in MODULES for name in foreign(module) for package in packages[name]}
    assert {Requirement(requirement).name for requirement in project["dependencies"]} <= found


def test_no_cycles() -> None:
    def name(module: Path) -> str:
        return ".".join(module.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")

    # The package itself names its public API for type checkers, and loads it when it is first used.
    graph = {name(module): ours(module) - {name(module)} for module in MODULES if name(module) != "assembler"}
    TopologicalSorter(graph).prepare()


def test_no_module_is_too_long() -> None:
    def count_further_lines(module: Path) -> int:
        return max(0, len(module.read_text(encoding="utf-8").splitlines()) - LONGEST)

    assert breaches(count_further_lines, MODULES) == {}


def test_every_module_says_what_it_does() -> None:
    assert breaches(lambda module: not get_docstring(module), MODULES) == {}


def get_docstring(module: Path) -> str:
    """What the module says that it does; nothing where it says nothing."""
    code = nodes(module)[0]
    assert isinstance(code, ast.Module)
    return ast.get_docstring(code) or ""


def test_the_map_names_every_package_and_every_file_beside_them_once() -> None:
    text = (PACKAGE / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([\w/.]+)` \|", text, re.MULTILINE)
    packages = {f"{m.parent.relative_to(PACKAGE)}/" for m in MODULES if m.parent != PACKAGE}
    assert sorted(named) == sorted(packages | {m.name for m in MODULES if m.parent == PACKAGE})


def test_every_package_names_its_modules_in_its_docstring() -> None:
    for package in PACKAGES:
        named = re.findall(r"^- `([\w/]+)`: \S", get_docstring(package / "__init__.py"), re.MULTILINE)
        modules = [module.stem for module in package.glob("*.py") if module.name != "__init__.py"]
        folders = [f"{folder.name}/" for folder in PACKAGES if folder.parent == package]
        assert named == sorted(modules) + sorted(folders), package


def test_no_package_is_too_full_or_too_deep() -> None:
    assert breaches(lambda package: len(list(package.glob("*.py"))) > MOST_FILES, PACKAGES) == {}
    assert breaches(lambda package: len(package.relative_to(PACKAGE).parts) > 2, PACKAGES) == {}


def test_no_value_is_named_by_a_pronoun() -> None:
    """Neither in the program nor in its tests."""

    # What is named is followed by one of these signs; nearly no module has such words, and to read one takes long.
    named = re.compile(r"(?<![.\w])(?:it|its|them|they|this|those|these)\s*(?:[=:,)\]+*/%@&|^<>-]|in\b)")

    def find(module: Path) -> set[str]:
        if not named.search(module.read_text(encoding="utf-8")):
            return set()
        names = {node.id for node in nodes(module) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        names |= {node.arg for node in nodes(module) if isinstance(node, ast.arg)}
        return names & {"it", "its", "them", "they", "this", "those", "these"}

    tests = sorted(Path(__file__).parent.rglob("*.py"))
    assert len(tests) > 200
    assert {str(path): names for path in (*MODULES, *tests) if (names := find(path))} == {}


PARTICIPLES = {"found", "given", "held", "kept", "made", "meant", "said", "seen", "taken", "told"}


def test_no_value_is_named_by_a_participle() -> None:
    """A value is named by what it is; fields of public values keep their names."""

    def find(module: Path) -> set[str]:
        functions = [node for node in nodes(module) if isinstance(node, ast.FunctionDef | ast.Lambda)]
        inside = [node for function in functions for node in ast.walk(function)]
        names = {node.id for node in inside if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        return (names | {node.arg for node in inside if isinstance(node, ast.arg)}) & PARTICIPLES

    assert breaches(find, MODULES) == {}


def test_only_commands_print() -> None:
    inside = [module for module in MODULES if part(module) not in ("commands", "__main__")]
    assert breaches(lambda module: calls(module, "print"), inside) == {}


def calls(module: Path, name: str) -> int:
    """How often a module calls the function of this name."""
    functions = [node.func for node in nodes(module) if isinstance(node, ast.Call)]
    return sum(isinstance(function, ast.Name) and function.id == name for function in functions)


def test_only_ooxml_makes_markup() -> None:
    """So that nobody can forget to escape words; types tell markup from other strings."""
    users = [m for m in MODULES if part(m) != "ooxml" and "assembler.ooxml.markup" in imports(m)]
    assert users
    assert breaches(lambda module: calls(module, "Markup"), users) == {}


def test_values_hold_nothing_that_can_be_filled() -> None:
    """What is filled is a MutableValue, so that its name tells whoever reads it."""

    def find(module: Path) -> list[str]:
        classes = (node for node in nodes(module) if isinstance(node, ast.ClassDef))
        values = (node for node in classes if FROZEN & {ast.unparse(base) for base in node.bases})
        fields = (ast.unparse(node) for value in values for node in value.body if isinstance(node, ast.AnnAssign))
        return [field for field in fields if re.match(r"\w+: (?:list|dict|set)\[", field)]

    assert breaches(find, MODULES) == {}
