"""Collects the findings that a reader makes in one file, each of them once."""

from __future__ import annotations

from assembler.model.finding import Finding, FindingText, Parameter, Severity, Source, make_text, place_text


class Diagnostics:
    """The findings of one file in the order in which the reader makes them."""

    def __init__(self) -> None:
        self._findings: dict[Finding, None] = {}

    def add(
        self,
        rule: str,
        source: Source,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
        *,
        word_hint: str = "",
        **parameters: Parameter,
    ) -> None:
        """Adds a finding, unless the same one was added before; its sentences are templates, as in `make_finding`."""
        self.add_text(rule, source, make_text(message, hint, word_hint=word_hint, **parameters), severity)

    def add_text(self, rule: str, source: Source, text: FindingText, severity: Severity = Severity.ERROR) -> None:
        """Adds a finding that says the text, unless the same one was added before."""
        self._findings[place_text(rule, severity, source, text)] = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings so far."""
        return tuple(self._findings)
