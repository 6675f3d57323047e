"""Where a document of the United Nations can be read, by its symbol (rule UN-SYM-06)."""

from __future__ import annotations

import re

_ADDRESS = "https://docs.un.org"
_JOINT = re.compile(r"[-–](?=[A-Z]+/)")


def document_address(symbol: str, language: str) -> str:
    """The address of a document, without the spaces of its symbol; of a joint symbol that of its first part."""
    first = parts_of(symbol)[0]
    return f"{_ADDRESS}/{language}/{''.join(first.split())}"


def parts_of(symbol: str) -> list[str]:
    """The symbols of which a joint one is made."""
    return _JOINT.split(symbol)
