"""Reads the header of a contribution. The module `contribution_paths` compares the header with the file's path."""

from __future__ import annotations

from assembler.model.contribution import Approval, Clearance, FocalPoint, Header, Kind, Status, Waiver
from assembler.model.finding import Finding
from assembler.model.vocabulary import Vocabulary
from assembler.readers.settings.header_schema import HEADERS
from assembler.readers.settings.validated_record import Record
from assembler.readers.settings.validation import read_settings, sorted_findings


def read_header(
    text: str, path: str, first_line: int, kind: Kind, vocabulary: Vocabulary
) -> tuple[Header | None, tuple[Finding, ...]]:
    """The header as far as it is valid, and the findings; no header where the text is no group of keys.

    An empty name list is taken for one that could not be read: identifiers are then not looked up in it.
    """
    record, reading = read_settings(text, path, HEADERS[kind], vocabulary, first_line)
    return (_make_header(record) if record else None), sorted_findings(reading)


def _make_header(record: Record) -> Header:
    return Header(
        entity=record.text("entity"),
        organization=record.text("organization"),
        status=Status(record.text("status", Status.DRAFT)),
        focal_point=_make_focal_point(record.record("focal_point")),
        submitted=record.day("submitted"),
        also=record.texts("also"),
        approved=_make_approval(record.record("approved")),
        cleared=_make_clearance(record.record("cleared")),
        clearances=_make_clearances(record.record("clearances")),
        waivers=_make_waivers(record),
        left_out=_make_left_out(record),
        places=record.sources,
    )


def _make_focal_point(record: Record | None) -> FocalPoint | None:
    if record is None or not (record.text("name") or record.text("email")):
        return None
    return FocalPoint(record.text("name"), record.text("email"))


def _make_approval(record: Record | None) -> Approval | None:
    if record is None or not record.text("by"):
        return None
    return Approval(record.text("by"), record.day("on"), record.text("text"))


def _make_clearance(record: Record | None) -> Clearance | None:
    """The clearance, where its record is complete."""
    if record is None:
        return None
    by, on, text = record.text("by"), record.day("on"), record.text("text")
    return Clearance(by, on, text, record.source) if by and on and text else None


def _make_clearances(group: Record | None) -> dict[str, Clearance]:
    """The complete clearances by entity."""
    records = {entity: _make_clearance(record) for entity, record in (group.groups() if group else ())}
    return {entity: record for entity, record in records.items() if record}


def _make_waivers(record: Record) -> tuple[Waiver, ...]:
    """The waivers that have both a rule and a reason."""
    return tuple(
        Waiver(one.text("rule"), one.text("reason"), one.source)
        for one in record.records("waive")
        if one.text("rule") and one.text("reason")
    )


def _make_left_out(record: Record) -> dict[str, str]:
    """The paragraphs left out with their reasons; a header lists them in one of two ways."""
    group = record.record("left_out")
    if group:
        return {paragraph: group.text(paragraph) for paragraph in group.values}
    listed = record.records("left_out")
    return {one.text("paragraph"): one.text("reason") for one in listed if one.text("paragraph") and one.text("reason")}
