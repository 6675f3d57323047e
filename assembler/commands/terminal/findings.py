"""Prints findings and unified diffs, and says why a plan cannot be used."""

from __future__ import annotations

import sys
from collections.abc import Container, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, TextIO

import click

from assembler import __version__
from assembler.commands.exit_status import FINDINGS
from assembler.commands.terminal.messages import has_colour, say
from assembler.model.finding import Finding
from assembler.rules.blocking import blocks_final
from assembler.writers.findings import print_findings

if TYPE_CHECKING:
    from assembler.model.canonical_json import Json
    from assembler.model.contribution import InputFile

FOR_PROGRAMS = ("json", "sarif", "github")
"""The forms of findings that a program reads: nothing else may stand on standard output."""
_WITHOUT_FINDINGS = ("csv", "html")
_COLOURS = {"-": "red", "+": "green", "@": "cyan"}


def show_findings(findings: Sequence[Finding], form: str, files: Sequence[InputFile]) -> None:
    """Prints findings to standard output; colours only on a terminal and without NO_COLOR."""
    click.echo(format_findings(findings, form, files), nl=False, color=has_colour(sys.stdout))


def format_findings(
    findings: Sequence[Finding],
    form: str,
    files: Sequence[InputFile],
    stream: TextIO | None = None,
    *,
    passing: Container[str] = (),
    more: Mapping[str, Json] = MappingProxyType({}),
) -> str:
    """The findings as they are printed to a stream, to standard output where none is given; JSON says `more`, too.

    Findings of rules that are `passing`, by code, block no final: the editor lets them pass.
    """
    blocking = {finding for finding in findings if finding.rule not in passing and blocks_final(finding)}
    texts = {file.path: file.text for file in files}
    colour = has_colour(stream or sys.stdout)
    return print_findings(findings, form, texts, __version__, colour=colour, blocking=blocking, more=more)


def say_unusable(findings: Sequence[Finding], files: Sequence[InputFile], outcome: str, form: str = "full") -> int:
    """Prints what is wrong with a plan that cannot be used, and says what came of it; gives the exit status.

    The findings are JSON where JSON is read, else for people. A form in which there is no room for them, such as CSV,
    leaves them to standard error.
    """
    if form in _WITHOUT_FINDINGS:
        text = format_findings(findings, "full", files, sys.stderr)
        click.echo(text, nl=False, err=True, color=has_colour(sys.stderr))
    else:
        show_findings(findings, form if form == "json" else "full", files)
    say(f"{outcome}: the plan cannot be used.")
    return FINDINGS


def show_diff(diff: str, form: str) -> None:
    """Prints a unified diff to standard output, or to standard error where that belongs to a program."""
    err = form in FOR_PROGRAMS
    colour = has_colour(sys.stderr if err else sys.stdout)
    for line in diff.removesuffix("\n").split("\n"):
        shown = click.style(line, fg=_COLOURS.get(line[:1])) if colour and line[:3] not in ("---", "+++") else line
        click.echo(shown, err=err, color=colour)
