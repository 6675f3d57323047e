"""Which findings keep a final back."""

from __future__ import annotations

from assembler.model.finding import Finding, Severity
from assembler.rules.registry import RULES


def blocks_final(finding: Finding) -> bool:
    """Whether a final is refused while the finding stands: an error, what blocks, and what nobody may let pass."""
    rule = RULES[finding.rule]
    return finding.severity is Severity.ERROR or rule.blocks or rule.integrity
