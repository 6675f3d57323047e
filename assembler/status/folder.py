"""Reads the status of the report in a folder, and writes reminders into one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from assembler.status.operations import StatusResult, read_status
from assembler.storage.outputs import check_output_folder, write_folder
from assembler.storage.report_files import read_folder
from assembler.storage.report_folder import find_root


def read_folder_status(
    start: Path, *, on: date | None = None, templates: Iterable[str] = (), reminders: Path | None = None
) -> StatusResult:
    """The status of the report around `start`, as `read_status` gives it. No document is written.

    With a folder for `reminders`, that folder then holds the reminders and nothing else. Raises NoPlan, Unreadable,
    NoTemplate, Unprintable or Unwritable.
    """
    root = find_root(start)
    if reminders:
        check_output_folder(reminders, root)
    read = read_folder(root)
    result = read_status(read.files, on=on, reminders=reminders is not None, templates=templates, unread=read.findings)
    if reminders and result.overview:
        from assembler.status.reminders import INDEX  # needs the template engine

        write_folder(reminders, result.reminders, mark=INDEX)
    return result
