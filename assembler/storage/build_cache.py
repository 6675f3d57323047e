"""The build cache: decides whether a build would only repeat the outputs that are there.

After a build, a record in the user's cache holds everything that the outputs depend on: the hash of every file that was
read, the name of every other file in the folders of the report, the options, the program with its templates and
libraries, and for a PDF the fonts and the system. If all of this is unchanged, and every output is as it was written,
nothing is built. Whatever is in doubt counts as changed. This module is loaded before all else that a build needs, so
that the answer comes at once.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path

from assembler import __version__
from assembler.model.value import Value, as_dict, convert
from assembler.storage.report_folder import FOLDER
from assembler.storage.templates import OWN, PACKAGED

RECORDS = "report-assembler"
"""The folder of the records in the user's cache; in that of a report lies nothing but what people look for there."""
_MAX_RECORDS = 200
"""How many records are kept: one for each folder of outputs."""
_ABSENT = "absent"
"""In the place of a hash: the file is not there."""
_UNKNOWN = "unknown"
"""In the place of a hash: a link leads there, so that next time it may be another file, or one that is not read."""
_RECORD_VERSION = 2
"""The version of the format of records."""
_PACKAGES = "/var/lib/dpkg/status"
"""The list of installed packages on a Debian-like system."""
_FONTS = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "$XDG_DATA_HOME/fonts"),
    *("/etc/fonts", "$FONTCONFIG_PATH", "~/.fonts.conf.d", "~/.config/fontconfig", "$XDG_CONFIG_HOME/fontconfig"),
    *("$FONTCONFIG_FILE", "~/.fonts.conf"),
)
"""The folders of fonts, and where Fontconfig's settings lie, which may name further ones."""
_NAMED_PLACES = re.compile(rb"<(?:dir|include)\b[^>]*>([^<]+)<")
"""How these settings name them."""
_SETTINGS = ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT", "XDG_DATA_HOME", "XDG_CONFIG_HOME")

type _FileStamp = tuple[str, int, int]
"""A file with its size and the time of its last change, which nobody can set back."""

type Request = Mapping[str, str | bool | tuple[str, ...]]
"""The options of the command by name."""


class BuildMessages(Value):
    """What a build has printed."""

    findings: str
    """On standard output."""
    before: tuple[str, ...]
    """On standard error, before the names of the outputs."""
    after: tuple[str, ...]
    """After them."""
    summary: str
    """The number of findings, in a few words."""
    closing: str
    """The last line."""
    status: int
    """The exit status."""


class CachedBuild(Value):
    """A build whose outputs are as a new build would make them."""

    said: BuildMessages
    """What the build has printed."""
    names: tuple[str, ...]
    """The names of the outputs."""


class _Record(Value):
    """The record of a build, in one file."""

    ground: str
    names: str
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    said: BuildMessages


class BuildState(Value):
    """What a build depends on, as far as this is known before the build."""

    root: Path
    """The folder of the report."""
    folder: Path
    """The folder of the outputs."""
    ground: str
    """The hash of the options, the program and the system."""
    names: str
    """The hash of the names of all files and folders of the report, read or not; empty where there is a link."""

    @property
    def record(self) -> Path:
        """The file that holds the record. Raises RuntimeError where nobody knows the user's home."""
        place = sha256(f"{self.root}\n{self.folder}".encode("utf-8", "surrogateescape")).hexdigest()
        return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / RECORDS / f"{place[:32]}.json"


def describe_build(root: Path, folder: Path, request: Request, *, printed: bool) -> BuildState:
    """What a build depends on that would be made now; a PDF also depends on the fonts of the system."""
    program = [__version__, sys.version, list(_stamp_program()), list(_list_packages())]
    ground: list[object] = [_RECORD_VERSION, sorted(request.items()), *program]
    if printed:
        ground.append(list(_describe_system()))
    return BuildState(root, Path(os.path.abspath(folder)), _hash_value(ground), _hash_names(root))


def find_cached_build(now: BuildState) -> CachedBuild | None:
    """The build that is there, where a new one would give the same; else None."""
    try:
        record = convert(json.loads(now.record.read_bytes()), _Record)
        if not now.names or record.ground != now.ground or record.names != now.names:
            return None
        if set(os.listdir(now.folder)) != set(record.outputs) or _is_in_progress(now):
            return None
        if not (_are_unchanged(now.root, record.inputs) and _are_unchanged(now.folder, record.outputs)):
            return None
        return CachedBuild(record.said, tuple(sorted(record.outputs)))
    except (OSError, RuntimeError, ValueError):  # no record, or none of ours: then a build is made
        return None


def store_build(
    before: BuildState, inputs: Mapping[str, str], emblem: str, outputs: Mapping[str, str], messages: BuildMessages
) -> None:
    """Stores the record of a build: the hashes of its inputs, by path below the root, and of its outputs.

    `emblem` names the picture of the plan, which may be none, not there, or behind a link. Where files have come or
    gone meanwhile, or the system refuses, there is no record, and the next build is made.
    """
    with suppress(OSError, RuntimeError, ValueError):  # without a record, every build is made
        if not before.names or _hash_names(before.root) != before.names:
            return
        read = {emblem: _ABSENT} if emblem else {}
        read |= inputs
        if emblem and _leads_elsewhere(before.root, emblem):
            read[emblem] = _UNKNOWN
        record = _Record(before.ground, before.names, read, dict(outputs), messages)
        folder = before.record.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = folder / f"{os.getpid()}.new"
        new.write_text(json.dumps(as_dict(record) | {"said": as_dict(messages)}), encoding="utf-8")
        new.replace(before.record)
        for old in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)[:-_MAX_RECORDS]:
            old.unlink()


def _leads_elsewhere(root: Path, name: str) -> bool:
    """Whether a name below the root stands for a file that has another one."""
    return os.path.realpath(root / name) != f"{os.path.realpath(root)}/{os.path.normpath(name)}"


def _is_in_progress(now: BuildState) -> bool:
    """Whether a build is being made or was left half-made: then the next one waits, and cleans up."""
    folders = [folder for folder in (now.root / "build", now.folder.parent) if folder.is_dir()]
    names = (name for folder in folders for name in os.listdir(folder) if name.startswith(".assembler"))
    return not all(name.endswith("-left") for name in names)  # what could not be removed is in nobody's way


def _are_unchanged(folder: Path, hashes: Mapping[str, str]) -> bool:
    """Whether every file has its former hash."""
    for name, then in hashes.items():
        path = os.path.join(folder, name)
        if then == _ABSENT and not os.path.lexists(path):
            continue
        if not os.path.isfile(path):  # a pipe would never end
            return False
        with open(path, "rb") as file:
            if file_digest(file, "sha256").hexdigest() != then:
                return False
    return True


def _hash_value(value: object) -> str:
    """The hash of some data, in which names of files may hold any bytes."""
    return sha256(ascii(value).encode()).hexdigest()


def _hash_names(root: Path) -> str:
    """The hash of the names below contributions/ and templates/; empty where one is neither a file nor a folder, since
    what a link or a pipe stands for may change while its name stays. Raises OSError."""
    names: list[str] = []
    folders = [FOLDER, OWN]
    while folders:
        folder = folders.pop()
        with suppress(FileNotFoundError), os.scandir(root / folder) as entries:
            for entry in entries:
                name = f"{folder}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    folders.append(name)
                    name += "/"
                elif not entry.is_file(follow_symlinks=False):
                    return ""
                names.append(name)
    return _hash_value(sorted(names))


def _stamp_program() -> Iterator[_FileStamp]:
    """The files of the program and its templates."""
    for top in sorted({str(Path(__file__).parents[1]), str(PACKAGED)}):
        yield from _stamp_files(top)


def _list_packages() -> Iterator[str]:
    """The installed packages, by the folders that installers name after each package and its version."""
    for path in filter(os.path.isdir, sys.path):
        yield from sorted(name for name in os.listdir(path) if name.endswith((".dist-info", ".egg-info")))


def _describe_system() -> Iterator[_FileStamp | tuple[str, str]]:
    """What the fonts and the layout of a PDF depend on besides the program."""
    paths = (f"{folder}/fc-match" for folder in os.get_exec_path())
    yield "fc-match", next((path for path in paths if os.access(path, os.X_OK)), "")
    for name in _SETTINGS:
        yield name, os.environ.get(name, "")
    yield from _stamp_files(_PACKAGES)
    yield from _stamp_fonts()


def _stamp_fonts() -> Iterator[_FileStamp]:
    """Every file of fonts and of Fontconfig's settings, and those in the places that these settings name."""
    data = os.environ.get("XDG_DATA_DIRS", "").split(os.pathsep)
    places = [*map(_expand_path, _FONTS), *(f"{folder}/fonts" for folder in data if folder)]
    met: set[str] = set()
    while places:
        place = places.pop()
        if place in met:
            continue
        met.add(place)
        for stamp in _stamp_files(place):
            yield stamp
            if stamp[0].endswith(".conf") or stamp[0] == place:
                places.extend(_named_places(stamp[0]))


def _named_places(settings: str) -> Iterator[str]:
    """The folders and files that a file of Fontconfig's settings names in full; others lie in the usual places."""
    with suppress(OSError):
        names = (_expand_path(os.fsdecode(name).strip()) for name in _NAMED_PLACES.findall(Path(settings).read_bytes()))
        yield from filter(os.path.isabs, names)


def _expand_path(name: str) -> str:
    """A path on this machine; one that does not exist where its environment variable is not set."""
    return os.path.expanduser(os.path.expandvars(name))


def _stamp_files(top: str) -> Iterator[_FileStamp]:
    """The stamp of a file, or of every file below a folder, in order; links are followed."""
    if os.path.isfile(top):
        yield _stamp_file(top)
    met: set[str] = set()
    for path, folders, files in os.walk(top, followlinks=True):
        real = os.path.realpath(path)
        folders[:] = () if real in met else sorted(name for name in folders if name != "__pycache__")
        yield from () if real in met else (_stamp_file(f"{path}/{name}") for name in sorted(files))
        met.add(real)


def _stamp_file(file: str) -> _FileStamp:
    try:
        state = os.stat(file)
    except FileNotFoundError:  # a link to nothing, as packages that were removed leave them
        return file, 0, 0
    return file, state.st_size, state.st_ctime_ns
