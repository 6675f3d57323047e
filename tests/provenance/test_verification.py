"""Whatever stands in manifest.json, it is understood or refused in a sentence; no name leads out of its folder."""

from __future__ import annotations

import json
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.errors import BrokenManifest
from assembler.model.canonical_json import Json, encode_json
from assembler.provenance.verification import ManifestFiles, read_manifest

HASH = "a" * 64
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
NAMES = st.text(st.sampled_from("ab./\\:\x00 \u202e~"), max_size=8)
FILES = st.dictionaries(NAMES, st.just(HASH), max_size=3) | JSON


def understood(data: bytes) -> ManifestFiles | str:
    """What a manifest says, or the sentence that refuses it."""
    try:
        return read_manifest(data)
    except BrokenManifest as error:
        return str(error)


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**63), 2**63 - 1)
        | st.text(st.characters(exclude_categories=["Cs"])),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text("ab\u00e9\uffff\U0001f600"), inner, max_size=3)
        ),
    )
)
def test_canonical_is_json_with_sorted_keys(data: Json) -> None:
    assert encode_json(data) == (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60) | JSON.map(lambda data: json.dumps(data).encode()))
def test_anything_is_refused_in_a_sentence(data: bytes) -> None:
    said = understood(data)
    assert isinstance(said, str)
    assert said.isprintable()


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.fixed_dictionaries({"version": st.just(1), "inputs": FILES, "templates": FILES, "outputs": FILES}))
def test_names_stay_in_their_folder(data: object) -> None:
    said = understood(json.dumps(data).encode())
    if isinstance(said, str):
        assert said.isprintable()
        return
    for name in (*said.inputs, *said.templates, *said.outputs):
        for path in (PurePosixPath(name), PureWindowsPath(name)):
            assert not path.is_absolute()
            assert not path.drive
            assert ".." not in path.parts
