"""The marks inside a paragraph, found in the text as typed, where their places are known.

Markdown's own: links, escapes, asterisks and underscores. Ours: note indicators, references, queries, proposals,
guidance. What they become is left to others. A mark never reaches over another beginning of its own kind, so that one
that is left open swallows nothing, and no stretch of text is looked at more than a few times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.model.finding import Source
from assembler.model.value import Value
from assembler.readers.markdown.emphasis import Signs, signs
from assembler.readers.markdown.source_text import Typed


class NoteMark(Value):
    """The indicator of a footnote: [^label]."""

    label: str
    source: Source


class LinkMark(Value):
    """Words with a target: a link [words](https://…), or a cross reference [words](#name)."""

    words: Typed
    target: str
    text: str
    """The whole as typed."""
    source: Source


class QueryMark(Value):
    """An editor's query: {>> words <<}."""

    text: str
    source: Source


class ChangeMark(Value):
    """A proposed change: {++ added ++}, {-- dropped --}, {~~ dropped ~> added ~~}."""

    dropped: Typed | None
    added: Typed | None
    text: str
    """The whole as typed."""
    source: Source


class AttributesMark(Value):
    """Attributes between words: {: lang=fr }."""

    text: str
    source: Source


class RefusedMark(Value):
    """Something that is printed as typed, what it is in plain words, and what to write instead."""

    text: str
    what: str
    source: Source
    hint: str


class LooseMark(Value):
    """A sign that begins a mark which does not end in this paragraph, or ends one that does not begin."""

    text: str
    source: Source


type Mark = NoteMark | LinkMark | QueryMark | ChangeMark | AttributesMark | RefusedMark | LooseMark
type Piece = str | Signs | Mark

_WORDS = r"(?:\\.|[^\[\]\\]|\[(?:\\.|[^\[\]\\])*+\])*+"
_TARGET = r"(?:\\.|[^()\\]|\((?:\\.|[^()\\])*+\))*+"
_FORMS = re.compile(
    rf"""
    (?=[\\`*_{{\[<!+=~-])(?:  # at most places it is settled with one look that nothing begins
      \\(?P<escaped>[!-/:-@\[-`{{-~])
    | (?P<guidance><!--(?:(?!<!--|-->).)*+-->)
    | {{>>(?P<query>(?:\\.|(?!{{>>|<<}})[^\\])*+)<<}}
    | {{\+\+(?P<added>(?:\\.|(?!{{\+\+|\+\+}})[^\\])*+)\+\+}}
    | {{--(?P<dropped>(?:\\.|(?!{{--|--}})[^\\])*+)--}}
    | {{~~(?P<old>(?:\\.|(?!{{~~|~~}}|~>)[^\\])*+)~>(?P<new>(?:\\.|(?!{{~~|~~}})[^\\])*+)~~}}
    | (?P<loose><!--|{{>>|{{\+\+|{{--|{{~~|{{==|<<}}|\+\+}}|--}}|~~}}|==}})
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
"""One of these stands in every mark."""
_REFUSED = {
    "image": ("a picture", "Say in words what it shows."),
    "code": ("code between back-ticks", "Take the back-ticks out."),
    "html": ("an HTML tag", "Take out what stands between < and >; for italics write *words*, for bold **words**."),
}
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def unescaped(text: str) -> str:
    """The text without the backslashes that keep signs from meaning something."""
    return _ESCAPE.sub(r"\1", text)


def is_plain(text: str) -> bool:
    """Whether no mark can begin in a text."""
    return not any(sign in text for sign in _SIGNS)


def pieces(typed: Typed, comments: frozenset[tuple[int, int]]) -> Iterator[Piece]:
    """The words, the rows of signs and the marks of a text in order; its comments, whose places are given, left out."""
    done = 0
    match = _FORMS.search(typed.text)
    while match:
        if match.start() > done:
            yield typed.text[done : match.start()]
        done = match.end()
        if match.lastgroup != "guidance":
            yield _piece(typed, match)
        elif not _begins_at(typed.source(match.start()), comments):
            done = match.start() + len("<!--")
            yield LooseMark("<!--", typed.source(match.start(), done))
        match = _FORMS.search(typed.text, done)
    if done < len(typed.text):
        yield typed.text[done:]


def _begins_at(source: Source, comments: frozenset[tuple[int, int]]) -> bool:
    return (source.line, source.column) in comments


def _piece(typed: Typed, match: re.Match[str]) -> Piece:
    source = typed.source(*match.span())
    match match.lastgroup:
        case "escaped":
            return match["escaped"]
        case "signs":
            start, end = match.span()
            return signs(match.group(), typed.text[max(0, start - 1) : start], typed.text[end : end + 1])
        case "query":
            return QueryMark(" ".join(unescaped(match["query"]).split()), source)
        case "added" | "dropped" | "new":
            dropped, added = _inside(typed, match, "dropped", "old"), _inside(typed, match, "added", "new")
            return ChangeMark(dropped, added, match.group(), source)
        case "note":
            return NoteMark(match["note"], source)
        case "target":
            words = typed.part(*match.span("words"))
            return LinkMark(words, unescaped(match["target"]).strip(), match.group(), source)
        case "address":
            words = typed.part(*match.span("address"))
            return LinkMark(words, match["address"], match.group(), source)
        case "attributes":
            return AttributesMark(match.group(), source)
        case "loose":
            return LooseMark(match.group(), source)
        case "image" | "code" | "html":
            what, hint = _REFUSED[match.lastgroup]
            return RefusedMark(match.group(), what, source, hint)
        case _:
            return match.group()


def _inside(typed: Typed, match: re.Match[str], *names: str) -> Typed | None:
    """What a proposal drops or adds."""
    return next((typed.part(*match.span(name)) for name in names if match[name]), None)
