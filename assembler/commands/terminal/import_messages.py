"""What assembler import says of several Word files: findings under the name of each, and a table of all at the end."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from assembler.commands.terminal.findings import FOR_PROGRAMS, format_findings, show_diff
from assembler.commands.terminal.messages import has_colour
from assembler.commands.terminal.standard_streams import make_printable
from assembler.commands.terminal.table import format_table
from assembler.intake.batch_import import BatchImport
from assembler.intake.imported_text import ImportedText, TextState
from assembler.intake.operations import ImportResult
from assembler.model.answer import State
from assembler.model.finding import Finding, Severity
from assembler.writers.findings import tally, visible

if TYPE_CHECKING:
    from assembler.model.canonical_json import Json

_HEADER = ("File", "Entity", "Organization", "Words", "Findings", "Result and what to do")
_NONE = "–"


def show_batch(batch: BatchImport, form: str, *, dry_run: bool = False) -> None:
    """Prints findings, diffs and sentences file by file, then the table; for programs, findings alone."""
    is_for_programs = form in FOR_PROGRAMS
    if is_for_programs:
        text = format_findings(batch.findings, form, batch.inputs, more={"files": list_files(batch)})
        click.echo(text, nl=False)
    for name, result in batch.imports.items():
        _show_findings(name, result, form)
        for diff in result.diffs if dry_run else ():
            show_diff(diff, form)
        _show_sentences(name, result, err=is_for_programs)
    rows = [*_list_rows(batch, description="would be taken" if dry_run else "taken")]
    stream = sys.stderr if is_for_programs else sys.stdout
    width = shutil.get_terminal_size().columns if stream.isatty() else None
    click.echo(make_printable(f"\n{format_table(_HEADER, rows, width)}"), nl=False, err=is_for_programs)


def _show_findings(name: str, result: ImportResult, form: str) -> None:
    """The findings on a file under its name; those for a program are printed for all files at once."""
    if form not in FOR_PROGRAMS:
        heading = visible(f"{_name_file(name, result)}: {result.state}; {tally(result.findings)}")
        click.echo(make_printable(click.style(heading, bold=True) if has_colour(sys.stdout) else heading))
        click.echo(format_findings(result.findings, form, result.inputs), nl=False, color=has_colour(sys.stdout))


def _show_sentences(name: str, result: ImportResult, *, err: bool) -> None:
    for sentence in result.sentences:
        prefix = "" if sentence.startswith(f"{name}: ") else f"{_name_file(name, result)}: "
        click.echo(make_printable(visible(f"{prefix}{sentence}")), err=err)


def _name_file(name: str, result: ImportResult) -> str:
    return f"{name}, {result.entity}" if result.entity else name


def _list_rows(batch: BatchImport, description: str) -> Iterator[tuple[str, ...]]:
    """A row for each text of each file; what was found in a file stands in its first row."""
    for name, result in batch.imports.items():
        counts = tally(result.findings) if result.findings else _NONE
        obstacle = batch.obstacles.get(name, "")
        first = next((text for text in result.texts if text.state is TextState.TAKEN), None)
        for text in result.texts or (None,):
            words = f"{text.words:,}" if text and text.state is not TextState.UNANSWERED else _NONE
            about = text.short_name if text else _NONE
            outcome = obstacle or re.sub(
                r"\Ataken\b", description, describe_result(result, text, names_findings=text is None or text == first)
            )
            yield name, result.entity or _NONE, about, words, counts, outcome
            counts = ""
    for name in _list_unread(batch):
        yield name, _NONE, _NONE, _NONE, _NONE, batch.obstacles[name]


def _list_unread(batch: BatchImport) -> list[str]:
    """The files that could not be read, in their order."""
    return [name for name in batch.obstacles if name not in batch.imports]


def describe_result(result: ImportResult, text: ImportedText | None, *, names_findings: bool = True) -> str:
    """What came of a text, or of a file without one, and what to do about it, in a phrase.

    Findings belong to the file, so only one of its texts names them.
    """
    error = _find_error(result.findings, text)
    if error and text and error.source.path == text.place:
        return f"taken in part: {error.hint}"
    if text is None:
        return f"not taken: {error.help}" if error else "no text, so nothing was written"
    match text.state:
        case TextState.TAKEN:
            faults = [finding for finding in result.findings if finding.severity >= Severity.WARNING]
            return f"taken; look at {tally(faults)}" if faults and names_findings else "taken"
        case TextState.SAME:
            return "already there; nothing to do"
        case TextState.UNANSWERED:
            return "no answer; ask the entity"
        case TextState.REFUSED:
            return f"not taken: {error.help}" if error else "not taken"


def _find_error(findings: tuple[Finding, ...], text: ImportedText | None) -> Finding | None:
    """The error that keeps a text from being taken: the one that names the text, else the first."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    names = {text.place, text.name} if text else set()
    about = (error for error in errors if names & {error.source.path, *(value for _, value in error.parameters)})
    return next(about, errors[0] if errors else None)


def list_files(batch: BatchImport) -> list[Json]:
    """What came of each file, as JSON has it."""
    files: list[Json] = []
    for name, result in batch.imports.items():
        texts: list[Json] = [
            {
                "organization": text.organization,
                "place": text.place,
                "words": text.words,
                "state": text.state.value,
                "result": describe_result(result, text),
            }
            for text in result.texts
        ]
        entity = result.sent[0][0] if result.sent else ""
        obstacle = batch.obstacles.get(name, "")
        state = result.state.value
        files.append({"path": name, "entity": entity, "state": state, "texts": texts, "obstacle": obstacle})
    files += [
        {"path": name, "entity": "", "state": State.NOT_TAKEN.value, "texts": [], "obstacle": batch.obstacles[name]}
        for name in _list_unread(batch)
    ]
    return files
