"""Footnotes and tables: where indicators stand, how notes begin and end, what cells hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import dropwhile, pairwise

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, Replacement, make_fault
from assembler.model.nodes import Footnote, Inline, Table, Text
from assembler.model.report import Report
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.plain_text import extract_text
from assembler.model.text.prose import MASK, Part, Prose
from assembler.model.text.traversal import walk_block_inlines, walk_blocks
from assembler.model.text.word_count import count_words
from assembler.rules.grammar.known_names import match_one_of

_MARK = Pattern(r"\s*[.,;:，。；：]")
_FIGURES = Pattern(r"[(−–-]?[$€£]?\d[\d ,.\u00a0]*\)?%?|[–-]")
_COLUMN_NUMBER = Pattern(r"\(?(\d|[a-z])\)?(?:\s?=.*)?\Z")
_TOTAL = Pattern(
    r"(?:(?:grand|net|gross|sub|sous)[ -]?)?total\b|итого|всего|المجموع|小计|共计|总计|合计",
    re.IGNORECASE,
)
_STILL_TO_COME = 3
"""How many blanks at the end of a row are no slip."""
_BEHIND = r"(?:(?<=[a-z]{3})|(?<=[a-z][.,;”)]))"
_TYPED_MARK = Pattern(
    rf"(?<=[a-z]{{2}}[.,;])(?P<figure>\d{{1,2}})(?= [A-Z]|\Z)|{_BEHIND}(?P<bracket>\[\d{{1,2}}\])"
    rf"|{_BEHIND} ?(?P<raised>[¹²³⁰⁴-⁹]{{1,2}})(?![\w⁻])|(?<=[a-z]{{2}})(?P<star>\*{{1,3}})(?=[ .,;]|\Z)"
    r"|(?<=[a-z]{3} )(?P<apart>\d{1,2})(?=\. [A-Z]|\.\Z)"
    r"|(?:(?<=[a-z]{3})|(?<=[a-z] 20\d\d))(?P<round>\(\d\d?\))(?=[ .,;]|\Z)"
)
_MAY_BE_TYPED = Pattern(
    r"[\d¹²³⁰⁴-⁹*](?:(?<=[a-z][.,;]\d)|(?<=\[\d)|(?<=[a-z\d]\(\d)|(?<=[¹²³⁰⁴-⁹])|(?<=[a-z]\*)|(?<=\^\d)"
    r"|(?<=[a-z] \d)\d?\.(?: |\Z))"
)
"""The rare signs come first and what stands before them after, which is several times faster."""
_NOTE_WORDS = ("footnote", "footnotes", "endnote", "endnotes", "fn", "note", "notes")
_NAMED_NOTE = Pattern(
    r"(?<![\w-])(?:(?i:foot|end)notes? \d{1,3}|fn\. ?\d{1,3}|(?<=[Ss]ee )notes? \d{1,3}"
    r"|notes? \d{1,3} (?:above|below))\b"
)
_WORD_BEFORE = Pattern(r"([A-Za-z]+)[.,;]? ?\Z")
_LONGEST = 120
"""Words of a note beyond which it is better text (rule book, UN-FN-10; a measure of ours)."""


def find_indicator_before_mark(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A footnote indicator stands before a punctuation mark in an English or Chinese text.

    Why: in English the indicator follows the mark (Editorial Manual, Footnotes), in Chinese too (observed in issued
    documents).

    Wrong: `cooperation[^a].`
    Right: `cooperation.[^a]`
    """
    for run in runs:
        for note, after in _pair_with_following(run.content):
            match = _MARK.match(after)
            if match and note.label:
                mark, typed = match.group().strip(), f"[^{note.label}]"
                fix = Replacement(f"{mark}{typed}", safe=True)
                message = "The indicator of the note “{label}” stands before the “{mark}”."
                yield make_fault(
                    run.source,
                    message,
                    "Write {mark}{typed}",
                    word_hint="Put the note after the “{mark}”.",
                    fix=fix,
                    words=f"{typed}{match.group()}",
                    label=note.label,
                    mark=mark,
                    typed=typed,
                )


def find_indicator_after_mark(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A footnote indicator stands after a punctuation mark in French, Spanish, Arabic or Russian.

    Why: in French and Spanish the indicator precedes the mark (Editorial Manual, Footnotes); in Arabic too (observed in
    issued documents), and in Russian (inferred).

    Wrong: `coopération.[^a]`
    Right: `coopération[^a].`
    """
    for run in runs:
        for before, note in _pair_with_preceding(run.content):
            if before[-1:] in (".", ",", ";", "\u060c", "\u061b") and note.label:
                typed = f"[^{note.label}]"
                fix = Replacement(f"{typed}{before[-1]}", safe=True)
                message = "The indicator of the note “{label}” stands after the “{mark}”."
                yield make_fault(
                    run.source,
                    message,
                    "Put the indicator before the mark: {typed}{mark}",
                    word_hint="Put the note before the “{mark}”.",
                    fix=fix,
                    words=f"{before[-1]}{typed}",
                    label=note.label,
                    mark=before[-1],
                    typed=typed,
                )


def find_note_mark_typed_by_hand(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """The mark of a footnote is typed: a figure, also raised in brackets, or an asterisk; or a text names its number.

    Why: the assembler numbers the notes; a mark that somebody typed has no note and keeps a wrong number (Editorial
    Manual, Footnotes). After words of the lists `numbered` and `before_figure` a figure is none, and after short words,
    such as units, a raised one.

    Wrong: “The two secretariats met.1 They agreed”, “They agreed[1].”
    Right: `The two secretariats met.[^a] They agreed`, with the line `[^a]: A/75/150.`
    """
    lists = collection.word_lists
    before_figure = lists.words("numbered") | lists.words("before_figure") | lists.pairs("cardinal").keys()
    yield from _find_notes_named_by_number(runs)
    for run in runs:
        if run.part not in (Part.PARAGRAPH, Part.ITEM) or not _MAY_BE_TYPED.search(run.plain):
            continue
        for match in _TYPED_MARK.finditer(run.plain):
            word = _WORD_BEFORE.search(run.cut_before(match.start()))
            name = match.lastgroup or ""
            is_figure = name in ("figure", "apart")
            if (
                (not word and name != "round")
                or run.text[match.start() - 1] == MASK
                or (word and is_figure and (word[1].lower() in before_figure or not word[1].islower()))
            ):
                continue
            message = "The mark of a note is typed by hand: “{mark}”."
            hint = "Write [^LABEL] instead. On a line of its own, write the note after “[^LABEL]:”."
            word_hint = "Insert a Word footnote instead."
            yield run.fault(*match.span(name), message, hint, word_hint=word_hint, mark=match[name])


def _find_notes_named_by_number(runs: Prose) -> Iterator[Fault]:
    """A fault for each note of the report that a text names by a number, which the program may change."""
    for run in runs.with_any(_NOTE_WORDS):
        for match in _NAMED_NOTE.finditer(run.text) if run.part in (Part.PARAGRAPH, Part.ITEM) else ():
            message = "“{words}” names a note by a number that is typed by hand."
            hint = "The program numbers the notes. Say in words what the note says, or add the note here again."
            yield run.fault(*match.span(), message, hint)


def find_indicator_after_colon(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A footnote indicator stands after the colon that introduces a quotation or list.

    Why: it stands after the words that it explains, and after a quotation, not after its introduction (Editorial
    Manual, Footnotes).

    Wrong: `The Council said:[^a] “We agree.”`
    Right: `The Council said: “We agree.”[^a]`
    """
    for run in runs:
        for before, note in _pair_with_preceding(run.content):
            if before.endswith(":") and note.label:
                message = "A footnote indicator stands after a colon."
                yield make_fault(
                    run.source,
                    message,
                    "Put the indicator after the words that the colon introduces.",
                    words=f":[^{note.label}]",
                )


def find_note_without_full_stop(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A note does not end with a full stop, or does not begin with a capital.

    Why: a note begins with a capital and ends with a full stop, even when it is a symbol alone (observed in A/75/345).

    Wrong: `[^a]: A/75/150`
    Right: `[^a]: A/75/150.`
    """
    for run in runs:
        text = run.shown.rstrip()
        if run.part is not Part.NOTE or not text:
            continue
        if text[-1] not in ".?!”’)\u061f\u3002»":
            word = text.split()[-1]
            start = len(text) - len(word)
            right = f"{word}."
            yield run.fault(
                start, len(text), "A note ends without a full stop.", "Add a full stop.", instead=right, safe=True
            )
        if text[0].islower() and run.text[0] == text[0] and not run.before:
            word = text.split()[0]
            hint = "Write “{instead}”."
            yield run.fault(0, len(word), "A note begins with a small letter.", hint, instead=word.capitalize())


def find_long_note(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A note has more than 120 words.

    Why: a note holds what does not fit the text; a long one is text, or an annex (Editorial Manual, Footnotes; the
    figure is ours).

    Wrong: a note of 300 words on the history of the agreement
    Right: a paragraph, and a note with its symbol
    """
    for run in runs:
        if run.part is Part.NOTE and not run.before and count_words(run.shown) > _LONGEST:
            message = "A note has {count} words."
            start = len(run.shown) - len(run.shown.lstrip())
            yield run.fault(
                start,
                start + len(run.shown.split()[0]),
                message,
                "Move most of the note into the text.",
                count=count_words(run.shown),
            )


def find_renamed_body(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A body is called by the name that it had before the reporting period; list `renamed`.

    Why: the new name is used throughout, and the change explained once in a note (observed in A/75/345).

    Wrong: “the Department of Political Affairs”, in a report on 2018 to 2020
    Right: “the Department of Political and Peacebuilding Affairs”
    """
    renamed = collection.word_lists.pairs("renamed")
    sought = runs.present(renamed)
    pattern = re.compile(rf"{match_one_of(sought, after=r'(?<!\w)')}(?!\w)(?! of the (?!Secretariat|United Nations))")
    for run in runs.with_any(sought):
        if run.part is Part.NOTE:
            continue
        for match in pattern.finditer(run.text):
            now = renamed[" ".join(match.group().split())]
            message = "“{words}” is called “{instead}” today."
            yield run.fault(
                *match.span(), message, "Use the new name, and explain the change once in a note.", instead=now
            )


def find_note_in_table(report: Report, collection: Collection) -> Iterator[Fault]:
    """A table has a footnote of the report's own series.

    Why: notes to a table stand directly under it, marked a, b, c, so that the table can be moved (Editorial Manual,
    Footnotes).

    Wrong: `| Training[^a] | 40 |`
    Right: a paragraph under the table that says what is to be said
    """
    for block in walk_blocks(report):
        if isinstance(block, Table):
            for inline in walk_block_inlines((block,)):
                if isinstance(inline, Footnote) and inline.label:
                    message = "A footnote of the text is cited in a table."
                    yield make_fault(
                        block.source, message, "Write the note on a line under the table.", words=f"[^{inline.label}]"
                    )


def find_empty_cell(report: Report, collection: Collection) -> Iterator[Fault]:
    """A cell of a table is empty in a column of figures.

    Why: an en dash means nil; a blank leaves the reader in doubt (observed in reports). Rows that only name the group
    of the rows below, further rows of heads, notes under the figures, and columns of words may have blanks, and so may
    an amount whose words before it are blank, too. Three blanks at the end of a row are figures still to come. In a
    row of totals only its end must be full, and a column of totals may have one figure for several rows.

    Wrong: `| 2019 | | 40 |`
    Right: `| 2019 | – | 40 |`
    """
    for block in walk_blocks(report):
        if isinstance(block, Table):
            head = [extract_text(cell).strip() for cell in block.head]
            rows = _skip_heads([extract_text(cell).strip() for cell in row] for row in block.rows)
            head, *rows = _drop_merged_columns(head, rows)
            totals = {place for place, cell in enumerate(head) if _TOTAL.match(cell)}
            of_figures, of_words = _find_columns_of_figures(rows) - totals, _find_columns_of_words(rows)
            for row in rows:
                if not _is_name_of_group(row, last=row is rows[-1]) and _has_blank(row, of_figures, of_words):
                    first = next(cell for cell in row if cell)
                    message = "The row “{words}” has an empty cell."
                    yield make_fault(block.source, message, "Write an en dash for nil.", words=first)


def _skip_heads(rows: Iterable[list[str]]) -> list[list[str]]:
    """The rows of a table without further heads, which stand before the first figure, and without empty ones.

    Rows that number the columns are heads.
    """
    numberless = (row for row in rows if not _is_row_of_column_numbers(row))
    below = dropwhile(lambda row: not any(map(_FIGURES.fullmatch, row)), numberless)
    return [row for row in below if any(row)]


def _is_row_of_column_numbers(row: Iterable[str]) -> bool:
    """Whether the cells count the columns: 1, 2, 3, or (a), (b), (c) = (a) + (b)."""
    numbers = [match[1] if (match := _COLUMN_NUMBER.match(cell)) else "" for cell in row if cell]
    letters = [chr(ord("a") + place) for place in range(len(numbers))]
    return len(numbers) > 1 and numbers in (letters, [str(place + 1) for place in range(len(numbers))])


def _drop_merged_columns(head: list[str], rows: list[list[str]]) -> list[list[str]]:
    """The head and the rows without columns of which all rows are empty: cells merged with others leave such."""
    filled = {place for row in rows for place, cell in enumerate(row) if cell}
    return [[cell for place, cell in enumerate(row) if place in filled] for row in (head, *rows)]


def _has_blank(row: Sequence[str], of_figures: Container[int], of_words: Container[int]) -> bool:
    """Whether a cell of figures is empty that may mean nil: the words before it are not left out, too.

    Where three and more of them end a row, its figures are still to come; a row of totals has one at its end.
    """
    if row[-1] and _TOTAL.match(next(filter(None, row))):
        return False
    last = max(place for place, cell in enumerate(row) if cell)
    return any(
        not cell and place in of_figures and not (place - 1 in of_words and not row[place - 1])
        for place, cell in enumerate(row[: last + 1] if last + _STILL_TO_COME < len(row) else row)
    )


def _is_name_of_group(row: Sequence[str], *, last: bool) -> bool:
    """Whether a row only names the rows below, or says something of all: one cell has words.

    Of two columns, the last row names nothing, unless it is a note in whole sentences.
    """
    filled = [cell for cell in row if cell]
    if len(filled) != 1:
        return False
    return len(row) > 2 or filled[0].endswith(".") or not (last or _FIGURES.fullmatch(filled[0]))


def _find_columns_of_figures(rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """The columns of which most cells hold figures, rows that name a group left out."""
    counted = [row for row in rows if not _is_name_of_group(row, last=row is rows[-1])]
    figures = Counter(place for row in counted for place, cell in enumerate(row) if _FIGURES.fullmatch(cell))
    return frozenset(place for place, number in figures.items() if 2 * number > len(counted) or len(counted) == 2)


def _find_columns_of_words(rows: Iterable[Sequence[str]]) -> frozenset[int]:
    """The columns after the first that hold words as often as figures, or more often."""
    words = Counter(place for row in rows for place, cell in enumerate(row) if cell)
    figures = Counter(place for row in rows for place, cell in enumerate(row) if _FIGURES.fullmatch(cell))
    return frozenset(place for place, number in words.items() if place and 2 * figures[place] <= number)


def _pair_with_following(content: Iterable[Inline]) -> Iterator[tuple[Footnote, str]]:
    """Each note of a run with the words that follow it."""
    nodes = tuple(content)
    for note, after in pairwise(nodes):
        if isinstance(note, Footnote) and isinstance(after, Text):
            yield note, after.text


def _pair_with_preceding(content: Iterable[Inline]) -> Iterator[tuple[str, Footnote]]:
    """Each note of a run with the words that stand before it."""
    nodes = tuple(content)
    for before, note in pairwise(nodes):
        if isinstance(note, Footnote):
            yield extract_text((before,)), note
