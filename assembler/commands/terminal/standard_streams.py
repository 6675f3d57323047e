"""Makes standard output and standard error safe to write to: closed, without a reader, or of a narrow encoding."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Buffer
from typing import TextIO

_STANDARD_ERROR = 2
"""The number of standard error."""
_SURROGATES = "".join(map(chr, range(0xDC80, 0xDD00)))
"""How Python keeps bytes of file names that are not UTF-8; the streams write them by their numbers."""


class OutputError(OSError):
    """Standard output cannot be written."""


class TolerantStream(io.FileIO):
    """A stream whose reader may go away, as `head` does: further output is discarded, and the work goes on.

    What cannot be written to standard error is discarded, too, since nobody could be told.
    """

    is_discarded = False
    """Whether output is discarded by now."""

    def write(self, data: Buffer, /) -> int:
        """Writes to the stream, or discards the data once nobody reads it. Raises OutputError."""
        try:
            return super().write(data)
        except OSError as error:
            if not isinstance(error, BrokenPipeError) and self.fileno() != _STANDARD_ERROR:
                raise OutputError(error.errno, error.strerror) from error
            self.is_discarded = True
            discard_output(self)
            return super().write(data)


def make_printable(text: str) -> str:
    """The text with U+FFFD in the place of each character that is invisible or would control a terminal."""
    return "".join(sign if sign.isprintable() or sign in "\n\t" or sign in _SURROGATES else "\ufffd" for sign in text)


def discard_output(stream: io.IOBase | TextIO) -> None:
    """Discards all further output of a stream."""
    handle = os.open(os.devnull, os.O_WRONLY)
    os.dup2(handle, stream.fileno())
    os.close(handle)


def has_lost_reader() -> bool:
    """Whether the reader of standard output has gone away."""
    raw = getattr(sys.stdout.buffer, "raw", None)
    if not isinstance(raw, TolerantStream):
        return False
    if raw.is_discarded:
        return True
    import select  # `check --watch` alone needs it

    if not hasattr(select, "poll"):  # Windows
        return False
    poll = select.poll()
    poll.register(raw, 0)
    return any(events & select.POLLERR for _, events in poll.poll(0))


def open_streams() -> None:
    """Reopens standard output and standard error; a character that their encoding lacks is written by its number."""
    _occupy_closed_streams()
    for name, number in (("stdout", 1), ("stderr", _STANDARD_ERROR)):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:  # closed by the parent process
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
            continue
        stream.flush()
        setattr(sys, name, _reopen(number, stream))


def _occupy_closed_streams() -> None:
    """Opens the null device in the place of each closed stream, or the next file that is opened would take that place.

    What is meant for the stream would get into that file, and a child process would take that file for its stream.
    """
    while (handle := os.open(os.devnull, os.O_RDWR)) <= _STANDARD_ERROR:
        os.set_inheritable(handle, True)
    os.close(handle)


def _reopen(number: int, stream: TextIO) -> TextIO:
    raw = TolerantStream(number, "wb", closefd=False)
    is_line_buffered = number == _STANDARD_ERROR or stream.isatty()
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding=stream.encoding, errors="backslashreplace", line_buffering=is_line_buffered
    )
