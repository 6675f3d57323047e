"""The processes for texts from outside: what is loaded before a job is forked, and what never is."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing import forkserver
from pathlib import Path
from time import sleep

import pytest

from assembler.api import ReportFacts, example_files
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import DescriptionRequest

LOADED = """
import json, sys
import assembler.portal.isolated.child, assembler.portal.isolated.warm_up
print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.slow
def test_all_of_the_library_and_nothing_of_django_is_loaded_before_a_job() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    modules = json.loads(done.stdout)
    assert not [name for name in modules if name.startswith("django")]
    assert {"assembler.rules.style.names", "assembler.readers.docx.contribution"} <= set(modules)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="Children are found in /proc.")
def test_job_whose_process_is_killed_while_it_begins_is_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = forkserver.connect_to_new_process
    begins: list[int] = []

    def connect_and_kill(fds: Sequence[int]) -> tuple[int, int]:
        ends = connect(fds)
        begins.append(ends[0])
        if len(begins) == 1:
            pid = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
            children = Path(f"/proc/{pid}/task/{pid}/children")
            while not children.read_text():
                sleep(0.001)
            os.kill(int(children.read_text().split()[0]), signal.SIGKILL)
            while children.read_text():
                sleep(0.001)
        return ends

    monkeypatch.setattr(forkserver, "connect_to_new_process", connect_and_kill)
    facts = run_job(
        "describe",
        DescriptionRequest({**example_files(), "contributions/README.md": b"Not read before."}, with_findings=False),
        ReportFacts,
    )
    assert (len(begins), facts.language) == (2, "en")
