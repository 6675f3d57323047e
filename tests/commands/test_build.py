"""assembler build: its options."""

from __future__ import annotations

import json

import pytest

from assembler.__main__ import run
from tests.conftest import MakeReport
from tests.writers.word_reading import W, WordReading


def test_lines_of_a_draft_are_numbered_on_request(make_report: MakeReport) -> None:
    root = make_report()
    assert run(["build", "-C", str(root), "--to", "docx", "--line-numbers"]) == 0
    word = WordReading((root / "build/draft/A-75-345.docx").read_bytes())
    assert len(list(word.document.iter(W + "lnNumType"))) == 2
    assert json.loads((root / "build/draft/report.json").read_text())["line_numbers"] is True


@pytest.mark.parametrize("wrong", [["--final"], ["--to", "pdf,txt"]])
def test_line_numbers_without_the_word_file_of_a_draft_are_wrong_usage(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    root = make_report()
    assert run(["build", "-C", str(root), "--line-numbers", *wrong]) == 2
    assert "--line-numbers" in capsys.readouterr().err
    assert not (root / "build").exists()
