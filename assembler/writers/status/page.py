"""Writes the status of a report as one web page, by the template status.html.j2. It needs no server and no network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from urllib.parse import quote

from assembler.model.finding import Finding, Severity
from assembler.model.status import Cell, Overview, Printed, Standing
from assembler.model.text.phrases import count_noun
from assembler.model.value import Value
from assembler.model.vocabulary import Contact
from assembler.writers.html.page import fill_template

TEMPLATE = "status.html.j2"
SIGNS = {
    Standing.CLEARED: "✓",
    Standing.BY_WORD: "w",
    Standing.NOTHING: "–",
    Standing.SUBMITTED: "S",
    Standing.DRAFT: "D",
    Standing.MISSING: "M",
    Standing.VOID: "V",
    Standing.UNREADABLE: "U",
}
"""What stands in a cell of the matrix; the word for it is there for those who do not see it."""


class ShownFindings(Value):
    """The findings on one file, or of one rule, as the page shows them."""

    id: str
    """The name of their place on the page."""
    title: str
    """The file, or the rule."""
    findings: tuple[Finding, ...]
    """The findings, in the order of the file."""
    counts: str
    """How many there are of each severity, in words."""


class ShownContribution(Value):
    """A contribution as the page shows it."""

    cell: Cell
    """Its state."""
    sign: str
    """Its sign in the matrix."""
    words: str
    """How far it has got, in words."""
    remarks: tuple[str, ...]
    """What else there is to say about the contribution."""
    marks: tuple[str, ...]
    """The words by which the filter finds it."""
    findings: ShownFindings | None
    """What was found in its file."""
    contacts: tuple[Contact, ...]
    """The people to ask: whom the text names, then the contacts of the entity."""


def write_page(overview: Overview, templates: Mapping[str, bytes], folder: str = "") -> str:
    """The page. `folder` leads from the page to the folder of the report, for the links to files.

    Raises KeyError without its template, BrokenTemplateError for a broken one.
    """
    by_file = {group.title: group for group in _group_by_file(overview.findings)}
    entities = {line.id: line for line in overview.entities}
    shown = [_show(cell, by_file.get(cell.path), entities[cell.entity].contacts) for cell in overview.cells]
    return fill_template(
        templates,
        TEMPLATE,
        overview=overview,
        entities=entities,
        organizations={line.id: line for line in overview.organizations},
        columns=sorted(overview.organizations, key=lambda line: line.short.casefold()),
        shown=shown,
        matrix={(item.cell.entity, item.cell.organization): item for item in shown},
        standings=[(item, SIGNS[item], overview.count(item)) for item in SIGNS if overview.count(item)],
        asked=sum(cell.asked for cell in overview.cells),
        delivered=sum(line.delivered for line in overview.entities),
        owed=sum(cell.owed for cell in overview.cells),
        late=sum(cell.late > 0 for cell in overview.cells),
        changed=sum(cell.changed for cell in overview.cells),
        unasked=sum(cell.unasked for cell in overview.cells),
        links={path: _link(path, folder) for path in overview.files},
        findings=list(by_file.values()),
        blockers=list(_group_by_rule(overview.blockers)),
    )


def _show(cell: Cell, findings: ShownFindings | None, contacts: tuple[Contact, ...]) -> ShownContribution:
    return ShownContribution(
        cell,
        SIGNS[cell.standing],
        cell.standing.words,
        tuple(_list_remarks(cell)),
        tuple(_list_marks(cell, findings)),
        findings,
        _merge_contacts(cell, contacts),
    )


def _merge_contacts(cell: Cell, contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """Whom the text names and then the contacts of the entity, nobody twice."""
    person = cell.focal_point
    others = (contact for contact in contacts if not person or (contact.email or contact.name) != person.email)
    return (*([Contact(person.name, person.email)] if person else []), *others)


def _list_remarks(cell: Cell) -> list[str]:
    remarks = []
    if cell.late:
        remarks.append(f"{count_noun(cell.late, 'day')} late")
    if cell.changed:
        remarks.append("changed since it was consolidated")
    if cell.approved:
        remarks.append("approved in the form, to be confirmed")
    if cell.printed is Printed.OPEN:
        remarks.append("consolidated words not cleared")
    if cell.printed is Printed.VOID:
        remarks.append("consolidated words changed since they were cleared")
    if cell.unasked:
        remarks.append("not asked for")
    return remarks


def _list_marks(cell: Cell, findings: ShownFindings | None) -> list[str]:
    marks = {
        "late": cell.late > 0,
        "changed": cell.changed,
        "unasked": cell.unasked,
        "owed": cell.owed,
        "findings": findings is not None,
    }
    return [mark for mark, holds in marks.items() if holds]


def _group_by_file(findings: Iterable[Finding]) -> Iterable[ShownFindings]:
    """The findings of each file; they come in the order of files."""
    for place, (path, group) in enumerate(groupby(findings, key=lambda finding: finding.source.path), 1):
        listed = tuple(group)
        yield ShownFindings(f"findings-{place}", path, listed, count_severities(listed))


def _group_by_rule(findings: Iterable[Finding]) -> Iterable[ShownFindings]:
    """The findings of each rule, the rule with most of them first."""
    rules: dict[str, list[Finding]] = {}
    for finding in findings:
        rules.setdefault(finding.rule, []).append(finding)
    for rule, listed in sorted(rules.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        yield ShownFindings(f"blockers-{rule}", rule, tuple(listed), count_noun(len(listed), "finding"))


def count_severities(findings: Iterable[Finding]) -> str:
    """How many findings there are of each severity, the gravest first: “1 error, 2 warnings”."""
    severities = [finding.severity for finding in findings]
    counts = {severity: severities.count(severity) for severity in sorted(Severity, reverse=True)}
    return ", ".join(_count(number, severity) for severity, number in counts.items() if number)


def _count(number: int, severity: Severity) -> str:
    return f"{number} advice" if severity is Severity.ADVICE else count_noun(number, severity.word)


def _link(path: str, folder: str) -> str:
    return quote(f"{folder}/{path}" if folder else path)
