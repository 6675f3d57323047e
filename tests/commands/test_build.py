"""assembler build: its options."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assembler.__main__ import run
from tests.conftest import PLAN, ROOT, MakeReport, contribution
from tests.writers.docx.word_reading import W, WordReading, text_of


@pytest.mark.parametrize("written", ["docx", "txt"])
@pytest.mark.slow
def test_what_takes_long_to_load_is_loaded_only_where_it_is_needed(written: str, make_report: MakeReport) -> None:
    code = (
        "import sys; from assembler.__main__ import run;"
        "status = run(['build', '-C', sys.argv[1], '--to', sys.argv[2]]);"
        "slow = {'weasyprint', 'jinja2', 'PIL', 'ssl', 'urllib.request', *sys.argv[3:]};"
        "sys.exit(status or ' '.join(slow & sys.modules.keys()) or 0)"
    )
    further = [] if written == "docx" else ["docx", "lxml"]
    command = [sys.executable, "-c", code, str(make_report()), written, *further]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


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


LABEL = "draft 3 of 24 November 2026"


@pytest.mark.slow
def test_label_stands_on_every_page_of_a_draft_and_in_its_records(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "\n\n".join(["A paragraph of some words. " * 20] * 20)))
    assert run(["build", "-C", str(root), "--to", "docx,pdf,html,txt", "--label", LABEL]) == 0
    draft = root / "build/draft"
    pages = pdf_pages(draft / "A-75-345.pdf")
    assert len(pages) >= 3
    assert all("DRAFT 3 of 24 November 2026" in page for page in pages)
    word = WordReading((draft / "A-75-345.docx").read_bytes())
    heads = [text_of(word.part(name)) for name in word.names if re.match(r"word/header-\w+\.xml", name)]
    assert len(heads) == 3
    assert all("DRAFT 3 of 24 November 2026" in head for head in heads)
    assert 'class="draft-mark">DRAFT 3 of 24 November 2026<' in (draft / "A-75-345.html").read_text()
    assert (draft / "A-75-345.txt").read_text().startswith("DRAFT 3 of 24 November 2026\n")
    for name in ("report.json", "manifest.json"):
        assert json.loads((draft / name).read_text())["label"] == LABEL


def pdf_pages(path: Path) -> list[str]:
    """The text of each page, with single spaces."""
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


def test_label_of_the_plan_gives_way_to_that_of_the_command(make_report: MakeReport) -> None:
    root = make_report(report_yaml=PLAN + "draft: draft 2 of 3 November 2026\n")
    assert run(["build", "-C", str(root), "--to", "txt"]) == 0
    assert (root / "build/draft/A-75-345.txt").read_text().startswith("DRAFT 2 of 3 November 2026\n")
    assert run(["build", "-C", str(root), "--to", "txt", "--label", LABEL]) == 0
    assert (root / "build/draft/A-75-345.txt").read_text().startswith("DRAFT 3 of 24 November 2026\n")


@pytest.mark.parametrize("label", ["x" * 51, " ", "a\x07b", "\u202ea"])
def test_label_that_cannot_stand_in_a_mark_is_wrong_usage(make_report: MakeReport, label: str) -> None:
    root = make_report()
    assert run(["build", "-C", str(root), "--label", label]) == 2
    assert not (root / "build").exists()


def test_label_is_for_drafts(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "-C", str(make_report()), "--final", "--label", LABEL]) == 2
    assert "a final bears no mark" in capsys.readouterr().err
