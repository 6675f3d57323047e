"""The table of all rules: the only list of codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from inspect import getdoc
from typing import Any

from assembler.model.finding import Fault, Severity
from assembler.rules import clearance, coverage, dates, masthead, proposals, references, sources, spelling, structure
from assembler.rules.files import FILE_RULES
from assembler.rules.marks import MARK_RULES
from assembler.rules.printing import PRINTING_RULES
from assembler.rules.settings import SETTINGS_RULES


class Scope(Enum):
    """What a rule looks at."""

    FILE = auto()
    """Bytes, headers, glyphs: found while a file is read, or on the way to the PDF."""
    TEXT = auto()
    """One text."""
    REPORT = auto()
    """The assembled report."""
    PROSE = auto()
    """All words that print, run by run, in printed order."""
    PERSON = auto()
    """What no machine can judge: explained, and part of the checklist."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table."""

    code: str
    """Its code; never reused."""
    name: str
    """Its name, which states the fault."""
    severity: Severity
    """How grave a finding of it is, unless the report's plan says otherwise."""
    scope: Scope
    """What it looks at."""
    function: Callable[..., Iterator[Fault]]
    """Finds the faults, given a text, the report or the runs of its words, and the collection."""
    page: str
    """Its documentation: what, why, wrong, right."""
    blocks: bool = False
    """Whether a final is refused while a finding of it stands, whatever its severity."""
    languages: tuple[str, ...] = ()
    """The languages of reports for which it holds; empty for all."""
    fix: str = ""
    """safe where --fix mends it, offer where a replacement is only shown, empty where there is none."""
    evidence: str = ""
    """How well it is founded: R read, O observed, M from the Manual, I inferred; empty for rules of the program."""
    since: str = "0.1.0"
    """The first version that has it."""


ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE
TEXT, REPORT, PROSE = Scope.TEXT, Scope.REPORT, Scope.PROSE
ENGLISH = ("en",)


def _row(
    code: str,
    severity: Severity,
    scope: Scope,
    function: Callable[..., Iterator[Fault]],
    *,
    blocks: bool = False,
    languages: tuple[str, ...] = (),
    fix: str = "",
    evidence: str = "",
) -> Rule:
    name = function.__name__.replace("_", "-")
    return Rule(code, name, severity, scope, function, getdoc(function) or "", blocks, languages, fix, evidence)


def _nothing(*_: Any) -> Iterator[Fault]:
    """The readers find these faults; there is nothing left to look for."""
    yield from ()


_ROWS = (
    *(
        Rule(row.code, row.name, row.severity, Scope.FILE, _nothing, row.page)
        for row in (*FILE_RULES, *MARK_RULES, *PRINTING_RULES, *SETTINGS_RULES)
    ),
    _row("IN-CLR-01", ADVICE, TEXT, clearance.contribution_not_cleared, blocks=True),
    _row("IN-CLR-02", WARNING, TEXT, clearance.clearance_without_record),
    _row("IN-CLR-03", WARNING, TEXT, clearance.clearance_void, blocks=True),
    _row("IN-COV-01", WARNING, REPORT, coverage.missing_contribution, blocks=True),
    _row("IN-COV-02", WARNING, TEXT, coverage.contribution_not_requested),
    _row("IN-COV-03", WARNING, TEXT, coverage.late_contribution),
    _row("IN-COV-04", ERROR, REPORT, coverage.delivered_twice),
    _row("IN-COV-05", ERROR, REPORT, coverage.missing_general_text),
    _row("IN-JOB-01", ADVICE, REPORT, structure.job_number_missing, blocks=True),
    _row("IN-MST-01", ERROR, REPORT, masthead.session_without_words),
    _row("IN-OPN-01", ADVICE, REPORT, proposals.open_query, blocks=True),
    _row("IN-OPN-02", ADVICE, REPORT, proposals.open_proposal, blocks=True),
    _row("IN-REF-01", ERROR, REPORT, references.reference_to_nowhere),
    _row("IN-REF-02", ERROR, REPORT, references.reference_to_several),
    _row("IN-SRC-01", ERROR, REPORT, sources.unknown_source),
    _row("IN-SRC-02", WARNING, REPORT, sources.changed_source),
    _row("IN-SRC-03", WARNING, REPORT, sources.unused_contribution),
    _row("IN-SRC-04", WARNING, REPORT, sources.left_out_of_nothing),
    _row("UN-ORD-06", ADVICE, PROSE, dates.date_outside_period, languages=ENGLISH, evidence="O"),
    _row("UN-MST-06", ERROR, REPORT, masthead.agenda_note_missing, evidence="O"),
    _row("UN-ORD-02", ERROR, REPORT, coverage.sub_item_without_section, evidence="O"),
    _row("UN-SPL-05", ERROR, PROSE, spelling.doubled_word, fix="safe", evidence="O"),
    _row("UN-STR-01", ERROR, REPORT, structure.word_limit_exceeded, evidence="R"),
)

RULES: Mapping[str, Rule] = {rule.code: rule for rule in sorted(_ROWS, key=lambda rule: rule.code)}
"""Every rule by code, in the order of the codes."""
