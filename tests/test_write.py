"""Texts and outputs in their place: whole or not at all, only what was read, nothing of anybody else's."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from assembler import write
from assembler.errors import Busy, Unwritable
from assembler.model.progress import silent
from assembler.storage import lock
from assembler.storage.atomic import beside, exchange, flushed, left_behind
from assembler.storage.lock import alone, is_held
from assembler.write import (
    at_work,
    put,
    put_among,
    put_new_file,
    put_new_folder,
    put_output,
    put_texts,
    refuse_inputs,
    refuse_outputs,
)


def replace_text(path: Path, old: bytes, new: bytes) -> str:
    """Why a text was left alone; empty where it was replaced."""
    return put_texts(path.parent, {path.name: (old, new)}).get(path.name, "")


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
        Unwritable, match=r"au\.md can't be written: No space left .*; room for a file of 3 bytes is needed\."
    ):
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


# Several texts at once


def written(root: Path) -> dict[str, str]:
    """The words of each file below a folder, hidden ones too."""
    return {it.relative_to(root).as_posix(): it.read_text() for it in sorted(root.rglob("*")) if it.is_file()}


def refused_at(monkeypatch: pytest.MonkeyPatch, step: str, time: int) -> None:
    """Has the machine refuse a step the so-manieth time, and every further one of its kind."""
    real, times = getattr(os, step), [0]

    def refusing(*places: object, **how: object) -> object:
        times[0] += 1
        if times[0] >= time:
            raise OSError(errno.EIO, "Input/output error")
        return real(*places, **how)

    monkeypatch.setattr(os, step, refusing)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with two texts."""
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(b"old")
    return tmp_path


NEW: dict[str, tuple[bytes | None, bytes]] = {
    "a.md": (b"old", b"A"),
    "b.md": (b"old", b"B"),
    "deep/er/c.md": (None, b"C"),
}


def test_texts_are_replaced_and_new_ones_made(texts: Path) -> None:
    assert put_texts(texts, NEW) == {}
    assert written(texts) == {"a.md": "A", "b.md": "B", "deep/er/c.md": "C"}


def test_text_that_cannot_be_replaced_is_left_alone_and_with_it_all_where_they_are_one_whole(texts: Path) -> None:
    (texts / "b.md").write_bytes(b"newer")
    before = written(texts)
    assert put_texts(texts, NEW, whole=True) == {"b.md": "has changed since it was read"}
    assert written(texts) == before
    assert put_texts(texts, NEW) == {"b.md": "has changed since it was read"}
    assert written(texts) == {"a.md": "A", "b.md": "newer", "deep/er/c.md": "C"}


@pytest.mark.parametrize("time", [1, 2, 3])
def test_texts_stay_where_one_cannot_be_written(texts: Path, monkeypatch: pytest.MonkeyPatch, time: int) -> None:
    before = written(texts)
    refused_at(monkeypatch, "open", time)
    with pytest.raises(Unwritable, match=r"\.md can't be written: Input/output error; a sound disk is needed\."):
        put_texts(texts, NEW)
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

    monkeypatch.setattr(write, "exchange", refusing)
    new = {"c.md": NEW["deep/er/c.md"]} | NEW
    del new["deep/er/c.md"]
    with pytest.raises(Unwritable, match=r"[ab]\.md can't be written"):
        put_texts(texts, new)
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

    monkeypatch.setattr(write, "exchange", refusing)
    with pytest.raises(Unwritable, match=r"b\.md can't be written: Input/output error; a sound disk is needed\."):
        put_texts(texts, NEW)
    assert not left_behind(texts)


def test_place_that_cannot_be_looked_at_is_named(text: Path) -> None:
    with pytest.raises(Unwritable, match=r"au\.md/x can't be written: Not a directory; a folder is needed"):
        replace_text(text / "x", b"old", b"new")


def test_new_text_is_refused_where_something_is(texts: Path) -> None:
    with pytest.raises(Unwritable, match=r"a\.md is already there; nothing was made\."):
        put_texts(texts, {"b.md": NEW["b.md"], "a.md": (None, b"C")})
    with pytest.raises(Unwritable, match=r"a\.md is a file, where a folder is needed; nothing was made\."):
        put_texts(texts, {"a.md/c.md": (None, b"C")})
    assert written(texts) == {"a.md": "old", "b.md": "old"}


# New files and folders


@pytest.mark.parametrize("links", [True, False])
def test_new_file_is_whole_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:
        refused_at(monkeypatch, "link", 1)
    put_new_file(tmp_path / "deep" / "a", b"words")
    assert written(tmp_path) == {"deep/a": "words"}


@pytest.mark.parametrize("links", [True, False])
def test_new_file_is_refused_where_somebody_else_has_made_it_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def made_meanwhile(new: Path, data: bytes, mode: int | None = None) -> None:
        flushed(new, data, mode)
        (tmp_path / "a").write_text("theirs")

    if not links:
        refused_at(monkeypatch, "link", 1)
    monkeypatch.setattr(write, "flushed", made_meanwhile)
    with pytest.raises(Unwritable, match=r"a is already there; nothing was made\."):
        put_new_file(tmp_path / "a", b"words")
    assert written(tmp_path) == {"a": "theirs"}


@pytest.mark.parametrize("target", ["a", "nowhere"])
def test_nothing_new_takes_the_place_of_something(tmp_path: Path, target: str) -> None:
    (tmp_path / "a").write_text("words")
    (tmp_path / "link").symlink_to(tmp_path / target)
    for place in ("a", "link"):
        with pytest.raises(Unwritable, match=rf"{place} is already there; nothing was made\."):
            put_new_file(tmp_path / place, b"others")
        with pytest.raises(Unwritable, match=rf"{place} is already there; nothing was made\."):
            put_new_folder(tmp_path / place, {})
    with pytest.raises(Unwritable, match=r"a is a file, where a folder is needed; nothing was made\."):
        put_new_folder(tmp_path / "a" / "deep" / "b", {})
    assert (tmp_path / "a").read_text() == "words"


def test_new_folder_is_made_with_all_its_files_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_new_folder(tmp_path / "x", {"a": b"1", "deep/b": b"2"})
    assert written(tmp_path) == {"x/a": "1", "x/deep/b": "2"}
    refused_at(monkeypatch, "fsync", 2)
    with pytest.raises(Unwritable, match=r"y can't be written: Input/output error"):
        put_new_folder(tmp_path / "y", {"a": b"1", "deep/b": b"2"})
    assert [it.name for it in tmp_path.iterdir()] == ["x"]


# The folder of outputs


def test_folder_holds_exactly_the_new_set(tmp_path: Path) -> None:
    for words in (b"1", b"2"):
        put(tmp_path / "build" / "draft", {"manifest.json": words, f"{words.decode()}.txt": words})
    assert written(tmp_path) == {"build/draft/2.txt": "2", "build/draft/manifest.json": "2"}


def test_folder_keeps_the_former_set_where_the_machine_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "draft", {"manifest.json": b"1"})
    refused_at(monkeypatch, "fsync", 1)
    with pytest.raises(Unwritable, match=r"draft can't be written: Input/output error; a sound disk is needed\."):
        put(tmp_path / "draft", {"manifest.json": b"2"})
    assert written(tmp_path) == {"draft/manifest.json": "1"}


def test_full_disk_is_said_with_the_room_that_all_files_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    files = {"manifest.json": b"12", "a": b"345"}
    for put_files in (put, put_new_folder, put_among):
        with pytest.raises(Unwritable, match="room for 2 files with 5 bytes is needed"):
            put_files(tmp_path / "x", files)
    with pytest.raises(Unwritable, match="room for a file of 3 bytes is needed"):
        put_new_file(tmp_path / "x" / "a", b"345")
    assert written(tmp_path) == {}


def test_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "draft").symlink_to(tmp_path / "there")
    put(tmp_path / "draft", {"manifest.json": b"1"})
    assert (tmp_path / "draft").is_symlink()
    assert written(tmp_path / "there") == {"manifest.json": "1"}


def test_folder_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    put(tmp_path / "letters", {"mark": b"1"}, "mark")  # an empty one is free
    put(tmp_path / "letters", {"mark": b"2"}, "mark")
    with pytest.raises(
        Unwritable, match=r"letters holds files that no build has put there.* Name an empty or new fold"
    ):
        put(tmp_path / "letters", {"manifest.json": b"1"})
    for place in ("letters/mark", "letters/mark/x/y"):
        with pytest.raises(Unwritable, match=r"letters/mark is a file; the outputs need a folder\."):
            put(tmp_path / place, {"manifest.json": b"1"})
    assert written(tmp_path) == {"letters/mark": "2"}


def test_others_among_the_outputs_stay(tmp_path: Path) -> None:
    put_among(tmp_path / "x", {"a": b"1", "b": b"1"})
    put_among(tmp_path / "x", {"b": b"2", "c": b"2"})
    assert written(tmp_path) == {"x/a": "1", "x/b": "2", "x/c": "2"}


def test_none_is_put_among_the_outputs_where_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_among(tmp_path, {"a": b"1"})
    refused_at(monkeypatch, "fsync", 2)
    with pytest.raises(Unwritable):
        put_among(tmp_path, {"a": b"2", "b": b"2"})
    assert written(tmp_path) == {"a": "1"}


def test_others_who_begin_meanwhile_do_not_clear_away_what_is_put_among_the_outputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = write._stage

    def staged(place: Path, data: bytes) -> None:
        stage(place, data)
        with at_work(tmp_path, silent):
            assert beside(place).exists()

    monkeypatch.setattr(write, "_stage", staged)
    put_among(tmp_path / "build/excerpts", {"b": b"1", "a": b"2"})
    assert written(tmp_path) == {"build/excerpts/a": "2", "build/excerpts/b": "1"}


def test_what_an_earlier_run_has_left_and_nobody_may_take_away_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = beside(tmp_path / "a")
    left.write_text("left")
    monkeypatch.setattr(write, "remove", lambda _: None)
    with pytest.raises(Unwritable, match=rf"{left} is left from an earlier run and can't be taken away; delete it\."):
        put_new_file(tmp_path / "a", b"words")


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


# Work on a report


def test_whoever_begins_takes_away_what_killed_processes_have_left(tmp_path: Path) -> None:
    for folder in ("contributions/who", "build", "templates"):
        (tmp_path / folder).mkdir(parents=True)
    left = [beside(tmp_path / name) for name in ("contributions/who/au.md", "build/draft", "templates/x")]
    for path in left:
        path.write_text("left")
    with alone(beside(tmp_path / "build/busy", "lock"), silent):
        busy = beside(tmp_path / "build/busy")
        busy.write_text("at work")
        with at_work(tmp_path, silent):
            assert [it.exists() for it in (*left, busy)] == [False, False, True, True]
            assert is_held(tmp_path / "build/.assembler-lock")
    assert not is_held(tmp_path / "build/.assembler-lock")


def test_nothing_is_put_where_somebody_else_puts_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 3 * lock.PAUSE)
    with alone(beside(tmp_path / "draft", "lock"), silent), pytest.raises(Busy, match="nothing was done"):
        put(tmp_path / "draft", {"manifest.json": b"1"})
    put(tmp_path / "draft", {"manifest.json": b"1"})


# Which folders are refused


@pytest.mark.parametrize(
    ("name", "inputs"),
    [("contributions", "contributions"), ("contributions/x", "contributions"), ("templates/x/y", "templates")],
)
def test_outputs_are_refused_among_inputs(tmp_path: Path, name: str, inputs: str) -> None:
    (tmp_path / "link").symlink_to(tmp_path / name)
    message = f"lies in {inputs}/, which holds what the report is made of. Name a folder outside of it."
    for folder in (tmp_path / name, tmp_path / "link"):
        for refuse in (refuse_inputs, refuse_outputs):
            with pytest.raises(Unwritable, match=re.escape(f"{folder} {message}")):
                refuse(folder, tmp_path)


def test_folder_in_which_somebody_works_is_refused_for_outputs_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "build" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "build" / "deep")
    message = "build, which would be replaced as a whole; go to another folder first, and name this one from there."
    with pytest.raises(Unwritable, match=re.escape(message)):
        refuse_outputs(tmp_path / "build", tmp_path)
    refuse_inputs(tmp_path / "build", tmp_path)
    refuse_outputs(tmp_path / "build" / "deep" / "er", tmp_path)
    refuse_outputs(tmp_path / "other", tmp_path)
    (tmp_path / "build" / "deep").rmdir()
    refuse_outputs(tmp_path / "build", tmp_path)
