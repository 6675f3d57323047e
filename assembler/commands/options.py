"""The options that several commands share, with their meaning and completion: -C, --format, --fail-on, --to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from assembler.commands.terminal.messages import working_folder
from assembler.errors import Unreadable
from assembler.model.finding import Severity
from assembler.writers.findings import FORMATS

folder_option = click.option("-C", "folder", type=click.Path(path_type=Path), help="Work in the report of this folder.")
format_option = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="full", show_default=True, help="How findings are printed."
)


class _Day(click.DateTime):
    """A day such as 2027-05-14."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return datetime.strptime(str(value), "%Y-%m-%d")
        except ValueError:
            self.fail(f"“{value}” is no day. Write year, month and day in figures, as in 2027-05-14.", param, ctx)


DAY = _Day(["%Y-%m-%d"])
"""The type of an option that names a day."""
fail_on_option = click.option(
    "--fail-on",
    type=click.Choice([severity.word for severity in sorted(Severity, reverse=True)]),
    default="error",
    show_default=True,
    help="Exit with status 1 if there is a finding of this severity or a graver one.",
)


def start_folder(context: click.Context, folder: Path | None) -> Path:
    """The folder that -C names, before or after the command, else the working folder. Raises Unreadable."""
    start = folder or context.obj
    if start is None:
        here = working_folder()
        if here is None:
            raise Unreadable("The folder in which you work is no longer there; go to another one.")
        return here
    path = Path(start)
    if not path.is_dir():
        raise Unreadable(f"There is no folder {path}.")
    return path.resolve()


def read_day(moment: datetime | None) -> date | None:
    """The day that an option of the type DAY names."""
    return moment.date() if moment else None


def read_formats(text: str, offered: Sequence[str]) -> tuple[str, ...]:
    """The output formats that --to names, among those that are offered. Raises BadParameter."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in offered:
            raise click.BadParameter(f"“{name}” is none of {', '.join(offered)}.", param_hint="--to")
    if not names:
        raise click.BadParameter(f"say one or several of {', '.join(offered)}.", param_hint="--to")
    return tuple(name for name in offered if name in names)


def complete_formats(offered: Sequence[str]) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """What a shell offers for --to: the output formats that may follow the last comma."""

    def complete(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
        names, comma, word = typed.rpartition(",")
        return [f"{names}{comma}{name}" for name in offered if name.startswith(word) and name not in names.split(",")]

    return complete


def complete_code(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """What a shell offers for a rule: the codes that begin with what is typed."""
    from assembler.rules.registry import RULES  # a build that has nothing to do needs no rules

    return [code for code in RULES if code.startswith(typed.upper())]
