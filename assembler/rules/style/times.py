"""Times of the day, and words that say when without a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Prose
from assembler.rules.grammar.compounds import lower_text
from assembler.rules.grammar.known_names import sort_longest_first

_HALF = r"(?P<half>[AaPp])\.? ?[Mm]\b\.?"
_CLOCK = Pattern(
    rf"(?<![\w.,:/-])(?P<hour>[01]?\d|2[0-3])(?:(?P<mark>[:.])(?P<minute>[0-5]\d))? ?{_HALF}(?!\w)"
    r"(?: in the (?:morning|afternoon|evening|night)\b)?"
    r"|(?<![\w.,:/-])(?P<full>[01]?\d|2[0-3])(?::|h)(?P<past>[0-5]\d)(?: (?:hours|hrs|h)\b)?(?![\w:/]|\.\d)"
    r"|(?<![\w.,:/-])(?P<army>[01]?\d|2[0-3])[.h]?(?P<late>[0-5]\d) (?:hours|hrs)\b"
    r"|(?<=[Aa]t )(?P<point>1[3-9]|2[0-3])\.(?P<after>[0-5]\d)(?![\w%]|[.,]\d| (?:per|million|billion|dollars|euros)\b)"
    r"|(?<![\w.,:/-])(?P<alone>[1-9]|1[0-2]) ?o’clock\b|\b12 (?P<name>noon|midnight)\b"
)
_MAY_BE_CLOCK = Pattern(r"\d ?[AaPp]\.? ?[Mm]|\d[:h]\d\d|\d\d h(?:ou)?rs|[Aa]t \d\d\.\d|\d ?o’c|12 [nm]")
_RATIO = Pattern(r"\b(?:ratios?|scale|score|odds)(?: of| was| is)? \Z", re.IGNORECASE)
_SEASONS = ("pring", "ummer", "utumn", "fall ", "Fall ", "inter")
_SEASON = Pattern(
    r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?: of)?,? (?:19|20)\d\d\b"
    r"|\b(?:[Ll]ast|[Nn]ext|[Ee]arly|[Ll]ate) (?:spring|summer|autumn|winter)\b"
)
_MAY_BE_DECADE = Pattern(r"\d0’?s\b|the [a-z -]+ties\b")
_DECADE = Pattern(
    r"\b(?:19|20)\d0’s\b|(?<!\w)’\d0’?s\b|(?<=\bthe )\d0’?s\b"
    r"|(?<=\bthe )(?:(?:early|late|mid)[ -])?(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b"
)
_DATED = r",? (?:in|on|from|since) (?:early |late )?(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d)"
"""A date after a word of time, in small letters: most recently in May 2020."""
_YEAR_LATER = Pattern(r"[^.;]*\b(?:19|20)\d\d\b")
_NOON = 12


def find_clock_time_in_wrong_form(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A time of the day stands in the 24-hour clock, with a colon, with .00, or without the points of a.m. and p.m.

    Why: the 12-hour clock with a full point, 3.30 p.m., 10 a.m., noon and midnight, is the form of United Nations
    English (Editorial Manual, Numbers, “Time”). The fix is safe where no figure changes.

    Wrong: “from 10:00 AM to 15:30”
    Right: “from 10 a.m. to 3.30 p.m.”
    """
    for run in runs:
        if not _MAY_BE_CLOCK.search(run.text):
            continue
        for match in _CLOCK.finditer(run.text):
            right, safe = _write_time(match)
            if right != match.group() and not (match["full"] and _RATIO.search(run.cut_before(match.start()))):
                message = "The time “{words}” is not in the form 3.30 p.m."
                hint = "Write “{instead}”." if right else "Write the hour with a.m. or p.m."
                yield run.fault(*match.span(), message, hint, instead=right or None, safe=safe)


def find_time_that_moves(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A word of time depends on the day of reading: this year, recently, so far.

    Why: the report is read months and years later; a date stays true (Editorial Manual, Numbers, “Ambiguous terms”).
    The words are the list `moving_time`.

    Wrong: “Last year, the Office opened a centre.”
    Right: “In 2019, the Office opened a centre.”
    """
    words = sort_longest_first(collection.word_lists.pairs("moving_time"))
    pattern = Pattern(rf"(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?![\w-])(?! (?:of|when|that)\b)(?!{_DATED})")
    for run in runs.with_any(runs.present(words)):
        for match in pattern.finditer(lower_text(run.text)):
            start, end = match.span()
            is_dated = run.cut_before(start).lower().endswith("most ") and _YEAR_LATER.match(run.text, end)
            if not is_dated and not re.search(r"[\w-]\Z", run.cut_before(start)):
                message = "“{words}” will have another meaning when the report is read later."
                yield run.fault(start, end, message, "Name the year, the month or the day, or delete the words.")


def find_season_or_decade(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A season stands for a date, or a decade has an apostrophe or no century.

    Why: when it is spring in the north it is autumn in the south; decades are “the 1990s” (Editorial Manual, Numbers,
    dates and time).

    Wrong: “in spring 2019”, “the 1990’s”
    Right: “in April 2019”, “the 1990s”
    """
    for run in runs:
        for match in _SEASON.finditer(run.text) if any(season in run.text for season in _SEASONS) else ():
            message = "“{words}” is not the same time of year everywhere in the world."
            yield run.fault(*match.span(), message, "Name the month or the quarter.")
        for match in _DECADE.finditer(run.text) if _MAY_BE_DECADE.search(run.text) else ():
            digits = re.sub(r"\D", "", match.group())
            right = f"{digits}s" if len(digits) == len("1990") else None
            message = "The decade “{words}” is not in the form of four figures and “s”."
            hint = "Write “{instead}”." if right else "Write all four figures, without an apostrophe."
            yield run.fault(*match.span(), message, hint, instead=right)


def _write_time(match: re.Match[str]) -> tuple[str, bool]:
    """The time in the form of United Nations English, and whether its figures stay as they are."""
    if match["name"] or match["alone"]:
        return match["name"] or "", False
    if match["half"]:
        half, hour, minute = match["half"].lower(), int(match["hour"]), match["minute"] or "00"
    else:
        hour = int(match["full"] or match["army"] or match["point"])
        minute = match["past"] or match["late"] or match["after"]
        half = "p" if hour >= _NOON else "a"
    if hour % _NOON == 0 and minute == "00" and not (match["half"] and hour == 0):
        is_noon = half == "p"
        return ("noon" if is_noon else "midnight"), False
    shown = str(hour % _NOON or _NOON)
    right = f"{shown}{'' if minute == '00' else '.' + minute} {half}.m."
    return right, re.sub(r"\D", "", right) == re.sub(r"\D", "", match.group())
