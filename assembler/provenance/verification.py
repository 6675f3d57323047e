"""Whether the files of a build and those it was made from still are what its manifest says.

Nothing here touches a file: the caller gives the hash of each file that the manifest names. A manifest comes from
outside, so every name in it is checked before it is used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import category

from assembler.errors import BrokenManifest
from assembler.model.canonical_json import Json, encode_json
from assembler.model.value import Value
from assembler.provenance.manifest import SEAL, TEMPLATES, VERSION, make_seal
from assembler.readers.contribution_paths import escape_path

_HASH = re.compile(r"[0-9a-f]{64}")
_SEPARATORS = re.compile(r"[/\\]")
MANIFEST = "manifest.json"
"""The file that is looked at."""


class ManifestFiles(Value):
    """What a manifest says of files: the hash of each by its place."""

    inputs: Mapping[str, str]
    """What the report was made from, by its place in the report's folder."""
    templates: Mapping[str, str]
    """The templates, by name."""
    outputs: Mapping[str, str]
    """What lies beside the manifest, by name."""
    whole: bool = True
    """Whether it is written exactly as a build writes it, and bears its own seal."""


class Discrepancy(Value):
    """Something that is not as the manifest says."""

    path: str
    """The file, in its folder."""
    what: str
    """What is wrong with it, to stand after its name."""

    @property
    def shown(self) -> str:
        """The path as it can be printed."""
        return escape_path(self.path)


REPORT_MISSING = Discrepancy(
    "contributions", "is not here: name the folder of the report with -C, or add --outputs-only"
)
"""The difference where it is unknown from which report a build was made."""


def read_manifest(data: bytes) -> ManifestFiles:
    """What the manifest says of files. Raises BrokenManifest."""
    read, written = _parse(data)
    if not isinstance(read, dict) or read.get("version") != VERSION or isinstance(read["version"], bool):
        raise BrokenManifest(f"{MANIFEST} is no manifest of version {VERSION}, which is the one this program knows.")
    record = ManifestFiles(
        _read_hashes(read, "inputs"),
        _read_hashes(read, "templates"),
        _read_hashes(read, "outputs"),
        written == data and read.get(SEAL) == make_seal(read),
    )
    for name in record.outputs:
        if _SEPARATORS.search(name) or name == MANIFEST:
            raise BrokenManifest(f"{MANIFEST} names the output {_quote_name(name)}, which cannot lie beside it.")
    if not record.outputs:
        raise BrokenManifest(f"{MANIFEST} names no output.")
    return record


def _parse(data: bytes) -> tuple[Json, bytes]:
    """What a manifest says, and how a build writes that."""
    try:
        read: Json = json.loads(data.decode("utf-8"), object_pairs_hook=_refuse_duplicates)
        written = encode_json(read)
    except RecursionError as error:
        raise BrokenManifest(f"{MANIFEST} is nested too deep to be read.") from error
    except (ValueError, OverflowError) as error:  # no UTF-8, no JSON, half a character, a number beyond all use
        what = "it is no JSON in UTF-8, or a key stands in it twice"
        raise BrokenManifest(f"{MANIFEST} cannot be read: {what}.") from error
    return read, written


def _refuse_duplicates(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """The members of an object. Raises ValueError for a name that stands twice: two readers might take two values."""
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a name stands twice")
    return members


def _read_hashes(read: dict[str, Json], key: str) -> dict[str, str]:
    content = read.get(key)
    if not isinstance(content, dict):
        raise BrokenManifest(f"{MANIFEST} has no list of {key}.")
    hashes: dict[str, str] = {}
    for name, value in content.items():
        if not _stays_inside(name):
            raise BrokenManifest(
                f"{MANIFEST} names {_quote_name(name)} among its {key}, which leads out of the folder."
            )
        if not isinstance(value, str) or not _HASH.fullmatch(value):
            raise BrokenManifest(f"{MANIFEST} gives no sha256 for {_quote_name(name)}.")
        hashes[name] = value
    return hashes


def _stays_inside(name: str) -> bool:
    """Whether a name is a path below its folder, on every system."""
    if any(category(character) in ("Cc", "Cs") for character in name) or name[1:2] == ":":
        return False
    return all(part not in ("", ".", "..") for part in _SEPARATORS.split(name))


def _quote_name(name: str) -> str:
    return json.dumps(name[:100])


def is_hash(state: str) -> bool:
    """Whether a file's state is its hash, and not the reason why it has none."""
    return bool(_HASH.fullmatch(state))


def check_manifest(record: ManifestFiles) -> Iterator[Discrepancy]:
    """What is wrong with the manifest itself."""
    if not record.whole:
        yield Discrepancy(MANIFEST, "has changed since the build")


def compare_hashes(record: Mapping[str, str], actual: Mapping[str, str]) -> Iterator[Discrepancy]:
    """Every file that is not what it was; `found` has for each its hash, or in words why it has none."""
    for path, then in sorted(record.items()):
        now = actual[path]
        if now != then:
            yield Discrepancy(path, "has changed since the build" if is_hash(now) else now)


def find_additional(record: ManifestFiles, names: Iterable[str], others: Iterable[str]) -> Iterator[Discrepancy]:
    """What lies beside the manifest and was not built."""
    for name in sorted({*names} - {*record.outputs, *others}):
        yield Discrepancy(name, "is none of the files that were built")


def find_new_inputs(record: ManifestFiles, paths: Iterable[str]) -> Iterator[Discrepancy]:
    """What would be read now and was not when the report was built."""
    for path in sorted({*paths} - {*record.inputs}):
        yield Discrepancy(path, "is new: the build did not read it")


def find_new_templates(record: ManifestFiles, own: Mapping[str, str]) -> Iterator[Discrepancy]:
    """The report's own templates, hashes by name, that were not used in the build and would be now."""
    for name, now in sorted(own.items()):
        path = f"{TEMPLATES}/{name}"
        if path not in record.inputs and record.templates.get(name) != now:
            yield Discrepancy(path, "is another template than the one with which the report was built")
