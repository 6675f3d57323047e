"""Consolidates the contributions on an organization in a report's folder."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

from assembler.consolidation.consolidate import ConsolidationResult, consolidate_loaded
from assembler.errors import Unwritable
from assembler.model.progress import Progress, no_progress
from assembler.model.value import replace
from assembler.pipeline import load_folder
from assembler.storage.received_texts import read_received_texts
from assembler.storage.report_folder import find_root
from assembler.storage.text_changes import TextChanges, change_texts


def consolidate_organization(
    start: Path,
    organization: str,
    on_wait: Progress = no_progress,
    *,
    update: bool = False,
    settled: bool = False,
    dry_run: bool = False,
) -> ConsolidationResult:
    """Writes the text on the organization from the contributions, or adds to it what they have that is new.

    `update` and `settled` are those of `consolidate`. With `dry_run` nothing is written. Calls `on_wait` while another
    process holds the report. Raises NoPlan, Unreadable, UnknownName, Busy, or Unwritable where the machine or somebody
    else is in the way.
    """
    root = find_root(start)
    with nullcontext(TextChanges(root)) if dry_run else change_texts(root, on_wait) as changes:
        loaded = load_folder(root)
        loaded = replace(loaded, files={**loaded.files, **read_received_texts(root)})
        result = consolidate_loaded(loaded, [organization], update=update, settled=settled)
        if dry_run:
            return result
        texts = {path: (loaded.files.get(path), data) for path, data in result.files.items()}
        for path, reason in changes.replace(texts, whole=True).items():
            raise Unwritable(f"{path} {reason} and was left alone.")
    return result
