"""What the check makes of what rules find: settings without effect, endless words, endless lists."""

from __future__ import annotations

import pytest

from assembler.model.finding import Finding
from assembler.model.finding_limit import MOST_OF_A_KIND
from assembler.pipeline import examine
from assembler.rules.registry import RULES, Scope
from tests.conftest import PLAN, MakeReport, contribution

NEVER_FOUND = [code for code, rule in RULES.items() if rule.scope in (Scope.AUTOMATIC, Scope.MANUAL)]


def found(make_report: MakeReport, code: str, **files: str) -> list[Finding]:
    return [finding for finding in examine(make_report(**files)).checked.findings if finding.rule == code]


def test_setting_of_a_rule_that_finds_nothing_is_named_at_its_line(make_report: MakeReport) -> None:
    settings = "".join(f'  {code}: {{level: "off", reason: x}}\n' for code in (*NEVER_FOUND, "UN-NUM-01"))
    plan = PLAN.partition("rules: ")[0] + f"rules:\n{settings}themes: " + PLAN.partition("themes: ")[2]
    findings = found(make_report, "IN-RUL-03", report_yaml=plan)
    lines = plan.splitlines()
    assert [lines[finding.source.line - 1].strip().partition(":")[0] for finding in findings] == NEVER_FOUND
    assert {finding.severity.word for finding in findings} == {"warning"}
    assert all(finding.message.startswith(code) for finding, code in zip(findings, NEVER_FOUND, strict=True))


@pytest.mark.parametrize("code", ["UN-NUM-01", "UN-STR-01", "IN-CON-05"])
def test_setting_of_another_rule_is_not(make_report: MakeReport, code: str) -> None:
    plan = PLAN.replace("rules: {", f"rules: {{{code}: {{level: advice, reason: x}}, ")
    assert found(make_report, "IN-RUL-03", report_yaml=plan) == []


def test_message_quotes_the_beginning_of_an_endless_word(make_report: MakeReport) -> None:
    (finding,) = found(make_report, "UN-NUM-02", unhcr__au=contribution("unhcr", "au", f"{'7' * 10_000} came."))
    assert finding.message == f"A sentence begins with the figure {'7' * 60}…."
    assert finding.source.end_column == 10_001


def test_references_to_nowhere_are_counted_where_they_are_too_many(make_report: MakeReport) -> None:
    references = "\n\n".join(f"It met (see [para.](#name{number}))." for number in range(MOST_OF_A_KIND + 12))
    files = {"unhcr__au": contribution("unhcr", "au", references), "general__introduction": "See [para.](#name)."}
    findings = found(make_report, "IN-REF-01", **files)
    assert len(findings) == 1 + MOST_OF_A_KIND + 1
    assert findings[-1].message == "The file has 12 more findings of this kind from here on."
