"""Records clearances in a report's folder, and writes excerpts to be cleared into build/excerpts/."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assembler.clearance.operations import ClearanceResult, ExcerptResult, clear, excerpt
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


def clear_folder(
    start: Path,
    entity: str,
    organization: str | None,
    by: str,
    on: date | None = None,
    on_wait: Progress = no_progress,
    *,
    today: date | None = None,
) -> ClearanceResult:
    """Records in the report around `start` that the entity has cleared its words, as `clear` does.

    `on_wait` is told whom it waits for. Raises NoPlan, Unreadable, UnknownName, Busy or Unwritable.
    """
    root = find_root(start)
    with change_texts(root, on_wait) as changes:
        read = read_folder(root)
        result = clear(read.files, entity, organization, by=by, on=on, today=today, unread=read.findings)
        kept = changes.replace({path: (read.files[path], data) for path, data in result.files.items()})
    refused = tuple(f"{path} {reason}; its clearance was not recorded." for path, reason in kept.items())
    files = {path: data for path, data in result.files.items() if path not in kept}
    return replace(result, files=files, refused=(*result.refused, *refused))


def write_excerpt(
    start: Path,
    entity: str,
    organization: str | None = None,
    progress: Progress = no_progress,
    on_wait: Progress = no_progress,
) -> tuple[ExcerptResult, tuple[Path, ...]]:
    """Writes the excerpt for the entity's clearance letter as Word and PDF; gives it with the files.

    `on_wait` is told whom it waits for. Raises NoPlan, Unreadable, UnknownName, NoTemplate, Unprintable, Busy or
    Unwritable.
    """
    root = find_root(start)
    with lock_report(root, on_wait), start_pdf_worker(_FORMATS) as worker:
        read = read_folder(root)
        result = excerpt(read.files, entity, organization, unread=read.findings, progress=progress)
        if result.report is None:
            return result, ()
        worker.begin(result.report, result.templates, _FORMATS)
        outputs = write(result.report, result.stem, _FORMATS, result.templates, progress, worker)
    write_into_folder(root / EXCERPTS, outputs)
    return result, tuple(root / EXCERPTS / name for name in sorted(outputs))
