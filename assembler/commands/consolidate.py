"""assembler consolidate: the editor's text on an organization, made from the contributions."""

from __future__ import annotations

from pathlib import Path

import click

from assembler.commands.options import folder_option, start_folder
from assembler.commands.terminal.findings import say_unusable
from assembler.commands.terminal.messages import say
from assembler.consolidation import folder as consolidation


@click.command(short_help="Makes the editor's text on an organization from the contributions.")
@click.argument("organization")
@folder_option
@click.pass_context
def consolidate(context: click.Context, organization: str, folder: Path | None) -> int:
    """Writes consolidated/ORGANIZATION.md from the contributions on it; ORGANIZATION is an id such as
    au, an acronym or a name.

    Where it is there already, what stands there is not touched, and what is new in the contributions is added at its
    end. Exit status: 0 done, 1 the plan can't be used, 2 could not run.
    """
    result = consolidation.consolidate_organization(start_folder(context, folder), organization, say)
    if result.findings:
        return say_unusable(result.findings, result.inputs, "Nothing was made")
    for path in result.files:
        click.echo(path)
    for remark in result.remarks:
        click.echo(remark, err=True)
    return 0
