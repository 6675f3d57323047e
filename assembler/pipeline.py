"""The same on a report's folder: reads it at one moment, locks it, writes atomically. The first file to read.

The verbs in order: load, assemble, check, write. What each does stands in the module of its name.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from importlib import import_module
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING

from assembler.load import Loaded, load
from assembler.model.contribution import Collection, InputFile
from assembler.model.finding import Extent, Finding
from assembler.model.progress import Progress, no_progress
from assembler.model.report import Report
from assembler.model.value import Value, replace
from assembler.runtime.parallel import MIN_PARALLEL_TEXTS
from assembler.storage.parse_cache import ParseCache
from assembler.storage.report_files import read_folder
from assembler.storage.report_folder import find_root

if TYPE_CHECKING:
    from assembler.build import BuildOptions, BuildResult
    from assembler.check import CheckResult
    from assembler.fix import FixResult
    from assembler.runtime.fonts import Font
    from assembler.runtime.pdf_worker import PdfWorker
    from assembler.storage.existing_finals import RemovedFinal
    from assembler.storage.text_changes import UndoResult


class Examination(Value):
    """A report that was loaded, assembled and checked."""

    loaded: Loaded
    """What was read."""
    report: Report | None
    """The assembled report; none where the plan cannot be used."""
    checked: CheckResult
    """What was found."""

    @property
    def collection(self) -> Collection | None:
        """Everything that was read, as values; none where the plan cannot be used."""
        return self.loaded.collection

    @property
    def inputs(self) -> tuple[InputFile, ...]:
        """Every file that was read, for the excerpts of findings."""
        return self.loaded.inputs


def load_folder(
    root: Path,
    *,
    cache: ParseCache | None = None,
    style: bool = True,
    parallel: bool = False,
    meanwhile: Callable[[], None] | None = None,
) -> Loaded:
    """The report in this folder as it stands at one moment.

    The other arguments are those of `load`. Raises Unreadable or NoTemplate.
    """
    read = read_folder(root)
    return load(read.files, unread=read.findings, cache=cache, style=style, parallel=parallel, meanwhile=meanwhile)


def examine(
    start: Path,
    *,
    draft: bool = True,
    cache: ParseCache | None = None,
    extent: Extent = Extent.ALL,
    parallel: bool = False,
) -> Examination:
    """The report around `start`, loaded, assembled and checked; with a cache, only changed files are read anew.

    In parallel, child processes do half of the reading and checking. Raises NoPlan, Unreadable or NoTemplate.
    """
    style = extent is not Extent.STRUCTURE
    loaded = load_folder(find_root(start), cache=cache, style=style, parallel=parallel, meanwhile=_load_rules)
    # Only here, so that a child process can read texts while this one loads the rules.
    from assembler.assemble import assemble
    from assembler.check import CheckResult, check, sort_findings

    collection = loaded.collection
    if collection is None:
        return Examination(loaded, None, CheckResult(sort_findings(loaded.findings)))
    report = assemble(collection, draft=draft)
    parallel = parallel and extent is Extent.ALL and len(collection.contributions) >= MIN_PARALLEL_TEXTS
    return Examination(loaded, report, check(collection, report, extent=extent, parallel=parallel))


def _load_rules() -> None:
    """Loads what looks at a report that was read; this takes as long as to read many texts."""
    import_module("assembler.assemble")
    import_module("assembler.check")
    for rule in import_module("assembler.rules.registry").RULES.values():
        if not rule.editorial and rule.module:
            import_module(f"assembler.rules.{rule.module}")


def fix_texts(
    start: Path, is_wanted: Callable[[Finding], bool], *, write: bool, on_wait: Progress = no_progress
) -> FixResult:
    """Makes the safe replacements of findings in the texts of the report around `start`, as `fix` does.

    Without `write` no file is touched. After writing, the result has the texts that were written, and the findings and
    inputs as they stand then. `on_wait` is told whom it waits for. Raises NoPlan, Unreadable, NoTemplate, Busy, or
    Unwritable, where no text has been replaced.
    """
    from assembler.fix import FixResult, fix  # only here: who looks changes nothing
    from assembler.storage.text_changes import change_texts

    root = find_root(start)
    with change_texts(root, on_wait) if write else nullcontext() as changes:
        read = read_folder(root)
        result = fix(read.files, is_wanted, unread=read.findings)
        if changes is None or not result.files:
            return result
        refused = changes.replace({path: (read.files[path], data) for path, data in result.files.items()})
        now = examine(root)
    written = [path not in refused for path in result.files]
    return FixResult(
        {path: data for path, data in result.files.items() if path not in refused},
        tuple(compress(result.diffs, written)),
        (*result.left, *(f"{path} {reason} and was left alone." for path, reason in refused.items())),
        now.checked.findings,
        now.inputs,
    )


def undo_last_command(start: Path, *, dry_run: bool = False, on_wait: Progress = no_progress) -> UndoResult:
    """Puts back what the last command changed in the texts of the report around `start`, all of it or nothing.

    With `dry_run` no file is touched. `on_wait` is told whom it waits for. Raises NoPlan, Unreadable, Busy or
    Unwritable.
    """
    from assembler.storage.lock import lock_report
    from assembler.storage.text_changes import undo_last_command as undo

    root = find_root(start)
    with nullcontext() if dry_run else lock_report(root, on_wait):
        return undo(root, dry_run=dry_run)


def build(
    start: Path,
    options: BuildOptions,
    *,
    out: Path | None = None,
    replace_final: bool = False,
    worker: PdfWorker | None = None,
    progress: Progress = no_progress,
    on_wait: Progress = no_progress,
    parallel: bool = False,
) -> BuildResult:
    """Builds a draft, whatever is wrong, or a final when nothing blocks it, into build/ or the folder `out`.

    A PDF worker that was started before makes the PDF, else one is started here. One build at a time works on a report:
    `on_wait` is told whom it waits for, which outputs somebody has edited, of which a copy is kept, and what it has
    removed of a final. Raises NoPlan, Unreadable, NoTemplate, UnusableKey, Unprintable, Busy or Unwritable, and
    FinalInPlace where a final in that folder would lose outputs or its signature and `replace_final` is not set.
    """
    # Only here: who looks at a report loads no writer.
    from assembler.build import build_report
    from assembler.provenance.signature import check_signing_key
    from assembler.runtime.pdf_worker import start_pdf_worker
    from assembler.storage.edited_outputs import back_up_edited_outputs
    from assembler.storage.lock import lock_report
    from assembler.storage.outputs import check_output_folder, write_folder

    if options.signing_key is not None:
        check_signing_key(options.signing_key)
    root = find_root(start)
    folder = out.absolute() if out else root / "build" / ("final" if options.final else "draft")
    check_output_folder(folder, root)
    with lock_report(root, on_wait), nullcontext(worker) if worker else start_pdf_worker(options.formats) as printer:
        progress("reading")
        loaded = load_folder(root, parallel=parallel)
        fonts = _find_fonts(loaded) if options.is_printed else ()
        result = build_report(loaded, options, worker=printer, fonts=fonts, progress=progress, parallel=parallel)
        if not result.outputs:
            return result
        progress("putting the outputs in place")
        removed = _find_removed_finals(folder, result, allowed=replace_final)
        back_up_edited_outputs(folder, root, on_wait)
        write_folder(folder, result.outputs)
        for final in removed:
            on_wait(final.account)
    return replace(result, folder=folder)


def _find_removed_finals(folder: Path, result: BuildResult, *, allowed: bool) -> tuple[RemovedFinal, ...]:
    from assembler.storage.existing_finals import OutputSet, find_removed_finals

    assert result.report is not None
    report, names = result.report, result.outputs.keys()
    new = OutputSet(report.draft, report.masthead.symbol, report.language, names)
    return find_removed_finals(folder, new, allowed=allowed)


def _find_fonts(loaded: Loaded) -> tuple[Font, ...]:
    from assembler.runtime.fonts import find_fonts
    from assembler.storage.templates import read_template

    return find_fonts(read_template("report.css", loaded.files).decode(errors="replace"))
