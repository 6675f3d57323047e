"""Work done alongside: by a copy of this process on another processor, while this one goes on with something else.

Both are Python at work on the same values, which share one processor as threads. A copy of the process has them all
without being told, and only its result, which is small, travels back. It changes nothing that others see: no file, no
output. Whatever keeps it from its result, be it killed, out of memory or refused by the machine, the work is done here
when the result is asked for; so what comes of a command is the same with one processor, and without copies.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from assembler.storage.atomic import defer_signals

MIN_PARALLEL_TEXTS = 20
"""From how many texts on it pays to have another processor at work."""
_TIME_LIMIT = 60
"""After how many seconds a copy ends, whatever it does, since libraries may wait there for ever for threads that it
lacks; and after how many without a word of it nobody waits any longer, since one that is stopped does not even end."""
_CHUNK = 1 << 20
"""How much of an answer is read at once."""
_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG."""
_HANDLES = 1 << 20
"""More than a process may have open."""


@contextmanager
def run_in_parallel[T](work: Callable[[], T], *, enabled: bool) -> Iterator[Callable[[], T]]:
    """Begins a piece of work on another processor, and gives what waits for its result; ends it with the block.

    Work that is not worth it is done when its result is asked for, and so is what could not be done there: an error is
    raised here, where the work is done again.
    """
    copy = _ChildProcess.of(work) if enabled and _can_fork() else None
    try:
        yield lambda: _result(copy, work)
    finally:
        if copy:
            copy.end()


def _can_fork() -> bool:
    """Whether there is another processor, and no thread that a copy would lack."""
    threading = sys.modules.get("threading")
    return hasattr(os, "fork") and _count_processors() > 1 and (not threading or threading.active_count() == 1)


def _count_processors() -> int:
    """How many of them this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _result[T](copy: _ChildProcess[T] | None, work: Callable[[], T]) -> T:
    if copy:
        with suppress(EOFError, pickle.UnpicklingError):
            return copy.said()
    return work()


class _ChildProcess[T]:
    """The copy at work."""

    def __init__(self, process: int, answer: int) -> None:
        self._process = process
        self._answer = answer

    @classmethod
    def of(cls, work: Callable[[], T]) -> _ChildProcess[T] | None:
        """A copy that does this work; none where the machine refuses one."""
        with defer_signals():
            try:
                answer, told = os.pipe()
                process = os.fork()
            except OSError:
                return None
            if process == 0:
                os.close(answer)  # else it would never learn that nobody waits for it any more
                _run_and_exit(work, told)
            os.close(told)
            return cls(process, answer)

    def said(self) -> T:
        """Its result. Raises EOFError or UnpicklingError where it ended without, or says nothing for too long."""
        said = b"".join(iter(self._next_words, b""))
        result: T = pickle.loads(said)
        return result

    def _next_words(self) -> bytes:
        """What it says next, nothing once it has ended. Raises EOFError."""
        waiting = select.poll()
        waiting.register(self._answer, select.POLLIN)
        if not waiting.poll(_TIME_LIMIT * 1000):
            raise EOFError
        return os.read(self._answer, _CHUNK)

    def end(self) -> None:
        """Ends it, whatever it does."""
        with defer_signals():
            os.close(self._answer)
            with suppress(ProcessLookupError, ChildProcessError):  # where whoever has started us reaps for us
                os.kill(self._process, signal.SIGKILL)
                os.waitpid(self._process, 0)


def end_with_parent() -> None:
    """Has the system end this process with the one that has started it, even if that is killed; Linux can do so."""
    import ctypes  # only here, since the commands themselves need none of it

    call = getattr(ctypes.CDLL(None), "prctl", None)
    if call is not None:
        call(_DEATH_SIGNAL, signal.SIGKILL)


def _run_and_exit(work: Callable[[], object], told: int) -> None:
    """What the copy does, and ends: with nothing open that is not its own, such as the lock or the input of a press."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        signal.alarm(_TIME_LIMIT)
        end_with_parent()
        os.closerange(3, told)
        os.closerange(told + 1, _HANDLES)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        with os.fdopen(told, "wb") as answer:
            answer.write(pickle.dumps(work(), pickle.HIGHEST_PROTOCOL))
    finally:
        os._exit(0)
