"""What people do between the commands of a page of docs/how-to/, in the folder of the report."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from docx import Document

from assembler.__main__ import run
from tests.conftest import ROOT
from tests.documents.returned_files import fill_form

type Step = Callable[[Path], object]


def copy_example(folder: Path) -> None:
    shutil.copytree(ROOT / "contributions", folder / "contributions")


def remove_texts_of_unhcr(folder: Path) -> None:
    shutil.rmtree(folder / "contributions/unhcr")


def remove_two_texts(folder: Path) -> None:
    for name in ("unhcr/osce.md", "who/cei.md"):
        (folder / "contributions" / name).unlink()


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


def cite_missing_note(folder: Path) -> None:
    unclear_unhcr_osce(folder)
    _edit(folder, "unhcr/osce.md", "adopted in 1998.", "adopted in 1998.[^addendum]")


def repair_example(folder: Path) -> None:
    shutil.rmtree(folder / "contributions")
    copy_example(folder)


def write_invisible_character(folder: Path) -> None:
    path = folder / "contributions/unhcr/osce.md"
    head = path.read_text(encoding="utf-8").rpartition("\n---\n")[0]
    path.write_text(
        f"{head}\n---\n\nThe cooperation between UN\u200bHCR and the organization continued.\n", encoding="utf-8"
    )


def change_text_on_pif(folder: Path) -> None:
    path = folder / "contributions/iom/pif.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text.rstrip()} A second workshop followed in May 2019.\n", encoding="utf-8")


def unclear_unhcr_osce(folder: Path) -> None:
    _edit(folder, "unhcr/osce.md", "status: cleared", "status: submitted")
    path = folder / "contributions/unhcr/osce.md"
    path.write_text(re.sub(r"^cleared: .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE))


def clear_unhcr_osce(folder: Path) -> None:
    run(["clear", "-C", str(folder), "unhcr", "osce", "--by", "A. Person", "--on", "2020-09-07"])


def edit_draft(folder: Path) -> None:
    """Jane edits a paragraph of the draft in Word."""
    document = Document(str(folder / "build/draft/A-75-345.docx"))
    old = "disarmament and non-proliferation"
    (edited,) = (run_ for p in document.paragraphs for run_ in p.runs if f"arms control, {old}" in run_.text)
    edited.text = edited.text.replace(old, "disarmament")
    document.save(str(folder / "A-75-345-jane.docx"))


def keep_draft_and_change_a_text(folder: Path) -> None:
    run(["build", "-C", str(folder), "--to", "docx", "--out", str(folder / "build/earlier")])
    change_a_text(folder)


def issue_final_and_change_a_text(folder: Path) -> None:
    run(["build", "-C", str(folder), "--final", "--to", "docx"])
    change_a_text(folder)


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
        copy_example,
        remove_texts_of_unhcr,
        remove_two_texts,
        return_files,
        cite_missing_note,
        repair_example,
        write_invisible_character,
        change_text_on_pif,
        unclear_unhcr_osce,
        clear_unhcr_osce,
        edit_draft,
        keep_draft_and_change_a_text,
        issue_final_and_change_a_text,
        change_a_text,
    )
}
"""Each step by its name, as the comments of the pages have it."""
