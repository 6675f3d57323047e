"""Hands templates to the writers, and puts their bytes into the build folder, whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path

from assembler.errors import Unprintable, Unwritable
from assembler.model.report import Report

FORMATS = ("docx", "pdf", "html", "txt")
"""What a report can be written as, in the order in which it is done."""
MANIFEST = "manifest.json"
_WRITERS = {"docx": "word", "pdf": "pdf", "html": "html", "txt": "text"}

type Step = Callable[[str], None]
"""Told the name of each piece of work before it begins."""


def write(
    report: Report, stem: str, formats: Iterable[str], templates: Mapping[str, bytes], step: Step
) -> dict[str, bytes]:
    """The outputs by file name, such as A-75-345.docx. Each writer is imported only where it is asked for.

    Raises Unprintable where a writer can't use a picture or a template.
    """
    outputs: dict[str, bytes] = {}
    for form in FORMATS:
        if form in formats:
            step(f"writing {form}")
            writer = import_module(f"assembler.writers.{_WRITERS[form]}")
            outputs[f"{stem}.{form}"] = _written(writer.write, form, report, templates)
    return outputs


def _written(
    writer: Callable[[Report, Mapping[str, bytes]], bytes], form: str, report: Report, templates: Mapping[str, bytes]
) -> bytes:
    try:
        return writer(report, templates)
    except ValueError as error:  # what the writers say of a picture or template that they can't use
        raise Unprintable(f"The {form} can't be written: {error}") from error


def put(folder: Path, outputs: Mapping[str, bytes]) -> None:
    """Makes the folder hold exactly these files, by name; the former set stays whole until the new one is there.

    Raises Unwritable where the machine refuses, or where the folder holds what no build has put there.
    """
    _refuse_strangers(folder)
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


def _refuse_strangers(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise Unwritable(f"{folder} is a file; the outputs need a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        raise Unwritable(
            f"{folder} holds files that no build has put there, and a build replaces the whole folder. "
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
