"""assembler clear: records that an entity has cleared exact words, or writes the excerpt that it is to clear."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from assembler.clearance.folder import clear_folder, write_excerpt
from assembler.clearance.operations import ClearanceResult
from assembler.commands.options import DAY, folder_option, read_day, start_folder
from assembler.commands.terminal.findings import say_unusable
from assembler.commands.terminal.messages import say, shown_path
from assembler.commands.terminal.progress import show_progress
from assembler.model.text.phrases import count_noun, write_day
from assembler.runtime.today import read_today

_STEPS = 5
"""Reading, assembling, checking, and writing two files."""


@click.command()
@click.argument("entity")
@click.argument("organization", required=False)
@click.option("--by", metavar="NAME", help="Who cleared the words.")
@click.option(
    "--on",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="The day on which the words were cleared, not after today; without it, today.",
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

    Both are named by id, acronym or name. Its words are its contributions and the consolidated paragraphs that carry
    words of it. Any later change of a word voids the clearance.

    Exit status: 0 recorded, 1 something stands in the way, 2 could not run.
    """
    start = start_folder(context, folder)
    if excerpt:
        if by or on:
            raise click.UsageError("--excerpt records nothing: leave out --by and --on.")
        return _excerpt(start, entity, organization)
    result = clear_folder(start, entity, organization, _name(by), read_day(on), say, today=read_today())
    if result.on is None:
        return say_unusable(result.findings, result.inputs, "Nothing was recorded")
    for path in result.files:
        click.echo(path)
    for sentence in (*result.settled, *result.refused):
        click.echo(sentence, err=True)
    click.echo(_outcome(result, _name(by), day_given=on is not None), err=True)
    return int(bool(result.refused))


def _excerpt(start: Path, entity: str, organization: str | None) -> int:
    with show_progress(_STEPS) as step:
        result, paths = write_excerpt(start, entity, organization, step, say)
    if not paths:
        return say_unusable(result.findings, result.inputs, "No excerpt was written")
    for path in paths:
        click.echo(shown_path(path))
    for sentence in result.obstacles:
        click.echo(sentence, err=True)
    if result.obstacles:
        click.echo("The excerpt shows the words as they are; settle this before the entity is to clear them.", err=True)
    return 0


def _name(by: str | None) -> str:
    """The name, which can stand in one line. Raises UsageError where it can't, or where there is none."""
    name = " ".join((by or "").split())
    if not name or not name.isprintable():
        raise click.UsageError("Say who cleared the words: --by NAME.")
    return name


def _outcome(result: ClearanceResult, by: str, *, day_given: bool) -> str:
    if result.refused and not result.files:
        return "Nothing was recorded."
    if not result.files:
        return "There was nothing to record."
    assert result.on is not None
    files = count_noun(len(result.files), "file")
    day = write_day(result.on) if day_given else f"{write_day(result.on)} (today); --on names another day"
    return f"Recorded in {files}: cleared by {by} on {day}."
