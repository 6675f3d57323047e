"""assembler schema: the JSON Schema of a settings file."""

from __future__ import annotations

import click

from assembler.readers.settings.all_schemas import SCHEMAS
from assembler.readers.settings.json_schema import write_schema_file


@click.command(short_help="Prints the JSON Schema of a settings file.")
@click.argument("name", required=False)
def schema(name: str | None) -> int:
    """Prints the JSON Schema of the settings file NAME, for editors; without NAME, lists the names."""
    if name is None:
        for schema_name, described in SCHEMAS.items():
            click.echo(f"{schema_name:<13} {described.documentation}")
        return 0
    if name not in SCHEMAS:
        raise click.BadParameter(f"there is no schema {name}; the names are {', '.join(SCHEMAS)}.", param_hint="NAME")
    click.echo(write_schema_file(name, SCHEMAS[name]), nl=False)
    return 0
