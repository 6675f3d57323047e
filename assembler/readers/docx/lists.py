"""Finds the paragraphs of a section that are items of lists, native or typed.

Word numbers paragraphs and lists by the same means. A row of decimal numbers on the first level is a list where what
stands before it ends in a colon, or where its members are short; otherwise the numbers are those of paragraphs, which
the report numbers itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assembler.model.finding import Source
from assembler.model.text.plain_text import extract_text
from assembler.model.text.word_count import estimate_words as estimate_words
from assembler.model.value import Value, replace
from assembler.readers.docx.body import BodyEntry
from assembler.readers.docx.typed_numbers import cut_beginning, find_labels, find_number, find_numbers
from assembler.readers.ooxml.lists import BULLET, FlatItem

DEEPEST = 7
"""The lowest degree of a list, counted from 0."""

_SILENT = ("none", "")
_SHORT = 12
"""How many words the members of a decimal list have on average at most, where nothing else tells what it is."""


class ListCandidate(Value):
    """An entry with what its number or mark says."""

    entry: BodyEntry
    """The entry, without a typed mark."""
    item: FlatItem | None = None
    """What it is in a list, none for a paragraph."""
    mark: str = ""
    """The typed mark that was taken off."""
    number: str = ""
    """The typed number of the paragraph that was taken off."""


def find_list_items(entries: Sequence[BodyEntry], path: str) -> list[ListCandidate]:
    """The entries of a section, each with what it is in a list."""
    candidates = [ListCandidate(entry) for entry in entries]
    _mark_typed(candidates, path)
    _mark_native(candidates, path)
    _mark_numbers(candidates)
    return candidates


def _is_plain(candidate: ListCandidate) -> bool:
    entry = candidate.entry
    return not (
        entry.rows or entry.degree or candidate.item or (entry.member and entry.member.number_format not in _SILENT)
    )


def _mark_typed(candidates: list[ListCandidate], path: str) -> None:
    texts = [extract_text(candidate.entry.content) if _is_plain(candidate) else "" for candidate in candidates]
    run = 0
    for place, label in enumerate(find_labels(texts)):
        run += label is None
        if label is not None:
            _make_item(candidates, place, f"typed {run}", label.degree, label.bulleted, label.length, path)
    for start, end in _find_decimals(candidates, texts):
        for place in range(start, end):
            _make_item(candidates, place, f"decimal {start}", 0, False, find_number(texts[place])[1], path)


def _make_item(
    candidates: list[ListCandidate], place: int, name: str, degree: int, bulleted: bool, length: int, path: str
) -> None:
    entry = candidates[place].entry
    content = cut_beginning(entry.content, length)
    item = FlatItem(name, degree, bulleted, content, Source(path, entry.place))
    mark = extract_text(entry.content)[:length]
    candidates[place] = replace(candidates[place], item=item, mark=mark)


def _find_decimals(candidates: Sequence[ListCandidate], texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The rows of paragraphs with typed numbers from 1 on, after a colon."""
    place = 0
    while place < len(texts):
        end = place
        while end < len(texts) and not candidates[end].item and find_number(texts[end])[0] == (end - place + 1,):
            end += 1
        if end - place > 1 and place and texts[place - 1].rstrip().endswith(":"):
            yield place, end
        place = max(end, place + 1)


def _mark_native(candidates: list[ListCandidate], path: str) -> None:
    paragraphs = _find_numbered_lists(candidates)
    for place, candidate in enumerate(candidates):
        member = candidate.entry.member
        if (
            candidate.item
            or candidate.entry.degree
            or candidate.entry.rows
            or member is None
            or member.number_format in _SILENT
        ):
            continue
        is_numbered = member.list in paragraphs
        if is_numbered and not member.level:
            continue
        degree = min(member.level - is_numbered, DEEPEST)
        source = Source(path, candidate.entry.place)
        item = FlatItem(member.list, degree, member.number_format == BULLET, candidate.entry.content, source)
        candidates[place] = replace(candidate, item=item)


def _find_numbered_lists(candidates: Sequence[ListCandidate]) -> set[str]:
    """The lists whose first level numbers paragraphs."""
    members: dict[str, list[int]] = {}
    introduced: set[str] = set()
    before = ""
    for candidate in candidates:
        member = candidate.entry.member
        if member and not member.level and member.number_format == "decimal":
            if not members.get(member.list) and before.rstrip().endswith(":"):
                introduced.add(member.list)
            members.setdefault(member.list, []).append(estimate_words(candidate.entry.text))
        before = candidate.entry.text or before
    return {name for name, counts in members.items() if name not in introduced and sum(counts) > _SHORT * len(counts)}


def _mark_numbers(candidates: list[ListCandidate]) -> None:
    """Takes typed numbers off paragraphs."""
    plain = [place for place, candidate in enumerate(candidates) if _is_plain(candidate)]
    texts = [extract_text(candidates[place].entry.content) for place in plain]
    for place, text, (number, length) in zip(plain, texts, find_numbers(texts), strict=True):
        if number:
            entry = candidates[place].entry
            shorter = replace(entry, content=cut_beginning(entry.content, length))
            candidates[place] = replace(candidates[place], entry=shorter, number=text[:length].strip())
