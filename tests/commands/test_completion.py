"""Completion in bash, zsh, fish and PowerShell: the script of each, and what it is told."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT


def ask(**variables: str) -> str:
    """What the program prints with these environment variables."""
    command = [sys.executable, "-m", "assembler"]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("shell", "sign"),
    [
        ("bash", "complete -o"),
        ("zsh", "#compdef"),
        ("fish", "complete --"),
        ("powershell", "Register-ArgumentCompleter"),
    ],
)
def test_script_names_the_program(shell: str, sign: str) -> None:
    script = ask(_ASSEMBLER_COMPLETE=f"{shell}_source")
    assert sign in script
    assert "assembler" in script


@pytest.mark.parametrize(
    ("words", "word", "expected"),
    [
        ("assembler ve", "ve", "verify"),
        ("assembler build --fin", "--fin", "--final"),
        ("assembler build --to docx,h", "docx,h", "docx,html"),
        ("assembler build --accept in-job", "in-job", "IN-JOB-01"),
        ("assembler compare --to pd", "pd", "pdf"),
        ("assembler explain IN-JOB", "IN-JOB", "IN-JOB-01"),
    ],
)
@pytest.mark.slow
def test_powershell_gets_words_with_their_meaning(words: str, word: str, expected: str) -> None:
    lines = ask(_ASSEMBLER_COMPLETE="powershell_complete", COMP_WORDS=words, COMP_WORD=word).splitlines()
    assert [line.split("\t")[0] for line in lines] == [expected]
    assert all(line.split("\t")[1] for line in lines)


@pytest.mark.slow
def test_powershell_completes_after_a_space() -> None:
    lines = ask(_ASSEMBLER_COMPLETE="powershell_complete", COMP_WORDS="assembler new ", COMP_WORD="").splitlines()
    assert [line.split("\t")[0] for line in lines] == ["contribution", "report"]
