"""assembler status: who was asked and who delivered, how long the report is, what is open, what keeps a final back."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click

from assembler.commands.options import DAY, folder_option, read_day, start_folder
from assembler.commands.terminal.findings import say_unusable
from assembler.commands.terminal.messages import has_colour, shown_path
from assembler.errors import wrap_writer_errors
from assembler.model.status import Overview
from assembler.status.folder import read_folder_status
from assembler.storage.report_folder import find_root
from assembler.writers.status.formats import FORMATS, PAGE, write_overview

_REMINDERS = "build/reminders"


@click.command()
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How it is printed."
)
@click.option(
    "--on",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="The day on which what is missing is reckoned late. Without it, only what came is late or not.",
)
@click.option(
    "--who-is-late",
    "reminders",
    is_flag=False,
    flag_value="",
    metavar="[DIR]",
    help=f"Also write a reminder for each entity that owes something, into {_REMINDERS}/ or DIR. Nothing is sent.",
)
@folder_option
@click.pass_context
def status(context: click.Context, form: str, on: datetime | None, reminders: str | None, folder: Path | None) -> int:
    """Shows who was asked and who delivered, words against the limit, what is open, and what keeps the final back.

    Exit status: 0 shown, 1 the plan can't be used, 2 could not run.
    """
    start = start_folder(context, folder)
    to = Path(reminders or find_root(start) / _REMINDERS) if reminders is not None else None
    result = read_folder_status(start, on=read_day(on), templates=(PAGE,) if form == "html" else (), reminders=to)
    if result.overview is None:
        return say_unusable(result.findings, result.inputs, "There is no status to show", form)
    _print(result.overview, form, result.templates)
    if to is not None:
        _say_reminders(to, result.reminders)
    return 0


def _print(overview: Overview, form: str, templates: Mapping[str, bytes]) -> None:
    """Prints the overview in bytes, so that the line ends of CSV stay what they are."""
    colour = form == "table" and has_colour(sys.stdout)
    with wrap_writer_errors("The page"):
        text = write_overview(overview, form, templates, colour=colour)
    click.echo(text.encode(), nl=False)


def _say_reminders(folder: Path, reminders: Mapping[str, bytes]) -> None:
    names = [name for name in reminders if name.endswith(".txt")]
    for name in names:
        click.echo(shown_path(folder / name), err=True)
    said = {0: "Nobody owes anything: no reminder was written", 1: "1 reminder was written"}
    click.echo(f"{said.get(len(names), f'{len(names)} reminders were written')}; nothing was sent.", err=True)
