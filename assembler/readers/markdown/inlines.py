"""Reads the text of a paragraph, heading, list item or cell to inline nodes.

What the reader does not understand is kept as words and named in a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assembler.model.finding import Source
from assembler.model.nodes import (
    CrossReference,
    Deletion,
    Emphasis,
    Footnote,
    Inline,
    Inlines,
    Insertion,
    Link,
    Query,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from assembler.model.value import Value, replace
from assembler.readers.diagnostics import Diagnostics
from assembler.readers.markdown.attributes import parse_attributes
from assembler.readers.markdown.emphasis import EmphasisSpan, Weight, nest_emphasis
from assembler.readers.markdown.footnotes import Footnotes
from assembler.readers.markdown.inline_marks import (
    AlignedMark,
    AttributesMark,
    ChangeMark,
    FootnoteMark,
    LinkMark,
    Mark,
    QueryMark,
    RefusedMark,
    UnpairedMark,
    is_plain,
    tokenize,
)
from assembler.readers.markdown.links import (
    describe_nested_link,
    describe_wordless_link,
    find_link_fault,
    read_reference,
    read_target,
)
from assembler.readers.markdown.source_text import SourceText, split_paragraphs
from assembler.readers.quotations import mark_quotations
from assembler.readers.symbols import mark_symbols

type _Span = EmphasisSpan[Mark | str]
type _Token = Mark | str | _Span

_LANGUAGE = re.compile(r"\{:\s?lang=[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)[\"']?\s*\}\Z")
_SPACES = re.compile(r"[ \t\n]{2,}|[\t\n]")
"""White space that becomes one space."""
_BEGINS_PROPOSAL = "“{text}” begins a proposal that does not end in this paragraph."
_ENDS_PROPOSAL = "“{text}” ends a proposal that does not begin in this paragraph."
_UNPAIRED = {
    "<!--": "“{text}” begins a comment that does not end in this paragraph.",
    "-->": "“{text}” ends a comment that does not begin in this paragraph.",
    "<sup>": "“{text}” begins a superscript that does not end in this paragraph.",
    "</sup>": "“{text}” ends a superscript that does not begin in this paragraph.",
    "<sub>": "“{text}” begins a subscript that does not end in this paragraph.",
    "</sub>": "“{text}” ends a subscript that does not begin in this paragraph.",
    "{>>": "“{text}” begins a query that does not end in this paragraph.",
    "<<}": "“{text}” ends a query that does not begin in this paragraph.",
    "{++": _BEGINS_PROPOSAL,
    "++}": _ENDS_PROPOSAL,
    "{--": _BEGINS_PROPOSAL,
    "--}": _ENDS_PROPOSAL,
    "{~~": _BEGINS_PROPOSAL,
    "~~}": _ENDS_PROPOSAL,
}
"""The messages on marks without their other half."""
_ENDS = {"<!--": "-->", "<sup>": "</sup>", "<sub>": "</sub>", "{>>": "<<}", "{++": "++}", "{--": "--}", "{~~": "~~}"}
_BEGINNINGS = {end: beginning for beginning, end in _ENDS.items()}


class _Context(Value):
    """What the text stands in that is being read."""

    note: str = ""
    """The label of the footnote."""
    link: bool = False
    """Whether it stands in the words of a link."""
    change: bool = False
    """Whether it stands in a proposal."""
    weights: frozenset[Weight] = frozenset()
    """How the text around it is emphasised."""


_TOP = _Context()


class InlineReader:
    """Reads the paragraphs of one file."""

    def __init__(
        self,
        key: str,
        language: str,
        comments: frozenset[tuple[int, int]],
        definitions: Footnotes,
        diagnostics: Diagnostics,
    ) -> None:
        self._key = key
        self._language = language
        self._comments = comments
        self._definitions = definitions
        self._diagnostics = diagnostics
        self._footnotes: dict[str, Footnote] = {}

    def read(self, source_text: SourceText) -> Inlines:
        """The nodes of a paragraph; none where nothing is to be printed."""
        return _trim(self._read(source_text, _TOP))

    def read_literally(self, text: str) -> Inlines:
        """The nodes of words in which no mark has a meaning."""
        return _trim(self._read_words(text))

    def _read(self, source_text: SourceText, context: _Context) -> Inlines:
        if is_plain(source_text.text):
            return self._read_words(source_text.text)
        return self._make_inlines(nest_emphasis(tuple(tokenize(source_text, self._comments))), context)

    def _read_words(self, text: str) -> Inlines:
        return mark_quotations(tuple(mark_symbols(_collapse_spaces(text), self._language)))

    def _make_inlines(self, tree: Iterable[_Token], context: _Context) -> Inlines:
        return mark_quotations(tuple(self._join_words(self._make_nodes(tuple(tree), context))))

    def _join_words(self, nodes: Iterable[str | Inline]) -> Iterator[Inline]:
        """The nodes, in which neighbouring words are one text with its document symbols."""
        words: list[str] = []
        for node in (*nodes, ""):
            if isinstance(node, str) and node:
                words.append(node)
                continue
            if words:
                yield from mark_symbols(_collapse_spaces("".join(words)), self._language)
                words = []
            if not isinstance(node, str):
                yield node

    def _make_nodes(self, tree: tuple[_Token, ...], context: _Context) -> Iterator[str | Inline]:
        language = ""
        for place, token in enumerate(tree):
            following = tree[place + 1] if place + 1 < len(tree) else ""
            match token:
                case str():
                    yield token
                case EmphasisSpan():
                    language = _language(following) if token.weight is Weight.EMPHASIS else ""
                    yield from self._make_emphasis(token, language, context)
                    continue
                case AttributesMark() if language:
                    pass
                case _:
                    yield from self._read_mark(token, context)
            language = ""

    def _make_emphasis(
        self, span: EmphasisSpan[Mark | str], language: str, context: _Context
    ) -> Iterator[str | Inline]:
        if span.weight in context.weights:
            yield from self._make_nodes(span.tokens, context)
            return
        content = self._make_inlines(span.tokens, replace(context, weights=context.weights | {span.weight}))
        if content:
            yield Emphasis(content, language) if span.weight is Weight.EMPHASIS else Strong(content)

    # Marks

    def _read_mark(self, mark: Mark, context: _Context) -> Iterator[str | Inline]:
        match mark:
            case FootnoteMark():
                yield self._read_footnote(mark, context)
            case LinkMark():
                yield self._read_link(mark, context)
            case QueryMark(text, source):
                yield Query(text, source)
            case ChangeMark():
                yield from self._read_change(mark, context)
            case AlignedMark(words, raised):
                content = self._read(words, context)
                if content:
                    yield Superscript(content) if raised else Subscript(content)
            case AttributesMark(text, source):
                self._report_attributes(text, source)
                yield text
            case RefusedMark(text, message, source, hint):
                self.refuse(message, source, hint)
                yield text
            case UnpairedMark(text, source):
                self._report_unpaired(text, source)
                yield text

    def refuse(self, message: str, source: Source, hint: str = "Write it as plain words.") -> None:
        """Reports markup that a contribution cannot hold (IN-MD-01)."""
        self._diagnostics.add("IN-MD-01", source, message, hint)

    def _read_change(self, mark: ChangeMark, context: _Context) -> Iterator[str | Inline]:
        if context.change:
            self.refuse(
                "A contribution cannot contain a proposal inside another; a draft prints the marks as typed.",
                mark.source,
                "End the first proposal before the second begins.",
            )
            yield mark.text
            return
        context = replace(context, change=True)
        if mark.dropped and (dropped := self._read(mark.dropped, context)):
            yield Deletion(dropped, mark.source)
        if mark.added and (added := self._read(mark.added, context)):
            yield Insertion(added, mark.source)

    def _report_attributes(self, text: str, source: Source) -> None:
        if parse_attributes(text) is None:
            return
        message = "“{text}” stands between words, where attributes have no effect."
        hint = "Put the attributes on a line of their own directly after the paragraph."
        if "lang=" in text:
            hint = (
                "Write {{: lang=CODE }} directly after the words in italics; CODE is the two letters of the language."
            )
        self._diagnostics.add("IN-ATR-01", source, message, hint, text=text)

    def _report_unpaired(self, text: str, source: Source) -> None:
        if text in ("{==", "==}"):
            self.refuse(
                "A contribution cannot contain highlighted words; a draft prints the marks as typed.",
                source,
                "Delete {{== and ==}}.",
            )
            return
        hint = (
            "Write {other} at its end, or delete {text}."
            if text in _ENDS
            else "Write {other} at its beginning, or delete {text}."
        )
        if "~" in text:
            hint = "Write the proposal in the form {{~~old words~>new words~~}}."
        other = _ENDS.get(text) or _BEGINNINGS[text]
        self._diagnostics.add("IN-MD-04", source, _UNPAIRED[text], hint, text=text, other=other)

    # Links and references

    def _read_link(self, mark: LinkMark, context: _Context) -> str | Inline:
        target = read_target(mark)
        fault = describe_nested_link(mark) if context.link else find_link_fault(target)
        words = () if fault else self._read(mark.words, replace(context, link=True))
        if not words:
            self._diagnostics.add_text("IN-MD-02", mark.source, fault or describe_wordless_link(target))
            return mark.text
        if (names := read_reference(target, self._key)) is None:
            return Link(words, target)
        return CrossReference(words, *names, source=mark.source)

    # Footnotes

    def _read_footnote(self, mark: FootnoteMark, context: _Context) -> str | Inline:
        definition = self._definitions.find(mark.label)
        written = f"[^{mark.label}]"
        if definition is None:
            message = "The note “{label}” has no text."
            hint = "At the end of the file, add a line that begins with “[^{label}]:” and gives the text of the note."
            self._diagnostics.add("IN-FN-01", mark.source, message, hint, label=mark.label)
            return written
        if context.note == mark.label:
            message = "The note “{label}” cites itself."
            self._diagnostics.add(
                "IN-FN-04",
                mark.source,
                message,
                "Delete {written} in the text of the note.",
                label=mark.label,
                written=written,
            )
            return written
        if context.note:
            message = "The note “{outer}” contains another note, “{label}”."
            hint = (
                "Write the words of both into one note, or put {written} into the sentence to which the note belongs."
            )
            self._diagnostics.add(
                "IN-FN-05", mark.source, message, hint, label=mark.label, outer=context.note, written=written
            )
            return written
        if not self._definitions.cite(definition):
            message = "The note “{label}” is cited so often that the report would become far too long."
            self._diagnostics.add(
                "IN-MD-03",
                mark.source,
                message,
                "Cite the note once, and refer to the note in words elsewhere.",
                label=mark.label,
            )
            return written
        return self._make_footnote(mark.label)

    def _make_footnote(self, label: str) -> Footnote:
        if label not in self._footnotes:
            definition = self._definitions.find(label)
            assert definition is not None  # asked for by its label
            source, context = self._definitions.source_of(definition), _Context(note=label)
            groups = split_paragraphs(definition.lines)
            contents = (_trim(self._read(SourceText(source.path, lines), context)) for lines in groups)
            self._footnotes[label] = Footnote(tuple(filter(None, contents)), label, source=source)
        return self._footnotes[label]


def _collapse_spaces(text: str) -> str:
    """The words with a single space in place of several spaces, tabs and line ends."""
    spaced = "  " in text or "\n" in text or "\t" in text
    return _SPACES.sub(" ", text) if spaced else text


def _language(following: _Token) -> str:
    """The language that attributes after a foreign phrase name."""
    match = _LANGUAGE.match(following.text) if isinstance(following, AttributesMark) else None
    return match[1] if match else ""


def _trim(content: Inlines) -> Inlines:
    """The nodes without spaces at both ends; none where only spaces remain."""
    if len(content) == 1 and isinstance(content[0], Text):
        bare = content[0].text.strip(" ")
        return () if not bare or bare.isspace() else (Text(bare),)
    nodes = list(content)
    if nodes and isinstance(nodes[0], Text) and nodes[0].text[:1] == " ":
        nodes[0] = Text(nodes[0].text.lstrip(" "))
    if nodes and isinstance(nodes[-1], Text) and nodes[-1].text[-1:] == " ":
        nodes[-1] = Text(nodes[-1].text.rstrip(" "))
    rest = tuple([node for node in nodes if not isinstance(node, Text) or node.text])
    return rest if any(not isinstance(node, Text) or not node.text.isspace() for node in rest) else ()
