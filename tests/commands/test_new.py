"""assembler new: a report that builds at once, the form of a contribution; nothing that is there is touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assembler.__main__ import run
from assembler.errors import Unwritable
from assembler.intake import folder as intake
from assembler.storage.templates import PACKAGED
from tests.conftest import PLAN, MakeReport, contribution
from tests.writers.docx.word_reading import WordReading, text_of


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    folder = tmp_path / "an empty folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.slow
def test_new_report_builds_at_once(here: Path) -> None:
    assert run(["new", "report", "our report"]) == 0
    assert run(["build", "-C", "our report"]) == 0
    built = contents(here / "our report/build/draft")
    assert set(built) == {"A-81-1.docx", "A-81-1.pdf", "manifest.json", "report.json"}
    assert b"placeholder" not in built["report.json"]


@pytest.mark.usefixtures("here")
def test_new_report_has_nothing_but_words_to_replace(capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "report", "."])
    capsys.readouterr()
    assert run(["check", "--format", "json"]) == 0
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {finding["rule"] for finding in findings} == {"IN-CLR-01", "IN-JOB-01", "IN-SCF-01", "IN-SCF-02"}


def test_every_text_of_a_new_report_is_plainly_a_placeholder(here: Path) -> None:
    run(["new", "report", "."])
    texts = [path.read_text(encoding="utf-8") for path in here.rglob("*.md")]
    assert len(texts) == 8
    assert all("Say here" in text for text in texts)


def test_new_report_names_its_files_and_what_comes_next(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "report", "deep/our report"])
    out, err = capsys.readouterr()
    assert set(out.splitlines()) == set(contents(here))
    assert "assembler build -C 'deep/our report'" in err


def test_new_report_goes_below_the_folder_that_is_named(here: Path) -> None:
    (here / "reports").mkdir()
    assert run(["-C", "reports", "new", "report", "2027"]) == 0
    assert (here / "reports/2027/contributions/report.yaml").is_file()


def test_new_report_leaves_other_files_alone(here: Path) -> None:
    (here / "notes.txt").write_text("mine", encoding="utf-8")
    assert run(["new", "report", "."]) == 0
    assert (here / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in here.iterdir()) == [
        ".gitattributes",
        ".gitignore",
        "contributions",
        "notes.txt",
    ]


def test_new_report_keeps_outputs_out_of_git_and_line_ends_in(here: Path) -> None:
    assert run(["new", "report", "."]) == 0
    assert {"build/", ".assembler/"} <= set((here / ".gitignore").read_text().splitlines())
    assert {"* text=auto eol=lf", "*.docx binary"} <= set((here / ".gitattributes").read_text().splitlines())


def test_new_report_leaves_files_for_git_alone_and_names_the_lines_that_they_lack(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / ".git").mkdir()
    (here / ".gitignore").write_text("*.tmp\nbuild/\n")
    (here / ".gitattributes").write_bytes((PACKAGED / "git/attributes").read_bytes())
    before = contents(here)
    assert run(["new", "report", "."]) == 0
    out, err = capsys.readouterr()
    assert ".git" not in out
    assert ".gitignore was there before and was left alone. Add these lines: .assembler/, " in err
    assert ".gitattributes" not in err
    assert "The folder is part of a Git repository. Add the new files to this repository.\n" in err
    assert before.items() <= contents(here).items()


def test_new_report_that_cannot_be_written_leaves_nothing(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path, _: object) -> None:
        raise Unwritable(f"{folder} cannot be written.")

    monkeypatch.setattr(intake, "write_new_folder", refuse)
    assert run(["new", "report", "."]) == 2
    assert capsys.readouterr().err.endswith("contributions cannot be written.\n")
    assert contents(here) == {}


@pytest.mark.parametrize("place", ["contributions", "contributions/next", "templates"])
def test_new_report_never_lies_among_the_files_of_another(
    here: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    assert run(["new", "report", "."]) == 0
    before = list(contents(here))
    assert run(["new", "report", place]) == 2
    assert (
        f"{place} lies in {place.partition('/')[0]}/, which holds what the report is made of."
        in capsys.readouterr().err
    )
    assert list(contents(here)) == before


@pytest.mark.parametrize("there", ["contributions", "contributions/mine.md", "our", "our/contributions/report.yaml"])
@pytest.mark.parametrize("wanted", [".", "our/report", "our"])
def test_new_report_overwrites_nothing(here: Path, capsys: pytest.CaptureFixture[str], there: str, wanted: str) -> None:
    path = here / there
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine", encoding="utf-8")
    place = here / wanted / "contributions"
    in_the_way = place.exists() or any(parent.is_file() for parent in place.parents)
    assert run(["new", "report", wanted]) == (2 if in_the_way else 0)
    assert path.read_text(encoding="utf-8") == "mine"
    if in_the_way:
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert "nothing was made" in err
        assert list(contents(here)) == [there]


def test_new_contribution_has_only_text_and_status_left_to_do(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(unhcr__au=None)
    assert run(["new", "contribution", "unhcr", "au", "-C", str(root)]) == 0
    assert capsys.readouterr().out == f"{root}/contributions/unhcr/au.md\n"
    path = root / "contributions/unhcr/au.md"
    form = path.read_text(encoding="utf-8").replace("status: draft", "status: submitted")
    path.write_text(f"{form}\nUNHCR worked with the African Union.\n", encoding="utf-8")
    run(["check", "-C", str(root), "--format", "json", "contributions/unhcr"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert [finding["rule"] for finding in findings] == ["IN-CLR-01"]
    assert run(["build", "-C", str(root), "--to", "txt"]) == 0
    printed = (root / "build/draft/A-75-345.txt").read_text(encoding="utf-8")
    assert "UNHCR worked with the African Union." in printed
    assert not any(words in printed for words in ("guidance", "did together", "Due", "<!--"))


def test_new_contribution_works_in_the_report_around(make_report: MakeReport, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_report()
    monkeypatch.chdir(root / "contributions/who")
    assert run(["new", "contribution", "who", "asean"]) == 0
    assert (root / "contributions/who/asean.md").is_file()


@pytest.mark.parametrize("suffix", [".md", ".docx"])
def test_new_contribution_overwrites_nothing(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    root = make_report()
    (root / "contributions/unhcr/asean").with_suffix(suffix).write_text("mine", encoding="utf-8")
    before = contents(root)
    assert run(["new", "contribution", "unhcr", "asean", "-C", str(root)]) == 2
    assert contents(root) == before
    err = capsys.readouterr().err
    assert f"contributions/unhcr/asean{suffix} is already there" in err
    assert err.count("\n") == 1


def test_unknown_name_is_refused(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report()
    before = contents(root)
    assert run(["new", "contribution", "unhrc", "au", "-C", str(root)]) == 2
    assert "did you mean “unhcr”?" in capsys.readouterr().err
    assert contents(root) == before


def test_from_shows_the_text_of_the_earlier_report(
    here: Path, make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["new", "report", "this time"])
    earlier = make_report().rename(here / "last time")
    (here / "this time/contributions/unhcr/au.md").unlink()
    assert run(["new", "contribution", "unhcr", "au", "-C", "this time", "--from", "last time"]) == 0
    form = (here / "this time/contributions/unhcr/au.md").read_text(encoding="utf-8")
    assert "<!-- Last time:\n\nUNHCR worked with the African Union.\n-->\n" in form
    assert "There is no text" not in capsys.readouterr().err
    assert run(["build", "-C", "this time", "--to", "txt"]) == 0
    assert "UNHCR worked" not in (here / "this time/build/draft/A-81-1.txt").read_text(encoding="utf-8")
    assert (earlier / "contributions/unhcr/au.md").is_file()


def test_from_says_where_there_is_no_text(
    here: Path, make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["new", "report", "this time"])
    make_report().rename(here / "last time")
    assert run(["new", "contribution", "dppa", "osce", "-C", "this time", "--from", "last time"]) == 0
    assert "There is no text of dppa on osce in last time" in capsys.readouterr().err
    assert "Last time" not in (here / "this time/contributions/dppa/osce.md").read_text(encoding="utf-8")


def test_from_takes_no_folder_without_a_report(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report()
    (root / "empty").mkdir()
    arguments = ["new", "contribution", "unhcr", "asean", "-C", str(root), "--from", str(root / "empty")]
    assert run(arguments) == 2
    assert "is not the folder of an earlier report" in capsys.readouterr().err
    assert not (root / "contributions/unhcr/asean.md").exists()


def test_report_may_have_a_form_of_its_own(make_report: MakeReport) -> None:
    root = make_report()
    (root / "templates").mkdir()
    (root / "templates/contribution.md").write_text("$entity\n\n## $theme\n", encoding="utf-8")
    assert run(["new", "contribution", "unhcr", "asean", "-C", str(root)]) == 0
    form = (root / "contributions/unhcr/asean.md").read_text(encoding="utf-8")
    assert form == "unhcr\n\n## Humanitarian affairs\n\n## Human rights\n"


def test_plan_that_cannot_be_used_is_shown(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(report_yaml="title: [unclosed\n")
    assert run(["new", "contribution", "unhcr", "asean", "-C", str(root)]) == 1
    out, err = capsys.readouterr()
    assert "IN-YML-01" in out
    assert "Nothing was made" in err
    assert not (root / "contributions/unhcr/asean.md").exists()


@pytest.mark.usefixtures("here")
def test_form_in_word_takes_no_sample_text_for_a_contribution(capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "report", "."])
    capsys.readouterr()
    assert run(["new", "contribution", "unhcr", "--to", "docx"]) == 0
    assert "Already there" not in capsys.readouterr().err


def test_form_in_word_asks_about_all_that_the_plan_asks(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report()
    assert run(["new", "contribution", "unhcr", "--to", "docx", "-C", str(root), "--from", str(root)]) == 0
    out, err = capsys.readouterr()
    assert out == f"{root}/build/forms/unhcr.docx\n"
    assert "Already there: contributions/unhcr/au.md." in err
    assert f"“assembler import -C {root} FILE” takes in what comes back" in err
    word = WordReading((root / "build/forms/unhcr.docx").read_bytes())
    assert [text_of(paragraph) for paragraph in word.paragraphs("Heading1")] == ["African Union"]
    assert [text_of(paragraph) for paragraph in word.paragraphs("FormLastTime")] == [
        "UNHCR worked with the African Union."
    ]
    assert run(["build", "-C", str(root), "--to", "txt"]) == 0
    assert (root / "build/forms/unhcr.docx").is_file()


def test_form_in_word_is_in_the_language_of_the_plan(make_report: MakeReport) -> None:
    root = make_report(report_yaml=f"{PLAN}language: ar\n")
    assert run(["new", "contribution", "unhcr", "--to", "docx", "-C", str(root)]) == 0
    word = WordReading((root / "build/forms/unhcr.docx").read_bytes())
    assert [text_of(paragraph) for paragraph in word.paragraphs("Title")] == ["استمارة المساهمة"]


def test_form_in_word_overwrites_nothing(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report()
    for place in ([], ["-o", str(root / "here/form.docx")]):
        arguments = ["new", "contribution", "unhcr", "asean", "--to", "docx", "-C", str(root), *place]
        assert run(arguments) == 0
        before = contents(root)
        assert run(arguments) == 2
        assert "is already there; nothing was made" in capsys.readouterr().err
        assert contents(root) == before


def test_form_in_word_has_no_place_among_the_contributions(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_report()
    before = contents(root)
    monkeypatch.chdir(root / "contributions/unhcr")
    assert run(["new", "contribution", "unhcr", "--to", "docx", "-o", "au.docx"]) == 2
    assert "among the contributions" in capsys.readouterr().err
    assert contents(root) == before


def test_form_in_word_says_where_there_is_no_text_of_last_time(
    here: Path, make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["new", "report", "this time"])
    make_report().rename(here / "last time")
    assert run(["new", "contribution", "dppa", "-C", "this time", "--to", "docx", "--from", "last time"]) == 0
    assert "There is no text of dppa on au, asean in last time." in capsys.readouterr().err


def test_form_in_word_says_where_the_plan_is_faulty(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(report_yaml=PLAN.replace("unhcr: [au]", "unhcr: [au, oau]"))
    assert run(["new", "contribution", "unhcr", "--to", "docx", "-C", str(root)]) == 0
    assert "contributions/report.yaml has an error, so something may be missing" in capsys.readouterr().err


def test_form_in_word_needs_a_list_of_organizations_that_can_be_read(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(organizations_yaml="au: {name: [\n")
    assert run(["new", "contribution", "unhcr", "--to", "docx", "-C", str(root)]) == 2
    said = "No organization has the id, acronym or name “au”; the ids are in contributions/organizations.yaml."
    assert capsys.readouterr().err == f"assembler: {said}\n"


def test_form_in_word_needs_somebody_who_was_asked(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report(report_yaml=PLAN.replace("unhcr: [au], ", ""))
    assert run(["new", "contribution", "unhcr", "--to", "docx", "-C", str(root)]) == 2
    assert "The plan asks unhcr about no organization" in capsys.readouterr().err
    assert not (root / "build").exists()


def test_form_in_word_needs_words_that_can_be_used(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report()
    (root / "templates/form").mkdir(parents=True)
    (root / "templates/form/en.yaml").write_text("language: en\n", encoding="utf-8")
    assert run(["new", "contribution", "unhcr", "--to", "docx", "-C", str(root)]) == 2
    err = capsys.readouterr().err
    assert "The template form/en.yaml cannot be used. Line 1: " in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("further", [["au", "-o", "form.docx"], ["au", "--to", "pdf"]])
def test_options_that_do_not_fit_are_wrong_usage(make_report: MakeReport, further: list[str]) -> None:
    root = make_report(unhcr__au=None)
    assert run(["new", "contribution", "unhcr", "-C", str(root), *further]) == 2
    assert not (root / "contributions/unhcr/au.md").exists()


@pytest.mark.parametrize("arguments", [["new"], ["new", "report"], ["new", "contribution"], ["new", "form"]])
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    assert run(arguments) == 2


SEVERAL = PLAN.replace("{unhcr: [au], who: [au]}", "{who: [asean, au], unhcr: [au]}")


def test_questionnaires_for_everybody_who_is_asked(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_report(report_yaml=SEVERAL, unhcr__au=None, who__au=None))
    assert run(["new", "contribution", "--all", "--to", "docx"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == ["build/forms/unhcr.docx", "build/forms/who.docx"]
    assert err == (
        "2 forms made.\nNext: send each file to its focal point; “assembler import FILE...” takes in what comes back.\n"
    )
    alone = Path("who alone.docx")
    assert run(["new", "contribution", "who", "--to", "docx", "-o", str(alone)]) == 0
    assert alone.read_bytes() == Path("build/forms/who.docx").read_bytes()


def test_form_that_is_there_stays_and_the_others_are_made(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_report(report_yaml=SEVERAL, unhcr__au=None))
    Path("build/forms").mkdir(parents=True)
    Path("build/forms/unhcr.docx").write_bytes(b"mine")
    assert run(["new", "contribution", "--all", "--to", "docx"]) == 1
    out, err = capsys.readouterr()
    assert out == "build/forms/who.docx\n"
    assert "build/forms/unhcr.docx is already there; nothing was" in err
    assert "Already there: contributions/who/au.md.\n" in err
    assert "\n1 form made; 1 not made.\n" in err
    assert Path("build/forms/unhcr.docx").read_bytes() == b"mine"


def test_texts_for_everybody_who_is_asked(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_report(report_yaml=SEVERAL, unhcr__au=None, who__au=contribution("who", "au", "They met.")))
    assert run(["new", "contribution", "--all"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == ["contributions/unhcr/au.md", "contributions/who/asean.md"]
    assert "contributions/who/au.md is already there; nothing was made.\n2 forms made; 1 not made.\n" in err
    assert "“assembler check contributions/unhcr contributions/who” says whether they are right." in err
    assert run(["undo"]) == 0
    assert not Path("contributions/who/asean.md").exists()


def test_several_entities_and_organizations_by_any_name(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_report(unhcr__au=None, who__au=None))
    assert run(["new", "contribution", "UNHCR", "WHO", "asean", "African Union"]) == 0
    made = [f"contributions/{entity}/{id}.md" for entity in ("unhcr", "who") for id in ("asean", "au")]
    assert capsys.readouterr().out.splitlines() == made


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["who", "unhcr", "-o", "x.docx"], "is one file, and several forms are asked for; leave out -o."),
        (["--all", "unhcr"], "“unhcr” is an entity. With --all, name organizations only."),
        (["--all", "asean"], "The plan asks nobody to report on asean."),
        (["unhcr", "wo"], "No entity or organization has the id, acronym or name “wo”; did you mean “who”?"),
        (["au", "unhcr"], "“au” is an organization. Name the entity first, then the organization."),
    ],
)
def test_names_that_do_not_fit_are_2(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    root = make_report()
    assert run(["new", "contribution", *arguments, "--to", "docx", "-C", str(root)]) == 2
    assert said in capsys.readouterr().err
    assert not (root / "build").exists()
