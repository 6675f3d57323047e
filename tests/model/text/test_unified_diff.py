"""Unified diffs of text files."""

from __future__ import annotations

from assembler.model.text.unified_diff import format_unified_diff

PATH = "contributions/unhcr/au.md"


def test_unified_diff_shows_what_nobody_sees() -> None:
    old, new = "\ufeffOne.\r\nU\u200bN \x1b\u202e.\r\n", "\ufeffOne.\r\nUN \x1b\u202e.\r\n"
    assert format_unified_diff(PATH, old, new).splitlines() == [
        f"--- {PATH}",
        f"+++ {PATH}",
        "@@ -1,3 +1,3 @@",
        " One.",
        "-U<U+200B>N <U+001B><U+202E>.",
        "+UN <U+001B><U+202E>.",
        " ",
    ]
