"""Replacing a text: whole or not at all, and only what was read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assembler.errors import Unwritable
from assembler.write import put_output, replace_text


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "au.md"
    path.write_bytes(b"old")
    return path


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_replaced_with_its_permissions(text: Path, mode: int) -> None:
    text.chmod(mode)
    assert replace_text(text, b"old", b"new") == ""
    assert text.read_bytes() == b"new"
    assert text.stat().st_mode & 0o777 == mode
    assert list(text.parent.iterdir()) == [text]


def test_a_text_that_has_changed_is_left_alone(text: Path) -> None:
    text.write_bytes(b"newer")
    assert replace_text(text, b"old", b"new") == "has changed since it was read"
    assert text.read_bytes() == b"newer"


def test_a_text_that_has_gone_is_not_made_anew(text: Path) -> None:
    text.unlink()
    assert replace_text(text, b"old", b"new") == "is no longer there"
    assert not text.exists()


def test_a_protected_text_is_left_alone(text: Path) -> None:
    text.chmod(0o444)
    assert replace_text(text, b"old", b"new") == "is write-protected"
    assert text.read_bytes() == b"old"


def test_a_link_is_left_alone(text: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(text)
    assert replace_text(link, b"old", b"new") == "is a link"
    assert link.is_symlink()
    assert text.read_bytes() == b"old"


def test_what_fails_half_way_leaves_the_old_text_and_nothing_else(text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unwritable, match=r"au\.md can't be written: No space left .*; room for 3 bytes is needed\."):
        replace_text(text, b"old", b"new")
    assert text.read_bytes() == b"old"
    assert list(text.parent.iterdir()) == [text]


def test_output_takes_the_place_of_the_former_one(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "answer.html"
    put_output(place, b"old")
    put_output(place, b"new")
    assert place.read_bytes() == b"new"
    assert [it.name for it in place.parent.iterdir()] == ["answer.html"]


def test_output_that_fails_leaves_the_former_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "answer.html"
    put_output(place, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unwritable, match="No space left"):
        put_output(place, b"new")
    assert {it.name: it.read_bytes() for it in tmp_path.iterdir()} == {"answer.html": b"old"}
