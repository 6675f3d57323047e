"""What has become of a paragraph of a consolidated or general text from one version of the text to another."""

from __future__ import annotations

from collections.abc import Sequence

from assembler.consolidation.text_units import find_unit, read_units
from assembler.model.value import Value


class UnitVersion(Value):
    """A paragraph as it came to stand in a version of its text."""

    version: int
    """The place of the version among those that were given."""
    text: str
    """Its words; empty where they were taken out."""
    before: str = ""
    """Its words in the version before; empty where it was new."""


def list_unit_versions(versions: Sequence[bytes | None], hash: str) -> tuple[UnitVersion, ...]:
    """How a paragraph of the last version has changed, the newest change first; versions are given in their order.

    >>> first, second = b"They met.\\n", b"They met in May.\\n\\nAll was well.\\n"
    >>> for one in list_unit_versions([first, second], read_units(second)[0].hash):
    ...     print(one.version, one.before or "-", ">", one.text)
    1 They met. > They met in May.
    0 - > They met.
    """
    if not versions:
        return ()
    texts = [read_units(data or b"") for data in versions]
    unit = next((unit for unit in texts[-1] if unit.hash == hash), None)
    changes: list[UnitVersion] = []
    for place in range(len(texts) - 1, -1, -1):
        if unit is None:
            break
        former = find_unit(texts[place - 1], unit) if place else None
        if former is None or former.text != unit.text:
            changes.append(UnitVersion(place, unit.text, former.text if former else ""))
        unit = former
    return tuple(changes)
