"""What stands inside a paragraph, heading, item or cell, as inline nodes.

Everything that can't be understood is kept as words and named in a finding.
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
    Insertion,
    Link,
    Query,
    Strong,
    Text,
)
from assembler.model.text.walk import Inlines
from assembler.model.value import Value, replace
from assembler.readers.diagnostics import Diagnostics
from assembler.readers.markdown.attributes import attribute_list
from assembler.readers.markdown.emphasis import Emphasised, Weight, nested
from assembler.readers.markdown.footnotes import Notes
from assembler.readers.markdown.inline_marks import (
    AttributesMark,
    ChangeMark,
    LinkMark,
    LooseMark,
    Mark,
    NoteMark,
    QueryMark,
    RefusedMark,
    is_plain,
    pieces,
)
from assembler.readers.markdown.links import link_fault, link_inside, no_words, referred, target_of
from assembler.readers.markdown.source_text import Typed, paragraphs
from assembler.readers.quotations import with_quotations
from assembler.readers.symbols import with_symbols

type _Piece = Mark | str | Emphasised[Mark | str]

_LANGUAGE = re.compile(r"\{:\s?lang=[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)[\"']?\s*\}\Z")
_SPACES = re.compile(r"[ \t\n]{2,}|[\t\n]")
"""What becomes one space."""
_NAMES = {"<!--": "a comment", "{>>": "a query", "{++": "a proposal", "{--": "a proposal", "{~~": "a proposal"}
_ENDS = {"<!--": "-->", "{>>": "<<}", "{++": "++}", "{--": "--}", "{~~": "~~}"}
_BEGINNINGS = {end: beginning for beginning, end in _ENDS.items()}


class _Inside(Value):
    """What the text that is being read stands in."""

    note: str = ""
    """The label of the footnote."""
    link: bool = False
    """Whether in the words of a link."""
    change: bool = False
    """Whether in a proposal."""
    weights: frozenset[Weight] = frozenset()
    """How it is emphasised already."""


_NOTHING = _Inside()


class InlineReader:
    """Reads the paragraphs of one file."""

    def __init__(
        self, key: str, language: str, comments: frozenset[tuple[int, int]], notes: Notes, diagnostics: Diagnostics
    ) -> None:
        self._key = key
        self._language = language
        self._comments = comments
        self._notes = notes
        self._diagnostics = diagnostics
        self._footnotes: dict[str, Footnote] = {}

    def content(self, typed: Typed) -> Inlines:
        """The nodes of a paragraph; none where nothing is to be printed."""
        return _trimmed(self._content(typed, _NOTHING))

    def as_typed(self, text: str) -> Inlines:
        """Words in which no mark means anything."""
        return _trimmed(self._words(text))

    def _content(self, typed: Typed, inside: _Inside) -> Inlines:
        if is_plain(typed.text):
            return self._words(typed.text)
        return self._finished(nested(tuple(pieces(typed, self._comments))), inside)

    def _words(self, text: str) -> Inlines:
        return with_quotations(tuple(with_symbols(_single_spaced(text), self._language)))

    def _finished(self, tree: Iterable[_Piece], inside: _Inside) -> Inlines:
        return with_quotations(tuple(self._joined(self._nodes(tuple(tree), inside))))

    def _joined(self, nodes: Iterable[str | Inline]) -> Iterator[Inline]:
        """The nodes with neighbouring words as one text, in which document symbols are found."""
        words: list[str] = []
        for node in (*nodes, ""):
            if isinstance(node, str) and node:
                words.append(node)
                continue
            if words:
                yield from with_symbols(_single_spaced("".join(words)), self._language)
                words = []
            if not isinstance(node, str):
                yield node

    def _nodes(self, tree: tuple[_Piece, ...], inside: _Inside) -> Iterator[str | Inline]:
        language = ""
        for place, piece in enumerate(tree):
            following = tree[place + 1] if place + 1 < len(tree) else ""
            match piece:
                case str():
                    yield piece
                case Emphasised():
                    language = _language(following) if piece.weight is Weight.EMPHASIS else ""
                    yield from self._emphasised(piece, language, inside)
                    continue
                case AttributesMark() if language:
                    pass
                case _:
                    yield from self._mark(piece, inside)
            language = ""

    def _emphasised(self, piece: Emphasised[Mark | str], language: str, inside: _Inside) -> Iterator[str | Inline]:
        if piece.weight in inside.weights:
            yield from self._nodes(piece.pieces, inside)
            return
        content = self._finished(piece.pieces, replace(inside, weights=inside.weights | {piece.weight}))
        if content:
            yield Emphasis(content, language) if piece.weight is Weight.EMPHASIS else Strong(content)

    # Marks

    def _mark(self, mark: Mark, inside: _Inside) -> Iterator[str | Inline]:
        match mark:
            case NoteMark():
                yield self._note(mark, inside)
            case LinkMark():
                yield self._link(mark, inside)
            case QueryMark(text, source):
                yield Query(text, source)
            case ChangeMark():
                yield from self._change(mark, inside)
            case AttributesMark(text, source):
                self._between_words(text, source)
                yield text
            case RefusedMark(text, what, source, hint):
                self.refuse(what, source, hint)
                yield text
            case LooseMark(text, source):
                self._loose(text, source)
                yield text

    def refuse(self, what: str, source: Source, hint: str = "Write it as plain words.") -> None:
        """Finds something that a contribution can't hold (IN-MD-01)."""
        self._diagnostics.add(
            "IN-MD-01", source, f"A contribution can't hold {what}; a draft prints it as typed.", hint
        )

    def _change(self, mark: ChangeMark, inside: _Inside) -> Iterator[str | Inline]:
        if inside.change:
            self.refuse("a proposal inside another", mark.source, "Make one proposal after the other.")
            yield mark.text
            return
        inside = replace(inside, change=True)
        if mark.dropped and (dropped := self._content(mark.dropped, inside)):
            yield Deletion(dropped, mark.source)
        if mark.added and (added := self._content(mark.added, inside)):
            yield Insertion(added, mark.source)

    def _between_words(self, text: str, source: Source) -> None:
        if attribute_list(text) is None:
            return
        message = f"“{text}” stands between words, where it means nothing."
        hint = "Put it on a line of its own directly after the paragraph."
        if "lang=" in text:
            hint = "Write the two letters of the language, as in {: lang=fr }, directly after words in italics."
        self._diagnostics.add("IN-ATR-01", source, message, hint)

    def _loose(self, text: str, source: Source) -> None:
        if text in ("{==", "==}"):
            self.refuse("highlighted words", source, "Take {== and ==} out.")
            return
        if text in _ENDS:
            message = f"“{text}” begins {_NAMES[text]} that does not end in this paragraph."
            hint = f"Write {_ENDS[text]} where it ends, or take {text} out."
        else:
            beginning = _BEGINNINGS[text]
            message = f"“{text}” ends {_NAMES[beginning]} that does not begin in this paragraph."
            hint = f"Write {beginning} where it begins, or take {text} out."
        if "~" in text:
            hint = "Write it as {~~old words~>new words~~}."
        self._diagnostics.add("IN-MD-04", source, message, hint)

    # Links and references

    def _link(self, mark: LinkMark, inside: _Inside) -> str | Inline:
        target = target_of(mark)
        fault = link_inside(mark) if inside.link else link_fault(target)
        words = () if fault else self._content(mark.words, replace(inside, link=True))
        if not words:
            self._diagnostics.add("IN-MD-02", mark.source, *(fault or no_words(target)))
            return mark.text
        if (names := referred(target, self._key)) is None:
            return Link(words, target)
        return CrossReference(words, *names, source=mark.source)

    # Notes

    def _note(self, mark: NoteMark, inside: _Inside) -> str | Inline:
        definition = self._notes.text(mark.label)
        typed = f"[^{mark.label}]"
        if definition is None:
            message = f"The note “{mark.label}” has no text."
            hint = f"Add a line such as “[^{mark.label}]: The text of the note.” at the end of the file."
            self._diagnostics.add("IN-FN-01", mark.source, message, hint)
            return typed
        if inside.note == mark.label:
            message = f"The note “{mark.label}” cites itself."
            self._diagnostics.add("IN-FN-04", mark.source, message, f"Take {typed} out of the text of the note.")
            return typed
        if inside.note:
            message = f"The note “{inside.note}” holds a note of its own, “{mark.label}”."
            hint = f"Write its words into the note, or put {typed} into the sentence that the note belongs to."
            self._diagnostics.add("IN-FN-05", mark.source, message, hint)
            return typed
        if not self._notes.cite(definition):
            message = f"The note “{mark.label}” is printed so often that the report would consist of it."
            self._diagnostics.add(
                "IN-MD-03", mark.source, message, "Cite it once, and write “See footnote …” elsewhere."
            )
            return typed
        return self._footnote(mark.label)

    def _footnote(self, label: str) -> Footnote:
        if label not in self._footnotes:
            definition = self._notes.text(label)
            assert definition is not None  # asked for by its label
            place = self._notes.place(definition)
            lines = paragraphs(definition.lines)
            read = (_trimmed(self._content(Typed(place.path, one), _Inside(note=label))) for one in lines)
            self._footnotes[label] = Footnote(tuple(filter(None, read)), label, source=place)
        return self._footnotes[label]


def _single_spaced(text: str) -> str:
    """The words with one space wherever spaces, tabs and line ends stand."""
    spaced = "  " in text or "\n" in text or "\t" in text
    return _SPACES.sub(" ", text) if spaced else text


def _language(following: _Piece) -> str:
    """The language that attributes after a foreign phrase name."""
    match = _LANGUAGE.match(following.text) if isinstance(following, AttributesMark) else None
    return match[1] if match else ""


def _trimmed(content: Inlines) -> Inlines:
    """The nodes without spaces at both ends; none where only spaces are left."""
    if len(content) == 1 and isinstance(content[0], Text):
        bare = content[0].text.strip(" ")
        return () if not bare or bare.isspace() else (Text(bare),)
    nodes = list(content)
    if nodes and isinstance(nodes[0], Text) and nodes[0].text[:1] == " ":
        nodes[0] = Text(nodes[0].text.lstrip(" "))
    if nodes and isinstance(nodes[-1], Text) and nodes[-1].text[-1:] == " ":
        nodes[-1] = Text(nodes[-1].text.rstrip(" "))
    kept = tuple([node for node in nodes if not isinstance(node, Text) or node.text])
    return kept if any(not isinstance(node, Text) or not node.text.isspace() for node in kept) else ()
