"""Says when a file of a report may have changed: the one door to the library that watches files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from watchfiles import watch

from assembler.errors import Unservable
from assembler.storage.report_files import read_stamps
from assembler.storage.report_folder import FOLDER
from assembler.storage.templates import OWN

_STEP = 5
"""How many milliseconds must pass without a change before one is told: an editor writes a file in several strokes."""
_LONGEST = 50
"""How many milliseconds changes that do not end are waited for."""
_IDLE = 1000
"""After how many milliseconds without a change one looks whether there is something else to watch."""

_EVERY = 5
"""At every which of these times one looks oneself whether a file has changed."""
_LOOK = 300
"""How many milliseconds pass between looks, where the system does not tell."""

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

    def see_emblem(self, emblem: str) -> None:
        """Has the picture that the plan names watched, too, wherever it lies; none where no name is given."""
        self.further = (self._root / emblem,) if emblem else ()

    def end(self) -> None:
        """Ends the watching."""
        self._over.set()

    def run(self) -> None:
        """Watches until the end, through folders that come and go."""
        told = True
        while not self._over.is_set():
            folders = [folder.resolve() for name in (FOLDER, OWN) if (folder := self._root / name).is_dir()]
            try:
                self._watch(self._told(folders) if told and folders else self._looks())
            except (OSError, RuntimeError):  # a folder has just gone, or the system can't watch so many files
                told = told and not all(folder.is_dir() for folder in folders)
            self.changed.set()

    def _watch(self, tidings: Iterator[object]) -> None:
        """Watches as long as the folders are the same; each of the tidings is true where something may have changed."""
        marks, seen = self._marks(), read_stamps(self._root)
        for number, changes in enumerate(tidings):
            # Not all is told: not what happened before the first tidings, nor elsewhere behind a link or a network.
            if not changes and number % _EVERY == 0:
                before, seen = seen, read_stamps(self._root)
                changes = seen != before or number == 0
            if changes:
                self.changed.set()
            if self._marks() != marks:
                return

    def _told(self, folders: list[Path]) -> Iterator[object]:
        """What the system tells."""
        return watch(
            *folders,
            watch_filter=None,
            debounce=_LONGEST,
            step=_STEP,
            stop_event=self._over,
            rust_timeout=_IDLE,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )

    def _looks(self) -> Iterator[object]:
        """What one sees oneself, again and again."""
        before = read_stamps(self._root)
        while not self._over.wait(_LOOK / 1000):
            now = read_stamps(self._root)
            yield now != before
            before = now

    def _marks(self) -> _Marks:
        """What tells the folders and further files from others of the same names."""
        folders = tuple(_mark(self._root / name)[:2] for name in (FOLDER, OWN))
        return (folders, tuple(_mark(path) for path in self.further))


@contextmanager
def watched(root: Path) -> Iterator[Watch]:
    """The report in this folder, watched until the block ends. Raises Unservable where no process can watch it."""
    it = Watch(root)
    thread = Thread(target=it.run, name="watching", daemon=True)
    try:
        thread.start()
    except RuntimeError as error:  # the machine begins no further thread
        said = "The report can't be watched: a higher limit for processes is needed (ulimit -u)."
        raise Unservable(said) from error
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
