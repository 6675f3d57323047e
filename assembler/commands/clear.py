"""assembler clear: records that an entity has cleared exact words, or writes the excerpt that it is to clear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import click

from assembler.clearance.folder import clear_names, write_excerpts
from assembler.clearance.operations import ClearanceResult, ClearancesResult
from assembler.commands.options import DAY, folder_option, read_day, start_folder
from assembler.commands.terminal.findings import say_unusable
from assembler.commands.terminal.messages import say, shown_path
from assembler.commands.terminal.progress import show_progress
from assembler.commands.terminal.table import format_table
from assembler.model.progress import no_progress
from assembler.model.text.phrases import count_noun, write_day
from assembler.runtime.today import read_today

_STEPS = 5
"""Reading, assembling, checking, and writing two files."""


@click.command(short_help="Records that entities have cleared their words.")
@click.argument("names", nargs=-1, metavar="[ENTITY]... [ORGANIZATION]...")
@click.option("--all", "all_entities", is_flag=True, help="For every entity that has words in the report.")
@click.option(
    "--by", metavar="NAME", help="Who cleared the words; without it, whoever approved them according to the form."
)
@click.option(
    "--on",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="The day on which the words were cleared, not after today; without it, today or the day in the form.",
)
@click.option(
    "--excerpt",
    is_flag=True,
    help="Record nothing; write the paragraphs to be cleared to build/excerpts/, as Word and PDF.",
)
@folder_option
@click.pass_context
def clear(
    context: click.Context,
    names: tuple[str, ...],
    all_entities: bool,
    by: str | None,
    on: datetime | None,
    excerpt: bool,
    folder: Path | None,
) -> int:
    """Records that each ENTITY has cleared its words as they stand: all of them, or those on each ORGANIZATION. Name
    the entities first, then the organizations, each by id (such as unhcr), acronym or name. A name that is both is
    an entity in the first place and an organization after that.

    The words of an entity are its contributions and the consolidated paragraphs that carry its words. Any later change
    of a word voids the clearance. A problem with one entity does not stop the others.

    If the form states who approved the words, that alone clears nothing: clear ENTITY ORGANIZATION, without --by, makes
    a clearance of that statement.

    Exit status: 0 recorded, 1 something stands in the way, 2 could not run.
    """
    if not names and not all_entities:
        raise click.UsageError("Name an entity, or say --all.")
    start = start_folder(context, folder)
    if excerpt:
        if by or on:
            raise click.UsageError("--excerpt records nothing: leave out --by and --on.")
        return _excerpt(start, names, all_entities=all_entities)
    day, today, name = read_day(on), read_today(), None if by is None else _name(by)
    result = clear_names(start, names, name, day, say, all_entities=all_entities, today=today)
    if not result.has_plan:
        return say_unusable(result.findings, result.inputs, "Nothing was recorded")
    for path in result.files:
        click.echo(path)
    if len(result.results) > 1:
        _explain_each(result.results)
    for sentence in result.refused:
        say(sentence)
    for one in result.results.values() if len(result.results) == 1 else ():
        for sentence in (*one.settled, *one.stated, *one.not_printed, *one.refused):
            say(sentence)
    click.echo(_outcome(result, name, day_given=on is not None), err=True)
    return int(_is_refused(result))


def _explain_each(results: Mapping[str, ClearanceResult]) -> None:
    """What stands in the way, under the name of each entity; then a table of all entities."""
    for entity, result in results.items():
        for sentence in (*result.stated, *result.not_printed, *result.refused):
            say(f"{entity}: {sentence}")
    rows = [(entity, _describe(result)) for entity, result in results.items()]
    say(f"\n{format_table(('Entity', 'Result and what to do'), rows)}".rstrip())


def _describe(result: ClearanceResult) -> str:
    recorded = f"recorded in {count_noun(len(result.files), 'file')}" if result.files else "not recorded"
    if result.refused:
        return f"{recorded}; settle what is named above: {count_noun(len(result.refused), 'point')}"
    return recorded if result.files else "nothing to record"


def _is_refused(result: ClearancesResult) -> bool:
    return bool(result.refused) or any(one.refused for one in result.results.values())


def _excerpt(start: Path, names: Sequence[str], *, all_entities: bool) -> int:
    with show_progress(_STEPS) if len(names) == 1 else nullcontext(no_progress) as step:
        results, paths = write_excerpts(start, names, all_entities=all_entities, progress=step, on_wait=say)
    if any(result.findings for result in results):
        return say_unusable(results[0].findings, results[0].inputs, "No excerpt was written")
    for path in paths:
        click.echo(shown_path(path))
    for result in results:
        for sentence in (*result.obstacles, *result.not_printed):
            say(sentence if len(results) == 1 else f"{result.stem}: {sentence}")
    if any(result.obstacles for result in results if result.report):
        say("The excerpt shows the words as they are; settle this before the entity is to clear them.")
    return int(any(result.report is None for result in results))


def _name(by: str) -> str:
    """The name, which can stand in one line. Raises UsageError where it cannot, or where there is none."""
    name = " ".join(by.split())
    if not name or not name.isprintable():
        raise click.UsageError("Say who cleared the words: --by NAME.")
    return name


def _outcome(result: ClearancesResult, by: str | None, *, day_given: bool) -> str:
    if not result.files:
        return "Nothing was recorded." if _is_refused(result) else "There was nothing to record."
    files = count_noun(len(result.files), "file")
    if len(result.results) > 1:
        entities = sum(bool(one.files) for one in result.results.values())
        files = f"{files} for {entities} of {len(result.results)} entities"
    if by is None or result.on is None:
        return f"Recorded in {files}."
    day = write_day(result.on) if day_given else f"{write_day(result.on)} (today); --on names another day"
    return f"Recorded in {files}: cleared by {by} on {day}."
