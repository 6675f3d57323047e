"""What a child process does: reads the request, calls the job, answers, and ends; with limits, and without Django."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import NoReturn

from assembler.portal.isolated import jobs

MEMORY = 3_000_000_000
"""How many bytes of address space a job may have."""
LARGEST_OUTPUT = 200_000_000
"""How many bytes a job may answer."""
ANSWER, PROGRESS = b"a", b"p"
"""How a message of a child begins that is its answer, or says how far the job is."""


def work(connection: Connection, job: str, tells_progress: bool, seconds: int) -> NoReturn:
    """Does the job that is asked for over this connection."""
    _limit_resources(seconds)
    function: Callable[..., bytes] = getattr(jobs, job)
    with suppress(BrokenPipeError):
        request = connection.recv_bytes()
        if tells_progress:
            answer = function(request, lambda words: connection.send_bytes(PROGRESS + words.encode()))
        else:
            answer = function(request)
        connection.send_bytes(ANSWER + answer)
    os._exit(0)  # nothing is left to be done, and the memory is the system's to clear


def _limit_resources(seconds: int) -> None:
    with suppress(ImportError):  # Windows has no such limits
        import resource

        signal.signal(signal.SIGINT, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUTPUT, LARGEST_OUTPUT))
