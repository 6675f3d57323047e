"""assembler new: a small complete report to begin with, or the blank form of a contribution."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from assembler import desk
from assembler.commands.options import folder_option, show, shown_path, start_folder
from assembler.errors import NoPlan
from assembler.load import PLAN


@click.group()
def new() -> None:
    """Begins a report or a contribution. What is already there is never touched."""


@new.command(short_help="Makes a small complete report.")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_context
def report(context: click.Context, directory: Path) -> int:
    """Makes a small complete report in the folder DIR; it builds at once.

    Exit status: 0 made, 2 could not run or contributions/ is already there.
    """
    made = desk.new_report((start_folder(context, None) / directory).resolve())
    _say_what(made)
    build = _command("build", made.root)
    click.echo(f"Next: “{build}” builds a draft of it; put your own words in the place of these.", err=True)
    return 0


@new.command(short_help="Makes the blank form of a contribution.")
@click.argument("entity")
@click.argument("organization")
@click.option(
    "--from", "earlier", metavar="DIR", type=click.Path(path_type=Path), help="Show last time's text, from this report."
)
@folder_option
@click.pass_context
def contribution(
    context: click.Context, entity: str, organization: str, earlier: Path | None, folder: Path | None
) -> int:
    """Makes the blank form for what ENTITY reports on ORGANIZATION, two ids such as unhcr and au.

    Exit status: 0 made, 1 the plan can't be used, 2 could not run or the text is already there.
    """
    made = desk.new_contribution(start_folder(context, folder), entity, organization, _earlier(earlier))
    if not made.names:
        show(made.findings, "full", made.files)
        click.echo("Nothing was made: the plan can't be used.", err=True)
        return 1
    _say_what(made)
    for remark in made.remarks:
        click.echo(remark, err=True)
    check = f"{_command('check', made.root)} contributions/{entity}"
    click.echo(f"Next: write the text and set status: submitted; “{check}” says whether it is right.", err=True)
    return 0


def _earlier(folder: Path | None) -> Path | None:
    """The folder of the earlier report. Raises NoPlan where it holds none: a report around it may be this one."""
    if folder and not (folder / PLAN).is_file():
        raise NoPlan(f"There is no {PLAN} in {folder}, so it is not the folder of an earlier report.")
    return folder


def _say_what(made: desk.Made) -> None:
    """Names each file that was made, on standard output."""
    for name in made.names:
        click.echo(shown_path(made.root / name))


def _command(name: str, root: Path) -> str:
    """The command as it is to be typed here."""
    here = Path.cwd()
    return f"assembler {name}" if here.is_relative_to(root) else f"assembler {name} -C {quote(str(shown_path(root)))}"
