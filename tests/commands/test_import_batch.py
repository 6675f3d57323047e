"""assembler import of several files: each is named with its entity, none stops the others, a table at the end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assembler.__main__ import run
from assembler.commands.terminal.table import format_table
from tests.conftest import PLAN, MakeReport
from tests.readers.docx.docx_files import docx, form, heading, p, section

NAMES = {"au": "African Union", "asean": "Association of Southeast Asian Nations"}
AU, ASEAN = NAMES.items()
ASKED = PLAN.replace("{unhcr: [au], who: [au]}", "{unhcr: [au, asean], who: [au]}")


@pytest.fixture
def report(make_report: MakeReport, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report without texts, as working folder, and a folder of files that came back."""
    root = make_report(report_yaml=ASKED, unhcr__au=None, who__au=None)
    monkeypatch.chdir(root)
    (root / "returned").mkdir()
    for name, data in {
        "unhcr.docx": form(NAMES, section(*AU, p("UNHCR met.")), section(*ASEAN)),
        "who.docx": form({"au": NAMES["au"]}, section(*AU, p("WHO met them twice.")), entity="who"),
        "broken.docx": b"PK",
        "of nobody.docx": docx(p("Words.")),
        "~$unhcr.docx": b"\5user",
        "notes.txt": b"x",
    }.items():
        (root / "returned" / name).write_bytes(data)
    return root


def table(out: str) -> list[list[str]]:
    """The cells of the table at the end."""
    lines = out.rpartition("\n\n")[2].splitlines()
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines]


@pytest.mark.usefixtures("report")
def test_folder_of_files_gives_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "returned"]) == 1
    out, err = capsys.readouterr()
    assert table(out) == [
        ["File", "Entity", "Organization", "Words", "Findings", "Result and what to do"],
        ["returned/broken.docx", "–", "–", "–", "1 error", table(out)[1][-1]],
        ["returned/of nobody.docx", "–", "–", "–", "1 error", table(out)[2][-1]],
        ["returned/unhcr.docx", "UNHCR", "African Union", "2", "–", "taken"],
        ["returned/unhcr.docx", "UNHCR", "ASEAN", "–", "no answer; ask the entity"],
        ["returned/who.docx", "WHO", "African Union", "4", "–", "taken"],
    ]
    assert table(out)[1][-1].startswith("not taken: Open the file in Word")
    assert table(out)[2][-1].startswith("not taken: Import the file by itself with --entity ID")
    assert err.startswith(
        "returned/notes.txt was left out: it is no Word file.\n"
        "returned/~$unhcr.docx was left out: Word keeps that file while the document is open, and it has no text.\n"
        "2 errors; 2 files written.\n"
    )
    assert Path("contributions/unhcr/au.md").exists()
    assert Path("contributions/who/au.md").exists()


@pytest.mark.usefixtures("report")
def test_text_of_another_kind_in_a_folder_is_named_as_not_taken(capsys: pytest.CaptureFixture[str]) -> None:
    Path("returned/old.DOC").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
    Path("returned/scan.pdf").write_bytes(b"%PDF-1.4")
    Path("returned/more").mkdir()
    assert run(["import", "returned"]) == 1
    out, err = capsys.readouterr()
    results = {row[0]: row[-1] for row in table(out)}
    assert results["returned/old.DOC"].startswith("not taken: Open the file in Word and save it anew")
    assert results["returned/scan.pdf"].startswith("not taken: ")
    assert "returned/more was left out: it is a folder." in err


def test_errors_of_a_file_that_was_taken_are_something_to_do(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stray = section(*AU, heading("Culture", 2), p("UNHCR met."))
    (report / "returned/unhcr.docx").write_bytes(form({"au": NAMES["au"]}, stray))
    run(["import", "returned/unhcr.docx", "returned/who.docx"])
    assert table(capsys.readouterr().out)[1][-1].startswith("taken; look at 1 error")


def test_findings_of_a_file_are_named_for_one_of_its_texts(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sections = section(*AU, p("Figure 1: Visits")), section(*ASEAN, p("UNHCR met ASEAN."))
    (report / "returned/unhcr.docx").write_bytes(form(NAMES, *sections))
    run(["import", "returned/unhcr.docx", "returned/who.docx"])
    results = [row[-1] for row in table(capsys.readouterr().out)[1:3]]
    assert results == ["taken; look at 1 warning", "taken"]


@pytest.mark.usefixtures("report")
def test_every_line_names_file_and_entity(capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", "returned/unhcr.docx", "returned/who.docx", "--format", "concise"])
    out = capsys.readouterr().out.partition("\n\n")[0]
    assert out.splitlines() == [
        "returned/unhcr.docx, UNHCR: taken; no findings",
        "returned/unhcr.docx, UNHCR: African Union: 1 paragraph, 2 words, in contributions/unhcr/au.md.",
        f"returned/unhcr.docx, UNHCR: {ASEAN[1]}: no answer, so no file was written.",
        "returned/who.docx, WHO: taken; no findings",
        "returned/who.docx, WHO: African Union: 1 paragraph, 4 words, in contributions/who/au.md.",
    ]


def test_file_that_cannot_be_read_or_written_does_not_stop_the_others(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (report / "contributions/unhcr").write_bytes(b"no folder")
    assert run(["import", "missing.docx", "returned/unhcr.docx", "returned/who.docx"]) == 1
    out, err = capsys.readouterr()
    rows = table(out)
    assert rows[-1][-1] == "missing.docx cannot be read: No such file or directory."
    assert rows[1][:2] == ["returned/unhcr.docx", "UNHCR"]
    assert "contributions/unhcr" in rows[1][-1]
    assert rows[3][-1] == "taken"
    assert "No findings; 1 file written.\n" in err
    assert not (report / "contributions/unhcr/au.md").exists()
    assert (report / "contributions/who/au.md").exists()


@pytest.mark.usefixtures("report")
def test_files_that_cannot_be_read_come_last_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    missing = [f"missing {letter}.docx" for letter in "cabfed"]
    assert run(["import", *missing, "returned/who.docx"]) == 1
    assert [row[0] for row in table(capsys.readouterr().out)[1:]] == ["returned/who.docx", *missing]


def test_name_of_a_file_steers_no_terminal(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (report / "returned/\x1b[31m.docx").write_bytes(docx(p("Words.")))
    run(["import", "returned"])
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.usefixtures("report")
def test_one_file_alone_that_cannot_be_read_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "missing.docx"]) == 2
    assert run(["import", "build"]) == 2
    Path("empty").mkdir()
    assert run(["import", "empty"]) == 2
    assert capsys.readouterr().err.endswith("assembler: There is no Word file in empty.\n")


@pytest.mark.usefixtures("report")
def test_same_file_twice_is_one_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "returned/who.docx", "./returned/../returned/who.docx"]) == 0
    assert capsys.readouterr().out == "African Union: 1 paragraph, 4 words, in contributions/who/au.md.\n"


@pytest.mark.usefixtures("report")
def test_json_has_what_came_of_each_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "returned", "missing.docx", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    files = json.loads(out)["files"]
    assert [file["path"].rpartition("/")[2] for file in files] == [
        "broken.docx",
        "of nobody.docx",
        "unhcr.docx",
        "who.docx",
        "missing.docx",
    ]
    assert files[2] == {
        "path": "returned/unhcr.docx",
        "entity": "unhcr",
        "state": "taken",
        "texts": [
            {
                "organization": "au",
                "place": "contributions/unhcr/au.md",
                "words": 2,
                "state": "taken",
                "result": "taken",
            },
            {
                "organization": "asean",
                "place": "",
                "words": 0,
                "state": "no answer",
                "result": "no answer; ask the entity",
            },
        ],
        "obstacle": "",
    }
    assert files[4]["obstacle"].startswith("missing.docx cannot be read")
    assert "Result and what to do" in err


def test_files_for_one_text_are_named(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (report / "returned/again.docx").write_bytes(form({"au": NAMES["au"]}, section(*AU, p("UNHCR met twice."))))
    assert run(["import", "returned/again.docx", "returned/unhcr.docx", "--replace"]) == 1
    out = capsys.readouterr().out
    said = "error IN-DOC-17 The text of UNHCR on African Union differs in"
    assert f"returned/again.docx:1:1: {said} returned/unhcr.docx" in out
    assert f"returned/unhcr.docx:1:1: {said} returned/again.docx" in out
    assert not (report / "contributions/unhcr").exists()


def test_answers_go_to_everybody_whose_file_was_read(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "returned", "--report", "text"]) == 1
    assert sorted(path.name for path in (report / "build/answers").iterdir()) == ["unhcr.txt", "who.txt"]
    assert "build/answers/who.txt" in capsys.readouterr().out


def test_table_wraps_its_last_column_on_a_terminal_alone() -> None:
    header, rows = ("A", "B"), [("非洲", "one two three four five six seven"), ("x\x1b", "")]
    assert format_table(header, rows) == "A     B\n非洲  one two three four five six seven\nx�\n"
    assert format_table(header, rows, 30) == "A     B\n非洲  one two three four five\n      six seven\nx�\n"
    assert format_table(header, rows, 20) == format_table(header, rows)


def test_name_of_a_file_suggests_whose_it_is(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (report / "returned/of nobody.docx").rename(report / "returned/UNHCR_answer.docx")
    assert run(["import", "returned"]) == 1
    hint = "Is the file from UNHCR, as its name suggests? Then import the file by itself with --entity unhcr."
    assert f"  help: {hint}\n" in capsys.readouterr().out


@pytest.mark.usefixtures("report")
def test_dry_run_takes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "returned/unhcr.docx", "returned/who.docx", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert [row[-1] for row in table(out)[1:]] == ["would be taken", "no answer; ask the entity", "would be taken"]
    assert "+++ contributions/who/au.md\n" in out
    assert not Path("contributions/who").exists()


def test_texts_that_come_again_are_merged_file_by_file(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", "returned"])
    edited = report / "contributions/who/au.md"
    edited.write_text(edited.read_text(encoding="utf-8").replace("twice", "three times"), encoding="utf-8")
    again = {
        "unhcr.docx": form(NAMES, section(*AU, p("UNHCR met in Geneva.")), section(*ASEAN)),
        "who.docx": form({"au": NAMES["au"]}, section(*AU, p("WHO met them again.")), entity="who"),
    }
    for name, data in again.items():
        (report / "returned" / name).write_bytes(data)
    capsys.readouterr()
    assert run(["import", *(f"returned/{name}" for name in again)]) == 1
    out = capsys.readouterr().out
    assert "UNHCR met in Geneva." in (report / "contributions/unhcr/au.md").read_text(encoding="utf-8")
    assert "WHO met them three times." in edited.read_text(encoding="utf-8")
    assert "contributions/who/au.md:" in out
    results = [row[-1] for row in table(out)[1:]]
    assert results[0] == "taken"
    assert results[-1].startswith("taken in part: Write the words to be kept here.")
