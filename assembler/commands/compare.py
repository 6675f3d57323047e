"""assembler compare: what changed between two states of a report, as a redline, in figures, or as a corrigendum."""

from __future__ import annotations

import json
from pathlib import Path

import click

from assembler.commands.options import complete_formats, folder_option, read_formats, start_folder
from assembler.commands.terminal.messages import shown_path
from assembler.commands.terminal.progress import show_progress
from assembler.compare.change_counts import add_counts, make_json
from assembler.compare.compare import ComparisonResult
from assembler.compare.folder import compare_folders, export_corrigendum, export_redline
from assembler.model.text.word_diff import format_word_diff
from assembler.writers.formats import formats_of

_STEPS = 5
_LONGEST = 200
"""How many characters the two values of a field of the first page may have to be shown whole."""


@click.command(short_help="Shows what changed between two states of a report.")
@click.argument("old")
@click.argument("new")
@click.option(
    "--to",
    "formats",
    metavar="FORMS",
    shell_complete=complete_formats(formats_of("comparison")),
    help=f"{', '.join(formats_of('comparison'))}; all of them by default.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Another folder for the outputs.")
@click.option("--stat", is_flag=True, help="Write nothing, but print the figures by section and organization.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="The format in which --stat prints the figures.",
)
@click.option("--corrigendum", is_flag=True, help="Write the corrigendum that turns OLD into NEW, as Word and PDF.")
@click.option("--number", type=click.IntRange(1, 99), metavar="N", help="The number of the corrigendum: /Corr.N.")
@folder_option
@click.pass_context
def compare(
    context: click.Context,
    old: str,
    new: str,
    formats: str | None,
    out: Path | None,
    stat: bool,
    form: str,
    corrigendum: bool,
    number: int | None,
    folder: Path | None,
) -> int:
    """Compares OLD with NEW. Each is the folder of a build, the folder of a report, or git:REVISION of this report.

    The redline is written to build/compare/: a Word file with tracked changes, a PDF, and a web page with both texts
    side by side. A moved paragraph counts as a move, and a new number is no change. Exit status: 0 compared, 2 could
    not run.
    """
    wanted = formats_of("corrigendum" if corrigendum and formats is None else "comparison")
    if formats is not None:
        wanted = read_formats(formats, wanted)
    start = start_folder(context, folder)
    if number is not None and not corrigendum:
        raise click.UsageError("--number is that of a corrigendum: add --corrigendum.")
    if stat:
        _print_counts(compare_folders(start, old, new), form)
        return 0
    if corrigendum and "html" in wanted:
        raise click.UsageError("A corrigendum is written as docx and pdf.")
    with show_progress(_STEPS) as progress:
        if corrigendum:
            written = export_corrigendum(start, old, new, wanted, out, number, progress)
        else:
            written = export_redline(start, old, new, wanted, out, progress)
    for name in sorted(written.result.outputs):
        click.echo(shown_path(written.folder / name))
    if written.result.has_proposals:
        click.echo("Open queries and proposed changes are no text of the report yet and were not compared.", err=True)
    click.echo(_format_result(written.result), err=True)
    return 0


def _format_result(result: ComparisonResult) -> str:
    if result.comparison.is_same:
        return "Nothing has changed."
    total = add_counts(result.counts)
    counts = (("new", total.added), ("changed", total.changed), ("moved", total.moved), ("deleted", total.dropped))
    numbers = ", ".join(f"{number} {word}" for word, number in counts if number)
    first_page = "the first page differs" if result.comparison.fields else ""
    return "; ".join(filter(None, (f"Paragraphs: {numbers}" if numbers else "", first_page))).capitalize() + "."


def _print_counts(result: ComparisonResult, form: str) -> None:
    if form == "json":
        click.echo(json.dumps(make_json(result.comparison), ensure_ascii=False, indent=2))
        return
    if result.comparison.is_same:
        click.echo("Nothing has changed.")
        return
    click.echo(f"{'':40}{'new':>6}{'changed':>9}{'moved':>7}{'deleted':>9}  words")
    for part in (*result.counts, add_counts(result.counts)):
        name = (part.organization or part.name or "All")[:38]
        words = f"+{part.words_added} -{part.words_dropped}"
        click.echo(f"{name:40}{part.added:>6}{part.changed:>9}{part.moved:>7}{part.dropped:>9}  {words}")
    for name, old, new in result.comparison.fields:
        values = f"{old} → {new}" if len(old) + len(new) <= _LONGEST else format_word_diff(old, new)
        click.echo(f"First page, {name.replace('_', ' ')}: {values}")
