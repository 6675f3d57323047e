"""assembler check: all findings of all files in one run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler.commands.exit_status import INTERRUPTED
from assembler.commands.options import fail_on_option, folder_option, format_option, start_folder
from assembler.commands.terminal.findings import FOR_PROGRAMS, show_diff, show_findings
from assembler.commands.terminal.messages import say
from assembler.commands.terminal.standard_streams import has_lost_reader
from assembler.errors import ReportError, Unreadable, explain_os_error
from assembler.model.finding import Extent, Finding, Severity
from assembler.model.text.phrases import count_noun
from assembler.pipeline import Examination, examine
from assembler.storage.parse_cache import ParseCache
from assembler.storage.report_folder import find_root
from assembler.writers.findings import tally

if TYPE_CHECKING:
    from assembler.fix import FixResult
    from assembler.model.contribution import InputFile
    from assembler.storage.file_watcher import FileWatcher

_READER_CHECK_SECONDS = 1.0
"""After how many seconds without a save it is seen whether anybody reads the findings."""


@click.command(short_help="Finds what is wrong in the texts.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@folder_option
@format_option
@fail_on_option
@click.option("--fix", is_flag=True, help="Make the safe replacements in the texts, and show what has changed.")
@click.option("--diff", "only_show", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--watch", is_flag=True, help="Show the findings again after every save, until Ctrl-C.")
@click.option(
    "--structure",
    is_flag=True,
    help="Check files, headers, marks, notes, references, sources and coverage, but not style.",
)
@click.pass_context
def check(
    context: click.Context,
    paths: tuple[Path, ...],
    folder: Path | None,
    form: str,
    fail_on: str,
    fix: bool,
    only_show: bool,
    watch: bool,
    structure: bool,
) -> int:
    """Finds what is wrong in the files of the report, or in PATHS only.

    Exit status: 0 clean, 1 findings at or above --fail-on, 2 could not run, 130 ended by Ctrl-C.
    """
    if structure and (fix or only_show):
        raise click.UsageError("--structure mends nothing: leave out --fix and --diff.")
    start = start_folder(context, folder)
    chosen = _find_chosen(paths, find_root(start))
    extent = Extent.STRUCTURE if structure else Extent.ALL
    if watch:
        if fix or only_show or form in FOR_PROGRAMS:
            raise click.UsageError("--watch shows findings to people: leave out --fix and --diff, in full or concise.")
        return _watch_report(
            find_root(start), extent, lambda now: _show_result(now.checked.findings, now.inputs, chosen, form, fail_on)
        )
    if fix or only_show:
        result, remark = _fix_texts(start, lambda finding: _is_chosen(finding, chosen), form, keep=not only_show)
        shown = form if not only_show or form in FOR_PROGRAMS else ""
        return _show_result(result.findings, result.inputs, chosen, shown, fail_on, remark)
    examination = examine(start, extent=extent, parallel=True)
    return _show_result(examination.checked.findings, examination.inputs, chosen, form, fail_on)


def _show_result(
    findings: tuple[Finding, ...],
    inputs: tuple[InputFile, ...],
    chosen: tuple[str, ...],
    form: str,
    fail_on: str,
    remark: str = "",
) -> int:
    """Shows the findings on what was chosen, in no form only how many there are, and gives the exit status."""
    findings = tuple(finding for finding in findings if _is_chosen(finding, chosen))
    if form:
        shown = findings if form != "full" or fail_on == "advice" else _without_advice(findings)
        show_findings(shown, form, inputs)
    click.echo(f"{count_noun(len(inputs), 'file')} read: {tally(findings)}{remark}.", err=True)
    return int(any(finding.severity >= Severity[fail_on.upper()] for finding in findings))


def _watch_report(root: Path, extent: Extent, show: Callable[[Examination], int]) -> int:
    """Shows the findings now and when a save has changed something, until it is interrupted or nobody reads them."""
    from assembler.storage.file_watcher import watch_files  # only here: the library is for those who watch

    cache = ParseCache()
    last: Examination | str = ""
    with suppress(KeyboardInterrupt), watch_files(root) as watch:
        while True:
            watch.changed.clear()
            now = _try_examine(root, extent, cache)
            if isinstance(now, Examination) and now.collection:
                watch.watch_emblem(now.collection.plan.emblem)
            if now != last:
                if sys.stdout.isatty():
                    click.clear()
                if isinstance(now, str):
                    say(f"assembler: {now}")
                else:
                    show(now)
            last = now
            if not _wait_for_save(watch):
                break
    return INTERRUPTED


def _wait_for_save(watch: FileWatcher) -> bool:
    """Waits for a save; whether somebody is still there to read what it brings."""
    while not watch.changed.wait(_READER_CHECK_SECONDS):
        if has_lost_reader():
            return False
    return not has_lost_reader()


def _try_examine(root: Path, extent: Extent, cache: ParseCache) -> Examination | str:
    """The report as it stands, or why it cannot be looked at."""
    try:
        return examine(root, cache=cache, extent=extent)
    except ReportError as error:
        return str(error)
    except OSError as error:  # of a file that no reader has named
        return f"{error.filename or 'A file'} cannot be read: {explain_os_error(error)}."


def _fix_texts(start: Path, is_wanted: Callable[[Finding], bool], form: str, *, keep: bool) -> tuple[FixResult, str]:
    """Makes the replacements, or shows them, and says how many texts they concern."""
    from assembler import pipeline  # only here: who looks writes nothing

    result = pipeline.fix_texts(start, is_wanted, write=keep, on_wait=say)
    for diff in result.diffs:
        show_diff(diff, form)
    for sentence in result.left:
        click.echo(sentence, err=True)
    count = len(result.files)
    texts = count_noun(count, "text") if count else "no text"
    return result, f"; {texts} {'changed' if keep else 'would change'}"


def _find_chosen(paths: tuple[Path, ...], root: Path) -> tuple[str, ...]:
    """The paths relative to the root; each is looked for in the working folder, then in the root. Raises Unreadable."""
    return tuple(_find_inside(path, root.resolve()) for path in paths)


def _find_inside(path: Path, root: Path) -> str:
    there = [place for place in (path.resolve(), (root / path).resolve()) if place.exists()]
    if not there:
        raise Unreadable(f"There is no {path}.")
    for place in there:
        if place.is_relative_to(root):
            return place.relative_to(root).as_posix()
    raise Unreadable(f"{path} does not belong to the report in {root}.")


def _is_chosen(finding: Finding, chosen: tuple[str, ...]) -> bool:
    path = finding.source.path
    return not chosen or any(place in (".", path) or path.startswith(f"{place}/") for place in chosen)


def _without_advice(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Advice is shown on request: with --fail-on advice, or in the other forms."""
    return tuple(finding for finding in findings if finding.severity > Severity.ADVICE)
