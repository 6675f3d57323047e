"""The reader of a contribution's header. Whether it agrees with the file's place and text is left to others."""

from __future__ import annotations

from assembler.model.contribution import Clearance, FocalPoint, Header, Kind, Status, Waiver
from assembler.model.finding import Finding
from assembler.model.vocabulary import Vocabulary
from assembler.readers.settings.header_keys import HEADERS
from assembler.readers.settings.record import Record
from assembler.readers.settings.validation import read_file, sorted_findings


def read_header(
    text: str, path: str, first_line: int, kind: Kind, vocabulary: Vocabulary
) -> tuple[Header | None, tuple[Finding, ...]]:
    """The header as far as it was understood, and its faults; none where it is no group of keys.

    A name list that is empty is taken for one that could not be read: identifiers are then not looked up in it.
    """
    record, reading = read_file(text, path, HEADERS[kind], vocabulary, first_line)
    return (_header(record) if record else None), sorted_findings(reading)


def _header(record: Record) -> Header:
    return Header(
        entity=record.text("entity"),
        organization=record.text("organization"),
        status=Status(record.text("status", Status.DRAFT)),
        focal_point=_focal_point(record.record("focal_point")),
        submitted=record.day("submitted"),
        also=record.texts("also"),
        cleared=_clearance(record.record("cleared")),
        clearances=_clearances(record.record("clearances")),
        waivers=_waivers(record),
        left_out=_left_out(record),
        places=record.places,
    )


def _focal_point(record: Record | None) -> FocalPoint | None:
    if record is None or not (record.text("name") or record.text("email")):
        return None
    return FocalPoint(record.text("name"), record.text("email"))


def _clearance(record: Record | None) -> Clearance | None:
    """The record of the clearance, where it is complete."""
    if record is None:
        return None
    by, on, text = record.text("by"), record.day("on"), record.text("text")
    return Clearance(by, on, text, record.source) if by and on and text else None


def _clearances(group: Record | None) -> dict[str, Clearance]:
    """The complete records by entity."""
    records = {entity: _clearance(record) for entity, record in (group.groups() if group else ())}
    return {entity: record for entity, record in records.items() if record}


def _waivers(record: Record) -> tuple[Waiver, ...]:
    """The waivers that have both a rule and a reason."""
    return tuple(
        Waiver(one.text("rule"), one.text("reason"), one.source)
        for one in record.records("waive")
        if one.text("rule") and one.text("reason")
    )


def _left_out(record: Record) -> dict[str, str]:
    """The paragraphs left out with their reasons, from either way of writing them."""
    group = record.record("left_out")
    if group:
        return {paragraph: group.text(paragraph) for paragraph in group.values}
    listed = record.records("left_out")
    return {one.text("paragraph"): one.text("reason") for one in listed if one.text("paragraph") and one.text("reason")}
