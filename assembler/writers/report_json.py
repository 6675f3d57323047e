"""The report as JSON: all its values, from which compare and merge read it again."""

from __future__ import annotations

from collections.abc import Mapping

from assembler.model.canonical_json import encode_json
from assembler.model.report import Report


def write(report: Report, _templates: Mapping[str, bytes]) -> bytes:
    """The report as canonical JSON."""
    return encode_json(report)
