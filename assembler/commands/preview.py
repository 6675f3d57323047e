"""assembler preview: the report as a page that follows every save."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from assembler.commands.exit_status import INTERRUPTED
from assembler.commands.options import folder_option, start_folder
from assembler.preview.preview import run_preview
from assembler.storage.report_folder import find_root


@click.command(short_help="Shows the draft in a browser and follows every save.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port of the address; without it, one that is free."
)
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser of this machine.")
@folder_option
@click.pass_context
def preview(context: click.Context, port: int, opens: bool, folder: Path | None) -> int:
    """Shows the draft as a page that follows every save, with the findings beside their paragraphs.

    It prints the address of the page, which opens on this machine only, and runs until Ctrl-C. It writes no file. Exit
    status: 130 ended by Ctrl-C, 2 could not run.
    """
    root = find_root(start_folder(context, folder))
    try:
        with run_preview(root, port) as shown:
            click.echo(shown.addresses.page)
            click.echo("Every save shows there; Ctrl-C ends it.", err=True)
            if opens and not webbrowser.open(shown.addresses.once):
                click.echo("No browser was found: open the address yourself.", err=True)
            shown.follow()
    except KeyboardInterrupt:
        pass
    return INTERRUPTED
