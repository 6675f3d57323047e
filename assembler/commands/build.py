"""assembler build: a draft, or with --final the report as it is issued."""

from __future__ import annotations

from pathlib import Path

import click

from assembler import pipeline
from assembler.commands.options import (
    folder_option,
    format_option,
    progress,
    show,
    start_folder,
    tally,
)
from assembler.model.finding import Severity
from assembler.write import FORMATS

_STEPS = 4
"""Reading, assembling, checking, putting in place; writing each form comes on top."""


@click.command()
@click.option("--final", is_flag=True, help="Build the report as it is issued; refused while anything blocks it.")
@click.option("--to", "formats", default="docx,pdf", show_default=True, help="What to write: docx, pdf, html, txt.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="The folder for the outputs.")
@folder_option
@format_option
@click.pass_context
def build(context: click.Context, final: bool, formats: str, out: Path | None, folder: Path | None, form: str) -> int:
    """Writes the report into build/draft/, or with --final into build/final/.

    A draft is built around whatever is wrong, with placeholders. Exit status: 0 clean, 1 a draft with errors or a final
    that was refused, 2 could not run.
    """
    wanted = _formats(formats)
    start = start_folder(context, folder)
    with progress(_STEPS + len(wanted)) as step:
        built = pipeline.build(start, final=final, formats=wanted, out=out, step=step)
    return _final(built, form) if final else _draft(built, form)


def _formats(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in FORMATS:
            raise click.BadParameter(f"“{name}” is none of {', '.join(FORMATS)}.", param_hint="--to")
    if not names:
        raise click.BadParameter(f"say one or several of {', '.join(FORMATS)}.", param_hint="--to")
    return names


def _draft(built: pipeline.Built, form: str) -> int:
    findings = built.examined.checked.findings
    shown = tuple(finding for finding in findings if finding.severity > Severity.ADVICE)
    show(shown, form, built.examined.files)
    if built.folder is None:
        click.echo("Nothing was built: the plan can't be used.", err=True)
        return 1
    _say_where(built)
    click.echo(f"Draft built: {tally(findings)}.", err=True)
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def _final(built: pipeline.Built, form: str) -> int:
    if built.folder is None:
        blockers = built.examined.checked.blockers
        show(blockers or built.examined.checked.findings, form, built.examined.files)
        click.echo(f"The final was refused: {tally(blockers)} in the way. Earlier outputs are untouched.", err=True)
        return 1
    show(built.examined.checked.findings, form, built.examined.files)
    _say_where(built)
    return 0


def _say_where(built: pipeline.Built) -> None:
    """Names each file that was written, on standard error: standard output belongs to the findings."""
    folder = Path(built.folder or "").resolve()
    shown = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
    for name in built.names:
        click.echo(shown / name, err=True)
