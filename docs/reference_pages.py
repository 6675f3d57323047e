"""Writes the pages of reference that the program itself knows: commands, keys of settings files, rules, the library.

Nothing of them is typed twice: commands come from their `--help`, keys from the schemas, rules and functions from their
docstrings.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import assembler
from assembler.commands.exit_status import MEANINGS
from assembler.commands.root import COMMANDS, find_command
from assembler.readers.settings.all_schemas import SCHEMAS
from assembler.readers.settings.schema_types import (
    Field,
    ListOf,
    MappingOf,
    OneOf,
    RecordOf,
    Shape,
    describe_shape,
)
from assembler.rules.families import FAMILIES
from assembler.rules.registry import RULES, Rule, Scope
from assembler.rules.rule_remarks import write_remarks

_TITLES = {"contribution": "The header of a contribution", "consolidated": "The header of a consolidated text"}
"""Titles of settings of which messages say less, since they name the file."""


def write_reference_pages(folder: Path) -> None:
    """Writes the pages below this folder, where they differ from what stands there; other pages stay."""
    pages = {**_write_commands(), **_write_settings(), **_write_rules(), "api.md": _write_library()}
    for place, text in pages.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:  # else Sphinx would read all of them anew
            path.write_text(text, encoding="utf-8")


def _write_commands() -> dict[str, str]:
    """A page for each command, and a list of them."""
    pages = {f"commands/{name}.md": _write_command(name) for name in COMMANDS}
    rows = [f"| {status} | {meaning} |" for status, meaning in MEANINGS.items()]
    introduction = (
        "# Commands\n\nEach command has `--help`. The option `-C FOLDER` before a command names the report.\n\n"
    )
    exits = "\n".join(("## Exit statuses", "", "| Status | Meaning |", "| --- | --- |", *rows))
    return {**pages, "commands/index.md": f"{introduction}{_list_pages(COMMANDS)}\n{exits}\n"}


def _write_command(name: str) -> str:
    """The page of a command; that of a group shows its commands, too."""
    module, command = find_command(name)
    return f"```{{eval-rst}}\n.. click:: {module}:{command}\n   :prog: assembler {name}\n   :nested: full\n```\n"


def _list_pages(names: tuple[str, ...]) -> str:
    return "\n".join(("```{toctree}", ":maxdepth: 1", "", *names, "```", ""))


def _write_settings() -> dict[str, str]:
    """A page for each kind of settings file, and a list of them."""
    pages = {}
    for name, schema in SCHEMAS.items():
        title = _TITLES.get(name) or f"{schema.title[:1].upper()}{schema.title[1:]}"
        tables = "\n\n".join(_write_key_tables(schema.shape, ""))
        editors = f"For editors that check YAML as you type: `assembler schema {name}` prints the JSON Schema."
        pages[f"settings/{name}.md"] = f"# {title}\n\n{schema.documentation} {editors}\n\n{tables}\n"
    introduction = "# Settings files\n\nEvery key that a settings file or the header of a text may have.\n\n"
    return {**pages, "settings/index.md": introduction + _list_pages(tuple(SCHEMAS))}


def _write_key_tables(shape: Shape, above: str) -> Iterator[str]:
    """The tables of the keys of a group, and of the groups below them; `above` are the keys that lead there."""
    for inner, way in _find_records(shape, above):
        heading = f"## Keys of `{way}`\n\n" if way else "## Keys\n\n"
        rows = [_write_row(one) for one in inner.fields]
        yield heading + "\n".join(("| Key | Value | Meaning |", "| --- | --- | --- |", *rows))
        for one in inner.fields:
            yield from _write_key_tables(one.shape, f"{way}.{one.name}" if way else one.name)


def _find_records(shape: Shape, way: str) -> Iterator[tuple[RecordOf, str]]:
    """The groups of known keys that a value may be, each with the keys that lead to it."""
    match shape:
        case RecordOf():
            yield shape, way
        case MappingOf():
            yield from _find_records(shape.value, f"{way}.NAME" if way else "NAME")
        case ListOf():
            yield from _find_records(shape.item, way)
        case OneOf():
            for one in shape.shapes:
                yield from _find_records(one, way)


def _write_row(one: Field) -> str:
    """The row of a key."""
    needed = " **Required.**" if one.required else f" Without it: `{one.default}`." if one.default else ""
    return f"| `{one.name}` | {_escape(_describe_value(one.shape))} | {_escape(one.documentation)}{needed} |"


def _describe_value(shape: Shape) -> str:
    """What may stand under a key; of lists also what each item is."""
    return f"a list, each item {_describe_value(shape.item)}" if isinstance(shape, ListOf) else describe_shape(shape)


def _escape(words: str) -> str:
    """The words as they can stand in a cell of a table."""
    return words.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").replace("[", "\\[").replace("{", "\\{")


def _write_library() -> str:
    """The page of everything that `import assembler` gives, and of the results of the functions."""
    public = {name: getattr(assembler, name) for name in assembler.__all__}
    functions = [name for name, value in public.items() if inspect.isfunction(value)]
    types = {f"assembler.{name}": value for name, value in public.items() if inspect.isclass(value)}
    for name in functions:
        for result in _find_results(public[name]):
            if result not in types.values():
                types[f"{result.__module__}.{result.__name__}"] = result
    lines = ["# Functions and types of the library", "", "What `import assembler` gives, from the docstrings."]
    lines += ["[Use the assembler as a library](library.md) shows how the functions work together.", ""]
    lines += [
        "## Functions",
        "",
        "```{eval-rst}",
        *(f".. autofunction:: assembler.{name}" for name in functions),
        "```",
    ]
    lines += ["", "## Types", "", "```{eval-rst}", *(f".. autoclass:: {name}\n   :members:" for name in types), "```"]
    return "\n".join(lines) + "\n"


def _find_results(function: object) -> Iterator[type]:
    """The type of our own that a function gives, by its annotation."""
    name = str(inspect.signature(function).return_annotation)
    result = getattr(sys.modules[function.__module__], name, None)
    if inspect.isclass(result) and result.__module__.startswith("assembler."):
        yield result


def _write_rules() -> dict[str, str]:
    """A page for each family of rules, and a list of them."""
    by_family = groupby(sorted(RULES.values(), key=lambda rule: rule.code), lambda rule: rule.code.rpartition("-")[0])
    pages = {family: "\n".join(_write_family(family, list(rules))) for family, rules in by_family}
    organization = tuple(family for family in pages if family.startswith("UN-"))
    program = tuple(family for family in pages if not family.startswith("UN-"))
    introduction = (
        "# Rules\n\n`assembler explain CODE` prints the same. Rules of the Organization (UN) say how a text of the "
        "United Nations is written; rules of the program (IN) say what it needs to read the files and to print the "
        "report.\n\n"
    )
    index = f"{introduction}## Rules of the Organization\n\n{_list_pages(('coverage', *organization))}\n"
    index += f"## Rules of the program\n\n{_list_pages(program)}"
    pages["coverage"] = "\n".join(_write_coverage())
    return {"rules/index.md": index, **{f"rules/{family}.md": page for family, page in pages.items()}}


def _write_coverage() -> Iterator[str]:
    """The table of all rules of the Organization: who sees to each, and why no machine does."""
    rules = [rule for rule in RULES.values() if rule.code.startswith("UN-")]
    counts = [len([rule for rule in rules if _say_who_sees_to(rule) == seen_to]) for seen_to in _SEEN_TO.values()]
    yield "# Who sees to each rule\n"
    yield (
        f"Of the {len(rules)} rules of the Organization the program looks for {counts[0]}, keeps {counts[1]} by itself "
        f"and leaves {counts[2]} to a person, for the reason in the last column.\n"
    )
    yield "| Rule | About | Seen to by | Why no machine looks |\n| --- | --- | --- | --- |"
    for rule in rules:
        about, _, why = rule.page.partition("\n\nWhy: ")
        reason = " ".join(why.partition("\n\n")[0].split()) if rule.scope is Scope.MANUAL else ""
        name = f"[{rule.code}](#{rule.code})"
        yield f"| {name} | {_escape(' '.join(about.split()))} | {_say_who_sees_to(rule)} | {_escape(reason)} |"
    yield ""


_SEEN_TO = {"found": "`check` finds faults", "automatic": "the assembler keeps the rule", "manual": "a person"}


def _say_who_sees_to(rule: Rule) -> str:
    """Who sees to a rule."""
    by_scope = {Scope.MANUAL: "manual", Scope.AUTOMATIC: "automatic"}
    return _SEEN_TO[by_scope.get(rule.scope, "found")]


def _write_family(family: str, rules: list[Rule]) -> Iterator[str]:
    yield f"# {FAMILIES[family]} ({family})\n"
    for rule in rules:
        yield f"({rule.code})=\n## {rule.code} {rule.name.replace('-', ' ')}\n"
        yield f"{_state_severity(rule)}\n"
        yield f"{_format_page(rule.page)}\n"
        if remarks := write_remarks(rule):
            yield f"{remarks}\n"


def _state_severity(rule: Rule) -> str:
    """How grave a finding is, or who sees to the rule."""
    if rule.scope is Scope.MANUAL:
        return "*For a person: no program looks for it.*"
    if rule.scope is Scope.AUTOMATIC:
        return "*The assembler keeps this rule by itself.*"
    blocks = " A final is refused while a finding of it stands." if rule.blocks else ""
    return f"*{rule.severity.word.capitalize()}.*{blocks}"


def _format_page(page: str) -> str:
    """The documentation of a rule, its wrong and right example as a list."""
    text = page.replace("\nWrong: ", "\n- Wrong: ").replace("\nRight: ", "\n- Right: ")
    return text.replace("<", "&lt;").replace("{", "\\{").replace("[^", "\\[^") if "`" not in text else text
