"""assembler consolidate: the editor's text on an organization, made from the contributions."""

from __future__ import annotations

from pathlib import Path

import click

from assembler.commands.options import folder_option, start_folder
from assembler.commands.terminal.findings import say_unusable, show_diff
from assembler.commands.terminal.merge_messages import show_changes, show_conflict
from assembler.commands.terminal.messages import say
from assembler.consolidation.consolidate import ConsolidationResult
from assembler.consolidation.folder import consolidate_organizations
from assembler.model.text.phrases import count_noun


@click.command(short_help="Makes the editor's texts from the contributions.")
@click.argument("organizations", nargs=-1, metavar="[ORGANIZATION]...")
@click.option(
    "--all",
    "all_organizations",
    is_flag=True,
    help="For every organization on which a contribution has text; with --update, for every consolidated text.",
)
@click.option(
    "--update", is_flag=True, help="Also make the changes of entities, and add new paragraphs in their places."
)
@click.option(
    "--settled",
    is_flag=True,
    help="With --update: keep your words where you and the entity have changed the same words.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@folder_option
@click.pass_context
def consolidate(
    context: click.Context,
    organizations: tuple[str, ...],
    all_organizations: bool,
    update: bool,
    settled: bool,
    dry_run: bool,
    folder: Path | None,
) -> int:
    """Writes consolidated/ORGANIZATION.md from the contributions on each organization. Name organizations by id (such
    as au), acronym or name. A text that cannot be written does not stop the others.

    An existing text is not changed, except that new contributions are added at its end. With --update, changes by the
    entities are made in the text, shown word by word, and marked by a comment above each paragraph; new paragraphs are
    added in their places. If you have changed the same words, the three texts are shown and your paragraph stays: write
    what should stand, then update again with --settled.

    Exit status: 0 done, 1 the plan cannot be used, or a change of an entity was not made or a text not written, 2 could
    not run.
    """
    if all_organizations == bool(organizations):
        raise click.UsageError("Name organizations, or say --all.")
    if settled and not update:
        raise click.UsageError("--settled goes with --update.")
    start = start_folder(context, folder)
    result = consolidate_organizations(
        start,
        organizations,
        say,
        all_organizations=all_organizations,
        update=update,
        settled=settled,
        dry_run=dry_run,
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
    for remark in (*result.remarks, *result.obstacles):
        click.echo(remark, err=True)
    if result.conflicts:
        click.echo("Write the words that are to stand here. Then update again with --settled.", err=True)
    if len(result.parts) > 1:
        click.echo(_count_texts(result, dry_run=dry_run), err=True)
    return int(bool(result.conflicts or result.obstacles))


def _count_texts(result: ConsolidationResult, *, dry_run: bool) -> str:
    """How many texts were written, and how many could not be."""
    written = f"{count_noun(len(result.texts), 'text')} {'would be written' if dry_run else 'written'}"
    refused = sum(bool(part.obstacles) for part in result.parts.values())
    return f"{written}; {refused} could not be written." if refused else f"{written}."
