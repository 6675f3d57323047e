"""What people do between the commands of a page of docs/how-to/, in the folder of the report."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from docx import Document

from assembler.__main__ import run
from tests.conftest import ROOT
from tests.documents.returned_files import fill_form

type Step = Callable[[Path], object]


def copy_example(folder: Path) -> None:
    shutil.copytree(ROOT / "contributions", folder / "contributions")


def make_report(folder: Path) -> None:
    """The example with its final, as `make report` leaves it."""
    copy_example(folder)
    run(["build", "-C", str(folder), "--final"])


def return_files(folder: Path) -> None:
    """Two Word forms that were filled in, and a letter that is none; the example has no texts of these entities yet."""
    for entity in ("unhcr", "who"):
        shutil.rmtree(folder / "contributions" / entity)
        run(["new", "contribution", "-C", str(folder), entity, "--to", "docx"])
    answers = {
        "au": ["The Office and the African Union trained 240 border officials in Addis Ababa in June 2019."],
        "osce": ["The two secretariats met in Vienna in March 2019."],
    }
    contact = ("Amina Diallo", "diallo@unhcr.example")
    forms, returned = folder / "build/forms", folder / "returned"
    fill_form(forms / "unhcr.docx", returned / "unhcr.docx", answers, contact=contact, nothing=["asean"])
    answers = {"cei": ["The Organization advised the Initiative on vaccines in 2019."]}
    fill_form(forms / "who.docx", returned / "who.docx", answers, contact=("Jan Novak", "novak@who.example"))
    letter = Document()
    letter.add_paragraph("We trained 40 judges.")
    letter.save(str(returned / "letter.docx"))


def load_portal(folder: Path) -> None:
    """A portal with the example report, and a table of people beside it."""
    shutil.copy(ROOT / "docs/how-to/files/people.csv", folder)
    environment = os.environ | {"ASSEMBLER_DATA": str(folder / "portal-data"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "assembler", "portal", "import", str(ROOT)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def cite_missing_note(folder: Path) -> None:
    _edit(folder, "unhcr/osce.md", "adopted in 1998.", "adopted in 1998.[^addendum]")


def unclear_unhcr_osce(folder: Path) -> None:
    _edit(folder, "unhcr/osce.md", "status: cleared", "status: submitted")
    path = folder / "contributions/unhcr/osce.md"
    path.write_text(re.sub(r"^cleared: .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE))


def delete_note(folder: Path) -> None:
    _edit(folder, "unhcr/osce.md", "[^addendum]", "")


def type_space_before_full_stop(folder: Path) -> None:
    _edit(folder, "unhcr/osce.md", "adopted in 1998.[^addendum]", "adopted in 1998 .")


def change_text_on_pif(folder: Path) -> None:
    path = folder / "contributions/iom/pif.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text.rstrip()} A second workshop followed in May 2019.\n", encoding="utf-8")


def edit_draft(folder: Path) -> None:
    """Jane edits a paragraph of the draft in Word."""
    document = Document(str(folder / "build/draft/A-75-345.docx"))
    old = "disarmament and non-proliferation"
    (edited,) = (run_ for p in document.paragraphs for run_ in p.runs if f"arms control, {old}" in run_.text)
    edited.text = edited.text.replace(old, "disarmament")
    document.save(str(folder / "A-75-345-jane.docx"))


def change_a_text(folder: Path) -> None:
    _edit(folder, "unhcr/osce.md", "UNHCR", "the Office")


def _edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "contributions" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


STEPS: dict[str, Step] = {
    step.__name__: step
    for step in (
        make_report,
        load_portal,
        cite_missing_note,
        unclear_unhcr_osce,
        delete_note,
        type_space_before_full_stop,
        change_text_on_pif,
        edit_draft,
        change_a_text,
    )
}
"""Each step by its name, as the comments of the pages have it."""
