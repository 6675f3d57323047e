"""Punctuation of English: marks, dashes, slashes, commas, and what slips in when typing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.nodes import Text
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.phrases import shorten
from assembler.model.text.prose import MASK, Part, Prose, Run
from assembler.model.text.traversal import walk_inlines
from assembler.rules.grammar.known_names import match_one_of

_STRAIGHT = Pattern(r'(?<![\w"])"(?=[^\s"])([^"]*)(?<!\s)"(?!\w)')
_SINGLE = Pattern(r"(?<!\w)'(?=[^\W\d])([^'\"]*)(?<![\s])'(?!\w)")
_CURLY = Pattern("“[^“”]*”|«[^«»]*»")
_WORD_AROUND = Pattern(r"[\w'’-]*\Z")
_MAY_BE_DASH = Pattern(r"—| -|--")
_DASH = Pattern(
    r"(?<=\S) ?(?P<em>—) ?(?=\S)|(?<=[\w.,%)”’\ufffc]) (?P<spaced>-{1,3}) (?=[\w(“‘\ufffc])|(?<=\w)(?P<double>--)(?=\w)"
)
_AND_OR = Pattern(r"(?<![\w/])and ?/ ?or(?![\w/])", re.IGNORECASE)
_SLASH = Pattern(r"(?<![\w./@:~-])([a-z]{2,})(?: / |/)([a-z]{2,})(?![\w/@-]|\.\w)")
_JOINED = Pattern(r"\b(?:and|or)\b")
_SMALL_WORDS = Pattern(r"[a-z][a-z’ -]*")
_SMALL = Pattern(r"[a-z][a-z’-]*")
_SENTENCE_END = Pattern(r"[.;:?!] ")
_SERIES = Pattern(r", (and|or) (?=([a-z][\w’-]*))")
_MAY_BE_SPACE = Pattern(r" [,;:?!.]")
_MAY_BE_NO_SPACE = Pattern(r"[.?!,;][A-Za-z]")
_SPACE_BEFORE = Pattern(r"(?<=[^\s.]) +(?:[,;:?!](?=\s|\Z)|[,;](?=[A-Za-z])|\.(?=\s|\Z|[A-Z][a-z])(?! \.))")
_NO_SPACE_AFTER = Pattern(r"(?<=[a-z]{2})[.?!][A-Z][a-z]+(?![\w@/.])|(?<=[a-z])[,;][A-Za-z]{2,}(?![\w@/.])")
_AMPERSAND = Pattern(r"(?<=\w) & (?=\w)")
_CONTRACTION = Pattern(r"(?<![\w’'])[A-Za-z]+’(?:t|s|re|ve|ll|d|m)(?!\w)")
_BREAKS = {
    "—": "The break in the sentence is marked by an em dash.",
    "-": "The break in the sentence is marked by a hyphen.",
    "--": "The break in the sentence is marked by two hyphens.",
}
_SHOWN = 40
"""How many characters of a quotation a message shows."""


def find_straight_mark(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A quotation mark or an apostrophe is straight.

    Why: printed marks are directional, and a report from many hands else shows who typed what (Editorial Manual,
    Quotations; observed in A/75/345). Marks inside a quotation are named too, and left to a person.

    Wrong: “The women's forum "She Stands for Peace" was held.”, with straight marks
    Right: “The women’s forum “She Stands for Peace” was held.”
    """
    for run in runs:
        if '"' in run.shown:
            yield from _find_straight_quotations(run)
        if "'" in run.shown:
            yield from _find_straight_apostrophes(run)


def find_comma_before_last_item(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A comma stands before the last “and” or “or” of a simple series.

    Why: a simple series has none (Editorial Manual, Punctuation); resolutions alone differ. Only short items in small
    letters are looked at, none with an “and” of its own, since a comma between clauses, or around a name, may well be
    right.

    Wrong: “The seminar was on training, equipment, and maintenance.”
    Right: “The seminar was on training, equipment and maintenance.”
    """
    no_item, no_beginning = collection.word_lists.words("no_item"), collection.word_lists.words("no_item_begins")
    for run in runs:
        for match in _SERIES.finditer(run.text):
            before = _SENTENCE_END.split(run.text[max(0, match.start() - 160) : match.start()])[-1]
            items = before.split(", ")
            if match[2] not in no_beginning and _is_end_of_series(items, match[2], no_item, no_beginning):
                message = "A simple series has no comma before its last “{conjunction}”."
                hint = "Take the comma out, unless a clause begins here."
                yield run.fault(
                    match.start(), match.end() - 1, message, hint, instead=f" {match[1]}", conjunction=match[1]
                )


def find_hyphen_for_dash(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """An em dash, or a hyphen between spaces, stands where the sentence breaks.

    Why: the break is a spaced en dash; the hyphen joins words (Editorial Manual, Punctuation).

    Wrong: “All regions—including our own—are concerned.” or “All regions - including our own - are concerned.”
    Right: “All regions – including our own – are concerned.”
    """
    for run in runs:
        for match in _DASH.finditer(run.text) if _MAY_BE_DASH.search(run.text) else ():
            before, after = run.text[match.start() - 1], run.text[match.end()]
            if before.isdigit() and after.isdigit():
                continue
            mark = match.lastgroup or ""
            start, end = match.span(mark)
            right = "–" if match.end() - match.start() == end - start + 2 else " – "
            message = _BREAKS["—" if mark == "em" else "-" if match[mark] == "-" else "--"]
            yield run.fault(start, end, message, "Write an en dash between spaces: – .", instead=right)


def find_slash_for_and_or(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A slash stands for “and” or “or”; “and/or” is the worst case.

    Why: the reader is left to guess, and the six language versions have no such sign (Editorial Manual, Punctuation).
    Units such as km/h and the list `slash_kept` are spared, and so are tables and pairs, of which one is measured by
    the other: currencies (list `currency`), and those before a word of the list `pair_noun`, such as ratio.

    Wrong: “countries acceding to and/or implementing the instruments”
    Right: “countries acceding to or implementing the instruments”
    """
    exceptions, currencies, pair_nouns = map(collection.word_lists.words, ("slash_kept", "currency", "pair_noun"))
    is_ratio = Pattern(rf"(?:\s(?:and|or)\s[a-z]+/[a-z]+)?\s{match_one_of(pair_nouns)}\b")
    for run in runs:
        if "/" not in run.text or run.part is Part.CELL:
            continue
        for match in _AND_OR.finditer(run.text):
            hint = "Write “and” or “or”; where it must be said, “A or B, or both”."
            yield run.fault(*match.span(), "“{words}” cannot be translated.", hint, instead="or")
        for match in _SLASH.finditer(run.text):
            is_pair = currencies.issuperset(match.groups()) or is_ratio.match(run.text, match.end())
            if not is_pair and match.group() not in exceptions and not _AND_OR.match(match.group()):
                message = "In “{words}” the slash leaves open what is meant."
                right = f"{match[1]} or {match[2]}"
                yield run.fault(*match.span(), message, "Write “and” or “or”.", instead=right)


def find_careless_typing(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A space before a mark, none after it, “&” for “and”, or a contraction such as don’t.

    Why: such slips are left when texts are joined; contractions belong to speech (Editorial Manual, Punctuation).
    Several spaces in a row print as one, so nobody has to look for them. A wrong “it’s” is left to a person: its, or
    it is.

    Wrong: “The Office , the Union & the Commission didn’t meet.The talks failed.”
    Right: “The Office, the Union and the Commission did not meet. The talks failed.”
    """
    contractions = collection.word_lists.pairs("contraction")
    doubtful = collection.word_lists.pairs("contraction_in_doubt")
    for run in runs:
        for match in _SPACE_BEFORE.finditer(run.text) if _MAY_BE_SPACE.search(run.text) else ():
            mark = match.group().strip()
            message, hint = "A space stands before “{mark}”.", "Take the space out."
            right = mark + " " * run.text[match.end() : match.end() + 1].isalpha() * (mark in ",;")
            yield run.fault(*match.span(), message, hint, instead=right, safe=True, mark=mark)
        for match in _NO_SPACE_AFTER.finditer(run.text) if _MAY_BE_NO_SPACE.search(run.text) else ():
            message = "No space follows “{mark}”."
            right = f"{match.group()[0]} {match.group()[1:]}"
            yield run.fault(
                *match.span(), message, "Put a space there.", instead=right, safe=True, mark=match.group()[0]
            )
        yield from _find_ampersands(run)
        for match in _CONTRACTION.finditer(run.text) if "’" in run.text else ():
            yield from _check_contraction(run, match, contractions, doubtful)


def _find_straight_quotations(run: Run) -> Iterator[Fault]:
    """A fault for each pair of straight marks, or for each of the two where other nodes stand between."""
    words = [inline.text for inline in walk_inlines(run.content) if isinstance(inline, Text)]
    done = 0
    for match in _STRAIGHT.finditer(run.shown):
        yield from _find_lone_marks(run, done, match.start())
        done = match.end()
        inside = _is_quoted(run, match.start())
        opening, closing = ("‘", "’") if inside else ("“", "”")
        message = "“{quoted}” stands between straight quotation marks."
        hint = "Write {opening} and {closing}."
        if any(match.group() in text for text in words):
            right = f"{opening}{match[1]}{closing}"
            yield run.fault(
                *match.span(),
                message,
                hint,
                instead=right,
                safe=not inside,
                quoted=shorten(match[1], _SHOWN),
                opening=opening,
                closing=closing,
            )
            continue
        for place, mark in ((match.start(), opening), (match.end() - 1, closing)):
            yield run.fault(
                place,
                place + 1,
                message,
                hint,
                instead=mark,
                safe=not inside,
                quoted=shorten(match[1], _SHOWN),
                opening=opening,
                closing=closing,
            )
    yield from _find_lone_marks(run, done, len(run.shown))


def _find_lone_marks(run: Run, start: int, end: int) -> Iterator[Fault]:
    """A fault for each straight mark without its other; after a figure it may be that of inches or seconds."""
    for match in re.compile('(?<![0-9])"').finditer(run.shown, start, end):
        message = "A straight quotation mark stands here without its other."
        yield run.fault(*match.span(), message, "Write “ and ” around the words that are quoted.")


def _find_straight_apostrophes(run: Run) -> Iterator[Fault]:
    quoted: set[int] = set()
    for match in _SINGLE.finditer(run.shown):
        quoted |= {match.start(), match.end() - 1}
        opening, closing = ("‘", "’") if _is_quoted(run, match.start()) else ("“", "”")
        message = "“{quoted}” stands between straight single marks."
        right = f"{opening}{match[1]}{closing}"
        yield run.fault(
            *match.span(),
            message,
            "Write {opening} and {closing}.",
            instead=right,
            quoted=shorten(match[1], _SHOWN),
            opening=opening,
            closing=closing,
        )
    for match in re.finditer("'", run.shown):
        place = match.start()
        before, after = run.shown[max(0, place - 30) : place], run.shown[place + 1 : place + 12]
        is_measure = before[-1:].isdigit() and not after[:1].isalpha()
        if place in quoted or is_measure or not (before[-1:] + after[:1]).strip():
            continue
        around = _WORD_AROUND.search(before)
        word = (around.group() if around else "") + "'" + re.split(r"[^\w'’-]", after)[0]
        safe = run.text[place] != MASK and (before[-1:].isalnum() or after[:1].isdigit())
        yield run.fault(
            place, place + 1, "“{word}” has a straight apostrophe.", "Write ’.", instead="’", safe=safe, word=word
        )


def _is_quoted(run: Run, place: int) -> bool:
    """Whether a place lies in a quotation, whose words are exact."""
    if run.part is Part.QUOTATION:
        return True
    pairs = _STRAIGHT.finditer(run.shown) if run.shown[place] == "'" else ()
    return any(match.start() < place < match.end() for match in (*_CURLY.finditer(run.shown), *pairs))


def _is_end_of_series(items: list[str], last: str, no_item: frozenset[str], no_beginning: frozenset[str]) -> bool:
    """Whether the words before a comma and “and” are the last but one of short items in small letters."""
    if len(items) < 2:
        return False
    item, words = items[-1], items[-1].split()
    if not _SMALL_WORDS.fullmatch(item) or len(words) > 3 or item in no_item or words[0] in no_beginning:
        return False
    if any(_JOINED.search(words) for words in items[-3:]):
        return False
    if last.endswith("ed") and not words[0].endswith("ed"):
        return False
    first = items[-2].rpartition(". ")[2].split()
    is_first_word = len(first) == 1 and first[0].isalpha()
    return bool(first) and first[-1] not in no_item and (is_first_word or _SMALL.fullmatch(first[-1]) is not None)


def _find_ampersands(run: Run) -> Iterator[Fault]:
    for match in _AMPERSAND.finditer(run.text) if "&" in run.text else ():
        names = run.text[match.start() - 1].isupper() or run.text[match.end()].isupper()
        yield run.fault(
            match.start() + 1, match.end() - 1, "“&” stands for “and”.", "Write and.", instead="and", safe=not names
        )


def _check_contraction(
    run: Run, match: re.Match[str], contractions: Mapping[str, str], doubtful: Mapping[str, str]
) -> Iterator[Fault]:
    word = match.group().lower().replace("’", "'")
    right = contractions.get(word) or doubtful.get(word)
    if right:
        right = right[0].upper() + right[1:] if match.group()[0].isupper() else right
        hint = "Write {instead}." if word in contractions else "Write {instead}, or what else is meant."
        yield run.fault(
            *match.span(), "“{words}” is a short form of speech.", hint, instead=right, safe=word in contractions
        )
