"""Writes the assembled report as JSON, and reads it back as the same value.

Every node of a report is an object whose "kind" is the name of its class; fields that hold their default are left out.
"""

from __future__ import annotations

from functools import cache

from msgspec import json

from assembler.model.report import Report
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.traversal import walk_blocks

_NOT_XML = {sign.encode(): rb"\u%04x" % ord(sign) for sign in "&<>\ufffe\uffff"}
"""Signs that XML cannot hold as they stand, with their codes in JSON."""


class NoReport(Exception):
    """The data hold no report that this program has written."""


def pack_report(report: Report) -> bytes:
    """The report on one line, in signs that XML holds as they stand. Raises ValueError for half a character."""
    data = json.encode(report)
    for sign, code in _NOT_XML.items():
        data = data.replace(sign, code)
    return data


def read_report(data: str | bytes) -> Report:
    """The report that was written out. Raises NoReport where the data hold none."""
    try:
        report = _make_decoder().decode(data)
        extract_passage_text(walk_blocks(report))  # raises where the nodes are nested too deep for any other function
    except (ValueError, RecursionError) as error:
        raise NoReport from error
    return report


@cache  # made at the first use, since hardly any command reads a report
def _make_decoder() -> json.Decoder[Report]:
    return json.Decoder(Report)
