"""The standard streams as the program needs them, whatever it is given: closed, without a reader, of a narrow code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Buffer
from typing import TextIO

_TALK = 2
"""The number of standard error."""
_HALVES = "".join(map(chr, range(0xDC80, 0xDD00)))
"""How Python keeps bytes of names that are no UTF-8; the streams write them by their numbers."""


class Unsaid(OSError):
    """Standard output can't be written."""


class Forgiving(io.FileIO):
    """A stream whose reader may go away, as `head` does: what is written then goes nowhere, and the work goes on.

    What can't be said on standard error goes nowhere too, since there is nobody who could be told.
    """

    has_lost_its_reader = False
    """Whether what is written goes nowhere by now."""

    def write(self, data: Buffer, /) -> int:
        """Writes to the stream, or nowhere once nobody reads it. Raises Unsaid."""
        try:
            return super().write(data)
        except OSError as error:
            if not isinstance(error, BrokenPipeError) and self.fileno() != _TALK:
                raise Unsaid(error.errno, error.strerror) from error
            self.has_lost_its_reader = True
            forget(self)
            return super().write(data)


def harmless(text: str) -> str:
    """The text with a sign in the place of each character that nobody sees, or that would steer a terminal."""
    return "".join(it if it.isprintable() or it in "\n\t" or it in _HALVES else "\ufffd" for it in text)


def forget(stream: io.IOBase | TextIO) -> None:
    """Has all further output of a stream go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def is_unread() -> bool:
    """Whether whoever has read standard output has gone away."""
    raw = getattr(sys.stdout.buffer, "raw", None)
    if not isinstance(raw, Forgiving):
        return False
    if raw.has_lost_its_reader:
        return True
    import select  # only for those who watch

    stream = select.poll()
    stream.register(raw, 0)
    return any(said & select.POLLERR for _, said in stream.poll(0))


def open_streams() -> None:
    """Makes standard output and standard error such streams; what their code can't say is written by its number."""
    _take_the_numbers()
    for name, number in (("stdout", 1), ("stderr", _TALK)):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:  # whoever has started the program has closed it
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
            continue
        stream.flush()
        setattr(sys, name, _opened(number, stream))


def _take_the_numbers() -> None:
    """Has nothing stand in the place of each stream that was closed, or the next file that is opened would stand there.

    What is meant for a stream would get into that file, and a process that is to have it would find its own stream.
    """
    while (handle := os.open(os.devnull, os.O_RDWR)) <= _TALK:
        os.set_inheritable(handle, True)
    os.close(handle)


def _opened(number: int, stream: TextIO) -> TextIO:
    raw = Forgiving(number, "wb", closefd=False)
    lines = number == _TALK or stream.isatty()
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding=stream.encoding, errors="backslashreplace", line_buffering=lines
    )
