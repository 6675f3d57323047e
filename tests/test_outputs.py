"""The outputs of the example: Word and PDF say what report.json says, builds repeat byte for byte, sets are whole."""

from __future__ import annotations

import importlib.metadata
import json
import platform
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assembler import pipeline
from assembler.__main__ import run
from assembler.build import BuildOptions
from assembler.model.nodes import Block, BulletedList, Footnote, Heading, LetteredList, Paragraph
from assembler.model.report import Report
from assembler.model.report_json import read_report
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_block_inlines, walk_blocks, walk_contents, walk_sections
from tests.conftest import PLAN, ROOT, MakeReport, contribution
from tests.writers.docx.word_reading import WordReading, text_of

pytestmark = pytest.mark.slow

ALL = ("docx", "pdf", "html", "txt")


@pytest.fixture(scope="module")
def final(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The final of the example, in all its forms."""
    folder = tmp_path_factory.mktemp("final") / "out"
    built = pipeline.build(ROOT, BuildOptions(final=True, formats=ALL), out=folder)
    assert built.folder == folder
    return folder


@pytest.fixture(scope="module")
def report(final: Path) -> Report:
    """The example's report as report.json gives it."""
    return read_report((final / "report.json").read_bytes())


@pytest.fixture(scope="module")
def word(final: Path) -> WordReading:
    return WordReading((final / "A-75-345.docx").read_bytes())


@dataclass
class Spoken:
    """What the tags of the PDF say, in reading order."""

    text: str = ""
    """Everything but notes and their indicators, from the first section on, without spaces."""
    calls: list[str] = field(default_factory=list)
    """The indicators of notes."""
    notes: list[str] = field(default_factory=list)
    """The notes with their numbers, without spaces."""


@pytest.fixture(scope="module")
def pdf(final: Path) -> Spoken:
    return read_aloud(final / "A-75-345.pdf")


def read_aloud(path: Path) -> Spoken:
    command = ["pdfinfo", "-struct-text", str(path)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return spoken(lines)


def spoken(lines: list[str]) -> Spoken:
    """The text of the tags: an element's own lines are indented below its name."""
    found = Spoken()
    inside: list[tuple[int, str]] = []
    for line in lines:
        depth = len(line) - len(line.lstrip())
        inside = [(d, name) for d, name in inside if d < depth]
        if not line.lstrip().startswith('"'):
            inside.append((depth, line.split()[0] if line.split() else ""))
            if inside[-1][1] == "Note":
                found.notes.append("")
            continue
        words = re.sub(r"\s", "", line.strip()[1:-1])
        names = [name for _, name in inside]
        if "Note" in names:
            found.notes[-1] += words
        elif "Reference" in names:
            found.calls.append(words)
        else:
            found.text += words
    return found


def bare(text: str) -> str:
    """The words with single spaces, no-break ones included."""
    return " ".join(text.split())


def printed(report: Report) -> list[tuple[str, str]]:
    """Number or letter and words of every heading, paragraph, item and cell from the first section on, in order."""
    lines: list[tuple[str, str]] = []
    for section in walk_sections(report):
        lines.append((section.label, section.title))
        lines += [line for block in section.blocks for line in block_lines(block, report)]
    for annex in report.annexes:
        lines += [("", annex.label), ("", annex.title)]
        lines += [line for block in annex.blocks for line in block_lines(block, report)]
    return [(label, bare(text)) for label, text in lines]


def block_lines(block: Block, report: Report) -> list[tuple[str, str]]:
    match block:
        case Paragraph(content, number=number):
            return [(f"{number}.", extract_text(content))]
        case Heading(content, label=label):
            return [(label, extract_text(content))]
        case LetteredList() | BulletedList():
            return list_lines(block, (report.wording.letters, report.wording.sub_numerals))
        case _:
            return [("", extract_text(content)) for content in walk_contents(block)]


def list_lines(block: LetteredList | BulletedList, marks: tuple[tuple[str, ...], ...]) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for place, item in enumerate(block.items):
        lines.append((marks[0][place], extract_text(item.content)))
        for below in item.below:
            lines += list_lines(below, marks[1:])
    return lines


# Word


@pytest.mark.slow
def test_word_says_what_the_report_says(word: WordReading, report: Report) -> None:
    lines = [(label, bare(text_of(element))) for element, label in word.labels()]
    first = lines.index(("I.", "Introduction"))
    assert [line for line in lines[first:] if line[1]] == printed(report)


def test_word_has_the_notes_of_the_report_in_order(word: WordReading, report: Report) -> None:
    expected = [bare(" ".join(map(extract_text, note.content))) for note in notes_of(report)]
    calls = [int(call.get(f"{{{call.nsmap['w']}}}id")) for call in word.document.iter("{*}footnoteReference")]
    texts = word.notes()
    assert [bare(text_of(texts[call])) for call in calls][1:] == expected  # the first is the masthead's asterisk note


def notes_of(report: Report) -> list[Footnote]:
    return [inline for inline in walk_block_inlines(walk_blocks(report)) if isinstance(inline, Footnote)]


# PDF


@pytest.mark.slow
def test_pdf_says_what_the_report_says(pdf: Spoken, report: Report) -> None:
    expected = "".join(re.sub(r"\s", "", label + text) for label, text in printed(report))
    assert pdf.text[pdf.text.index("I.Introduction") :] == expected


@pytest.mark.slow
def test_pdf_has_the_notes_of_the_report_in_order(pdf: Spoken, report: Report) -> None:
    texts = [(note.number, "".join(map(extract_text, note.content))) for note in notes_of(report)]
    expected = [re.sub(r"\s", "", f"{number}{text}") for number, text in texts]
    assert pdf.notes[len(report.masthead.notes) :] == expected
    assert pdf.calls[len(report.masthead.notes) :] == [str(number) for number, _ in texts]


@pytest.mark.slow
def test_draft_with_a_note_in_a_note_has_the_same_words_and_numbers_in_both(make_report: MakeReport) -> None:
    words = "One.[^a] Two.[^b] Three.[^a]\n\n[^a]: A.[^b]\n[^b]: B.\n"
    root = make_report(unhcr__au=contribution("unhcr", "au", words))
    assert run(["build", "-C", str(root), "--to", "docx,pdf"]) == 1
    notes = WordReading((root / "build/draft/A-75-345.docx").read_bytes()).notes()
    in_word = [re.sub(r"\s", "", text_of(notes[number])) for number in sorted(notes) if number > 0]
    spoken = read_aloud(root / "build/draft/A-75-345.pdf").notes
    assert in_word[1:] == ["A.[^b]", "B.", "A.[^b]"]
    assert spoken[1:] == ["1A.[^b]", "2B.", "3A.[^b]"]


# Builds


@pytest.mark.slow
def test_two_builds_in_two_folders_give_the_same_bytes(final: Path, tmp_path: Path) -> None:
    root = tmp_path / "elsewhere"
    shutil.copytree(ROOT / "contributions", root / "contributions")
    pipeline.build(root, BuildOptions(final=True, formats=ALL))
    again = root / "build" / "final"
    assert sorted(p.name for p in again.iterdir()) == sorted(p.name for p in final.iterdir())
    for path in final.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name


def test_folder_holds_exactly_the_set_asked_for(make_report: MakeReport) -> None:
    root = make_report()
    assert run(["build", "-C", str(root), "--to", "docx,txt"]) == 0
    assert names(root / "build/draft") == ["A-75-345.docx", "A-75-345.txt", "manifest.json", "report.json"]
    assert run(["build", "-C", str(root), "--to", "html"]) == 0
    assert names(root / "build/draft") == ["A-75-345.html", "manifest.json", "report.json"]
    assert names(root / "build") == ["draft"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_draft_is_built_around_errors(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "A note.[^a]"), who__au="no header")
    assert run(["build", "-C", str(root), "--to", "txt"]) == 1
    text = (root / "build/draft/A-75-345.txt").read_text(encoding="utf-8")
    assert "A note.[^a]" in text
    assert "[contributions/who/au.md: the text cannot be read; see the findings]" in text


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "IN-CLR-01"),
        ({"who__au": None}, "IN-COV-01"),
        ({"report_yaml": PLAN.replace("job_number: 20-11922\n", "")}, "IN-JOB-01"),
        ({"unhcr__au": contribution("unhcr", "au", "Text {>> so? <<}.")}, "IN-OPN-01"),
        ({"unhcr__au": contribution("unhcr", "au", "Text {++so++}.")}, "IN-OPN-02"),
    ],
)
def test_final_is_refused_and_leaves_earlier_outputs(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], files: dict[str, str | bytes | None], code: str
) -> None:
    root = make_report(**files)
    earlier = root / "build/final/manifest.json"
    earlier.parent.mkdir(parents=True)
    earlier.write_text("{}")
    assert run(["build", "-C", str(root), "--final", "--to", "txt"]) == 1
    assert code in capsys.readouterr().out
    assert names(earlier.parent) == ["manifest.json"]


def test_final_of_cleared_texts_is_built(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    cleared = {
        f"{id}__au": contribution(id, "au", "They met.").replace("submitted", "cleared") for id in ("unhcr", "who")
    }
    cleared["who__au"] = cleared["who__au"].replace("status", "also: [asean]\nstatus")
    root = make_report(**cleared)
    assert run(["build", "-C", str(root), "--final", "--to", "txt"]) == 0
    assert "warning IN-CLR-02" in capsys.readouterr().out


@pytest.mark.parametrize("place", ["contributions/who", "contributions/out", "templates", "templates/a/b"])
@pytest.mark.parametrize(
    "command",
    [
        ("build", "--to", "txt", "--out"),
        ("compare", ".", ".", "--to", "html", "--out"),
        ("status", "--who-is-late"),
    ],
)
def test_outputs_never_lie_among_what_they_are_made_of(
    make_report: MakeReport,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    place: str,
) -> None:
    root = make_report()
    before = sorted(root.rglob("*"))
    monkeypatch.chdir(root)
    assert run([*command, place]) == 2
    assert (
        f"{place} lies in {place.partition('/')[0]}/, which holds what the report is made of."
        in capsys.readouterr().err
    )
    assert sorted(root.rglob("*")) == before


def test_file_above_the_outputs_is_named(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report()
    (root / "file").touch()
    assert run(["build", "-C", str(root), "--to", "txt", "--out", str(root / "file/out")]) == 2
    assert capsys.readouterr().err.endswith(f"assembler: {root / 'file'} is a file; the outputs need a folder.\n")


def test_build_does_not_replace_a_folder_of_other_files(make_report: MakeReport, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("keep me")
    assert run(["build", "-C", str(make_report()), "--to", "txt", "--out", str(mine)]) == 2
    assert names(mine) == ["letter.txt"]


def test_unknown_form_is_wrong_usage(make_report: MakeReport) -> None:
    assert run(["build", "-C", str(make_report()), "--to", "odt"]) == 2


def test_manifest_names_the_versions_that_are_installed(final: Path) -> None:
    versions = json.loads((final / "manifest.json").read_text(encoding="utf-8"))["versions"]
    libraries = {name: version for name, version in versions.items() if name not in ("assembler", "python")}
    assert {"lxml", "weasyprint"} <= libraries.keys()
    assert libraries == {name: importlib.metadata.version(name) for name in libraries}
    assert versions["python"] == platform.python_version()


def test_manifest_names_inputs_outputs_and_the_sources_of_every_paragraph(final: Path, report: Report) -> None:
    manifest = json.loads((final / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(manifest["outputs"]) == [name for name in names(final) if name != "manifest.json"]
    assert "contributions/unhcr/osce.md" in manifest["inputs"]
    numbered = [b.number for b in walk_blocks(report) if isinstance(b, Paragraph) and b.number]
    assert [entry["number"] for entry in manifest["paragraphs"]] == numbered
    assert all(entry["sources"] for entry in manifest["paragraphs"] if "consolidated" in entry["file"])
    assert not any(str(ROOT) in json.dumps(entry) for entry in manifest["paragraphs"])


# Form and language


def test_a_template_of_the_report_takes_the_place_of_the_packaged_one(make_report: MakeReport) -> None:
    root = make_report()
    own = root / "templates/labels/en.yaml"
    own.parent.mkdir(parents=True)
    own.write_text((ROOT / "templates/labels/en.yaml").read_text().replace('summary: "Summary"', 'summary: "In short"'))
    run(["build", "-C", str(root), "--to", "txt"])
    text = (root / "build/draft/A-75-345.txt").read_text(encoding="utf-8")
    assert "In short" in text
    assert "Summary" not in text


@pytest.mark.parametrize(
    ("language", "assembly", "first_section"),
    [
        ("fr", "Assemblée générale", "I."),
        ("es", "Asamblea General", "I."),
        ("ru", "Генеральная Ассамблея", "I."),
        ("zh", "大会", "一."),
        ("ar", "الجمعية العامة", "أولا -"),
    ],
)
def test_fixed_words_are_those_of_the_language(
    make_report: MakeReport, language: str, assembly: str, first_section: str
) -> None:
    root = make_report(report_yaml=PLAN + f"language: {language}\n")
    assert run(["build", "-C", str(root), "--to", "docx,txt"]) == 0
    text = (root / "build/draft/A-75-345.txt").read_text(encoding="utf-8")
    assert assembly in text
    assert f"{first_section} Introduction" in bare(text)
