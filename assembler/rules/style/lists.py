"""Lists: lettered and bulleted ones, run-in letters, and names in a row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, Replacement, make_fault
from assembler.model.nodes import Block, BulletedList, LetteredList, ListItem
from assembler.model.report import Report
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.plain_text import extract_text
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.text.traversal import walk_blocks
from assembler.rules.grammar.known_names import match_one_of

_AND = Pattern(r";?\s(?:and|or);?\Z")
_RUN_IN = Pattern(r"(?<![\d)\ufffc] )(?<![\w)\ufffc])\(([a-z])\)\s(?=\w)(?!(?:and|or)\s\(|above\b|below\b)")
_ROMAN_BEFORE = {"v": "(iv)", "x": "(ix)"}
"""Letters that may be Roman numbers, each with the number before."""
_HALF_FIGURES = Pattern(r"(?<=[\w,;:] )([1-9])\)(?= [a-z])")
_HALF = Pattern(r"(?<=\s)([a-z])\)(?=\s\w)")
_FORM_OF_STATE = Pattern(r"(?:Islamic Republic|Plurinational State|Bolivarian Republic|Federated States) of ")
_LEAST = 3
"""Names in a row that make a series."""


def find_lettered_item(report: Report, collection: Collection) -> Iterator[Fault]:
    """An item of a lettered list begins small, or ends otherwise than with a semicolon, the last with a full stop.

    Why: each subparagraph begins with a capital and ends with a semicolon, the last with a full stop; there is no “and”
    before the last (Editorial Manual, Paragraphs and subparagraphs; A/80/590, para. 79).

    Wrong: “(a) to take note of it, and”
    Right: “(a) To take note of it;”
    """
    for items in _walk_lists(walk_blocks(report), LetteredList):
        for item in items:
            text = extract_text(item.content).rstrip()
            if text[:1].islower() and not item.below:
                message = "The item “{words} …” begins with a small letter."
                fix = Replacement(_take_first_words(text)[0].upper() + _take_first_words(text)[1:], safe=True)
                yield make_fault(
                    item.source, message, "Begin it with a capital.", fix=fix, words=_take_first_words(text)
                )
            yield from _check_ending(item, text, last=item is items[-1])


def _check_ending(item: ListItem, text: str, *, last: bool) -> Iterator[Fault]:
    if not text or item.below:
        return
    joined = _AND.search(text)
    if joined:
        message, hint = "An item ends with “{joined}”.", "Delete the word: the semicolon is enough."
        yield _make_end_fault(item, text, joined.start(), ";", message, hint, joined=joined.group().strip("; "))
    elif last and text[-1] not in ".?!":
        place = len(text) - (text[-1] in ",;:")
        yield _make_end_fault(item, text, place, ".", "The last item of a list has no full stop.", "Add a full stop.")
    elif not last and text[-1] not in ";?!:":
        place = len(text) - (text[-1] in ",.")
        message = "An item of a lettered list ends without a semicolon."
        yield _make_end_fault(item, text, place, ";", message, "End it with a semicolon.")


def _make_end_fault(
    item: ListItem, text: str, place: int, mark: str, message: str, hint: str, **parameters: str
) -> Fault:
    """The fault of how an item ends, from the last word before a place on, with the mark that should stand there."""
    start = text.rfind(" ", 0, place) + 1
    fix = Replacement(text[start:place].rstrip() + mark, safe=True)
    return make_fault(
        item.source,
        message,
        hint,
        word_hint="",
        fix=fix,
        words=text[start:],
        before=text[:start],
        **parameters,
    )


def find_bulleted_item(report: Report, collection: Collection) -> Iterator[Fault]:
    """An item with a bullet ends with a semicolon or comma, or some items of a list have a full stop and others none.

    Why: short items have no mark at the end, sentences may have a full stop (Editorial Manual, Paragraphs and
    subparagraphs). Letters, which can be cited, are better than bullets.

    Wrong: “• Training; • Equipment; and • Advice.”
    Right: “• Training • Equipment • Advice”
    """
    for items in _walk_lists(walk_blocks(report), BulletedList):
        texts = [(item, extract_text(item.content).rstrip()) for item in items]
        for item, text in texts:
            if text.endswith((";", ",")):
                message = "An item with a bullet ends with a semicolon or comma."
                yield _make_end_fault(item, text, len(text) - 1, "", message, "Delete the mark.")
        stops = [text.endswith(".") for _, text in texts if text]
        if any(stops) and not all(stops) and not any(text.endswith((";", ",")) for _, text in texts):
            message = "Some items of this list end with a full stop and others do not."
            yield make_fault(
                items[0].source, message, "End all the items in the same way.", words=_take_first_words(texts[0][1])
            )


def find_run_in_letters(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """The letters of a list inside a sentence skip one, are out of order, or have one bracket alone.

    Why: one was lost or added while the sentence was edited; the marks in a sentence are (a), (b), (c) (inferred).
    Roman numbers of a list under one letter, (i) and (ii) under (c), are right.

    Wrong: “(a) train officers; (c) equip offices”, “a) train officers; b) equip offices”
    Right: “(a) train officers; (b) equip offices”
    """
    for run in runs.having("a)", " 1) "):
        if run.part in (Part.PARAGRAPH, Part.ITEM, Part.NOTE):
            expected = ""
            for match in _RUN_IN.finditer(run.text):
                if _is_roman(run.text, match.start(), match[1]):
                    continue
                if expected and match[1] not in (expected, "a"):
                    message = "({letter}) stands where ({expected}) is expected."
                    yield run.fault(
                        match.start(),
                        match.end(1) + 1,
                        message,
                        "Correct the letters.",
                        letter=match[1],
                        expected=expected,
                    )
                if expected or match[1] == "a":
                    expected = chr(ord(match[1]) + 1)
            yield from _find_half_brackets(run)


def _is_roman(text: str, place: int, letter: str) -> bool:
    """Whether a letter in brackets is a Roman number: the one before or after stands beside it."""
    if letter == "i":
        following = text.find("(ii)", place)
        return following > 0 and "(i)" not in text[place + len("(i)") : following]
    if letter not in _ROMAN_BEFORE:
        return False
    letter_before = f"({chr(ord(letter) - 1)})"
    return text.rfind(_ROMAN_BEFORE[letter], 0, place) > text.rfind(letter_before, 0, place)


def _find_half_brackets(run: Run) -> Iterator[Fault]:
    """A fault for each letter of a list with a closing bracket alone."""
    figures = list(_HALF_FIGURES.finditer(run.text))
    if [match[1] for match in figures[:2]] == ["1", "2"]:
        for match in figures:
            right = f"({chr(ord('a') + int(match[1]) - 1)})"
            message = "“{words}” marks an item inside a sentence, where a letter in brackets belongs."
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)
    brackets = list(_HALF.finditer(run.text))
    if [match[1] for match in brackets[:2]] == ["a", "b"]:
        for match in brackets:
            right = f"({match[1]})"
            yield run.fault(*match.span(), "“{words}” has only one bracket.", "Write “{instead}”.", instead=right)


def find_countries_out_of_order(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Three or more countries in a row are not in alphabetical order.

    Why: countries are listed in alphabetical order unless another is meant, and then the text says so (inferred).

    Wrong: “Kenya, Chad and Angola”
    Right: “Angola, Chad and Kenya”
    """
    sought = runs.present(collection.word_lists.words("countries"))
    country = rf"(?:the )?{match_one_of(sought)}"
    series = re.compile(rf"(?<![\w-]){country}(?:, {country})+,? and {country}(?![\w-])")
    for run in runs.with_any(sought):
        for match in series.finditer(run.text) if " and " in run.text else ():
            names = [
                name.strip().removeprefix("the ")
                for name in re.split(
                    r", and | and (?!Herzegovina|Principe|Tobago|Nevis|Barbuda|the Grenadines)|, ", match.group()
                )
            ]
            if len(names) >= _LEAST and names != sorted(names, key=_make_sort_key):
                yield run.fault(
                    *match.span(),
                    "“{words}” is not in alphabetical order.",
                    "Put the names in alphabetical order, unless another order is meant.",
                )


def _walk_lists(blocks: Iterator[Block], kind: type[LetteredList | BulletedList]) -> Iterator[tuple[ListItem, ...]]:
    """The items of every list of a kind, those below others too."""
    for block in blocks:
        if isinstance(block, LetteredList | BulletedList):
            if isinstance(block, kind):
                yield block.items
            for item in block.items:
                yield from _walk_lists(iter(item.below), kind)


def _make_sort_key(country: str) -> str:
    """A country as lists have it: Iran (Islamic Republic of), Venezuela (Bolivarian Republic of)."""
    return unicodedata.normalize("NFKD", _FORM_OF_STATE.sub("", country)).casefold()


def _take_first_words(text: str) -> str:
    return " ".join(text.split()[:3])
