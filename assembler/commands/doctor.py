"""assembler doctor: what the machine lacks."""

from __future__ import annotations

import click

from assembler.runtime.requirements import Requirement, check_requirements


@click.command()
def doctor() -> int:
    """Says what the program needs, what of it is here, and how to get the rest.

    What is optional serves reports in other scripts only. Exit status: 0 everything is here, 2 something is missing.
    """
    listed = check_requirements()
    for need in listed:
        click.echo(_line(need))
    missing = [need for need in listed if not need.found and need.required]
    click.echo(f"{len(missing)} missing." if missing else "Nothing is missing.", err=True)
    return 2 if missing else 0


def _line(need: Requirement) -> str:
    if need.found:
        return f"ok       {need.name}: {need.found}"
    return f"missing  {need.name}: {need.remedy}" if need.required else f"optional {need.name}: {need.remedy}"
