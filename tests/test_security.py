"""SECURITY.md: every test that it names exists, and the threats that no other test shows."""

from __future__ import annotations

import ast
import re
import socket
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from assembler.__main__ import run
from assembler.errors import Unwritable
from assembler.storage.outputs import write_new_file, write_output
from tests.conftest import PLAN, ROOT, MakeReport, contribution

PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ")][2:]
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)+)`", PAGE)))
STEM = "build/draft/A-75-345"


@pytest.mark.parametrize("name", NAMED)
def test_named_test_exists(name: str) -> None:
    path, *parts = name.split("::")
    body = ast.parse((ROOT / path).read_text(encoding="utf-8")).body
    for part in parts:
        found = [
            element for element in body if isinstance(element, ast.ClassDef | ast.FunctionDef) and element.name == part
        ]
        assert found, f"{path} has no {part}"
        body = found[0].body


def test_every_row_names_a_test() -> None:
    threats = [row for row in ROWS if not row.startswith("| **")]
    assert len(threats) > 25
    assert all("::test_" in row for row in threats)


# Texts

HOSTILE = (
    "[a](javascript:alert(1)) [b](file:///etc/passwd) [c](data:text/html,x) [d](//evil/x) [e](\\\\evil\\share) "
    "<script>alert(1)</script> <img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} DDEAUTO c:\\\\cmd.exe "
    "=cmd|' /C calc'!A0 and [the web](https://www.un.org/en)."
)


def test_hostile_words_stay_words_in_every_output(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", HOSTILE))
    assert run(["build", "-C", str(root), "--to", "docx,html,txt"]) == 1
    page = (root / f"{STEM}.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "{{ 7*7 }}" in page
    leads = re.findall(r'(?:href|src)="(?!#)([^"]*)"', page)
    with ZipFile(root / f"{STEM}.docx") as package:
        parts = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
    relations = [text for name, text in parts.items() if name.endswith(".rels")]
    leads += [lead for text in relations for lead in re.findall(r'Target="([^"]*)"(?=[^>]*External)', text)]
    assert "https://www.un.org/en" in leads
    assert all(word.startswith(("https://", "data:image/")) for word in leads), leads
    fields = {instruction for text in parts.values() for instruction in re.findall(r"<w:instrText[^>]*>\s*(\w+)", text)}
    assert fields <= {"REF", "PAGE", "NUMPAGES", "TOC", "HYPERLINK", "PAGEREF", "SEQ"}
    assert not any("vba" in name or "embed" in name or "activeX" in name for name in parts)
    assert "DDEAUTO" in (root / f"{STEM}.txt").read_text(encoding="utf-8")


# Settings


def test_emblem_outside_of_the_report_is_not_read(
    make_report: MakeReport, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>secret words</text></svg>')
    for place in ("../secret.svg", str(secret), "link.svg"):
        root = make_report(report_yaml=PLAN + f"emblem: {place}\n")
        if not (root / "link.svg").is_symlink():
            (root / "link.svg").symlink_to(secret)
        assert run(["build", "-C", str(root), "--to", "html"]) == 1
        assert re.search("IN-EMB-01|IN-VAL-01", capsys.readouterr().out)
        assert "secret words" not in (root / f"{STEM}.html").read_text(encoding="utf-8")


# Word files


@pytest.mark.parametrize("forged", ["../../outside", "/tmp/outside", "unhcr/../who", "nobody"])
def test_word_file_of_a_forged_entity_writes_nothing(make_report: MakeReport, forged: str) -> None:
    root = make_report()
    document = Document()
    document.add_paragraph("African Union", style="Heading 1")
    document.add_paragraph("Words.")
    document.save(str(root / "sent.docx"))
    before = sorted(root.parent.rglob("*"))
    call = ["import", str(root / "sent.docx"), "-C", str(root), "--entity"]
    assert run([*call, forged]) == 2
    assert run([*call, "who", "--organization", forged]) == 2
    assert sorted(root.parent.rglob("*")) == before


# Templates


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.system('touch taken') }}",
        "{{ report|attr('__class__') }}",
        "{{ '{0.__class__}'.format(report) }}",
        "{% include '/etc/passwd' %}",
        "{% include '../contributions/report.yaml' %}",
        "{% import 'os' as os %}",
        "{% for i in range(1000000000) %}x{% endfor %}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    ],
)
def test_template_reaches_neither_python_nor_files(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], template: str
) -> None:
    root = make_report()
    (root / "templates").mkdir()
    (root / "templates/report.html.j2").write_text(template)
    assert run(["build", "-C", str(root), "--to", "html"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("assembler: The html cannot be written: report.html.j2")
    assert err.count("\n") == 1
    assert not (root / "build/draft").exists()


def test_template_that_asks_for_all_memory_is_said_in_one_sentence(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report()
    (root / "templates").mkdir()
    (root / "templates/report.html.j2").write_text("{{ 'x' * 10**17 }}")
    assert run(["build", "-C", str(root), "--to", "html"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_template_of_an_answer_that_asks_for_all_memory_denies_nothing_that_was_written(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report()
    (root / "templates").mkdir()
    (root / "templates/answer.txt.j2").write_text("{{ 'x' * 10**17 }}")
    document = Document()
    document.add_paragraph("Words.")
    document.save(str(root / "sent.docx"))
    call = ["import", str(root / "sent.docx"), "-C", str(root), "--entity", "who", "--organization", "asean"]
    assert run([*call, "--report", "text"]) == 2
    assert (root / "contributions/who/asean.md").is_file()
    said = capsys.readouterr().err.splitlines()
    assert said[-1] == "assembler: There is not enough memory for this; more memory is needed."


# Outputs


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_bytes(b"mine")
    (tmp_path / "new").symlink_to(mine)
    with pytest.raises(Unwritable, match="is already there"):
        write_new_file(tmp_path / "new", b"other")
    write_output(tmp_path / "new", b"output")
    assert mine.read_bytes() == b"mine"
    assert not (tmp_path / "new").is_symlink()


@pytest.mark.slow
def test_no_output_names_the_machine(make_report: MakeReport) -> None:
    root = make_report()
    assert run(["build", "-C", str(root), "--to", "docx,pdf,html,txt"]) == 0
    words = [str(root).encode(), str(ROOT).encode(), socket.gethostname().encode()]
    for path in (root / "build/draft").iterdir():
        data = path.read_bytes()
        if path.suffix == ".docx":
            with ZipFile(path) as package:
                data = b"".join(package.read(name) for name in package.namelist())
        assert not any(len(word) > 4 and word in data for word in words), path.name
