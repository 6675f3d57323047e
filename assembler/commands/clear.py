"""assembler clear: records that an entity has cleared exact words, or writes the excerpt that it is to clear."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from assembler.clearance import excerpt_folder as excerpting
from assembler.clearance import folder as clearing
from assembler.commands.shared import folder_option, progress, say, say_unusable, shown_path, start_folder
from assembler.model.progress import counted

_STEPS = 5
"""Reading, assembling, checking, and writing two files."""


@click.command()
@click.argument("entity")
@click.argument("organization", required=False)
@click.option("--by", metavar="NAME", help="Who cleared the words.")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day; without it, the plan's date."
)
@click.option(
    "--excerpt",
    is_flag=True,
    help="Record nothing, but write the paragraphs that are to be cleared as Word and PDF into build/excerpts/.",
)
@folder_option
@click.pass_context
def clear(
    context: click.Context,
    entity: str,
    organization: str | None,
    by: str | None,
    on: datetime | None,
    excerpt: bool,
    folder: Path | None,
) -> int:
    """Records that ENTITY has cleared its words as they stand: all of them, or those on ORGANIZATION.

    These are its own contributions and the consolidated paragraphs that carry its words. Any later change of a word
    voids the clearance. Exit status: 0 recorded, 1 something stands in the way, 2 could not run.
    """
    start = start_folder(context, folder)
    if excerpt:
        if by or on:
            raise click.UsageError("--excerpt records nothing: leave out --by and --on.")
        return _excerpt(start, entity, organization)
    cleared = clearing.clear(start, entity, organization, _name(by), on.date() if on else None, say)
    if cleared.on is None:
        return say_unusable(cleared.findings, cleared.files, "Nothing was recorded")
    for path in cleared.recorded:
        click.echo(path)
    for sentence in (*cleared.left, *cleared.refused):
        click.echo(sentence, err=True)
    click.echo(_outcome(cleared, _name(by), day_given=on is not None), err=True)
    return int(bool(cleared.refused))


def _excerpt(start: Path, entity: str, organization: str | None) -> int:
    with progress(_STEPS) as step:
        made = excerpting.export_excerpt(start, entity, organization, step, say)
    if not made.names:
        return say_unusable(made.findings, made.files, "No excerpt was written")
    for name in made.names:
        click.echo(shown_path(made.root / name))
    for sentence in made.remarks:
        click.echo(sentence, err=True)
    if made.remarks:
        click.echo("The excerpt shows the words as they are; settle this before the entity is to clear them.", err=True)
    return 0


def _name(by: str | None) -> str:
    """The name, which can stand in one line. Raises UsageError where it can't, or where there is none."""
    name = " ".join((by or "").split())
    if not name or not name.isprintable():
        raise click.UsageError("Say who cleared the words: --by NAME.")
    return name


def _outcome(cleared: clearing.ClearanceResult, by: str, *, day_given: bool) -> str:
    if cleared.refused and not cleared.recorded:
        return "Nothing was recorded."
    if not cleared.recorded:
        return "There was nothing to record."
    assert cleared.on is not None
    files = counted(len(cleared.recorded), "file")
    which = "" if day_given else ", the date of the plan"
    return f"Recorded in {files}: cleared by {by} on {cleared.on.isoformat()}{which}."
