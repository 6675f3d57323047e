"""Answers an entity on its texts and on the files that it has sent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assembler.assemble import assemble
from assembler.check import check
from assembler.errors import being_written
from assembler.intake.answer import (
    CheckedReport,
    SentFile,
    drop_outdated_editors_texts,
    make_answer,
    write_docx,
    write_html,
    write_text,
)
from assembler.model.contribution import InputFile
from assembler.model.finding import Finding
from assembler.model.value import Value
from assembler.pipeline import examine
from assembler.storage.templates import answer_templates


class AnswerResult(Value):
    """The answer to an entity on its texts."""

    data: bytes = b""
    """The answer; empty where the plan or the Word file can't be used."""
    findings: tuple[Finding, ...] = ()
    """What was found where that is so."""
    files: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""


def write_answer(start: Path, entity: str, form: str, sent: Sequence[SentFile] = ()) -> AnswerResult:
    """What is to be told to the entity of its texts and of the Word files that it has sent.

    As `html` or `text`; as `docx` it is the first of these files with comments. Raises NoPlan, Unreadable,
    UnknownName, NoTemplate, or Unprintable where a template can't be used.
    """
    examined = examine(start)
    if examined.collection is None or examined.report is None:
        return AnswerResult(findings=examined.checked.findings, files=examined.files)
    checked = CheckedReport(examined.collection, examined.report, examined.checked.findings)
    made = make_answer(entity, checked, _without_outdated(entity, checked), sent)
    if form == "docx":
        return AnswerResult(*write_docx(made, sent[0]), examined.files)
    templates = answer_templates(examined.data)
    with being_written("The answer"):
        return AnswerResult((write_html if form == "html" else write_text)(made, templates))


def _without_outdated(entity: str, checked: CheckedReport) -> CheckedReport | None:
    """The report without the editor's texts that do not hold what the entity says now, where there are any."""
    collection = drop_outdated_editors_texts(entity, checked.collection)
    if collection is None:
        return None
    report = assemble(collection, draft=True)
    return CheckedReport(collection, report, check(collection, report).findings)
