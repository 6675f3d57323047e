"""Merges a draft that was edited in Word into the texts of a report's folder."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assembler.model.progress import Progress, no_progress
from assembler.storage.files import read_bytes
from assembler.storage.received_texts import read_received_texts
from assembler.storage.report_files import read_folder
from assembler.storage.report_folder import find_root
from assembler.storage.text_changes import TextChanges, change_texts

if TYPE_CHECKING:
    from assembler.merge.result import MergeResult

type Tracked = Literal["accept", "mark", "reject"]
"""What becomes of tracked changes."""


def merge_draft(
    start: Path, edited: Path, tracked: Tracked, *, dry_run: bool = False, on_wait: Progress = no_progress
) -> MergeResult:
    """Merges the edits of a draft that was edited in Word into the texts; with `dry_run` no file is touched.

    Calls `on_wait` while another process holds the report. Raises NoPlan, Unreadable, Busy, or Unwritable where the
    machine or somebody else is in the way.
    """
    root = find_root(start)
    data = read_bytes(edited)  # before others have to wait: whoever writes into a pipe may be slow
    with nullcontext() if dry_run else change_texts(root, on_wait) as changes:
        return _merge_draft(root, data, edited.name, tracked, changes)


def _merge_draft(root: Path, edited: bytes, name: str, tracked: Tracked, changes: TextChanges | None) -> MergeResult:
    # Readers of Word files take time to import.
    from assembler.merge.merge import merge
    from assembler.merge.result import MergeResult

    read = read_folder(root)
    result = merge(read.files, edited, name, tracked, unread=read.findings)
    if result.refusal or changes is None:
        return result
    # All or none, since words may move from one text to another.
    files = {**result.files, **result.passages}
    former = {**read.files, **read_received_texts(root)}
    texts = {path: (former.get(path), data) for path, data in files.items()}
    failed = [f"{path} {reason}" for path, reason in changes.replace(texts, whole=True).items()]
    return MergeResult(refusal=f"{', '.join(failed)}, so that no text was changed.") if failed else result
