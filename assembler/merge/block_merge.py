"""Merges two edits of one block word by word, where they touch different words.

The block is compared as it is printed in Markdown, so that lists, tables and emphasis are merged as words are. Notes,
references and queries are single signs there. What does not read back as one block of the same kind is not merged.
"""

from __future__ import annotations

import re
from collections.abc import Collection as Some
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assembler.merge.normal_form import NameReference, format_for_reader, normalize_blocks
from assembler.model.contribution import Kind
from assembler.model.nodes import Block, CrossReference, Footnote, Inline, Inlines, Paragraph, Query, Text
from assembler.model.text.rewriting import rewrite_block
from assembler.model.text.sequence_diff import diff_sequences
from assembler.model.text.word_diff import format_word_diff, split_words
from assembler.model.value import Value, replace
from assembler.model.vocabulary import Vocabulary
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.text_file import TextFile
from assembler.writers.markdown.blocks import print_blocks

_FIRST_SIGN, _LAST_SIGN = 0xE000, 0xF8FF
"""The characters of the private use area, each of which stands for a note, a reference or a query."""
_SIGN = re.compile(f"([{chr(_FIRST_SIGN)}-{chr(_LAST_SIGN)}])")
_MOST_WORDS = 20_000
"""Blocks of more words and spaces are not merged word by word."""


class BlockVersion(Value):
    """A block in one of the three states, and how its references are named for comparison."""

    block: Block
    """The block."""
    name_reference: NameReference
    """Gives the present identifiers in a reference of that state."""


class _Edit(Value):
    """Words of the base that one side has replaced."""

    first: int
    last: int
    words: tuple[str, ...]


def merge_words(base: BlockVersion, ours: BlockVersion, theirs: BlockVersion, language: str) -> Block | None:
    """The block with the edits of both sides; None where both have edited the same words or words that touch."""
    signs = _Signs(language)
    printed = [signs.print(version) for version in (ours, base, theirs)]  # ours first: its notes and references stay
    if not all(printed):
        return None
    our_words, base_words, their_words = map(split_words, printed)
    if max(map(len, (our_words, base_words, their_words))) > _MOST_WORDS:
        return None
    edits = _join_edits(_list_edits(base_words, our_words), _list_edits(base_words, their_words))
    return None if edits is None else signs.read(_apply_edits(base_words, edits), type(ours.block))


def merge_typed_words(base: str, ours: str, theirs: str) -> str | None:
    """The words with the edits of both sides; None where both have edited the same words or words that touch."""
    base_words, our_words, their_words = map(split_words, (base, ours, theirs))
    if max(map(len, (base_words, our_words, their_words))) > _MOST_WORDS:
        return None
    edits = _join_edits(_list_edits(base_words, our_words), _list_edits(base_words, their_words))
    return None if edits is None else _apply_edits(base_words, edits)


def list_word_edits(base: BlockVersion, theirs: BlockVersion, language: str) -> tuple[str, ...]:
    """The edits of the words of a block, each with a few words around it; none where they cannot be made one by one."""
    signs = _Signs(language)
    before, edits = signs.compare(base, theirs)
    if not edits or signs.read("".join(_list_parts(before, edits)), type(theirs.block)) is None:
        return ()
    return tuple(signs.describe(before, edit) for edit in edits)


def make_word_edits(base: BlockVersion, theirs: BlockVersion, language: str, dropped: Some[int]) -> Block | None:
    """The edited block without the edits at these places; None where the words do not read back as such a block."""
    signs = _Signs(language)
    before, edits = signs.compare(base, theirs)
    chosen = [edit for place, edit in enumerate(edits) if place not in dropped]
    block = signs.read("".join(_list_parts(before, chosen)), type(theirs.block))
    if not (isinstance(block, Paragraph) and isinstance(theirs.block, Paragraph)):
        return block
    return replace(theirs.block, content=block.content)


class _Signs:
    """Prints blocks with one character for each note, reference and query, and reads them back."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._signs: dict[str, str] = {}
        self._inlines: dict[str, Inline] = {}

    def print(self, version: BlockVersion) -> str:
        """The block in Markdown; empty where it has such characters of its own, or too many notes."""
        bare = (
            replace(version.block, id="", theme="", order=None, origins=())
            if (isinstance(version.block, Paragraph))
            else version.block
        )
        if _SIGN.search(print_blocks([bare])):
            return ""
        printed = print_blocks([rewrite_block(bare, lambda inline: self._replace(inline, version.name_reference))])
        return printed if len(self._signs) <= _LAST_SIGN - _FIRST_SIGN else ""

    def _replace(self, inline: Inline, name_reference: NameReference) -> Inlines:
        if not isinstance(inline, Footnote | CrossReference | Query):
            return (inline,)
        bare = replace(inline, label="") if isinstance(inline, Footnote) else inline
        key = repr(normalize_blocks([Paragraph((bare,))], self._language, name_reference))
        sign = self._signs.setdefault(key, chr(min(_FIRST_SIGN + len(self._signs), _LAST_SIGN)))
        self._inlines.setdefault(sign, inline)
        return (Text(sign),)

    def compare(self, base: BlockVersion, theirs: BlockVersion) -> tuple[list[str], list[_Edit]]:
        """The words of the base, and the edits of theirs; none where the two cannot be compared by words."""
        printed = [self.print(theirs), self.print(base)]  # theirs first: its notes and references stay
        if not all(printed) or type(base.block) is not type(theirs.block):
            return [], []
        their_words, base_words = map(split_words, printed)
        if max(len(their_words), len(base_words)) > _MOST_WORDS:
            return [], []
        return list(base_words), _list_edits(base_words, their_words)

    def describe(self, base: Sequence[str], edit: _Edit) -> str:
        """One edit with the words around it, for a person."""
        old, new = "".join(base), "".join(_list_parts(base, [edit]))
        return format_word_diff(self._show(old), self._show(new))

    def _show(self, printed: str) -> str:
        parts = _SIGN.split(printed)
        return "".join(
            format_for_reader([Paragraph((self._inlines[part],))]) if part in self._inlines else part for part in parts
        )

    def read(self, printed: str, kind: type[Block]) -> Block | None:
        """The block that was printed so; None where the words do not read back as one block of that kind."""
        text_file = TextFile("", Kind.GENERAL, "", self._language, None, Vocabulary())
        blocks = read_markdown(printed.encode(), text_file)[0].blocks
        if len(blocks) != 1 or type(blocks[0]) is not kind:
            return None
        block = replace(blocks[0], id="") if isinstance(blocks[0], Paragraph) else blocks[0]
        return rewrite_block(block, self._restore) if print_blocks([block]) == printed else None

    def _restore(self, inline: Inline) -> Inlines:
        if not isinstance(inline, Text):
            return (inline,)
        parts = (part for part in _SIGN.split(inline.text) if part)
        return tuple(self._inlines.get(part) or Text(part) for part in parts)


def _list_edits(base: Sequence[str], words: Sequence[str]) -> list[_Edit]:
    """The edits of one side in their order; those with only spaces between them are one."""
    edits: list[_Edit] = []
    for kind, first, last, start, end in diff_sequences(base, words):
        if kind == "equal":
            continue
        former = edits[-1] if edits else None
        between = base[former.last : first] if former else ()
        if former and not "".join(between).strip():
            edits[-1] = _Edit(former.first, last, (*former.words, *between, *words[start:end]))
        else:
            edits.append(_Edit(first, last, tuple(words[start:end])))
    return edits


def _join_edits(ours: Sequence[_Edit], theirs: Sequence[_Edit]) -> list[_Edit] | None:
    """The edits of both sides in their order, an equal one once; None where two of them touch."""
    edits = sorted({*ours, *theirs}, key=lambda edit: (edit.first, edit.last))
    touch = any(former.last >= edit.first for former, edit in pairwise(edits))
    return None if touch else edits


def _apply_edits(base: Sequence[str], edits: Sequence[_Edit]) -> str:
    return "".join(_list_parts(base, edits))


def _list_parts(base: Sequence[str], edits: Sequence[_Edit]) -> Iterator[str]:
    place = 0
    for edit in edits:
        yield from base[place : edit.first]
        yield from edit.words
        place = edit.last
    yield from base[place:]
