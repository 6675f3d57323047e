"""assembler doctor: what the machine lacks."""

from __future__ import annotations

from pathlib import Path

import click

from assembler.commands.options import folder_option, start_folder
from assembler.runtime.requirements import Requirement, check_requirements
from assembler.runtime.used_fonts import check_fonts_around


@click.command(short_help="Lists what must be installed and how.")
@folder_option
@click.pass_context
def doctor(context: click.Context, folder: Path | None) -> int:
    """Lists what the program needs, what is missing, and how to install it.

    In the folder of a report, the font for the language of the report is required; fonts for other languages are
    optional. Exit status: 0 nothing required is missing, 2 something is missing.
    """
    listed = (*check_requirements(), *check_fonts_around(start_folder(context, folder)))
    for need in listed:
        click.echo(_line(need))
    missing = [need for need in listed if not need.found and need.required]
    click.echo(f"{len(missing)} missing." if missing else "Nothing that must be here is missing.", err=True)
    return 2 if missing else 0


def _line(need: Requirement) -> str:
    if need.found:
        return f"ok       {need.name}: {need.found}"
    return f"missing  {need.name}: {need.remedy}" if need.required else f"optional {need.name}: {need.remedy}"
