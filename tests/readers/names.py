"""A few names for tests of readers, and findings in short."""

from __future__ import annotations

from assembler.model.finding import Finding, Severity
from assembler.model.vocabulary import Entity, Organization, Vocabulary

VOCABULARY = Vocabulary(
    {
        "au": Organization("au", "African Union", "AU"),
        "las": Organization("las", "League of Arab States", "LAS"),
        "oic": Organization("oic", "Organization of Islamic Cooperation", "OIC"),
    },
    {
        "unhcr": Entity("unhcr", "Office of the United Nations High Commissioner for Refugees", "UNHCR"),
        "who": Entity("who", "World Health Organization", "WHO"),
    },
)


def places(findings: tuple[Finding, ...]) -> list[tuple[str, int, int]]:
    """Code, line and column of each finding, all of them errors."""
    assert all(finding.severity is Severity.ERROR for finding in findings)
    return [(finding.rule, finding.source.line, finding.source.column) for finding in findings]
