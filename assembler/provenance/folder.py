"""Traces words in a report's folder, and verifies a build in a folder by its manifest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from assembler.errors import BrokenManifest
from assembler.model.value import replace
from assembler.provenance.operations import (
    InputStates,
    TraceResult,
    VerificationResult,
    compare_with_manifest,
    trace,
)
from assembler.provenance.signature import SIGNATURE
from assembler.provenance.verification import MANIFEST, REPORT_MISSING
from assembler.storage.files import hash_file, list_names, read_bytes
from assembler.storage.report_files import input_places, read_folder
from assembler.storage.report_folder import find_folder_with_contributions, find_root
from assembler.storage.templates import OWN


def trace_folder(start: Path, target: str, annex: str | None = None) -> TraceResult:
    """Traces a printed number or a text in the report around `start`, as `trace` does.

    Raises NoPlan, Unreadable, NoTemplate or UnknownName.
    """
    read = read_folder(find_root(start))
    return trace(read.files, target, annex, unread=read.findings)


def verify_folder(folder: Path, near: Sequence[Path], key: bytes | None) -> VerificationResult:
    """Compares a build in a folder and its inputs with its manifest, and with a public key checks its signature.

    The report is the one around the first place of `near` that lies in one; without places, only outputs are compared.
    Raises Unreadable, BrokenManifest or UnusableKey.
    """
    names = list_names(folder)
    if MANIFEST not in names or not (folder / MANIFEST).is_file():
        raise BrokenManifest(f"There is no {MANIFEST} in {folder}, so no build has put its outputs there.")
    root = next(filter(None, map(find_folder_with_contributions, near)), None)
    state_of = partial(hash_file, folder)
    signature = read_bytes(folder / SIGNATURE) if key and (folder / SIGNATURE).is_file() else None
    inputs = _read_inputs(root) if root else None
    result = compare_with_manifest(read_bytes(folder / MANIFEST), names, state_of, signature, inputs, key)
    return replace(result, inputs=(REPORT_MISSING,)) if near and root is None else result


def _read_inputs(root: Path) -> InputStates:
    own = [path.relative_to(root / OWN).as_posix() for path in (root / OWN).rglob("*") if path.is_file()]
    return InputStates(partial(hash_file, root), input_places(root), own)
