"""Short forms in the summary, which is read by itself."""

from __future__ import annotations

import pytest

from assembler.api import check, load
from tests.conftest import contribution, small_files
from tests.rules.test_rules import ANSWER, BODY, PLAN, READ

WITH_RULES = PLAN.replace("UN-ABB-01: {level: off, reason: x}, ", "")


@pytest.mark.parametrize(
    ("summary", "code", "message"),
    [
        ("The Union and OSCE met.", "UN-ABB-01", "OSCE is used here without having been introduced."),
        ("The programme on DDR went on.", "UN-ABB-01", "DDR is used here without having been introduced."),
        ("The Southern African Power Pool (SAPP) met.", "UN-ABB-02", "SAPP is introduced here and not used again."),
        (
            "The Power Pool (PP) met. The Power Pool (PP) paid, and PP left.",
            "IN-CON-01",
            "PP was introduced before already.",
        ),
    ],
)
def test_the_summary_is_read_by_itself(summary: str, code: str, message: str) -> None:
    text = f"The Organization for Security and Cooperation in Europe (OSCE) met. OSCE paid, and OSCE left. {BODY}"
    files = small_files(
        report_yaml=WITH_RULES,
        general__summary=f"{summary}\n",
        unhcr__au=contribution("unhcr", "au", text),
        who__au=ANSWER,
    )
    (finding,) = [finding for finding in check(load(files, cache=READ)).findings if finding.rule == code]
    assert finding.source.path.endswith("general/summary.md")
    assert finding.message == message


def test_an_introduction_in_the_summary_is_none_for_the_text() -> None:
    files = small_files(
        report_yaml=WITH_RULES,
        general__summary="The International Labour Organization (ILO) met. ILO paid, and ILO left.\n",
        unhcr__au=contribution("unhcr", "au", f"A course of ILO was held. {BODY}"),
        who__au=ANSWER,
    )
    (finding,) = [finding for finding in check(load(files, cache=READ)).findings if finding.rule == "UN-ABB-01"]
    assert finding.source.path.endswith("unhcr/au.md")
