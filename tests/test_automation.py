"""The hook and the workflow call the program as it is: commands, options, files."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

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


# System packages


def system(folder: Path, offers: str, installed: str = "java") -> subprocess.CompletedProcess[str]:
    """What `.ci/system test` does on a machine whose apt offers only some packages."""
    programs = {
        "dpkg-query": "exit 1",
        "apt-get": f'echo "$@" >> {folder}/asked',
        "apt-cache": f'case " {offers} " in *" $2 "*) echo "  Candidate: 1.0";; *) echo "  Candidate: (none)";; esac',
        "id": "echo 0",
        **dict.fromkeys(installed.split(), "exit 0"),
    }
    for name, script in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    for name in ("grep", "sed", "sh", "env"):
        (folder / name).symlink_to(str(shutil.which(name)))
    return subprocess.run(
        ["sh", ROOT / ".ci/system", "test"], capture_output=True, text=True, env=os.environ | {"PATH": str(folder)}
    )


def asked(folder: Path) -> str:
    return (folder / "asked").read_text()


def test_system_with_chromium_gets_it(tmp_path: Path) -> None:
    done = system(tmp_path, "chromium chromium-driver")
    assert done.returncode == 0
    assert "install -y --no-install-recommends chromium chromium-driver" in asked(tmp_path)
    assert "skipped" not in done.stderr


def test_system_without_chromium_is_set_up_all_the_same(tmp_path: Path) -> None:
    done = system(tmp_path, "")
    assert done.returncode == 0
    assert "poppler-utils" in asked(tmp_path)
    assert "chromium" not in asked(tmp_path)
    assert "No Chromium in this system's package sources: the tests of the web page will be skipped." in done.stderr


def test_browser_on_the_path_is_enough(tmp_path: Path) -> None:
    done = system(tmp_path, "", "java chromium chromedriver")
    assert done.returncode == 0
    assert "chromium" not in asked(tmp_path)
    assert "skipped" not in done.stderr


# The lock

LOCK = (ROOT / ".ci/requirements.txt").read_text(encoding="utf-8")
LOCKED = dict(re.findall(r"^([\w.-]+)==(\S+)", LOCK, re.MULTILINE))


def test_lock_holds_every_package_that_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [
        project["dependencies"],
        *(project["optional-dependencies"][extra] for extra in ("portal", "test", "pdf-checks", "docs", "dev")),
    ]
    build = (ROOT / ".ci/build.in").read_text(encoding="utf-8").splitlines()
    named = [Requirement(line) for group in [*groups, [line for line in build if line[:1] != "#"]] for line in group]
    for requirement in named:
        name = canonicalize_name(requirement.name)
        assert name in LOCKED, f"{name}: “make lock” writes the lock anew"
        assert requirement.specifier.contains(LOCKED[name]), f"{name}: “make lock” writes the lock anew"


def test_lock_has_hashes_and_names_no_place() -> None:
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(entries) == len(LOCKED), "a package at two versions: “make lock” takes the fewest"
    assert all("--hash=sha256:" in line for line in entries)
    assert "://" not in LOCK
    assert "index" not in re.sub(r"--hash=\S+", "", LOCK)


def test_what_must_pass_installs_from_the_lock() -> None:
    steps = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert [step for step in steps if step.startswith("make")] == ["make test LOCKED=1", "make lint LOCKED=1"]
    shown = subprocess.run(
        ["make", "--dry-run", "--always-make", "lint", "LOCKED=1"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    installs = [line for line in shown.splitlines() if "pip install" in line]
    assert installs
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)


# Changes that tests must notice


def test_code_that_is_changed_and_tests_that_must_notice_are_here() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    named = (*told["only_mutate"], *told["also_copy"], *told["pytest_add_cli_args_test_selection"])
    assert [name for name in named if not list(ROOT.glob(name))] == []
