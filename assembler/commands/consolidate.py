"""assembler consolidate: the editor's text on an organization, made from the contributions."""

from __future__ import annotations

from pathlib import Path

import click

from assembler.commands.options import folder_option, start_folder
from assembler.commands.terminal.findings import say_unusable, show_diff
from assembler.commands.terminal.merge_messages import show_changes, show_conflict
from assembler.commands.terminal.messages import say
from assembler.consolidation import folder as consolidation


@click.command(short_help="Makes the editor's text on an organization from the contributions.")
@click.argument("organization")
@click.option(
    "--update", is_flag=True, help="Also take over what the entities have changed; put what is new at its place."
)
@click.option(
    "--settled", is_flag=True, help="With --update: count paragraphs as compared where you have changed the same words."
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@folder_option
@click.pass_context
def consolidate(
    context: click.Context, organization: str, update: bool, settled: bool, dry_run: bool, folder: Path | None
) -> int:
    """Writes consolidated/ORGANIZATION.md from the contributions on it; ORGANIZATION is an id such as
    au, an acronym or a name.

    Where it is there already, what stands there is not touched, and what is new in the contributions is added at its
    end. With --update, what the entities have changed since is made in the text, shown word by word, and marked by a
    comment above each paragraph; what is new is added at its place. Where you have changed the same words, the three
    texts are shown and the paragraph stays: write what is to stand, then update again with --settled.

    Exit status: 0 done, 1 the plan can't be used, or a change of an entity was not made, 2 could not run.
    """
    if settled and not update:
        raise click.UsageError("--settled goes with --update.")
    start = start_folder(context, folder)
    result = consolidation.consolidate_organization(
        start, organization, say, update=update, settled=settled, dry_run=dry_run
    )
    if result.findings:
        return say_unusable(result.findings, result.inputs, "Nothing was made")
    for diff in result.diffs if dry_run else ():
        show_diff(diff, "full")
    for path in () if dry_run else result.texts:
        click.echo(path)
    show_changes(result.changes)
    for conflict in result.conflicts:
        show_conflict(conflict, "they were taken over", "as taken over:", "entity now:")
    for remark in result.remarks:
        click.echo(remark, err=True)
    return int(bool(result.conflicts))
