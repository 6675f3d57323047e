"""Says what a build would remove of a final that lies in the folder of its outputs.

A build replaces its folder as a whole. A rebuild of the same final that keeps its outputs and its signature removes
nothing. A build with fewer outputs does, and so does a draft, a final of another symbol or in another language, and a
build into a folder above that of the final.
"""

from __future__ import annotations

import json
import os
from collections.abc import Container, Iterator
from pathlib import Path

from assembler.errors import FinalInPlace
from assembler.model.value import Value
from assembler.storage.outputs import MANIFEST

_SIGNATURE = f"{MANIFEST}.sig"
_REPORT = "report.json"


class OutputSet(Value):
    """The outputs of a build, and of which document they are."""

    draft: bool
    """Whether they are those of a draft."""
    symbol: str
    """The symbol of the report; empty where it is unknown."""
    language: str
    """The code of its language; empty where it is unknown."""
    names: Container[str]
    """The names of the files, that of the signature among them."""


class RemovedFinal(Value):
    """A final that a build would replace, with what the build would remove of it."""

    folder: Path
    """Where it lies."""
    symbol: str
    """Its symbol; empty where its manifest cannot be read."""
    names: tuple[str, ...]
    """The outputs that the build would remove, the signature last."""
    successor: str = ""
    """What the build would put in its place, where that is another document, such as a draft."""

    @property
    def forecast(self) -> str:
        """What the build would remove, in a sentence."""
        build = f"This build would put {self.successor} in its place and" if self.successor else "This build would"
        return f"{self.folder} holds {self._final}. {build} remove {self._listed}."

    @property
    def way_out(self) -> str:
        """What to do about it."""
        keep = "" if self.successor else "Ask for the same outputs again (--to, --print, --sign), or name"
        return f"{keep or 'Name'} another folder with --out. --replace lets the build remove them."

    @property
    def account(self) -> str:
        """What the build has removed, in a sentence."""
        return f"Of {self._final} in {self.folder}, this build has removed {self._listed}."

    @property
    def _final(self) -> str:
        return f"the final of {self.symbol}" if self.symbol else "a final whose manifest cannot be read"

    @property
    def _listed(self) -> str:
        *names, last = [f"the signature {name}" if name == _SIGNATURE else name for name in self.names]
        return f"{', '.join(names)} and {last}" if names else last


def find_removed_finals(folder: Path, new: OutputSet, *, allowed: bool) -> tuple[RemovedFinal, ...]:
    """The finals in this folder and in folders below it of which a build with these outputs would remove something.

    A build that cannot be told to be a draft counts as a final. Raises FinalInPlace where there are such finals and
    their removal is not allowed.
    """
    removed = tuple(_find_removed_finals(folder, new))
    if removed and not allowed:
        raise FinalInPlace(" ".join((*(final.forecast for final in removed), removed[0].way_out)))
    return removed


def _find_removed_finals(folder: Path, new: OutputSet) -> Iterator[RemovedFinal]:
    for at, folders, names in os.walk(folder):
        folders.sort()
        old = _read_outputs(Path(at), names) if MANIFEST in names else None
        if old is None or old.draft:
            continue
        successor = _describe_successor(old, new) if Path(at) == folder else f"the outputs in {folder}"
        removed = [name for name in sorted(names) if name in old.names and (successor or name not in new.names)]
        if removed:
            yield RemovedFinal(Path(at), old.symbol, tuple(sorted(removed, key=_SIGNATURE.__eq__)), successor)


def _describe_successor(old: OutputSet, new: OutputSet) -> str:
    """What would stand in the place of a final; empty where that is the same document."""
    if new.draft:
        return "a draft"
    if old.symbol and new.symbol != old.symbol:
        return f"the final of {new.symbol}"
    return f"the version in {new.language}" if old.language and new.language != old.language else ""


def _read_outputs(folder: Path, names: list[str]) -> OutputSet:
    """What lies in a folder, by its manifest and its report.json; all files where the manifest cannot be read."""
    manifest, report = _read_json(folder / MANIFEST), _read_json(folder / _REPORT)
    outputs = manifest.get("outputs")
    known = {*outputs, _SIGNATURE} if isinstance(outputs, dict) else {*names} - {MANIFEST}
    draft = manifest.get("draft", report.get("draft")) is True
    return OutputSet(draft, str(manifest.get("symbol", "")), str(report.get("language", "")), known)


def _read_json(path: Path) -> dict[str, object]:
    """The members of a JSON file; none where it cannot be read."""
    try:
        read = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
