"""What lies below contributions/ is read, or named in a finding with the way out; nothing outside is ever opened."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from assembler.__main__ import run
from assembler.load import load
from assembler.model.finding import Finding
from assembler.pipeline import load_folder
from assembler.storage.files import MOST_BYTES, read_bytes
from tests.conftest import MakeReport, contribution, small_files

SECRET = "a word from outside"


def findings(root: Path) -> dict[str, Finding]:
    """What is found at each path."""
    return {finding.source.path.removeprefix("contributions/"): finding for finding in load_folder(root).findings}


@pytest.mark.parametrize(
    ("path", "words", "way_out"),
    [
        ("au.md", "not in the folder of an entity", "contributions/ENTITY/ORGANIZATION.md"),
        ("unhcr/2020/au.md", "in a subfolder", "contributions/ENTITY/ORGANIZATION.md"),
        ("unhcr/au.txt", "ends in “.txt”", "Save the text as Word (.docx) or as Markdown (.md)"),
        ("unhcr/au", "no ending", "Save the text as Word"),
        ("unhcr/au.MD", "capital letters", "Rename the file to au.md"),
        ("unhcr/AU.md", "no capital letters", "to “au”"),
        ("UNHCR/au.md", "folder “UNHCR”", "to “unhcr”"),
        ("General/introduction.md", "no capital letters", "to “general”"),
        ("unhcr/african union.md", "no spaces", "to “african-union”"),
        ("unhcr/african_union.md", "“_” (LOW LINE)", "to “african-union”"),
        ("_unhcr/au.md", "“_” (LOW LINE)", "to “unhcr”"),
        ("unhcr/a.u.md", "“.” (FULL STOP)", "organizations.yaml"),
        ("u.nhcr/au.md", "“.” (FULL STOP)", "entities.yaml"),
        ("unhcr/аu.md", "CYRILLIC SMALL LETTER A", "organizations.yaml"),
        ("unhcr/côte.md", "none of the letters a to z", "to “cote”"),
        ("unhcr/CON.md", "Windows reserves this name", "organizations.yaml"),
        ("unhcr/nul.md", "Windows reserves this name", "organizations.yaml"),
        ("general/aux.md", "cannot be used", "short name"),
        ("unhcr/" + "a" * 200 + ".md", "200 characters", "organizations.yaml"),
        ("general/" + "a" * 200 + ".md", "cannot be used", "at most 100 characters"),
    ],
)
def test_name_that_is_no_identifier_is_explained(make_report: MakeReport, path: str, words: str, way_out: str) -> None:
    root = make_report()
    file = root / "contributions" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("Text.\n")
    found = findings(root)[path]
    assert found.rule == "IN-PLC-04"
    assert words in found.message
    assert way_out in found.hint


@pytest.mark.parametrize("name", [b"a\nb.md", b"\x1b[31mred.md", b"\xff.md"])
@pytest.mark.parametrize("form", ["full", "json", "sarif", "github"])
def test_unprintable_name_is_printed_in_its_code(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], name: bytes, form: str
) -> None:
    root = make_report()
    for folder in (b"unhcr", b"general"):
        Path(os.fsdecode(os.fsencode(root / "contributions") + b"/" + folder + b"/" + name)).write_text("Text.\n")
    assert run(["check", "-C", str(root), "--format", form]) == 1
    out = capsys.readouterr().out
    assert "IN-PLC-04" in out
    assert "\x1b" not in out
    out.encode()


def test_names_that_differ_by_capital_letters_only(make_report: MakeReport) -> None:
    root = make_report()
    (root / "contributions/general/Introduction.md").write_text("Text.\n")
    found = findings(root)["general/introduction.md"]
    assert found.rule == "IN-PLC-06"
    assert "contributions/general/Introduction.md" in found.message


@pytest.mark.parametrize("name", [".hidden.md", "~$au.docx", "Thumbs.db", "desktop.ini"])
def test_what_programs_leave_behind_is_nobodys_text(make_report: MakeReport, name: str) -> None:
    root = make_report()
    (root / "contributions/unhcr" / name).write_text("x")
    assert findings(root) == {}


# Links


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the report with a text in it."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "asean.md").write_text(contribution("unhcr", "asean", SECRET))
    (folder / "entities.yaml").write_text(f"unhcr: {{name: {SECRET}}}\n")
    return folder


def test_link_out_of_the_report_is_not_read(make_report: MakeReport, outside: Path) -> None:
    root = make_report()
    (root / "contributions/unhcr/asean.md").symlink_to(outside / "asean.md")
    (root / "contributions/linked").symlink_to(outside)
    loaded = load_folder(root)
    assert {(f.source.path, f.rule) for f in loaded.findings} == {
        ("contributions/unhcr/asean.md", "IN-PLC-07"),
        ("contributions/linked", "IN-PLC-07"),
    }
    assert SECRET not in str(loaded)


def test_settings_behind_a_link_out_of_the_report_are_not_read(make_report: MakeReport, outside: Path) -> None:
    root = make_report(entities_yaml=None)
    (root / "contributions/entities.yaml").symlink_to(outside / "entities.yaml")
    loaded = load_folder(root)
    assert "IN-PLC-07" in {finding.rule for finding in loaded.findings}
    assert SECRET not in str(loaded)


@pytest.mark.parametrize("target", ["nowhere.md", "asean.md"])
def test_link_to_nothing_is_named(make_report: MakeReport, target: str) -> None:
    root = make_report()
    (root / "contributions/unhcr/asean.md").symlink_to(target)
    assert findings(root)["unhcr/asean.md"].rule == "IN-PLC-07"


def link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize("name", ["entities.yaml", "organizations.yaml"])
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, link_to_nothing])
def test_what_stands_in_the_place_of_a_list_of_names_is_not_said_to_be_missing(
    make_report: MakeReport, name: str, make: Callable[[Path], None]
) -> None:
    root = make_report(**{name.replace(".", "_"): None})
    make(root / "contributions" / name)
    found = findings(root)[name]
    assert (found.rule, found.message) == ("IN-PLC-07", "This link, folder or device is not read.")


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, link_to_nothing])
def test_what_stands_in_the_place_of_the_plan_is_named_and_no_other_report_is_taken(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], make: Callable[[Path], None]
) -> None:
    plan = make_report() / "inner/contributions/report.yaml"
    plan.parent.mkdir(parents=True)
    make(plan)
    assert run(["check", "-C", str(plan.parent)]) == 2
    assert capsys.readouterr().err == f"assembler: {plan} is no file; put the plan itself in its place.\n"


def test_pipe_is_named_and_not_waited_for(make_report: MakeReport) -> None:
    root = make_report()
    os.mkfifo(root / "contributions/unhcr/asean.md")
    assert findings(root)["unhcr/asean.md"].rule == "IN-PLC-07"


@pytest.mark.parametrize("size", [0, 1, 200_000])
def test_all_bytes_are_read(tmp_path: Path, size: int) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" * size)
    assert len(read_bytes(file)) == size


def test_what_does_not_say_its_size_is_read_too() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"a key")
    os.close(writing)
    assert read_bytes(Path(f"/dev/fd/{reading}")) == b"a key"
    os.close(reading)


@pytest.mark.slow
def test_of_a_huge_file_the_beginning_is_read(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    os.truncate(file, MOST_BYTES + 1)
    assert len(read_bytes(file)) == MOST_BYTES


def test_link_inside_the_report_is_read(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=None)
    (root / "contributions/unhcr").mkdir()
    (root / "drafts").mkdir()
    (root / "drafts/au.md").write_text(contribution("unhcr", "au", "Words."))
    (root / "contributions/unhcr/au.md").symlink_to("../../drafts/au.md")
    collection = load_folder(root).collection
    assert collection is not None
    assert "unhcr/au" in {text.key for text in collection.contributions}


def test_contributions_may_lie_elsewhere_as_a_whole(make_report: MakeReport, tmp_path: Path) -> None:
    root = make_report()
    (root / "contributions").rename(tmp_path / "shared")
    (root / "contributions").symlink_to(tmp_path / "shared")
    loaded = load_folder(root)
    assert loaded.findings == ()
    assert loaded.collection is not None
    assert len(loaded.collection.contributions) == 4


# The machine


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
@pytest.mark.parametrize("path", ["contributions/unhcr/au.md", "contributions/unhcr"])
def test_unreadable_file_or_folder_is_said_in_one_sentence(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], path: str
) -> None:
    root = make_report()
    (root / path).chmod(0)
    status = run(["check", "-C", str(root)])
    (root / path).chmod(0o700)
    assert status == 2
    assert capsys.readouterr().err == f"assembler: {root / path} cannot be read: Permission denied.\n"


def test_file_that_can_not_be_opened_is_said_in_one_sentence(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_report()

    def refused(path: str, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("os.open", refused)
    assert run(["check", "-C", str(root)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_many_files_are_read(make_report: MakeReport) -> None:
    files = {f"unhcr__o{number}": contribution("unhcr", "au", "Words.") for number in range(500)}
    collection = load_folder(make_report(**files)).collection
    assert collection is not None
    assert len(collection.contributions) == 504


@pytest.mark.parametrize("name", ["aa.yaml", "zz.yaml"])
def test_word_list_in_a_file_of_another_name_adds_to_the_packaged_one(make_report: MakeReport, name: str) -> None:
    root = make_report()
    (root / "templates/wording/en").mkdir(parents=True)
    (root / "templates/wording/en" / name).write_text("misspelled:\n  capacity building: capacitybuilding\n")
    collection = load_folder(root).collection
    assert collection
    slips = collection.word_lists.pairs("misspelled")
    assert slips["capacity building"] == "capacitybuilding"
    assert slips["a lot"] == "alot"


def test_word_list_in_a_file_of_the_same_name_takes_its_place(make_report: MakeReport) -> None:
    root = make_report()
    (root / "templates/wording/en").mkdir(parents=True)
    (root / "templates/wording/en/slips.yaml").write_text("misspelled:\n  capacity building: capacitybuilding\n")
    collection = load_folder(root).collection
    assert collection
    assert dict(collection.word_lists.pairs("misspelled")) == {"capacity building": "capacitybuilding"}


def test_packaged_word_lists_are_read_once_and_those_of_a_report_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("assembler.load")
    read, paths = module.read_word_lists, []
    monkeypatch.setattr(module, "read_word_lists", lambda text, path: paths.append(path) or read(text, path))
    own = "templates/wording/en/slips.yaml"

    def load_with(word: str) -> tuple[str, ...]:
        collection = load(small_files() | {own: f"slips: {{{word}: right}}\n".encode()}).collection
        assert collection
        return tuple(collection.word_lists.pairs("slips"))

    assert load_with("rong") == ("rong",)
    assert len(paths) == len(set(paths)) > 5
    assert (load_with("wrnog"), load_with("rong")) == (("wrnog",), ("rong",))
    assert (paths.count(own), len(paths)) == (3, len(set(paths)) + 2)
    assert load(small_files()).collection != load(small_files() | {own: b"slips: {rong: right}\n"}).collection
