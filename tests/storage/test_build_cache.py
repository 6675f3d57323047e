"""A build of what has not changed is not made; whatever an output rests on, a change of it makes a new one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assembler.__main__ import run
from assembler.storage import build_cache as unchanged
from assembler.storage.atomic import hidden_path
from tests.conftest import PLAN, ROOT, MakeReport, contribution
from tests.readers.docx.docx_files import docx, p

pytestmark = pytest.mark.slow

UNCHANGED = "Nothing has changed"
CONSOLIDATED = '---\norganization: asean\n---\n\nOne text.\n{: from="who/asean#p1" }\n'
PIXEL = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><path d="M0 0h1v1H0z"/></svg>'


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the records."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / unchanged.RECORDS


@pytest.fixture
def root(make_report: MakeReport, cache: Path) -> Path:
    """A report with a text of every kind and templates of its own, built."""
    assert not cache.exists()
    made = make_report(
        report_yaml=PLAN + "emblem: emblem.svg\nannexes: []\n",
        who__asean=contribution("who", "asean", "WHO worked with ASEAN."),
        consolidated__asean=CONSOLIDATED,
        unhcr__au=None,
    )
    (made / "contributions" / "unhcr").mkdir()
    (made / "contributions" / "unhcr" / "au.docx").write_bytes(docx(p("UNHCR worked.")))
    (made / "emblem.svg").write_text(PIXEL)
    for name in ("labels/en.yaml", "wording/en/voice.yaml", "report.html.j2", "screen.css"):
        (made / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "templates" / name, made / "templates" / name)
    build(made)
    return made


def build(root: Path, *options: str) -> int:
    """Builds the draft."""
    return run(["build", "-C", str(root), "--to", "txt,html", *options])


def outputs(root: Path) -> dict[str, bytes]:
    """What lies in the folder of drafts."""
    return {path.name: path.read_bytes() for path in (root / "build" / "draft").iterdir()}


def edit(place: str, old: str, new: str) -> Callable[[Path], object]:
    """A change of some words of a file."""

    def change(root: Path) -> None:
        text = (root / place).read_text(encoding="utf-8")
        assert old in text
        (root / place).write_text(text.replace(old, new), encoding="utf-8")

    return change


def put(place: str, data: str | bytes) -> Callable[[Path], object]:
    """A file that is there in new words, or is new."""

    def change(root: Path) -> None:
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_bytes(data if isinstance(data, bytes) else data.encode())

    return change


CHANGES = {
    "plan": edit("contributions/report.yaml", "2020-09-11", "2020-09-12"),
    "organizations": edit("contributions/organizations.yaml", "African Union", "Union of Africa"),
    "entities": edit("contributions/entities.yaml", "acronym: WHO", "acronym: WO"),
    "text of an entity": edit("contributions/who/au.md", "worked", "strove"),
    "Word file of an entity": put("contributions/unhcr/au.docx", docx(p("UNHCR strove."))),
    "new text": put("contributions/unhcr/asean.md", contribution("unhcr", "asean", "New.")),
    "text gone": lambda root: (root / "contributions/who/au.md").unlink(),
    "general text": edit("contributions/general/introduction.md", "first", "very first"),
    "consolidated text": edit("contributions/consolidated/asean.md", "One text", "Our text"),
    "template": edit("templates/report.html.j2", "</body>", "<p>.</p></body>"),
    "style": edit("templates/screen.css", "{", "{color:red;"),
    "labels": edit("templates/labels/en.yaml", '"Summary"', '"In short"'),
    "word list": put("templates/wording/en/voice.yaml", "named_persons: []\n"),
    "new word list": put("templates/wording/en/new.yaml", "misspelled: {worked: worke}\n"),
    "emblem": edit("emblem.svg", "M0 0h1", "M0 0h2"),
    "emblem gone": lambda root: (root / "emblem.svg").unlink(),
}


def test_the_same_again_is_not_built(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(root / "build")
    status = build(root)
    first = capsys.readouterr()
    before = outputs(root)
    times = {path: path.stat().st_mtime_ns for path in (root / "build" / "draft").iterdir()}
    assert build(root) == status
    again = capsys.readouterr()
    assert UNCHANGED in again.err
    assert again.out == first.out
    assert again.err.splitlines()[:-1] == first.err.splitlines()[:-1]
    assert outputs(root) == before
    assert {path: path.stat().st_mtime_ns for path in (root / "build" / "draft").iterdir()} == times


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_what_was_read_is_built(root: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    before = outputs(root)
    CHANGES[what](root)
    build(root)
    assert UNCHANGED not in capsys.readouterr().err
    assert outputs(root)["manifest.json"] != before["manifest.json"]
    after = outputs(root)
    shutil.rmtree(root / "build")
    build(root)
    assert outputs(root) == after


@pytest.mark.parametrize("options", [["--label", "second"], ["--format", "json"], ["--to", "txt"]])
def test_other_options_are_another_build(root: Path, capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    build(root, *options)
    assert UNCHANGED not in capsys.readouterr().err
    build(root, *options)
    assert UNCHANGED in capsys.readouterr().err


def test_another_program_builds_anew(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unchanged, "__version__", "99")
    build(root)
    assert UNCHANGED not in capsys.readouterr().err


def test_another_library_builds_anew(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "site" / "new-99.dist-info").mkdir(parents=True)
    (tmp_path / "site" / "new-99.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: new\nVersion: 99\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    build(root)
    assert UNCHANGED not in capsys.readouterr().err


TAMPERINGS = {
    "changed": lambda folder: (folder / "A-75-345.txt").write_text("Ours."),
    "deleted": lambda folder: (folder / "A-75-345.html").unlink(),
    "manifest changed": lambda folder: (folder / "manifest.json").write_bytes(b"{}"),
    "added": lambda folder: (folder / "more.txt").write_text("More."),
    "all deleted": shutil.rmtree,
}


@pytest.mark.parametrize("how", TAMPERINGS)
def test_outputs_that_are_not_as_written_are_written_again(
    root: Path, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    before = outputs(root)
    TAMPERINGS[how](root / "build" / "draft")
    build(root)
    assert UNCHANGED not in capsys.readouterr().err
    assert outputs(root) == before


def test_a_file_that_is_found_out_of_place_is_found_anew(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put("contributions/unhcr/notes.txt", "x")(root)
    build(root)
    assert "contributions/unhcr/notes.txt" in capsys.readouterr().out
    build(root)
    assert "contributions/unhcr/notes.txt" in capsys.readouterr().out
    (root / "contributions/unhcr/notes.txt").unlink()
    build(root)
    assert "contributions/unhcr/notes.txt" not in capsys.readouterr().out


def test_a_refused_final_leaves_nothing_to_recall(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert build(root, "--final") == 1
        assert "refused" in capsys.readouterr().err


def test_folders_that_are_links_are_read_every_time(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "contributions" / "who").rename(root / "who")
    (root / "contributions" / "who").symlink_to("../who")
    for _ in range(2):
        build(root)
        assert UNCHANGED not in capsys.readouterr().err


def empty_folder(path: Path) -> None:
    path.mkdir()


def link_to_nothing(path: Path) -> None:
    path.symlink_to("nothing")


def link_that_leads_out(path: Path) -> None:
    outside = path.parents[3] / "outside"
    outside.write_text("Words.\n")
    path.symlink_to(outside)


@pytest.mark.parametrize("place", ["contributions/who/asean.md", "templates/labels/en.yaml"])
@pytest.mark.parametrize("before", [empty_folder, link_to_nothing, link_that_leads_out, os.mkfifo])
def test_a_file_in_the_place_of_what_was_none_is_read(
    root: Path, capsys: pytest.CaptureFixture[str], place: str, before: Callable[[Path], None]
) -> None:
    data = (root / place).read_bytes()
    (root / place).unlink()
    before(root / place)
    build(root)
    (root / place).rmdir() if (root / place).is_dir() else (root / place).unlink()
    capsys.readouterr()
    (root / place).write_bytes(data + b"\n")
    build(root)
    assert UNCHANGED not in capsys.readouterr().err


def test_a_link_whose_file_comes_or_goes_elsewhere_is_followed_again(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, real, outside = root / "contributions/who/asean.md", root / "asean.md", tmp_path / "asean.md"
    text.rename(outside)
    text.symlink_to(real)
    for change in (lambda: None, lambda: shutil.copy(outside, real), real.unlink, lambda: real.symlink_to(outside)):
        change()
        build(root)
        assert UNCHANGED not in capsys.readouterr().err


def test_an_emblem_behind_a_link_is_looked_for_again(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit("contributions/report.yaml", "emblem: ", "emblem: pictures/")(root)
    inside, outside = root / "inside", tmp_path / "outside"
    for folder in (inside, outside):
        folder.mkdir()
        shutil.copy(root / "emblem.svg", folder)
    (root / "pictures").symlink_to(inside)
    build(root)
    (root / "pictures").unlink()
    (root / "pictures").symlink_to(outside)
    build(root)
    assert "IN-EMB-01" in capsys.readouterr().out


def test_a_record_that_is_broken_is_none(root: Path, cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (record,) = cache.iterdir()
    record.write_text("[]")
    build(root)
    assert UNCHANGED not in capsys.readouterr().err


def test_where_no_record_can_be_kept_every_build_is_made(
    root: Path, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(cache)
    cache.write_text("no folder")
    for _ in range(2):
        build(root)
        assert UNCHANGED not in capsys.readouterr().err


def test_what_a_killed_build_has_left_is_cleared_up(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left = hidden_path(root / "build" / "draft")
    left.mkdir()
    build(root)
    assert UNCHANGED not in capsys.readouterr().err
    assert not left.exists()


def test_outputs_may_lie_elsewhere(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(root / "build")
    for _ in range(2):
        build(root, "--out", str(tmp_path / "elsewhere"))
    assert UNCHANGED in capsys.readouterr().err


def again_in_time(path: Path, data: bytes) -> None:
    """Other bytes, as many as before, and the time of the last change as if nothing had happened."""
    state = path.stat()
    assert len(data) == state.st_size
    path.write_bytes(data)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


@pytest.mark.parametrize("place", ["contributions/who/au.md", "templates/screen.css", "emblem.svg"])
def test_a_change_that_shows_in_neither_size_nor_time_is_built(
    root: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    again_in_time(root / place, (root / place).read_bytes().swapcase())
    build(root)
    assert UNCHANGED not in capsys.readouterr().err


def test_a_packaged_template_that_changed_in_neither_size_nor_time_builds_anew(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "packaged")
    monkeypatch.setattr(unchanged, "PACKAGED", tmp_path / "packaged")
    before = ground(root)
    assert ground(root) == before
    style = tmp_path / "packaged" / "report.css"
    again_in_time(style, style.read_bytes().swapcase())
    assert ground(root) != before


def ground(root: Path) -> str:
    """What a build of the PDF rests on beside the report."""
    return unchanged.describe_build(root, root / "build/draft", {}, printed=True).ground


@pytest.mark.parametrize(
    "place", [".config/fontconfig/fonts.conf", "config/fontconfig/fonts.conf", ".fonts.conf", "fc.conf", "fc/a.conf"]
)
def test_settings_of_fonts_are_an_input_of_the_pdf(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    in_home(tmp_path, monkeypatch)
    before = ground(root)
    put(place, "<fontconfig/>")(tmp_path)
    assert ground(root) != before


@pytest.mark.parametrize("place", [".fonts/a.ttf", ".local/share/fonts/a/b.ttf", "data/fonts/a.ttf"])
def test_a_font_with_other_bytes_is_another(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    in_home(tmp_path, monkeypatch)
    put(place, "one")(tmp_path)
    before = ground(root)
    assert ground(root) == before
    again_in_time(tmp_path / place, b"two")
    assert ground(root) != before


@pytest.mark.parametrize("place", ["shared/fonts/a.ttf", "elsewhere/a/b.ttf", "included/more/a.ttf", "linked/a.ttf"])
def test_fonts_in_places_of_ones_own_are_an_input_of_the_pdf(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    in_home(tmp_path, monkeypatch)
    monkeypatch.setenv("XDG_DATA_DIRS", f"/usr/share:{tmp_path}/shared")
    named = "<fontconfig><dir>~/elsewhere</dir><include ignore_missing='yes'>~/c.settings</include></fontconfig>"
    put(".config/fontconfig/fonts.conf", named)(tmp_path)
    put("c.settings", f"<fontconfig>\n<dir prefix='default'> {tmp_path}/included </dir></fontconfig>")(tmp_path)
    put(place, "one")(tmp_path)
    (tmp_path / ".fonts").mkdir()
    (tmp_path / ".fonts/link").symlink_to("../linked")
    (tmp_path / ".fonts/loop").symlink_to(".")
    before = ground(root)
    assert ground(root) == before
    again_in_time(tmp_path / place, b"two")
    assert ground(root) != before


def test_the_program_that_knows_the_faces_is_an_input_of_the_pdf(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ground(root)
    monkeypatch.setenv("PATH", "/nowhere")
    assert ground(root) != before


def in_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user with this home, whose Fontconfig looks below it."""
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("FONTCONFIG_FILE", str(home / "fc.conf"))
    monkeypatch.setenv("FONTCONFIG_PATH", str(home / "fc"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "place", ["contributions/who/au.md", "contributions/organizations.yaml", "build/draft/A-75-345.txt"]
)
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(root: Path, place: str) -> None:
    (root / place).unlink()
    os.mkfifo(root / place)
    ran = subprocess.run(
        [sys.executable, "-m", "assembler", "build", "-C", str(root), "--to", "txt,html"],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert UNCHANGED.encode() not in ran.stderr
    assert ran.returncode in (0, 1)
    assert place.startswith("contributions/") == (ran.returncode == 1)
