"""Reads the status of the report in a folder; writes it into a file, and reminders into a folder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from assembler.status.operations import StatusResult, read_status
from assembler.storage.outputs import check_output_folder, check_outside_inputs, write_folder, write_output
from assembler.storage.report_files import read_folder
from assembler.storage.report_folder import find_root


def read_folder_status(
    start: Path,
    *,
    on: date | None = None,
    style: bool = False,
    names: Iterable[str] = (),
    templates: Iterable[str] = (),
    reminders: Path | None = None,
) -> StatusResult:
    """The status of the report around `start`, as `read_status` gives it. No document is written.

    With a folder for `reminders`, that folder then holds the reminders and nothing else. Raises NoPlan, UnknownName,
    Unreadable, NoTemplate, Unprintable or Unwritable.
    """
    root = find_root(start)
    if reminders:
        check_output_folder(reminders, root)
    read = read_folder(root)
    result = read_status(
        read.files,
        on=on,
        reminders=reminders is not None,
        style=style,
        names=names,
        templates=templates,
        unread=read.findings,
    )
    if reminders and result.overview:
        from assembler.status.reminders import INDEX  # needs the template engine

        write_folder(reminders, result.reminders, mark=INDEX)
    return result


def write_status_file(path: Path, data: bytes, root: Path) -> None:
    """Writes the status into a file, in the place of a former one, whole or not at all.

    Raises Unwritable where the system refuses, or where the file would lie among the inputs of the report.
    """
    check_outside_inputs(path.parent, root)
    write_output(path, data)
