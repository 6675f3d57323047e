"""Symbols of documents: joint ones and their parts, and where a document can be read (rule UN-SYM-06)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ADDRESS = "https://docs.un.org"
_JOINT = re.compile(r"[-–](?=[A-Z]+/)")


def document_address(symbol: str, language: str) -> str:
    """The address of a document, without the spaces of its symbol; of a joint symbol that of its first part."""
    first = parts_of(symbol)[0]
    return f"{_ADDRESS}/{language}/{''.join(first.split())}"


def joint(symbols: Iterable[str]) -> str:
    """The symbol of a document that has several, with an en dash."""
    return "–".join(symbols)


def parts_of(symbol: str) -> list[str]:
    """The symbols of which a joint one is made."""
    return _JOINT.split(symbol)
