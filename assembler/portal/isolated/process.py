"""Runs a job in a child process, with limits on time, memory and output.

The children are forked by a server process that has loaded the library and nothing of the portal: a job begins in a few
milliseconds, and what it reads cannot reach the portal's memory. What comes back is bytes, decoded by types.
"""

from __future__ import annotations

import logging
import os
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from time import monotonic

from django.utils.translation import gettext as _

from assembler.model.progress import Progress
from assembler.model.value import Value
from assembler.portal.isolated.child import ANSWER, LARGEST_OUTPUT, work
from assembler.portal.isolated.values import decode, encode
from assembler.portal.problems import Invalid

SECONDS = 60
"""How long a job may take, by the clock and of a processor."""
ATTEMPTS = 2
"""How often a job is begun: one that is killed may have met a machine short of memory."""

_context: ForkServerContext | SpawnContext = get_context("forkserver") if os.name == "posix" else get_context("spawn")
_log = logging.getLogger(__name__)


class JobFailed(Invalid):
    """A job came to no end within its limits."""


def preload() -> None:
    """Has the server process load and use the library, so that no job waits for it."""
    if os.name == "posix":
        _context.set_forkserver_preload(["assembler.portal.isolated.child", "assembler.portal.isolated.warm_up"])


def run_job[A: Value](
    job: str, request: Value, answer: type[A], *, progress: Progress | None = None, seconds: int = SECONDS
) -> A:
    """What the function of that name in jobs.py answers. Raises JobFailed where it comes to no end.

    With `progress`, the function takes a second argument, by which it says how far it is.
    """
    data = encode(request)
    for _attempt in range(ATTEMPTS):
        result = _run_once(job, data, progress, seconds)
        if result is not None:
            return decode(result, answer)
    raise JobFailed(
        _("This file could not be read within the limits of time and memory."),
        _("Save the file again under another name, without pictures, and send that one."),
    )


def _run_once(job: str, request: bytes, progress: Progress | None, seconds: int) -> bytes | None:
    ours, theirs = _context.Pipe()
    process = _context.Process(target=work, args=(theirs, job, progress is not None, seconds), daemon=True)
    try:
        process.start()  # fails where the server process is killed at this moment
        theirs.close()
        ours.send_bytes(request)
        return _receive(ours, job, progress, seconds)
    except (EOFError, OSError):
        _log.warning("A job ended without an answer: %s.", job)
        return None
    finally:
        ours.close()
        theirs.close()
        if process.pid:
            process.kill()
            process.join()


def _receive(connection: Connection, job: str, progress: Progress | None, seconds: int) -> bytes | None:
    """The answer of the child; None where it takes too long."""
    end = monotonic() + seconds
    while connection.poll(max(0, end - monotonic())):
        message = connection.recv_bytes(LARGEST_OUTPUT)
        if message[:1] == ANSWER:
            return message[1:]
        if progress:
            progress(message[1:].decode())
    _log.warning("A job took longer than %s seconds: %s.", seconds, job)
    return None
