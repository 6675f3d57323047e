"""assembler trace: its arguments, its two forms, its exit statuses."""

from __future__ import annotations

import json

import pytest

from assembler.__main__ import run
from tests.conftest import PLAN, MakeReport, contribution


def test_number_and_text(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report()
    assert run(["trace", "3", "-C", str(root)]) == 0
    assert capsys.readouterr().out.startswith("Paragraph 3\n  II. Cooperation > African Union\n")
    assert run(["trace", "unhcr/au", "-C", str(root)]) == 0
    assert "unhcr/au#p1 (line 7): printed as paragraph 3.\n" in capsys.readouterr().out


def test_plan_that_can_not_be_used_is_told_in_json(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trace", "3", "-C", str(make_report(report_yaml="title: [")), "--format", "json"]) == 1
    assert {finding["rule"] for finding in json.loads(capsys.readouterr().out)["findings"]} == {"IN-YML-01"}


def test_json(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report()
    assert run(["trace", "3", "-C", str(root), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["version"], data["paragraph"]["number"], data["paragraph"]["organization"]) == (1, 3, "au")
    (source,) = data["sources"]
    assert (source["file"], source["line"]) == ("contributions/unhcr/au.md", 7)
    assert source["contribution"]["by"] == "UNHCR"
    assert run(["trace", "unhcr/au#p1", "-C", str(root), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [place["number"] for place in data["paragraphs"][0]["printed"]] == [3]


@pytest.mark.parametrize("arguments", [["1", "--annex"], ["--annex", "1"], ["1", "--annex", "1"]])
def test_annex(make_report: MakeReport, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    root = make_report(report_yaml=PLAN + "annexes: [{title: One, text: one}]\n", general__one="Text of the annex.")
    assert run(["trace", "-C", str(root), *arguments]) == 0
    assert "Text of the annex." in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [[], [""], ["99"], ["9" * 5000], ["nobody/au"], ["unhcr/au", "--annex"], ["1", "--annex"]]
)
def test_what_cannot_be_traced(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(["trace", "-C", str(make_report()), *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err


def test_plan_that_cannot_be_used(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trace", "1", "-C", str(make_report(report_yaml="title: [\n"))]) == 1
    assert "IN-YML-01" in capsys.readouterr().out


def test_text_without_paragraphs(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "").replace("submitted", "nothing-to-report"))
    assert run(["trace", "unhcr/au", "-C", str(root)]) == 0
    assert "It has no paragraph that could be printed." in capsys.readouterr().out
