"""Finds numbers and list marks that somebody has typed before a paragraph (12., 13.4, (a), –), and cuts them off.

A typed mark is cut off only where it is certain: marks of a list where they run on from the first one, numbers of
paragraphs where they rise. Anything else stays as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assembler.model.nodes import Emphasis, Inline, Inlines, Strong, Text
from assembler.model.text.plain_text import extract_text
from assembler.model.value import Value, replace

_NUMBER = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3}){0,3})(\.?\)|\.|)[\s\u00a0]+(?=\S)")
_AMOUNT = re.compile(r"(?:[Mm]illion|[Bb]illion|[Tt]rillion|[Pp]er cent|USD|EUR|CHF|GBP|JPY)\b|US\$")
"""What may follow a decimal number, which then counts something."""
_OPENING = "“‘«\"'([*"
_LABEL = re.compile(r"\(?(?:([a-z])|([ivxl]{1,6}))\)[\s\u00a0]+(?=\S)")
_BULLET = re.compile(r"([•·▪◦‣●○■□➢✓–—-])[\s\u00a0]+(?=\S)")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST_PARTS, _SHORT = 2, 6
_DASHES = "–—-"


class TypedLabel(Value):
    """The typed mark of a list item."""

    degree: int
    """0, or 1 for what stands below a letter."""
    bulleted: bool
    """Whether it is a bullet."""
    length: int
    """How many characters it has, with the space after it."""


type TypedNumber = tuple[int, ...]
"""A typed number by its parts: 13.4 is (13, 4); empty where there is none."""


def find_number(text: str) -> tuple[TypedNumber, int]:
    """The number that is typed before a paragraph, as in “13.”, “(13)”, “13)” or “13.4”, and how many signs it has.

    Without a sign behind it, a number needs two parts and a sentence that begins after it; “2.5 million” has none.
    """
    match = _NUMBER.match(text)
    if match is None or not (match[2] or ("." in match[1] and _begins_sentence(text[match.end() :]))):
        return (), 0
    return tuple(map(int, match[1].split("."))), match.end()


def _begins_sentence(text: str) -> bool:
    first = text.lstrip(_OPENING)[:1]
    return first.isalpha() and not first.islower() and not _AMOUNT.match(text)


def find_labels(texts: Sequence[str]) -> list[TypedLabel | None]:
    """The marks of a row of paragraphs, as far as they make up lists."""
    labels: list[TypedLabel | None] = [None] * len(texts)
    start = 0
    while start < len(texts):
        row = list(_read_row(texts[start:]))
        if len(row) > 1 or (row and row[0].bulleted and texts[start][0] not in _DASHES):
            labels[start : start + len(row)] = row
        start += max(len(row), 1)
    return labels


def _read_row(texts: Sequence[str]) -> Iterator[TypedLabel]:
    """The marks that run on from the first paragraph."""
    letters = romans = 0
    bullet = ""
    for text in texts:
        match = _BULLET.match(text)
        if match:
            if letters or romans or bullet not in ("", match[1]):
                return
            bullet = match[1]
            yield TypedLabel(0, True, match.end())
            continue
        match = _LABEL.match(text)
        if match is None or bullet:
            return
        mark = match[1] or match[2]
        if letters < len(_LETTERS) and mark == _LETTERS[letters] and not (mark == "i" and romans):
            letters, romans = letters + 1, 0
            yield TypedLabel(0, False, match.end())
        elif romans < len(_ROMANS) and mark == _ROMANS[romans]:
            romans += 1
            yield TypedLabel(1 if letters else 0, False, match.end())
        else:
            return


def find_numbers(texts: Sequence[str]) -> list[tuple[TypedNumber, int]]:
    """The numbers typed before the paragraphs of a text with their lengths, where they rise; else none.

    A count may begin again with 1, as under the next theme.
    """
    candidates = [find_number(text) for text in texts]
    numbers = [number for number, _ in candidates if number]
    rising = all(first < second or second[-1] == 1 for first, second in pairwise(numbers))
    certain = rising and (len(numbers) > 1 or any(map(_is_numbered_sentence, texts)))
    return candidates if certain else [((), 0)] * len(texts)


def _is_numbered_sentence(text: str) -> bool:
    """Whether a number is that of a paragraph although no other one is numbered; one of three parts may be a date."""
    number, length = find_number(text)
    rest = text[length:]
    return 0 < len(number) <= _MOST_PARTS and rest[:1].isupper() and len(rest.split()) > _SHORT


def cut_beginning(content: Inlines, length: int) -> Inlines:
    """The nodes without their first characters, wherever these stand; what is emptied goes."""
    rest: list[Inline] = []
    for inline in content:
        if length <= 0:
            rest.append(inline)
            continue
        has = len(extract_text((inline,)))
        if has == 0 or has > length:
            rest.append(_cut_node(inline, length))
        length -= has
    if rest and isinstance(rest[0], Text):
        rest[0] = Text(rest[0].text.lstrip())
    return tuple(node for node in rest if not (isinstance(node, Text) and not node.text))


def _cut_node(inline: Inline, length: int) -> Inline:
    if isinstance(inline, Text):
        return Text(inline.text[length:])
    if isinstance(inline, Emphasis | Strong):
        return replace(inline, content=cut_beginning(inline.content, length))
    return inline
