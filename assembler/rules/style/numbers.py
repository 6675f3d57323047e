"""Numbers in words or in figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.rules.grammar.counts import TEN, find_words_beside_figures, is_beside_greater, list_counts
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
    r"|-(?:day|week|month|year|hour|member|person|part|page|step|point)\b(?!-old)|(?<=(?:oup|eam|air)s of \d)[ .,;])"
)
_NOT_BEFORE_SMALL = Pattern(r"[\w.,/$€£¥#§(\[’'–+×-]\Z|[*×=<>] \Z|\d,? (?:and |or |to )?\Z")
_TWICE = Pattern(
    r"(?<![\w.,/$€£-])(?:(?P<figure>[1-9]\d{0,2}) \((?P<word>[a-z]+(?:-[a-z]+)?)\)|[a-z-]+ \((?P<after>[1-9]\d{0,2})\))"
)
_COMPARED = Pattern(r"\s(?:of|in|out of) (?:the )?\d|\s(?:to|and|or) \d")
_BEFORE = Pattern(r"([^\W\d_]+)\.? \Z")
_FIGURE = Pattern(r"\d[\d,]*(?:\.\d+)?(?!\d|\.(?:\s|\d|\Z))")
_MAY_BEGIN = Pattern(r"\d(?<!\w.)(?<!\w .)")
"""A figure that no word stands before, looked at from behind it."""
_TWO_FIGURES = Pattern(r"\d\d?")
_ORDINAL = Pattern(
    r"(?<![\w.,/-])(?P<number>\d{1,3})-?(?P<ending>st|nd|rd|th)(?![\w/])"
    r"(?P<more>(?:,? (?:and |or |to )?\d+(?:st|nd|rd|th))*)"
    r"(?= (?P<next>[a-z]+)|(?: (?!Street|Avenue|Floor)[A-Z][\w-]*){0,4} (?P<event>[A-Z][a-z]+)|-[a-z]|[.,;)]|\Z)"
)
_NUMBERED_MEETING = Pattern(r"(?:[Aa]t (?:the|its|their|a)|[Ii]ts|[Tt]heir|,|and|to) \Z")
_HUNDREDTH = Pattern(r"\b(?:the )?(one[ -]hundred(?:th| and ([a-z-]+)))\b(?! of)")
_FRACTION = Pattern(r"(?<![\w./,–-])(?<!\d )([1-9])/([2-9])(?![\w/.–-]\w|\d)")
_MAY_BE_FRACTION = Pattern(r"-(?:half|third|quarter|fifth|sixth|tenth)|thirds |quarters? |fifths |third of")
_NOUN_FRACTION = Pattern(
    r"\b([Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even)-(half|thirds?|quarters?|fifths?|sixths?|tenths?)"
    r"(?=[,.;)]|\Z| (?:of|were|was|are|is|have|had|has|and|or|came|did|do|will|would|in|by|to|from|more|less|said)\b)"
)
_SINGULAR = Pattern(r"(?<![\w-])([Tt]wo|[Tt]hree|[Ff]our) (third|quarter|fifth)(?= of\b)")
_ADJECTIVE = Pattern(r"\b(two|three|four) (thirds|quarters|fifths)(?= (?:majority|majorities|vote|share|rule)\b)")
_SIGNS = {
    "½": "one half",
    "⅓": "one third",
    "⅔": "two thirds",
    "¼": "one quarter",
    "¾": "three quarters",
    "⅕": "one fifth",
}
_SIGN = Pattern(rf"(?<!\d)[{''.join(_SIGNS)}]")
_PARTS = {2: "half", 3: "third", 4: "quarter"}


def find_number_in_wrong_form(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A number below 10 stands in figures, or one from 10 on in words.

    Why: numbers below 10 are written in words, those from 10 to 999,999 in figures (Editorial Manual, Numbers, dates
    and time). Not counted are figures that name something (phase 2, table 3), measurements, and the beginning of a
    sentence. Small numbers may stand in figures beside greater ones with which the sentence compares or lists them. A
    number in both forms, nine (9), is named, too.

    Wrong: “It carried out 8 projects with fourteen armed groups.”
    Right: “It carried out eight projects with 14 armed groups.”
    """
    numbers, abbreviations = read_number_words(collection.word_lists), read_abbreviations(collection.word_lists)
    numbered = collection.word_lists.words("numbered")
    measured = _make_unit_pattern((*collection.word_lists.pairs("measured"), "degree", "degrees"))
    great = Pattern(
        rf"{numbers.pattern(10)}(?!{measured}|,? (?:and|or|in|of|to) \d| \(\d| and [a-z-]+(?:th|st|nd|rd)\b)"
    )
    for run in runs:
        if run.part not in _SENTENCES:
            continue
        for match in _SMALL.finditer(run.text):
            if not _NOT_BEFORE_SMALL.search(run.cut_before(match.start())) and not _is_spared(
                run, match, numbered, measured, numbers, abbreviations
            ):
                right = numbers.cardinal(int(match.group()))
                message = "The number {words} stands in figures."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)
        yield from _find_number_given_twice(run, numbers)
    for run in _select_with_number(runs, numbers, 10):
        for match in great.finditer(run.text) if run.part in _SENTENCES else ():
            number = numbers.value(match.group())
            if _is_word(run, match) and match.start() not in find_first_words(run, abbreviations):
                message = "The number “{words}” stands in words."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=f"{number:,}")


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
                hint = "Write “{instead}”, or begin with another word." if right else "Begin with another word."
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
    units = runs.present(collection.word_lists.pairs("measured"))
    measured = _make_unit_pattern(units)
    pattern = Pattern(
        rf"{numbers.pattern()}(?={measured}(?!-))|aged (?P<age>{numbers.pattern()})"
        rf"|(?:from|between) (?P<least>{numbers.pattern()})(?= (?:to|and) \d[\d.,]*{measured})"
    )
    message = "“{words}” is written in words, although a measure, sum or percentage needs figures."
    for run in runs.with_any(("old", "ratio", "ratios", "vote")):
        for match in _MEASURED.finditer(run.text) if run.part in _SENTENCES else ():
            for name in ("old", "first", "second"):
                value = numbers.value(match[name] or "")
                if value and match.start(name) not in find_first_words(run, abbreviations):
                    yield run.fault(*match.span(name), message, "Write “{instead}”.", instead=str(value))
    for run in _select_measured(runs.with_any((*units, "aged")), numbers, measured):
        for match in pattern.finditer(run.text):
            if not _is_word(run, match) or match.start() in find_first_words(run, abbreviations):
                continue
            start, end = match.span(match.lastgroup or 0)
            right = f"{numbers.value(run.text[start:end]):,}"
            yield run.fault(start, end, message, "Write “{instead}”.", instead=right)


def find_ordinal_in_wrong_form(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """An ordinal up to ninety-ninth stands in figures, or a higher one in words.

    Why: sessions, years and anniversaries are written out, seventy-fifth session; only from 100th on they are figures
    (Editorial Manual, Numbers, “Ordinals”). Dates are spared, and so are the numbers of meetings of organs: at its 3rd
    meeting. The list `ordinal_event` has what ordinals count before names in capitals. An ending of another number, as
    in 21th, is named, too.

    Wrong: “at its 75th session”
    Right: “at its seventy-fifth session”
    """
    numbers, lists = read_number_words(collection.word_lists), collection.word_lists
    exceptions, events = lists.words("ordinal_kept"), lists.words("ordinal_event")
    for run in runs:
        if run.part in (Part.CELL, Part.CAPTION):
            continue
        for match in _ORDINAL.finditer(run.text):
            number = int(match["number"])
            right = numbers.ordinal(number) or f"{number}{_get_ending(number)}"
            start, end = match.span("number")[0], match.end("ending")
            if right != run.text[start:end] and _can_be_ordinal(run, match, exceptions, events):
                message = "The ordinal {words} stands in figures." if right.isalpha() or "-" in right else _WRONG_ENDING
                yield run.fault(start, end, message, "Write “{instead}”.", instead=right)
        for match in _HUNDREDTH.finditer(run.text) if "one hundred" in run.text or "one-hundred" in run.text else ():
            number = numbers.ordinals.get(match[2] or "", 0)
            if number or not match[2]:
                right = f"{100 + number}{_get_ending(number)}"
                message = "The ordinal “{words}” stands in words."
                yield run.fault(*match.span(1), message, "Write “{instead}”.", instead=right)


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
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)
        for match in _SIGN.finditer(run.text):
            right = _SIGNS[match.group()]
            message = "The fraction {words} is a sign."
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)
        if not _MAY_BE_FRACTION.search(run.text):
            continue
        for match in chain(_NOUN_FRACTION.finditer(run.text), _ADJECTIVE.finditer(run.text)):
            right = " ".join(match.groups()) if "-" in match.group() else "-".join(match.groups())
            message = (
                "“{words}” is written with a hyphen."
                if "-" in match.group()
                else "“{words}” stands before a noun without a hyphen."
            )
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)
        for match in _SINGULAR.finditer(run.text):
            message = "“{words}” stands in the singular."
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=f"{match.group()}s")


def find_mixed_forms_in_series(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Two numbers of the same kind stand side by side, one in words and one in figures.

    Why: numbers of one kind follow the rule for the highest of them (Editorial Manual, Numbers, dates and time). They
    are of one kind where a comma, “and” or “or” joins them, or where one is a part of the other.

    Wrong: “from eight to 15 workshops”, “eight judges and 14 prosecutors”, “eight of the 15 members”
    Right: “from 8 to 15 workshops”, “8 judges and 14 prosecutors”, “8 of the 15 members”
    """
    numbers, abbreviations = read_number_words(collection.word_lists), read_abbreviations(collection.word_lists)
    message = "“{words}” stands in words beside a number in figures."
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
                yield run.fault(start, end, message, "Write “{instead}”.", instead=right)
    for run in runs.with_any(word for word, number in numbers.cardinals.items() if 1 < number < TEN):
        if run.part not in _SENTENCES or not _GREAT.search(run.text):
            continue
        for sentence in split_sentences(run, abbreviations):
            counts = list_counts(run.text, sentence.start, sentence.end, numbers)
            for count in find_words_beside_figures(counts, run.text, sentence.start):
                if count.start != sentence.word:
                    yield run.fault(count.start, count.end, message, "Write “{instead}”.", instead=str(count.value))
        for match in _OF_MORE.finditer(run.text):
            name = match.lastgroup or ""
            value = numbers.cardinals.get(match[name], TEN)
            if value < TEN and match.start(name) not in find_first_words(run, abbreviations):
                yield run.fault(*match.span(name), message, "Write “{instead}”.", instead=str(value))


_WRONG_ENDING = "The ordinal {words} has the ending of another number."
_LABEL = Pattern(r"-[a-z]+(?: [a-z]+){1,4}\.?\s*")
"""What follows the figure of a note to a table, “12-month adjusted rate.”, which is no sentence."""
_MEASURED = Pattern(
    r"(?<![\w-])(?P<old>[a-z]+(?:-[a-z]+)?)(?=-years?-old\b)"
    r"|\b(?:[Rr]atios?|a vote) (?:of|was|is) (?P<first>[a-z]+) to (?P<second>[a-z]+)\b"
)
_AGED = Pattern(r"a(?<![\w-].)ged [a-z]")
_PART_OF_WORD = Pattern(r"[\w-]\Z|\b(?:hundred|thousand) (?:and )?\Z")
_NEAR = Pattern(r"\d(?: (?:and|or) [a-z]|(?<=[,dro] .)\d[\d,]* [a-z])")
"""A figure that “and”, “or” or “to” or a comma joins to a word: looked for from the figure on."""
_GREAT = Pattern(r"[1-9]\d (?=[a-z])|\d,\d{3} (?=[a-z])")
_OF_MORE = Pattern(
    r"(?<![\w-])(?!one )(?<!first )(?<!last )(?<!other )(?P<part>[a-z]{3,5})"
    r" (?:out )?of (?:the |its |their |these |those )?[1-9]\d(?= [a-z])"
    r"|\b[Oo]f (?:the|its|their|these|those) [1-9]\d+ [a-z][a-z -]+, (?!one )(?P<later>[a-z]{3,5})(?= [a-z])"
)
_MAY_BE_TWICE = Pattern(r" \((?:\d{1,3}|(?<=\d \()[a-z]+(?:-[a-z]+)?)\)")
_COUNT_BEFORE = Pattern(r"(?<![\w./$€£–+-])[1-9]\d(?:,\d{3})* \Z")


def _get_ending(number: int) -> str:
    """The ending of an ordinal in figures, which up to thirteenth is that of its word."""
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _can_be_ordinal(run: Run, match: re.Match[str], exceptions: frozenset[str], events: frozenset[str]) -> bool:
    """Whether an ordinal in figures is no date, name, or number of a meeting of an organ."""
    following = re.findall(r"\w+", run.text[match.end() : match.end() + 40])[:2]
    if match["next"] == "of":
        return not re.match(r" of [A-Z]", run.text[match.end() :])
    if match["event"]:
        return not events.isdisjoint(word.lower() for word in following) or match["event"].lower() in events
    if not exceptions.isdisjoint(following):
        is_meeting = any(word.startswith("meeting") for word in following)
        return is_meeting and not match["more"] and not _NUMBERED_MEETING.search(run.cut_before(match.start()))
    return True


def _make_unit_pattern(words: Iterable[str]) -> str:
    """What matches a space and one of the words, as a part of a regular expression; nothing where there is none."""
    either = "|".join(sort_longest_first(map(re.escape, words)))
    return rf" (?:{either})(?!\w)" if either else "(?!)"


def _is_spared(
    run: Run,
    match: re.Match[str],
    numbered: frozenset[str],
    measured: str,
    numbers: NumberWords,
    abbreviations: Abbreviations,
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
    if sentence.word == match.start():
        return True
    counts = list_counts(text, sentence.start, sentence.end, numbers)
    return is_beside_greater(match.start(), match.end(), counts, text)


def _find_number_given_twice(run: Run, numbers: NumberWords) -> Iterator[Fault]:
    """A fault of each number in both forms: 9 (nine), nine (9)."""
    for match in _TWICE.finditer(run.text) if _MAY_BE_TWICE.search(run.text) else ():
        figure = int(match["figure"] or match["after"])
        word = match["word"] or match.group().partition(" ")[0]
        if numbers.value(word) == figure:
            right = word if figure < TEN else str(figure)
            message = "The number “{words}” stands in figures and in words."
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)


def _select_with_number(runs: Prose, numbers: NumberWords, least: int) -> Iterable[Run]:
    """The runs in which a number in words may stand, from the least on, and no ordinal alone: seventy-fifth."""
    present = runs.present(word for word in numbers.cardinals if "-" not in word)
    great = [word for word in present if numbers.cardinals[word] >= least]
    unit = "|".join(word for word in present if word not in great) or "(?!)"
    may_be = Pattern(rf"(?:{'|'.join(great) or '(?!)'})(?:-(?:{unit}))?(?![\w-])|hundred|thousand")
    further = (word for word in runs.words if "hundred" in word or "thousand" in word)
    return (run for run in runs.with_any((*great, *further)) if may_be.search(run.text))


def _select_measured(runs: Iterable[Run], numbers: NumberWords, measured: str) -> Iterator[Run]:
    """The runs in which a number in words may be measured: looking for signs of one is many times faster."""
    after = Pattern(rf" (?={measured.lstrip()}|(?:to|and) \d)")
    last_words = (*(word for word in numbers.cardinals if "-" not in word), "hundred", "thousand")
    for run in runs:
        if run.part in _SENTENCES and (
            _AGED.search(run.text)
            or any(run.text.endswith(last_words, 0, match.start()) for match in after.finditer(run.text))
        ):
            yield run


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
