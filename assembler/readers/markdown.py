"""A text in Markdown to inline nodes and lists: the only place that uses the Markdown library.

Python-Markdown parses emphasis, links, lists and tables; our own marks have been masked before. Raw HTML, pictures and
code are switched off, so that whatever looks like them stays words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import get_attrs_and_remainder

from assembler.model.finding import Source
from assembler.model.nodes import (
    BulletedList,
    Emphasis,
    Inline,
    LetteredList,
    Link,
    ListItem,
    Strong,
    Text,
)
from assembler.readers.constructs import TOKEN
from assembler.readers.quotations import with_quotations
from assembler.readers.symbols import with_symbols

_OFF = (
    "backtick", "reference", "image_link", "image_reference", "short_reference", "short_image_ref",
    "autolink", "automail", "html", "entity", "linebreak",
)  # fmt: skip
_LINKED = re.compile(r"(?:https?://|mailto:)\S+\Z")
_ESCAPED = re.compile("\x02(\\d+)\x03")
_ATTRIBUTES = re.compile(r"\{:\s?([^{}]*?)\s*\}")
_SPACES = re.compile(r"[ \t\n]+")

type Unmask = Callable[[int], tuple[Inline, ...]]
"""Gives the nodes of a masked mark by its number."""


@cache
def _markdown() -> Markdown:
    markdown = Markdown(extensions=["sane_lists", "tables"])
    for name in _OFF:
        markdown.inlinePatterns.deregister(name)
    for name in ("code", "hashheader", "setextheader", "hr", "reference"):
        markdown.parser.blockprocessors.deregister(name)
    return markdown


def tree(text: str) -> Element:
    """The element tree of a masked chunk: div holding p, ol, ul, blockquote or table."""
    markdown = _markdown()
    markdown.reset()
    root = markdown.parser.parseDocument(text.split("\n")).getroot()
    assert root is not None  # the library's type is wider than what it gives
    markdown.treeprocessors["inline"].run(root)
    return root


def attributes(text: str) -> tuple[tuple[str, str], ...]:
    """The attributes between {: and }, as pairs of name and value; #name gives id."""
    pairs, _ = get_attrs_and_remainder(text)
    return tuple(pairs)


class InlineReader:
    """Turns elements into inline nodes, for one language and one set of masked marks."""

    def __init__(self, language: str, unmask: Unmask) -> None:
        self._language = language
        self._unmask = unmask

    def paragraphs(self, text: str) -> tuple[tuple[Inline, ...], ...]:
        """The paragraphs of a masked chunk that holds nothing else; their words where it does."""
        return tuple(self.content(element) for element in tree(text)) if text.strip() else ()

    def inline(self, text: str) -> tuple[Inline, ...]:
        """One run of inline nodes, such as the words of a heading or of a proposal."""
        lines = " ".join(line.strip() for line in text.split("\n"))
        element = Element("p")
        element.text = lines
        root = Element("div")
        root.append(element)
        _markdown().reset()
        _markdown().treeprocessors["inline"].run(root)
        return self.content(element)

    def content(self, element: Element) -> tuple[Inline, ...]:
        """The nodes inside an element, its own lists left out."""
        return with_quotations(_trimmed(tuple(self._inside(element))))

    def list_of(self, element: Element, source: Source) -> LetteredList | BulletedList:
        """The list of an ol or ul element, with the lists below it."""
        items = tuple(self._item(item, source) for item in element)
        return LetteredList(items, source) if element.tag == "ol" else BulletedList(items, source)

    def _item(self, element: Element, source: Source) -> ListItem:
        below = tuple(self.list_of(inner, source) for inner in element if inner.tag in ("ol", "ul"))
        return ListItem(self.content(element), below, source)

    def _inside(self, element: Element) -> Iterator[Inline]:
        yield from self._words(element.text or "")
        for child in element:
            tail = child.tail or ""
            match child.tag:
                case "em":
                    language, tail = _language(tail)
                    yield Emphasis(tuple(self._inside(child)), language)
                case "strong":
                    yield Strong(tuple(self._inside(child)))
                case "a":
                    yield from self._link(child)
                case "ol" | "ul":
                    pass
                case _:  # p in loose items and quotations
                    yield Text(" ")
                    yield from self._inside(child)
            yield from self._words(tail)

    def _link(self, element: Element) -> Iterator[Inline]:
        target = _unescaped(element.get("href", ""))
        content = tuple(self._inside(element))
        if _LINKED.match(target):
            yield Link(content, target)
        else:
            yield from (Text("["), *content, Text(f"]({target})"))

    def _words(self, text: str) -> Iterator[Inline]:
        parts = TOKEN.split(_SPACES.sub(" ", _unescaped(text)))
        for index, part in enumerate(parts):
            if index % 2:
                yield from self._unmask(int(part))
            elif part:
                yield from with_symbols(part, self._language)


def refused_targets(root: Element) -> tuple[str, ...]:
    """The targets of links that are no https, http or mailto address."""
    targets = (_unescaped(element.get("href", "")) for element in root.iter("a"))
    return tuple(target for target in targets if not _LINKED.match(target))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1])), text)


def _language(tail: str) -> tuple[str, str]:
    """The language that an attribute list after a foreign phrase names, and the words after it."""
    match = _ATTRIBUTES.match(tail)
    language = dict(attributes(match[1])).get("lang", "") if match else ""
    return (language, tail[match.end() :]) if match and language else ("", tail)


def _trimmed(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The nodes without spaces at both ends, neighbouring words as one text."""
    joined: list[Inline] = []
    for inline in content:
        if isinstance(inline, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(_SPACES.sub(" ", joined[-1].text + inline.text))
        else:
            joined.append(inline)
    if joined and isinstance(joined[0], Text):
        joined[0] = Text(joined[0].text.lstrip(" "))
    if joined and isinstance(joined[-1], Text):
        joined[-1] = Text(joined[-1].text.rstrip(" "))
    return tuple(inline for inline in joined if inline != Text(""))
