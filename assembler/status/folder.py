"""Surveys who owes what, and writes reminders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from assembler.errors import being_written
from assembler.examine import examine
from assembler.model.contribution import Collection, InputFile
from assembler.model.finding import Extent, Finding
from assembler.model.status import Overview
from assembler.model.value import Value, field
from assembler.status.overview import make_overview
from assembler.storage.outputs import check_output_folder, write_folder
from assembler.storage.report_folder import find_root
from assembler.storage.templates import read_template


class StatusResult(Value):
    """How a report stands."""

    root: Path
    """The folder of the report."""
    overview: Overview | None
    """How it stands; none where the plan can't be used."""
    findings: tuple[Finding, ...]
    """What was found where the plan can't be used."""
    files: tuple[InputFile, ...]
    """Every file that was read, for the excerpts of findings."""
    templates: Mapping[str, bytes] = field(default_factory=dict)
    """The templates that were asked for, by name."""
    reminders: tuple[Path, ...] = ()
    """The reminders that were written."""


def read_status(
    start: Path, *, on: date | None = None, templates: tuple[str, ...] = (), reminders: Path | None = None
) -> StatusResult:
    """How the report stands; what is missing is reckoned late on the day `on`. Writes no document.

    With a folder for `reminders`, the folder then holds one for each entity that owes something, and nothing else.
    Raises NoPlan, Unreadable, NoTemplate, Unprintable or Unwritable.
    """
    root = find_root(start)
    if reminders:
        check_output_folder(reminders, root)
    examined = examine(root, draft=False, extent=Extent.ERRORS)
    if examined.collection is None or examined.report is None:
        return StatusResult(root, None, examined.checked.findings, examined.files)
    overview = make_overview(examined.collection, examined.report, examined.checked.blockers, on)
    read_templates = {name: read_template(name, examined.data) for name in templates}
    written = _write_reminders(examined.data, examined.collection, overview, reminders) if reminders else ()
    return StatusResult(root, overview, (), examined.files, read_templates, written)


def _write_reminders(
    files: Mapping[str, bytes], collection: Collection, overview: Overview, folder: Path
) -> tuple[Path, ...]:
    from assembler.status.reminders import (
        INDEX,
        TEMPLATE,
        make_reminders,
    )  # only here, since it needs the template engine

    with being_written("The reminders"):
        texts = make_reminders(collection, overview, read_template(TEMPLATE, files))
    write_folder(folder, texts, mark=INDEX)
    return tuple(folder / name for name in texts if name != INDEX)
