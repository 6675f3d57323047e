"""Zips the parts of a Word file so that the same parts give the same bytes.

Zip files carry the time of writing and the kind of machine, which would make two runs differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_LEVEL = 3
"""How hard a part is compressed: a third of the usual time for a file a tenth larger."""


def zip_parts(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A package of these parts, each with its name, in their order."""
    data = BytesIO()
    with ZipFile(data, "w") as target:
        for name, content in parts:
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, content, compresslevel=_LEVEL)
    return data.getvalue()
