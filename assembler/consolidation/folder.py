"""Consolidates the contributions on organizations in a report's folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from assembler.consolidation.consolidate import ConsolidationResult, consolidate_loaded, join_results
from assembler.errors import Unwritable
from assembler.model.progress import Progress, no_progress
from assembler.model.value import replace
from assembler.pipeline import load_folder
from assembler.storage.received_texts import read_received_texts
from assembler.storage.report_folder import find_root
from assembler.storage.text_changes import TextChanges, change_texts


def consolidate_organizations(
    start: Path,
    organizations: Sequence[str] = (),
    on_wait: Progress = no_progress,
    *,
    all_organizations: bool = False,
    update: bool = False,
    settled: bool = False,
    dry_run: bool = False,
) -> ConsolidationResult:
    """Writes the texts on organizations from the contributions, or adds to them what those have that is new.

    The options are those of `consolidate`. With `dry_run` nothing is written. Of several texts, one that cannot be
    written does not stop the others. Calls `on_wait` while another process holds the report. Raises NoPlan, Unreadable,
    UnknownName or Busy; for a single organization, Unwritable where the machine or somebody else is in the way.
    """
    root = find_root(start)
    with nullcontext(TextChanges(root)) if dry_run else change_texts(root, on_wait) as changes:
        loaded = load_folder(root)
        loaded = replace(loaded, files={**loaded.files, **read_received_texts(root)})
        result = consolidate_loaded(
            loaded, organizations, all_organizations=all_organizations, update=update, settled=settled
        )
        if dry_run or not result.parts:
            return result
        parts = {id: _write(changes, loaded.files, part) for id, part in result.parts.items()}
    if len(parts) == 1 and result.files:
        for obstacle in join_results(parts).obstacles:
            raise Unwritable(obstacle)
    return replace(join_results(parts), inputs=loaded.inputs)


def _write(changes: TextChanges, files: Mapping[str, bytes], part: ConsolidationResult) -> ConsolidationResult:
    """Writes the text on one organization, with what is kept of its sources; else gives the reason as an obstacle."""
    texts = {path: (files.get(path), data) for path, data in part.files.items()}
    left = changes.replace(texts, whole=True)
    if not left:
        return part
    obstacles = tuple(f"{path} {reason} and was left alone." for path, reason in left.items())
    return ConsolidationResult(obstacles=obstacles)
