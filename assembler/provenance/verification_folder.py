"""Looks whether a build, its inputs and templates still are what its manifest says; judging is left to `editing`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assembler.errors import BrokenManifest
from assembler.model.value import Value
from assembler.provenance.signature import SIGNATURE, is_signed
from assembler.provenance.verification import (
    MANIFEST,
    REPORT_MISSING,
    Discrepancy,
    ManifestFiles,
    check_manifest,
    compare_hashes,
    find_additional,
    find_new_inputs,
    find_new_templates,
    is_hash,
    read_manifest,
)
from assembler.storage.files import hash_of, names_in, read_bytes
from assembler.storage.report_files import input_places
from assembler.storage.report_folder import root_of
from assembler.storage.templates import OWN, PACKAGED, lies_in_report, own_neighbours


class Verified(Value):
    """What came of looking whether a build still is what its manifest says."""

    folder: Path
    """The folder of the build."""
    root: Path | None
    """The folder of the report; none where it is not here, or was not to be looked at."""
    outputs: tuple[Discrepancy, ...]
    """What is wrong in the folder of the build."""
    inputs: tuple[Discrepancy, ...]
    """What is wrong in the folder of the report."""
    remarks: tuple[str, ...]
    """What else is to be said, in sentences."""
    counts: tuple[int, int]
    """How many outputs and inputs were looked at."""


def verify_build(folder: Path, near: Sequence[Path], key: bytes | None) -> Verified:
    """Whether outputs and inputs of a build, and with a public key its signature, still are what its manifest says.

    The report is the one around the first place of `near` that lies in one; without places, only outputs are looked at.
    Raises Unreadable, BrokenManifest or UnusableKey.
    """
    names = names_in(folder)
    if MANIFEST not in names or not (folder / MANIFEST).is_file():
        raise BrokenManifest(f"There is no {MANIFEST} in {folder}, so no build has put its outputs there.")
    data = read_bytes(folder / MANIFEST)
    kept = read_manifest(data)
    beside = compare_hashes(kept.outputs, {name: hash_of(folder, name) for name in kept.outputs})
    strange = find_additional(kept, names, (MANIFEST, SIGNATURE))
    signed, remarks = _signature(folder, data, names, key)
    outputs = (*check_manifest(kept), *signed, *beside, *strange)
    if not near:
        return Verified(folder, None, outputs, (), remarks, (len(kept.outputs), 0))
    root = next(filter(None, map(root_of, near)), None)
    if root is None:
        return Verified(folder, None, outputs, (REPORT_MISSING,), remarks, (len(kept.outputs), 0))
    inputs = compare_hashes(kept.inputs, {path: hash_of(root, path) for path in kept.inputs})
    new = find_new_inputs(kept, input_places(root))
    form, further = _templates(root, kept)
    counts = (len(kept.outputs), len(kept.inputs))
    return Verified(folder, root, outputs, (*inputs, *new, *form), (*remarks, *further), counts)


def _signature(
    folder: Path, manifest: bytes, names: tuple[str, ...], key: bytes | None
) -> tuple[tuple[Discrepancy, ...], tuple[str, ...]]:
    """What is wrong with the signature, or what is to be said of it."""
    if key is None:
        return (), ((f"{SIGNATURE} was not looked at: --key PUBLIC.pem does.",) if SIGNATURE in names else ())
    state = hash_of(folder, SIGNATURE)
    if not is_hash(state):
        return (Discrepancy(SIGNATURE, state),), ()
    if not is_signed(manifest, read_bytes(folder / SIGNATURE), key):
        return (Discrepancy(SIGNATURE, f"does not fit: {MANIFEST} has changed, or was signed with another key"),), ()
    return (), (f"{MANIFEST} was signed with this key.",)


def _templates(root: Path, kept: ManifestFiles) -> tuple[tuple[Discrepancy, ...], tuple[str, ...]]:
    """The report's own templates that are other ones now; and of the packaged ones, that the program has changed."""
    names = {*kept.templates, *own_neighbours(root, kept.templates)}
    own = {name for name in names if lies_in_report(root, name)}
    new = tuple(find_new_templates(kept, {name: hash_of(root / OWN, name) for name in own}))
    known = {name for name in kept.templates if f"{OWN}/{name}" not in kept.inputs} - own
    changed = [name for name in sorted(known) if hash_of(PACKAGED, name) != kept.templates[name]]
    remark = f"The program has other templates by now than when the report was built: {', '.join(changed)}."
    return new, ((remark,) if changed else ())
