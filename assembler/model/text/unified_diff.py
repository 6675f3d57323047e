"""Unified diff of a text file, with invisible characters shown by their numbers."""

from __future__ import annotations

import re
from unicodedata import category

_LINE_END = re.compile("\r\n|\r|\n")
_BYTE_ORDER_MARK = "\ufeff"
_INVISIBLE = ("Cc", "Cf", "Zl", "Zp")


def format_unified_diff(path: str, old: str, new: str) -> str:
    """The lines that differ, in the format of `diff -u`."""
    from difflib import unified_diff  # most commands show no diff

    lines = unified_diff(_split_lines(old), _split_lines(new), path, path, lineterm="")
    return "".join(f"{_show_invisible(line)}\n" for line in lines)


def _split_lines(text: str) -> list[str]:
    return _LINE_END.split(text.removeprefix(_BYTE_ORDER_MARK))


def _show_invisible(line: str) -> str:
    return "".join(f"<U+{ord(c):04X}>" if c != "\t" and category(c) in _INVISIBLE else c for c in line)
