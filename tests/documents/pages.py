"""Pages that show a work session: each command is carried out in turn, and its output stands below.

A fence “console” holds commands after “$ ” and what they print, on both streams. A line “…” among the output stands for
lines that are left out: as many lines are shown before and after that line as before. A comment such as
`<!-- step: edit_plan -->` names a function of the test that does what people do outside of the program.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT

type Step = Callable[[Path], object]
type OnLine = Callable[[str], object]

_PART = re.compile(r"^<!-- step: (?P<step>\w+) -->$|^```console\n(?P<session>.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (?P<command>.+)\n(?P<shown>(?:(?!\$ ).*\n)*)", re.MULTILINE)
_GAP = "…"
_PROCESS = re.compile(r"\bprocess \d+")


def check_page(
    name: str, folder: Path, steps: Mapping[str, Step], config: pytest.Config, on_line: OnLine = lambda _: None
) -> None:
    """Fails where a page does not show what its commands print in the folder; --renew writes it anew.

    Calls `on_line` with each line as soon as a command has printed it.
    """
    path = ROOT / name
    page = path.read_text(encoding="utf-8")
    played = _play_page(page, folder, steps, on_line)
    if config.getoption("renew"):
        path.write_text(played, encoding="utf-8")
    assert page == played, "“pytest --renew tests/documents” writes the page anew: read what changed."


def _play_page(page: str, folder: Path, steps: Mapping[str, Step], on_line: OnLine) -> str:
    """The page with what its commands print now; it begins in the folder, which it calls /shared."""

    places = [folder]

    def play(part: re.Match[str]) -> str:
        if part["step"]:
            steps[part["step"]](places[-1])
            return part[0]
        return "```console\n" + "".join(_play_session(part["session"], folder, places, on_line)) + "```"

    return _PART.sub(play, page)


def _play_session(session: str, folder: Path, places: list[Path], on_line: OnLine) -> Iterator[str]:
    """A session from its commands; the last place is the working folder, to which `cd` adds."""
    for match in _COMMAND.finditer(session):
        yield f"$ {match['command']}\n"
        if match["command"].startswith("cd "):
            places.append((places[-1] / match["command"].removeprefix("cd ")).resolve())
            continue
        printed = _run_command(match["command"], places[-1], on_line).replace(str(folder), "/shared").splitlines()
        yield from (f"{line}\n" for line in _leave_out(printed, match["shown"].splitlines()))
        if match["shown"].endswith("\n\n"):
            yield "\n"


def _leave_out(printed: list[str], shown: list[str]) -> list[str]:
    """The printed lines, with a gap where the page has had one."""
    while printed and not printed[-1]:
        printed.pop()
    if _GAP not in shown:
        return printed
    while not shown[-1]:
        shown.pop()
    before, after = shown.index(_GAP), len(shown) - shown.index(_GAP) - 1
    return [*printed[:before], _GAP, *printed[len(printed) - after :]]


def _run_command(command: str, folder: Path, on_line: OnLine) -> str:
    """What a command prints in the folder, on both streams, without numbers of processes."""
    environment = {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "GIT_CONFIG_GLOBAL": str(ROOT / "tests/documents/gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    lines = []
    with subprocess.Popen(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            on_line(line)
            lines.append(_PROCESS.sub("process 4711", line.rstrip()))
    assert not any("Traceback" in line for line in lines), lines
    return "\n".join(lines)
