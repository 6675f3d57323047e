"""The errors that stop the program: what the operator must repair before anything can run (exit status 2)."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager


class ReportError(Exception):
    """The base class; its text is one sentence for the operator."""


class NoPlan(ReportError):
    """There is no contributions/report.yaml here or in any folder above."""


class UnusablePlan(ReportError):
    """The plan, or the fixed words of its language, cannot be used, so that there is no report."""


class Unreadable(ReportError):
    """A file or folder cannot be read."""


class Vanished(Unreadable):
    """A file or folder that is not there, or has gone since it was found."""


class Unwritable(ReportError):
    """The outputs cannot be written where they were asked for."""


class FinalInPlace(ReportError):
    """A build would remove outputs or the signature of a final, and nobody has asked for that."""


class Busy(ReportError):
    """Another process is at work on the report."""


class NoTemplate(ReportError):
    """A template that the program ships is not there: the installation is damaged."""


class Unprintable(ReportError):
    """A writer could not make its output, through a fault of the machine or of a template."""


class Unservable(ReportError):
    """The preview cannot be served at the address that was asked for."""


class UnknownName(ReportError):
    """A name was given that stands in no list of the report."""


class UnusableKey(ReportError):
    """A file is no key with which a manifest can be signed, or a signature looked at."""


class BrokenManifest(ReportError):
    """A folder has no manifest.json that can be used."""


_NEEDED = {
    errno.EACCES: "the right to do so is needed",
    errno.EPERM: "the right to do so is needed",
    errno.EROFS: "a disk on which one may write is needed",
    errno.EIO: "a sound disk is needed",
    errno.ENAMETOOLONG: "a shorter name is needed",
    errno.EISDIR: "a file is needed",
    errno.ENXIO: "a file is needed",
    errno.ENOTDIR: "a folder is needed where a file stands on the way there",
    errno.ELOOP: "a link that leads to a file is needed",
    errno.EMFILE: "a higher limit for open files is needed (ulimit -n)",
    errno.EBUSY: "a folder inside of it is needed, since one that is mounted cannot be replaced",
    errno.EAGAIN: "a higher limit for processes is needed (ulimit -u)",
    errno.ENOMEM: "more memory is needed",
}
_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def wrap_writer_errors(what: str) -> Iterator[None]:
    """Raises the ValueError of a writer, about a picture or template that it cannot use, as Unprintable with a name."""
    try:
        yield
    except ValueError as error:
        raise Unprintable(f"{what} cannot be written: {error}") from error


def explain_os_error(error: OSError, sizes: Sequence[int] = ()) -> str:
    """What the system says, and what is needed: room for files of these sizes, a right, another disk.

    The number of files is named too, since a disk with room for bytes may have none for a further file.
    """
    needed = f"{_describe_room(sizes)} is needed" if error.errno in _ROOM else _NEEDED.get(error.errno or 0, "")
    message = error.strerror or str(error) or "the machine refuses"
    return f"{message}; {needed}" if needed else message


def _describe_room(sizes: Sequence[int]) -> str:
    if len(sizes) > 1:
        return f"room for {len(sizes)} files with {sum(sizes):,} bytes"
    return f"room for a file of {sizes[0]:,} bytes" if sizes else "more room"
