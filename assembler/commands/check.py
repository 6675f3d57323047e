"""assembler check: all findings of all files in one run."""

from __future__ import annotations

from pathlib import Path

import click

from assembler import pipeline
from assembler.commands.options import (
    count_files,
    fail_on_option,
    folder_option,
    format_option,
    show,
    start_folder,
    tally,
)
from assembler.errors import Unreadable
from assembler.load import find_root
from assembler.model.finding import Finding, Severity


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@folder_option
@format_option
@fail_on_option
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...], folder: Path | None, form: str, fail_on: str) -> int:
    """Finds what is wrong in the files of the report, or in PATHS only.

    Exit status: 0 clean, 1 findings at or above --fail-on, 2 could not run.
    """
    start = start_folder(context, folder)
    chosen = _chosen(paths, find_root(start))
    examined = pipeline.examine(start)
    findings = tuple(f for f in examined.checked.findings if _among(f, chosen))
    shown = findings if form != "full" or fail_on == "advice" else _without_advice(findings)
    show(shown, form, examined.files)
    click.echo(f"{count_files(examined.files)} read: {tally(findings)}.", err=True)
    return int(any(finding.severity >= Severity[fail_on.upper()] for finding in findings))


def _chosen(paths: tuple[Path, ...], root: Path) -> tuple[str, ...]:
    """The paths relative to the root; each is looked for in the working folder, then in the root. Raises Unreadable."""
    return tuple(_inside(path, root.resolve()) for path in paths)


def _inside(path: Path, root: Path) -> str:
    there = [found for found in (path.resolve(), (root / path).resolve()) if found.exists()]
    if not there:
        raise Unreadable(f"There is no {path}.")
    for found in there:
        if found.is_relative_to(root):
            return found.relative_to(root).as_posix()
    raise Unreadable(f"{path} does not belong to the report in {root}.")


def _among(finding: Finding, chosen: tuple[str, ...]) -> bool:
    path = finding.source.path
    return not chosen or any(it in (".", path) or path.startswith(f"{it}/") for it in chosen)


def _without_advice(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Advice is shown on request: with --fail-on advice, or in the other forms."""
    return tuple(finding for finding in findings if finding.severity > Severity.ADVICE)
