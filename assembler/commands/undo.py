"""assembler undo: puts back what the last command changed in the texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler.commands.exit_status import FINDINGS
from assembler.commands.options import folder_option, start_folder
from assembler.commands.terminal.findings import show_diff
from assembler.commands.terminal.messages import say, shown_path
from assembler.commands.terminal.standard_streams import make_printable
from assembler.model.text.unified_diff import format_unified_diff
from assembler.pipeline import undo_last_command

if TYPE_CHECKING:
    from assembler.storage.text_changes import UndoResult


@click.command(short_help="Undoes what the last command changed in the texts.")
@click.option("--dry-run", is_flag=True, help="Show what would be put back, and change nothing.")
@folder_option
@click.pass_context
def undo(context: click.Context, dry_run: bool, folder: Path | None) -> int:
    """Undoes the last command: restores the texts in contributions/ and removes the files that the command made.

    A second run undoes the command before that, up to 20 commands. If one of the texts has changed since, nothing is
    written. Exit status: 0 undone, 1 a text has changed since or no command is left to undo, 2 could not run.
    """
    result = undo_last_command(start_folder(context, folder), dry_run=dry_run, on_wait=say)
    if not result.command:
        say("There is no command to undo.")
        return FINDINGS
    if result.refused:
        return _show_refusal(result)
    would = "would be " if dry_run else ""
    for text in (text for text in result.texts if not text.is_received):
        if "/." in f"/{text.path}":  # what the program keeps for itself
            continue
        click.echo(make_printable(f"{text.path}: {would}{'removed' if text.former is None else 'restored'}"))
        if dry_run and text.former is not None:
            now, former = (data.decode("utf-8", "replace") for data in (text.now, text.former))
            show_diff(format_unified_diff(text.path, now, former), "full")
    say(f"“{result.command}” {'would be' if dry_run else 'is'} undone.")
    return 0


def _show_refusal(result: UndoResult) -> int:
    for path, reason in result.refused.items():
        say(f"{path} {reason}.")
    say(f"“{result.command}” was not undone, and nothing was written.")
    for copy in result.copies:
        say(f"The former text lies in {shown_path(copy)}.")
    return FINDINGS
