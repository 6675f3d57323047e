"""Splits and joins document symbols, and makes the address of a document from its symbol (rule UN-SYM-06)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ADDRESS = "https://docs.un.org"
_JOINT = re.compile(r"[-–](?=[A-Z]+/)")


def make_document_address(symbol: str, language: str) -> str:
    """The address of a document, without the spaces of its symbol; for a joint symbol that of its first part."""
    first = split_joint_symbol(symbol)[0]
    return f"{_ADDRESS}/{language}/{''.join(first.split())}"


def join_symbols(symbols: Iterable[str]) -> str:
    """The joint symbol of a document with several symbols, joined by an en dash."""
    return "–".join(symbols)


def split_joint_symbol(symbol: str) -> list[str]:
    """The symbols of which a joint symbol consists."""
    return _JOINT.split(symbol)
