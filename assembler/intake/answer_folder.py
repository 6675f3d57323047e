"""Answers an entity on its texts and on the files that it has sent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assembler.assemble import assemble
from assembler.check import check
from assembler.errors import being_written
from assembler.intake.answer import Seen, Sent, answer_to, commented, html, text, without_editors_text
from assembler.model.contribution import InputFile
from assembler.model.finding import Finding
from assembler.model.value import Value
from assembler.pipeline import examine
from assembler.storage.templates import answer_templates


class Answered(Value):
    """The answer to an entity on its texts."""

    data: bytes = b""
    """The answer; empty where the plan or the Word file can't be used."""
    findings: tuple[Finding, ...] = ()
    """What was found where that is so."""
    files: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""


def answer(start: Path, entity: str, form: str, sent: Sequence[Sent] = ()) -> Answered:
    """What is to be told to the entity of its texts and of the Word files that it has sent.

    As `html` or `text`; as `docx` it is the first of these files with comments. Raises NoPlan, Unreadable,
    UnknownName, NoTemplate, or Unprintable where a template can't be used.
    """
    examined = examine(start)
    if examined.collection is None or examined.report is None:
        return Answered(findings=examined.checked.findings, files=examined.files)
    seen = Seen(examined.collection, examined.report, examined.checked.findings)
    told = answer_to(entity, seen, _ahead(entity, seen), sent)
    if form == "docx":
        return Answered(*commented(told, sent[0]), examined.files)
    templates = answer_templates(examined.data)
    with being_written("The answer"):
        return Answered((html if form == "html" else text)(told, templates))


def _ahead(entity: str, seen: Seen) -> Seen | None:
    """The report without the editor's texts that do not hold what the entity says now, where there are any."""
    collection = without_editors_text(entity, seen.collection)
    if collection is None:
        return None
    report = assemble(collection, draft=True)
    return Seen(collection, report, check(collection, report).findings)
