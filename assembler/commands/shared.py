"""What several commands share: the folder to work in, how findings are printed, the exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from assembler import __version__
from assembler.commands.standard_streams import harmless
from assembler.errors import Unreadable
from assembler.model.finding import Finding, Severity
from assembler.model.progress import Tell, silent
from assembler.writers.findings import FORMATS, print_findings
from assembler.writers.findings import tally as tally

if TYPE_CHECKING:
    from assembler.model.contribution import InputFile

INTERRUPTED = 130
"""The exit status of what Ctrl-C has ended."""
FOR_PROGRAMS = ("json", "sarif", "github")
"""The forms of findings that a program reads: nothing else may stand on standard output."""
_WITHOUT_FINDINGS = ("csv", "html")
_COLOURS = {"-": "red", "+": "green", "@": "cyan"}

folder_option = click.option("-C", "folder", type=click.Path(path_type=Path), help="Work in the report of this folder.")
format_option = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="full", show_default=True, help="How findings are printed."
)
fail_on_option = click.option(
    "--fail-on",
    type=click.Choice([severity.word for severity in sorted(Severity, reverse=True)]),
    default="error",
    show_default=True,
    help="The gravest findings that are let pass are those below this level.",
)


def start_folder(context: click.Context, folder: Path | None) -> Path:
    """The folder that -C names, before or after the command, else the working folder. Raises Unreadable."""
    named = folder or context.obj
    if named is None:
        here = _here()
        if here is None:
            raise Unreadable("The folder in which you work is no longer there; go to another one.")
        return here
    path = Path(named)
    if not path.is_dir():
        raise Unreadable(f"There is no folder {path}.")
    return path.resolve()


def say(text: str) -> None:
    """Says something on standard error."""
    click.echo(harmless(text), err=True)


def shown_path(path: Path) -> Path:
    """The path as seen from the working folder."""
    here = _here()
    return path.relative_to(here) if here and path.is_relative_to(here) else path


def _here() -> Path | None:
    """The working folder; none where it has gone, as that of the outputs does when they are replaced."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return None


def show(findings: Sequence[Finding], form: str, files: Sequence[InputFile]) -> None:
    """Prints findings to standard output; colours only on a terminal and without NO_COLOR."""
    click.echo(shown_as(findings, form, files), nl=False, color=in_colour(sys.stdout))


def say_unusable(findings: Sequence[Finding], files: Sequence[InputFile], outcome: str, form: str = "full") -> int:
    """Prints what is wrong with a plan that can't be used, and says what came of it; gives the exit status.

    The findings are JSON where JSON is read, else for people. A form in which there is no room for them, such as CSV,
    leaves them to standard error.
    """
    if form in _WITHOUT_FINDINGS:
        click.echo(shown_as(findings, "full", files, sys.stderr), nl=False, err=True, color=in_colour(sys.stderr))
    else:
        show(findings, form if form == "json" else "full", files)
    say(f"{outcome}: the plan can't be used.")
    return 1


def shown_as(findings: Sequence[Finding], form: str, files: Sequence[InputFile], stream: TextIO | None = None) -> str:
    """The findings as they are printed there, to standard output where nothing else is said."""
    texts = {file.path: file.text for file in files}
    return print_findings(findings, form, texts, __version__, colour=in_colour(stream or sys.stdout))


def show_difference(difference: str, form: str) -> None:
    """Prints a unified difference to standard output, or to standard error where that belongs to a program."""
    err = form in FOR_PROGRAMS
    colour = in_colour(sys.stderr if err else sys.stdout)
    for line in difference.removesuffix("\n").split("\n"):
        shown = click.style(line, fg=_COLOURS.get(line[:1])) if colour and line[:3] not in ("---", "+++") else line
        click.echo(shown, err=err, color=colour)


def in_colour(stream: TextIO) -> bool:
    """Whether colours may be printed there: on a terminal, and without NO_COLOR."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


@contextmanager
def progress(pieces: int) -> Iterator[Tell]:
    """A bar on standard error for so many pieces of work, each named as it begins; none where that is no terminal."""
    if not sys.stderr.isatty():
        yield silent
        return
    with click.progressbar(
        length=pieces, file=sys.stderr, item_show_func=lambda name: name or "", show_eta=False
    ) as bar:
        yield lambda name: bar.update(1, name)
