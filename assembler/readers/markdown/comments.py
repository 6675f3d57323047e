"""Splits a body into lines and takes out its HTML comments, which are guidance for the writer and no text.

A comment never reaches over the beginning of another comment, so that an open one swallows nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from assembler.model.finding import Source
from assembler.model.text.lazy_regex import Pattern
from assembler.model.value import Value
from assembler.readers.markdown.source_text import Line

_COMMENT = Pattern(
    r"^ {0,3}(?:```[^`\n]*$.*?(?:^[ \t]*```|\Z)|~~~.*?(?:^[ \t]*~~~|\Z))"  # code is passed over
    r"|(?<!\\)(?P<comment><!--(?:(?!<!--|-->).)*+-->)",
    re.DOTALL | re.MULTILINE,
)
_BLANK_LINE = re.compile(r"\n\s*\n")
_VISIBLE = re.compile(r"[^\n]")
_LINE_END = re.compile(r"\n")
_ENDS_WITH_ITS_LINE = re.compile(r"#{1,6}[ \t]|Table:\s|[^|\n]*\||[ \t]*\{:")
"""What a heading, the title or a row of a table, or a list of attributes begins with; none goes on below."""


class BodyLines(Value):
    """The lines of a body, and the places where its comments begin."""

    lines: tuple[Line, ...]
    """The lines without those that a comment fills right below another line. Of another comment of several lines only
    the marks stay, or nothing where a blank line stands in it, or where it follows what ends with its line."""
    comments: frozenset[tuple[int, int]]
    """Line and column of each comment that is closed; the same sign elsewhere begins no comment."""


def read_lines(body: str, first_line: int) -> BodyLines:
    """The lines of a body that begins on `first_line` of its file."""
    if "<!--" not in body:
        return BodyLines(_make_lines(body, first_line), frozenset())
    ends = [match.start() for match in _LINE_END.finditer(body)]
    comments: set[tuple[int, int]] = set()
    emptied: list[tuple[int, str, bool]] = []
    parts: list[str] = []
    done = 0
    for match in _COMMENT.finditer(body):
        if not match["comment"]:
            continue
        row = bisect_left(ends, match.start())
        column = match.start() - (ends[row - 1] if row else -1)
        comments.add((first_line + row, column))
        before = body[match.start() - column + 1 : match.start()] if "\n" in match.group() else ""
        ended = _ENDS_WITH_ITS_LINE.match(before) is not None
        emptied.append((row, _blank_out(match.group(), leave_marks=not ended), ended))
        parts += [body[done : match.start()], emptied[-1][1]]
        done = match.end()
    lines = _make_lines("".join(parts) + body[done:], first_line)
    filled = {number for row, comment, ended in emptied for number in _find_filled_lines(lines, row, comment, ended)}
    return BodyLines(tuple(line for line in lines if line.number not in filled), frozenset(comments))


def _find_filled_lines(lines: Sequence[Line], row: int, comment: str, ended: bool) -> Iterator[int]:
    """The numbers of the lines that a comment fills, where the comment separates no blocks: right below another line,
    or behind a line whose block has ended.

    Elsewhere it separates, as between two lists.
    """
    comment_lines = lines[row : row + comment.count("\n") + 1]
    if ended:
        yield from (line.number for line in comment_lines[1:] if line.blank)
    elif row and not lines[row - 1].blank and "\n".join(line.text for line in comment_lines).strip() == comment:
        yield from (line.number for line in comment_lines)


def list_comments(body: str, first_line: int, path: str) -> Iterator[tuple[str, Source]]:
    """The words of each comment with its place in the file."""
    if "<!--" not in body:
        return
    for match in _COMMENT.finditer(body):
        if match["comment"]:
            line = first_line + body.count("\n", 0, match.start())
            column = match.start() - body.rfind("\n", 0, match.start())
            yield match["comment"][4:-3].strip(), Source(path, line, column)


def find_comments(body: str, first_line: int) -> Iterator[tuple[int, int]]:
    """The first and the last line of each comment."""
    for match in _COMMENT.finditer(body):
        if match["comment"]:
            first = first_line + body.count("\n", 0, match.start())
            yield first, first + match.group().count("\n")


def _make_lines(text: str, first_line: int) -> tuple[Line, ...]:
    return tuple([Line(line, number) for number, line in enumerate(text.split("\n"), first_line)])


def _blank_out(comment: str, *, leave_marks: bool) -> str:
    """The comment in such a form that the reader takes no line of it for text."""
    if "\n" not in comment:
        return comment
    if not leave_marks or _BLANK_LINE.search(comment):
        return _VISIBLE.sub(" ", comment)
    return f"<!--{_VISIBLE.sub('.', comment[4:-3])}-->"
