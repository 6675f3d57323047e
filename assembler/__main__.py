"""Runs the command line: `assembler`, or `python -m assembler`."""

from __future__ import annotations

import os
import sys

import click

from assembler.commands.root import assembler
from assembler.errors import ReportError

INTERRUPTED = 130
COULD_NOT_RUN = 2


def main() -> None:
    """Runs the command that the arguments name and leaves with its exit status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit status of a command: 0 clean, 1 findings, 2 could not run, 130 interrupted."""
    try:
        return int(assembler.main(arguments, prog_name="assembler", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show(sys.stderr)
        return COULD_NOT_RUN
    except ReportError as error:
        click.echo(f"assembler: {error}", err=True)
        return COULD_NOT_RUN
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe has gone; the interpreter must not complain when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    main()
