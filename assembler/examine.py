"""The verbs that write nothing: load, assemble, check. Who only looks at a report loads no writer with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assembler.assemble import assemble
from assembler.check import Checked, check, in_order
from assembler.load import Loaded, load
from assembler.model.contribution import Collection, InputFile
from assembler.model.finding import Extent, Fault
from assembler.model.progress import Tell, silent
from assembler.model.report import Report
from assembler.model.value import Value
from assembler.runtime.parallel import MANY
from assembler.storage.parse_cache import Memory
from assembler.storage.report_files import read_folder
from assembler.storage.report_folder import find_root

if TYPE_CHECKING:
    from assembler.runtime.fonts import Face


class Examined(Value):
    """A report read and checked."""

    collection: Collection | None
    """What was read; none where the plan can't be used."""
    report: Report | None
    """The assembled report; none where the plan can't be used."""
    checked: Checked
    """What was found."""
    files: tuple[InputFile, ...]
    """Every file that was read, for the excerpts of findings."""
    data: Mapping[str, bytes]
    """The bytes of every file of the report, by its place."""
    emblem: bytes | None = None
    """The user's own picture of the emblem."""


def examine(
    start: Path,
    *,
    draft: bool = True,
    step: Tell = silent,
    memory: Memory | None = None,
    extent: Extent = Extent.ALL,
) -> Examined:
    """The report around `start`, loaded, assembled and checked; with a memory, only changed files are read anew.

    Raises NoPlan or Unreadable.
    """
    step("reading")
    loaded = load_folder(find_root(start), memory=memory, style=extent is not Extent.STRUCTURE, parallel=True)
    return examination(loaded, assembled(loaded, draft, step), step, extent=extent, halved=True)


def load_folder(
    root: Path,
    changes: Mapping[str, bytes] | None = None,
    *,
    memory: Memory | None = None,
    style: bool = True,
    parallel: bool = False,
) -> Loaded:
    """The report in this folder as it stands at one moment, or with `changes`: files with other bytes, and new ones.

    The other arguments are those of `load`. Raises Unreadable or NoTemplate.
    """
    read = read_folder(root)
    files = {**read.files, **(changes or {})}
    return load(files, unread=read.findings, memory=memory, style=style, parallel=parallel)


def assembled(loaded: Loaded, draft: bool = True, step: Tell = silent) -> Report | None:
    """The report made of what was loaded; none where the plan can't be used."""
    if loaded.collection is None:
        return None
    step("assembling")
    return assemble(loaded.collection, draft=draft)


def examination(
    loaded: Loaded,
    report: Report | None,
    step: Tell = silent,
    found: Sequence[Face] = (),
    extent: Extent = Extent.ALL,
    *,
    halved: bool = False,
) -> Examined:
    """What was loaded and the report made of it, checked; where it pays, half of it on another processor if wanted.

    `found` are the faces in which it is printed, of which not each has every sign.
    """
    if loaded.collection is None or report is None:
        return Examined(None, None, Checked(in_order(loaded.findings)), loaded.files, loaded.data)
    step("checking")
    further = {"IN-GLY-01": _unprintable(report, found, loaded.collection)} if found else {}
    halved = halved and extent is Extent.ALL and len(loaded.collection.contributions) >= MANY
    checked = check(loaded.collection, report, further, extent=extent, halved=halved)
    return Examined(loaded.collection, report, checked, loaded.files, loaded.data, loaded.emblem)


def _unprintable(report: Report, found: Sequence[Face], collection: Collection) -> Iterator[Fault]:
    from assembler.runtime.fonts import characters_without_glyph  # only for those who print

    yield from characters_without_glyph(report, found, collection.plan.source)
