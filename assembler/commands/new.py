"""assembler new: a small complete report to begin with, or the blank form of a contribution."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shlex import quote

import click

from assembler.commands.options import folder_option, start_folder
from assembler.commands.terminal.findings import say_unusable
from assembler.commands.terminal.messages import say, shown_path
from assembler.errors import NoPlan
from assembler.intake.folder import NewReport, new_contribution, new_questionnaire, new_report
from assembler.intake.operations import ScaffoldResult
from assembler.storage.report_folder import PLAN, find_root


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
    root = (start_folder(context, None) / directory).resolve()
    result = new_report(root)
    for path in result.files:
        click.echo(shown_path(path))
    for sentence in _explain_report(result, root):
        say(sentence)
    return 0


def _explain_report(result: NewReport, root: Path) -> Iterator[str]:
    """What was made, and what comes next."""
    yield "This is a small report with sample text. Next:"
    yield "1. Write the plan (report.yaml) and the two lists of names (organizations.yaml, entities.yaml)."
    yield "2. Delete the sample contributions, which are the other folders beside general/."
    form, answer = f"{_command('new contribution', root)} ENTITY --to docx", f"{_command('import', root)} FILE"
    yield f"3. “{form}” makes the Word form for an entity; “{answer}” imports the answer."
    check, build = _command("check", root), _command("build", root)
    yield f"4. “{check}” says what is wrong and which sample text is left; “{build}” builds a draft."
    for path, lines in result.missing_lines.items():
        yield f"{shown_path(path)} was there before and was left alone. Add these lines: {', '.join(lines)}"
    if result.is_in_repository:
        yield "The folder is part of a Git repository. Add the new files to this repository."


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
    """Makes the blank form for what ENTITY reports on ORGANIZATION: two ids, such as unhcr and au,
    acronyms or names.

    With --to docx it is a Word file to send to the focal point, build/forms/ENTITY.docx; without ORGANIZATION it asks
    about every organization on which the plan asks ENTITY to report.

    Exit status: 0 made, 1 the plan can't be used, 2 could not run or the text is already there.
    """
    start, before = start_folder(context, folder), _earlier(earlier)
    if form == "docx":
        result, path = new_questionnaire(start, entity, organization, before, out.resolve() if out else None)
        take_in = f"{_command('import', find_root(start))} FILE"
        return _report(result, path, f"send it to the focal point; “{take_in}” takes in what comes back.")
    if not organization:
        raise click.UsageError("Name the organization too; only with --to docx may it be left out.")
    if out:
        raise click.UsageError("-o goes with --to docx; a text has its place in contributions/.")
    result, path = new_contribution(start, entity, organization, before, say)
    check = f"{_command('check', find_root(start))} contributions/{entity}"
    return _report(result, path, f"write the text and set status: submitted; “{check}” says whether it is right.")


def _report(result: ScaffoldResult, path: Path | None, next_step: str) -> int:
    """Says what was made and what comes next, or why nothing was made; gives the exit status."""
    if path is None:
        return say_unusable(result.findings, result.inputs, "Nothing was made")
    click.echo(shown_path(path))
    for remark in result.remarks:
        click.echo(remark, err=True)
    click.echo(f"Next: {next_step}", err=True)
    return 0


def _earlier(folder: Path | None) -> Path | None:
    """The folder of the earlier report. Raises NoPlan where it holds none: a report around it may be this one."""
    if folder and not (folder / PLAN).is_file():
        raise NoPlan(f"There is no {PLAN} in {folder}, so it is not the folder of an earlier report.")
    return folder


def _command(name: str, root: Path) -> str:
    """The command as it is to be typed here."""
    here = Path.cwd()
    return f"assembler {name}" if here.is_relative_to(root) else f"assembler {name} -C {quote(str(shown_path(root)))}"
