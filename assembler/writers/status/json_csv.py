"""Writes the status of a report as canonical JSON, and its contributions as CSV (RFC 4180), one line for each."""

from __future__ import annotations

import csv
import json
from io import StringIO

from assembler.model.canonical_json import Json
from assembler.model.finding import Finding
from assembler.model.status import Cell, Length, Line, Open, Overview

COLUMNS = (
    "entity",
    "entity_name",
    "organization",
    "organization_name",
    "asked",
    "status",
    "late_days",
    "changed_since_consolidated",
    "consolidated_words",
    "file",
)
"""The columns of the CSV."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""


def to_json(overview: Overview) -> str:
    """The overview as JSON with sorted keys, always the same for the same files."""
    data: Json = {
        "version": 1,
        "symbol": overview.symbol,
        "title": overview.title,
        "deadline": overview.deadline.isoformat() if overview.deadline else None,
        "on": overview.on.isoformat() if overview.on else None,
        "contributions": [_cell_json(cell) for cell in overview.cells],
        "entities": [_line_json(line) | {"contacts": _contacts_json(line)} for line in overview.entities],
        "organizations": [
            _line_json(line) | {"words": line.words, "share": line.share} for line in overview.organizations
        ],
        "words": _length_json(overview.length),
        "open": [_open_json(item) for item in overview.open],
        "blockers": [_blocker_json(finding) for finding in overview.blockers],
    }
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def to_csv(overview: Overview) -> str:
    """The matrix in lines that end as the standard has it; what looks like a formula is marked as text."""
    out = StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    entities = {line.id: line.name for line in overview.entities}
    organizations = {line.id: line.name for line in overview.organizations}
    for cell in overview.cells:
        rows.writerow(map(escape_formula, _make_row(cell, entities[cell.entity], organizations[cell.organization])))
    return out.getvalue()


def escape_formula(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _make_row(cell: Cell, entity: str, organization: str) -> tuple[str, ...]:
    return (
        cell.entity,
        entity,
        cell.organization,
        organization,
        _say_yes_or_no(cell.asked),
        cell.standing.value,
        str(cell.late),
        _say_yes_or_no(cell.changed),
        cell.printed.value,
        cell.path,
    )


def _say_yes_or_no(holds: bool) -> str:
    return "yes" if holds else "no"


def _cell_json(cell: Cell) -> Json:
    person = cell.focal_point
    return {
        "entity": cell.entity,
        "organization": cell.organization,
        "asked": cell.asked,
        "status": cell.standing.value,
        "late_days": cell.late,
        "changed_since_consolidated": cell.changed,
        "consolidated_words": cell.printed.value or None,
        "approved_in_form": cell.approved,
        "file": cell.path or None,
        "focal_point": {"name": person.name, "email": person.email} if person else None,
    }


def _line_json(line: Line) -> dict[str, Json]:
    return {
        "id": line.id,
        "acronym": line.short,
        "name": line.name,
        "asked": line.asked,
        "delivered": line.delivered,
        "settled": line.settled,
        "owed": line.owed,
        "late": line.late,
    }


def _contacts_json(line: Line) -> Json:
    return [{"name": contact.name, "email": contact.email, "role": contact.role} for contact in line.contacts]


def _length_json(length: Length) -> Json:
    sections: list[Json] = [
        {"id": part.id, "title": part.title, "words": part.words, "share": part.share} for part in length.sections
    ]
    return {
        "total": length.words,
        "limit": length.limit,
        "waiver": length.waiver or None,
        "counted": list(length.counted),
        "parts": dict(length.parts),
        "sections": sections,
    }


def _open_json(item: Open) -> Json:
    return {"kind": item.kind, "words": item.words, "file": item.source.path, "line": item.source.line}


def _blocker_json(finding: Finding) -> Json:
    return {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "file": finding.source.path,
        "line": finding.source.line,
        "message": finding.message,
        "hint": finding.hint,
        "word_hint": finding.word_hint,
        "parameters": dict(finding.parameters),
    }
