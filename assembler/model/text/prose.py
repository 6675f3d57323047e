"""Prepares the words of a report for rules of style: run by run, in printed order, exact words masked.

Quotations, document symbols, words in italics, the words of links and the numbers of references are exact, or in
another language, or made by the assembler. In `text` each of their characters is replaced by one that is neither
letter, figure, space nor mark, so that places in `text`, `plain` and `shown` agree.

`text` and `plain` are in one normal form: every space, hyphen and apostrophe is the plain one that it stands for, so no
rule has to know the others. Soft hyphens and other signs that only say where a line may break stand in none of the
three; `finding_location` finds words in their file whatever such signs stand there between their letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import chain, pairwise

from assembler.model.finding import NO_PLACE, Fault, Parameter, Replacement, Source, make_fault
from assembler.model.finding_location import BREAK_HINT
from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    CrossReference,
    Deletion,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Insertion,
    LetteredList,
    Link,
    Paragraph,
    Placeholder,
    Query,
    Quotation,
    Strong,
    Subscript,
    Superscript,
    Symbol,
    Table,
    Text,
)
from assembler.model.report import Report
from assembler.model.text.plain_text import extract_text, find_space_after, format_reference
from assembler.model.text.rewriting import rewrite
from assembler.model.text.traversal import walk_inlines, walk_sections
from assembler.model.value import CachedValue, Value, replace

MASK = "\ufffc"
"""Replaces each character that rules of style leave alone."""

_EXACT = re.compile(
    r"""(?<![\w"])"(?=[^\s"])[^"]*(?<!\s)"(?!\w)|\bhttps?://[^\s\ufffc]+|\bwww\.[^\s\ufffc]+|\b[\w.+-]+@\w[\w.-]*\w"""
)
"""Exact words that readers leave as text: between straight quotation marks (not the inches of 5"), and addresses."""

_SIGNS_OF_EXACT = ('"', "://", "www.", "@")
"""One of these stands in every such passage."""

_PLAIN_SIGNS = (
    (re.compile("[\u00a0\u2000-\u200a\u202f\u205f]"), " "),
    (re.compile("[\u2010\u2011]"), "-"),
    (re.compile("\u2012"), "–"),
    (re.compile("\u2015"), "—"),
)
"""Signs that differ from a plain one only in width, or in whether a line may break: each with the plain one."""

_APOSTROPHES = ("'", "‘", "\u02bc", "\u00b4", "`")
_APOSTROPHE = re.compile(rf"(?<=[\w{MASK}])[{''.join(_APOSTROPHES)}]|[{''.join(_APOSTROPHES)}](?=\d0s?\b)")
"""What stands for ’ behind a letter or before a decade; elsewhere such a sign may open a quotation."""

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile("[’']s$")
_MARKS = ".,;:?!()[]“”‘’\"'…"

_ENDS_OF_ORDINALS = ("st", "nd", "rd", "th")
"""Word raises the letters of 21st as somebody types them; rules read the number like any other."""

_BEFORE_LENGTH = 100
"""More characters than the longest words that a rule looks for before other words."""


class Part(StrEnum):
    """What a run of words is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    NOTE = "note"
    CAPTION = "caption"
    CELL = "cell"
    QUOTATION = "quotation"


class Run(Value):
    """The words of one paragraph, item, cell, heading or note."""

    shown: str
    """The words as they print, without the notes that they cite."""
    text: str
    """The same words of the same length, masked, in their normal form."""
    part: Part
    """What they are."""
    source: Source = NO_PLACE
    """Where they begin, or the block that holds them."""
    before: str = ""
    """The words before them in the same block, such as the cells before a cell."""
    content: Inlines = ()
    """Their nodes."""
    number: int | None = None
    """The number of the paragraph that they belong to."""
    section: str = ""
    """Identifier of the section, annex or summary in which they stand."""
    organization: str = ""
    """Identifier of the organization on which it reports."""
    plain: str = ""
    """The same words of the same length in their normal form, not masked."""

    @property
    def place(self) -> str:
        """Its place for a reader: its paragraph, or its file where paragraphs have no numbers."""
        return f"para. {self.number}" if self.number else self.source.path

    def cut_before(self, place: int) -> str:
        """The masked characters directly before a place."""
        return cut_before(self.text, place)

    def fault(
        self,
        start: int,
        end: int,
        message: str,
        hint: str = "",
        *,
        word_hint: str = "",
        instead: str | None = None,
        safe: bool = False,
        elsewhere: Run | None = None,
        **parameters: Parameter,
    ) -> Fault:
        """The fault of the characters from start to end, with what should stand instead where that is known.

        The sentences and their parameters are those of `make_fault`. In a heading no replacement is safe: it may name
        a theme of the plan. The field `where` stands for the place of `elsewhere`, with which the words are compared.
        """
        if elsewhere:
            parameters["where"] = elsewhere.place
        fault = make_fault(
            self.source,
            message,
            hint,
            word_hint=word_hint,
            fix=None if instead is None else Replacement(instead, safe and self.part is not Part.HEADING),
            words=self.shown[start:end],
            before=self.before + self.shown[:start],
            **parameters,
        )
        if not elsewhere:
            return fault
        other = elsewhere.source
        return replace(fault, parameters=(*fault.parameters, ("other_file", other.path), ("other_line", other.line)))


def cut_before(text: str, place: int) -> str:
    """The characters directly before a place, as many as tell what stands there, however long the paragraph is."""
    return text[max(0, place - _BEFORE_LENGTH) : place]


class Prose(CachedValue):
    """Runs of words in printed order, with an index of their words.

    A rule that looks for certain words looks only in the runs that have them, which are few.
    """

    runs: tuple[Run, ...]
    """The runs."""

    def __iter__(self) -> Iterator[Run]:
        return iter(self.runs)

    def having(self, *words: str) -> Iterator[Run]:
        """The runs in which one of the words, or parts of words, stands exactly so, masked or not."""
        present = [word for word in words if word in self._plain]
        return (run for run in (self.runs if present else ()) if any(map(run.plain.__contains__, present)))

    @cached_property
    def _plain(self) -> str:
        """The words of all runs, masked or not."""
        return "\n".join([run.plain for run in self.runs])

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that is not masked, in small letters; those with a hyphen or an apostrophe are one."""
        return frozenset(self._places)

    @cached_property
    def joined(self) -> str:
        """All words that are not masked, with one space between them."""
        return " ".join(" ".join(run.text for run in self.runs).split())

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Each two words that stand side by side, in small letters and without the marks around them."""
        return frozenset(chain.from_iterable(pairwise(strip_marks(run.text)) for run in self.runs))

    def has_phrase(self, phrase: str) -> bool:
        """Whether each two words of a phrase stand side by side somewhere, whatever capitals and marks they have."""
        words = strip_marks(phrase)
        return bool(self.present(words)) if len(words) == 1 else self.pairs.issuperset(pairwise(words))

    def present(self, phrases: Iterable[str]) -> list[str]:
        """The phrases of which every word stands somewhere, whatever its capitals."""
        stands = self._parts.__contains__
        small = ((phrase, phrase.lower()) for phrase in phrases)
        return [phrase for phrase, words in small if all(map(stands, _split_parts(words)))]

    def with_any(self, phrases: Iterable[str]) -> list[Run]:
        """The runs in which one of the phrases may stand, whatever its capitals."""
        longest = {max(_split_parts(phrase.lower()), key=len, default="") for phrase in phrases}
        if "" in longest:  # a phrase of figures and signs alone, which the index does not have
            return list(self.runs)
        return [self.runs[place] for place in sorted({each for word in longest for each in self._parts.get(word, ())})]

    def list_rare_words(self, most: int) -> list[tuple[str, list[Run]]]:
        """Each word that two runs have and at most so many, with these runs."""
        words = ((word, sorted(set(places))) for word, places in self._places.items() if len(places) > 1)
        return [(word, [self.runs[each] for each in places]) for word, places in words if 1 < len(places) <= most]

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        """In which runs each word stands."""
        by_word: dict[str, list[int]] = defaultdict(list)
        for place, run in enumerate(self.runs):
            for word in set(run.text.lower().split()):
                by_word[word].append(place)
        places: dict[str, list[int]] = defaultdict(list)
        for word, word_places in by_word.items():
            for bare in (word,) if word.isalpha() else _WORD.findall(word):
                places[bare].extend(word_places)
        return dict(places)

    @cached_property
    def _parts(self) -> Mapping[str, Sequence[int]]:
        """In which runs each word without hyphen or apostrophe stands, also as a part of a word that has one."""
        parts: dict[str, list[int]] = defaultdict(list)
        for word, places in self._places.items():
            for part in _split_parts(word):
                parts[part].extend(places)
        return dict(parts)


def strip_marks(text: str) -> list[str]:
    """The words of a text in small letters, without the marks around them and without the s of a possessive."""
    return [word if word.isalpha() else _POSSESSIVE.sub("", word.strip(_MARKS)) for word in text.lower().split()]


def _split_parts(words: str) -> Sequence[str]:
    """The words of a phrase; a word with a hyphen or an apostrophe gives several."""
    return (words,) if words.isalpha() else _LETTERS.findall(words)


class _Place(Value):
    """Where the runs of a section stand."""

    section: str = ""
    organization: str = ""


def make_prose(report: Report) -> Prose:
    """The runs of words of the report's texts; each footnote follows the run that cites it."""
    runs: list[Run] = []
    if report.summary:
        runs += _make_runs(report.summary.blocks, _Place("summary"))
    for section in walk_sections(report):
        runs += _make_runs(section.blocks, _Place(section.id, section.organization))
    for annex in report.annexes:
        runs += _make_runs(annex.blocks, _Place(annex.id))
    return Prose(tuple(run for run in runs if run.source.path and run.shown.strip()))


def mask_exact_words(content: Iterable[Inline]) -> str:
    """The words as they print, with a mask for each character that rules of style leave alone."""
    return "".join(_mask_inline(inline) for inline in content)


def find_quotations(run: Run) -> Iterator[tuple[int, int]]:
    """The beginning and end of each quotation in a run."""
    if run.part is Part.QUOTATION:
        yield 0, len(run.shown)
        return
    if not any(isinstance(inline, Quotation) for inline in run.content):
        return
    place = 0
    for inline in run.content:
        width = len(extract_text((inline,)))
        if isinstance(inline, Quotation):
            yield place, place + width
        place += width


def _mask_inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case Strong(content) | Insertion(content):
            return mask_exact_words(content)
        case CrossReference(word):
            return mask_exact_words(word) + find_space_after(word) + MASK * len(format_reference(inline))
        case Superscript(content) if (end := extract_text(content)) in _ENDS_OF_ORDINALS:
            return end
        case Quotation() | Emphasis() | Superscript() | Subscript() | Link() | Symbol() | Placeholder():
            return MASK * len(extract_text((inline,)))
        case Footnote() | Query() | Deletion():
            return ""


def _make_runs(blocks: Iterable[Block], place: _Place) -> Iterator[Run]:
    number = None
    for block in blocks:
        if isinstance(block, Paragraph):
            number = block.number
        for run in _make_block_runs(block):
            yield _set_place(run, place, number)
            for note in _make_footnote_runs(run.content):
                yield _set_place(note, place, number)


def _set_place(run: Run, place: _Place, number: int | None) -> Run:
    section, organization = place.section, place.organization
    return Run(
        run.shown, run.text, run.part, run.source, run.before, run.content, number, section, organization, run.plain
    )


def _make_block_runs(block: Block) -> Iterator[Run]:
    match block:
        case Heading(content):
            yield _make_run(content, Part.HEADING, block.source)
        case Paragraph(content):
            yield _make_run(content, Part.PARAGRAPH, block.source)
        case LetteredList() | BulletedList():
            yield from _make_item_runs(block)
        case BlockQuotation(content):
            for run in _make_row_runs(content, Part.QUOTATION, block.source):
                yield replace(run, text=MASK * len(run.shown))
        case Table(caption, head, rows):
            yield _make_run(caption, Part.CAPTION, block.source)
            cells = (cell for row in (head, *rows) for cell in row)
            yield from _make_row_runs(cells, Part.CELL, block.source, extract_text(caption))


def _make_item_runs(block: LetteredList | BulletedList) -> Iterator[Run]:
    for item in block.items:
        yield _make_run(item.content, Part.ITEM, item.source)
        for below in item.below:
            yield from _make_item_runs(below)


def _make_row_runs(contents: Iterable[Inlines], part: Part, source: Source, before: str = "") -> Iterator[Run]:
    """The runs of a block whose parts have no places of their own."""
    for content in contents:
        run = _make_run(content, part, source, before)
        yield run
        before += run.shown + "\n"


def _make_footnote_runs(content: Inlines) -> Iterator[Run]:
    for inline in walk_inlines(content):
        if isinstance(inline, Footnote):
            yield from _make_row_runs(inline.content, Part.NOTE, inline.source)


def _make_run(content: Inlines, part: Part, source: Source, before: str = "") -> Run:
    if BREAK_HINT.search(shown := extract_text(content)):
        content = rewrite(content, _remove_break_hints)
        shown = extract_text(content)
    masked = mask_exact_words(content)
    if any(sign in masked for sign in _SIGNS_OF_EXACT):
        masked = _EXACT.sub(lambda match: MASK * len(match.group()), masked)
    plain = normalize_signs(shown)
    text = plain if masked == shown else normalize_signs(masked)
    return Run(shown, text, part, source, before, content, plain=plain)


def _remove_break_hints(inline: Inline) -> Inlines:
    return (replace(inline, text=BREAK_HINT.sub("", inline.text)),) if isinstance(inline, Text | Symbol) else (inline,)


def normalize_signs(words: str) -> str:
    """The words with plain spaces, hyphens and apostrophes, each in its place."""
    if not words.isascii():
        for sign, plain in _PLAIN_SIGNS:
            words = sign.sub(plain, words)
    return _APOSTROPHE.sub("’", words) if any(map(words.__contains__, _APOSTROPHES)) else words
