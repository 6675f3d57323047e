"""assembler import: a focal point's Word file becomes contributions; nothing is lost, nothing is replaced unasked."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from shutil import rmtree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from assembler.__main__ import run
from assembler.intake.word_import import ImportOptions, import_file
from assembler.load import load_settings
from assembler.ooxml.elements import qualified
from assembler.pipeline import examine
from assembler.storage.report_files import read_folder
from assembler.writers.docx.document import write as write_word
from tests.builders import TEMPLATES
from tests.conftest import MakeReport
from tests.merge.drafts import draft_of
from tests.office import convert
from tests.readers.docx.docx_files import (
    NOTHING,
    PROPERTIES,
    WAITING,
    answer,
    call,
    deleted,
    docx,
    form,
    heading,
    inserted,
    p,
    r,
    sdt,
    section,
    table,
)
from tests.readers.docx.test_word_account import BLOCKS
from tests.readers.report_docx.word_files import DOCUMENT, parts_of

NAMES = {"au": "African Union", "asean": "Association of Southeast Asian Nations"}
AU, ASEAN = NAMES.items()
FILLED = (
    section(*AU, heading("Human rights", 2), p("UNHCR ", deleted("hardly "), r("alone", "<w:i/>"), " helped.")),
    section(*ASEAN, checked=True),
)


@pytest.fixture
def report(make_report: MakeReport, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small report without a text of UNHCR, as working folder."""
    root = make_report(unhcr__au=None)
    monkeypatch.chdir(root)
    monkeypatch.setattr("assembler.commands.import_.read_today", lambda: date(2020, 9, 4))
    return root


def write(root: Path, data: bytes, name: str = "form.docx") -> str:
    (root / name).write_bytes(data)
    return name


def bring(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit status and what was said."""
    capsys.readouterr()
    status = run(["import", *arguments, "--format", "concise"])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return status, out


def texts(root: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (root / "contributions/unhcr").glob("*")}


def test_form_becomes_contributions(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = bring(write(report, form(NAMES, *FILLED, contact="Ms. A: “P”")), capsys=capsys)
    assert status == 0
    assert texts(report) == {
        "au.md": (
            '---\nentity: unhcr\norganization: au\nstatus: submitted\nfocal_point: {name: "Ms. A: “P”"}\n'
            "submitted: 2020-09-04\n---\n\n"
            "## Human rights\n\nUNHCR *alone* helped.\n"
        ),
        "asean.md": (
            "---\nentity: unhcr\norganization: asean\nstatus: nothing-to-report\n"
            'focal_point: {name: "Ms. A: “P”"}\nsubmitted: 2020-09-04\n---\n\n'
        ),
    }
    assert "African Union: 1 paragraph, 3 words, in contributions/unhcr/au.md." in out
    assert "Association of Southeast Asian Nations: nothing to report, in contributions/unhcr/asean.md." in out
    assert "were left out: “hardly”." in out
    assert run(["check", "contributions/unhcr"]) == 0


def test_day_of_arrival_is_today_and_said(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", write(report, form(NAMES, *FILLED))]) == 0
    said = "2 files written.\nRecorded as received on 4 September 2020 (today); --on names another day.\n"
    assert capsys.readouterr().err.endswith(said)
    assert all("submitted: 2020-09-04\n" in text for text in texts(report).values())


def test_day_of_arrival_that_is_named_counts_for_lateness(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", write(report, form(NAMES, *FILLED)), "--on", "2020-09-03"]) == 0
    assert capsys.readouterr().err.endswith("Recorded as received on 3 September 2020.\n")
    assert run(["check", "contributions/unhcr", "--format", "concise"]) == 0
    assert "after the deadline of 2020-06-30." in capsys.readouterr().out


def test_day_of_arrival_after_today_is_refused(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", write(report, form(NAMES, *FILLED)), "--on", "2020-09-05"]) == 2
    said = "The files cannot have arrived on 5 September 2020: today is 4 September 2020."
    assert said in capsys.readouterr().err
    assert not (report / "contributions/unhcr").exists()


def test_day_of_arrival_stays_where_nothing_changed(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = write(report, form(NAMES, *FILLED))
    assert run(["import", name, "--on", "2020-09-01"]) == 0
    assert run(["import", name]) == 0
    assert "received" not in capsys.readouterr().err.rpartition("no file written.")[2]
    assert all("submitted: 2020-09-01\n" in text for text in texts(report).values())


@pytest.mark.parametrize("final", [False, True])
def test_report_is_no_contribution_of_one_entity(
    report: Path, capsys: pytest.CaptureFixture[str], *, final: bool
) -> None:
    examined = examine(report, draft=not final).report
    assert examined
    name = write(report, write_word(examined, TEMPLATES), "report.docx")
    status, out = bring(name, "--entity", "unhcr", "--organization", "au", capsys=capsys)
    assert status == 1
    assert f"{name}:1:1: error IN-DOC-14" in out
    assert not (report / "contributions/unhcr").exists()


def test_words_copied_from_a_draft_may_be_a_contribution(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paragraphs = etree.fromstring(parts_of(draft_of(report))[DOCUMENT]).iter(qualified("p"))
    copied = next(paragraph for paragraph in paragraphs if "WHO worked" in "".join(paragraph.itertext()))
    assert next(copied.iter(qualified("bookmarkStart")), None) is not None
    name = write(report, docx(etree.tostring(copied, encoding="unicode")))
    assert bring(name, "--entity", "unhcr", "--organization", "au", capsys=capsys)[0] == 0
    assert "WHO worked with the African Union." in texts(report)["au.md"]


def test_file_brought_in_again_changes_nothing_and_says_so(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = write(report, form(NAMES, *FILLED))
    bring(name, capsys=capsys)
    before = texts(report)
    status, out = bring(name, capsys=capsys)
    assert (status, texts(report)) == (0, before)
    assert "African Union: nothing changed; contributions/unhcr/au.md already says this." in out
    assert not (report / "build").exists()


def test_header_that_somebody_has_completed_is_no_change(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = write(report, form(NAMES, *FILLED))
    bring(name, capsys=capsys)
    path = report / "contributions/unhcr/au.md"
    path.write_text(path.read_text().replace("status: submitted", "status: cleared\nalso: [asean]"))
    before = texts(report)
    assert bring(name, capsys=capsys)[0] == 0
    assert texts(report) == before


def test_contribution_that_was_not_imported_is_replaced_only_if_asked_and_then_kept(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = write(report, form(NAMES, *FILLED))
    bring(name, capsys=capsys)
    rmtree(report / "contributions/.received")
    path = report / "contributions/unhcr/au.md"
    waiver = "also: [asean]\nwaive:\n  - {rule: UN-ORD-06, reason: it is so}\n---\n\n## Hum"
    edited = path.read_text().replace("---\n\n## Hum", waiver) + "\nThe editor's words.\n"
    path.write_text(edited)
    status, out = bring(name, capsys=capsys)
    assert (status, path.read_text()) == (1, edited)
    assert "IN-DOC-12" in out
    status, out = bring(name, "--replace", capsys=capsys)
    assert status == 0
    assert "the old file is kept as .assembler/replaced/unhcr/au-1.md." in out
    assert (report / ".assembler/replaced/unhcr/au-1.md").read_text() == edited
    assert "The editor's words" not in path.read_text()
    assert '- {rule: UN-ORD-06, reason: "it is so"}' in path.read_text()
    path.write_text(edited)
    rmtree(report / "contributions/.received")
    bring(name, "--replace", capsys=capsys)
    assert {kept.name for kept in (report / ".assembler/replaced/unhcr").iterdir()} == {"au-1.md", "au-2.md"}


def test_text_that_comes_again_is_merged_and_shown_before(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = docx(p("They met in Bonn."), p("The programe helped."))
    second = docx(p("They met in Rome."), p("The programe helped."))
    whose = ("--entity", "unhcr", "--organization", "au")
    bring(write(report, first), *whose, capsys=capsys)
    path = report / "contributions/unhcr/au.md"
    path.write_text(path.read_text().replace("programe", "programme"))
    before = {place: place.read_bytes() for place in report.rglob("*") if place.is_file() and place.suffix == ".md"}
    status, out = bring(write(report, second), *whose, "--dry-run", capsys=capsys)
    assert (status, "-They met in Bonn.\n+They met in Rome.\n" in out) == (0, True)
    assert {place: place.read_bytes() for place in before} == before
    assert not (report / "build").exists()
    status, out = bring(write(report, second), *whose, capsys=capsys)
    assert (status, "changed: They met in {--Bonn--}{++Rome++}." in out) == (0, True)
    assert path.read_text().endswith("They met in Rome.\n\nThe programme helped.\n")
    assert run(["check", "contributions/unhcr/au.md"]) == 0


def test_words_that_both_have_changed_are_an_error_until_they_are_settled(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whose = ("--entity", "unhcr", "--organization", "au")
    bring(write(report, docx(p("They met in Bonn."))), *whose, capsys=capsys)
    path = report / "contributions/unhcr/au.md"
    path.write_text(path.read_text().replace("Bonn", "Oslo"))
    name = write(report, docx(p("They met in Rome.")))
    status, out = bring(name, *whose, "--replace", capsys=capsys)
    assert (status, "contributions/unhcr/au.md:8:1: error IN-DOC-15" in out) == (1, True)
    assert "African Union: 1 change of the file was not made, since" in out
    assert path.read_text().endswith("They met in Oslo.\n")
    assert bring(name, *whose, "--settled", capsys=capsys)[0] == 0
    assert bring(name, *whose, capsys=capsys)[0] == 0
    assert path.read_text().endswith("They met in Oslo.\n")
    assert run(["import", name, *whose, "--dry-run", "--report", "html"]) == 2


def test_final_is_kept_back_until_words_in_conflict_are_settled(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whose = ("--entity", "unhcr", "--organization", "au")
    bring(write(report, docx(p("They met 50 nurses."))), *whose, capsys=capsys)
    path = report / "contributions/unhcr/au.md"
    path.write_text(path.read_text().replace("50 nurses", "fifty-five nurses"))
    name = write(report, docx(p("They met 60 nurses.")))
    run(["clear", "--all", "--by", "A. Person"])
    assert bring(name, *whose, capsys=capsys)[0] == 1

    def say(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        status = run([*arguments])
        said = capsys.readouterr()
        return status, said.out + said.err

    final = ("build", "--final", "--to", "txt", "--format", "concise")
    status, said = say(*final)
    assert (status, "IN-DOC-20" in said, (report / "build/final").exists()) == (1, True, False)
    message = "form.docx of UNHCR on African Union came on 2020-09-04 and changes words that had been edited here."
    assert message in say("check", "--format", "concise")[1]
    assert "IN-DOC-20" in say("status")[1]
    assert bring(name, *whose, "--settled", capsys=capsys)[0] == 0
    status, said = say(*final)
    assert (status, "IN-DOC-20" in said) == (0, False), said
    assert "is undone" in say("undo")[1]
    status, said = say(*final)
    assert (status, "IN-DOC-20" in said) == (1, True)


def test_blank_form_of_a_contribution_may_be_filled(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "contribution", "unhcr", "au"])
    assert bring(write(report, form(NAMES, *FILLED)), capsys=capsys)[0] == 0
    assert "UNHCR *alone* helped." in texts(report)["au.md"]


def test_unanswered_section_writes_no_file(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = bring(write(report, form(NAMES, section(*AU), section(*ASEAN, p("Text.")))), capsys=capsys)
    assert status == 0
    assert list(texts(report)) == ["asean.md"]
    assert "African Union: no answer, so no file was written." in out


def test_text_beside_the_answer_is_taken_with_a_notice(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = form(NAMES, section(*AU, beside=p("Typed below.")), section(*ASEAN, p("Text."), checked=True))
    status, out = bring(write(report, data), capsys=capsys)
    assert status == 0
    assert texts(report)["au.md"].endswith("\n\nTyped below.\n")
    assert texts(report)["asean.md"].endswith("\n\nText.\n")
    assert out.count("IN-DOC-10") == 2


def test_table_beside_the_answer_is_taken_with_a_notice(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = table((p("Year"), p("Visits")), (p("2019"), p("3")))
    _, out = bring(write(report, form(NAMES, section(*AU, beside=rows))), capsys=capsys)
    assert "A table stands outside the answer field and was added to the answer." in out
    assert "| 2019 | 3 |" in texts(report)["au.md"]


@pytest.mark.parametrize("keeps", [True, False])
def test_form_that_lost_its_controls_is_bound_by_bookmarks_and_headings(
    report: Path, capsys: pytest.CaptureFixture[str], keeps: bool
) -> None:
    data = form(NAMES, *FILLED, keeps=keeps)
    from tests.readers.report_docx.word_files import edited

    def bare(text: str) -> str:
        for tag in ("sdt", "sdtContent"):
            text = text.replace(f"<w:{tag}>", "").replace(f"</w:{tag}>", "")
        import re

        return re.sub(r"<w:sdtPr>.*?</w:sdtPr>", "", text)

    status, _ = bring(write(report, edited(data, bare)), capsys=capsys)
    assert status == 0
    assert texts(report)["au.md"].endswith("## Human rights\n\nUNHCR *alone* helped.\n")
    if keeps:
        assert "status: nothing-to-report" in texts(report)["asean.md"]


def test_form_that_lost_the_account_of_its_words_falls_back_on_its_styles(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = bring(write(report, form(NAMES, *FILLED, contact="A. Person", keeps=False)), capsys=capsys)
    assert (status, out.count("IN-DOC-10")) == (0, 0)
    assert texts(report)["au.md"].endswith("---\n\n## Human rights\n\nUNHCR *alone* helped.\n")
    assert texts(report)["asean.md"].endswith("---\n\n")


def test_answer_as_libreoffice_leaves_it(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its field is inside the paragraph, still flagged and in the style of the hint; Enter has made line breaks."""
    waits = '<w:rStyle w:val="Waits"/>'
    typed = r("One.", waits) + "<w:r><w:br/></w:r>" + r("Two.", waits)
    field = p(sdt(typed, "answer:au", AU[1], "<w:showingPlcHdr/>"))
    behind = p(sdt(r(WAITING, waits), "answer:asean", ASEAN[1], "<w:showingPlcHdr/>"), " Behind the hint.")
    status, out = bring(write(report, form(NAMES, heading(AU[1]), field, heading(ASEAN[1]), behind)), capsys=capsys)
    assert (status, "IN-DOC" in out) == (0, False)
    assert texts(report)["au.md"].endswith("---\n\nOne.\n\nTwo.\n")
    assert texts(report)["asean.md"].endswith("---\n\nBehind the hint.\n")


def test_nothing_to_report_in_words_is_as_good_as_a_checked_box(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(write(report, form(NAMES, section(*AU, p(NOTHING)))), capsys=capsys)
    assert "status: nothing-to-report" in texts(report)["au.md"]


def test_words_typed_into_the_box_are_listed(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = p(sdt(r("☐ see below"), "nothing:au", NOTHING), f" {NOTHING}")
    _, out = bring(write(report, form(NAMES, heading(AU[1]), typed, answer(*AU, p("Text.")))), capsys=capsys)
    assert "were left out: “see below”." in out


def test_form_of_another_report_is_refused(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    properties = PROPERTIES | {"AssemblerReport": "A/73/328", "AssemblerRound": "2018-06-30"}
    data = docx(answer(*AU, p("Old text.")), properties=properties)
    status, out = bring(write(report, data), capsys=capsys)
    assert (status, "IN-DOC-11" in out) == (1, True)
    assert not (report / "contributions/unhcr").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "rule"),
    [
        ([], 1, "IN-DOC-13"),
        (["--entity", "unhcr"], 1, "IN-DOC-07"),
        (["--entity", "unhcr", "--organization", "au"], 0, ""),
        (["--entity", "unchr", "--organization", "au"], 2, ""),
        (["--entity", "unhcr", "--organization", "ua"], 2, ""),
    ],
)
def test_free_text_is_taken_for_whom_the_editor_names(
    report: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, rule: str
) -> None:
    name = write(report, docx(p("UNHCR helped", call("footnote", 1), "."), footnotes={1: "A note."}))
    said = bring(name, *arguments, capsys=capsys)
    assert said[0] == status
    assert rule in said[1]
    assert (report / "contributions/unhcr/au.md").is_file() == (status == 0)


def test_entity_that_contradicts_the_file_is_refused(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = bring(write(report, form(NAMES, *FILLED)), "--entity", "who", capsys=capsys)
    assert (status, "IN-DOC-13" in out) == (1, True)


def test_one_bad_file_does_not_hide_the_others(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = write(report, b"no Word", "bad.docx"), write(report, form(NAMES, *FILLED))
    status, out = bring(*files, capsys=capsys)
    assert status == 1
    assert "bad.docx:1:1: error IN-DOC-02 The file is no Word document." in out
    assert "bad.docx: nothing was taken." in out
    assert set(texts(report)) == {"au.md", "asean.md"}


def test_missing_file_and_missing_plan_could_not_run(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring("nowhere.docx", capsys=capsys)[0] == 2
    name = write(report, form(NAMES, *FILLED))
    (report / "contributions/report.yaml").unlink()
    assert bring(name, capsys=capsys)[0] == 2


@pytest.mark.parametrize("broken", ["", "au: {name: [\n", "- au\n"])
@pytest.mark.parametrize("names", ["organizations", "entities"])
def test_list_of_names_that_cannot_be_read_is_named_and_nothing_taken(
    report: Path, capsys: pytest.CaptureFixture[str], names: str, broken: str
) -> None:
    (report / f"contributions/{names}.yaml").write_text(broken)
    for arguments in ((), ("--entity", "unhcr", "--organization", "au")):
        status, out = bring(write(report, form(NAMES, *FILLED)), *arguments, capsys=capsys)
        assert status == 1
        assert out.startswith(f"contributions/{names}.yaml:")
        assert not (report / "contributions/unhcr").exists()


def test_findings_for_programs_stand_alone(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", write(report, form(NAMES, *FILLED)), "--format", "json"])
    out, err = capsys.readouterr()
    assert [finding["rule"] for finding in json.loads(out)["findings"]] == ["IN-DOC-05"]
    assert "1 paragraph, 3 words" in err


def test_word_file_that_lies_in_its_place_is_not_doubled(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = report / "contributions/unhcr"
    folder.mkdir()
    name = write(folder, form(NAMES, *FILLED), "au.docx")
    status, out = bring(f"contributions/unhcr/{name}", capsys=capsys)
    assert (status, "IN-DOC-12" in out) == (1, True)
    assert {file.name for file in folder.iterdir()} == {"au.docx", "asean.md"}


def test_what_would_be_lost_on_the_way_is_not_written(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assembler.intake import word_import as importing

    monkeypatch.setattr(importing, "print_blocks", lambda *_: "Nothing of it.\n")
    known = load_settings(read_folder(report).files)
    assert known.plan
    made = import_file(form(NAMES, *FILLED), "form.docx", ImportOptions(), known.plan, known.vocabulary, lambda _: None)
    assert made.changes == []
    assert "IN-DOC-09" in [finding.rule for finding in made.findings]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The settings of the small report."""
    from tests.conftest import small_report

    root = tmp_path_factory.mktemp("known")
    for name, text in small_report().items():
        (root / "contributions" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "contributions" / name).write_text(str(text), encoding="utf-8")
    return root


@pytest.mark.slow
@given(st.lists(BLOCKS, min_size=1, max_size=5))
@settings(
    max_examples=int(os.environ.get("EXAMPLES", "100")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_imported_comes_in_whole_and_once(known: Path, body: list[str]) -> None:
    """Through Markdown and back; a second time nothing changes."""
    settings = load_settings(read_folder(known).files)
    assert settings.plan
    data = docx(*body, footnotes={1: "A note."}, comments={1: ("A. Person", "Why?")})
    wish = ImportOptions("unhcr", "au")
    made = import_file(data, "text.docx", wish, settings.plan, settings.vocabulary, lambda _: None)
    assert "IN-DOC-09" not in [finding.rule for finding in made.findings]
    there = {change.path: change.data for change in made.changes}
    again = import_file(data, "text.docx", wish, settings.plan, settings.vocabulary, there.get)
    assert again.changes == []
    assert all("nothing changed" in sentence for sentence in again.sentences) or not there


@pytest.mark.slow
def test_form_that_went_through_libreoffice_says_the_same(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    longer = (
        section(
            *AU, p("First ", inserted("new "), "paragraph."), p("Second one."), p("Third ", sdt(r("in a box")), ".")
        ),
        FILLED[1],
    )
    name = write(report, form(NAMES, *longer))
    bring(name, capsys=capsys)
    before = texts(report)
    (report / "out").mkdir()
    convert([report / name], "docx:MS Word 2007 XML", report / "out")
    status, out = bring(f"out/{name}", capsys=capsys)
    assert (status, texts(report)) == (0, before)
    assert out.count("nothing changed") == 2
