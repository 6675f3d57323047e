"""The program's own options, and which module holds which command."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import click

from assembler import __version__

COMMANDS = (
    "new",
    "check",
    "status",
    "import",
    "consolidate",
    "build",
    "preview",
    "compare",
    "merge",
    "clear",
    "undo",
    "trace",
    "verify",
    "explain",
    "schema",
    "doctor",
    "portal",
)
"""In the order in which people meet them; each is a module of this folder, the portal aside, and loaded when called."""


def find_command(name: str) -> tuple[str, str]:
    """The module that holds a command, and what the command is called there."""
    if name == "portal":  # an optional part, with its own folder
        return "assembler.portal.command_line", name
    name = f"{name}_" if iskeyword(name) else name  # import is a word of Python
    return f"assembler.commands.{name}", name


class Commands(click.Group):
    """The group of all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's own signature
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, or none."""
        if cmd_name not in COMMANDS:
            return None
        module, name = find_command(cmd_name)
        command: click.Command = getattr(import_module(module), name)
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "folder", type=click.Path(path_type=Path), help="Work in the report of this folder.")
@click.version_option(__version__, prog_name="assembler")
@click.pass_context
def assembler(context: click.Context, folder: Path | None) -> None:
    """Assembles the contributions of United Nations entities into one consolidated report."""
    context.obj = folder
