"""Finds the marks inside a paragraph, with their positions.

Markdown's own: links, escapes, asterisks and underscores, <sup> and <sub>. Ours: footnote indicators, references,
queries, proposals, comments. A mark never reaches over another beginning of its own kind, so that an open one swallows
nothing, and no stretch of text is searched more than a few times. The module `inlines` turns the marks into nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.model.finding import Source
from assembler.model.value import Value
from assembler.readers.markdown.emphasis import DelimiterRun, read_delimiters
from assembler.readers.markdown.source_text import SourceText


class FootnoteMark(Value):
    """The indicator of a footnote: [^label]."""

    label: str
    source: Source


class LinkMark(Value):
    """Words with a target: a link [words](https://…), or a cross reference [words](#name)."""

    words: SourceText
    target: str
    text: str
    """The whole mark as written."""
    source: Source


class QueryMark(Value):
    """An editor's query: {>> words <<}."""

    text: str
    source: Source


class ChangeMark(Value):
    """A proposed change: {++ added ++}, {-- dropped --}, {~~ dropped ~> added ~~}."""

    dropped: SourceText | None
    added: SourceText | None
    text: str
    """The whole mark as written."""
    source: Source


class AlignedMark(Value):
    """Raised or lowered words: <sup>a</sup>, <sub>2</sub>."""

    words: SourceText
    raised: bool
    source: Source


class AttributesMark(Value):
    """Attributes between words: {: lang=fr }."""

    text: str
    source: Source


class RefusedMark(Value):
    """Markup that is refused and printed as written: the message, and what to write instead."""

    text: str
    message: str
    source: Source
    hint: str


class UnpairedMark(Value):
    """A sign that begins a mark which does not end in this paragraph, or that ends one which does not begin."""

    text: str
    source: Source


type Mark = FootnoteMark | LinkMark | QueryMark | ChangeMark | AlignedMark | AttributesMark | RefusedMark | UnpairedMark
type Token = str | DelimiterRun | Mark

_WORDS = r"(?:\\.|[^\[\]\\]|\[(?:\\.|[^\[\]\\])*+\])*+"
_TARGET = r"(?:\\.|[^()\\]|\((?:\\.|[^()\\])*+\))*+"
_FORMS = re.compile(
    rf"""
    (?=[\\`*_{{\[<!+=~-])(?:  # at most places it is settled with one look that nothing begins
      \\(?P<escaped>[!-/:-@\[-`{{-~])
    | (?P<comment><!--(?:(?!<!--|-->).)*+-->)
    | {{>>(?P<query>(?:\\.|(?!{{>>|<<}})[^\\])*+)<<}}
    | {{\+\+(?P<added>(?:\\.|(?!{{\+\+|\+\+}})[^\\])*+)\+\+}}
    | {{--(?P<dropped>(?:\\.|(?!{{--|--}})[^\\])*+)--}}
    | {{~~(?P<old>(?:\\.|(?!{{~~|~~}}|~>)[^\\])*+)~>(?P<new>(?:\\.|(?!{{~~|~~}})[^\\])*+)~~}}
    | <sup>(?P<raised>(?:\\.|(?!</?su[bp]>)[^\\])*+)</sup>
    | <sub>(?P<lowered>(?:\\.|(?!</?su[bp]>)[^\\])*+)</sub>
    | (?P<loose><!--|{{>>|{{\+\+|{{--|{{~~|{{==|<<}}|\+\+}}|--}}|~~}}|==}}|</?su[bp]>)
    | (?P<attributes>{{:[^{{}}\n]*}})
    | \[\^(?P<note>[^\[\]\s]+)\]
    | (?P<image>!\[{_WORDS}\](?:\({_TARGET}\)|\[[^\[\]\n]*\]))
    | \[(?P<words>{_WORDS})\]\((?P<target>{_TARGET})\)
    | <(?P<address>(?:https?://|mailto:)[^<>\s]+)>
    | (?P<html></?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*|/)?>)
    | (?P<code>(?<!`)`++[^`\n]++`++)
    | (?P<signs>\*++|_++)
    )""",
    re.VERBOSE | re.DOTALL,
)
_SIGNS = ("\\", "`", "*", "_", "{", "}", "[", "<")
"""Every mark holds one of these."""
_REFUSED = {
    "image": (
        "A contribution cannot contain a picture; a draft prints its address as typed.",
        "Describe in words what the picture shows.",
    ),
    "code": (
        "A contribution cannot contain code between back-ticks; a draft prints the back-ticks as typed.",
        "Delete the back-ticks.",
    ),
    "html": (
        "A contribution cannot contain an HTML tag; a draft prints the tag as typed.",
        "Delete everything from < to >. For italics write *words*, for bold **words**.",
    ),
}
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def unescape(text: str) -> str:
    """The text without the backslashes that keep signs from meaning something."""
    return _ESCAPE.sub(r"\1", text)


def is_plain(text: str) -> bool:
    """Whether no mark begins in a text."""
    return not any(sign in text for sign in _SIGNS)


def tokenize(source_text: SourceText, comments: frozenset[tuple[int, int]]) -> Iterator[Token]:
    """The words, rows of signs and marks of a text in order, without the comments, whose places are given."""
    done = 0
    match = _FORMS.search(source_text.text)
    while match:
        if match.start() > done:
            yield source_text.text[done : match.start()]
        done = match.end()
        if match.lastgroup != "comment":
            yield _read_mark(source_text, match)
        elif not _begins_at(source_text.source(match.start()), comments):
            done = match.start() + len("<!--")
            yield UnpairedMark("<!--", source_text.source(match.start(), done))
        match = _FORMS.search(source_text.text, done)
    if done < len(source_text.text):
        yield source_text.text[done:]


def _begins_at(source: Source, comments: frozenset[tuple[int, int]]) -> bool:
    return (source.line, source.column) in comments


def _read_mark(source_text: SourceText, match: re.Match[str]) -> Token:
    source = source_text.source(*match.span())
    match match.lastgroup:
        case "escaped":
            return match["escaped"]
        case "signs":
            start, end = match.span()
            text = source_text.text
            return read_delimiters(match.group(), text[max(0, start - 1) : start], text[end : end + 1])
        case "query":
            return QueryMark(" ".join(unescape(match["query"]).split()), source)
        case "added" | "dropped" | "new":
            dropped = _read_part(source_text, match, "dropped", "old")
            added = _read_part(source_text, match, "added", "new")
            return ChangeMark(dropped, added, match.group(), source)
        case "raised" | "lowered":
            return AlignedMark(source_text.part(*match.span(match.lastgroup)), match.lastgroup == "raised", source)
        case "note":
            return FootnoteMark(match["note"], source)
        case "target":
            words = source_text.part(*match.span("words"))
            return LinkMark(words, unescape(match["target"]).strip(), match.group(), source)
        case "address":
            words = source_text.part(*match.span("address"))
            return LinkMark(words, match["address"], match.group(), source)
        case "attributes":
            return AttributesMark(match.group(), source)
        case "loose":
            return UnpairedMark(match.group(), source)
        case "image" | "code" | "html":
            message, hint = _REFUSED[match.lastgroup]
            return RefusedMark(match.group(), message, source, hint)
        case _:
            return match.group()


def _read_part(source_text: SourceText, match: re.Match[str], *names: str) -> SourceText | None:
    """The words that a proposal drops or adds."""
    return next((source_text.part(*match.span(name)) for name in names if match[name]), None)
