"""Reads the attributes on the line after a paragraph, between {: and }, as the extension attr_list writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assembler.model.contribution import Kind
from assembler.model.finding import FindingText, make_text
from assembler.model.text.suggestions import suggest
from assembler.model.value import Value
from assembler.readers.diagnostics import Diagnostics
from assembler.readers.markdown.source_text import Line, SourceText

_TITLES = {"id": "name", "order": "place in the order", "from": "list of sources"}
AFTER_LIST = "“{attributes}” stands after a list, where attributes have no effect."
AFTER_ITEM = "“{attributes}” stands after an item of a list, where attributes have no effect."
AFTER_QUOTATION = "“{attributes}” stands after a quotation, where attributes have no effect."
AFTER_TABLE = "“{attributes}” stands after a table, where attributes have no effect."
AFTER_NOTE = "“{attributes}” stands after a note, where attributes have no effect."
AFTER_NOTHING = "No paragraph stands before “{attributes}”, so the attributes have no effect."
_ATTRIBUTE = re.compile(
    r"""
      \#(?P<name>[^\s#{}]+)
    | (?P<key>[\w-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>\S+))
    | (?P<rest>\S+)
    """,
    re.VERBOSE,
)


class Attribute(Value):
    """One attribute, or a word among attributes that is none."""

    key: str
    """Its key: id for #name, empty for a word that is no attribute."""
    value: str
    """What it says."""
    start: int
    """Where it begins in the line."""
    end: int
    """Where it ends."""


def parse_attributes(line: str) -> tuple[Attribute, ...] | None:
    """The attributes on a line that holds nothing else, or none where it is a line of text.

    What stands in the marks without any attribute among it, such as {: said he }, is text.
    """
    if "{:" not in line:
        return None
    text = line.strip()
    if not (text.startswith("{:") and text.endswith("}")) or "{" in text[2:]:
        return None
    start = line.index("{:") + 2
    attributes = tuple(_attributes(line, start, line.rindex("}")))
    return attributes if any(attribute.key for attribute in attributes) else None


def _attributes(line: str, start: int, end: int) -> Iterator[Attribute]:
    for match in _ATTRIBUTE.finditer(line, start, end):
        if match["name"]:
            yield Attribute("id", match["name"], match.start(), match.end())
        elif match["key"]:
            value = match["double"] or match["single"] or match["bare"] or ""
            yield Attribute(match["key"], value, match.start(), match.end())
        else:
            yield Attribute("", match["rest"], match.start(), match.end())


def read_attributes(line: Line, path: str, kind: Kind, diagnostics: Diagnostics) -> dict[str, str]:
    """The valid attributes of a paragraph: id, order, from. Reports the others (IN-ATR-01)."""
    values: dict[str, str] = {}
    for attribute in parse_attributes(line.text) or ():
        fault = _fault(attribute, values, kind)
        if fault:
            diagnostics.add_text("IN-ATR-01", SourceText(path, (line,)).source(attribute.start, attribute.end), fault)
        else:
            values[attribute.key] = attribute.value
    return values


def _fault(attribute: Attribute, values: Mapping[str, str], kind: Kind) -> FindingText | None:
    """What is wrong with an attribute, and what to do."""
    key, value = attribute.key, attribute.value
    if not key:
        hint = "Write {{: #NAME }} or {{: order=NUMBER }}; a name has no spaces."
        return make_text("“{value}” is not an attribute of a paragraph.", hint, value=value)
    if key not in ("id", "order", "from"):
        suggestion = suggest(key, ("order", "from"))
        hint = "Did you mean {suggestion}=…?" if suggestion else "Write #NAME or order=NUMBER."
        return make_text("“{key}” is not an attribute of a paragraph.", hint, key=key, suggestion=suggestion)
    if key == "from" and kind is not Kind.CONSOLIDATED:
        return make_text(
            "“from” names a source, and only consolidated texts have sources.", "Delete from= and its value."
        )
    if key in values:
        attribute_text = f"#{value}" if key == "id" else f"{key}={value}"
        message = "This paragraph has a {title} already; “{attribute}” is a second one."
        return make_text(
            message, "Keep one of the two and delete the other.", title=_TITLES[key], attribute=attribute_text
        )
    if key == "order" and not (value.isascii() and value.isdecimal() and len(value) <= 4):
        hint = "Write the number in figures directly after order=."
        return make_text("The value of “order” must be a whole number, not “{value}”.", hint, value=value)
    if key == "id" and not value.replace("-", "_").replace("_", "a").isalnum():
        hint = "Write letters, figures and hyphens only."
        return make_text("“{value}” cannot be the name of a paragraph.", hint, value=value)
    return None


def report_stray_attributes(line: Line, message: str, path: str, diagnostics: Diagnostics) -> None:
    """Reports attributes that stand where they mean nothing (IN-ATR-01), with one of the messages `AFTER_…`."""
    bare = line.strip()
    hint = "Move this line directly after a paragraph, before any list or table that follows the paragraph."
    diagnostics.add("IN-ATR-01", SourceText(path, (bare,)).source(), message, hint, attributes=bare.text)
