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
from assembler.rules.grammar.counts import find_commas_in_like_series, is_end_of_series
from assembler.rules.grammar.date_words import ANY_MONTH
from assembler.rules.grammar.known_names import match_one_of
from assembler.rules.grammar.sentences import Abbreviations, read_abbreviations

_STRAIGHT = Pattern(r'(?<![\w"])"(?=[^\s"])([^"]*)(?<!\s)"(?!\w)')
_SINGLE = Pattern(r"(?<!\w)'(?=[^\W\d])([^'\"]*)(?<![\s])'(?!\w)")
_OTHER_APOSTROPHE = Pattern(r"(?<=[A-Za-z])[ʼ`´′‘](?=(?:s|t)\b)|(?<=[a-z]s)[ʼ`´′‘](?= [a-z])")
_CURLY = Pattern("“[^“”]*”|«[^«»]*»")
_WORD_AROUND = Pattern(r"[\w'’-]*\Z")
_SIGNS_OF_DASH = ("—", " -", "--")
_SIGNS_OF_HALF = (" –", "– ", "- ")
_HALF_SPACED = Pattern(
    r"(?<=[\w.,%)”’\ufffc]) (?P<before>–)(?=[^\W\d])|(?<=[^\W\d])(?P<after>–) (?=[^\W\d])"
    r"|(?<=[a-z]{2})(?P<hyphen>-) (?=(?!and\b|or\b|to\b|as\b|but\b|versus\b)[a-z])"
)
_SPACED_RANGE = Pattern(r"(?<=\d)(?P<range> – )(?=\d)")
_DASH_IN_WORD = Pattern(
    r"(?<=[a-z])(?P<word>–)(?=(?:based|led|related|owned|oriented|term|wide|year|level|sensitive|driven|building|making)\b)"
    rf"|(?<=[a-z]{{3}})–(?=(?!{ANY_MONTH}|[A-Z][a-z]+day\b)[A-Z][a-z])|(?<=[A-Za-z])−(?=[A-Za-z])"
)
_UNSPACED = Pattern(r"(?<=[a-z]{2})–(?=(?:[a-z’]+ ){1,8}[a-z]+–[a-z])")
_DASH = Pattern(
    r"(?<=\S) ?(?P<em>—) ?(?=\S)|(?<=[\w.,%)”’\ufffc]) (?P<spaced>-{1,3}) (?=[\w(“‘\ufffc])|(?<=\w)(?P<double>--)(?=\w)"
)
_AND_OR = Pattern(r"(?<![\w/])and ?/ ?or(?![\w/])", re.IGNORECASE)
_SLASH = Pattern(r"(?<![\w./@:~-])([a-z]{2,})(?: / |/)([a-z]{2,})(?![\w/@-]|\.\w)")
_CAPITAL_SLASH = Pattern(
    r"(?<![\w./@:~-])(?P<a>[A-Z][a-z]+)(?: / |/)(?P<b>[A-Za-z][a-z]{2,})(?![\w/@-]|\.\w)|(?<=[a-z] )w/o(?= [a-z])"
    r"|(?<![\w./@:~-])(?P<c>[a-z]{2,})(?: / |/)(?P<d>[A-Z][a-z]{2,})(?![\w/@-]|\.\w)"
)
_SENTENCE_END = Pattern(r"[.;:?!] ")
_SERIES = Pattern(r", (and|or) (?=([a-z][\w’-]*))")
_NAME = r"(?:the )?[A-Z][\w’-]+(?: (?:of|and|the|[A-Z][\w’-]+))*?"
_NAMES_IN_SERIES = Pattern(
    rf"(?P<names>{_NAME}(?:, {_NAME})+)(?P<joint>, (?P<conjunction>and|or)) (?P<last>{_NAME})(?![\w’-])"
)
_MAY_BE_SPACE = Pattern(r" [,;:?!.]")
_MAY_BE_NO_SPACE = Pattern(r"[.?!,;:][A-Za-z]")
_SPACE_BEFORE = Pattern(r"(?<=[^\s.]) +(?:[,;:?!](?=\s|\Z)|[,;](?=[A-Za-z])|\.(?=\s|\Z|[A-Z][a-z])(?! \.))")
_NO_SPACE_AFTER = Pattern(
    r"(?<=[a-z]{2})[.?!][A-Z][a-z]+(?![\w@/.])|(?<=[a-z\d])[,;][A-Za-z]{2,}(?![\w@/.])|(?<=[a-z]{3}):[a-z]{3,}(?![\w@/.:])"
    r"|(?<=[a-z]) :(?=[a-z]{3})"
)
_DOUBLED = Pattern(
    r"([,;:!?])(?: ?\1)+|(?<![. ])\.\.(?!\.)|(?<=[a-z]{3})\. \.(?! ?\.)|[,;:] ?[.;](?!\.)|[;:],|!\?|\?!"
    r"|(?<=[a-z])[?!]\.(?!\.)|(?<=(?P<word>[a-z]))\.,"
)
_MAY_BE_DOUBLED = Pattern(r"[,;:!?.] ?[,;:!?.]")
_WORD_BEFORE = Pattern(r"([A-Za-z]+)\Z")
_SPACE_INSIDE = Pattern(r"[(\[] (?=[\w“])|(?<=[\w”.\ufffc]) [)\]]|“ (?=\w)|(?<=\w) ”")
_SIGNS_OF_SPACE_INSIDE = ("( ", "[ ", " )", " ]", "“ ", " ”")
_SPACE_BESIDE = Pattern(r"(?<=[a-z]{2})(?P<open>\()(?=[a-z]{3,}[ ,)])|(?<= )\([^() ]+ [^()]*(?P<close>\))(?=[a-z]{2})")
_SPACE_IN_POSSESSIVE = Pattern(r"(?<=[A-Za-z])’ s(?= [a-z])")
_LIST_MARK = Pattern(r"(?:\A|[\s(,;])(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\Z")
_PAIRS = {")": "(", "]": "[", "”": "“"}
_BRACKET = Pattern(r"[()\[\]“”]")
_SHORTEST_WORD = 3
"""A shorter word with a point is an abbreviation."""
_INFORMAL = Pattern(r"(?<![\w/])~(?=\d)|(?<=[a-z] )\+(?= [a-z])")
_AMPERSAND = Pattern(r"(?<=\w) & (?=\w)")
_CONTRACTION = Pattern(r"(?<![\w’'])[A-Za-z]+’(?:t|s|re|ve|ll|d|m)(?!\w)")
_WRITE_DASH = "Write an en dash between spaces: – ."
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
        for match in _OTHER_APOSTROPHE.finditer(run.shown) if any(map(run.shown.__contains__, "ʼ`´′‘")) else ():
            message = "“{words}” stands for an apostrophe."
            yield run.fault(*match.span(), message, "Write ’.", instead="’", safe=run.text[match.start()] != MASK)


def find_comma_before_last_item(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A comma stands before the last “and” or “or” of a simple series.

    Why: a simple series has none (Editorial Manual, Punctuation); resolutions alone differ. Only short items in small
    letters are looked at, none with an “and” of its own, since a comma between clauses, or around a name, may well be
    right.

    Wrong: “The seminar was on training, equipment, and maintenance.”
    Right: “The seminar was on training, equipment and maintenance.”
    """
    countries = collection.word_lists.words("countries")
    no_item, no_beginning = collection.word_lists.words("no_item"), collection.word_lists.words("no_item_begins")
    for run in runs:
        if ", and " in run.text or ", or " in run.text:
            yield from _find_series_of_countries(run, countries)
        for start, end, word in find_commas_in_like_series(run.text):
            message = "A simple series has no comma before its last “{conjunction}”."
            yield run.fault(start, end, message, "Delete the comma.", instead=f" {word}", conjunction=word)
        for match in _SERIES.finditer(run.text):
            before = _SENTENCE_END.split(run.text[max(0, match.start() - 160) : match.start()])[-1]
            items = before.split(", ")
            if match[2] not in no_beginning and is_end_of_series(items, match[2], no_item, no_beginning):
                message = "A simple series has no comma before its last “{conjunction}”."
                hint = "Delete the comma, unless a clause begins here."
                yield run.fault(
                    match.start(), match.end() - 1, message, hint, instead=f" {match[1]}", conjunction=match[1]
                )


def _find_series_of_countries(run: Run, countries: frozenset[str]) -> Iterator[Fault]:
    """A fault of a comma before the last of three countries and more."""
    for match in _NAMES_IN_SERIES.finditer(run.text):
        names = match["names"].split(", ")
        last = match["last"]
        known = [name for name in (*names, last) if name in countries or name.removeprefix("the ") in countries]
        if len(known) == len(names) + 1 and len(names) > 1:
            message = "A simple series has no comma before its last “{conjunction}”."
            right = f" {match['conjunction']}"
            yield run.fault(
                *match.span("joint"), message, "Delete the comma.", instead=right, conjunction=match["conjunction"]
            )


def find_hyphen_for_dash(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """An em dash, or a hyphen between spaces, stands where the sentence breaks.

    Why: the break is a spaced en dash; the hyphen joins words (Editorial Manual, Punctuation).

    Wrong: “All regions—including our own—are concerned.” or “All regions - including our own - are concerned.”
    Right: “All regions – including our own – are concerned.”
    """
    for run in runs:
        for match in _DASH.finditer(run.text) if any(sign in run.text for sign in _SIGNS_OF_DASH) else ():
            before, after = run.text[match.start() - 1], run.text[match.end()]
            if before.isdigit() and after.isdigit():
                continue
            mark = match.lastgroup or ""
            start, end = match.span(mark)
            right = "–" if match.end() - match.start() == end - start + 2 else " – "
            message = _BREAKS["—" if mark == "em" else "-" if match[mark] == "-" else "--"]
            yield run.fault(start, end, message, _WRITE_DASH, instead=right)
        for match in _HALF_SPACED.finditer(run.text) if any(sign in run.text for sign in _SIGNS_OF_HALF) else ():
            yield run.fault(*match.span(), "A dash has a space on one side only.", _WRITE_DASH, instead=" – ")
        for match in _SPACED_RANGE.finditer(run.text) if run.part is not Part.CELL and " – " in run.text else ():
            yield run.fault(*match.span(), "The dash of a range has spaces.", "Delete the spaces.", instead="–")
        for match in _DASH_IN_WORD.finditer(run.text) if "–" in run.text or "−" in run.text else ():
            yield run.fault(*match.span(), "An en dash joins the parts of a word.", "Write a hyphen.", instead="-")
        for match in _UNSPACED.finditer(run.text) if "–" in run.text else ():
            if not _DASH_IN_WORD.match(run.text, match.start()):
                yield run.fault(*match.span(), "A dash has no spaces beside it.", _WRITE_DASH, instead=" – ")


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
            hint = "Write “and” or “or”. If both are possible, write “A or B, or both”."
            yield run.fault(*match.span(), "“{words}” cannot be translated.", hint, instead="or")
        for match in _SLASH.finditer(run.text):
            is_pair = currencies.issuperset(match.groups()) or is_ratio.match(run.text, match.end())
            if not is_pair and match.group() not in exceptions and not _AND_OR.match(match.group()):
                message = "In “{words}”, the meaning of the slash is not clear."
                right = f"{match[1]} or {match[2]}"
                yield run.fault(*match.span(), message, "Write “and” or “or”.", instead=right)
        for match in _CAPITAL_SLASH.finditer(run.text) if run.part is not Part.HEADING else ():
            if match.group() not in exceptions:
                message = "In “{words}”, the meaning of the slash is not clear."
                yield run.fault(*match.span(), message, "Write the words out, with “and”, “or” or a hyphen.")


def find_careless_typing(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A mark is doubled, or has a space before or none after, a bracket is left open, or “&” or don’t is typed.

    Why: such slips are left when texts are joined; contractions belong to speech (Editorial Manual, Punctuation).
    Several spaces in a row print as one, so nobody has to look for them. A wrong “it’s” is left to a person: its, or
    it is. The closing brackets of a) and 1) need no other, nor does the mark before a quotation of several paragraphs.

    Wrong: “The Office , the Union & the Commission didn’t meet.The talks failed.”
    Right: “The Office, the Union and the Commission did not meet. The talks failed.”
    """
    contractions = collection.word_lists.pairs("contraction")
    doubtful = collection.word_lists.pairs("contraction_in_doubt")
    abbreviations = read_abbreviations(collection.word_lists)
    for run in runs:
        for match in _SPACE_BEFORE.finditer(run.text) if _MAY_BE_SPACE.search(run.text) else ():
            mark = match.group().strip()
            message, hint = "A space stands before “{mark}”.", "Take the space out."
            right = mark + " " * run.text[match.end() : match.end() + 1].isalpha() * (mark in ",;")
            yield run.fault(*match.span(), message, hint, instead=right, safe=True, mark=mark)
        for match in _NO_SPACE_AFTER.finditer(run.text) if _MAY_BE_NO_SPACE.search(run.text) else ():
            message = "No space follows “{mark}”."
            right = f"{match.group()[0]} {match.group()[1:]}"
            yield run.fault(*match.span(), message, "Add a space.", instead=right, safe=True, mark=match.group()[0])
        yield from _find_doubled_marks(run, abbreviations)
        yield from _find_spaces_at_brackets(run)
        yield from _find_lone_brackets(run)
        yield from _find_ampersands(run)
        for match in _CONTRACTION.finditer(run.text) if "’" in run.text else ():
            yield from _check_contraction(run, match, contractions, doubtful)


def _find_doubled_marks(run: Run, abbreviations: Abbreviations) -> Iterator[Fault]:
    """A fault of each two marks of which one is too many."""
    for match in _DOUBLED.finditer(run.text) if _MAY_BE_DOUBLED.search(run.text) else ():
        before = _WORD_BEFORE.search(run.cut_before(match.start()))
        word = before[1] if before else ""
        if match["word"] and (len(word) < _SHORTEST_WORD or word in abbreviations.anywhere | abbreviations.inside):
            continue  # the point is that of an abbreviation
        marks = match.group().replace(" ", "")
        right = marks[0] if len(set(marks)) == 1 else None
        hint = "Write “{instead}”." if right else "Delete one of the marks."
        yield run.fault(
            *match.span(),
            "Two punctuation marks stand together: “{words}”.",
            hint,
            instead=right,
            safe=right is not None,
        )


def _find_spaces_at_brackets(run: Run) -> Iterator[Fault]:
    """A fault of each space inside brackets or quotation marks, and of brackets without a space before or after."""
    for match in _SPACE_INSIDE.finditer(run.plain) if any(map(run.plain.__contains__, _SIGNS_OF_SPACE_INSIDE)) else ():
        message = "A space stands inside “{mark}”."
        mark = match.group().strip()
        yield run.fault(*match.span(), message, "Take the space out.", instead=mark, safe=True, mark=mark)
    for match in _SPACE_BESIDE.finditer(run.text) if "(" in run.text else ():
        name = "open" if match["open"] else "close"
        right = " (" if match["open"] else ") "
        message = "No space stands beside “{words}”."
        yield run.fault(*match.span(name), message, "Add a space.", instead=right, safe=True)
    for match in _SPACE_IN_POSSESSIVE.finditer(run.text) if "’ s " in run.text else ():
        yield run.fault(*match.span(), "A space stands inside a possessive.", "Write ’s.", instead="’s", safe=True)


def _find_lone_brackets(run: Run) -> Iterator[Fault]:
    """A fault of each bracket or quotation mark without its other; a) and 1) are marks of lists."""
    text, opened = run.plain, list[int]()
    if run.part not in (Part.PARAGRAPH, Part.NOTE) or not any(mark in text for mark in "()[]“”"):
        return
    for match in _BRACKET.finditer(text):
        mark, place = match.group(), match.start()
        if mark in _PAIRS.values():
            opened.append(place)
        elif opened and text[opened[-1]] == _PAIRS[mark]:
            opened.pop()
        elif not (mark == ")" and _LIST_MARK.search(text[:place])):
            opened.append(place)
    if opened and text.lstrip()[:1] == "“":
        opened = [place for place in opened if text[place] not in "“”"]  # a quotation of several paragraphs
    for place in opened:
        message = "“{words}” stands alone: the other mark of the pair is missing."
        yield run.fault(place, place + 1, message, "Add the other mark, or delete this one.")


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
        message = "A straight quotation mark stands alone: the other one is missing."
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


def _find_ampersands(run: Run) -> Iterator[Fault]:
    for match in _INFORMAL.finditer(run.text) if "+" in run.text or "~" in run.text else ():
        right = "about " if match.group() == "~" else "and"
        message, hint = "“{words}” is no sign of running text.", "Write “{word}”."
        yield run.fault(*match.span(), message, hint, instead=right, word=right.strip())
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
        hint = "Write “{instead}”." if word in contractions else "Write “{instead}”, or what else is meant."
        yield run.fault(*match.span(), "“{words}” is a contraction.", hint, instead=right, safe=word in contractions)
