"""Traces words in a report, and verifies a build by its manifest: files in, values out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

from assembler.assemble import assemble
from assembler.check import sort_findings
from assembler.errors import BrokenManifest, ReportError
from assembler.load import load
from assembler.model.canonical_json import Json
from assembler.model.contribution import InputFile
from assembler.model.finding import Finding
from assembler.model.value import Value
from assembler.provenance.signature import SIGNATURE, is_signed
from assembler.provenance.trace import Chain, TextTrace, trace_paragraph, trace_text
from assembler.provenance.trace_formats import write_chain_json, write_chain_lines, write_text_json, write_text_lines
from assembler.provenance.verification import (
    MANIFEST,
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
from assembler.readers.contribution_paths import SETTINGS, identify_path
from assembler.readers.settings.known_names import resolve_text_name
from assembler.storage.templates import OWN, read_template

type FileStates = Callable[[str], str]
"""Gives the sha256 of the file at a place, or why there is none, such as “is missing”."""


class TraceResult(Value):
    """Where a printed paragraph comes from, or where a text is printed."""

    trace: Chain | TextTrace | None = None
    """The sources of the paragraph, or the printed places of the text; None where the plan cannot be used."""
    lines: tuple[str, ...] = ()
    """The trace in words, for a terminal of 80 columns."""
    data: Json = None
    """The trace as JSON."""
    findings: tuple[Finding, ...] = ()
    """What was found where the plan cannot be used."""
    inputs: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""


class VerificationResult(Value):
    """The differences between a build with its inputs and what its manifest says of them."""

    outputs: tuple[Discrepancy, ...]
    """What is wrong with the outputs, the manifest and its signature."""
    inputs: tuple[Discrepancy, ...]
    """What is wrong with the files that the report was made from."""
    remarks: tuple[str, ...]
    """What else there is to say, in sentences."""
    outputs_compared: int
    """How many outputs were compared."""
    inputs_compared: int | None = None
    """How many inputs were compared; None where the report was not at hand or not asked for."""


class InputStates(Value):
    """The files of a report as they are now, to be compared with a manifest."""

    state_of: FileStates
    """Gives the state of the file at a place in the report."""
    places: Sequence[str]
    """The places of settings and texts that a build would read."""
    own_templates: Sequence[str]
    """The names of the report's own templates."""


def trace(
    files: Mapping[str, bytes], target: str, annex: str | None = None, *, unread: Sequence[Finding] = ()
) -> TraceResult:
    """The sources of the paragraph with a printed number, in the body or an annex; or where a text such as unhcr/au, or
    its paragraph unhcr/au#p2, is printed.

    `unread` is as in `load`. Raises NoTemplate, Unreadable or UnknownName.

    >>> from assembler.api import example_files
    >>> for line in trace(example_files(), "unhcr/au").lines[:3]:
    ...     print(line)
    contributions/unhcr/au.md
      Contributed by UNHCR.
      Not cleared: its status is draft.
    """
    loaded = load(files, unread=unread)
    collection = loaded.collection
    if collection is None:
        return TraceResult(findings=sort_findings(loaded.findings), inputs=loaded.inputs)
    report = assemble(collection, draft=True)
    if target.isdecimal():
        chain = trace_paragraph(collection, report, int(target), annex)
        return TraceResult(chain, tuple(write_chain_lines(chain, collection)), write_chain_json(chain, collection))
    text = trace_text(collection, report, resolve_text_name(collection.vocabulary, target))
    return TraceResult(text, tuple(write_text_lines(text, collection)), write_text_json(text, collection))


def verify(
    outputs: Mapping[str, bytes], files: Mapping[str, bytes] | None = None, *, key: bytes | None = None
) -> VerificationResult:
    """The differences between outputs, given by name, and their manifest; with a public key, also those of the
    signature.

    With the files of the report, the inputs of the build are compared as well. Raises BrokenManifest or UnusableKey.

    >>> from assembler.api import build_files, example_files
    >>> files = example_files()
    >>> outputs = build_files(files, final=False, formats=["txt"]).outputs
    >>> verify(outputs, files).outputs
    ()
    >>> for difference in verify({**outputs, "A-81-1.txt": b""}).outputs:
    ...     print(difference.path, difference.what)
    A-81-1.txt has changed since the build
    """
    if MANIFEST not in outputs:
        raise BrokenManifest(f"There is no {MANIFEST} among the outputs, so no build has made them.")
    inputs = None
    if files is not None:
        own = [place.removeprefix(f"{OWN}/") for place in files if place.startswith(f"{OWN}/")]
        places = [place for place in files if place in SETTINGS or identify_path(place)]
        inputs = InputStates(_states_of(files), places, own)
    return compare_with_manifest(
        outputs[MANIFEST], [*outputs], _states_of(outputs), outputs.get(SIGNATURE), inputs, key
    )


def _states_of(files: Mapping[str, bytes]) -> FileStates:
    return lambda place: sha256(files[place]).hexdigest() if place in files else "is missing"


def compare_with_manifest(
    manifest: bytes,
    names: Sequence[str],
    state_of: FileStates,
    signature: bytes | None,
    inputs: InputStates | None,
    key: bytes | None,
) -> VerificationResult:
    """Compares the files beside a manifest, `names`, and the inputs with what the manifest says of them.

    Raises BrokenManifest or UnusableKey.
    """
    record = read_manifest(manifest)
    signed, remarks = _check_signature(manifest, names, state_of, signature, key)
    beside = compare_hashes(record.outputs, {name: state_of(name) for name in record.outputs})
    strange = find_additional(record, names, (MANIFEST, SIGNATURE))
    outputs = (*check_manifest(record), *signed, *beside, *strange)
    if inputs is None:
        return VerificationResult(outputs, (), remarks, len(record.outputs))
    changed = compare_hashes(record.inputs, {place: inputs.state_of(place) for place in record.inputs})
    new = find_new_inputs(record, inputs.places)
    templates, further = _compare_templates(record, inputs)
    all_inputs, remarks = (*changed, *new, *templates), (*remarks, *further)
    return VerificationResult(outputs, all_inputs, remarks, len(record.outputs), len(record.inputs))


def _check_signature(
    manifest: bytes, names: Sequence[str], state_of: FileStates, signature: bytes | None, key: bytes | None
) -> tuple[tuple[Discrepancy, ...], tuple[str, ...]]:
    """What is wrong with the signature, and what is to be said of it."""
    if key is None:
        return (), ((f"{SIGNATURE} was not looked at: --key PUBLIC.pem does.",) if SIGNATURE in names else ())
    state = state_of(SIGNATURE)
    if signature is None or not is_hash(state):
        return (Discrepancy(SIGNATURE, state),), ()
    if not is_signed(manifest, signature, key):
        return (Discrepancy(SIGNATURE, f"does not fit: {MANIFEST} has changed, or was signed with another key"),), ()
    return (), (f"{MANIFEST} was signed with this key.",)


def _compare_templates(record: ManifestFiles, inputs: InputStates) -> tuple[tuple[Discrepancy, ...], tuple[str, ...]]:
    """The report's own templates that are other ones now; and of the packaged ones, that the program has changed."""
    word_lists = {name.rpartition("/")[0] for name in record.templates if name.startswith("wording/")}
    own = {name for name in inputs.own_templates if name in record.templates or _is_in(name, word_lists)}
    new = tuple(find_new_templates(record, {name: inputs.state_of(f"{OWN}/{name}") for name in own}))
    packaged = {name for name in record.templates if f"{OWN}/{name}" not in record.inputs} - own
    changed = [name for name in sorted(packaged) if _hash_packaged(name) != record.templates[name]]
    remark = f"The program has other templates by now than when the report was built: {', '.join(changed)}."
    return new, ((remark,) if changed else ())


def _is_in(name: str, word_lists: set[str]) -> bool:
    """Whether it is the name of a word list in one of these folders."""
    return name.rpartition("/")[0] in word_lists and name.endswith(".yaml")


def _hash_packaged(name: str) -> str:
    """The sha256 of a packaged template; empty where there is none that can be read."""
    try:
        return sha256(read_template(name, {})).hexdigest()
    except ReportError:
        return ""
