"""Reads the files of a report at a revision of its git repository, without touching the work tree."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from assembler.errors import Unreadable
from assembler.storage.report_folder import FOLDER
from assembler.storage.templates import OWN

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg")
_FILES = ("100644", "100755")
_MOST_FOLDERS = 100
"""How many folders a path may have; no file of a report lies deeper."""
_GIT_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")

_FETCH_NOTHING = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0"}
"""Without these, git would call any address or program that a repository names for what it lacks."""


def read_revision(root: Path, revision: str) -> Iterator[tuple[str, bytes]]:
    """The files from which the report is assembled, by their place in its folder. Raises Unreadable."""
    commit = _find_commit(root, revision)
    listed = _run_or_raise(root, ["ls-tree", "-r", "-z", commit]).split(b"\0")
    entries = [entry.decode("utf-8", "surrogateescape") for entry in listed if entry]
    wanted = [(path, parts[2]) for parts, path in map(_split_entry, entries) if parts[0] in _FILES and _is_read(path)]
    for path, _ in wanted:
        if path.startswith("/") or ".." in path.split("/"):  # git makes no such names, but somebody else may
            raise Unreadable(
                f"The revision {revision} was not read: its file {path!r} would lie outside of the report."
            )
    if not any(path.startswith(f"{FOLDER}/") for path, _ in wanted):
        raise Unreadable(f"There is no {FOLDER}/ of this report at the revision {revision}.")
    contents = _read_objects(root, [name for _, name in wanted])
    for (path, _), data in zip(wanted, contents, strict=True):
        if data is None:
            hint = "“git fetch --refetch” gets what a partial clone has left out"
            raise Unreadable(f"The repository lacks {path} of the revision {revision}; {hint}.")
        yield path, data


def _split_entry(entry: str) -> tuple[list[str], str]:
    """Mode, kind and name of an object, and its path."""
    head, _, path = entry.partition("\t")
    return head.split(" "), path


def _is_read(path: str) -> bool:
    of_report = path.startswith((f"{FOLDER}/", f"{OWN}/")) or path.lower().endswith(_PICTURES)
    return of_report and path.count("/") <= _MOST_FOLDERS


def _find_commit(root: Path, revision: str) -> str:
    repository = _run(root, ["rev-parse", "--git-dir"])
    if repository.returncode:
        reason = f"{root} is in no git repository that can be read, so it has no revision {revision}"
        raise Unreadable(f"{reason}: {_format_error(repository)}")
    # What begins with a hyphen would be an option.
    answer = _run(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"])
    if answer.returncode or not revision:
        raise Unreadable(f"There is no revision “{revision}” in the repository of {root}.")
    return answer.stdout.decode().strip()


def _read_objects(root: Path, names: Sequence[str]) -> Iterator[bytes | None]:
    """The bytes of each object: a line with its size, the bytes, a line end. None of one that is missing."""
    data = _run_or_raise(root, ["cat-file", "--batch"], "".join(f"{name}\n" for name in names).encode())
    place = 0
    for _ in names:
        end = data.index(b"\n", place)
        last = data[place:end].split(b" ")[-1]
        if last == b"missing":
            place = end + 1
            yield None
            continue
        size = int(last)
        yield data[end + 1 : end + 1 + size]
        place = end + 1 + size + 1


def _run_or_raise(root: Path, arguments: Sequence[str], data: bytes = b"") -> bytes:
    done = _run(root, arguments, data)
    if done.returncode:
        raise Unreadable(f"git cannot read the revision: {_format_error(done)}")
    return done.stdout


def _format_error(done: subprocess.CompletedProcess[bytes]) -> str:
    """The first line of the errors that git printed, as the end of a sentence."""
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return f"{lines[0].removeprefix('fatal: ').rstrip('.')}." if lines else "git says nothing."


def _run(root: Path, arguments: Sequence[str], data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # Inside a hook, git names another place.
    environment = {name: value for name, value in os.environ.items() if name not in _GIT_VARIABLES}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"} | _FETCH_NOTHING
    try:
        return subprocess.run(
            ["git", "-C", str(root), *arguments], input=data, capture_output=True, check=False, env=environment
        )
    except OSError as error:
        raise Unreadable("There is no git on this machine, which a state written git:REVISION needs.") from error
