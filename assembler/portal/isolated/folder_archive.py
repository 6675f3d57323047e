"""Reads the folder of a report out of a ZIP file from outside, within limits."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import PurePosixPath
from stat import S_ISLNK
from zipfile import BadZipFile, ZipFile, ZipInfo

from assembler.portal.isolated.values import ArchiveAnswer, ArchiveRequest, Files, decode, encode

PLAN = "contributions/report.yaml"
FOLDERS = ("contributions/", "templates/")
"""What belongs to a report; other files of the archive are named and left out."""
OBSTACLES = ("broken", "encrypted", "path", "twice", "too-many", "too-large", "no-plan", "many-plans")
"""Why an archive cannot be used."""
MOST_FILES = 5_000
MOST_BYTES = 150_000_000
LONGEST_PATH = 300
_CHUNK = 1 << 18
_ENCRYPTED = 0x1


class _Obstacle(Exception):
    """The archive cannot be used."""

    def __init__(self, name: str, place: str = "") -> None:
        super().__init__(name)
        self.name, self.place = name, place


def unpack(data: bytes) -> bytes:
    """The folder of a report in a ZIP file: an `ArchiveAnswer`."""
    try:
        with ZipFile(BytesIO(decode(data, ArchiveRequest).data)) as archive:
            return encode(_read(archive))
    except _Obstacle as obstacle:
        return encode(ArchiveAnswer(obstacle=obstacle.name, place=obstacle.place))
    except (BadZipFile, EOFError, OSError, NotImplementedError, ValueError, RuntimeError, zlib.error):
        return encode(ArchiveAnswer(obstacle="broken"))


def _read(archive: ZipFile) -> ArchiveAnswer:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise _Obstacle("too-many")
    places = {_check_path(entry): entry for entry in entries}
    if len(places) < len(entries):
        raise _Obstacle("twice")
    start = _find_folder(places)
    files: Files = {}
    others: list[str] = []
    room = MOST_BYTES
    for place, entry in sorted(places.items()):
        path = place.removeprefix(start)
        if place.startswith(start) and path.startswith(FOLDERS):
            files[path] = _unpack(archive, entry, room)
            room -= len(files[path])
        else:
            others.append(place)
    return ArchiveAnswer(files=files, others=tuple(others))


def _check_path(entry: ZipInfo) -> str:
    """The place of an entry in the archive. Raises _Obstacle where it leads out of the folder, or is no plain file."""
    place = entry.filename.replace("\\", "/")
    parts = place.split("/")
    is_link = S_ISLNK(entry.external_attr >> 16)
    if is_link or not place.isprintable() or len(place) > LONGEST_PATH or {"", ".", ".."} & set(parts) or ":" in place:
        raise _Obstacle("path", "".join(sign if sign.isprintable() else "?" for sign in place[:100]))
    if entry.flag_bits & _ENCRYPTED:
        raise _Obstacle("encrypted", place)
    return str(PurePosixPath(place))


def _find_folder(places: dict[str, ZipInfo]) -> str:
    """What stands before `contributions/` in the archive. Raises _Obstacle."""
    plans = [place for place in places if f"/{place}".endswith(f"/{PLAN}")]
    if len(plans) != 1:
        raise _Obstacle("many-plans" if plans else "no-plan", ", ".join(sorted(plans)[:2]))
    return plans[0].removesuffix(PLAN)


def _unpack(archive: ZipFile, entry: ZipInfo, room: int) -> bytes:
    """The bytes of an entry, which are counted as they come: the directory of an archive can lie."""
    pieces: list[bytes] = []
    with archive.open(entry) as stream:
        while piece := stream.read(_CHUNK):
            room -= len(piece)
            if room < 0:
                raise _Obstacle("too-large", entry.filename)
            pieces.append(piece)
    return b"".join(pieces)
