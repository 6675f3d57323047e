"""Says when a file of a report may have changed: the one door to the library that watches files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from watchfiles import watch

from assembler.load import FOLDER
from assembler.templates import OWN

_STEP = 5
"""How many milliseconds must pass without a change before one is told: an editor writes a file in several strokes."""
_LONGEST = 50
"""How many milliseconds changes that do not end are waited for."""
_IDLE = 1000
"""After how many milliseconds without a change one looks whether there is something else to watch."""

type _Marks = tuple[object, ...]


class Watch:
    """A report that is watched."""

    def __init__(self, root: Path) -> None:
        """Not yet watched: `watched` does that."""
        self.changed = Event()
        """Set when something may have changed; whoever reads the report clears it before."""
        self.further: tuple[Path, ...] = ()
        """Files outside the two folders that belong to the report; a change of these is told within a second or two."""
        self._root = root
        self._over = Event()

    def end(self) -> None:
        """Ends the watching."""
        self._over.set()

    def run(self) -> None:
        """Watches until the end, through folders that come and go."""
        polling = None
        while not self._over.is_set():
            folders = [folder.resolve() for name in (FOLDER, OWN) if (folder := self._root / name).is_dir()]
            try:
                self._watch(folders, polling)
            except OSError:  # the system can't watch so many files, or a folder has just gone
                polling = True
            self.changed.set()

    def _watch(self, folders: list[Path], polling: bool | None) -> None:
        """Watches these folders until they are others."""
        marks = self._marks()
        begun = False
        for changes in self._told(folders, polling) if folders else self._waits():
            # The first time also for what happened before the system was asked to tell.
            if changes or not begun:
                self.changed.set()
            begun = True
            if self._marks() != marks:
                return

    def _told(self, folders: list[Path], polling: bool | None) -> Iterator[object]:
        return watch(
            *folders,
            watch_filter=None,
            debounce=_LONGEST,
            step=_STEP,
            stop_event=self._over,
            rust_timeout=_IDLE,
            yield_on_timeout=True,
            force_polling=polling,
        )

    def _waits(self) -> Iterator[object]:
        while not self._over.wait(_IDLE / 1000):
            yield ()

    def _marks(self) -> _Marks:
        """What tells the folders and further files from others of the same names."""
        folders = tuple(_mark(self._root / name)[:2] for name in (FOLDER, OWN))
        return (folders, tuple(_mark(path) for path in self.further))


@contextmanager
def watched(root: Path) -> Iterator[Watch]:
    """The report in this folder, watched until the block ends."""
    it = Watch(root)
    thread = Thread(target=it.run, name="watching", daemon=True)
    thread.start()
    try:
        yield it
    finally:
        it.end()
        thread.join()


def _mark(path: Path) -> tuple[int, ...]:
    try:
        state = path.stat()
    except OSError:
        return (0, 0)
    return (state.st_dev, state.st_ino, state.st_mtime_ns, state.st_size)
