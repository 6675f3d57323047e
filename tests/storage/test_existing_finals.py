"""A final that exists is never thinned out: every way of removing a part of it needs --replace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from assembler.__main__ import run
from tests.commands.test_final import CLEAN
from tests.conftest import MakeReport

SYMBOL = "A/75/345–S/2020/898"
FINAL = ("--final", "--to", "txt,html")
OUTPUTS = "A-75-345.html, A-75-345.txt, report.json and the signature manifest.json.sig"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.pem"
    private = Ed25519PrivateKey.from_private_bytes(bytes(32))
    path.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return path


@pytest.fixture
def root(make_report: MakeReport, key: Path) -> Path:
    """A report with a signed final."""
    root = make_report(**CLEAN)
    assert build(root, *FINAL, "--sign", str(key)) == 0
    return root


def build(root: Path, *options: str) -> int:
    return run(["build", "-C", str(root), "--format", "concise", *options])


def state(root: Path) -> dict[str, bytes]:
    """What lies in build/, but for the lock."""
    files = (path for path in (root / "build").rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def change_plan(old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        plan = root / "contributions/report.yaml"
        assert old in plan.read_text(encoding="utf-8")
        plan.write_text(plan.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return change


def leave(root: Path) -> None:
    pass


def spoil(name: str) -> Callable[[Path], None]:
    return lambda root: (root / "build/final" / name).write_text("{", encoding="utf-8") and None


def sign(root: Path) -> tuple[str, ...]:
    return ("--sign", str(root.parent / "key.pem"))


WAYS: dict[str, tuple[Callable[[Path], None], tuple[str, ...], bool, str]] = {
    "fewer formats": (leave, ("--final", "--to", "txt"), True, "This build would remove A-75-345.html."),
    "without the signature, with nothing changed": (
        leave,
        FINAL,
        False,
        "This build would remove the signature manifest.json.sig.",
    ),
    "fewer formats and no signature": (
        leave,
        ("--final", "--to", "html"),
        False,
        "This build would remove A-75-345.txt and the signature manifest.json.sig.",
    ),
    "of another symbol": (
        change_plan("[A/75/345, ", "[A/75/346, "),
        FINAL,
        True,
        f"This build would put the final of A/75/346–S/2020/898 in its place and remove {OUTPUTS}.",
    ),
    "of another second symbol": (
        change_plan(", S/2020/898]", ", S/2020/899]"),
        FINAL,
        True,
        f"This build would put the final of A/75/345–S/2020/899 in its place and remove {OUTPUTS}.",
    ),
    "in another language": (
        change_plan("date: 2020-09-11\n", "date: 2020-09-11\nlanguage: fr\n"),
        FINAL,
        True,
        "This build would put the version in fr in its place",
    ),
    "a draft": (
        leave,
        ("--to", "txt,html", "--out", "build/final"),
        True,
        f"This build would put a draft in its place and remove {OUTPUTS}.",
    ),
    "a draft over a final whose manifest is spoilt": (
        spoil("manifest.json"),
        ("--to", "txt", "--out", "build/final"),
        False,
        "build/final holds a final whose manifest cannot be read.",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_build_that_would_thin_out_a_final_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    change, options, is_signed, sentence = WAYS[way]
    change(root)
    monkeypatch.chdir(root)
    options = (*options, *(sign(root) if is_signed else ()))
    before = state(root)
    capsys.readouterr()
    assert build(root, *options) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.err.count("--replace") == 1
    assert "--out" in said.err
    assert state(root) == before
    assert build(root, *options, "--replace") == 0
    assert "this build has removed" in capsys.readouterr().err
    assert build(root, *options) == 0  # what is there now is kept whole


def test_rebuild_that_keeps_or_adds_outputs_of_the_same_final_needs_nothing(root: Path) -> None:
    assert build(root, "--final", "--to", "txt,html,docx", *sign(root)) == 0
    (root / "contributions/unhcr/au.md").write_text(CLEAN["unhcr__au"].replace("worked", "worked hard"))
    assert build(root, "--final", "--to", "txt,html,docx", *sign(root)) == 0
    assert "worked hard" in (root / "build/final/A-75-345.txt").read_text(encoding="utf-8")


def test_output_that_is_gone_is_missed_by_nobody(root: Path) -> None:
    (root / "build/final/A-75-345.html").unlink()
    assert build(root, "--final", "--to", "txt", *sign(root)) == 0


def test_draft_over_a_draft_needs_nothing(root: Path) -> None:
    assert build(root, "--to", "txt,html") == 0
    assert build(root, "--to", "txt") == 0


def test_final_in_a_folder_below_is_seen(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root.parent)
    assert build(root, "--to", "txt", "--out", "issued") == 0
    assert build(root, "--final", "--to", "txt", "--out", "issued/final") == 0
    capsys.readouterr()
    assert build(root, "--to", "txt", "--out", "issued") == 2
    assert f"issued/final holds the final of {SYMBOL}." in capsys.readouterr().err
    assert (root.parent / "issued/final/A-75-345.txt").exists()


@pytest.mark.parametrize("folder", ["build", "."])
def test_folder_above_all_outputs_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    (root / folder / "manifest.json").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(root.parent)
    before = state(root)
    capsys.readouterr()
    assert build(root, "--to", "txt", "--out", f"report/{folder}", "--replace") == 2
    assert "with all that the report has in build/. Name a folder in it." in capsys.readouterr().err
    assert state(root) == before


@pytest.mark.slow
def test_no_other_command_writes_over_a_final(root: Path) -> None:
    before = state(root)
    final = str(root / "build/final")
    assert run(["clear", "unhcr", "-C", str(root), "--excerpt"]) == 0
    assert run(["compare", str(root), str(root), "-C", str(root), "--to", "html", "--out", final]) == 2
    assert run(["status", "-C", str(root), "--who-is-late", final]) == 2
    assert run(["new", "contribution", "unhcr", "-C", str(root), "--to", "docx", "-o", f"{final}/report.json"]) == 2
    assert {place: data for place, data in state(root).items() if "/excerpts/" not in place} == before
