"""Recognizes scaffold text: sentences and placeholders of forms and of new reports that nobody has replaced.

Sentences are compared word by word, whatever their capitals, spaces and punctuation. Names and numbers in a sentence of
a scaffold may have been changed; the sentence is still recognized.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from assembler.model.finding import Source
from assembler.model.nodes import Block, BulletedList, Footnote, Inlines, LetteredList
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_contents, walk_inlines
from assembler.model.value import CachedValue

VARIABLE = "\0"
"""Stands in a sentence of a scaffold for words that differ from one report to the next."""

_SENTENCE_END = re.compile(r"[.!?…؟][”’\"'»)\]]*[ \t\n]+(?=[^\Wa-z\d])|[。！？][”’»）]*")
_WORD = re.compile(rf"[\w{VARIABLE}]+")
_OPENING = re.compile(rf"[^\w{VARIABLE}]*([\w{VARIABLE}]+)(?:[^\w{VARIABLE}]+([\w{VARIABLE}]+))?")

_NO_REASONS = frozenset(
    (
        *("", "a reason", "because", "n/a", "name", "none", "nothing", "ok", "reason", "reason here", "tba", "tbc"),
        *("signature", "xyz"),
        *("tbd", "test", "the reason", "to be completed", "to be confirmed", "todo", "why", "xx", "xxx", "yes"),
        "your reason",
    )
)
"""What documents, help and people in a hurry write in the place of a reason or a name."""
_NO_NAMES = frozenset(
    (
        *("null", "asdf", "qwerty", "abc", "n.n", "nn", "x", "х", "хх", "ххх"),
        *("admin", "anonymous", "me", "myself", "nobody", "signed", "somebody", "someone", "unknown", "user"),
        *("anonyme", "inconnu", "inconnue", "moi", "nom et prénom", "votre nom", "à compléter", "à confirmer"),
        *("anónimo", "desconocida", "desconocido", "firma", "nombre y apellido", "nombre y apellidos", "su nombre"),
        *("por completar", "por confirmar", "yo", "ваше имя", "имярек", "неизвестно", "подпись", "уточнить", "фио"),
        *("ф.и.о", "фамилия и.о", "اسمك", "اسمكم", "التوقيع", "توقيع", "غير معروف", "مجهول", "يحدد لاحقا", "名字"),
        *("待定", "待补", "您的姓名", "某人", "某某", "无名氏", "签名", "签字", "未知"),
    )
)
"""What they write in the place of the name of a person, in six languages."""
_AROUND = " .…?!,;:_[]()<>-–—"
"""The marks around such words."""


class ScaffoldText(CachedValue):
    """What forms and new reports say before anybody has written into them."""

    sentences: frozenset[str] = frozenset()
    """Sentences in the form that `normalize` gives, with VARIABLE for words that differ."""
    names: frozenset[str] = frozenset()
    """What stands in a header in the place of a name, an address or a day, in the same form."""
    symbols: frozenset[str] = frozenset()
    """The symbols of a new report, and its job number."""

    def has_sentence(self, sentence: str) -> bool:
        """Whether these words are a sentence of a scaffold."""
        if not self._may_be_known(sentence):
            return False
        words = normalize(sentence)
        return words in self.sentences or any(_fits(parts, words) for parts in self._patterns)

    def has_name(self, value: str) -> bool:
        """Whether a value of a header stands in the place of another one."""
        return self._may_be_known(value) and (normalize(value) in self.names or self.has_sentence(value))

    def _may_be_known(self, words: str) -> bool:
        """Whether something known begins like these words; few sentences of a report do."""
        opening = _take_opening(words)
        return opening in self._openings or opening.startswith(self._beginnings)

    @cached_property
    def _openings(self) -> frozenset[str]:
        """The first two words of everything that is known."""
        return frozenset(map(_take_opening, self.sentences | self.names))

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        """What stands before words that differ among the first two; Chinese has no space there."""
        return tuple(opening.split(VARIABLE, 1)[0] for opening in sorted(self._openings) if VARIABLE in opening)

    @cached_property
    def _patterns(self) -> tuple[tuple[str, ...], ...]:
        """The words of sentences between those that differ."""
        patterns = (sentence.split(VARIABLE) for sentence in sorted(self.sentences) if VARIABLE in sentence)
        return tuple(tuple(part.strip() for part in pattern) for pattern in patterns)


def is_no_reason(words: str) -> bool:
    """Whether these words stand in the place of a reason or a name, and say nothing."""
    return words.strip(_AROUND).casefold() in _NO_REASONS


def is_no_name(words: str) -> bool:
    """Whether these words stand in the place of the name of a person, and name nobody."""
    return is_no_reason(words) or words.strip(_AROUND).casefold() in _NO_NAMES


def normalize(words: str) -> str:
    """The words in small letters, one space between two of them, without punctuation."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", words).casefold()))


def _take_opening(words: str) -> str:
    """The first two words, as `normalize` gives them."""
    opening = _OPENING.match(words)
    return unicodedata.normalize("NFKC", " ".join(filter(None, opening.groups()))).casefold() if opening else ""


def _fits(parts: tuple[str, ...], words: str) -> bool:
    """Whether the words are those of the parts, in their order, with any words between two of them."""
    first, *middle, last = parts
    if not words.startswith(first):
        return False
    place = len(first)
    for part in middle:
        start = words.find(part, place)
        if start < 0:
            return False
        place = start + len(part)
    return words.endswith(last) and len(words) - len(last) >= place


def split_sentences(text: str) -> Iterator[str]:
    """The sentences of a text, each with its last mark."""
    start = 0
    for end in chain((match.end() for match in _SENTENCE_END.finditer(text)), (len(text),)):
        if sentence := text[start:end].strip():
            yield sentence
        start = end


def walk_sentences(blocks: Iterable[Block]) -> Iterator[tuple[str, Source]]:
    """Every sentence of the blocks with the place of the block, item or footnote that holds it."""
    for content, source in walk_placed_contents(blocks):
        for sentence in split_sentences(extract_text(content)):
            yield sentence, source


def walk_placed_contents(blocks: Iterable[Block]) -> Iterator[tuple[Inlines, Source]]:
    """Every run of words of the blocks, each footnote after the run that cites it, with their places."""
    for block in blocks:
        runs = _walk_items(block) if isinstance(block, LetteredList | BulletedList) else _walk_runs(block)
        for content, source in runs:
            yield content, source
            for inline in walk_inlines(content):
                if isinstance(inline, Footnote):
                    yield from ((paragraph, inline.source) for paragraph in inline.content)


def _walk_runs(block: Block) -> Iterator[tuple[Inlines, Source]]:
    return ((content, block.source) for content in walk_contents(block))


def _walk_items(block: LetteredList | BulletedList) -> Iterator[tuple[Inlines, Source]]:
    for item in block.items:
        yield item.content, item.source
        for below in item.below:
            yield from _walk_items(below)


def is_scaffold(blocks: Iterable[Block], scaffold: ScaffoldText) -> bool:
    """Whether the blocks have sentences, and each is one of a scaffold."""
    has_sentences = False
    for words, _ in walk_sentences(blocks):
        if not scaffold.has_sentence(words):
            return False
        has_sentences = True
    return has_sentences
