"""Hands templates to the writers, and puts bytes in their place, whole or not at all: builds, texts, new files."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from assembler.errors import Unwritable, being_written, why
from assembler.model.progress import Tell
from assembler.storage.atomic import (
    MARK,
    beside,
    clear,
    exchange,
    flushed,
    flushed_folder,
    left_behind,
    put_folder,
    remove,
    settle,
    unbroken,
)
from assembler.storage.lock import alone, is_held
from assembler.writers.pdf.job import FORMS as PRINTED

if TYPE_CHECKING:
    from assembler.model.comparison import Comparison, ComparisonWords
    from assembler.model.report import Report
    from assembler.runtime.pdf_worker import Press

FORMATS = ("docx", "pdf", "html", "txt")
"""What a report can be written as, in the order in which it is done; the press works beside the program."""
PRINT = "print"
"""The further PDF with crop marks."""
MANIFEST = "manifest.json"
_WRITERS = {"docx": "docx.document", "html": "html.page", "txt": "text"}

_LOCK = f"build/{MARK}lock"
_PLACES = ("contributions", "build")
"""Where the program writes in the folder of a report."""
_INPUTS = ("contributions", "templates")
"""Where in it lies what a report is made of."""


def write(
    report: Report, stem: str, formats: Container[str], templates: Mapping[str, bytes], step: Tell, printing: Press
) -> dict[str, bytes]:
    """The outputs by file name, such as A-75-345.docx; the press has begun with this report already.

    Raises Unprintable where a writer can't use a picture or a template.
    """
    tell(formats, step)
    return unprinted(report, stem, formats, templates) | printed(stem, printing)


def tell(formats: Container[str], step: Tell) -> None:
    """Tells the step of each form that is to be written."""
    for form in (*_WRITERS, *PRINTED):
        if form in formats:
            step(f"writing {form}")


def unprinted(report: Report, stem: str, formats: Container[str], templates: Mapping[str, bytes]) -> dict[str, bytes]:
    """The outputs that need no press; each writer is imported only where it is asked for. Raises as `write` does."""
    outputs: dict[str, bytes] = {}
    for form, module in _WRITERS.items():
        if form in formats:
            writer = import_module(f"assembler.writers.{module}")
            with being_written(f"The {form}"):
                outputs[f"{stem}.{form}"] = writer.write(report, templates)
    return outputs


def printed(stem: str, printing: Press) -> dict[str, bytes]:
    """The outputs that the press has begun with, once they are there. Raises as `write` does."""
    names = {"pdf": f"{stem}.pdf", PRINT: f"{stem}-print.pdf"}
    return {names[form]: data for form, data in printing.finish().items()}


def write_comparison(
    comparison: Comparison,
    words: ComparisonWords,
    stem: str,
    formats: Iterable[str],
    templates: Mapping[str, bytes],
    step: Tell,
    printing: Press,
) -> dict[str, bytes]:
    """The outputs of a comparison by file name, each writer imported only where it is asked for. Raises Unprintable."""
    wanted = set(formats)
    outputs: dict[str, bytes] = {}
    if "pdf" in wanted:
        from assembler.writers.redline.html import printed_page

        with being_written("The pdf"):
            page = printed_page(comparison, words, templates)
        printing.begin_page(page)
    if "docx" in wanted:
        from assembler.writers.redline import docx as word_redline

        step("writing docx")
        old, new = comparison.names
        label = words.say("states", old=old, new=new) if old != new else new
        mark = words.say("mark")
        with being_written("The docx"):
            outputs[f"{stem}.docx"] = word_redline.write(comparison, mark, label, templates)
    if "html" in wanted:
        from assembler.writers.redline import html as redline_page

        step("writing html")
        with being_written("The html"):
            outputs[f"{stem}.html"] = redline_page.write(comparison, words, templates)
    if "pdf" in wanted:
        step("writing pdf")
        outputs[f"{stem}.pdf"] = printing.finish()["pdf"]
    return outputs


@contextmanager
def at_work(root: Path, tell: Tell) -> Iterator[None]:
    """While it lasts, no other process changes the report; what killed ones have left is taken away first.

    Tells whom it waits for. Raises Busy where that takes too long, Unwritable where the machine refuses.
    """
    with alone(root / _LOCK, tell):
        _clear(root)
        yield


def _clear(root: Path) -> None:
    with unbroken():
        for left in (it for place in _PLACES for it in left_behind(root / place)):
            if not is_held(left.with_name(f"{left.name.rpartition('-')[0]}-lock")):
                remove(left)


def put(folder: Path, outputs: Mapping[str, bytes], mark: str = MANIFEST) -> None:
    """Makes the folder hold exactly these files, by name; it holds the former set or the new one at every moment.

    One of them is the mark by which the folder is known as the program's own. Raises Unwritable where the machine
    refuses, or where the folder holds what the program has not put there; Busy where somebody else puts files there.
    """
    with _refusals(folder, outputs.values()):
        folder = folder.resolve()  # a link to a folder stays a link
        _refuse_strangers(folder, mark)
        with unbroken(), _alone(folder):
            _put_folder(folder, outputs)


def put_new_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes the folder with these files, by their place in it, whole or not at all.

    Raises Unwritable where something of that name is there, or where the machine refuses.
    """
    _refuse_what_is_there(folder)
    with unbroken(), _refusals(folder, files.values()), _alone(folder):
        _put_folder(folder, files)


def _put_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    clear(folder)
    try:
        flushed_folder(beside(folder), files)
        put_folder(beside(folder), folder)
    finally:
        remove(beside(folder))


def put_among(folder: Path, outputs: Mapping[str, bytes]) -> None:
    """Puts these files into a folder of outputs, all whole; others in it stay, former ones are replaced.

    Raises Unwritable where the machine refuses.
    """
    places = {folder / name: data for name, data in outputs.items()}
    with unbroken(), _refusals(folder, outputs.values()), ExitStack() as held:
        for place in sorted(places):  # in one order, so that no two wait for each other
            held.enter_context(_alone(place))
        try:
            for place, data in places.items():
                _stage(place, data)
            for place in places:
                beside(place).replace(place)
            settle(folder)
        finally:
            for place in places:
                remove(beside(place))


def put_output(path: Path, data: bytes) -> None:
    """Writes an output in the place of the former one, whole or not at all. Raises Unwritable."""
    put_among(path.parent, {path.name: data})


def put_new_file(path: Path, data: bytes) -> None:
    """Writes a file that is not there yet, whole or not at all.

    Raises Unwritable where something of that name is there, or where the machine refuses.
    """
    _refuse_what_is_there(path)
    with unbroken(), _refusals(path, [data]), _alone(path):
        try:
            _stage(path, data)
            _put_new(path)
        finally:
            remove(beside(path))


def _refuse_what_is_there(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise Unwritable(f"{path} is already there; nothing was made.")
    for folder in path.parents:
        if folder.exists() and not folder.is_dir():
            raise Unwritable(f"{folder} is a file, where a folder is needed; nothing was made.")


def put_texts(root: Path, texts: Mapping[str, tuple[bytes | None, bytes]], *, whole: bool = False) -> dict[str, str]:
    """Puts texts in the places of others, of which the bytes are given, or of none: all of them, or none at all.

    Those that can't be replaced are left alone, with `whole` all of them then; says why, such as “is write-protected”,
    by place. They keep the permissions that they had. Raises Unwritable where the machine refuses.
    """
    with unbroken():
        return _put_texts(root, texts, whole=whole)


def _put_texts(root: Path, texts: Mapping[str, tuple[bytes | None, bytes]], *, whole: bool) -> dict[str, str]:
    left = {name: reason for name, (old, _) in texts.items() if (reason := _why_not(root / name, old))}
    wanted = {} if left and whole else {root / name: both for name, both in texts.items() if name not in left}
    done: list[Path] = []
    try:
        for place, (_, data) in wanted.items():
            with _refusals(place, [data]):
                _stage(place, data)
        for place, (old, _) in wanted.items():
            with _refusals(place):
                _put_new(place) if old is None else _exchange(place)
            done.append(place)
    except Unwritable:
        for place in reversed(done):
            _take_back(place, wanted[place][0])
        raise
    finally:
        for place in wanted:
            remove(beside(place))
    return left


def _why_not(path: Path, old: bytes | None) -> str:
    """Why a text can't be put there; empty where it can. Raises Unwritable."""
    with _refusals(path):
        if old is None:
            _refuse_what_is_there(path)
            return ""
        try:
            state = path.lstat()
            if not stat.S_ISREG(state.st_mode):
                return "is a link"
            if not state.st_mode & 0o222 or not os.access(path, os.W_OK):
                return "is write-protected"
            return "" if path.read_bytes() == old else "has changed since it was read"
        except FileNotFoundError:
            return "is no longer there"


def _stage(place: Path, data: bytes) -> None:
    """Writes the successor of a file beside it, with the owner and permissions of a former one. Raises OSError."""
    new = beside(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    remove(new)
    state = place.stat() if place.exists() else None
    flushed(new, data, stat.S_IMODE(state.st_mode) if state else None)
    if state:
        with suppress(PermissionError):  # only the superuser may give a file away
            shutil.chown(new, state.st_uid, state.st_gid)


def _put_new(place: Path) -> None:
    """Gives a staged file its place, where nothing may be. Raises OSError, or Unwritable where something is."""
    try:
        place.hardlink_to(beside(place))  # fails where somebody else has made it since
    except OSError:
        _refuse_what_is_there(place)
        beside(place).rename(place)  # a drive that knows no links
    settle(place.parent)


def _exchange(place: Path) -> None:
    """Gives a staged file its place; the former one stands in its own place then, where the disk can do that."""
    if not exchange(beside(place), place):
        beside(place).replace(place)
    settle(place.parent)


def _take_back(place: Path, old: bytes | None) -> None:
    """Undoes what was done to a text, as far as the machine lets us."""
    with suppress(OSError):
        if old is None:
            place.unlink()
        elif not (beside(place).exists() and exchange(beside(place), place)):
            _stage(place, old)
            beside(place).replace(place)


@contextmanager
def _refusals(place: Path, data: Iterable[bytes] = ()) -> Iterator[None]:
    """While it lasts, what the machine refuses is said in a sentence that names the place and what is needed."""
    try:
        yield
    except OSError as error:
        named = Path(str(error.filename)) if error.filename else place
        if isinstance(error, FileExistsError) and MARK in named.name:
            raise Unwritable(f"{named} is left from an earlier run and can't be taken away; delete it.") from error
        where = place if MARK in str(named) or named.is_relative_to(place) else named
        raise Unwritable(f"{where} can't be written: {why(error, [len(it) for it in data])}.") from error


def _alone(place: Path) -> AbstractContextManager[None]:
    """While it lasts, nobody else puts something in this place."""
    return alone(beside(place, "lock"), lambda _: None)


def refuse_outputs(folder: Path, root: Path) -> None:
    """Raises Unwritable where a folder for outputs lies among the files of which the report is made, or where somebody
    works in it, whose next command would find nothing any more."""
    refuse_inputs(folder, root)
    with suppress(FileNotFoundError):  # whoever works in a folder that has gone works in no folder for outputs
        if Path.cwd().is_relative_to(folder.resolve()):
            hint = "go to another folder first, and name this one from there"
            raise Unwritable(f"You are in {folder.resolve()}, which would be replaced as a whole; {hint}.")


def refuse_inputs(folder: Path, root: Path) -> None:
    """Raises Unwritable where a folder for outputs lies among the files of which the report is made."""
    for name in _INPUTS:
        if folder.resolve().is_relative_to((root / name).resolve()):
            raise Unwritable(
                f"{folder} lies in {name}/, which holds what the report is made of. Name a folder outside of it."
            )


def _refuse_strangers(folder: Path, mark: str) -> None:
    for place in (folder, *folder.parents):
        if place.exists() and not place.is_dir():
            raise Unwritable(f"{place} is a file; the outputs need a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / mark).is_file():
        raise Unwritable(
            f"{folder} holds files that no build has put there, and the whole folder would be replaced. "
            "Name an empty or new folder."
        )
