"""assembler status: who was asked and who delivered, how long the report is, what is open, what keeps a final back."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from shutil import get_terminal_size

import click

from assembler.commands.options import DAY, folder_option, read_day, start_folder
from assembler.commands.terminal.findings import say_unusable
from assembler.commands.terminal.messages import has_colour, shown_path
from assembler.errors import wrap_writer_errors
from assembler.model.status import Overview
from assembler.status.folder import read_folder_status, write_status_file
from assembler.status.operations import StatusResult
from assembler.storage.report_folder import find_root
from assembler.writers.status.formats import FORMATS, PAGE, write_overview

_REMINDERS = "build/reminders"


@click.command(short_help="Shows what has come, what is missing and what keeps the final back.")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="The output format."
)
@click.option(
    "-o",
    "out",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of standard output. The links of the page lead from there to the texts.",
)
@click.option(
    "--on",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="The day on which missing contributions count as late. Without it, only delivered ones can be late.",
)
@click.option(
    "--who-is-late",
    "reminders",
    is_flag=False,
    flag_value="",
    metavar="[DIR]",
    help=f"Also write a reminder for each entity that owes a text, into {_REMINDERS}/ or DIR. Nothing is sent.",
)
@folder_option
@click.pass_context
def status(
    context: click.Context,
    names: tuple[str, ...],
    form: str,
    out: Path | None,
    on: datetime | None,
    reminders: str | None,
    folder: Path | None,
) -> int:
    """Shows who was asked and who has delivered, the words against the limit, and what keeps the final back.

    Name entities or organizations (by id, acronym or name) to see only their contributions. On a terminal, the table is
    as wide as the terminal, and at least 80 columns.

    With --format html, it is a page for a browser, with the findings on every text, a search and filters. The page
    needs no network. Exit status: 0 shown, 1 the plan cannot be used, 2 could not run.
    """
    start = start_folder(context, folder)
    to = Path(reminders or find_root(start) / _REMINDERS) if reminders is not None else None
    page = form == "html"
    result = read_folder_status(
        start,
        on=read_day(on),
        style=page,
        names=names,
        templates=(PAGE,) if page else (),
        reminders=to,
    )
    if result.overview is None:
        return say_unusable(result.findings, result.inputs, "There is no status to show", form)
    root = find_root(start)
    text = _write(result.overview, form, result.templates, out, root)
    if out:
        write_status_file(out.resolve(), text.encode(), root)
        click.echo(shown_path(out.resolve()))
    else:
        click.echo(text.encode(), nl=False)  # in bytes, so that the line ends of CSV stay what they are
    if to is not None:
        _say_reminders(to, result)
    return 0


def _write(overview: Overview, form: str, templates: Mapping[str, bytes], out: Path | None, root: Path) -> str:
    colour = form == "table" and not out and has_colour(sys.stdout)
    width = get_terminal_size().columns if not out and sys.stdout.isatty() else 0
    folder = _lead_to(root, out.resolve().parent) if out else ""
    with wrap_writer_errors("The page"):
        return write_overview(overview, form, templates, colour=colour, width=width, folder=folder)


def _lead_to(root: Path, place: Path) -> str:
    """The way from a folder to that of the report, as a link has it; empty where they are one."""
    way = root.relative_to(place, walk_up=True) if root.anchor == place.anchor else root
    return "" if way == Path() else way.as_posix()


def _say_reminders(folder: Path, result: StatusResult) -> None:
    names = [name for name in result.reminders if name.endswith(".txt")]
    for name in names:
        click.echo(shown_path(folder / name), err=True)
    sentences = {0: "Nobody owes anything: no reminder was written", 1: "1 reminder was written"}
    click.echo(f"{sentences.get(len(names), f'{len(names)} reminders were written')}; nothing was sent.", err=True)
    if result.without_address:
        who = ", ".join(result.without_address)
        click.echo(f"No address is known for {who}: add contacts to contributions/entities.yaml.", err=True)
