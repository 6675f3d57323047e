"""Texts in their place: all or none, only what was read, with the permissions and the owner of the file."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assembler.errors import Unwritable
from assembler.storage import texts as text_files
from assembler.storage.atomic import exchange, find_leftovers
from assembler.storage.texts import Replacement, replace_texts
from tests.storage.refusals import refused_at, written


def replace_text(path: Path, old: bytes, new: bytes) -> str:
    """Why a text was left alone; empty where it was replaced."""
    return replace_texts(path.parent, {path.name: (old, new)}).get(path.name, "")


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


@pytest.mark.parametrize("mode", [0o444, 0o555])
def test_a_protected_text_is_left_alone(text: Path, mode: int) -> None:
    text.chmod(mode)
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
    with pytest.raises(
        Unwritable, match=r"au\.md cannot be written: No space left .*; room for a file of 3 bytes is needed\."
    ):
        replace_text(text, b"old", b"new")
    assert text.read_bytes() == b"old"
    assert list(text.parent.iterdir()) == [text]


# Several texts at once


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with two texts."""
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(b"old")
    return tmp_path


NEW: dict[str, Replacement] = {
    "a.md": (b"old", b"A"),
    "b.md": (b"old", b"B"),
    "deep/er/c.md": (None, b"C"),
}


def test_texts_are_replaced_and_new_ones_made(texts: Path) -> None:
    assert replace_texts(texts, NEW) == {}
    assert written(texts) == {"a.md": "A", "b.md": "B", "deep/er/c.md": "C"}


def test_text_that_cannot_be_replaced_is_left_alone_and_with_it_all_where_they_are_one_whole(texts: Path) -> None:
    (texts / "b.md").write_bytes(b"newer")
    before = written(texts)
    assert replace_texts(texts, NEW, whole=True) == {"b.md": "has changed since it was read"}
    assert written(texts) == before
    assert replace_texts(texts, NEW) == {"b.md": "has changed since it was read"}
    assert written(texts) == {"a.md": "A", "b.md": "newer", "deep/er/c.md": "C"}


@pytest.mark.parametrize("time", [1, 2, 3])
def test_texts_stay_where_one_cannot_be_written(texts: Path, monkeypatch: pytest.MonkeyPatch, time: int) -> None:
    before = written(texts)
    refused_at(monkeypatch, "open", time)
    with pytest.raises(Unwritable, match=r"\.md cannot be written: Input/output error; a sound disk is needed\."):
        replace_texts(texts, NEW)
    assert written(texts) == before


def not_offered(_: Path, __: Path) -> bool:
    """A drive that knows no exchange."""
    return False


def overlooked(one: Path, other: Path) -> bool:
    """A drive that overlooks the wish for an exchange, as those of exfat-fuse do."""
    one.replace(other)
    return True


@pytest.mark.parametrize("time", [1, 2])
@pytest.mark.parametrize("step", [exchange, not_offered, overlooked])
def test_texts_get_their_words_back_where_one_cannot_be_put_in_place(
    texts: Path, monkeypatch: pytest.MonkeyPatch, time: int, step: Callable[[Path, Path], bool]
) -> None:
    before, times = written(texts), [0]

    def refusing(one: Path, other: Path) -> bool:
        times[0] += 1
        if times[0] == time:
            raise OSError(errno.EIO, "Input/output error")
        return step(one, other)

    monkeypatch.setattr(text_files, "exchange", refusing)
    new = {"c.md": NEW["deep/er/c.md"]} | NEW
    del new["deep/er/c.md"]
    with pytest.raises(Unwritable, match=r"[ab]\.md cannot be written"):
        replace_texts(texts, new)
    assert written(texts) == before


def test_refusal_is_said_though_the_machine_refuses_to_take_back_too(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = [0]

    def refusing(one: Path, other: Path) -> bool:
        times[0] += 1
        if times[0] > 1:
            raise OSError(errno.EIO, "Input/output error")
        return exchange(one, other)

    monkeypatch.setattr(text_files, "exchange", refusing)
    with pytest.raises(Unwritable, match=r"b\.md cannot be written: Input/output error; a sound disk is needed\."):
        replace_texts(texts, NEW)
    assert not find_leftovers(texts)


def test_place_that_cannot_be_looked_at_is_named(text: Path) -> None:
    with pytest.raises(Unwritable, match=r"au\.md/x cannot be written: Not a directory; a folder is needed"):
        replace_text(text / "x", b"old", b"new")


def test_new_text_is_refused_where_something_is(texts: Path) -> None:
    with pytest.raises(Unwritable, match=r"a\.md is already there; nothing was made\."):
        replace_texts(texts, {"b.md": NEW["b.md"], "a.md": (None, b"C")})
    with pytest.raises(Unwritable, match=r"a\.md is a file, where a folder is needed; nothing was made\."):
        replace_texts(texts, {"a.md/c.md": (None, b"C")})
    assert written(texts) == {"a.md": "old", "b.md": "old"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser may give a file away")
def test_text_stays_its_owners(text: Path) -> None:
    os.chown(text, 1234, 2345)
    assert replace_text(text, b"old", b"new") == ""
    state = text.stat()
    assert (text.read_bytes(), state.st_uid, state.st_gid) == (b"new", 1234, 2345)


def test_text_is_replaced_by_whoever_may_not_give_it_away(text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refused)
    assert replace_text(text, b"old", b"new") == ""
    assert text.read_bytes() == b"new"
