"""Records clearances in a report's folder, and writes excerpts to be cleared into build/excerpts/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from assembler.clearance.operations import (
    ClearanceResult,
    ClearancesResult,
    ExcerptResult,
    clear_entities,
    excerpt_entities,
)
from assembler.model.progress import Progress, no_progress
from assembler.model.value import replace
from assembler.runtime.pdf_worker import start_pdf_worker
from assembler.storage.lock import lock_report
from assembler.storage.outputs import write_into_folder
from assembler.storage.report_files import read_folder
from assembler.storage.report_folder import find_root
from assembler.storage.text_changes import change_texts
from assembler.write import write

EXCERPTS = "build/excerpts"
"""The folder of excerpts for clearance letters, in the folder of the report."""
_FORMATS = ("docx", "pdf")


def clear_names(
    start: Path,
    names: Sequence[str],
    by: str | None,
    on: date | None = None,
    on_wait: Progress = no_progress,
    *,
    all_entities: bool = False,
    today: date | None = None,
) -> ClearancesResult:
    """Records in the report around `start` that several entities have cleared their words, as `clear_entities` does.

    `on_wait` is told whom it waits for. Raises NoPlan, Unreadable, UnknownName, Busy or Unwritable.
    """
    root = find_root(start)
    with change_texts(root, on_wait) as changes:
        read = read_folder(root)
        result = clear_entities(
            read.files, names, all_entities=all_entities, by=by, on=on, today=today, unread=read.findings
        )
        reasons = changes.replace({path: (read.files[path], data) for path, data in result.files.items()})
    return replace(result, results={entity: _leave_out(one, reasons) for entity, one in result.results.items()})


def _leave_out(result: ClearanceResult, reasons: Mapping[str, str]) -> ClearanceResult:
    """The result without the files that could not be written, each with the reason."""
    refused = tuple(
        f"{path} {reason}; its clearance was not recorded." for path, reason in reasons.items() if path in result.files
    )
    files = {path: data for path, data in result.files.items() if path not in reasons}
    return replace(result, files=files, refused=(*result.refused, *refused))


def write_excerpts(
    start: Path,
    names: Sequence[str],
    *,
    all_entities: bool = False,
    progress: Progress = no_progress,
    on_wait: Progress = no_progress,
) -> tuple[tuple[ExcerptResult, ...], tuple[Path, ...]]:
    """Writes the excerpts for the clearance letters of entities, as `excerpt_entities` makes them, as Word and PDF.

    Gives them with the files, which one without printed words has not.
    `on_wait` is told whom it waits for. Raises NoPlan, Unreadable, UnknownName, NoTemplate, Unprintable, Busy or
    Unwritable.
    """
    root = find_root(start)
    paths: list[Path] = []
    with lock_report(root, on_wait), start_pdf_worker(_FORMATS) as worker:
        read = read_folder(root)
        results = excerpt_entities(
            read.files, names, all_entities=all_entities, unread=read.findings, progress=progress
        )
        for result in results:
            if result.report is not None:
                worker.begin(result.report, result.templates, _FORMATS)
                outputs = write(result.report, result.stem, _FORMATS, result.templates, progress, worker)
                write_into_folder(root / EXCERPTS, outputs)
                paths += (root / EXCERPTS / name for name in sorted(outputs))
    return results, tuple(paths)
