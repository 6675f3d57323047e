"""Defines a rule without a function: its page stands here in place of a docstring."""

from __future__ import annotations

from assembler.model.finding import Severity
from assembler.model.value import Value


class DocumentedRule(Value):
    """A rule whose faults a reader finds, which the assembler keeps by itself, or which a person must judge."""

    code: str
    """Its code, which the reader states that finds the fault."""
    name: str
    """Its name, which states the fault."""
    severity: Severity
    """How grave it is."""
    page: str
    """Its documentation: what, why, wrong, right."""
    languages: tuple[str, ...] = ()
    """The languages of reports for which it holds; empty for all."""
    evidence: str = ""
    """How well it is founded, as in the table of all rules."""
