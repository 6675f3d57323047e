"""The words that an entity is to clear, with what has changed in each paragraph since the entity submitted it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString, mark_safe

from assembler.api import PrintedPassage, WordsToClear
from assembler.model.text.word_diff import Change, DiffSegment, diff_words
from assembler.model.value import Value

_FEWEST = 4
"""How many words in a row must be the same between two changes, so that they are read as kept."""


class ClearedParagraph(Value):
    """A paragraph that will print."""

    number: int
    """Its number in the report."""
    segments: tuple[DiffSegment, ...]
    """Its words, with what was added and taken out since they were submitted."""
    has_changed: bool
    """Whether a word was added or taken out."""
    is_shared: bool
    """Whether words of other entities stand in it."""
    proposal: str
    """The words in the field in which other words are proposed."""
    is_open: bool
    """Whether that field is shown at once, since somebody has typed in it."""
    was_cleared: bool = False
    """Whether the entity has cleared these very words before."""


class Clearance(Value):
    """What the page shows."""

    paragraphs: tuple[ClearedParagraph, ...]
    """The paragraphs, in printed order."""
    left_out: tuple[str, ...]
    """Submitted paragraphs that will not print."""
    printed: SafeString
    """The paragraphs as they will print, as HTML that the library made."""
    notes: tuple[SafeString, ...]
    """Their footnotes."""
    hash: str
    """The hash of the words, which the person sends back."""
    language: str
    """The language of the words."""
    direction: str
    """The direction of its script."""

    @property
    def has_changed(self) -> bool:
        """Whether other words will print than were submitted."""
        return bool(self.left_out) or any(paragraph.has_changed for paragraph in self.paragraphs)

    @property
    def open_paragraphs(self) -> tuple[ClearedParagraph, ...]:
        """Those that are asked for: with words that the entity has not cleared before."""
        return tuple(paragraph for paragraph in self.paragraphs if not paragraph.was_cleared)

    @property
    def settled_paragraphs(self) -> tuple[ClearedParagraph, ...]:
        """Those with words that the entity has cleared before."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.was_cleared)

    @property
    def is_shared(self) -> bool:
        """Whether words of other entities stand in some paragraph."""
        return any(paragraph.is_shared for paragraph in self.paragraphs)


def describe_clearance(words: WordsToClear, typed: Mapping[int, str], cleared: Sequence[str] = ()) -> Clearance:
    """What the page shows; `typed` has by the number of a paragraph what was typed and could not be sent.

    `cleared` has the words of the paragraphs that the entity has cleared before: changes are those since then.
    """
    return Clearance(
        paragraphs=tuple(_describe(one, typed, cleared) for one in words.passages),
        left_out=words.left_out,
        printed=mark_safe(words.printed),  # the library escapes the words of people
        notes=tuple(mark_safe(note) for note in words.notes),  # as above
        hash=words.hash,
        language=words.language,
        direction=words.direction,
    )


def _describe(passage: PrintedPassage, typed: Mapping[int, str], cleared: Sequence[str]) -> ClearedParagraph:
    words = passage.words
    segments = _join_changes(diff_words(_find_former(passage, cleared), words))
    proposal = typed.get(passage.number, words)
    return ClearedParagraph(
        number=passage.number,
        segments=segments,
        has_changed=any(segment.change is not Change.SAME for segment in segments),
        is_shared=passage.is_shared,
        proposal=proposal,
        is_open=proposal != words,
        was_cleared=words in cleared,
    )


def _find_former(passage: PrintedPassage, cleared: Sequence[str]) -> str:
    """The words as the entity cleared them, in whatever paragraph most of them stood; else as it submitted them."""
    words = set(passage.words.split())
    shares = [(passage.words == one, len(words & set(one.split())), one) for one in cleared]
    _is_same, share, likely = max(shares, default=(False, 0, ""))
    return likely if share and 2 * share >= len(words) else passage.submitted


def _join_changes(segments: Sequence[DiffSegment]) -> tuple[DiffSegment, ...]:
    """The segments, where changes with a word or two between them are one change, which reads more easily."""
    last = len(segments) - 1
    changes: list[DiffSegment] = []
    dropped, added = "", ""
    for place, segment in enumerate(segments):
        is_same = segment.change is Change.SAME
        if is_same and (place in (0, last) or len(segment.text.split()) >= _FEWEST):
            changes += [DiffSegment(Change.DROPPED, dropped), DiffSegment(Change.ADDED, added), segment]
            dropped, added = "", ""
        else:
            dropped += "" if segment.change is Change.ADDED else segment.text
            added += "" if segment.change is Change.DROPPED else segment.text
    changes += [DiffSegment(Change.DROPPED, dropped), DiffSegment(Change.ADDED, added)]
    return tuple(segment for segment in changes if segment.text)
