"""assembler merge: a draft that was edited in Word, taken back into the texts."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from assembler.commands.shared import folder_option, say, show, show_difference, start_folder
from assembler.merge import folder as merging
from assembler.model.progress import beginning, counted

_WIDEST = 400


@click.command(short_help="Takes a draft that was edited in Word back into the texts.")
@click.argument("edited", metavar="EDITED.docx", type=click.Path(path_type=Path))
@click.option(
    "--tracked",
    type=click.Choice(["accept", "mark", "reject"]),
    default="accept",
    show_default=True,
    help="What becomes of tracked changes; mark keeps those of words as {++added++} and {--dropped--}.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@folder_option
@click.pass_context
def merge(context: click.Context, edited: Path, tracked: str, dry_run: bool, folder: Path | None) -> int:
    """Takes the edits made to a draft in Word or LibreOffice back into consolidated/ and general/.

    Texts of entities are never touched: an organization whose text was edited gets a consolidated one. Exit status: 0
    done, 1 the file or the plan can't be used, or an edit stands against a later one, 2 could not run.
    """
    manner = cast("merging.Tracked", tracked)
    taken = merging.take_back(start_folder(context, folder), edited, manner, keep=not dry_run, wait=say)
    show(taken.findings, "full", taken.files)
    if taken.merged is None:
        click.echo(taken.refusal or "Nothing was merged.", err=True)
        return 1
    _say(taken, dry_run=dry_run)
    return int(bool(taken.merged.conflicts))


def _say(taken: merging.Taken, *, dry_run: bool) -> None:
    """The texts that change, or how they would; then, for the editor, every edit and what stands against it."""
    assert taken.merged is not None
    if dry_run:
        for difference in taken.differences:
            show_difference(difference, "full")
    else:
        for path in taken.merged.files:
            click.echo(path)
    for change in taken.merged.changes:
        click.echo(f"{change.path}: {change.what}: {beginning(change.words, _WIDEST)}", err=True)
    for conflict in taken.merged.conflicts:
        click.echo(_opposed(conflict.path, conflict.line, conflict.base, conflict.now, conflict.edited), err=True)
    for remark in taken.merged.remarks:
        click.echo(remark, err=True)
    click.echo(_tally(taken, dry_run=dry_run), err=True)


def _opposed(path: str, line: int, base: str, now: str, edited: str) -> str:
    """A conflict with its three texts; there is no line where the text has gone."""
    place = f"{path}:{line}" if line else path
    return (
        f"{place}: these words have changed since the draft was built, so the edit was not made.\n"
        f"  as built:  {base or '(nothing)'}\n"
        f"  here now:  {now or '(taken out)'}\n"
        f"  in Word:   {edited or '(deleted)'}"
    )


def _tally(taken: merging.Taken, *, dry_run: bool) -> str:
    assert taken.merged is not None
    edits, conflicts = len(taken.merged.changes), len(taken.merged.conflicts)
    said = counted(edits, "edit") if edits else "No edit"
    would = "would be merged" if dry_run else "merged"
    against = {0: "", 1: "; 1 stands against a later change of the text"}
    return f"{said} {would}{against.get(conflicts, f'; {conflicts} stand against later changes of the texts')}."
