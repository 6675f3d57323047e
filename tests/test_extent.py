"""What is looked for: the structure alone, what is wrong in print, or everything."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from assembler import pipeline
from assembler.__main__ import run
from assembler.assemble import assemble
from assembler.check import check
from assembler.model.finding import Extent
from assembler.model.value import replace
from assembler.model.word_lists import WordLists
from assembler.pipeline import load_folder
from assembler.storage.templates import PACKAGED
from tests.conftest import PLAN, MakeReport, contribution

TEXT = contribution("unhcr", "au", 'UNHCR chose the color of the "tents".[^none]')
WAIVERS = "status: submitted\nwaive:\n  - {rule: UN-PUN-01, reason: typed so}\n  - {rule: UN-NUM-04, reason: none}\n"


def found(root: Path, extent: Extent) -> set[str]:
    """The codes of what is found."""
    return {finding.rule for finding in pipeline.examine(root, extent=extent).checked.findings}


def test_each_extent_finds_what_the_smaller_one_finds(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=TEXT)
    structure, errors, everything = (found(root, extent) for extent in Extent)
    assert "IN-FN-01" in structure
    assert errors - structure == {"UN-SPL-02"}
    assert everything - errors >= {"UN-PUN-01"}
    assert structure < errors < everything


def test_errors_are_those_of_the_plan(make_report: MakeReport) -> None:
    levels = "rules: {UN-PUN-01: {level: error, reason: ours}, UN-SPL-02: {level: advice, reason: ours}, "
    codes = found(make_report(unhcr__au=TEXT, report_yaml=PLAN.replace("rules: {", levels)), Extent.ERRORS)
    assert "UN-PUN-01" in codes
    assert "UN-SPL-02" not in codes


def test_structure_takes_waivers_of_style_on_trust(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=TEXT.replace("status: submitted\n", WAIVERS))
    assert "IN-WVR-01" not in found(root, Extent.STRUCTURE)
    assert "IN-WVR-01" in found(root, Extent.ERRORS)


class _Closed(WordLists):
    def pairs(self, name: str) -> Mapping[str, str]:
        raise AssertionError(name)


def test_structure_asks_for_no_word_list(make_report: MakeReport) -> None:
    collection = load_folder(make_report(unhcr__au=TEXT), style=False).collection
    assert collection is not None
    assert collection.word_lists == WordLists()
    report = assemble(collection, draft=True)
    assert check(replace(collection, word_lists=_Closed()), report, extent=Extent.STRUCTURE).findings
    with pytest.raises(AssertionError):
        check(replace(collection, word_lists=_Closed()), report)


def test_structure_looks_at_the_word_lists_of_the_report(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=TEXT)
    folder = root / "templates/wording/en"
    shutil.copytree(PACKAGED / "wording/en", folder)
    assert _lists(root, style=False) == set()
    (folder / "spelling.yaml").write_text("doubled: [long long]\nother: long\n", encoding="utf-8")
    assert _lists(root, style=False) == {"doubled", "other"}
    assert "IN-WRD-01" in found(root, Extent.STRUCTURE)


def _lists(root: Path, *, style: bool) -> set[str]:
    """The word lists that are read."""
    collection = load_folder(root, style=style).collection
    assert collection is not None
    return set(collection.word_lists.lists)


def test_what_was_waived_is_the_same_in_a_draft_as_in_a_check(make_report: MakeReport, tmp_path: Path) -> None:
    root = make_report(unhcr__au=TEXT.replace("status: submitted\n", WAIVERS))
    run(["build", "-C", str(root), "--to", "txt", "--out", str(tmp_path / "out")])
    waived = json.loads((tmp_path / "out" / "manifest.json").read_bytes())["waived"]
    rules = [waiver["rule"] for waiver in waived]
    assert "UN-PUN-01" in rules
    assert rules == [finding.rule for finding in pipeline.examine(root).checked.waived]


def test_a_draft_tells_errors_of_style_and_no_warnings(
    make_report: MakeReport, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(unhcr__au=TEXT.replace("[^none]", ""))
    assert run(["build", "-C", str(root), "--to", "txt", "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr()
    assert "UN-SPL-02" in said.out
    assert "UN-PUN-01" not in said.out


def test_check_can_leave_style_aside(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(unhcr__au=TEXT)
    assert run(["check", "-C", str(root), "--structure", "--format", "concise"]) == 1
    assert "UN-" not in capsys.readouterr().out
    assert run(["check", "-C", str(root), "--structure", "--fix"]) == 2
    assert "mends nothing" in capsys.readouterr().err
