"""assembler import --report: the answer to the focal point, as page, mail and comments, beside what was taken."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from assembler.__main__ import run
from assembler.ooxml.questionnaire import AUTHOR
from tests.conftest import PLAN, MakeReport
from tests.ooxml.test_added_comments import anchored
from tests.writers.docx.questionnaire_reading import controls
from tests.writers.docx.word_reading import W, WordReading

ASKED = PLAN.replace("{unhcr: [au], who: [au]}", "{unhcr: [au, asean], who: [au]}")
PERIOD = "period: {from: 2018-08-18, to: 2020-08-31}\n"
OUTSIDE = "UNHCR met the African Union on 3 July 2012."


@pytest.fixture
def root(make_report: MakeReport) -> Path:
    """A report in which UNHCR has not answered yet."""
    return make_report(report_yaml=ASKED + PERIOD, unhcr__au=None)


def form(root: Path, words: str = OUTSIDE, name: str = "form.docx") -> Path:
    """UNHCR's form with these words on the African Union."""
    empty = root / "empty.docx"
    empty.unlink(missing_ok=True)
    assert run(["new", "contribution", "unhcr", "--to", "docx", "-C", str(root), "-o", str(empty)]) == 0
    word = WordReading(empty.read_bytes())
    control = controls(word)["answer:au"]
    about, hint = control.find(W + "sdtPr"), next(control.iter(W + "t"))
    assert about is not None
    about.remove(next(about.iter(W + "showingPlcHdr")))
    hint.text = words
    made = BytesIO()
    with ZipFile(empty) as source, ZipFile(made, "w") as target:
        for part in source.namelist():
            target.writestr(part, etree.tostring(word.document) if part == "word/document.xml" else source.read(part))
    (root / name).write_bytes(made.getvalue())
    return root / name


def test_mail_tells_what_was_found_and_how_it_prints(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(form(root)), "-C", str(root), "--report", "text"]) == 0
    assert f"{root}/build/answers/unhcr.txt" in capsys.readouterr().out
    mail = (root / "build/answers/unhcr.txt").read_text(encoding="utf-8")
    assert (
        "\n1. African Union, first paragraph, “…the African Union on 3 July 2012.” (suggestion): 3 July 2012 lies"
        in mail
    )
    assert f"\n3. {OUTSIDE}\n" in mail
    assert "No text has arrived yet." in mail


def test_page_is_made_anew_each_time(root: Path) -> None:
    page = root / "build/answers/unhcr.html"
    assert run(["import", str(form(root)), "-C", str(root), "--report", "html"]) == 0
    assert "3 July 2012 lies" in page.read_text(encoding="utf-8")
    right = form(root, "We met.")
    assert run(["import", str(right), "-C", str(root), "--replace", "--report", "html"]) == 0
    assert "3 July 2012" not in page.read_text(encoding="utf-8")
    assert [path.name for path in page.parent.iterdir()] == ["unhcr.html"]


def test_file_comes_back_with_comments(root: Path) -> None:
    assert run(["import", str(form(root)), "-C", str(root), "--report", "docx"]) == 0
    word = WordReading((root / "build/answers/unhcr/form.docx").read_bytes())
    assert "3 July 2012" in anchored(word).values()


def test_comments_of_ours_are_no_queries_when_the_file_comes_again(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["import", str(form(root)), "-C", str(root), "--report", "docx"])
    text = (root / "contributions/unhcr/au.md").read_text(encoding="utf-8")
    capsys.readouterr()
    assert run(["import", str(root / "build/answers/unhcr/form.docx"), "-C", str(root)]) == 0
    out, err = capsys.readouterr()
    assert AUTHOR not in out + err
    assert "nothing changed" in err + out
    assert (root / "contributions/unhcr/au.md").read_text(encoding="utf-8") == text


def test_refused_file_is_answered_too(root: Path) -> None:
    bad = root / "bad.docx"
    bad.write_bytes(b"PK nothing")
    assert run(["import", str(bad), "-C", str(root), "--entity", "unhcr", "--report", "text"]) == 1
    assert "BAD.DOCX\n\nThe file has not been taken" in (root / "build/answers/unhcr.txt").read_text(encoding="utf-8")


def test_file_of_nobody_gets_no_answer(root: Path) -> None:
    bad = root / "bad.docx"
    bad.write_bytes(b"PK nothing")
    assert run(["import", str(bad), "-C", str(root), "--report", "text"]) == 1
    assert not (root / "build/answers").exists()


def test_files_of_the_same_name_do_not_take_each_others_place(root: Path) -> None:
    first, second = form(root, "We met."), root / "second" / "form.docx"
    second.parent.mkdir()
    second.write_bytes(first.read_bytes())
    assert run(["import", str(first), str(second), "-C", str(root), "--report", "docx"]) == 0
    answers = root / "build/answers/unhcr"
    assert sorted(path.name for path in answers.iterdir()) == ["form-2.docx", "form.docx"]
    came = (answers / "form.docx").read_bytes()
    assert run(["import", str(answers / "form.docx"), "-C", str(root), "--report", "docx"]) == 0
    assert (answers / "form.docx").read_bytes() == came


def test_file_that_cannot_be_opened_does_not_come_back(root: Path) -> None:
    bad = root / "bad.docx"
    bad.write_bytes(b"PK nothing")
    assert run(["import", str(bad), "-C", str(root), "--entity", "unhcr", "--report", "docx"]) == 1
    assert not (root / "build/answers").exists()
