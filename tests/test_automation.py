"""The hook and the workflow call the program as it is: commands, options, files."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

import pytest
import yaml

from assembler.__main__ import run
from tests.conftest import ROOT

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
WORKFLOW = (ROOT / ".github/workflows/report.yml").read_text(encoding="utf-8")


def calls() -> Iterator[str]:
    """Each call of the program, those that are commented out included."""
    yield from (hook["entry"] for hook in HOOKS)
    yield from re.findall(r"- run: (assembler [^>\n]*)", WORKFLOW)


@pytest.mark.parametrize("call", list(calls()))
def test_call_is_one_that_the_program_knows(call: str) -> None:
    program, *arguments = shlex.split(call)
    assert program == "assembler"
    assert run([*arguments, "--help"]) == 0


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hook_is_one_that_pre_commit_knows(hook: dict[str, object]) -> None:
    assert {"id", "name", "entry", "language", "files"} <= set(hook)
    assert re.match(str(hook["files"]), "contributions/unhcr/au.md")
    assert not re.match(str(hook["files"]), "templates/contribution.md")


def test_workflow_is_yaml_and_its_programs_are_here() -> None:
    jobs = yaml.safe_load(WORKFLOW)["jobs"]
    steps = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    assert "assembler check --format github" in steps
    assert all((ROOT / step.split()[0]).exists() for step in steps if step.startswith("."))
