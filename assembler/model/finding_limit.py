"""Findings of one file as a list that a person would read: of one kind not too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from assembler.model.finding import Finding, make_finding

MOST_OF_A_KIND = 50
"""How many findings of one code are listed for a file; the others are counted."""


def listed(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of one file; in the place of those that are too many of their kind, one that counts them."""
    findings = tuple(findings)
    return findings if len(findings) <= MOST_OF_A_KIND else tuple(_listed(findings))


def _listed(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    totals = Counter(finding.rule for finding in findings)
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.rule] += 1
        if seen[finding.rule] <= MOST_OF_A_KIND:
            yield finding
        elif seen[finding.rule] == MOST_OF_A_KIND + 1:
            yield make_finding(
                finding.rule,
                finding.severity,
                finding.source,
                "From here on there are {more:,} more faults of this kind in the file.",
                "“assembler explain {code}” says what they are. Mend the first ones and check again.",
                more=totals[finding.rule] - MOST_OF_A_KIND,
                code=finding.rule,
            )
