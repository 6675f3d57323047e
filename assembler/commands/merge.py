"""assembler merge: a draft that was edited in Word, taken back into the texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from assembler.commands.options import folder_option, start_folder
from assembler.commands.terminal.findings import show_diff, show_findings
from assembler.commands.terminal.merge_messages import show_changes, show_conflict
from assembler.commands.terminal.messages import say
from assembler.merge.folder import Tracked, merge_draft
from assembler.model.text.phrases import count_noun

if TYPE_CHECKING:
    from assembler.merge.result import MergeResult

_WIDEST = 400


@click.command(short_help="Merges a draft that was edited in Word into the texts.")
@click.argument("edited", metavar="EDITED.docx", type=click.Path(path_type=Path))
@click.option(
    "--tracked",
    type=click.Choice(["accept", "mark", "reject"]),
    default="accept",
    show_default=True,
    help="What to do with tracked changes; mark keeps changes of words as {++added++} and {--dropped--}.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@folder_option
@click.pass_context
def merge(context: click.Context, edited: Path, tracked: str, dry_run: bool, folder: Path | None) -> int:
    """Merges edits made to a draft in Word or LibreOffice back into consolidated/ and general/.

    Contributions of entities are never changed: if the text on an organization was edited, the organization gets a
    consolidated text. Exit status: 0 done, 1 the file or the plan cannot be used, or an edit conflicts with a later
    one, 2 could not run.
    """
    manner = cast("Tracked", tracked)
    result = merge_draft(start_folder(context, folder), edited, manner, dry_run=dry_run, on_wait=say)
    show_findings(result.findings, "full", result.inputs)
    if result.refusal:
        click.echo(result.refusal, err=True)
        return 1
    _show_result(result, dry_run=dry_run)
    return int(bool(result.conflicts))


def _show_result(result: MergeResult, *, dry_run: bool) -> None:
    """Shows the texts that change, or how they would; then, for the editor, every edit and every conflict."""
    if dry_run:
        for diff in result.diffs:
            show_diff(diff, "full")
    else:
        for path in result.files:
            click.echo(path)
    show_changes(result.changes)
    for conflict in result.conflicts:
        show_conflict(conflict, "the draft was built", "as built:", "in Word:")
    for remark in result.remarks:
        click.echo(remark, err=True)
    click.echo(_format_counts(result, dry_run=dry_run), err=True)


def _format_counts(result: MergeResult, *, dry_run: bool) -> str:
    edits, conflicts = len(result.changes), len(result.conflicts)
    counts = count_noun(edits, "edit") if edits else "No edit"
    would = "would be merged" if dry_run else "merged"
    against = {0: "", 1: "; 1 stands against a later change of the text"}
    return f"{counts} {would}{against.get(conflicts, f'; {conflicts} stand against later changes of the texts')}."
