"""What a reader finds in one file: each fault once."""

from __future__ import annotations

from assembler.model.finding import Finding, Severity, Source


class Ledger:
    """The findings of one file as they come."""

    def __init__(self) -> None:
        self._findings: dict[Finding, None] = {}

    def add(self, rule: str, source: Source, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> None:
        """Notes a fault."""
        self._findings[Finding(rule, severity, source, message, hint)] = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found."""
        return tuple(self._findings)
