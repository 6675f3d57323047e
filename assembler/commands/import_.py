"""assembler import: a focal point's Word file into contributions."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from assembler.commands.options import DAY, folder_option, format_option, read_day, start_folder
from assembler.commands.terminal.findings import FOR_PROGRAMS, show_diff, show_findings
from assembler.commands.terminal.messages import say, shown_path
from assembler.commands.terminal.standard_streams import make_printable
from assembler.intake.folder import import_files, write_answers
from assembler.model.finding import Severity
from assembler.model.text.phrases import count_noun, write_day
from assembler.runtime.today import read_today
from assembler.writers.findings import tally


@click.command("import", short_help="Brings a focal point's Word file in.")
@click.argument("files", nargs=-1, required=True, metavar="FILE.docx...", type=click.Path(path_type=Path))
@click.option("--entity", default="", metavar="NAME", help="Whose the files are, where they do not say so.")
@click.option("--organization", default="", metavar="NAME", help="What they are about, where they do not say so.")
@click.option(
    "--replace",
    "replaces",
    is_flag=True,
    help="Replace a contribution that says something else and did not come by an import; keep the old.",
)
@click.option(
    "--settled",
    is_flag=True,
    help="Leave the words of the report where they and the file have changed the same words.",
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
    """Takes Word files of focal points into contributions, one for each organization that a file says something on.

    What is not taken is listed. A file with an error in it is left out whole; nothing there is replaced unasked. The
    day of arrival is recorded in each contribution; after the plan's deadline it is late. With --report,
    build/answers/ then holds what to tell the focal point. A NAME is an id, an acronym or a name.

    A text that comes again is compared with the text as it last came: what the entity has changed is made in the
    contribution, and what was edited there stays. Where both have changed the same words, the three texts are shown
    and these words stay. Write what is to stand, then import the file again with --settled.

    Exit status: 0 taken, 1 something was not taken, 2 could not run.
    """
    if dry_run and report:
        raise click.UsageError("--dry-run writes nothing: leave out --report.")
    start = start_folder(context, folder)
    day, today = read_day(on), read_today()
    if day and day > today:
        message = f"The files cannot have arrived on {write_day(day)}: today is {write_day(today)}."
        raise click.BadParameter(message, param_hint="--on")
    result = import_files(
        start,
        files,
        entity=entity,
        organization=organization,
        replace_existing=replaces,
        on=day or today,
        settled=settled,
        dry_run=dry_run,
        on_wait=say,
    )
    show_findings(result.findings, form, result.inputs)
    for diff in result.diffs if dry_run else ():
        show_diff(diff, form)
    for sentence in result.sentences:
        click.echo(make_printable(sentence), err=form in FOR_PROGRAMS)
    written = count_noun(len(result.contributions), "file") if result.contributions else "no file"
    would = "would be written" if dry_run else "written"
    click.echo(f"{tally(result.findings).capitalize()}; {written} {would}.", err=True)
    if result.contributions and not dry_run:
        click.echo(_describe_arrival(day or today, day_given=day is not None), err=True)
    for path in write_answers(start, result, report) if report else ():
        click.echo(shown_path(path), err=form in FOR_PROGRAMS)
    return int(any(finding.severity is Severity.ERROR for finding in result.findings))


def _describe_arrival(day: date, *, day_given: bool) -> str:
    if day_given:
        return f"Recorded as received on {write_day(day)}."
    return f"Recorded as received on {write_day(day)} (today); --on names another day."
