"""assembler trace: the chain behind a printed paragraph, and where the words of a contribution were printed."""

from __future__ import annotations

import json
from pathlib import Path

import click

from assembler.commands.options import folder_option, start_folder
from assembler.commands.terminal.findings import say_unusable
from assembler.commands.terminal.standard_streams import make_printable
from assembler.provenance.folder import trace_folder

_MOST_FIGURES = 6


@click.command(short_help="Shows where a printed paragraph comes from.")
@click.argument("target", metavar="N|TEXT", required=False)
@click.option(
    "--annex", is_flag=False, flag_value="", metavar="[LABEL]", help="Look in the annex, or in the one of this label."
)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@folder_option
@click.pass_context
def trace(context: click.Context, target: str | None, annex: str | None, form: str, folder: Path | None) -> int:
    """Shows where the printed paragraph N comes from: its sources, who cleared them, and what the editor changed.

    For a text such as unhcr/au, or its paragraph unhcr/au#p2, it shows where the words were printed. Paragraph numbers
    are those that the files give now. Exit status: 0 found, 1 the plan cannot be used, 2 could not run or there is no
    such paragraph.
    """
    if target is None and annex:  # “--annex 3”: the number was taken for a label
        target, annex = annex, ""
    if not target:
        raise click.UsageError("name a printed number, such as 12, or a text, such as unhcr/au or unhcr/au#p2.")
    if target.isdecimal() and len(target) > _MOST_FIGURES:
        raise click.BadParameter("no report has so many paragraphs.", param_hint="N")
    if annex is not None and not target.isdecimal():
        raise click.UsageError("--annex goes with a printed number.")
    result = trace_folder(start_folder(context, folder), target, annex)
    if result.data is None:
        return say_unusable(result.findings, result.inputs, "Nothing can be traced", form)
    click.echo(
        json.dumps(result.data, ensure_ascii=False, indent=2)
        if form == "json"
        else make_printable("\n".join(result.lines))
    )
    return 0
