"""assembler compare: what may be compared, what is written and said, and what cannot be read."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import zlib
from hashlib import sha1
from pathlib import Path

import pytest

from assembler.__main__ import run
from assembler.compare.folder import name_states
from tests.conftest import MakeReport, contribution

pytestmark = pytest.mark.slow

BEFORE = (
    "UNHCR worked with the African Union on the Great Lakes.\n\nA second paragraph on water and sanitation in camps."
)
AFTER = BEFORE.replace("Great Lakes", "Great Green Wall").replace("on water", "about water")


@pytest.fixture
def root(make_report: MakeReport, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report with a revision in its repository, and a later text in its files."""
    root = make_report(unhcr__au=contribution("unhcr", "au", BEFORE))
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "One")
    (root / "contributions/unhcr/au.md").write_text(contribution("unhcr", "au", AFTER))
    monkeypatch.chdir(root)
    return root


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


def test_redline_of_a_revision_and_the_files(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "git:HEAD", "."]) == 0
    out, err = capsys.readouterr()
    names = ["A-75-345-comparison.docx", "A-75-345-comparison.html", "A-75-345-comparison.pdf", "comparison.json"]
    assert out.splitlines() == [f"build/compare/{name}" for name in names]
    assert err == "Paragraphs: 2 changed.\n"
    assert sorted(path.name for path in (root / "build/compare").iterdir()) == names
    page = (root / "build/compare" / names[1]).read_text(encoding="utf-8")
    assert "<del>Great Lakes</del>" in page.replace("<del>Lakes</del>", "<del>Great Lakes</del>")
    assert "<ins>about</ins>" in page


def test_revision_leaves_the_work_tree_alone(root: Path) -> None:
    before = {path: path.read_bytes() for path in sorted((root / "contributions").rglob("*.md"))}
    assert run(["compare", "git:HEAD", ".", "--to", "html", "--out", "elsewhere"]) == 0
    assert {path: path.read_bytes() for path in sorted((root / "contributions").rglob("*.md"))} == before
    assert sorted(path.name for path in (root / "elsewhere").iterdir()) == [
        "A-75-345-comparison.html",
        "comparison.json",
    ]


def made_object(root: Path, kind: str, content: bytes) -> bytes:
    """Puts an object into a repository, which git itself would refuse; gives its name."""
    data = f"{kind} {len(content)}\0".encode() + content
    name = sha1(data, usedforsecurity=False)
    place = root / ".git/objects" / name.hexdigest()[:2] / name.hexdigest()[2:]
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(zlib.compress(data))
    return name.digest()


@pytest.mark.parametrize("names", [["contributions", "..", "..", "taken.md"], ["..", "taken.png"], ["/", "taken.png"]])
def test_revision_whose_files_lead_out_is_not_read(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    made, mode = made_object(root, "blob", b"from elsewhere"), b"100644"
    texts = subprocess.run(
        ["git", "rev-parse", "HEAD:contributions"], check=True, capture_output=True, text=True
    ).stdout
    for place, name in reversed([*enumerate(names)]):
        beside = b"40000 contributions\0" + bytes.fromhex(texts) if not place and name != "contributions" else b""
        made, mode = made_object(root, "tree", mode + b" " + name.encode() + b"\0" + made + beside), b"40000"
    said = f"tree {made.hex()}\nauthor A <a@example.org> 0 +0000\ncommitter A <a@example.org> 0 +0000\n\nx\n"
    commit = made_object(root, "commit", said.encode())
    assert run(["compare", f"git:{commit.hex()}", ".", "--to", "html"]) == 2
    assert "would lie outside of the report." in capsys.readouterr().err
    assert list(tmp_path.rglob("taken*")) == []


def test_revision_with_endless_folders_in_folders_is_read(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = f"M 100644 inline contributions/{'deep/' * 1_200}au.md\ndata 1\nx\n"
    commit = f"commit refs/heads/deep\ncommitter A <a@example.org> 0 +0000\ndata 0\nfrom HEAD^0\n{file}"
    subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=commit, text=True, check=True)
    assert run(["compare", "git:deep", "git:HEAD", "--to", "html"]) == 0
    assert "Nothing has changed." in capsys.readouterr().err


def test_repository_that_lacks_a_file_calls_nobody(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Git asks the place from which a repository was cloned in part, which may be a program."""
    place = "HEAD:contributions/unhcr/au.md"
    name = subprocess.run(["git", "rev-parse", place], check=True, capture_output=True, text=True).stdout.strip()
    (root / ".git/objects" / name[:2] / name[2:]).unlink()
    git(root, "config", "core.repositoryformatversion", "1")
    git(root, "config", "extensions.partialClone", "origin")
    git(root, "config", "remote.origin.promisor", "true")
    git(root, "config", "remote.origin.url", f"ext::sh -c touch% {tmp_path / 'called'}")
    git(root, "config", "protocol.ext.allow", "always")
    assert run(["compare", "git:HEAD", ".", "--to", "html"]) == 2
    said = "The repository lacks contributions/unhcr/au.md of the revision HEAD; “git fetch --refetch” gets what"
    assert said in capsys.readouterr().err
    assert not (tmp_path / "called").exists()


def test_report_may_lie_deep_in_its_repository(
    make_report: MakeReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", BEFORE))
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "One")
    (root / "contributions/unhcr/au.md").write_text(contribution("unhcr", "au", AFTER))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    assert run(["compare", "git:HEAD", str(root), "--stat", "-C", str(root)]) == 0
    assert "+3 -2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("states", "names"),
    [
        (("git:HEAD~1", "/r/2020"), ("git:HEAD~1", "2020")),
        (("/r/2018", "/r/2020"), ("2018", "2020")),
        (("/r/2018/build/final", "/r/2020/build/final"), ("2018/build/final", "2020/build/final")),
        (("/r/a/report.json", "/r/b"), ("a", "b")),
        (("/r/a", "/r/a"), ("a", "a")),
        (("git:v1", "git:v2"), ("git:v1", "git:v2")),
    ],
)
def test_states_are_called_what_people_call_them(states: tuple[str, str], names: tuple[str, str]) -> None:
    assert name_states(*states) == names


def test_page_is_headed_by_the_names_of_the_states(root: Path) -> None:
    plan = root / "contributions/report.yaml"
    plan.write_text(plan.read_text().replace("date: 2020-09-11", "date: 2020-09-18"))
    assert run(["compare", "git:HEAD", ".", "--to", "html"]) == 0
    (page,) = (root / "build/compare").glob("*.html")
    text = page.read_text(encoding="utf-8")
    first, second = "git:HEAD (11 September 2020)", f"{root.name} (18 September 2020)"
    heads = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', text)
    assert [head for head in heads if head in (first, second)] == [first, second] * 2
    assert f"<div>{first}</div><div>{second}</div>" in text
    assert "<del>11</del> September 2020" in text
    assert "<ins>18</ins> September 2020" in text


def test_two_builds(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--to", "txt", "--out", "new"]) == 0
    git(root, "stash", "-q")
    assert run(["build", "--to", "txt", "--out", "old"]) == 0
    capsys.readouterr()
    assert run(["compare", "old", "new", "--stat"]) == 0
    out = capsys.readouterr().out
    assert "au                                           0        2      0        0  +3 -2\n" in out
    assert not (root / "build/compare").exists()
    assert run(["compare", "old", "old", "--stat"]) == 0
    assert capsys.readouterr().out == "Nothing has changed.\n"
    assert run(["compare", "old", "new", "--stat", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"]["changed"] == 2


@pytest.mark.slow
def test_same_call_gives_the_same_bytes(root: Path) -> None:
    def made() -> dict[str, bytes]:
        assert run(["compare", "git:HEAD", "."]) == 0
        return {path.name: path.read_bytes() for path in (root / "build/compare").iterdir()}

    assert made() == made()


def test_corrigendum(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "git:HEAD", ".", "--corrigendum"]) == 0
    out = capsys.readouterr().out.splitlines()
    names = ["A-75-345-Corr.1.docx", "A-75-345-Corr.1.pdf", "corrigendum.json"]
    assert out == [f"build/corrigendum/{name}" for name in names]
    assert run(["compare", "git:HEAD", ".", "--corrigendum", "--number", "2", "--to", "docx"]) == 0
    assert sorted(path.name for path in (root / "build/corrigendum").iterdir()) == [
        "A-75-345-Corr.2.docx",
        "corrigendum.json",
    ]


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("git:nonsense", "There is no revision “nonsense” in the repository of "),
        ("git:--help", "There is no revision “--help” in the repository of "),
        ("git:", "There is no revision “” in the repository of "),
        ("nowhere", "There is no folder nowhere. Name a build, the folder of a report, or git:REVISION"),
        ("contributions", "contributions holds neither a build (report.json) nor a report"),
        ("broken", "broken/report.json holds no report that this program has written."),
        ("other", "other/report.json holds no report that this program has written."),
    ],
)
def test_what_can_not_be_read_is_2(root: Path, capsys: pytest.CaptureFixture[str], old: str, said: str) -> None:
    for name, text in (("broken", "{"), ("other", '{"kind": "Text", "text": "x"}')):
        (root / name).mkdir()
        (root / name / "report.json").write_text(text)
    assert run(["compare", old, "."]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert not (root / "build").exists()


def test_plan_that_can_not_be_used_is_2(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "contributions/report.yaml").write_text("title: [")
    assert run(["compare", "git:HEAD", "."]) == 2
    assert "The plan of . cannot be used: contributions/report.yaml:1: " in capsys.readouterr().err


def test_no_repository_is_2(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report()
    assert run(["compare", "git:HEAD", str(root), "-C", str(root)]) == 2
    assert "is in no git repository that can be read, so it has no revision HEAD: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--to", "txt"], "“txt” is none of docx, pdf, html."),
        (["--number", "2"], "--number is that of a corrigendum"),
        (["--corrigendum", "--to", "html"], "A corrigendum is written as docx and pdf."),
    ],
)
def test_wrong_use_is_2(root: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str) -> None:
    del root
    assert run(["compare", "git:HEAD", ".", *options]) == 2
    assert said in capsys.readouterr().err


def test_states_in_two_languages_are_2(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = root / "contributions/report.yaml"
    plan.write_text(plan.read_text() + "language: fr\n")
    assert run(["compare", "git:HEAD", "."]) == 2
    assert "The two states are in different languages, en and fr." in capsys.readouterr().err


def test_folder_of_strangers_is_kept(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "letters").mkdir()
    (root / "letters/letter.txt").write_text("Dear colleague")
    assert run(["compare", "git:HEAD", ".", "--to", "html", "--out", "letters"]) == 2
    assert "holds files that no build has put there" in capsys.readouterr().err
    assert [path.name for path in (root / "letters").iterdir()] == ["letter.txt"]


def test_queries_are_said_not_to_be_compared(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "contributions/unhcr/au.md").write_text(contribution("unhcr", "au", f"{BEFORE} {{>> so? <<}}"))
    assert run(["compare", "git:HEAD", ".", "--to", "html"]) == 0
    err = capsys.readouterr().err
    assert err.startswith("Open queries and proposed changes are no text of the report yet and were not compared.\n")
    assert err.endswith("Nothing has changed.\n")
