"""Runs work in a child process on another processor, while this process goes on with something else.

Two threads of Python share one processor. A child process that is forked has all values of its parent without being
sent any, and sends back its result alone. It changes nothing that others see: no file, no output. Where a child process
cannot be had, or ends without a result, the work is done here when the result is asked for. So a command gives the same
with one processor as with several. Commands alone ask for this: a library call stays in its process and thread.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from assembler.storage.atomic import defer_signals

MIN_PARALLEL_TEXTS = 20
"""From how many texts on a child process gains time."""
_TIME_LIMIT = 60
"""After how many seconds a child process ends: a library may wait there for a thread that it lacks, and a program that
was killed wants nothing any more."""
_MAX_HANDLES = 1 << 20
"""More files than a process may have open."""


@contextmanager
def run_in_parallel[T](work: Callable[[], T], *, enabled: bool) -> Iterator[Callable[[], T]]:
    """Begins the work in a child process, and gives the function that waits for its result; both end with the block.

    Where it is not enabled, or fails in the child process, the work is done when its result is asked for; an error of
    the work is raised there.
    """
    child = _ChildProcess.start(work) if enabled and _can_fork() else None
    try:
        yield lambda: _result(child, work)
    finally:
        if child:
            child.end()


def _can_fork() -> bool:
    """Whether there is another processor, and no thread that a child process would lack."""
    threading = sys.modules.get("threading")
    return hasattr(os, "fork") and _count_processors() > 1 and (not threading or threading.active_count() == 1)


def _count_processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _result[T](child: _ChildProcess[T] | None, work: Callable[[], T]) -> T:
    if child:
        with suppress(EOFError, pickle.UnpicklingError):
            return child.read_result()
    return work()


class _ChildProcess[T]:
    """A child process at work."""

    def __init__(self, process: int, pipe: int) -> None:
        self._process = process
        self._pipe = pipe

    @classmethod
    def start(cls, work: Callable[[], T]) -> _ChildProcess[T] | None:
        """A child process that does this work; none where the system refuses one."""
        with defer_signals():
            try:
                reading, writing = os.pipe()
                process = os.fork()
            except OSError:
                return None
            if process == 0:
                _run_and_exit(work, writing)
            os.close(writing)
            return cls(process, reading)

    def read_result(self) -> T:
        """What the work gives. Raises EOFError or UnpicklingError where the process has ended without a result."""
        with os.fdopen(self._pipe, "rb", closefd=False) as file:
            result: T = pickle.loads(file.read())
        return result

    def end(self) -> None:
        """Ends the process, whatever it does."""
        with defer_signals():
            os.close(self._pipe)
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


def _run_and_exit(work: Callable[[], object], pipe: int) -> None:
    """Does the work in the child process, with no file open but the pipe: others wait for the lock, or for an input."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        signal.alarm(_TIME_LIMIT)
        os.closerange(3, pipe)
        os.closerange(pipe + 1, _MAX_HANDLES)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        with os.fdopen(pipe, "wb") as file:
            file.write(pickle.dumps(work(), pickle.HIGHEST_PROTOCOL))
    finally:
        os._exit(0)  # the child process must not go on with what its parent does
