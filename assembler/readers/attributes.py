"""The attributes that may stand on the line after a paragraph, between {: and }, as attr_list writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assembler.readers.ledger import Ledger
from assembler.readers.typed import Line, Typed

_ATTRIBUTE = re.compile(
    r"""
      \#(?P<name>[^\s#{}]+)
    | (?P<key>[\w-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>\S+))
    | (?P<rest>\S+)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute, or a word among them that is none."""

    key: str
    """Its key: id for #name, empty for a word that is no attribute."""
    value: str
    """What it says."""
    start: int
    """Where it begins in the line."""
    end: int
    """Where it ends."""


def attribute_list(line: str) -> tuple[Attribute, ...] | None:
    """The attributes on a line that holds nothing else, or none where it is a line of text.

    What stands in the marks without any attribute among it, such as {: said he }, is text.
    """
    text = line.strip()
    if not (text.startswith("{:") and text.endswith("}")) or "{" in text[2:]:
        return None
    start = line.index("{:") + 2
    found = tuple(_attributes(line, start, line.rindex("}")))
    return found if any(attribute.key for attribute in found) else None


def _attributes(line: str, start: int, end: int) -> Iterator[Attribute]:
    for match in _ATTRIBUTE.finditer(line, start, end):
        if match["name"]:
            yield Attribute("id", match["name"], match.start(), match.end())
        elif match["key"]:
            value = match["double"] or match["single"] or match["bare"] or ""
            yield Attribute(match["key"], value, match.start(), match.end())
        else:
            yield Attribute("", match["rest"], match.start(), match.end())


def find_stray(line: Line, what: str, path: str, ledger: Ledger) -> None:
    """Finds attributes that stand where they mean nothing (IN-ATR-01); `what` they stand after."""
    bare = line.stripped()
    message = f"“{bare.text}” stands after {what}, where it means nothing."
    hint = "It belongs on the line directly after a paragraph, before any list or table that follows it."
    ledger.add("IN-ATR-01", Typed(path, (bare,)).source(), message, hint)
