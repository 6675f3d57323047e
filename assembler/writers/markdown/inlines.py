"""Prints inline nodes as Markdown, and collects the footnotes that they cite. What may begin a line is blocks.py's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from assembler.model.nodes import (
    CrossReference,
    Deletion,
    Emphasis,
    Footnote,
    Inline,
    Inlines,
    Insertion,
    Link,
    Placeholder,
    Query,
    Quotation,
    Strong,
    Subscript,
    Superscript,
    Symbol,
    Text,
)
from assembler.model.text.plain_text import NO_BREAK_SPACE

BETWEEN = "<!-- -->"
"""An empty comment: it keeps signs apart and prints nothing."""


_SIGNS = re.compile(
    r"[\\`*]"
    r"|_(?<![^\W_]_(?=[^\W_]))"  # inside a word it means nothing
    r"|\{(?=[>+\-~:=]|\Z)"
    r"|<(?=[A-Za-z/!])"
    r"|(?:<<|\+\+|--|~~|==)(?=\})"
    r"|\[(?=\^)|\](?=[(\[])|!(?=\[|\Z)"
)
_QUERY_SIGNS = re.compile(r"\\|\{(?=[>+\-~])|(?:<<|\+\+|--|~~)(?=\})|\](?=\()")
_SIGNS_IN_WORDS = re.compile(rf"{_SIGNS.pattern}|[\[\]]")
_QUERY_SIGNS_IN_WORDS = re.compile(rf"{_QUERY_SIGNS.pattern}|[\[\]]")
_BALANCED = re.compile(r"(?:[^()]|\([^()]*+\))*+\Z")
_LABEL = re.compile(r"(?!.*(?:<<|\+\+|--|~~)\})[^\[\]\s]+\Z")


class InlinePrinter:
    """Prints the inline nodes of one text and collects its notes, which get none of the labels taken."""

    def __init__(self, key: str, labels: Iterable[str]) -> None:
        self._key = key
        self._taken = frozenset(labels)
        self._notes: dict[str, tuple[Inlines, ...]] = {}
        self._printed = 0
        self._tag = ""

    def next_note(self) -> tuple[str, tuple[Inlines, ...]] | None:
        """Label and paragraphs of the next note that was cited and not yet asked for."""
        if self._printed == len(self._notes):
            return None
        self._printed += 1
        return list(self._notes.items())[self._printed - 1]

    def content(self, content: Iterable[Inline]) -> str:
        """A paragraph, heading, item or cell on one line."""
        return self._content(content, in_words=False)

    def _content(self, content: Iterable[Inline], *, in_words: bool) -> str:
        printed = [(inline, text) for inline in content if (text := self._inline(inline, in_words=in_words))]
        texts = [text for _, text in printed]
        for place, (inline, text) in enumerate(printed):
            if isinstance(inline, Emphasis | Strong):
                before = texts[place - 1][-1:] if place else ""
                after = texts[place + 1][:1] if place + 1 < len(texts) else ""
                texts[place] = _separate(text, before, after)
        return "".join(texts)

    def _inline(self, inline: Inline, *, in_words: bool) -> str:
        match inline:
            case Text(text):
                return (_SIGNS_IN_WORDS if in_words else _SIGNS).sub(r"\\\g<0>", text)
            case Symbol(text):
                return text.replace(NO_BREAK_SPACE, " ")  # as it is typed; reading binds its parts again
            case Placeholder():
                return ""
            case Emphasis() | Strong():
                return self._emphasised(inline, in_words=in_words)
            case Superscript(content):
                return self._aligned("sup", content, in_words=in_words)
            case Subscript(content):
                return self._aligned("sub", content, in_words=in_words)
            case Quotation(opening, content, closing):
                return opening + self._content(content, in_words=in_words) + closing
            case Link(content, target):
                return f"[{self._words(content)}]({_escape_target(target)})"
            case CrossReference(word):
                return f"[{self._words(word)}]({_escape_target(self._meant(inline))})"
            case Footnote():
                return f"[^{self._label(inline)}]"
            case Query(text):
                signs = _QUERY_SIGNS_IN_WORDS if in_words else _QUERY_SIGNS
                return f"{{>> {signs.sub(r'\\\g<0>', text)} <<}}"
            case Insertion(content):
                return f"{{++{self._content(content, in_words=in_words)}++}}"
            case Deletion(content):
                return f"{{--{self._content(content, in_words=in_words)}--}}"

    def _words(self, content: Inlines) -> str:
        """The words of a link; an accent before them would make it a note."""
        words = self._content(content, in_words=True)
        return f"\\{words}" if words.startswith("^") else words

    def _emphasised(self, inline: Emphasis | Strong, *, in_words: bool) -> str:
        """The words between their signs. What stands in emphasis is not emphasised once more."""
        signs = "*" if isinstance(inline, Emphasis) else "**"
        inside = self._content(_flatten(inline.content, type(inline)), in_words=in_words)
        if not inside:
            return ""
        inside = BETWEEN + inside if inside[0] in "*_" or inside[0].isspace() else inside
        inside = inside + BETWEEN if inside[-1] in "*_" or inside[-1].isspace() else inside
        language = f"{{: lang={inline.language} }}" if isinstance(inline, Emphasis) and inline.language else ""
        return f"{signs}{inside}{signs}{language}"

    def _aligned(self, tag: str, content: Inlines, *, in_words: bool) -> str:
        """Raised or lowered words; those inside others stand as the outer ones do."""
        outside, self._tag = self._tag, self._tag or tag
        inside = self._content(content, in_words=in_words)
        self._tag = outside
        return inside if outside or not inside else f"<{tag}>{inside}</{tag}>"

    def _meant(self, reference: CrossReference) -> str:
        key, _, name = reference.first.partition("#")
        last = reference.last.partition("#")[2]
        return f"{'' if key == self._key else key}#{name}{f'..{last}' if last else ''}"

    def _label(self, note: Footnote) -> str:
        """The label of a note, another one where a different note has it already."""
        wanted = note.label if _LABEL.match(note.label) else str(len(self._notes) + 1)
        label, number = wanted, 1
        while label in self._taken or self._notes.setdefault(label, note.content) != note.content:
            number += 1
            label = f"{wanted}-{number}"
        return label


def _separate(text: str, before: str, after: str) -> str:
    """Emphasised words with an empty comment where their signs would not be read as such beside their neighbours."""
    inner = text.strip("*")
    if before == "*" or (_is_mark(inner[:1]) and _is_word(before)):
        text = BETWEEN + text
    if after == "*" or (_is_mark(inner[-1:]) and _is_word(after) and text.endswith("*")):
        text += BETWEEN
    return text


def _is_mark(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "PS"


def _is_word(character: str) -> bool:
    return bool(character) and not character.isspace() and not _is_mark(character)


def _flatten(content: Inlines, kind: type[Emphasis] | type[Strong]) -> Iterator[Inline]:
    for inline in content:
        if isinstance(inline, kind):
            yield from _flatten(inline.content, kind)
        else:
            yield inline


def _escape_target(target: str) -> str:
    """An address or the name of a paragraph between round brackets."""
    escaped = re.sub(r"[\\\[\]{}]", r"\\\g<0>", target)
    return escaped if _BALANCED.match(escaped) else re.sub(r"[()]", r"\\\g<0>", escaped)
