"""Hands templates to the writers, and puts bytes in their place, whole or not at all: builds, texts, new files."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from assembler.errors import Unprintable, Unwritable
from assembler.model.report import Report
from assembler.press import Press
from assembler.writers.pdf_process import FORMS as PRINTED

FORMATS = ("docx", "pdf", "html", "txt")
"""What a report can be written as, in the order in which it is done; the press works beside the program."""
PRINT = "print"
"""The further PDF with crop marks."""
MANIFEST = "manifest.json"
_WRITERS = {"docx": "word", "html": "html", "txt": "text"}

type Step = Callable[[str], None]
"""Told the name of each piece of work before it begins."""


def write(
    report: Report, stem: str, formats: Iterable[str], templates: Mapping[str, bytes], step: Step, printing: Press
) -> dict[str, bytes]:
    """The outputs by file name, such as A-75-345.docx. Each writer is imported only where it is asked for.

    Raises Unprintable where a writer can't use a picture or a template.
    """
    wanted = set(formats)
    outputs: dict[str, bytes] = {}
    printing.begin(report, templates, [form for form in PRINTED if form in wanted])
    for form in _WRITERS:
        if form in wanted:
            step(f"writing {form}")
            writer = import_module(f"assembler.writers.{_WRITERS[form]}")
            outputs[f"{stem}.{form}"] = _written(writer.write, form, report, templates)
    for form in PRINTED:
        if form in wanted:
            step(f"writing {form}")
    printed = printing.finish()
    names = {"pdf": f"{stem}.pdf", PRINT: f"{stem}-print.pdf"}
    return outputs | {names[form]: data for form, data in printed.items()}


def _written(
    writer: Callable[[Report, Mapping[str, bytes]], bytes], form: str, report: Report, templates: Mapping[str, bytes]
) -> bytes:
    try:
        return writer(report, templates)
    except ValueError as error:  # what the writers say of a picture or template that they can't use
        raise Unprintable(f"The {form} can't be written: {error}") from error


def put(folder: Path, outputs: Mapping[str, bytes], mark: str = MANIFEST) -> None:
    """Makes the folder hold exactly these files, by name; the former set stays whole until the new one is there.

    One of them is the mark by which the folder is known as the program's own. Raises Unwritable where the machine
    refuses, or where the folder holds what the program has not put there.
    """
    _refuse_strangers(folder, mark)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            for name, data in outputs.items():
                _flushed(new / name, data)
            new.chmod(0o755)
            _swap(new, folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        raise Unwritable(f"{error.filename or folder} can't be written: {error.strerror}.") from error


def put_among(folder: Path, outputs: Mapping[str, bytes]) -> None:
    """Puts these files into a folder of outputs, each whole or not at all; others in it stay, former ones are replaced.

    Raises Unwritable where the machine refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in outputs.items():
            handle, new = tempfile.mkstemp(prefix=f".{name}-", dir=folder)
            os.close(handle)
            try:
                _flushed(Path(new), data)
                Path(new).chmod(0o644)
                Path(new).replace(folder / name)
            finally:
                Path(new).unlink(missing_ok=True)
    except OSError as error:
        raise Unwritable(f"{error.filename or folder} can't be written: {error.strerror}.") from error


def put_new_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes the folder with these files, by their place in it, whole or not at all.

    Raises Unwritable where something of that name is there, or where the machine refuses.
    """
    _refuse_what_is_there(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            for name, data in files.items():
                (new / name).parent.mkdir(parents=True, exist_ok=True)
                _flushed(new / name, data)
            new.chmod(0o755)
            new.rename(folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        raise Unwritable(f"{error.filename or folder} can't be written: {error.strerror}.") from error


def put_new_file(path: Path, data: bytes) -> None:
    """Writes a file that is not there yet.

    Raises Unwritable where something of that name is there, or where the machine refuses.
    """
    _refuse_what_is_there(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:  # fails where somebody else has made it since
            file.write(data)
    except OSError as error:
        raise Unwritable(f"{error.filename or path} can't be written: {error.strerror}.") from error


def put_output(path: Path, data: bytes) -> None:
    """Writes an output in the place of the former one, whole or not at all. Raises Unwritable."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        os.close(handle)
        new = Path(name)
        try:
            _flushed(new, data)
            new.chmod(0o644)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise Unwritable(f"{error.filename or path} can't be written: {error.strerror}.") from error


def _refuse_what_is_there(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise Unwritable(f"{path} is already there; nothing was made.")
    for folder in path.parents:
        if folder.exists() and not folder.is_dir():
            raise Unwritable(f"{folder} is a file, where a folder is needed; nothing was made.")


def replace_text(path: Path, old: bytes, new: bytes) -> str:
    """Puts new bytes in the place of the old ones, whole or not at all, with the permissions that the file had.

    Says why a file was left alone, such as “is write-protected”; empty where it was replaced. Raises Unwritable where
    the machine refuses.
    """
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):
            return "is a link"
        if not state.st_mode & 0o222 or not os.access(path, os.W_OK):
            return "is write-protected"
        if path.read_bytes() != old:
            return "has changed since it was read"
        _exchange(path, new, state)
    except FileNotFoundError:
        return "is no longer there"
    except OSError as error:
        raise Unwritable(f"{path} can't be written: {error.strerror}.") from error
    return ""


def _exchange(path: Path, data: bytes, state: os.stat_result) -> None:
    # In the same folder, so that the last step is one step; hidden, so that nobody reads it as a text.
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    os.close(handle)
    new = Path(name)
    try:
        _flushed(new, data)
        with suppress(PermissionError):  # only the superuser may give a file away
            shutil.chown(new, state.st_uid, state.st_gid)
        new.chmod(stat.S_IMODE(state.st_mode))
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _refuse_strangers(folder: Path, mark: str) -> None:
    if folder.exists() and not folder.is_dir():
        raise Unwritable(f"{folder} is a file; the outputs need a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / mark).is_file():
        raise Unwritable(
            f"{folder} holds files that no build has put there, and the whole folder would be replaced. "
            "Name an empty or new folder."
        )


def _flushed(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _swap(new: Path, folder: Path) -> None:
    """Puts the new folder in the place of the old one, which it removes."""
    if not folder.exists():
        new.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    folder.rename(old / "set")
    try:
        new.rename(folder)
    except OSError:
        (old / "set").rename(folder)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
