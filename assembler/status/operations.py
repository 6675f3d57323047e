"""Reads the status of a report out of its files, and makes the reminders: files in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from assembler.assemble import assemble
from assembler.check import check, sort_findings
from assembler.errors import wrap_writer_errors
from assembler.load import load
from assembler.model.contribution import InputFile
from assembler.model.finding import Extent, Finding
from assembler.model.status import Overview
from assembler.model.value import Value, field
from assembler.status.overview import make_overview
from assembler.status.selection import select_by_names
from assembler.storage.templates import read_template


class StatusResult(Value):
    """The status of a report."""

    overview: Overview | None = None
    """Contributions, length, open queries and blockers; None where the plan cannot be used."""
    reminders: Mapping[str, bytes] = field(default_factory=dict)
    """If asked for, a reminder for each entity that owes a contribution, and their list, by file name."""
    templates: Mapping[str, bytes] = field(default_factory=dict)
    """The templates that were asked for, by name."""
    findings: tuple[Finding, ...] = ()
    """What was found where the plan cannot be used."""
    inputs: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""
    without_address: tuple[str, ...] = ()
    """The entities whose reminder is addressed to nobody, by identifier."""


def read_status(
    files: Mapping[str, bytes],
    *,
    on: date | None = None,
    reminders: bool = False,
    style: bool = False,
    names: Iterable[str] = (),
    templates: Iterable[str] = (),
    unread: Sequence[Finding] = (),
) -> StatusResult:
    """The status of the report that these files make; missing contributions are late by the day `on`.

    With `names` of entities or organizations, it is the status of their contributions only. With `style`, the overview
    holds all findings, which takes longer. `templates` names templates to be returned, such as that of the status page.
    `unread` is as in `load`. Raises UnknownName, NoTemplate, Unreadable, or Unprintable if a template of the reminders
    cannot be used.

    >>> from assembler.api import example_files
    >>> result = read_status(example_files(), reminders=True)
    >>> for cell in result.overview.cells[:2]:
    ...     print(cell.entity, cell.organization, cell.standing)
    dppa au missing
    dppa asean missing
    >>> sorted(result.reminders)
    ['dppa.txt', 'ohchr.txt', 'reminders.json', 'unhcr.txt']
    """
    loaded = load(files, unread=unread)
    collection = loaded.collection
    if collection is None:
        return StatusResult(findings=sort_findings(loaded.findings), inputs=loaded.inputs)
    report = assemble(collection, draft=False)
    checked = check(collection, report, extent=Extent.ALL if style else Extent.ERRORS)
    selection = select_by_names(collection.vocabulary, names)
    findings = checked.findings if style else ()
    overview = make_overview(collection, report, checked.blockers, on, findings, selection)
    texts: Mapping[str, bytes] = {}
    unaddressed: tuple[str, ...] = ()
    if reminders:
        from assembler.status.reminders import find_unaddressed, make_reminders  # needs the template engine

        with wrap_writer_errors("The reminders"):
            texts = make_reminders(collection, overview, lambda name: read_template(name, files))
            unaddressed = find_unaddressed(collection, overview)
    named = {name: read_template(name, files) for name in templates}
    return StatusResult(overview, texts, named, inputs=loaded.inputs, without_address=unaddressed)
