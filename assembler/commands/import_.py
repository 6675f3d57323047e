"""assembler import: a focal point's Word file into contributions."""

from __future__ import annotations

from pathlib import Path

import click

from assembler.commands.options import folder_option, format_option, start_folder
from assembler.commands.terminal.findings import FOR_PROGRAMS, show_findings
from assembler.commands.terminal.messages import say, shown_path
from assembler.commands.terminal.standard_streams import make_printable
from assembler.intake.folder import import_files, write_answers
from assembler.model.finding import Severity
from assembler.model.text.phrases import count_noun
from assembler.writers.findings import tally


@click.command("import", short_help="Brings a focal point's Word file in.")
@click.argument("files", nargs=-1, required=True, metavar="FILE.docx...", type=click.Path(path_type=Path))
@click.option("--entity", default="", metavar="NAME", help="Whose the files are, where they do not say so.")
@click.option("--organization", default="", metavar="NAME", help="What they are about, where they do not say so.")
@click.option("--replace", "replaces", is_flag=True, help="Replace what says something else; keep the old.")
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
    report: str | None,
    folder: Path | None,
    form: str,
) -> int:
    """Takes Word files of focal points into contributions, one for each organization that a file says something on.

    What is not taken is listed. A file with an error in it is left out whole; nothing there is replaced unasked. With
    --report, build/answers/ then holds what to tell the focal point. A NAME is an id, an acronym or a name.

    Exit status: 0 taken, 1 something was not taken, 2 could not run.
    """
    start = start_folder(context, folder)
    result = import_files(
        start,
        files,
        entity=entity,
        organization=organization,
        replace_existing=replaces,
        on_wait=say,
    )
    show_findings(result.findings, form, result.inputs)
    for sentence in result.sentences:
        click.echo(make_printable(sentence), err=form in FOR_PROGRAMS)
    written = count_noun(len(result.contributions), "file") if result.contributions else "no file"
    click.echo(f"{tally(result.findings).capitalize()}; {written} written.", err=True)
    for path in write_answers(start, result, report) if report else ():
        click.echo(shown_path(path), err=form in FOR_PROGRAMS)
    return int(any(finding.severity is Severity.ERROR for finding in result.findings))
