"""assembler verify: each difference is named, every manifest ends in a sentence, nothing outside is looked at."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from assembler.__main__ import run
from assembler.model.canonical_json import encode_json
from assembler.provenance.manifest import make_seal
from assembler.storage.templates import PACKAGED
from tests.conftest import MakeReport, contribution, small_report, write_all

SECRET = "0" * 64


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with a draft in build/draft."""
    root = tmp_path_factory.mktemp("built")
    write_all(root, small_report())
    assert run(["build", "-C", str(root), "--to", "html,txt"]) == 0
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(built, tmp_path / "report"))


def verify(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[str], str]:
    """The exit status, the lines on standard output without the folder, and what is said on standard error."""
    capsys.readouterr()
    draft = root / "build/draft"
    status = run(["verify", str(draft), *options])
    said = capsys.readouterr()
    return status, said.out.replace(f"{draft}/", "").splitlines(), said.err


def test_nothing_has_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = "3 outputs and 7 inputs looked at: all is as manifest.json says.\n"
    assert verify(root, capsys) == (0, [], said)


def change(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def other_digit(path: Path) -> None:
    """Changes what nothing else would show: the line of the first paragraph."""
    path.write_text(path.read_text().replace('"line": 1,', '"line": 2,', 1))


def link_out(path: Path) -> None:
    outside = path.parents[3] / "outside"
    shutil.move(path, outside)
    path.symlink_to(outside)


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe_instead(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DRAFT, TEXTS = "build/draft", "contributions"


@pytest.mark.parametrize(
    ("name", "tamper", "said"),
    [
        (f"{DRAFT}/A-75-345.html", change, "A-75-345.html has changed since the build"),
        (f"{DRAFT}/A-75-345.txt", Path.unlink, "A-75-345.txt is missing"),
        (f"{DRAFT}/report.json", link_out, "report.json is a link that leads out of the folder"),
        (f"{DRAFT}/report.json", folder_instead, "report.json is no file any more"),
        (f"{DRAFT}/report.json", pipe_instead, "report.json is no file any more"),
        (f"{DRAFT}/letter.txt", Path.touch, "letter.txt is none of the files that were built"),
        (f"{DRAFT}/.hidden", Path.touch, ".hidden is none of the files that were built"),
        (f"{DRAFT}/folder", Path.mkdir, "folder is none of the files that were built"),
        (
            f"{DRAFT}/manifest.json",
            change,
            "manifest.json has changed since the build",
        ),
        (f"{DRAFT}/manifest.json", other_digit, "manifest.json has changed since the build"),
        (f"{TEXTS}/unhcr/au.md", change, "contributions/unhcr/au.md has changed since the build"),
        (f"{TEXTS}/report.yaml", change, "contributions/report.yaml has changed since the build"),
        (f"{TEXTS}/report.yaml", Path.unlink, "contributions/report.yaml is missing"),
        (f"{TEXTS}/who/au.md", Path.unlink, "contributions/who/au.md is missing"),
        (f"{TEXTS}/who/au.md", link_out, "contributions/who/au.md is a link that leads out of the folder"),
        (f"{TEXTS}/who/asean.md", Path.touch, "contributions/who/asean.md is new: the build did not read it"),
        (f"{TEXTS}/general/annex.md", Path.touch, "contributions/general/annex.md is new: the build did not read it"),
    ],
)
def test_difference_is_named(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, tamper: Callable[[Path], object], said: str
) -> None:
    tamper(root / name)
    status, lines, _ = verify(root, capsys)
    assert (status, lines) == (1, [said])


@pytest.mark.parametrize("name", ["README.md", ".notes.md", "unhcr/~$au.docx", "unhcr/Thumbs.db"])
def test_what_no_build_reads_is_no_new_input(root: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (root / TEXTS / name).touch()
    assert verify(root, capsys)[:2] == (0, [])


def test_all_differences_are_named_in_one_run(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("build/draft/A-75-345.html", "build/draft/report.json", "contributions/unhcr/au.md"):
        change(root / name)
    status, lines, counted = verify(root, capsys)
    assert (status, len(lines)) == (1, 3)
    assert counted.endswith("3 outputs and 7 inputs looked at: 3 differences.\n")


def test_template_of_the_report_is_an_input(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report()
    own = root / "templates/screen.css"
    own.parent.mkdir()
    own.write_bytes((PACKAGED / "screen.css").read_bytes() + b"/* ours */\n")
    run(["build", "-C", str(root), "--to", "html"])
    assert verify(root, capsys)[:2] == (0, [])
    change(own)
    assert verify(root, capsys)[1] == ["templates/screen.css has changed since the build"]
    own.unlink()
    assert verify(root, capsys)[1] == ["templates/screen.css is missing"]


def test_template_that_would_now_be_used(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = root / "templates/screen.css"
    own.parent.mkdir()
    shutil.copy(PACKAGED / "screen.css", own)
    assert verify(root, capsys)[:2] == (0, []), "a copy of the packaged one changes nothing"
    change(own)
    said = "templates/screen.css is another template than the one with which the report was built"
    assert verify(root, capsys)[:2] == (1, [said])


def test_newer_program_is_a_remark_and_no_difference(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "build/draft/manifest.json"
    manifest = json.loads(path.read_text())
    manifest["templates"]["screen.css"] = SECRET
    path.write_bytes(encode_json(manifest | {"seal": make_seal(manifest)}))
    status, lines, said = verify(root, capsys)
    assert (status, lines) == (0, [])
    assert "The program has other templates by now than when the report was built: screen.css." in said


def test_build_that_was_sent_on(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = root.parent / "sent"
    shutil.copytree(root / "build/draft", sent)
    monkeypatch.chdir(sent)
    capsys.readouterr()
    assert run(["verify", "."]) == 1
    assert capsys.readouterr().out.startswith("contributions is not here")
    assert run(["verify", ".", "--outputs-only"]) == 0
    assert run(["verify", ".", "-C", str(root)]) == 0
    monkeypatch.chdir(root)
    assert run(["verify", str(sent)]) == 0
    assert run(["-C", str(root), "verify", "build/draft"]) == 0


# The signature


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    """A private key and its public half."""
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    private, public = tmp_path / "key.pem", tmp_path / "public.pem"
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return private, public


def test_key_may_come_through_a_pipe(make_report: MakeReport, keys: tuple[Path, Path]) -> None:
    """As from a program that keeps secrets: --sign <(pass show key)."""
    root = make_report()
    reading, writing = os.pipe()
    os.write(writing, keys[0].read_bytes())
    os.close(writing)
    assert run(["build", "-C", str(root), "--to", "txt", "--sign", f"/dev/fd/{reading}"]) == 0
    os.close(reading)
    assert run(["verify", str(root / "build/draft"), "--key", str(keys[1])]) == 0
    assert (root / "build/draft/manifest.json.sig").exists()


def test_empty_key_is_no_wish_for_a_build_without_signature(
    make_report: MakeReport, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.pem").touch()
    root = make_report()
    assert run(["build", "-C", str(root), "--to", "txt", "--sign", str(tmp_path / "empty.pem")]) == 2
    assert "The key is no private key in PEM" in capsys.readouterr().err
    assert not (root / "build").exists()


def test_signed_build(make_report: MakeReport, keys: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report()
    build = ["build", "-C", str(root), "--to", "txt", "--sign", str(keys[0])]
    assert run(build) == 0
    signature = root / "build/draft/manifest.json.sig"
    first = signature.read_bytes()
    assert run(build) == 0
    assert signature.read_bytes() == first
    assert verify(root, capsys)[:2] == (0, [])
    status, lines, said = verify(root, capsys, "--key", str(keys[1]))
    assert (status, lines) == (0, [])
    assert "manifest.json was signed with this key.\n" in said
    signature.write_bytes(bytes(64))
    said = "manifest.json.sig does not fit: manifest.json has changed, or was signed with another key"
    assert verify(root, capsys, "--key", str(keys[1]))[:2] == (1, [said])
    signature.unlink()
    assert verify(root, capsys, "--key", str(keys[1]))[:2] == (1, ["manifest.json.sig is missing"])


def test_outputs_and_manifest_changed_together(
    make_report: MakeReport, keys: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Who changes both escapes the hashes, but not the signature."""
    root = make_report()
    run(["build", "-C", str(root), "--to", "txt", "--sign", str(keys[0])])
    kept = (root / "build/draft/manifest.json.sig").read_bytes()
    (root / TEXTS / "unhcr/au.md").write_text(contribution("unhcr", "au", "Other words."))
    run(["build", "-C", str(root), "--to", "txt"])
    (root / "build/draft/manifest.json.sig").write_bytes(kept)
    assert verify(root, capsys)[:2] == (0, [])
    assert verify(root, capsys, "--key", str(keys[1]))[0] == 1


def test_key_that_is_none(root: Path, keys: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    (root / "build/draft/manifest.json.sig").write_bytes(b"")
    assert verify(root, capsys, "--key", str(keys[0]))[0] == 2
    assert verify(root, capsys, "--key", str(root / "nothing.pem"))[0] == 2
    assert run(["build", "-C", str(root), "--to", "txt", "--sign", str(keys[1])]) == 2
    assert "no private key in PEM" in capsys.readouterr().err


# Manifests from outside


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no JSON in UTF-8"),
        (b"\xff\xfe{}", "no JSON in UTF-8"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"version": 1, "version": 1}', "a key stands in it twice"),
        (b'{"version": 1' + b"0" * 5000 + b"}", "no JSON in UTF-8"),
        (b'"text"', "no manifest of version 1"),
        (b"{}", "no manifest of version 1"),
        (b'{"version": true}', "no manifest of version 1"),
        (b'{"version": 2}', "no manifest of version 1"),
        (b'{"version": 1}', "has no list of inputs"),
        (b'{"version": 1, "inputs": ["a"], "templates": {}, "outputs": {}}', "has no list of inputs"),
        (b'{"version": 1, "inputs": {}, "templates": {}, "outputs": {}}', "names no output"),
        (b'{"version": 1, "inputs": {"a": 1}, "templates": {}, "outputs": {}}', "gives no sha256 for"),
        (b'{"version": 1, "inputs": {"\\ud800": ""}, "templates": {}, "outputs": {}}', "no JSON in UTF-8"),
    ],
)
def test_manifest_that_cannot_be_used(root: Path, capsys: pytest.CaptureFixture[str], data: bytes, words: str) -> None:
    (root / "build/draft/manifest.json").write_bytes(data)
    status, lines, said = verify(root, capsys)
    assert (status, lines) == (2, [])
    assert words in said
    assert said.count("\n") == 1


OUT = [
    "../secret",
    "/etc/passwd",
    "a/../../secret",
    "..\\secret",
    "C:\\secret",
    "::",
    "a//b",
    "./a",
    "",
    "a\x00b",
    "a\x1bb",
]


@pytest.mark.parametrize("kind", ["inputs", "templates", "outputs"])
@pytest.mark.parametrize("name", OUT)
def test_path_that_leads_out_is_refused(root: Path, capsys: pytest.CaptureFixture[str], kind: str, name: str) -> None:
    path = root / "build/draft/manifest.json"
    manifest = json.loads(path.read_text())
    manifest[kind][name] = SECRET
    path.write_text(json.dumps(manifest))
    status, lines, said = verify(root, capsys)
    assert (status, lines) == (2, [])
    assert "leads out of the folder" in said
    assert "\x1b" not in said


@pytest.mark.parametrize("name", ["a/b", "manifest.json"])
def test_output_that_cannot_lie_beside_the_manifest(root: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    path = root / "build/draft/manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"outputs": {name: SECRET}}))
    assert verify(root, capsys)[0] == 2


def test_folder_without_manifest(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "build/draft/manifest.json").unlink()
    status, _, said = verify(root, capsys)
    assert (status, "There is no manifest.json" in said) == (2, True)
    assert run(["verify", str(root / "nowhere")]) == 2


def test_name_of_a_strange_file_is_shown_harmlessly(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "build/draft/a\x1b[31m\n").touch()
    assert verify(root, capsys)[1] == ["a\\x1b[31m\\n is none of the files that were built"]


@pytest.mark.parametrize("name", ["slips.yaml", "ours.yaml"])
def test_word_list_of_the_report_counts_too(root: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    own = root / "templates/wording/en" / name
    own.parent.mkdir(parents=True)
    own.write_text("# ours\n")
    said = f"templates/wording/en/{name} is another template than the one with which the report was built"
    assert verify(root, capsys)[:2] == (1, [said])
    run(["build", "-C", str(root), "--to", "txt"])
    assert verify(root, capsys)[:2] == (0, [])
    own.unlink()
    assert verify(root, capsys)[:2] == (1, [f"templates/wording/en/{name} is missing"])
