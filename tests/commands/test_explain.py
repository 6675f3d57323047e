"""assembler explain: every page, the list, the checklist."""

from __future__ import annotations

import pytest
import yaml

from assembler.__main__ import run
from assembler.rules.registry import RULES, Scope
from assembler.rules.rule_remarks import write_remarks
from assembler.storage.templates import PACKAGED


def test_page_says_how_grave_a_fault_is_and_who_finds_it(capsys: pytest.CaptureFixture[str]) -> None:
    words = {Scope.MANUAL: "for a person", Scope.AUTOMATIC: "kept by the assembler"}
    for code, rule in RULES.items():
        assert run(["explain", code]) == 0
        out = capsys.readouterr().out
        assert out.startswith(f"{code} {rule.name} ({words.get(rule.scope, rule.severity.word)}")
        assert ("check --fix” mends it" in out) == (rule.fix == "safe"), code
        assert max(map(len, out.splitlines())) <= 120, code


@pytest.mark.slow
def test_page_that_names_word_lists_says_where_they_are() -> None:
    files = sorted((PACKAGED / "wording/en").glob("*.yaml"))
    lists = (f"`{name}`" for path in files for name in yaml.safe_load(path.read_text(encoding="utf-8")))
    names = (*lists, *(path.name for path in files))
    naming = {code for code, rule in RULES.items() if any(name in rule.page for name in names)}
    assert len(naming) > 20
    assert {code for code in naming if "templates/wording" not in write_remarks(RULES[code])} == set()


def test_checklist_has_a_box_for_each_rule_that_a_person_must_judge(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "--checklist"]) == 0
    out = capsys.readouterr().out
    assert [line.split()[2] for line in out.splitlines() if line.startswith("[ ]")] == [
        code for code, rule in RULES.items() if rule.scope is Scope.MANUAL
    ]
    assert max(map(len, out.splitlines())) <= 78


def test_list_has_every_rule_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "--all"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(RULES)


def test_unknown_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "UN-XYZ-99"]) == 2
    assert "there is no rule UN-XYZ-99" in capsys.readouterr().err
