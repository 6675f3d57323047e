"""Collects the findings that a reader makes in one file, each of them once."""

from __future__ import annotations

from assembler.model.finding import Finding, Severity, Source


class Diagnostics:
    """The findings of one file in the order in which the reader makes them."""

    def __init__(self) -> None:
        self._findings: dict[Finding, None] = {}

    def add(self, rule: str, source: Source, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> None:
        """Adds a finding, unless the same one was added before."""
        self._findings[Finding(rule, severity, source, message, hint)] = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings so far."""
        return tuple(self._findings)
