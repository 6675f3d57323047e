"""Cuts the body of a text into chunks at blank lines and says what each is and on which line it begins.

The Markdown library keeps no positions; this module does. What belongs together across blank lines (a list, a note of
several paragraphs) stays in one chunk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto


class Form(Enum):
    """What a chunk is."""

    PARAGRAPH = auto()
    HEADING = auto()
    LIST = auto()
    QUOTATION = auto()
    TABLE = auto()
    NOTE = auto()
    CODE = auto()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of the body."""

    form: Form
    text: str
    """Its lines as typed, without the line of attributes."""
    line: int
    """The line of the file on which it begins."""
    attributes: str = ""
    """What stands between {: and } on the line after it."""
    attributes_line: int = 0
    """The line on which the attributes stand."""


_BLANK = re.compile(r"\s*\Z")
_INDENTED = re.compile(r"(?: {2,}|\t)\S")
_HEADING = re.compile(r"#{1,6}\s")
_ITEM = re.compile(r" {0,3}(?:\d{1,9}[.)]|[-*+])\s+\S")
_NOTE = re.compile(r"\[\^[^\]\s]+\]:")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_RULE_ROW = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*\Z")
_ATTRIBUTES = re.compile(r"\s*\{:\s?(.*?)\s*\}\s*\Z")
_GUIDANCE = re.compile(r"<!--.*?-->", re.DOTALL)
_BLANK_LINE = re.compile(r"\n\s*\n")
_VISIBLE = re.compile(r"[^\n]")
_LABELLED = re.compile(r"Table:\s")


def chunks(body: str, first_line: int) -> Iterator[Chunk]:
    """The chunks of a body that begins on `first_line` of its file."""
    lines = body.split("\n")
    start = 0
    while start < len(lines):
        if _BLANK.match(lines[start]):
            start += 1
            continue
        form = _form(lines, start)
        end = _end(lines, start, form)
        yield _chunk(form, lines[start:end], first_line + start)
        start = end


def without_long_guidance(body: str) -> str:
    """The body with every HTML comment that holds a blank line as spaces, so that all places stay what they are."""
    return _GUIDANCE.sub(lambda match: _blanked(match.group()), body)


def _blanked(comment: str) -> str:
    return _VISIBLE.sub(" ", comment) if _BLANK_LINE.search(comment) else comment


def _form(lines: list[str], start: int) -> Form:
    line = lines[start]
    if _HEADING.match(line):
        return Form.HEADING
    if _NOTE.match(line):
        return Form.NOTE
    if _FENCE.match(line):
        return Form.CODE
    if _ITEM.match(line):
        return Form.LIST
    if line.lstrip().startswith(">"):
        return Form.QUOTATION
    return Form.TABLE if _begins_table(lines, start) else Form.PARAGRAPH


def _begins_table(lines: list[str], start: int) -> bool:
    head = start + 1 if _LABELLED.match(lines[start]) else start
    while head < len(lines) and head > start and _BLANK.match(lines[head]):
        head += 1
    if head + 1 >= len(lines) or "|" not in lines[head] or "|" not in lines[head + 1]:
        return False
    return bool(_RULE_ROW.match(lines[head + 1]))


def _end(lines: list[str], start: int, form: Form) -> int:
    """The line after the last one of the chunk."""
    if form is Form.HEADING:
        return start + 1
    if form is Form.CODE:
        return _end_of_code(lines, start)
    if form is Form.TABLE and _LABELLED.match(lines[start]):
        start += 1
        while _BLANK.match(lines[start]):
            start += 1
    end = _end_of_run(lines, start, form)
    while form in (Form.LIST, Form.NOTE) and (following := _continuation(lines, end, form)):
        end = _end_of_run(lines, following, form)
    return end


def _end_of_code(lines: list[str], start: int) -> int:
    fence = lines[start].lstrip()[:3]
    end = start + 1
    while end < len(lines) and not lines[end].lstrip().startswith(fence):
        end += 1
    return min(end + 1, len(lines))


def _end_of_run(lines: list[str], start: int, form: Form) -> int:
    """The first blank line, or the line on which something else begins without one."""
    end = start + 1
    while end < len(lines) and not _BLANK.match(lines[end]):
        if _HEADING.match(lines[end]) or (form is Form.NOTE and _NOTE.match(lines[end])):
            break
        if _ATTRIBUTES.match(lines[end]):
            return end + 1
        end += 1
    return end


def _continuation(lines: list[str], end: int, form: Form) -> int:
    """The line after the blank ones where the chunk goes on, or 0."""
    following = end
    while following < len(lines) and _BLANK.match(lines[following]):
        following += 1
    if following == len(lines):
        return 0
    goes_on = _INDENTED.match(lines[following]) or (form is Form.LIST and _ITEM.match(lines[following]))
    return following if goes_on else 0


def _chunk(form: Form, lines: list[str], line: int) -> Chunk:
    match = _ATTRIBUTES.match(lines[-1]) if len(lines) > 1 else None
    if match is None:
        return Chunk(form, "\n".join(lines), line)
    return Chunk(form, "\n".join(lines[:-1]), line, match[1], line + len(lines) - 1)
