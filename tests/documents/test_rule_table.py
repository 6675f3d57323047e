"""The table of rules names each rule of the Organization once, and says why no machine looks for those of a person."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from assembler.rules.registry import RULES, Scope

PAGES = Path(__file__).parents[2] / "docs/reference_pages.py"
ROW = re.compile(r"\| \[(UN-[A-Z]+-\d\d)\]\(#UN-[A-Z]+-\d\d\) \| (.+) \| (.+) \| (.*) \|")


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str, str]]:
    """The rows of the table by code: what the rule is about, who sees to it, why no machine looks."""
    spec = spec_from_file_location("reference_pages", PAGES)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("pages")
    module.write_reference_pages(folder)
    text = (folder / "rules/coverage.md").read_text(encoding="utf-8")
    matches = list(ROW.finditer(text))
    assert len(matches) == len({match[1] for match in matches})
    return {match[1]: (match[2], match[3], match[4]) for match in matches}


def test_each_rule_of_the_organization_has_a_row(rows: dict[str, tuple[str, str, str]]) -> None:
    assert list(rows) == [code for code in RULES if code.startswith("UN-")]


def test_no_number_of_a_family_is_missing() -> None:
    numbers: dict[str, list[int]] = defaultdict(list)
    for code in (code for code in RULES if code.startswith("UN-")):
        family, _, number = code.rpartition("-")
        numbers[family].append(int(number))
    assert {family: places for family, places in numbers.items() if places != list(range(1, len(places) + 1))} == {}


def test_what_a_person_sees_to_has_a_reason(rows: dict[str, tuple[str, str, str]]) -> None:
    manual = {code for code, rule in RULES.items() if rule.scope is Scope.MANUAL and code in rows}
    assert {code for code, (_, seen_to, _) in rows.items() if seen_to == "a person"} == manual
    for code, (_, _, reason) in rows.items():
        sentences = re.findall(r"[.?!](?= |\Z)", reason)
        assert (len(sentences) > 1) == (code in manual), f"{code} says no reason beside its source"


def test_what_is_found_has_a_finder(rows: dict[str, tuple[str, str, str]]) -> None:
    found = [code for code, (_, seen_to, _) in rows.items() if seen_to == "`check` finds faults"]
    assert [code for code in found if not RULES[code].module and RULES[code].scope is not Scope.FILE] == []
