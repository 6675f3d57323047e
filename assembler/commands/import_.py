"""assembler import: a focal point's Word file into contributions."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path

import click

from assembler.commands.options import DAY, folder_option, format_option, read_day, start_folder
from assembler.commands.terminal.findings import FOR_PROGRAMS, format_findings, show_diff
from assembler.commands.terminal.import_messages import list_files, show_batch
from assembler.commands.terminal.messages import has_colour, say, shown_path
from assembler.commands.terminal.progress import show_progress
from assembler.commands.terminal.standard_streams import make_printable
from assembler.intake.batch_import import BatchImport
from assembler.intake.folder import import_files, list_word_files, write_answers
from assembler.intake.operations import ImportResult
from assembler.model.answer import State
from assembler.model.finding import Severity
from assembler.model.progress import no_progress
from assembler.model.text.phrases import count_noun, write_day
from assembler.runtime.today import read_today
from assembler.writers.findings import tally


@click.command("import", short_help="Imports focal points' Word files.")
@click.argument("files", nargs=-1, required=True, metavar="FILE.docx...", type=click.Path(path_type=Path))
@click.option("--entity", default="", metavar="NAME", help="The entity, if the files do not state it.")
@click.option("--organization", default="", metavar="NAME", help="The organization, if the files do not state it.")
@click.option(
    "--replace",
    "replaces",
    is_flag=True,
    help="Replace a text that was not imported, or that came after this file; the old text is kept.",
)
@click.option(
    "--settled",
    is_flag=True,
    help="Keep your words where you and the file have changed the same words.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option(
    "--on",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="The day on which the files arrived, not after today; without it, today.",
)
@click.option(
    "--report",
    "report",
    type=click.Choice(("html", "text", "docx")),
    help="Also write the answer to the focal point: a page, a mail, or the file with comments.",
)
@folder_option
@format_option
@click.pass_context
def import_(
    context: click.Context,
    files: tuple[Path, ...],
    entity: str,
    organization: str,
    replaces: bool,
    on: datetime | None,
    settled: bool,
    dry_run: bool,
    report: str | None,
    folder: Path | None,
    form: str,
) -> int:
    """Imports focal points' Word files: one contribution for each organization that a file reports on.

    Name files or folders of Word files. A table at the end shows the result for each file and what to do. A file that
    cannot be taken does not stop the others; if two files have different words for the same text, neither is taken.

    Each file is taken, taken in part, or not taken, and everything that was not taken is listed. A file is not taken if
    it cannot be read, or if its entity or organization is unknown. Nothing is replaced unless you ask for it. The day
    of arrival is recorded in each contribution; after the plan's deadline, the contribution is late. With --report,
    build/answers/ holds an answer for each focal point. A NAME is an id, an acronym or a name.

    A text that comes again is compared with its last version. What the entity has changed is changed in the
    contribution, and your own edits stay. If both have changed the same words, the three texts are shown and your words
    stay: write what should stand, then import the file again with --settled. A version older than the last one is left
    out.

    Exit status: 0 taken, 1 something was not taken, 2 could not run.
    """
    if dry_run and report:
        raise click.UsageError("--dry-run writes nothing: leave out --report.")
    start = start_folder(context, folder)
    day, today = read_day(on), read_today()
    if day and day > today:
        message = f"The files cannot have arrived on {write_day(day)}: today is {write_day(today)}."
        raise click.BadParameter(message, param_hint="--on")
    documents = list_word_files(files, say)
    with show_progress(len(documents)) if len(documents) > 1 else nullcontext(no_progress) as progress:
        batch = import_files(
            start,
            documents,
            entity=entity,
            organization=organization,
            replace_existing=replaces,
            on=day or today,
            settled=settled,
            dry_run=dry_run,
            progress=progress,
            on_wait=say,
        )
    if len(documents) > 1 and batch.has_settings:
        show_batch(batch, form, dry_run=dry_run)
    else:
        _show_file(batch, form, shows_diffs=dry_run)
    written = count_noun(len(batch.contributions), "file") if batch.contributions else "no file"
    would = "would be written" if dry_run else "written"
    click.echo(f"{tally(batch.findings).capitalize()}; {written} {would}.", err=True)
    if batch.has_arrivals and not dry_run:
        click.echo(_describe_arrival(day or today, day_given=day is not None), err=True)
    for path in write_answers(start, batch, report) if report else ():
        click.echo(shown_path(path), err=form in FOR_PROGRAMS)
    has_errors = any(finding.severity is Severity.ERROR for finding in batch.findings)
    return int(has_errors or bool(batch.obstacles))


def _show_file(batch: BatchImport, form: str, *, shows_diffs: bool) -> None:
    text = format_findings(batch.findings, form, batch.inputs, more={"files": list_files(batch)})
    click.echo(text, nl=False, color=has_colour(sys.stdout))
    for diff in batch.diffs if shows_diffs else ():
        show_diff(diff, form)
    for name, result in batch.imports.items():
        for sentence in (*result.sentences, *_describe_state(name, result)):
            click.echo(make_printable(sentence), err=form in FOR_PROGRAMS)


def _describe_state(name: str, result: ImportResult) -> tuple[str, ...]:
    """That a file was taken in part, which the sentences on its texts do not say."""
    if result.state is not State.TAKEN_IN_PART:
        return ()
    return (f"{name} was taken in part: the findings say what was not taken.",)


def _describe_arrival(day: date, *, day_given: bool) -> str:
    if day_given:
        return f"Recorded as received on {write_day(day)}."
    return f"Recorded as received on {write_day(day)} (today); --on names another day."
