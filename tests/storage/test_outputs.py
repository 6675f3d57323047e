"""Outputs in their place: whole or not at all, nothing of anybody else's."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from assembler.errors import Unwritable
from assembler.model.progress import no_progress
from assembler.storage import outputs, staging
from assembler.storage.atomic import create_file, hidden_path
from assembler.storage.lock import lock_report
from assembler.storage.outputs import (
    check_output_folder,
    check_outside_inputs,
    write_folder,
    write_into_folder,
    write_new_file,
    write_new_folder,
    write_output,
)
from tests.storage.refusals import refused_at, written


def test_output_takes_the_place_of_the_former_one(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "answer.html"
    write_output(place, b"old")
    write_output(place, b"new")
    assert place.read_bytes() == b"new"
    assert [path.name for path in place.parent.iterdir()] == ["answer.html"]


def test_output_that_fails_leaves_the_former_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "answer.html"
    write_output(place, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unwritable, match="No space left"):
        write_output(place, b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"answer.html": b"old"}


# New files and folders


@pytest.mark.parametrize("links", [True, False])
def test_new_file_is_whole_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:
        refused_at(monkeypatch, "link", 1)
    write_new_file(tmp_path / "deep" / "a", b"words")
    assert written(tmp_path) == {"deep/a": "words"}


@pytest.mark.parametrize("links", [True, False])
def test_new_file_is_refused_where_somebody_else_has_made_it_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def made_meanwhile(new: Path, data: bytes, mode: int | None = None, *, sync: bool = True) -> None:
        create_file(new, data, mode, sync=sync)
        (tmp_path / "a").write_text("theirs")

    if not links:
        refused_at(monkeypatch, "link", 1)
    monkeypatch.setattr(staging, "create_file", made_meanwhile)
    with pytest.raises(Unwritable, match=r"a is already there; nothing was made\."):
        write_new_file(tmp_path / "a", b"words")
    assert written(tmp_path) == {"a": "theirs"}


@pytest.mark.parametrize("target", ["a", "nowhere"])
def test_nothing_new_takes_the_place_of_something(tmp_path: Path, target: str) -> None:
    (tmp_path / "a").write_text("words")
    (tmp_path / "link").symlink_to(tmp_path / target)
    for place in ("a", "link"):
        with pytest.raises(Unwritable, match=rf"{place} is already there; nothing was made\."):
            write_new_file(tmp_path / place, b"others")
        with pytest.raises(Unwritable, match=rf"{place} is already there; nothing was made\."):
            write_new_folder(tmp_path / place, {})
    with pytest.raises(Unwritable, match=r"a is a file, where a folder is needed; nothing was made\."):
        write_new_folder(tmp_path / "a" / "deep" / "b", {})
    assert (tmp_path / "a").read_text() == "words"


def test_new_folder_is_made_with_all_its_files_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_new_folder(tmp_path / "x", {"a": b"1", "deep/b": b"2"})
    assert written(tmp_path) == {"x/a": "1", "x/deep/b": "2"}
    refused_at(monkeypatch, "fsync", 2)
    with pytest.raises(Unwritable, match=r"y cannot be written: Input/output error"):
        write_new_folder(tmp_path / "y", {"a": b"1", "deep/b": b"2"})
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


# The folder of outputs


def test_folder_holds_exactly_the_new_set(tmp_path: Path) -> None:
    for words in (b"1", b"2"):
        write_folder(tmp_path / "build" / "draft", {"manifest.json": words, f"{words.decode()}.txt": words})
    assert written(tmp_path) == {"build/draft/2.txt": "2", "build/draft/manifest.json": "2"}


def test_folder_keeps_the_former_set_where_the_machine_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path / "draft", {"manifest.json": b"1"})
    refused_at(monkeypatch, "fsync", 1)
    with pytest.raises(Unwritable, match=r"draft cannot be written: Input/output error; a sound disk is needed\."):
        write_folder(tmp_path / "draft", {"manifest.json": b"2"})
    assert written(tmp_path) == {"draft/manifest.json": "1"}


def test_full_disk_is_said_with_the_room_that_all_files_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    files = {"manifest.json": b"12", "a": b"345"}
    for put_files in (write_folder, write_new_folder, write_into_folder):
        with pytest.raises(Unwritable, match="room for 2 files with 5 bytes is needed"):
            put_files(tmp_path / "x", files)
    with pytest.raises(Unwritable, match="room for a file of 3 bytes is needed"):
        write_new_file(tmp_path / "x" / "a", b"345")
    assert written(tmp_path) == {}


def test_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "draft").symlink_to(tmp_path / "there")
    write_folder(tmp_path / "draft", {"manifest.json": b"1"})
    assert (tmp_path / "draft").is_symlink()
    assert written(tmp_path / "there") == {"manifest.json": "1"}


def test_folder_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    write_folder(tmp_path / "letters", {"mark": b"1"}, "mark")  # an empty one is free
    write_folder(tmp_path / "letters", {"mark": b"2"}, "mark")
    with pytest.raises(
        Unwritable, match=r"letters holds files that no build has put there.* Name an empty or new fold"
    ):
        write_folder(tmp_path / "letters", {"manifest.json": b"1"})
    for place in ("letters/mark", "letters/mark/x/y"):
        with pytest.raises(Unwritable, match=r"letters/mark is a file; the outputs need a folder\."):
            write_folder(tmp_path / place, {"manifest.json": b"1"})
    assert written(tmp_path) == {"letters/mark": "2"}


def test_others_among_the_outputs_stay(tmp_path: Path) -> None:
    write_into_folder(tmp_path / "x", {"a": b"1", "b": b"1"})
    write_into_folder(tmp_path / "x", {"b": b"2", "c": b"2"})
    assert written(tmp_path) == {"x/a": "1", "x/b": "2", "x/c": "2"}


def test_none_is_put_among_the_outputs_where_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_into_folder(tmp_path, {"a": b"1"})
    refused_at(monkeypatch, "fsync", 2)
    with pytest.raises(Unwritable):
        write_into_folder(tmp_path, {"a": b"2", "b": b"2"})
    assert written(tmp_path) == {"a": "1"}


def test_others_who_begin_meanwhile_do_not_clear_away_what_is_put_among_the_outputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = outputs.stage_file

    def staged(place: Path, data: bytes) -> None:
        stage(place, data)
        with lock_report(tmp_path, no_progress):
            assert hidden_path(place).exists()

    monkeypatch.setattr(outputs, "stage_file", staged)
    write_into_folder(tmp_path / "build/excerpts", {"b": b"1", "a": b"2"})
    assert written(tmp_path) == {"build/excerpts/a": "2", "build/excerpts/b": "1"}


def test_what_an_earlier_run_has_left_and_nobody_may_take_away_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = hidden_path(tmp_path / "a")
    left.write_text("left")
    monkeypatch.setattr(staging, "clear_path", lambda _: None)
    with pytest.raises(Unwritable, match=rf"{left} is left from an earlier run and cannot be taken away; delete it\."):
        write_new_file(tmp_path / "a", b"words")


# Which folders are refused


@pytest.mark.parametrize(
    ("name", "inputs"),
    [("contributions", "contributions"), ("contributions/x", "contributions"), ("templates/x/y", "templates")],
)
def test_outputs_are_refused_among_inputs(tmp_path: Path, name: str, inputs: str) -> None:
    (tmp_path / "link").symlink_to(tmp_path / name)
    message = f"lies in {inputs}/, which holds what the report is made of. Name a folder outside of it."
    for folder in (tmp_path / name, tmp_path / "link"):
        for refuse in (check_outside_inputs, check_output_folder):
            with pytest.raises(Unwritable, match=re.escape(f"{folder} {message}")):
                refuse(folder, tmp_path)


def test_folder_in_which_somebody_works_is_refused_for_outputs_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "build" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "build" / "deep")
    message = "build, which would be replaced as a whole; go to another folder first, and name this one from there."
    with pytest.raises(Unwritable, match=re.escape(message)):
        check_output_folder(tmp_path / "build", tmp_path)
    check_outside_inputs(tmp_path / "build", tmp_path)
    check_output_folder(tmp_path / "build" / "deep" / "er", tmp_path)
    check_output_folder(tmp_path / "other", tmp_path)
    (tmp_path / "build" / "deep").rmdir()
    check_output_folder(tmp_path / "build" / "draft", tmp_path)
