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
                "From here on there are {more:,} more faults of this kind in the file.",
                "“assembler explain {code}” says what they are. Correct the first ones and check again.",
                more=totals[finding.rule] - MOST_OF_A_KIND,
                code=finding.rule,
            )
