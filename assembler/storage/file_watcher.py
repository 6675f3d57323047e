"""Watches the files of a report, and tells when one may have changed. The only module that uses watchfiles."""

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
"""How many milliseconds without a change end a group of changes: an editor writes a file in several steps."""
_LONGEST = 50
"""How many milliseconds changes that do not end are waited for."""
_IDLE = 1000
"""After how many milliseconds without a change one looks whether there is something else to watch."""

_EVERY = 5
"""At every which of these times one looks oneself whether a file has changed."""
_LOOK = 300
"""How many milliseconds pass between looks, where the system does not tell."""

type _Identity = tuple[object, ...]


class FileWatcher:
    """A report that is watched."""

    def __init__(self, root: Path) -> None:
        """Not yet watched: `watch_files` does that."""
        self.changed = Event()
        """Set when something may have changed; whoever reads the report clears it before."""
        self.other_files: tuple[Path, ...] = ()
        """Files of the report outside the two folders; a change of one is noticed within a second or two."""
        self._root = root
        self._over = Event()

    def watch_emblem(self, emblem: str) -> None:
        """Has the picture that the plan names watched, too, wherever it lies; none where no name is given."""
        self.other_files = (self._root / emblem,) if emblem else ()

    def end(self) -> None:
        """Ends the watching."""
        self._over.set()

    def run(self) -> None:
        """Watches until the end, through folders that come and go."""
        has_events = True
        while not self._over.is_set():
            folders = [folder.resolve() for name in (FOLDER, OWN) if (folder := self._root / name).is_dir()]
            try:
                self._watch(self._watch_events(folders) if has_events and folders else self._poll())
            except (OSError, RuntimeError):  # a folder has just gone, or the system cannot watch so many files
                has_events = has_events and not all(folder.is_dir() for folder in folders)
            self.changed.set()

    def _watch(self, events: Iterator[object]) -> None:
        """Watches as long as the folders are the same; each of the events is true where something may have changed."""
        marks, stamps = self._identify(), read_stamps(self._root)
        for number, changes in enumerate(events):
            # The system does not tell what happened before the first event, nor behind a link or on a network drive.
            if not changes and number % _EVERY == 0:
                before, stamps = stamps, read_stamps(self._root)
                changes = stamps != before or number == 0
            if changes:
                self.changed.set()
            if self._identify() != marks:
                return

    def _watch_events(self, folders: list[Path]) -> Iterator[object]:
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

    def _poll(self) -> Iterator[object]:
        """What one sees oneself, again and again."""
        before = read_stamps(self._root)
        while not self._over.wait(_LOOK / 1000):
            now = read_stamps(self._root)
            yield now != before
            before = now

    def _identify(self) -> _Identity:
        """What tells the folders and further files from others of the same names."""
        folders = tuple(_describe_file(self._root / name)[:2] for name in (FOLDER, OWN))
        return (folders, tuple(_describe_file(path) for path in self.other_files))


@contextmanager
def watch_files(root: Path) -> Iterator[FileWatcher]:
    """The report in this folder, watched until the block ends. Raises Unservable where no process can watch it."""
    watcher = FileWatcher(root)
    thread = Thread(target=watcher.run, name="watching", daemon=True)
    try:
        thread.start()
    except RuntimeError as error:  # the machine begins no further thread
        message = "The report cannot be watched: a higher limit for processes is needed (ulimit -u)."
        raise Unservable(message) from error
    try:
        yield watcher
    finally:
        watcher.end()
        thread.join()


def _describe_file(path: Path) -> tuple[int, ...]:
    try:
        state = path.stat()
    except OSError:
        return (0, 0)
    return (state.st_dev, state.st_ino, state.st_mtime_ns, state.st_size)
