"""Messages on standard error, paths as people see them, and whether colours may be printed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TextIO

import click

from assembler.commands.terminal.standard_streams import make_printable


def say(text: str) -> None:
    """Prints a message on standard error."""
    click.echo(make_printable(text), err=True)


def shown_path(path: Path) -> Path:
    """The path as seen from the working folder."""
    here = working_folder()
    return path.relative_to(here) if here and path.is_relative_to(here) else path


def working_folder() -> Path | None:
    """The working folder; none where it has gone, as that of the outputs does when they are replaced."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return None


def has_colour(stream: TextIO) -> bool:
    """Whether colours may be printed there: on a terminal, and without NO_COLOR."""
    return stream.isatty() and not os.environ.get("NO_COLOR")
