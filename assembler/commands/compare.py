"""assembler compare: what changed between two states of a report, as a redline, in figures, or as a corrigendum."""

from __future__ import annotations

import json
from pathlib import Path

import click

from assembler.commands.options import folder_option, read_formats, start_folder
from assembler.commands.terminal.messages import shown_path
from assembler.commands.terminal.progress import show_progress
from assembler.compare import folder as desk
from assembler.writers.formats import formats_of

_STEPS = 5


@click.command(short_help="Shows what changed between two states of a report.")
@click.argument("old")
@click.argument("new")
@click.option("--to", "formats", metavar="FORMS", help="docx, pdf, html; all of them by default.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Another folder for the outputs.")
@click.option("--stat", is_flag=True, help="Write nothing, but print the figures by section and organization.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How --stat prints the figures.",
)
@click.option("--corrigendum", is_flag=True, help="Write the corrigendum that makes NEW of OLD, as Word and PDF.")
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
    """Compares OLD with NEW: the folder of a build, the folder of a report, or git:REVISION of this report.

    The redline goes into build/compare/: Word with tracked changes, PDF, and a web page with both side by side.
    Paragraphs that were moved are moves, and numbers are no edits. Exit status: 0 compared, 2 could not run.
    """
    wanted = formats_of("corrigendum" if corrigendum and formats is None else "comparison")
    if formats is not None:
        wanted = read_formats(formats, wanted)
    start = start_folder(context, folder)
    if number is not None and not corrigendum:
        raise click.UsageError("--number is that of a corrigendum: add --corrigendum.")
    if stat:
        _print_figures(desk.compare_states(start, old, new), form)
        return 0
    if corrigendum and "html" in wanted:
        raise click.UsageError("A corrigendum is written as docx and pdf.")
    with show_progress(_STEPS) as progress:
        if corrigendum:
            done = desk.write_corrigendum(start, old, new, wanted, out, number, progress)
        else:
            done = desk.write_redline(start, old, new, wanted, out, progress)
    assert done.folder is not None
    for name in done.names:
        click.echo(shown_path(done.folder / name))
    if done.proposals:
        click.echo("Open queries and proposed changes are no text of the report yet and were not compared.", err=True)
    click.echo(_outcome(done), err=True)
    return 0


def _outcome(done: desk.Compared) -> str:
    if done.comparison.is_same:
        return "Nothing has changed."
    parts = desk.total(done.figures)
    counts = (("new", parts.added), ("changed", parts.changed), ("moved", parts.moved), ("deleted", parts.dropped))
    said = ", ".join(f"{number} {word}" for word, number in counts if number)
    first_page = "the first page differs" if done.comparison.fields else ""
    return "; ".join(filter(None, (f"Paragraphs: {said}" if said else "", first_page))).capitalize() + "."


def _print_figures(done: desk.Compared, form: str) -> None:
    if form == "json":
        click.echo(json.dumps(desk.as_json(done.comparison), ensure_ascii=False, indent=2))
        return
    if done.comparison.is_same:
        click.echo("Nothing has changed.")
        return
    click.echo(f"{'':40}{'new':>6}{'changed':>9}{'moved':>7}{'deleted':>9}  words")
    for it in (*done.figures, desk.total(done.figures)):
        name = (it.organization or it.name or "All")[:38]
        words = f"+{it.words_added} -{it.words_dropped}"
        click.echo(f"{name:40}{it.added:>6}{it.changed:>9}{it.moved:>7}{it.dropped:>9}  {words}")
    for name, was, now in done.comparison.fields:
        click.echo(f"First page, {name.replace('_', ' ')}: {was} → {now}")
