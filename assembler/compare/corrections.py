"""Splits changed words into single corrections: which words are to be read for which, and in which sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assembler.compare.inline_diff import accept_changes, split_leaves
from assembler.model.nodes import Footnote, Inlines, Text
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_inlines
from assembler.model.value import MutableValue, Value
from assembler.readers.ooxml.inline_flattening import flatten_inlines
from assembler.readers.ooxml.inline_nesting import DELETED, INSERTED, Leaf, nest_leaves, remove_wrappers

_MOST = 3
"""How many corrections a sentence may have; one with more is given whole."""
_KEPT = 0.4
"""The share of a sentence that must stay for its corrections to be given one by one."""
_NEAR = 2
"""How many words may stand between two corrections that are given as one."""
_LONGEST_CONTEXT = 4
"""How many words may stand beside a correction so that it is clear which words are meant."""
_SENTENCE_END = re.compile(r"[.!?؟。！？][”’»\")\]]*(?:\s+(?=[^\sa-zà-ÿа-я])|(?<=[。！？]))")
_ABBREVIATION = re.compile(r"\b(?:No|Nos|Mr|Mrs|Ms|Dr|Sect|Add|Corr|Rev|para|paras|vol|art|chap|cf|p|pp|St)\.\s*$")


class Correction(Value):
    """The words to be read for others."""

    old: Inlines = ()
    """The words as they were issued."""
    new: Inlines = ()
    """The words to be read instead; none where the old ones are to be deleted."""
    sentence: int = 0
    """The number of the sentence, from 1; 0 where there is only one."""
    note: int = 0
    """The number of the footnote in the corrected text; 0 outside of footnotes."""
    is_whole: bool = False
    """Whether the new words are the whole text."""


class _Span(MutableValue):
    """A run of leaves that changed, from one place up to another."""

    first: int
    last: int


def split_corrections(content: Inlines, language: str) -> tuple[Correction, ...]:
    """The corrections in words with marks of changes, in the order of the text; those inside footnotes come last."""
    leaves = list(split_leaves(content, language))
    sentences = _number_sentences(leaves)
    numbers = dict.fromkeys(sentences)
    rewritten = {number for number in numbers if _is_rewritten(leaves, _find_places(sentences, number))}
    if rewritten and (len(rewritten) == len(numbers) or _is_rewritten(leaves, range(len(leaves)), len(leaves))):
        whole = Correction(new=accept_changes(content), is_whole=True)
        return (whole, *_correct_footnotes(content, language))
    corrections: list[Correction] = []
    for number in numbers:
        places = _find_places(sentences, number)
        sentence = number if len(numbers) > 1 else 0
        if number in rewritten:
            new = _get_new_words(leaves[places.start : places.stop])
            corrections.append(Correction(new=new, sentence=sentence, is_whole=True))
        else:
            spans = [span for span in _join_near(leaves, _find_spans(leaves)) if span.first in places]
            corrections += [_make_correction(leaves, _add_context(leaves, span), sentence) for span in spans]
    return (*corrections, *_correct_footnotes(content, language))


def _find_places(sentences: Sequence[int], number: int) -> range:
    """The places of the leaves of a sentence."""
    first = sentences.index(number)
    return range(first, first + sentences.count(number))


def _is_rewritten(leaves: Sequence[Leaf], places: range, most: int = _MOST) -> bool:
    """Whether little of a sentence stays, or it has more corrections than it may have."""
    inside = leaves[places.start : places.stop]
    spans = _join_near(inside, _find_spans(inside))
    words = [leaf for leaf in inside if _is_word(leaf)]
    longest = max(sum(mark not in leaf.wrappers for leaf in words) for mark in (INSERTED, DELETED))
    unchanged = len(words) - sum(map(_is_changed, words))
    return len(spans) > most or (unchanged < _KEPT * longest and longest > _LONGEST_CONTEXT)


def _join_near(leaves: Sequence[Leaf], spans: Sequence[_Span]) -> list[_Span]:
    """The spans, those with no more than a few words between them as one."""
    joined: list[_Span] = []
    for span in spans:
        if joined and sum(map(_is_word, leaves[joined[-1].last : span.first])) <= _NEAR:
            joined[-1] = _Span(joined[-1].first, span.last)
        else:
            joined.append(span)
    return joined


def _correct_footnotes(content: Inlines, language: str) -> Iterator[Correction]:
    """The corrections inside footnotes that stay."""
    unchanged = [leaf for leaf in flatten_inlines(content, language) if not leaf.wrappers & {DELETED, INSERTED}]
    notes = [inline for leaf in unchanged for inline in walk_inlines((leaf.node,)) if isinstance(inline, Footnote)]
    for note in notes:
        for paragraph in note.content:
            leaves = list(split_leaves(paragraph, language))
            for span in _find_spans(leaves):
                correction = _make_correction(leaves, _add_context(leaves, span), 0)
                yield Correction(correction.old, correction.new, note=note.number or 0)


def _is_changed(leaf: Leaf) -> bool:
    return bool(leaf.wrappers & {DELETED, INSERTED})


def _is_word(leaf: Leaf) -> bool:
    """Whether a leaf is more than a space or a sign."""
    return not isinstance(leaf.node, Text) or any(sign.isalnum() for sign in leaf.node.text)


def _find_spans(leaves: Sequence[Leaf]) -> list[_Span]:
    """The runs of changed leaves; changes with nothing but a space or a sign between them are one."""
    spans: list[_Span] = []
    for place, leaf in enumerate(leaves):
        if not _is_changed(leaf):
            continue
        if spans and not any(map(_is_word, leaves[spans[-1].last : place])):
            spans[-1].last = place + 1
        else:
            spans.append(_Span(place, place + 1))
    return spans


def _add_context(leaves: Sequence[Leaf], span: _Span) -> _Span:
    """The span with the words beside it that make clear which place is meant."""
    text = _join_words(leaves, DELETED)
    first, last = span.first, span.last
    for turn in range(2 * _LONGEST_CONTEXT):
        old = _join_words(leaves[first:last], DELETED).strip()
        has_word = any(sign.isalnum() for sign in old)
        if has_word and _count_occurrences(text, old) == 1 and _is_readable(leaves, first, last):
            break
        start = _find_word_before(leaves, first) if turn % 2 == 0 else first
        end = _find_word_after(leaves, last) if turn % 2 or start == first else last
        if (start, end) == (first, last):
            end = _find_word_after(leaves, last)
        first, last = start, end
    return _Span(first, last)


def _is_readable(leaves: Sequence[Leaf], first: int, last: int) -> bool:
    """Whether new words are left to be read, or whole words are to be deleted."""
    new = _join_words(leaves[first:last], INSERTED).strip()
    deleted = [leaf for leaf in leaves[first:last] if DELETED in leaf.wrappers]
    return not new or any(map(_is_word, leaves[first:last])) or not deleted


def _count_occurrences(text: str, words: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _find_word_before(leaves: Sequence[Leaf], first: int) -> int:
    """The place of the unchanged word before."""
    place = first - 1
    while place >= 0 and not _is_changed(leaves[place]):
        if _is_word(leaves[place]):
            return place
        place -= 1
    return first


def _find_word_after(leaves: Sequence[Leaf], last: int) -> int:
    """The place after the unchanged word behind."""
    place = last
    while place < len(leaves) and not _is_changed(leaves[place]):
        if _is_word(leaves[place]):
            return place + 1
        place += 1
    return last


def _join_words(leaves: Sequence[Leaf], mark: object) -> str:
    """The words of the old state for DELETED, or of the new one for INSERTED."""
    other = INSERTED if mark is DELETED else DELETED
    return extract_text(leaf.node for leaf in leaves if other not in leaf.wrappers)


def _make_correction(leaves: Sequence[Leaf], span: _Span, sentence: int) -> Correction:
    inside = leaves[span.first : span.last]
    former = [leaf for leaf in inside if INSERTED not in leaf.wrappers]
    return Correction(
        _strip_spaces(nest_leaves(remove_wrappers(former, frozenset((DELETED,))))), _get_new_words(inside), sentence
    )


def _get_new_words(leaves: Sequence[Leaf]) -> Inlines:
    words = [leaf for leaf in leaves if DELETED not in leaf.wrappers]
    return _strip_spaces(nest_leaves(remove_wrappers(words, frozenset((INSERTED,)))))


def _strip_spaces(content: Inlines) -> Inlines:
    """The nodes without spaces at both ends."""
    nodes = list(content)
    for place, strip in ((0, str.lstrip), (-1, str.rstrip)):
        node = nodes[place] if nodes else None
        if isinstance(node, Text):
            nodes[place] = Text(strip(node.text))
    return tuple(node for node in nodes if node != Text(""))


def _number_sentences(leaves: Sequence[Leaf]) -> list[int]:
    """The number of the sentence of the issued text in which each leaf stands."""
    numbers: list[int] = []
    before = ""
    text = _join_words(leaves, DELETED)
    matches = _SENTENCE_END.finditer(text)
    ends = [match.end() for match in matches if not _ABBREVIATION.search(text[: match.start() + 1])]
    for leaf in leaves:
        numbers.append(1 + sum(end <= len(before) and end < len(text) for end in ends))
        if INSERTED not in leaf.wrappers:
            before += extract_text((leaf.node,))
    return numbers
