"""Brings Word files of focal points into contributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from assembler.check import in_order
from assembler.editing.importing import Put, Wish, check_wish, imported
from assembler.errors import Unwritable
from assembler.load import Settings, find_root, load_settings, read_bytes
from assembler.model.contribution import InputFile
from assembler.model.finding import Finding
from assembler.model.plan import Plan
from assembler.write import put_new_file, replace_text


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of Word files that were brought in."""

    root: Path
    """The folder of the report."""
    names: tuple[str, ...] = ()
    """The contributions written, by their place in it."""
    said: tuple[str, ...] = ()
    """What was done, in sentences."""
    findings: tuple[Finding, ...] = ()
    """What was found in the files, or in the plan where it can't be used."""
    files: tuple[InputFile, ...] = ()
    """The files that were read, for the excerpts of findings."""


def import_files(
    start: Path, paths: Sequence[Path], *, entity: str = "", organization: str = "", replaces: bool = False
) -> Taken:
    """Brings Word files of focal points into contributions, file by file; a file with an error in it is left out whole.

    Entity and organization are for files that don't carry them; what says something else is replaced only if asked.

    Raises NoPlan, Unreadable, UnknownName, or Unwritable, where the files told before have been brought in.
    """
    root = find_root(start)
    settings = load_settings(root)
    if settings.plan is None:
        return Taken(root, findings=in_order(settings.findings), files=settings.files)
    wish = Wish(entity, organization, replaces)
    check_wish(wish, settings.vocabulary)
    given = [(path, read_bytes(path)) for path in paths]
    taken = Taken(root)
    for path, data in given:
        taken = _with_one(taken, path, data, wish, settings, settings.plan)
    return replace(taken, findings=in_order(taken.findings))


def _with_one(taken: Taken, path: Path, data: bytes, wish: Wish, settings: Settings, plan: Plan) -> Taken:
    shown = str(path)
    made = imported(data, shown, wish, plan, settings.vocabulary, lambda name: _there(taken.root / name))
    for put in made.puts:
        _put(taken.root, put)
    read = InputFile(shown, sha256(data).hexdigest(), made.lines)
    said = made.said or [f"{shown}: nothing was taken."]
    return replace(
        taken,
        names=(*taken.names, *(put.path for put in made.puts)),
        said=(*taken.said, *said),
        findings=(*taken.findings, *made.findings),
        files=(*taken.files, read),
    )


def _put(root: Path, put: Put) -> None:
    """Writes one contribution; the one that it replaces is kept first."""
    if put.old is None:
        put_new_file(root / put.path, put.data)
        return
    put_new_file(root / put.kept, put.old)
    reason = replace_text(root / put.path, put.old, put.data)
    if reason:
        raise Unwritable(f"{put.path} {reason} and was left alone.")


def _there(path: Path) -> bytes | None:
    return read_bytes(path) if path.is_file() else None
