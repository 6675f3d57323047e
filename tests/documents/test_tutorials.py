"""docs/tutorials/: editor and producer one after the other in the same folder, and the form of the focal point."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document

from tests.conftest import ROOT
from tests.documents.pages import check_page
from tests.documents.returned_files import fill_form

pytestmark = pytest.mark.slow

FILES = ROOT / "docs/tutorials/files"
CORRECTIONS = {
    "unhcr/au.md": ("40% of them were women", "Of these, 40 per cent were women"),
    "unhcr/osce.md": ("UNHCR and OSCE", "UNHCR and the Organization for Security and Cooperation in Europe"),
    "ohchr/au.md": (" (OHCHR)", ""),
}
"""What the tutorial has its reader correct."""


def correct_texts(folder: Path) -> None:
    for place, (old, new) in CORRECTIONS.items():
        replace(folder / "contributions" / place, old, new)


def enter_job_number(folder: Path) -> None:
    replace(folder / "contributions/report.yaml", "# job_number: 27-00001", "job_number: 24-10488")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_pages_show_what_the_commands_print(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    shutil.copytree(FILES, tmp_path / "docs/tutorials/files")
    check_page("docs/tutorials/first-report.md", tmp_path, {"correct_texts": correct_texts}, pytestconfig)
    steps = {"enter_job_number": enter_job_number}
    check_page("docs/tutorials/first-final.md", tmp_path / "2024", steps, pytestconfig)
    assert (tmp_path / "2024/build/final/A-79-312.pdf").is_file()


def test_form_of_the_focal_point_can_be_filled_in_as_the_page_says(tmp_path: Path) -> None:
    page = (ROOT / "docs/tutorials/focal-point.md").read_text(encoding="utf-8")
    form = FILES / "form/unhcr.docx"
    words = {paragraph.text for paragraph in Document(str(form)).paragraphs}
    for heading in ("African Union (AU)", "Organization for Security and Cooperation in Europe (OSCE)"):
        assert f"“{heading}”" in page
        assert any(text.startswith(heading) for text in words)
    answers = {"au": ["The Office and the African Union trained 240 border officials."]}
    fill_form(form, tmp_path / "unhcr.docx", answers, contact=("A. Person", "a.person@example.org"), nothing=["osce"])
