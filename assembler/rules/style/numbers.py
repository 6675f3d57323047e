"""Numbers in words or in figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.rules.grammar.date_words import ANY_MONTH
from assembler.rules.grammar.known_names import sort_longest_first
from assembler.rules.grammar.number_words import NumberWords, read_number_words
from assembler.rules.grammar.sentences import (
    Abbreviations,
    find_first_words,
    find_sentence,
    read_abbreviations,
    split_sentences,
)

_SENTENCES = (Part.PARAGRAPH, Part.ITEM, Part.NOTE)
_SMALL = Pattern(
    r"[1-9](?= (?:[a-z]{3,}|of (?:its|their|the|these|those|them)\b|(?:Member )?States?\b|Governments?\b)"
    r"|-(?:day|week|month|year|hour|member|person|part|page|step|point)\b(?!-old))"
)
_NOT_BEFORE_SMALL = Pattern(r"[\w.,/$€£¥#§(\[’'–+×-]\Z|[*×=<>] \Z|\d,? (?:and |or |to )?\Z")
_COUNT = Pattern(
    rf"(?<![\w./$€£–+-])[1-9]\d{{1,2}}(?:,\d{{3}})*(?= (?!{ANY_MONTH})[A-Za-z]|, (?:including|of wh|of them|among) )"
)
_COMPARED = Pattern(r"\s(?:of|in|out of) (?:the )?\d|\s(?:to|and|or) \d")
_BEFORE = Pattern(r"([^\W\d_]+)\.? \Z")
_FIGURE = Pattern(r"\d[\d,]*(?:\.\d+)?(?!\d|\.(?:\s|\d|\Z))")
_MAY_BEGIN = Pattern(r"\d(?<!\w.)(?<!\w .)")
"""A figure that no word stands before, looked at from behind it."""
_TWO_FIGURES = Pattern(r"\d\d?")
_ORDINAL = Pattern(r"(\d{1,2})(?:st|nd|rd|th)(?=[ -](?:[a-z]|Session|Summit|Anniversary|Conference|Year))")
_HUNDREDTH = Pattern(r"\b(?:the )?(one[ -]hundredth)\b(?! of)")
_FRACTION = Pattern(r"(?<![\w./,–-])([1-9])/([2-9])(?![\w/.–-]\w|\d)")
_MAY_BE_FRACTION = Pattern(r"-(?:half|third|quarter|fifth|sixth|tenth)|thirds |quarters |fifths ")
_NOUN_FRACTION = Pattern(
    r"\b(one|two|three|four|five|six|seven)-(half|thirds?|quarters?|fifths?|sixths?|tenths?)(?= of\b)"
)
_ADJECTIVE = Pattern(r"\b(two|three|four) (thirds|quarters|fifths)(?= (?:majority|majorities|vote|share|rule)\b)")
_SIGNS = {
    "½": "one half",
    "⅓": "one third",
    "⅔": "two thirds",
    "¼": "one quarter",
    "¾": "three quarters",
    "⅕": "one fifth",
}
_SIGN = Pattern(f"[{''.join(_SIGNS)}]")
_PARTS = {2: "half", 3: "third", 4: "quarter"}


def find_number_in_wrong_form(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A number below 10 stands in figures, or one from 10 on in words.

    Why: numbers below 10 are written in words, those from 10 to 999,999 in figures (Editorial Manual, Numbers, dates
    and time). Figures that name something (phase 2, table 3), measurements, and small numbers beside greater ones of
    the same sentence are spared, and so is the beginning of a sentence.

    Wrong: “It carried out 8 projects with fourteen armed groups.”
    Right: “It carried out eight projects with 14 armed groups.”
    """
    numbers, abbreviations = read_number_words(collection.word_lists), read_abbreviations(collection.word_lists)
    numbered = collection.word_lists.words("numbered")
    measured = _make_unit_pattern(collection.word_lists.pairs("measured"))
    great = Pattern(rf"{numbers.pattern(10)}(?!{measured}|,? (?:and|or|in|of|to) \d)")
    for run in runs:
        if run.part not in _SENTENCES:
            continue
        for match in _SMALL.finditer(run.text):
            if not _NOT_BEFORE_SMALL.search(run.cut_before(match.start())) and not _is_spared(
                run, match, numbered, measured, abbreviations
            ):
                right = numbers.cardinal(int(match.group()))
                message = "The number {words} stands in figures."
                yield run.fault(*match.span(), message, "Write {instead}.", instead=right)
    for run in _select_with_number(runs, numbers, 10):
        for match in great.finditer(run.text) if run.part in _SENTENCES else ():
            number = numbers.value(match.group())
            if _is_word(run, match) and match.start() not in find_first_words(run, abbreviations):
                message = "The number “{words}” stands in words."
                yield run.fault(*match.span(), message, "Write {instead}.", instead=f"{number:,}")


def find_sentence_begins_with_figure(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A sentence begins with a figure.

    Why: a figure at the beginning is taken for the number of a paragraph, and has no capital (Editorial Manual,
    Numbers, dates and time). Write the number out, or begin with another word.

    Wrong: “60 staff members were trained.”
    Right: “Sixty staff members were trained.”
    """
    numbers, abbreviations = read_number_words(collection.word_lists), read_abbreviations(collection.word_lists)
    for run in runs:
        if run.part is not Part.PARAGRAPH or not _MAY_BEGIN.search(run.plain):
            continue
        for sentence in split_sentences(run, abbreviations):
            match = _FIGURE.match(run.text, sentence.word)
            if match and not _LABEL.fullmatch(run.text, match.end()):
                word = numbers.cardinal(int(match.group())) if _TWO_FIGURES.fullmatch(match.group()) else ""
                right = word.capitalize() or None
                message = "A sentence begins with the figure {figure}."
                hint = "Write {instead}, or begin with another word." if right else "Begin with another word."
                yield run.fault(
                    match.start(), match.end(), message, hint, instead=right, figure=match.group().rstrip(",")
                )


def find_measured_number_in_words(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A percentage, a measurement, a sum, an age or a vote stands in words.

    Why: readers compare them, so they are always in figures (Editorial Manual, Numbers, dates and time). At the
    beginning of a sentence the words stay.

    Wrong: “Exports rose by five per cent, to three million tons.”
    Right: “Exports rose by 5 per cent, to 3 million tons.”
    """
    numbers, abbreviations = read_number_words(collection.word_lists), read_abbreviations(collection.word_lists)
    units = collection.word_lists.pairs("measured")
    measured = _make_unit_pattern(units)
    pattern = Pattern(
        rf"{numbers.pattern()}(?={measured})|aged (?P<age>{numbers.pattern()})"
        rf"|(?:from|between) (?P<least>{numbers.pattern()})(?= (?:to|and) \d[\d.,]*{measured})"
    )
    for run in runs.with_any((*runs.present(units), "aged")):
        for match in pattern.finditer(run.text) if run.part in _SENTENCES else ():
            if not _is_word(run, match) or match.start() in find_first_words(run, abbreviations):
                continue
            start, end = match.span(match.lastgroup or 0)
            right = f"{numbers.value(run.text[start:end]):,}"
            message = "The number “{words}” is measured and stands in words."
            yield run.fault(start, end, message, "Write {instead}.", instead=right)


def find_ordinal_in_wrong_form(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """An ordinal up to ninety-ninth stands in figures, or a higher one in words.

    Why: sessions, years and anniversaries are written out, seventy-fifth session; only from 100th on they are figures
    (Editorial Manual, Numbers, “Ordinals”). Numbers of meetings and dates are spared.

    Wrong: “at its 75th session”
    Right: “at its seventy-fifth session”
    """
    numbers, exceptions = read_number_words(collection.word_lists), collection.word_lists.words("ordinal_kept")
    for run in runs:
        if run.part in (Part.CELL, Part.CAPTION):
            continue
        for match in _ORDINAL.finditer(run.text):
            following = set(re.findall(r"\w+", run.text[match.end() : match.end() + 40])[:2])
            right = numbers.ordinal(int(match[1]))
            is_part = re.search(r"[\w.,/-]\Z", run.cut_before(match.start()))
            if (
                right
                and not is_part
                and not following & exceptions
                and not re.match(" of [A-Z]", run.text[match.end() :])
            ):
                message = "The ordinal {words} stands in figures."
                yield run.fault(*match.span(), message, "Write {instead}.", instead=right)
        for match in _HUNDREDTH.finditer(run.text) if "hundredth" in run.text else ():
            message = "The ordinal “{words}” stands in words."
            yield run.fault(*match.span(1), message, "Write 100th.", instead="100th")


def find_fraction_in_wrong_form(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A simple fraction stands in figures, has a hyphen as a noun, or none as an adjective.

    Why: simple fractions are words: two thirds of the members, a two-thirds majority (Editorial Manual, Numbers, dates
    and time).

    Wrong: “2/3 of the members; one-third of the cost”
    Right: “two thirds of the members; one third of the cost”
    """
    numbers, numbered = read_number_words(collection.word_lists), collection.word_lists.words("numbered")
    for run in runs:
        if run.part not in (*_SENTENCES, Part.HEADING):
            continue
        for match in _FRACTION.finditer(run.text) if "/" in run.text else ():
            right = _write_fraction(numbers, int(match[1]), int(match[2]))
            if (
                right
                and not _is_named(run, match.start(), numbered)
                and not re.match(" [A-Z1-9]", run.text[match.end() :])
            ):
                message = "The fraction {words} stands in figures."
                yield run.fault(*match.span(), message, "Write {instead}.", instead=right)
        for match in _SIGN.finditer(run.text):
            right = _SIGNS[match.group()]
            message = "The fraction {words} is a sign."
            yield run.fault(*match.span(), message, "Write {instead}.", instead=right)
        if not _MAY_BE_FRACTION.search(run.text):
            continue
        for match in chain(_NOUN_FRACTION.finditer(run.text), _ADJECTIVE.finditer(run.text)):
            right = " ".join(match.groups()) if "-" in match.group() else "-".join(match.groups())
            message = "“{words}” has no hyphen." if "-" in match.group() else "“{words}” has a hyphen before its noun."
            yield run.fault(*match.span(), message, "Write {instead}.", instead=right)


def find_mixed_forms_in_series(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Two numbers of the same kind stand side by side, one in words and one in figures.

    Why: numbers of one kind follow the rule for the highest of them (Editorial Manual, Numbers, dates and time).

    Wrong: “from eight to 15 workshops”
    Right: “from 8 to 15 workshops”
    """
    numbers, abbreviations = read_number_words(collection.word_lists), read_abbreviations(collection.word_lists)
    small = "|".join(word for word, number in numbers.cardinals.items() if number < 10) or "(?!)"
    pattern = Pattern(
        rf"(?<![\w-])(?P<a>{small})(?= (?:to|and|or) [1-9]\d+ [a-z])"
        rf"|(?<![\w-])(?P<b>{small})(?= ([a-z]+)s?(?:,| and| or) [1-9]\d[\d,]* \3s?\b)"
        rf"|(?<=\d )(?:and|or) (?P<c>{small})(?= [a-z])(?! hundred)"
    )
    for run in runs:
        if run.part not in _SENTENCES or not _NEAR.search(run.text):
            continue
        for match in pattern.finditer(run.text):
            start, end = match.span(match.lastgroup or 0)
            if match.lastgroup == "c" and not _COUNT_BEFORE.search(run.cut_before(match.start())):
                continue
            if start not in find_first_words(run, abbreviations):
                right = str(numbers.value(run.text[start:end]))
                message = "“{words}” stands in words beside a number in figures."
                yield run.fault(start, end, message, "Write {instead}.", instead=right)


_LABEL = Pattern(r"-[a-z]+(?: [a-z]+){1,4}\.?\s*")
"""What follows the figure of a note to a table, “12-month adjusted rate.”, which is no sentence."""
_PART_OF_WORD = Pattern(r"[\w-]\Z|\b(?:hundred|thousand) (?:and )?\Z")
_NEAR = Pattern(r"\d(?: (?:and|or) [a-z]|(?<=[,dro] .)\d[\d,]* [a-z])")
"""A figure that “and”, “or” or “to” or a comma joins to a word: looked for from the figure on."""
_COUNT_BEFORE = Pattern(r"(?<![\w./$€£–+-])[1-9]\d(?:,\d{3})* \Z")


def _make_unit_pattern(words: Iterable[str]) -> str:
    """What matches a space and one of the words, as a part of a regular expression; nothing where there is none."""
    either = "|".join(sort_longest_first(map(re.escape, words)))
    return rf" (?:{either})(?!\w)" if either else "(?!)"


def _is_spared(
    run: Run, match: re.Match[str], numbered: frozenset[str], measured: str, abbreviations: Abbreviations
) -> bool:
    """Whether a small figure is right: measured, a name, compared with another figure, or at a beginning."""
    text = run.text
    if (
        re.match(measured, text[match.end() :])
        or _COMPARED.match(text, match.end())
        or _is_named(run, match.start(), numbered)
    ):
        return True
    sentence = find_sentence(split_sentences(run, abbreviations), match.start())
    is_beginning = sentence.word == match.start()
    return is_beginning or _COUNT.search(text, sentence.start, sentence.end) is not None


def _select_with_number(runs: Prose, numbers: NumberWords, least: int) -> Iterable[Run]:
    """The runs in which a number in words may stand, from the least on."""
    great = (word for word, number in numbers.cardinals.items() if number >= least)
    further = (word for word in runs.words if "hundred" in word or "thousand" in word)
    return runs.with_any((*runs.present(great), *further))


def _is_word(run: Run, match: re.Match[str]) -> bool:
    """Whether a number word begins where it is found, and is no part of another word."""
    return not _PART_OF_WORD.search(run.text[max(0, match.start() - 14) : match.start()])


def _is_named(run: Run, place: int, numbered: frozenset[str]) -> bool:
    """Whether the word before a figure says that it is a name: phase 2, Goal 5."""
    before = _BEFORE.search(run.cut_before(place))
    if before is None:
        return run.text[max(0, place - 2) : place].strip()[-1:].isdigit() or (
            place > 1 and run.text[place - 2] == "\ufffc"
        )
    return before[1].lower() in numbered or (before[1][0].isupper() and not _is_beginning(run, before.start(1)))


def _is_beginning(run: Run, place: int) -> bool:
    """Whether a word stands at a beginning, so that its capital says nothing."""
    return place == 0 or run.text[:place].rstrip()[-1:] in (".", "?", "!", ":")


def _write_fraction(numbers: NumberWords, above: int, below: int) -> str:
    """The words of a fraction; none for one that is no proper fraction."""
    part = _PARTS.get(below) or numbers.ordinal(below)
    if above >= below or not part:
        return ""
    return f"{numbers.cardinal(above)} {part}{'s' if above > 1 else ''}"
