"""assembler new: a small complete report to begin with, or the blank form of a contribution."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from assembler.commands.options import folder_option, start_folder
from assembler.commands.terminal.findings import say_unusable
from assembler.commands.terminal.messages import say, shown_path
from assembler.errors import NoPlan
from assembler.intake import new_files as made
from assembler.intake import scaffold_folder as scaffold
from assembler.storage.report_folder import PLAN


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
    made = scaffold.new_report((start_folder(context, None) / directory).resolve())
    _say_what(made)
    build = _command("build", made.root)
    click.echo(f"Next: “{build}” builds a draft of it; put your own words in the place of these.", err=True)
    return 0


@new.command(short_help="Makes the blank form of a contribution.")
@click.argument("entity")
@click.argument("organization", required=False, default="")
@click.option(
    "--to", "form", type=click.Choice(("md", "docx")), default="md", show_default=True, help="Text, or a Word file."
)
@click.option("-o", "out", metavar="FILE", type=click.Path(path_type=Path), help="Where the Word file is to lie.")
@click.option(
    "--from", "earlier", metavar="DIR", type=click.Path(path_type=Path), help="Show last time's text, from this report."
)
@folder_option
@click.pass_context
def contribution(
    context: click.Context,
    entity: str,
    organization: str,
    form: str,
    out: Path | None,
    earlier: Path | None,
    folder: Path | None,
) -> int:
    """Makes the blank form for what ENTITY reports on ORGANIZATION, two ids such as unhcr and au.

    With --to docx it is a Word file to send to the focal point, build/forms/ENTITY.docx; without ORGANIZATION it asks
    about every organization on which the plan asks ENTITY to report.

    Exit status: 0 made, 1 the plan can't be used, 2 could not run or the text is already there.
    """
    start, before = start_folder(context, folder), _earlier(earlier)
    if form == "docx":
        return _say_form(
            scaffold.new_questionnaire(start, entity, organization, before, out.resolve() if out else None)
        )
    if not organization:
        raise click.UsageError("Name the organization too; only with --to docx may it be left out.")
    if out:
        raise click.UsageError("-o goes with --to docx; a text has its place in contributions/.")
    made = scaffold.new_contribution(start, entity, organization, before, say)
    check = f"{_command('check', made.root)} contributions/{entity}"
    return _say_made(made, f"write the text and set status: submitted; “{check}” says whether it is right.")


def _say_form(made: made.Made) -> int:
    take_in = f"{_command('import', made.root)} FILE"
    return _say_made(made, f"send it to the focal point; “{take_in}” takes in what comes back.")


def _say_made(made: made.Made, next_step: str) -> int:
    """Says what was made and what comes next, or why nothing was made; gives the exit status."""
    if not made.names:
        return say_unusable(made.findings, made.files, "Nothing was made")
    _say_what(made)
    for remark in made.remarks:
        click.echo(remark, err=True)
    click.echo(f"Next: {next_step}", err=True)
    return 0


def _earlier(folder: Path | None) -> Path | None:
    """The folder of the earlier report. Raises NoPlan where it holds none: a report around it may be this one."""
    if folder and not (folder / PLAN).is_file():
        raise NoPlan(f"There is no {PLAN} in {folder}, so it is not the folder of an earlier report.")
    return folder


def _say_what(made: made.Made) -> None:
    """Names each file that was made, on standard output."""
    for name in made.names:
        click.echo(shown_path(made.root / name))


def _command(name: str, root: Path) -> str:
    """The command as it is to be typed here."""
    here = Path.cwd()
    return f"assembler {name}" if here.is_relative_to(root) else f"assembler {name} -C {quote(str(shown_path(root)))}"
