"""Writes records into the YAML header of a text without changing any other byte of the file.

Headers are typed by people: keys in any order, quoted or not, in braces or on lines, with comments. So the YAML is read
only for the places of keys and values, and only characters at these places are replaced or added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import accumulate

from assembler.model.contribution import Approval, Status
from assembler.model.finding import Source
from assembler.model.value import Value
from assembler.readers.yaml.nodes import Mapping, Node, Scalar, read_yaml
from assembler.readers.yaml.nodes import Sequence as Listed
from assembler.writers.markdown.header import print_approval, quote_value

_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n|$)")
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\r|\n|$)")
_BYTE_ORDER_MARK = "\ufeff"
_PARTS = ("by", "on", "text")


class ClearanceRecord(Value):
    """What is recorded of a clearance."""

    by: str
    """Who cleared the words."""
    on: date
    """The day."""
    hash: str
    """The hash of the words."""

    @property
    def parts(self) -> dict[str, str]:
        """Its keys with their values, as they are written."""
        return {"by": quote_value(self.by), "on": self.on.isoformat(), "text": f"sha256:{self.hash}"}

    def __str__(self) -> str:
        """The record in braces."""
        return f"{{{', '.join(f'{key}: {value}' for key, value in self.parts.items())}}}"


class _Edit(Value):
    start: int
    end: int
    text: str


class _Head(Value):
    """The header as it stands in a file."""

    text: str
    starts: tuple[int, ...]
    root: Mapping
    line_end: str

    def offset(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column - 1

    def span(self, source: Source) -> tuple[int, int]:
        start = self.offset(source.line, source.column)
        return start, self.offset(source.end_line, source.end_column) if source.end_line else start

    def entry(self, key: str, inside: Node | None = None) -> tuple[Scalar, Node] | None:
        group = inside or self.root
        entries = group.entries if isinstance(group, Mapping) else ()
        return next(((name, value) for name, value in entries if name.text == key), None)


def add_clearance(data: bytes, record: ClearanceRecord) -> bytes:
    """The file with `status: cleared` and the record; unchanged where it has no header that can be read."""
    return _apply(data, lambda head: [*_set_status(head), *_set_record(head, "cleared", record, None)])


def set_status(data: bytes, status: Status, submitted: date | None = None) -> bytes:
    """The file with that status and the day of submission, if one is given; unchanged without a readable header."""
    values = {"status": status.value} | ({"submitted": submitted.isoformat()} if submitted else {})
    return _apply(data, lambda head: [edit for key, value in values.items() for edit in _set_word(head, key, value)])


def set_approval(data: bytes, approval: Approval) -> bytes:
    """The file with the statement of an approval; unchanged where it has no header that can be read or edited so."""
    return _apply(data, lambda head: _set_approval(head, print_approval(approval)))


def add_entity_clearance(data: bytes, entity: str, record: ClearanceRecord, later: Iterable[str]) -> bytes:
    """The consolidated file with the record under `clearances`, before those of the entities that come later."""
    return _apply(data, lambda head: _set_entity_record(head, entity, record, frozenset(later)))


def add_left_out(data: bytes, reasons: dict[str, str]) -> bytes:
    """The consolidated file with contributed paragraphs under `left_out`, each with its reason."""
    return _apply(
        data, lambda head: _set_left_out(head, {name: quote_value(reason) for name, reason in reasons.items()})
    )


def _apply(data: bytes, edits: Callable[[_Head], list[_Edit]]) -> bytes:
    # What is no UTF-8 is an error of the text, found before; here it only must come out as it went in.
    text = data.decode("utf-8", "surrogateescape")
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    lines = _LINE.findall(text.removeprefix(mark))
    end = next((number for number, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line)), 0)
    head = _read_head(lines[1:end], lines[0]) if end and _FENCE.fullmatch(lines[0]) else None
    if head is None:
        return data
    new = head.text
    for edit in sorted(edits(head), key=lambda edit: edit.start, reverse=True):
        new = new[: edit.start] + edit.text + new[edit.end :]
    start = len(mark) + len(lines[0])
    return (text[:start] + new + text[start + len(head.text) :]).encode("utf-8", "surrogateescape")


def _read_head(lines: Sequence[str], fence: str) -> _Head | None:
    text = "".join(lines)
    root, _ = read_yaml(text, "")
    starts = tuple(accumulate(map(len, lines), initial=0))
    line_end = fence.lstrip("- \t") or "\n"
    return _Head(text, starts, root, line_end) if isinstance(root, Mapping) else None


def _set_status(head: _Head) -> list[_Edit]:
    entry = head.entry("status")
    if entry is None or (isinstance(entry[1], Scalar) and entry[1].text == "cleared"):
        return []
    return [_Edit(*head.span(entry[1].source), "cleared")]


def _set_word(head: _Head, key: str, word: str) -> list[_Edit]:
    entry = head.entry(key)
    if entry is None:
        return [_append(head, f"{key}: {word}")]
    name, value = entry
    if isinstance(value, Scalar) and value.text:
        return [_Edit(*head.span(value.source), word)]
    return [_replace_value(head, name, value, f" {word}")]


def _set_record(head: _Head, key: str, record: ClearanceRecord, inside: Mapping | None) -> list[_Edit]:
    """The record under a key that is there, value by value where it is whole, else under a new key."""
    entry = head.entry(key, inside)
    if entry is None:
        return [_append(head, f"{key}: {record}")]
    name, value = entry
    old = {part: head.entry(part, value) for part in _PARTS} if isinstance(value, Mapping) else {}
    if old and all(old.values()):
        return [_Edit(*head.span(node[1].source), record.parts[part]) for part, node in old.items() if node]
    return [_replace_value(head, name, value, f" {record}")]


def _set_approval(head: _Head, approval: str) -> list[_Edit]:
    entry = head.entry("approved")
    if entry is None:
        return [_append(head, f"approved: {approval}")]
    name, value = entry
    in_braces = bool(value.source.end_line)
    return [_replace_value(head, name, value, f" {approval}")] if in_braces else []


def _replace_value(head: _Head, name: Scalar, value: Node, text: str) -> _Edit:
    """The text in the place of a value that says nothing."""
    colon = head.text.index(":", head.span(name.source)[1]) + 1
    return _Edit(colon, max(colon, head.span(value.source)[1]), text)


def _append(head: _Head, line: str) -> _Edit:
    """A further key at the end of the header."""
    if head.root.source.end_line:  # in braces
        end = head.span(head.root.source)[1] - 1
        return _Edit(end, end, f", {line.strip()}")
    indent = " " * (head.root.entries[0][0].source.column - 1)
    return _Edit(len(head.text), len(head.text), f"{indent}{line}{head.line_end}")


def _set_entity_record(head: _Head, entity: str, record: ClearanceRecord, later: frozenset[str]) -> list[_Edit]:
    entry = head.entry("clearances")
    line = f"{entity}: {record}"
    if entry is None:
        in_braces = bool(head.root.source.end_line)
        return [_append(head, f"clearances: {{{line}}}" if in_braces else f"clearances:{head.line_end}  {line}")]
    name, group = entry
    if not isinstance(group, Mapping):
        return [_replace_value(head, name, group, f"{head.line_end}  {line}")]
    if head.entry(entity, group):
        return _set_record(head, entity, record, group)
    return [_insert(head, group, line, later)]


def _insert(head: _Head, group: Mapping, line: str, later: frozenset[str]) -> _Edit:
    """A further entry of a group, before the first one that comes later."""
    after = next((key for key, _ in group.entries if key.text in later), None)
    if group.source.end_line:
        end = head.span(group.source)[1] - 1
        place = head.span(after.source)[0] if after else end
        text = f"{line}, " if after else f", {line}" if group.entries else line
        return _Edit(place, place, text)
    indent = " " * (group.source.column - 1)
    place = head.starts[(after.source.line if after else _find_last_line(group) + 1) - 1]
    return _Edit(place, place, f"{indent}{line}{head.line_end}")


def _set_left_out(head: _Head, reasons: dict[str, str]) -> list[_Edit]:
    entry = head.entry("left_out")
    lines = [f"{paragraph}: {reason}" for paragraph, reason in reasons.items()]
    if entry is None and head.root.source.end_line:
        return [_append(head, f"left_out: {{{', '.join(lines)}}}")]
    if entry is None:
        return [_append(head, head.line_end.join(["left_out:", *(f"  {line}" for line in lines)]))]
    name, group = entry
    if isinstance(group, Listed):
        return _append_items(
            head, group, [f"{{paragraph: {paragraph}, reason: {reason}}}" for paragraph, reason in reasons.items()]
        )
    if not isinstance(group, Mapping):
        return [_replace_value(head, name, group, "".join(f"{head.line_end}  {line}" for line in lines))]
    return [_insert(head, group, line, frozenset()) for line in reversed(lines)]


def _append_items(head: _Head, group: Listed, items: Iterable[str]) -> list[_Edit]:
    """Further items at the end of a list."""
    if group.source.end_line:
        end = head.span(group.source)[1] - 1
        text = ", ".join(items)
        return [_Edit(end, end, f", {text}" if group.items else text)]
    indent = " " * (group.source.column - 1)
    place = head.starts[_find_last_line(group)]
    return [_Edit(place, place, "".join(f"{indent}- {item}{head.line_end}" for item in items))]


def _find_last_line(node: Node) -> int:
    """The last line on which something of the node stands."""
    below: Iterable[Node] = ()
    if isinstance(node, Mapping):
        below = (part for entry in node.entries for part in entry)
    elif isinstance(node, Listed):
        below = node.items
    return max([node.source.line, node.source.end_line, *map(_find_last_line, below)])
