"""Follows a printed paragraph to its sources, and a contribution to where it is printed."""

from __future__ import annotations

from pathlib import Path

from assembler.assemble import assemble
from assembler.check import in_order
from assembler.model.contribution import InputFile
from assembler.model.finding import Finding
from assembler.model.json_archive import Json
from assembler.model.value import Value
from assembler.pipeline import load_folder
from assembler.provenance.trace import trace_paragraph, trace_text
from assembler.provenance.trace_formats import write_chain_json, write_chain_lines, write_text_json, write_text_lines
from assembler.storage.report_folder import find_root


class Traced(Value):
    """Whence a printed paragraph comes, or where a text was printed."""

    lines: tuple[str, ...] = ()
    """It in words, for a terminal of 80 columns."""
    data: Json = None
    """It for programs; none where the plan can't be used."""
    findings: tuple[Finding, ...] = ()
    """What was found where the plan can't be used."""
    files: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""


def trace(start: Path, target: str, annex: str | None = None) -> Traced:
    """The chain behind a printed number, in the body or an annex, or the way of a text such as unhcr/au.

    Raises NoPlan, Unreadable or UnknownName.
    """
    loaded = load_folder(find_root(start))
    collection = loaded.collection
    if collection is None:
        return Traced(findings=in_order(loaded.findings), files=loaded.files)
    report = assemble(collection, draft=True)
    if target.isdecimal():
        chain = trace_paragraph(collection, report, int(target), annex)
        return Traced(tuple(write_chain_lines(chain, collection)), write_chain_json(chain, collection))
    way = trace_text(collection, report, target)
    return Traced(tuple(write_text_lines(way, collection)), write_text_json(way, collection))
