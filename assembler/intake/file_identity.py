"""Finds whose text a Word file is, and for which report its questionnaire was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from assembler.model.finding import Finding, Severity, Source, make_finding, make_text, place_text
from assembler.model.plan import Plan
from assembler.model.text.name_keys import make_name_key
from assembler.model.vocabulary import Vocabulary
from assembler.readers.docx.contribution import WordFile

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_OTHER_REPORT = "the report {stated_report}, not {report}"
_OTHER_DEADLINE = "the deadline of {stated_deadline}, not of {deadline}"


def find_entity(file: WordFile, named: str, vocabulary: Vocabulary) -> tuple[str, tuple[Finding, ...]]:
    """The entity whose file it is, by its own statement or as the editor has `named` it; empty where nobody knows.

    Finds a file that does not state it, or that states another entity or one of no list (IN-DOC-13).
    """
    stated = file.identity.entity
    if stated and named and stated != named:
        message = "The file says that it comes from {stated}, not from {entity}."
        hint = "Leave out --entity, or choose the right file."
        return "", (make_error("IN-DOC-13", file.path, message, hint, stated=stated, entity=named),)
    entity = stated or named
    if not entity:
        return "", (_describe_unknown_owner(file.path, vocabulary),)
    if entity not in vocabulary.entities:
        message = "The file says that it comes from {entity}, but no entity of this report has that id."
        hint = "The ids are in contributions/entities.yaml; was the form made for another report?"
        return "", (make_error("IN-DOC-13", file.path, message, hint, entity=entity),)
    return entity, ()


def _describe_unknown_owner(path: str, vocabulary: Vocabulary) -> Finding:
    """That a file does not state whose it is; the name of the file may tell."""
    message = "The file does not say which entity it comes from."
    words = {make_name_key(word) for word in _WORD.findall(PurePath(path).stem)}
    matches = [item for item in vocabulary.entities.values() if words & {*map(make_name_key, (item.id, item.acronym))}]
    if len(matches) == 1:
        hint = "Is the file from {entity}, as its name suggests? Then import the file by itself with --entity {id}."
        return make_error("IN-DOC-13", path, message, hint, entity=matches[0].short_name, id=matches[0].id)
    hint = "Import the file by itself with --entity ID; the ids are in contributions/entities.yaml."
    return make_error("IN-DOC-13", path, message, hint)


def make_error(rule: str, path: str, message: str, hint: str, **parameters: str) -> Finding:
    """An error about a whole file; its sentences are templates, as in `make_finding`."""
    text = make_text(message, hint, word_hint="", **parameters)
    return place_text(rule, Severity.ERROR, Source(path), text)


def find_other_report(file: WordFile, plan: Plan) -> Iterator[Finding]:
    """Finds that a questionnaire was made for another report (IN-DOC-11): an error where symbol and round differ."""
    stated, here = file.identity, (plan.deadline or plan.date).isoformat()
    other_report = bool(stated.report) and stated.report != plan.symbol
    other_round = bool(stated.round) and stated.round != here
    if not other_report and not other_round:
        return
    severity = Severity.ERROR if other_report and other_round else Severity.WARNING
    message = f"The form was made for {_OTHER_REPORT}." if other_report else f"The form was made for {_OTHER_DEADLINE}."
    if severity is Severity.ERROR:
        message = f"The form was made for {_OTHER_REPORT} and for {_OTHER_DEADLINE}."
    hint = "Find out whether the answer is for this report. If not, ask for an answer on the right form."
    yield make_finding(
        "IN-DOC-11",
        severity,
        Source(file.path),
        message,
        hint,
        word_hint="Write on the form that you were sent for this report.",
        stated_report=stated.report,
        report=plan.symbol,
        stated_deadline=stated.round,
        deadline=here,
    )
