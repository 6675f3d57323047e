"""assembler new: a small complete report to begin with, or the blank form of a contribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote

import click

from assembler.commands.options import folder_option, start_folder
from assembler.commands.terminal.findings import say_unusable
from assembler.commands.terminal.messages import say, shown_path
from assembler.errors import NoPlan
from assembler.intake.folder import NewReport, new_contributions, new_questionnaires, new_report
from assembler.intake.form_operations import FormsResult
from assembler.model.text.phrases import count_noun
from assembler.storage.report_folder import PLAN, find_root

_MOST_FOLDERS = 4
"""How many folders a command that is proposed names; with more, it is about the whole report."""


@click.group()
def new() -> None:
    """Begins a report or a contribution. Existing files are never changed."""


@new.command(short_help="Makes a small complete report.")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--example", is_flag=True, help="Make the whole example, A/75/345, in place of sample text.")
@click.pass_context
def report(context: click.Context, directory: Path, *, example: bool) -> int:
    """Makes a small complete report in the folder DIR; it builds at once.

    Exit status: 0 made, 2 could not run or contributions/ is already there.
    """
    root = (start_folder(context, None) / directory).resolve()
    result = new_report(root, example=example)
    for path in result.files:
        click.echo(shown_path(path))
    for sentence in _explain_example(root) if example else _explain_report(result, root):
        say(sentence)
    return 0


def _explain_example(root: Path) -> Iterator[str]:
    """What was made, and what can be done with it."""
    yield "This is the report A/75/345–S/2020/898, written anew: 118 contributions of 48 entities on 26 organizations."
    yield f"“{_command('build', root)}” builds a draft, “{_command('build', root)} --final” the final."


def _explain_report(result: NewReport, root: Path) -> Iterator[str]:
    """What was made, and what comes next."""
    yield "This is a small report with sample text. Next:"
    yield "1. Write the plan (report.yaml) and the two lists of names (organizations.yaml, entities.yaml)."
    yield "2. Delete the sample contributions that the plan does not ask for; an import replaces the others."
    form, answer = f"{_command('new contribution', root)} --all --to docx", f"{_command('import', root)} FILE..."
    yield f"3. “{form}” makes the Word form for each entity that the plan asks; “{answer}” imports the answers."
    check, build = _command("check", root), _command("build", root)
    yield f"4. “{check}” says what is wrong and which sample text is left; “{build}” builds a draft."
    for path, lines in result.missing_lines.items():
        yield f"{shown_path(path)} was there before and was left alone. Add these lines: {', '.join(lines)}"
    if result.is_in_repository:
        yield "The folder is part of a Git repository. Add the new files to this repository."


@new.command(short_help="Makes blank forms for contributions.")
@click.argument("names", nargs=-1, metavar="[ENTITY]... [ORGANIZATION]...")
@click.option("--all", "all_entities", is_flag=True, help="For every entity that the plan asks to report.")
@click.option(
    "--to", "form", type=click.Choice(("md", "docx")), default="md", show_default=True, help="Text files or Word files."
)
@click.option("-o", "out", metavar="FILE", type=click.Path(path_type=Path), help="The Word file to write.")
@click.option(
    "--from",
    "earlier",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Show the texts of last time, from the report in this folder.",
)
@folder_option
@click.pass_context
def contribution(
    context: click.Context,
    names: tuple[str, ...],
    all_entities: bool,
    form: str,
    out: Path | None,
    earlier: Path | None,
    folder: Path | None,
) -> int:
    """Makes blank forms in which each ENTITY reports on each ORGANIZATION.

    Name the entities first, then the organizations, each by id (such as unhcr), acronym or name. A name that is both is
    an entity in the first place and an organization after that. Without an organization, the plan decides on which ones
    the entity reports.

    With --to docx, each entity gets one Word file, build/forms/ENTITY.docx, to send to its focal point. Existing forms
    stay as they are.

    Exit status: 0 made, 1 a form was not made or the plan cannot be used, 2 could not run or the only form already
    exists.
    """
    if not names and not all_entities:
        raise click.UsageError("Name an entity, or say --all.")
    start, before = start_folder(context, folder), _earlier(earlier)
    if form == "docx":
        path = out.resolve() if out else None
        result, paths = new_questionnaires(start, names, all_entities=all_entities, earlier=before, path=path)
        return _report(result, paths, _explain_questionnaires(paths, find_root(start)))
    if out:
        raise click.UsageError("-o goes with --to docx; a text has its place in contributions/.")
    result, paths = new_contributions(start, names, all_entities=all_entities, earlier=before, on_wait=say)
    return _report(result, paths, _explain_contributions(paths, find_root(start)))


def _explain_questionnaires(paths: Sequence[Path], root: Path) -> str:
    whom = "it to the focal point" if len(paths) == 1 else "each file to its focal point"
    files = "FILE" if len(paths) == 1 else "FILE..."
    return f"send {whom}; “{_command('import', root)} {files}” takes in what comes back."


def _explain_contributions(paths: Sequence[Path], root: Path) -> str:
    folders = " ".join(dict.fromkeys(f"contributions/{path.parent.name}" for path in paths))
    texts, right = ("the text", "it is") if len(paths) == 1 else ("the texts", "they are")
    check = _command("check", root) + (f" {folders}" if folders.count(" ") < _MOST_FOLDERS else "")
    return f"write {texts} and set status: submitted; “{check}” says whether {right} right."


def _report(result: FormsResult, paths: Sequence[Path], next_step: str) -> int:
    """Says what was made and what comes next, or why something was not made; gives the exit status."""
    if not result.has_plan:
        return say_unusable(result.findings, result.inputs, "Nothing was made")
    for path in paths:
        click.echo(shown_path(path))
    for remark in dict.fromkeys(remark for form in result.forms for remark in form.remarks):
        click.echo(remark, err=True)
    for obstacle in result.obstacles:
        click.echo(obstacle, err=True)
    if len(paths) + len(result.obstacles) > 1:
        left_out = f"; {len(result.obstacles)} not made" if result.obstacles else ""
        click.echo(f"{count_noun(len(paths), 'form')} made{left_out}.", err=True)
    if paths:
        click.echo(f"Next: {next_step}", err=True)
    return int(bool(result.obstacles))


def _earlier(folder: Path | None) -> Path | None:
    """The folder of the earlier report. Raises NoPlan where it holds none: a report around it may be this one."""
    if folder and not (folder / PLAN).is_file():
        raise NoPlan(f"There is no {PLAN} in {folder}, so it is not the folder of an earlier report.")
    return folder


def _command(name: str, root: Path) -> str:
    """The command as it is to be typed here."""
    here = Path.cwd()
    return f"assembler {name}" if here.is_relative_to(root) else f"assembler {name} -C {quote(str(shown_path(root)))}"
