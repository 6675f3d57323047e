"""How figures are written: per cent, millions, separators, ranges, money.

Which numbers are figures, and which words, is the matter of numbers.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.rules.grammar.date_words import ANY_MONTH
from assembler.rules.grammar.number_words import add_commas

_MAY_BE_CENT = Pattern(r"%|ercent|er-cent|[Pp]ct|er cents|p\.c\.")
_PER_CENT = Pattern(
    r"(?<=\d) ?%|\b(?:per-?cents?|pct\.?)(?![\w-])|(?<=\d )(?:per cents|p\.c\.)(?!\w)",
    re.IGNORECASE,
)
_ROUND = Pattern(r"(?<![\w.,/])([$€£]?)(\d{1,3}(?:,\d{3}){2,})(?![\d.,]*\d)")
_EXACT = Pattern(r"[$€£]\d{2,3}(?:,\d{3})*,(?:(?!000)\d{3}|\d{3}\.\d\d)(?![\d,]*\d)")
"""A sum of ten thousand and more that is no round number of thousands."""
_MAY_BE_MILLION = Pattern(r"\d ?(?:[mMbB]|mn|mln|bn|bln|[Mm]io|[Mm]rd)\b")
_SHORT_MILLION = Pattern(
    r"(?:(?<=[$€£]\d)|(?<=\d\d)|(?<=\d\.\d)|(?<= \d)) ?(?P<bank>mn|mln|bn|bln|[Mm]io|[Mm]rd)\b\.?"
    r"|(?<=\d) ?(?P<before>[mMbB])(?= (?:(?:United States |US )?dollars|euros|people|persons|inhabitants"
    r"|listeners|viewers|refugees|returnees|children|women|users|households|voters|tons|doses|hectares)\b)"
    r"|(?P<sum>(?P<sign>[$€£]) ?\d[\d.,]*|\b\d+\.\d+)(?P<space>(?(sign) ?))"
    r"(?P<letter>(?(sign)[mMbB]|[MB]))(?![\w\ufffc^-])"
)
_PLAIN_MILLION = Pattern(
    r"\d (?P<word>(?:Million|Billion|Trillion)s?|(?:million|billion|trillion)s)\b"
    r"(?: of(?= (?:[a-z]+ )?(?:dollars|euros|people)))?"
)
_LONG_DECIMAL = Pattern(r"(?<!\d)\d+\.\d{3,}(?= (?:million|billion|trillion)\b)")
_UNEVEN = Pattern(
    r"(?:from|between) (?P<first>[$€£]?(?P<least>\d{1,3}(?:\.\d+)?)) (?:to|and) [$€£]?(?P<most>\d{1,3}(?:\.\d+)?)"
    r" (?P<scale>million|billion)\b"
)
_MAY_BE_JOINED = Pattern(r"\d(?:k[gmW]|c?m[²³emi]|[lthdMG])")
_JOINED = Pattern(
    r"(?<![\w.,/$€£-])(?P<figure>\d[\d,]*(?:\.\d+)?)(?P<unit>k[gm]²?|[ck]?m[²³]|[cm]m|ha|[kMG]Wh?"
    r"|(?:kilo|centi|milli)?met(?:re|er)s?|(?:kilo)?grams?|lit(?:re|er)s?|tons?|tonnes?|hectares?|hours?|days?)(?![\w-])"
)
_MAY_BE_SPACED = Pattern(r"\d \d{3}")
_MAY_BE_CLOSED_UP = Pattern(r"[\d$€£](?:\d{4}|(?<=\d)\d{3} (?<!19\d\d )(?<!20\d\d ))")
_MAY_BE_FOREIGN = Pattern(r"\d,\d{1,2} [a-z]|\d[.’']\d{3}(?!\d)")
_SPACED = Pattern(r"(?<![\d.,/+-])(?<!\d )\d{1,3}(?: \d{3})+(?![\d/-]| \d|[.,]\d)")
_CLOSED_UP = Pattern(r"(?<![\w.,/+-])([$€£]?)(\d{4,9})(?= [a-z]|[.,;)]?(?:\s|\Z))(?!\.\d)")
_BESIDE_FIGURE = Pattern(r"\d(?:[,.]?[OОoоlIЗ]|(?<=[OОlIЗ]\d)|(?<=[OОlIЗ],\d))")
_FOR_FIGURE = ("lO", "lО", *(f"{before}{letter} " for before in " $€£" for letter in "lOО"))
_LIKE_NUMBER = Pattern(r"(?<![\w./])(?<!\D-)[\dOОoоlIЗ][\d,.OОoоlIЗ]*(?<![,.])(?![\w/])")
_FIGURES_ALONE = Pattern(r"[\d,.]+|[\d,.]+[loо]|[OО]\d|I[1-9]*|[\d,.]*I+")
"""A number without letters, litres, an ordinal in Spanish, a chemical formula, or a Roman numeral."""
_COUNTED = Pattern(rf" (?:per cent|million|billion|{ANY_MONTH})\b")
_FIGURES = str.maketrans("OОoоЗlI", "0000311")
_NEXT_WORD = Pattern(r" ([a-z]{3,})")
_DECIMAL_COMMA = Pattern(r"(?<![\d.,])\d+,\d{1,2}(?= (?!(?:and|or|to|of|in|above|below)\b)[a-z]{2})")
_POINTS = Pattern(r"(?<![\d.,/])\d{1,3}(?:\.\d{3}){2,}(?!\.?\d)")
_BOTH_FOREIGN = Pattern(r"(?<![\d.,/])\d{1,3}(?:[.’' ]\d{3})+,\d{1,2}(?![\d,.]\d|\d)")
_ONE_POINT = Pattern(r"(?<![\w.,/$€£-])(?!0)\d{1,3}\.\d{3}(?= (?!was |has |this )(?P<counted>[a-z]{3,}))")
_UNITS = frozenset(
    ("dollars", "euros", "metres", "kilometres", "tons", "tonnes", "litres", "hectares", "degrees", "points")
)
_APOSTROPHES = Pattern(r"(?<![\d.,/])\d{1,3}(?:[’']\d{3})+(?![\d’'])")
_MAY_BE_RANGE = Pattern(r"\d ?%? ?[-−] ?\d")
_RANGE = Pattern(
    r"(?<![\w./:,+-])(?P<a>\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d{4})(?: ?%)?(?P<hyphen> ?[-−] ?)"
    r"(?P<b>\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d{4})(?![\w/:-]|[.,]\d)"
)
_YEAR = Pattern(r"(?:19|20)\d\d")
_NAME_OR_SPAN = Pattern(
    r"\b(?:[Ff]rom|[Bb]etween) \Z|[a-z,] [A-Z][A-Za-z]+ \Z"
    r"|(?:[A-Z][a-z]+uary|March|April|May|June|July|August|[A-Z][a-z]+ber) \Z"
)
_BEFORE = Pattern(r"([^\W\d_]+)\.? \Z")
_DOLLAR = Pattern(r"(?:\bUS ?\$|\$US|\bUSD ?\$?) ?(?=\d)|(?<![A-Z])\$ (?=\d)")
_SPACED_SIGN = Pattern(r"[€£] (?=\d)")
_MAY_BE_DOLLAR = Pattern(r"[$€£]|USD|US dollars|U\.S\. ")
_DOLLAR_AFTER = Pattern(
    r"(?<![\w.,$€£])(\d[\d,]*(?:\.\d+)?(?: (?:million|billion))?) ?"
    r"(?:US ?\$|(?P<sign>[$€£])|USD\b|(?:US|U\.S\.) dollars\b)(?!\d)"
)
_DOLLAR_TWICE = Pattern(r"(\$\d[\d,.]*(?: (?:million|billion))?) (?:(?:US|United States) )?dollars\b")
_NAMED_MONEY = Pattern(r"(?:Euros?|(?:United States |US )?Dollars?|Yen|Pounds|Francs?|Roubles?|Rand|Yuan)\b")
_EURO = Pattern(r"(?<!\b1 )(?<=[\dn] )euro(?= ?[.,;)]|\Z| (?:was|were|is|are|in|for|to|from|on|and|a|of|by|per)\b)")
_SUM_BEFORE = Pattern(r"\d (?:million |billion )?\Z")


def find_per_cent_sign(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """The sign % stands in running text, or percent is one word.

    Why: United Nations English writes “per cent” in two words; the sign is kept for tables, where space is short
    (Editorial Manual, Numbers, dates and time).

    Wrong: “It rose by 35%, or 35 percent.”
    Right: “It rose by 35 per cent.”
    """
    for run in runs.having("%", "ercent", "er-cent", "pct", "Pct", "er cents", "p.c."):
        if run.part in (Part.CELL, Part.CAPTION):
            continue
        for match in _PER_CENT.finditer(run.text) if _MAY_BE_CENT.search(run.text) else ():
            words = match.group().strip()
            first_of_range = "%" in words and re.match(r"\s?[-–]\s?\d[\d.,]*\s?%", run.text[match.end() :]) is not None
            right = _write_per_cent(words, run.text[match.end() : match.end() + 1], first_of_range=first_of_range)
            message = "The sign “{sign}” stands in the text."
            yield run.fault(*match.span(), message, "Write per cent.", instead=right, safe=True, sign=words)


def find_million_in_wrong_form(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A round sum of millions stands in full, with a letter for million, with too many decimals, or in half a range.

    Why: millions and billions are a figure with one or two decimals and the word (Editorial Manual, Numbers; observed
    in A/80/590). A sum that is exact to the last dollar is left as it is, and so is a round one beside it: in the same
    paragraph, or in the items below it.

    Wrong: “$164,800,000” or “$164.8M”
    Right: “$164.8 million”
    """
    may_be_round = [run for run in runs if "0,000" in run.text and run.part is not Part.CELL]
    budgets = _find_budgets(runs, may_be_round)
    for run in may_be_round:
        for match in _ROUND.finditer(run.text) if _identify_paragraph(run) not in budgets else ():
            short = _write_millions(match[2].replace(",", ""))
            if short:
                message = "The round sum {words} is written in full."
                right = f"{match[1]}{short}"
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)
    for run in runs:
        if run.part is Part.CELL:
            continue
        for match in _SHORT_MILLION.finditer(run.text) if _MAY_BE_MILLION.search(run.text) else ():
            yield from _find_letter_for_million(run, match)
        for match in _PLAIN_MILLION.finditer(run.text) if "illion" in run.text else ():
            word = match["word"]
            message = (
                "“{words}” has a capital." if word[0].isupper() else "“{words}” stands in the plural after a figure."
            )
            right = word.lower().removesuffix("s")
            yield run.fault(match.start("word"), match.end(), message, "Write “{instead}”.", instead=right, safe=True)
        for match in _UNEVEN.finditer(run.text) if "illion" in run.text else ():
            if float(match["least"]) < float(match["most"]):
                message = "“{scale}” stands after the second figure only."
                right = f"{match['first']} {match['scale']}"
                yield run.fault(
                    *match.span("first"), message, "Write “{instead}”.", instead=right, scale=match["scale"]
                )
        for match in _LONG_DECIMAL.finditer(run.text) if "illion" in run.text else ():
            message = "{words} has more than two decimals."
            yield run.fault(*match.span(), message, "Round to one or two decimals.")


def find_faulty_separator(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """The thousands of a number stand without comma, or with a space or point, its decimals follow a comma, or its unit
    follows without a space.

    Why: English has a comma for thousands from 1,000 on and a decimal point; the space is for tables (observed in
    A/80/590). Years, the numbers of documents, rooms and meetings, and telephone numbers are spared.

    Wrong: “12 500 people, 12500 people, 1,5 million people”
    Right: “12,500 people, 1.5 million people”
    """
    for run in runs:
        for match in _JOINED.finditer(run.text) if _MAY_BE_JOINED.search(run.text) else ():
            message = "No space stands between a number and its unit."
            right = f"{match['figure']} {match['unit']}"
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right, safe=True)
    numbered, counted = collection.word_lists.words("numbered"), collection.word_lists.words("counted")
    for run in runs:
        if run.part is Part.CELL:
            continue
        for match in _SPACED.finditer(run.text) if _MAY_BE_SPACED.search(run.text) else ():
            if not _is_named(run, match.start(), numbered):
                right = re.sub(r"\s", ",", match.group())
                safe = len(right) > len("1,000")
                if safe or re.match(" [a-z]", run.text[match.end() :]):
                    yield _make_separator_fault(run, match.start(), match.end(), right, safe)
        for match in _CLOSED_UP.finditer(run.text) if _MAY_BE_CLOSED_UP.search(run.text) else ():
            if _lacks_comma(run, match, numbered, counted):
                yield _make_separator_fault(run, *match.span(2), add_commas(match[2]), len(match[2]) > len("2020"))
        if not _MAY_BE_FOREIGN.search(run.text):
            continue
        yield from _find_foreign_separators(run, numbered, counted)


def find_letter_in_figure(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A letter that looks like a figure stands in a number: the letter O for nought, the small letter l for one.

    Why: the two look alike on a screen, and the number is lost to whoever searches the report or has it read aloud.
    Names such as CO2, volumes such as 20l and ordinals such as 1o are spared.

    Wrong: “4O officials and l2 meetings in 2O20”
    Right: “40 officials and 12 meetings in 2020”
    """
    for run in runs:
        may_be = _BESIDE_FIGURE.search(run.text) or any(map(run.text.__contains__, _FOR_FIGURE))
        for match in _LIKE_NUMBER.finditer(run.text) if may_be else ():
            if _has_letter(match):
                message = "“{words}” has a letter in the place of a figure."
                right = match.group().translate(_FIGURES)
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)


def find_hyphen_in_range(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A hyphen stands between the two ends of a range of figures.

    Why: a range has an en dash, without spaces; the hyphen joins words and the parts of numbers (Editorial Manual,
    Punctuation; observed in A/80/590). Symbols and the numbers of jobs and telephones are spared, years are UN-NUM-09.

    Wrong: “see paras. 21-25”
    Right: “see paras. 21–25”
    """
    for run in runs:
        for match in _RANGE.finditer(run.text) if run.part is not Part.CELL and _MAY_BE_RANGE.search(run.text) else ():
            first, last = (float(match[name].replace(",", "")) for name in ("a", "b"))
            years = _YEAR.fullmatch(match["a"]) and (_YEAR.fullmatch(match["b"]) or len(match["b"]) == len("20"))
            if first < last and not years and not _NAME_OR_SPAN.search(run.cut_before(match.start())):
                is_minus = "−" in match["hyphen"]
                message = "The range {range} has a minus sign." if is_minus else "The range {range} has a hyphen."
                right = f"{match['a']}–{match['b']}"
                yield run.fault(
                    *match.span("hyphen"),
                    message,
                    "Write {right}.",
                    instead="–",
                    safe=True,
                    range=match.group(),
                    right=right,
                )


def find_dollar_in_wrong_form(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A sum has the letters of banks, a space after its sign, the sign after it or twice, or a capital in its currency.

    Why: the sign alone, closed up, means United States dollars; other currencies have their names, in small letters
    (observed in A/75/345 and A/80/596).

    Wrong: “US$ 3 million, 3 million $, EUR 2 million, 5 Euros”
    Right: “$3 million, 2 million euros, 5 euros”
    """
    currencies = collection.word_lists.pairs("currency")
    codes = [code for code in runs.present(currencies) if currencies[code]]
    any_code, figure = "|".join(codes) or "(?!)", r"(\d[\d,]*(?:\.\d+)?(?: (?:million|billion))?)"
    other = Pattern(rf"\b({any_code}) ?{figure}|(?<![\w.,]){figure} ?({any_code})\b")
    for run in runs:
        for match in _DOLLAR.finditer(run.text) if "$" in run.text or "USD" in run.text else ():
            sign = match.group().strip()
            message = "A space follows the dollar sign." if sign == "$" else "“{sign}” stands for the dollar sign."
            yield run.fault(
                *match.span(), message, "Write $, without a space after it.", instead="$", safe=True, sign=sign
            )
        for match in _DOLLAR_AFTER.finditer(run.text) if _MAY_BE_DOLLAR.search(run.text) else ():
            message = "In “{words}” the currency follows the sum."
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=f"{match['sign'] or '$'}{match[1]}")
        for match in _DOLLAR_TWICE.finditer(run.text) if "$" in run.text else ():
            message = "In “{words}” the sign and the name of the currency stand together."
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=match[1])
        for match in _SPACED_SIGN.finditer(run.text) if "€ " in run.text or "£ " in run.text else ():
            message = "A space follows the sign of the currency."
            yield run.fault(*match.span(), message, "Delete the space.", instead=match.group()[0], safe=True)
        for match in other.finditer(run.text) if any(code in run.text for code in codes) else ():
            code = match[1] or match[4]
            right = f"{match[2] or match[3]} {currencies[code]}"
            yield run.fault(
                *match.span(), "{code} is a code for banks.", "Write “{instead}”.", instead=right, code=code
            )
        for match in _EURO.finditer(run.text) if "euro" in run.text else ():
            if _SUM_BEFORE.search(run.cut_before(match.start())):
                message = "“{words}” stands in the singular."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead="euros", safe=True)
        for match in _NAMED_MONEY.finditer(run.text):
            if _SUM_BEFORE.search(run.cut_before(match.start())):
                right = match.group().lower().replace("united states", "United States").replace("us ", "US ")
                message = "“{words}” has a capital."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right, safe=True)


def _write_per_cent(words: str, following: str, *, first_of_range: bool) -> str:
    if first_of_range:
        return ""
    if "%" not in words:
        return "Per cent" if words[0].isupper() else "per cent"
    return " per cent " if following.isalpha() else " per cent"


def _find_budgets(runs: Prose, may_be_round: Iterable[Run]) -> frozenset[tuple[str, int]]:
    """The paragraphs, with the items below, that have exact sums among those with sums that may be round."""
    sought = {_identify_paragraph(run) for run in may_be_round}
    others = (run for run in (runs if sought else ()) if run.part is not Part.CELL)
    inside = (run for run in others if _identify_paragraph(run) in sought)
    return frozenset(_identify_paragraph(run) for run in inside if _has_exact_sum(run.text))


def _identify_paragraph(run: Run) -> tuple[str, int]:
    """The section and number of the paragraph of a run; without a number, its line below zero."""
    return run.section, run.number or -run.source.line


def _has_exact_sum(text: str) -> bool:
    if _EXACT.search(text):
        return True
    return any(not _write_millions(match[2].replace(",", "")) for match in _ROUND.finditer(text))


def _write_millions(digits: str) -> str:
    """A round sum with its word; nothing where two decimals do not hold it."""
    for zeros, word in ((12, "trillion"), (9, "billion"), (6, "million")):
        if len(digits) > zeros:
            whole, rest = digits[:-zeros], digits[-zeros:].rstrip("0")
            return f"{whole}{'.' + rest if rest else ''} {word}" if len(rest) <= 2 else ""
    return ""


def _find_letter_for_million(run: Run, match: re.Match[str]) -> Iterator[Fault]:
    letter = (match["bank"] or match["before"] or match["letter"]).lower()
    right = " billion" if letter.startswith(("b", "mrd")) else " million"
    start, end = (match.start("space"), match.end("letter")) if match["letter"] else match.span()
    message = "“{letters}” stands for “{right}”."
    yield run.fault(
        start,
        end,
        message,
        "Write {right}.",
        instead=right,
        safe=True,
        letters=run.text[start:end].strip(),
        right=right.strip(),
    )


def _make_separator_fault(run: Run, start: int, end: int, right: str, safe: bool) -> Fault:
    message = "The separators of {words} are not those of English."
    return run.fault(start, end, message, "Write “{instead}”.", instead=right, safe=safe)


def _find_foreign_separators(run: Run, numbered: frozenset[str], counted: frozenset[str]) -> Iterator[Fault]:
    """A fault of each figure as other languages write it: 1.234,56 and 12,5 and 1.250.000 and 12.500 and 1’250."""
    done = 0
    for match in _BOTH_FOREIGN.finditer(run.text):
        right = re.sub(r"[.’' ]", ",", match.group().rpartition(",")[0])
        done = match.end()
        yield _make_separator_fault(run, *match.span(), f"{right}.{match.group().rpartition(',')[2]}", False)
    for pattern in (_DECIMAL_COMMA, _POINTS, _ONE_POINT, _APOSTROPHES):
        for match in pattern.finditer(run.text, done):
            following = match.groupdict().get("counted")
            is_count = (
                following is None or following in counted or (following.endswith("s") and following not in _UNITS)
            )
            if is_count and not _is_named(run, match.start(), numbered):
                right = (
                    match.group().replace(",", ".")
                    if pattern is _DECIMAL_COMMA
                    else re.sub("[.’']", ",", match.group())
                )
                yield _make_separator_fault(run, *match.span(), right, False)


def _lacks_comma(run: Run, match: re.Match[str], numbered: frozenset[str], counted: frozenset[str]) -> bool:
    """Whether a number of four figures or more counts something; of four it may be a year."""
    if _is_named(run, match.start(), numbered):
        return False
    if match[1]:
        return True
    if len(match[2]) == len("2020"):
        is_year = _YEAR.fullmatch(match[2]) is not None
        following = _NEXT_WORD.match(run.text, match.end())
        is_count = following is not None and (following[1] in counted or following[1].endswith("s"))
        is_count = is_count or (following is not None and following[1] in ("square", "cubic", "metric"))
        return is_count and not is_year and match[2][0] != "0"
    return len(match[2]) <= len("1000000") and re.match(" [a-z]", run.text[match.end() :]) is not None


def _is_named(run: Run, place: int, numbered: frozenset[str]) -> bool:
    """Whether the word before says that the figure is a name."""
    before = _BEFORE.search(run.cut_before(place))
    return before is not None and before[1].lower() in numbered


def _has_letter(match: re.Match[str]) -> bool:
    """Whether a letter stands for a figure; letters alone do so before what is counted and behind a currency."""
    if any(sign.isdigit() for sign in match.group()):
        return not _FIGURES_ALONE.fullmatch(match.group())
    is_sum = match.string[match.start() - 1 : match.start()] in ("$", "€", "£")
    is_number = match.group()[0] == "l" and len(match.group()) > 1
    return is_number or is_sum or (match.group() != "I" and bool(_COUNTED.match(match.string, match.end())))
