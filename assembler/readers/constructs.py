"""The marks that are ours and not Markdown's: note indicators, references, queries, proposals, guidance.

Each is found in the text as typed, where its place is known exactly, and masked by a token that Markdown leaves alone.
A token is the mark's number between two private-use characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assembler.model.finding import Source
from assembler.readers.text import place

TOKEN = re.compile("\ue000(\\d+)\ue001")


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The indicator of a footnote: [^label]."""

    label: str
    source: Source


@dataclass(frozen=True, slots=True)
class ReferenceMark:
    """A cross reference: [word](#id), [word](entity/organization#id), [word](#first..last)."""

    word: str
    key: str
    first: str
    last: str
    source: Source


@dataclass(frozen=True, slots=True)
class QueryMark:
    """An editor's query: {>> words <<}."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """A proposed change: {++ added ++}, {-- dropped --}, {~~ dropped ~> added ~~}."""

    dropped: str
    added: str
    source: Source


@dataclass(frozen=True, slots=True)
class GuidanceMark:
    """An HTML comment: guidance for the writer, no text."""

    source: Source


@dataclass(frozen=True, slots=True)
class TypedMark:
    """Characters that are printed as typed: a refused construct, or one of our own token characters."""

    text: str
    source: Source
    what: str = ""
    """What was refused, in plain words; empty where nothing was."""


type Mark = NoteMark | ReferenceMark | QueryMark | ChangeMark | GuidanceMark | TypedMark

_FORMS = re.compile(
    r"""
      (?P<escape>\\.)
    | (?P<guidance><!--.*?-->)
    | \{>>\s?(?P<query>.*?)\s?<<\}
    | \{\+\+(?P<added>.*?)\+\+\}
    | \{--(?P<dropped>.*?)--\}
    | \{~~(?P<old>.*?)~>(?P<new>.*?)~~\}
    | \[\^(?P<note>[^\]\s]+)\]
    | \[(?P<word>[^\[\]\n]+)\]\((?P<key>[a-z0-9-]+/[a-z0-9-]+)?\#(?P<first>[^\s().]+)(?:\.\.(?P<last>[^\s().]+))?\)
    | (?P<image>!\[[^\[\]\n]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\]))
    | (?P<code>`+[^`\n]+`+)
    | (?P<html></?[A-Za-z][^<>\n]*>)
    | (?P<own>[\ue000\ue001])
    """,
    re.VERBOSE | re.DOTALL,
)
_REFUSED = {"image": "a picture", "code": "code between back-ticks", "html": "an HTML tag"}


def mask(text: str, path: str, first_line: int) -> tuple[str, tuple[Mark, ...]]:
    """The text with each mark replaced by its token, and the marks in order."""
    marks: list[Mark] = []
    parts: list[str] = []
    done = 0
    for match in _FORMS.finditer(text):
        if match["escape"]:
            continue
        parts += [text[done : match.start()], f"\ue000{len(marks)}\ue001"]
        marks.append(_mark(match, _source(match, path, first_line)))
        done = match.end()
    return "".join(parts) + text[done:], tuple(marks)


def _source(match: re.Match[str], path: str, first_line: int) -> Source:
    start = place(match.string, match.start(), path, first_line)
    end = place(match.string, match.end(), path, first_line)
    return replace(start, end_line=end.line, end_column=end.column)


def _mark(match: re.Match[str], source: Source) -> Mark:
    match match.lastgroup:
        case "guidance":
            return GuidanceMark(source)
        case "query":
            return QueryMark(" ".join(match["query"].split()), source)
        case "added":
            return ChangeMark("", match["added"], source)
        case "dropped":
            return ChangeMark(match["dropped"], "", source)
        case "new":
            return ChangeMark(match["old"], match["new"], source)
        case "note":
            return NoteMark(match["note"], source)
        case "first" | "last":
            return ReferenceMark(match["word"], match["key"] or "", match["first"], match["last"] or "", source)
        case kind:
            return TypedMark(match.group(), source, _REFUSED.get(kind or "", ""))
