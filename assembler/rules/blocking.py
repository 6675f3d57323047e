"""Which findings keep a final back."""

from __future__ import annotations

from assembler.model.finding import Finding, Severity
from assembler.rules.registry import RULES

_DOUBTFUL_WORDS = frozenset(("IN-DOC-05", "IN-DOC-06", "IN-DOC-10", "IN-DOC-20"))
"""The rules on words and parts that a Word file has and the report has not, or the other way round."""
_TEXTS = "contributions/"


def blocks_final(finding: Finding) -> bool:
    """Whether a final is refused while the finding stands: an error, what blocks, and what nobody may let pass.

    So do words and parts of a Word file in the place of a text that were left out or are doubtful: warnings, no advice.
    """
    rule = RULES[finding.rule]
    return finding.severity is Severity.ERROR or rule.blocks or rule.integrity or _has_doubtful_words(finding)


def _has_doubtful_words(finding: Finding) -> bool:
    is_text = finding.source.path.startswith(_TEXTS)
    return is_text and finding.rule in _DOUBTFUL_WORDS and finding.severity is Severity.WARNING
