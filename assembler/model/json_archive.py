"""JSON: data as bytes that are always the same, and the assembled report written out and read back as the same value.

Every node of a report is an object whose "kind" is the name of its class; fields that hold their default are left out.
"""

from __future__ import annotations

from functools import cache

from msgspec import Raw as Encoded
from msgspec import json

from assembler.model.report import Report
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.traversal import walk_blocks

__all__ = ["Encoded", "Json", "NoReport", "canonical", "encoded", "packed", "read_report"]

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None

_NOT_XML = {sign.encode(): rb"\u%04x" % ord(sign) for sign in "&<>\ufffe\uffff"}
"""What XML can't hold as it stands, which JSON can name by its code."""


class NoReport(Exception):
    """The data hold no report that this program has written."""


def canonical(data: object) -> bytes:
    """The data as JSON that is always the same for the same data: sorted keys, two spaces, one line end at the close.

    Raises ValueError or OverflowError for half a character and for a number of more than 64 bits.
    """
    return json.format(_in_order(data), indent=2) + b"\n"


def encoded(data: object) -> Encoded:
    """The same as a part of larger data. Raises as `canonical` does."""
    return Encoded(_in_order(data))


def _in_order(data: object) -> bytes:
    return json.encode(data, order="sorted")


def packed(report: Report) -> bytes:
    """The report on one line, in signs that XML holds as they stand. Raises ValueError for half a character."""
    said = json.encode(report)
    for sign, name in _NOT_XML.items():
        said = said.replace(sign, name)
    return said


def read_report(data: str | bytes) -> Report:
    """The report that was written out. Raises NoReport where the data hold none."""
    try:
        report = _decoder().decode(data)
        extract_passage_text(walk_blocks(report))  # as deep as this goes, everybody goes
    except (ValueError, RecursionError) as error:
        raise NoReport from error
    return report


@cache  # made at the first use, since hardly any command reads one
def _decoder() -> json.Decoder[Report]:
    return json.Decoder(Report)
