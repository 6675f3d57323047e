"""The single corrections in words that hold marks of what changed: what is to be read for what, in which sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assembler.compare.inline_diff import accepted, pieces_of
from assembler.model.nodes import Footnote, Inlines, Text
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_inlines
from assembler.model.value import Growing, Value
from assembler.readers.ooxml.inline_nesting import (
    DELETED,
    INSERTED,
    Leaf,
    flatten_inlines,
    nest_leaves,
    remove_wrappers,
)

_MOST = 3
"""How many corrections a sentence may have; one with more is given whole."""
_KEPT = 0.4
"""How much of a sentence must stay for its corrections to be given one by one."""
_NEAR = 2
"""How many words may stand between two corrections that are given as one."""
_LONGEST_CONTEXT = 4
"""How many words may stand beside a correction so that it is clear which words are meant."""
_SENTENCE_END = re.compile(r"[.!?؟。！？][”’»\")\]]*(?:\s+(?=[^\sa-zà-ÿа-я])|(?<=[。！？]))")
_ABBREVIATION = re.compile(r"\b(?:No|Nos|Mr|Mrs|Ms|Dr|Sect|Add|Corr|Rev|para|paras|vol|art|chap|cf|p|pp|St)\.\s*$")


class Correction(Value):
    """What is to be read for what."""

    old: Inlines = ()
    """The words as they were issued."""
    new: Inlines = ()
    """The words to be read instead; none where the others are to be deleted."""
    sentence: int = 0
    """In which sentence, from 1; 0 where there is only one."""
    note: int = 0
    """In which footnote, by its number in the corrected text; 0 outside of notes."""
    whole: bool = False
    """Whether the new words are the whole text."""


class _Span(Growing):
    """A run of pieces that changed, from one place up to another."""

    first: int
    last: int


def corrections(content: Inlines, language: str) -> tuple[Correction, ...]:
    """The corrections in the order of the text, those inside notes after the others."""
    pieces = list(pieces_of(content, language))
    sentences = _sentences(pieces)
    numbers = dict.fromkeys(sentences)
    whole = {number for number in numbers if _is_another(pieces, _places(sentences, number))}
    if whole and (len(whole) == len(numbers) or _is_another(pieces, range(len(pieces)), len(pieces))):
        return (Correction(new=accepted(content), whole=True), *_in_notes(content, language))
    made: list[Correction] = []
    for number in numbers:
        places = _places(sentences, number)
        said = number if len(numbers) > 1 else 0
        if number in whole:
            made.append(Correction(new=_new_words(pieces[places.start : places.stop]), sentence=said, whole=True))
        else:
            spans = [it for it in _near(pieces, _spans(pieces)) if it.first in places]
            made += [_correction(pieces, span, said) for span in _widened(pieces, spans)]
    return (*made, *_in_notes(content, language))


def _places(sentences: Sequence[int], number: int) -> range:
    """Where the pieces of a sentence stand."""
    first = sentences.index(number)
    return range(first, first + sentences.count(number))


def _is_another(pieces: Sequence[Leaf], places: range, most: int = _MOST) -> bool:
    """Whether a sentence is quite another one, or has more corrections than it may have."""
    inside = pieces[places.start : places.stop]
    spans = _near(inside, _spans(inside))
    said = [it for it in inside if _says(it)]
    longest = max(sum(mark not in it.around for it in said) for mark in (INSERTED, DELETED))
    kept = len(said) - sum(map(_is_changed, said))
    return len(spans) > most or (kept < _KEPT * longest and longest > _LONGEST_CONTEXT)


def _near(pieces: Sequence[Leaf], spans: Sequence[_Span]) -> list[_Span]:
    """The spans, those with no more than a few words between them as one."""
    made: list[_Span] = []
    for span in spans:
        if made and sum(map(_says, pieces[made[-1].last : span.first])) <= _NEAR:
            made[-1] = _Span(made[-1].first, span.last)
        else:
            made.append(span)
    return made


def _in_notes(content: Inlines, language: str) -> Iterator[Correction]:
    """Corrections inside notes that stay."""
    kept = [leaf for leaf in flatten_inlines(content, language) if not leaf.around & {DELETED, INSERTED}]
    notes = [it for leaf in kept for it in walk_inlines((leaf.node,)) if isinstance(it, Footnote)]
    for note in notes:
        for paragraph in note.content:
            pieces = list(pieces_of(paragraph, language))
            for span in _widened(pieces, _spans(pieces)):
                made = _correction(pieces, span, 0)
                yield Correction(made.old, made.new, note=note.number or 0)


def _is_changed(leaf: Leaf) -> bool:
    return bool(leaf.around & {DELETED, INSERTED})


def _says(leaf: Leaf) -> bool:
    return not isinstance(leaf.node, Text) or any(sign.isalnum() for sign in leaf.node.text)


def _spans(pieces: Sequence[Leaf]) -> list[_Span]:
    """Where something changed; changes with nothing but a space or a sign between them are one."""
    spans: list[_Span] = []
    for place, piece in enumerate(pieces):
        if not _is_changed(piece):
            continue
        if spans and not any(map(_says, pieces[spans[-1].last : place])):
            spans[-1].last = place + 1
        else:
            spans.append(_Span(place, place + 1))
    return spans


def _widened(pieces: Sequence[Leaf], spans: Sequence[_Span]) -> list[_Span]:
    """The spans with the words beside them that make clear which place is meant."""
    return [_clear(pieces, span) for span in spans]


def _clear(pieces: Sequence[Leaf], span: _Span) -> _Span:
    text = _text(pieces, DELETED)
    first, last = span.first, span.last
    for step in range(2 * _LONGEST_CONTEXT):
        old = _text(pieces[first:last], DELETED).strip()
        if old and any(sign.isalnum() for sign in old) and _times(text, old) == 1 and _new_or_all(pieces, first, last):
            break
        grown = _before(pieces, first) if step % 2 == 0 else first
        ended = _after(pieces, last) if step % 2 or grown == first else last
        if (grown, ended) == (first, last):
            ended = _after(pieces, last)
        first, last = grown, ended
    return _Span(first, last)


def _new_or_all(pieces: Sequence[Leaf], first: int, last: int) -> bool:
    """Whether something is left to be read, or whole words are to be deleted."""
    new = _text(pieces[first:last], INSERTED).strip()
    gone = [it for it in pieces[first:last] if DELETED in it.around]
    return not new or any(map(_says, pieces[first:last])) or not gone


def _times(text: str, words: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _before(pieces: Sequence[Leaf], first: int) -> int:
    """The place of the unchanged word before."""
    place = first - 1
    while place >= 0 and not _is_changed(pieces[place]):
        if _says(pieces[place]):
            return place
        place -= 1
    return first


def _after(pieces: Sequence[Leaf], last: int) -> int:
    place = last
    while place < len(pieces) and not _is_changed(pieces[place]):
        if _says(pieces[place]):
            return place + 1
        place += 1
    return last


def _text(pieces: Sequence[Leaf], kept: object) -> str:
    """The words of the old state (with what was deleted) or of the new one."""
    other = INSERTED if kept is DELETED else DELETED
    return extract_text(leaf.node for leaf in pieces if other not in leaf.around)


def _correction(pieces: Sequence[Leaf], span: _Span, sentence: int) -> Correction:
    inside = pieces[span.first : span.last]
    old = nest_leaves(remove_wrappers([it for it in inside if INSERTED not in it.around], frozenset((DELETED,))))
    return Correction(_trimmed(old), _new_words(inside), sentence)


def _new_words(pieces: Sequence[Leaf]) -> Inlines:
    kept = [it for it in pieces if DELETED not in it.around]
    return _trimmed(nest_leaves(remove_wrappers(kept, frozenset((INSERTED,)))))


def _trimmed(content: Inlines) -> Inlines:
    """The nodes without spaces at their ends."""
    made = list(content)
    for place, strip in ((0, str.lstrip), (-1, str.rstrip)):
        node = made[place] if made else None
        if isinstance(node, Text):
            made[place] = Text(strip(node.text))
    return tuple(it for it in made if it != Text(""))


def _sentences(pieces: Sequence[Leaf]) -> list[int]:
    """In which sentence of the issued text each piece stands."""
    made: list[int] = []
    text = ""
    rest = _text(pieces, DELETED)
    ends = [
        match.end() for match in _SENTENCE_END.finditer(rest) if not _ABBREVIATION.search(rest[: match.start() + 1])
    ]
    for piece in pieces:
        made.append(1 + sum(end <= len(text) and end < len(rest) for end in ends))
        if INSERTED not in piece.around:
            text += extract_text((piece.node,))
    return made
