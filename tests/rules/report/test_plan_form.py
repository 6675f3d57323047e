"""The titles of agenda sub-items have the words of the agenda before the name."""

from __future__ import annotations

import pytest

from assembler.api import check, load
from tests.conftest import ORGANIZATIONS, small_files
from tests.rules.test_rules import READ


@pytest.mark.parametrize(
    ("title", "messages"),
    [
        (
            "Collaboration between the UN and the African Union",
            [
                "The sub-item “Collaboration between the UN and the African Union” does not begin with “Cooperation "
                "between the United Nations”."
            ],
        ),
        ("Cooperation between the United Nations and the African Union (AU)", []),
        ("", []),
    ],
)
def test_sub_items_begin_with_the_words_of_the_agenda(title: str, messages: list[str]) -> None:
    agenda = f"agenda: {{item_letter: a, title: {title}}}" if title else "agenda: {item_letter: a}"
    organizations = ORGANIZATIONS.replace("agenda: {item_letter: a}", agenda)
    report = load(small_files(organizations_yaml=organizations), cache=READ)
    findings = [finding for finding in check(report).findings if finding.rule == "IN-MST-04"]
    assert [finding.message for finding in findings] == messages
    assert all(finding.source.path.endswith("organizations.yaml") for finding in findings)
