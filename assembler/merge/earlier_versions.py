"""Finds where a text that came again has older words of its entity, which a later file had changed.

Two colleagues of one entity may edit copies of the same file. The second copy then lacks what the first one has
changed. Nobody can tell whether the older words are meant, so such edits are not made without a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from assembler.merge.matching import Matches, is_part, is_similar, match_versions
from assembler.merge.units import Unit
from assembler.model.nodes import Block, CrossReference, Footnote, Inline, Inlines, Paragraph, Text
from assembler.model.text.plain_text import extract_text
from assembler.model.text.rewriting import rewrite_block
from assembler.model.text.sequence_diff import diff_sequences
from assembler.model.text.word_diff import split_words
from assembler.model.value import Value, replace
from assembler.writers.markdown.blocks import print_blocks

_WORD = re.compile(r"\w")
_FIGURE = re.compile(r"\d")


class EarlierVersion(Value):
    """A text as it came before it came last."""

    units: tuple[Unit, ...]
    """Its units."""
    matches: Matches
    """What each unit of the text that came last was in it."""

    @property
    def dropped(self) -> tuple[Unit, ...]:
        """Its units that the text that came last has no more."""
        remaining = {other for others in self.matches.values() for other in others}
        return tuple(unit for unit in self.units if unit not in remaining)


class _Edit(Value):
    """Words of the text that came last that are other words in another version."""

    first: int
    last: int
    words: tuple[str, ...]


def compare_with_earlier(base: Sequence[Unit], versions: Iterable[Sequence[Unit]]) -> tuple[EarlierVersion, ...]:
    """The earlier versions of a text whose units as they came last are the base."""
    return tuple(EarlierVersion(tuple(units), match_versions(base, units)) for units in versions)


def has_older_words(base: Sequence[Unit], theirs: Sequence[Unit], versions: Iterable[EarlierVersion]) -> bool:
    """Whether words of the base are changed to what they were in an earlier version, or to a unit which that had.

    A figure that takes the place of another is one of these also where the words around it are new.
    """
    versions = tuple(versions)
    if not theirs:
        return not all(_collect_matches(version, base) for version in versions)
    dropped = [former for version in versions for former in version.dropped]
    if any(is_part(unit, former) for former in dropped for unit in theirs if not _has_part(base, former)):
        return True
    words = _split(base)
    edits = list(_list_edits(words, _split(theirs)))
    former_texts = [_split(_collect_matches(version, base)) for version in versions]
    former_edits = (edit for former in former_texts for edit in _list_edits(words, former))
    former_figures = set(filter(_FIGURE.search, chain.from_iterable(former_texts))).difference(words)
    return any(_takes_back(edit, former) for former in former_edits for edit in edits) or any(
        any(map(_FIGURE.search, words[edit.first : edit.last])) and not former_figures.isdisjoint(edit.words)
        for edit in edits
    )


def is_restored(unit: Unit, versions: Iterable[EarlierVersion]) -> bool:
    """Whether a new unit stood in an earlier version, and not in the text that came last."""
    former_units = (former for version in versions for former in version.dropped)
    return any(type(former.block) is type(unit.block) and is_similar(former, unit) for former in former_units)


def is_moved_back(base: Unit, unit: Unit, theirs: Sequence[Unit], versions: Iterable[EarlierVersion]) -> bool:
    """Whether a unit that has moved stands where it stood in an earlier version: after the same words."""
    place = (unit.theme, _get_words_before(unit, theirs))
    former_units = ((former, version) for version in versions for former in version.matches.get(base, ()))
    return any((former.theme, _get_words_before(former, version.units)) == place for former, version in former_units)


def _has_part(units: Iterable[Unit], part: Unit) -> bool:
    return any(is_part(unit, part) for unit in units)


def _get_words_before(unit: Unit, units: Sequence[Unit]) -> tuple[str, ...]:
    return next((before.words for before, other in pairwise(units) if other is unit), ())


def _collect_matches(version: EarlierVersion, base: Iterable[Unit]) -> list[Unit]:
    matches = {other for unit in base for other in version.matches.get(unit, ())}
    return [unit for unit in version.units if unit in matches]


def _split(units: Iterable[Unit]) -> tuple[str, ...]:
    """The words of units in Markdown, so that emphasis, lists and tables count as words do."""
    return split_words(print_blocks([rewrite_block(_drop_attributes(unit), _write_out) for unit in units]))


def _drop_attributes(unit: Unit) -> Block:
    return Paragraph(unit.block.content) if isinstance(unit.block, Paragraph) else unit.block


def _write_out(inline: Inline) -> Inlines:
    """Notes as words at their places, since their labels change with the notes before."""
    if isinstance(inline, Footnote):
        return (Text(f" [note: {' '.join(map(extract_text, inline.content))}]"),)
    return (replace(inline, numbers=()),) if isinstance(inline, CrossReference) else (inline,)


def _list_edits(base: Sequence[str], words: Sequence[str]) -> Iterator[_Edit]:
    for kind, first, last, start, end in diff_sequences(base, words):
        if kind != "equal":
            yield _Edit(first, last, tuple(words[start:end]))


def _takes_back(edit: _Edit, former: _Edit) -> bool:
    """Whether an edit brings back the words of an earlier version, or takes out words that this version had not."""
    if edit == former:
        return True
    if not edit.first <= former.first <= former.last <= edit.last:
        return False
    if _has_word(former.words):
        starts = range(len(edit.words) - len(former.words) + 1)
        return any(edit.words[start : start + len(former.words)] == former.words for start in starts)
    return former.first < former.last and not _has_word(edit.words)


def _has_word(words: Iterable[str]) -> bool:
    return any(map(_WORD.search, words))
