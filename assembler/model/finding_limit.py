"""Limits the findings of one file: many findings of one code become a few and their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from assembler.model.finding import Finding, make_finding

MOST_OF_A_KIND = 50
"""How many findings of one code are listed for a file; the others are counted."""


def limit_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of one file; where one code has too many, a last one counts the others."""
    findings = tuple(findings)
    return findings if len(findings) <= MOST_OF_A_KIND else tuple(_count_excess(findings))


def _count_excess(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    totals = Counter(finding.rule for finding in findings)
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.rule] += 1
        if counts[finding.rule] <= MOST_OF_A_KIND:
            yield finding
        elif counts[finding.rule] == MOST_OF_A_KIND + 1:
            yield make_finding(
                finding.rule,
                finding.severity,
                finding.source,
                "The file has {more:,} more findings of this kind from here on.",
                "Correct the findings that are shown, and check again. “assembler explain {code}” describes the rule.",
                more=totals[finding.rule] - MOST_OF_A_KIND,
                code=finding.rule,
            )
