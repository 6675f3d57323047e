"""Traces and verifications of files in memory, without a disk."""

from __future__ import annotations

import doctest

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from assembler.assemble import assemble
from assembler.errors import BrokenManifest, UnknownName
from assembler.load import load
from assembler.provenance import operations
from assembler.provenance.manifest import TemplateHashes, hash_files, make_manifest, record_build
from assembler.provenance.operations import trace, verify
from assembler.provenance.signature import SIGNATURE, sign
from assembler.provenance.trace import Chain, TextTrace
from assembler.provenance.verification import MANIFEST, Discrepancy
from assembler.storage.templates import read_report_templates
from tests.conftest import contribution, small_files

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
PRIVATE = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
PUBLIC = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def build(files: dict[str, bytes]) -> dict[str, bytes]:
    """Outputs with their manifest."""
    collection = load(files).collection
    assert collection is not None
    report = assemble(collection, draft=True)
    outputs = {"report.txt": b"The report.\n"}
    templates = TemplateHashes(hash_files(read_report_templates(files)))
    record = record_build(collection, report, templates)
    return {**outputs, MANIFEST: make_manifest(record, hash_files(outputs))}


def test_trace_of_a_number_and_of_a_text() -> None:
    files = small_files()
    number = trace(files, "3")
    assert isinstance(number.trace, Chain)
    assert "contributions/unhcr/au.md:7" in " ".join(number.lines)
    text = trace(files, "unhcr/au")
    assert trace(files, "UNHCR/African Union") == text
    assert isinstance(text.trace, TextTrace)
    assert "unhcr/au#p1 (line 7): printed as paragraph 3." in text.lines
    assert isinstance(text.data, dict)


def test_trace_of_nothing_that_is_there() -> None:
    with pytest.raises(UnknownName, match="no paragraph 99"):
        trace(small_files(), "99")
    result = trace({}, "1")
    assert (result.trace, result.data) == (None, None)
    assert {finding.rule for finding in result.findings} == {"IN-PLC-05"}


def test_unchanged_build_has_no_differences() -> None:
    files = small_files()
    result = verify(build(files), files)
    assert (result.outputs, result.inputs, result.remarks) == ((), (), ())
    assert (result.outputs_compared, result.inputs_compared) == (1, len(files))


def test_each_changed_file_is_a_difference() -> None:
    files = small_files()
    outputs = build(files)
    changed = {**outputs, "report.txt": b"Other words.\n", "more.txt": b""}
    result = verify(changed)
    assert result.inputs_compared is None
    assert [(item.path, item.what) for item in result.outputs] == [
        ("report.txt", "has changed since the build"),
        ("more.txt", "is none of the files that were built"),
    ]
    inputs = {
        **small_files(who__au=None, unhcr__au=contribution("unhcr", "au", "Other words.")),
        "contributions/who/asean.md": b"",
        "templates/report.css": b"",
        "templates/README.md": b"",
    }
    assert [(item.path, item.what) for item in verify(outputs, inputs).inputs] == [
        ("contributions/unhcr/au.md", "has changed since the build"),
        ("contributions/who/au.md", "is missing"),
        ("contributions/who/asean.md", "is new: the build did not read it"),
        ("templates/report.css", "is another template than the one with which the report was built"),
    ]


def test_signature_is_checked_with_a_key() -> None:
    outputs = build(small_files())
    assert verify(outputs, key=PUBLIC).outputs == (Discrepancy(SIGNATURE, "is missing"),)
    signed = {**outputs, SIGNATURE: sign(outputs[MANIFEST], PRIVATE)}
    assert verify(signed, key=PUBLIC).remarks == (f"{MANIFEST} was signed with this key.",)
    assert verify(signed).remarks == (f"{SIGNATURE} was not looked at: --key PUBLIC.pem does.",)
    (wrong,) = verify({**signed, SIGNATURE: bytes(64)}, key=PUBLIC).outputs
    assert wrong.what.startswith("does not fit")


def test_outputs_without_a_manifest_are_refused() -> None:
    with pytest.raises(BrokenManifest, match=r"There is no manifest\.json among the outputs"):
        verify({"report.txt": b""})


def test_examples_in_docstrings_hold() -> None:
    results = doctest.testmod(operations)
    assert results.attempted
    assert not results.failed
