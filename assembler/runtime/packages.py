"""The packages that are installed for this Python, told by the names of the folders in which installers keep records.

Such a name is python_docx-1.2.0.dist-info. To load importlib.metadata and have it read the records would take longer
than to make a manifest.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping

_SIGNS = re.compile(r"[-_.]+")
"""What is all the same in the name of a package."""


def records() -> Iterator[str]:
    """The names of these folders: by the places where Python looks for packages, and in order in each."""
    for path in filter(os.path.isdir, sys.path):
        yield from sorted(it for it in os.listdir(path) if it.endswith((".dist-info", ".egg-info")))


def installed() -> Mapping[str, str]:
    """The version of each package, by its name in small letters with hyphens; of two, the one that Python finds."""
    versions: dict[str, str] = {}
    for record in records():
        name, _, version = record.rpartition(".")[0].partition("-")
        versions.setdefault(_SIGNS.sub("-", name).lower(), version.partition("-")[0])
    return versions
