"""The steps by which bytes get to their place, each alone, and where the machine can do less."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from assembler.errors import Unwritable
from assembler.storage import atomic as disk
from assembler.storage.atomic import (
    clear_leftovers,
    create_file,
    create_folder,
    exchange,
    find_leftovers,
    hidden_path,
    remove,
    replace_folder,
    sync_files,
    sync_folder,
)
from assembler.storage.texts import replace_texts


def folder(path: Path, **files: str) -> Path:
    """A folder with these files."""
    path.mkdir()
    for name, words in files.items():
        (path / name).write_text(words)
    return path


def content(path: Path) -> dict[str, str]:
    """The words of each file in a folder and those below, by place."""
    return {file.relative_to(path).as_posix(): file.read_text() for file in sorted(path.rglob("*")) if file.is_file()}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def refusing(number: int, *times: bool) -> object:
    """A step of the machine that refuses as often as is said, and is done else."""
    left, real = list(times), os.rename

    def step(*places: object) -> None:
        if left and left.pop(0):
            raise OSError(number, os.strerror(number))
        real(*places)

    return step


@pytest.fixture
def _without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that knows no exchange of two names."""
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace())


@pytest.fixture
def _overlooked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A drive that overlooks the wish for an exchange, as those of exfat-fuse do."""

    def renameat2(_: int, one: bytes, __: int, other: bytes, ___: int) -> int:
        try:
            Path(os.fsdecode(one)).rename(os.fsdecode(other))
        except OSError as error:
            ctypes.set_errno(error.errno or 0)
            return -1
        return 0

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(renameat2=renameat2))


# Signals


def waiting() -> set[int]:
    """The signals that wait."""
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, ()))


def test_signals_that_end_the_program_wait_while_steps_are_unbroken() -> None:
    before, inside = waiting(), set[int]()

    def stops() -> None:
        with disk.defer_signals():
            inside.update(waiting())
            raise KeyError

    with pytest.raises(KeyError):
        stops()
    assert inside == before | {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    assert waiting() == before


# Names


def test_hidden_name_stands_beside_and_depends_on_the_name_alone(tmp_path: Path) -> None:
    new, other, elsewhere = hidden_path(tmp_path / "a"), hidden_path(tmp_path / "b"), hidden_path(tmp_path / "x" / "a")
    assert (new.parent, new.name) == (tmp_path, ".assembler-ca978112ca1b-new")
    assert (elsewhere.name, other.name != new.name) == (new.name, True)
    assert hidden_path(tmp_path / "a", "old").name == ".assembler-ca978112ca1b-old"
    assert len(hidden_path(tmp_path / ("a" * 255)).name) == len(new.name)
    assert hidden_path(tmp_path / os.fsdecode(b"\xff")).name.startswith(".assembler-")


# Files and folders, down to the disk


type Kept = list[tuple[int, int]]
"""The number of each file or folder that the disk was told to keep, and its size then."""


@pytest.fixture
def on_disk(monkeypatch: pytest.MonkeyPatch) -> Kept:
    """What the disk was told to keep."""
    told: Kept = []
    real = os.fsync

    def fsync(handle: int) -> None:
        state = os.fstat(handle)
        told.append((state.st_ino, state.st_size))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return told


def numbers(*paths: Path) -> list[int]:
    return [path.stat().st_ino for path in paths]


@pytest.mark.parametrize(("asked", "made"), [(None, 0o640), (0o604, 0o604), (0o666, 0o666)])
def test_file_is_whole_on_the_disk_with_its_permissions(
    tmp_path: Path, on_disk: Kept, asked: int | None, made: int
) -> None:
    usual = os.umask(0o027)
    try:
        create_file(tmp_path / "a", b"words", asked)
    finally:
        os.umask(usual)
    assert (tmp_path / "a").read_bytes() == b"words"
    assert (mode(tmp_path / "a"), on_disk) == (made, [(*numbers(tmp_path / "a"), 5)])


def test_file_with_permissions_of_its_own_is_nobody_elses_while_it_grows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown: list[tuple[int, int]] = []
    real = os.fchmod

    def fchmod(handle: int, wanted: int) -> None:
        grown.append((stat.S_IMODE(os.fstat(handle).st_mode), wanted))
        real(handle, wanted)

    monkeypatch.setattr(os, "fchmod", fchmod)
    create_file(tmp_path / "a", b"words", 0o664)
    assert grown == [(0o600, 0o664)]


def test_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("words")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "a", b"others")
    assert content(tmp_path) == {"a": "words"}


def test_folder_is_made_with_all_its_files(tmp_path: Path, on_disk: Kept) -> None:
    create_folder(tmp_path / "x", {"a": b"1", "deep/er/b": b"22", "deep/er/c": b""})
    assert content(tmp_path / "x") == {"a": "1", "deep/er/b": "22", "deep/er/c": ""}
    made = (tmp_path / "x" / name for name in ("a", "deep/er/b", "deep/er/c", "."))
    assert [number for number, _ in on_disk] == numbers(*made)
    with pytest.raises(FileExistsError):
        create_folder(tmp_path / "x", {})


@pytest.mark.parametrize("has_call", [True, False])
def test_many_files_are_synced_with_their_disk_or_one_by_one(
    tmp_path: Path, on_disk: Kept, monkeypatch: pytest.MonkeyPatch, *, has_call: bool
) -> None:
    synced: list[int] = []
    library = SimpleNamespace(**({"syncfs": lambda handle: synced.append(os.fstat(handle).st_dev)} if has_call else {}))
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: library)
    files = [tmp_path / f"{number:02}" for number in range(20)]
    for file in files:
        create_file(file, b"words", sync=False)
    assert on_disk == []
    sync_files(files[:8])
    assert [number for number, _ in on_disk] == numbers(*files[:8])
    sync_files(files)
    assert synced == ([tmp_path.stat().st_dev] if has_call else [])
    assert len(on_disk) == (8 if has_call else 28)


def test_disk_that_is_full_is_said_also_of_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: SimpleNamespace(syncfs=lambda _: -1))
    monkeypatch.setattr("ctypes.get_errno", lambda: errno.ENOSPC)
    texts = {f"{number:02}.md": b"old" for number in range(20)}
    for name, data in texts.items():
        (tmp_path / name).write_bytes(data)
    with pytest.raises(Unwritable, match="No space left"):
        replace_texts(tmp_path, {name: (data, b"new") for name, data in texts.items()})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == texts


def test_folder_of_a_drive_that_knows_no_such_wish_does_as_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_wish(handle: int) -> None:
        asked.append(handle)
        raise OSError(errno.EINVAL, "Invalid argument")

    asked: list[int] = []
    monkeypatch.setattr(os, "fsync", no_wish)
    sync_folder(tmp_path)
    sync_folder(tmp_path / "none")
    (handle,) = asked
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(handle)


# One in the place of the other


def test_two_folders_change_their_names(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "one", a="1"), folder(tmp_path / "other", b="2")
    assert exchange(one, other)
    assert content(tmp_path) == {"one/b": "2", "other/a": "1"}


def test_two_folders_named_from_the_working_folder_change_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert exchange(folder(Path("one"), a="1"), folder(Path("other"), b="2"))
    assert content(tmp_path) == {"one/b": "2", "other/a": "1"}


def test_exchange_with_nothing_is_an_error_that_names_the_place(tmp_path: Path) -> None:
    one = folder(tmp_path / "one")
    with pytest.raises(FileNotFoundError) as raised:
        exchange(one, tmp_path / "other")
    assert (raised.value.errno, raised.value.filename) == (errno.ENOENT, str(tmp_path / "other"))
    assert raised.value.strerror == os.strerror(errno.ENOENT)


@pytest.mark.usefixtures("_without_exchange")
def test_system_that_knows_no_exchange_says_so(tmp_path: Path) -> None:
    assert not exchange(folder(tmp_path / "one"), folder(tmp_path / "other"))


@pytest.mark.parametrize(
    "number", [errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV, errno.ENOTEMPTY, errno.EEXIST]
)
def test_drive_that_knows_no_exchange_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def renameat2(*_: object) -> int:
        ctypes.set_errno(number)
        return -1

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(renameat2=renameat2))
    assert not exchange(tmp_path / "one", tmp_path / "other")


def test_folder_takes_the_place_of_none_or_of_another(tmp_path: Path, on_disk: Kept) -> None:
    for words in ("1", "2"):
        replace_folder(folder(tmp_path / "new", a=words), tmp_path / "x")
        assert content(tmp_path) == {"x/a": words}
        assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert [number for number, _ in on_disk] == numbers(tmp_path) * 2


@pytest.mark.parametrize("drive", ["_without_exchange", "_overlooked"])
def test_folder_takes_the_place_of_another_in_two_steps(
    tmp_path: Path, drive: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(drive)
    replace_folder(folder(tmp_path / "new", a="2"), folder(tmp_path / "x", a="1", b="1"))
    assert content(tmp_path) == {"x/a": "2"}
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.mark.usefixtures("_without_exchange")
def test_folder_that_can_have_no_other_name_is_copied_and_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, old = folder(tmp_path / "new", a="2"), folder(tmp_path / "x", a="1")
    folder(hidden_path(old, "copy"), c="left")
    monkeypatch.setattr(os, "rename", refusing(errno.EXDEV, True))
    replace_folder(new, old)
    assert content(tmp_path) == {"x/a": "2"}
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.mark.usefixtures("_without_exchange")
@pytest.mark.parametrize("times", [(True,), (False, True)])
def test_folder_stays_where_a_step_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: tuple[bool, ...]
) -> None:
    new, old = folder(tmp_path / "new", a="2"), folder(tmp_path / "x", a="1")
    monkeypatch.setattr(os, "rename", refusing(errno.EACCES, *times))
    with pytest.raises(PermissionError):
        replace_folder(new, old)
    assert content(tmp_path) == {"new/a": "2", "x/a": "1"}


@pytest.mark.usefixtures("_without_exchange")
def test_folder_that_could_not_get_its_place_back_gets_it_when_that_is_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, old = folder(tmp_path / "new", a="2"), folder(tmp_path / "x", a="1")
    monkeypatch.setattr(os, "rename", refusing(errno.EIO, False, True, True))
    with pytest.raises(OSError, match="Input/output error"):
        replace_folder(new, old)
    assert content(tmp_path) == {"new/a": "2", f"{hidden_path(old, 'old').name}/a": "1"}
    clear_leftovers(old)
    assert content(tmp_path) == {"new/a": "2", "x/a": "1"}


# What is left behind


def test_what_a_killed_process_has_left_is_taken_away(tmp_path: Path) -> None:
    place = folder(tmp_path / "x", a="1")
    folder(hidden_path(place), b="2")
    folder(hidden_path(place, "copy"), b="2")
    clear_leftovers(place)
    assert content(tmp_path) == {"x/a": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_old_folder_gets_its_place_again(tmp_path: Path) -> None:
    place = folder(tmp_path / "x", half="2")
    folder(hidden_path(place, "old"), a="1")
    clear_leftovers(place)
    assert content(tmp_path) == {"x/a": "1"}


def test_unfinished_work_is_found_wherever_it_lies(tmp_path: Path) -> None:
    deep = folder(folder(tmp_path / "x") / "deep")
    ours = [hidden_path(tmp_path / "a"), hidden_path(deep / "b"), hidden_path(deep / "b", "lock")]
    others = [hidden_path(tmp_path / "a", "old"), deep / "b-new", deep / "x.assembler-1-new"]
    for path in (*ours[1:], *others):
        path.write_text("")
    folder(ours[0])
    assert sorted(find_leftovers(tmp_path)) == sorted(ours)
    assert find_leftovers(tmp_path / "none") == ()


def test_what_is_there_is_taken_away_and_what_a_link_leads_to_stays(tmp_path: Path) -> None:
    kept = folder(tmp_path / "kept", a="1")
    (tmp_path / "link").symlink_to(kept)
    (tmp_path / "file").write_text("words")
    folder(folder(tmp_path / "x") / "deep", b="2")
    for name in ("link", "file", "x", "none"):
        remove(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert content(kept) == {"a": "1"}


def test_place_that_cannot_be_looked_at_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("words")
    for name in ("long" * 100, "file/x"):
        remove(tmp_path / name)
    assert content(tmp_path) == {"file": "words"}


def test_what_may_not_be_taken_away_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    folder(tmp_path / "x", a="1")
    (tmp_path / "file").write_text("words")
    monkeypatch.setattr(os, "unlink", refused)
    monkeypatch.setattr(os, "rmdir", refused)
    for name in ("file", "x"):
        remove(tmp_path / name)
    monkeypatch.undo()
    assert content(tmp_path) == {"file": "words", "x/a": "1"}


def test_what_may_not_be_taken_away_steps_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    place = tmp_path / "x"
    monkeypatch.setattr(os, "unlink", refused)
    for words in ("1", "2"):
        folder(hidden_path(place), a=words)
        clear_leftovers(place)
    names = [hidden_path(place, end).name for end in ("1-left", "2-left")]
    assert content(tmp_path) == {f"{name}/a": words for name, words in zip(names, "12", strict=True)}
    assert sorted(path.name for path in find_leftovers(tmp_path)) == names
