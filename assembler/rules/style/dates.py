"""Dates in the text: their form, their spans, and the reporting period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import MASK, Part, Prose, Run
from assembler.model.word_lists import WordLists
from assembler.rules.grammar.date_words import ANY_MONTH, MONTHS, count_days, find_days
from assembler.rules.grammar.known_names import match_one_of

_MONTH_AND_YEAR = Pattern(rf"(?P<month>{match_one_of(MONTHS, after=r'(?<!\w)')})\s(?P<year>(?:19|20)\d\d)\b")
_DAY_OF_MONTH = Pattern(r"\b\d{1,2}(?=\s\Z)")
_SHORT_MONTHS = {month[:3]: month for month in MONTHS if month != "May"} | {"Sept": "September"}

_SHORT = rf"(?:{'|'.join(sorted(_SHORT_MONTHS, reverse=True))})\b\.?"
_MONTH = rf"(?P<month>{ANY_MONTH}|{_SHORT})"
_DAY = r"(?P<day>[12]\d|3[01]|[1-9])"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_ENDING = r"(?:st|nd|rd|th)"
_FORMS = tuple(
    map(
        Pattern,
        (
            rf"\b{_MONTH} {_DAY}{_ENDING}?,? {_YEAR}",
            rf"\b(?:the )?{_DAY}{_ENDING}(?: (?:day )?of)? {_MONTH}(?:,? {_YEAR})?(?!\w)",
            rf"(?<![\w.,-]){_DAY} {_MONTH},? {_YEAR}",
            rf"(?<!\d )\b{_MONTH},? {_YEAR}",
            rf"(?<![\w.,-]){_DAY} (?P<month>{_SHORT})(?! ?\d)",
        ),
    )
)
"""A date in any form, the right one among them."""
_MONTH_FIRST = Pattern(
    rf"\b(?:on|by|since|until|from|before|after) (?P<date>{_MONTH} {_DAY}{_ENDING}?)"
    r"(?=[.,;:)]?(?:\Z|\s(?!(?:19|20)\d\d)))"
)
_OTHER_MONTH = "|".join(
    (
        *(month.lower() for month in MONTHS if month not in ("March", "May")),
        *map(str.upper, MONTHS),
        r"(?:march|may)(?= (?:19|20)\d\d)",
    )
)
_MAY_BE_WRONG = (
    Pattern(rf"{match_one_of(MONTHS)}(?: (?!(?:19|20)\d\d)|, )\d"),
    Pattern(rf"{match_one_of(_SHORT_MONTHS)}\b\.?[ ,]"),
    Pattern(rf"\d (?:{_OTHER_MONTH})\b|\d-[A-Za-z]{{3,9}}-\d\d|\d (?:{ANY_MONTH}),? [’‘']\d"),
    Pattern(rf"\d(?:[/.-]\d\d?[/.-]\d|{_ENDING}\b| (?:{'|'.join(_SHORT_MONTHS)})\b|(?<=0)[1-9] (?:{ANY_MONTH}))"),
)
"""What any of the forms above has; most texts have dates in the right form alone."""
_DAYS_LATER = Pattern(
    rf"\b(?P<month>{ANY_MONTH}) (?P<a>\d{{1,2}}) ?[-–] ?(?P<b>\d{{1,2}})(?:,? {_YEAR})?"
    r"(?![\w-])(?! (?!and|in|at|to|the|with)[a-z])"
)
_ZERO = Pattern(rf"(?<![\w.,/-])0(?P<day>[1-9]) (?P<month>{ANY_MONTH})\b")
_NUMERIC = Pattern(r"(?<![\w/.-])(\d{1,2})([/.])(\d{1,2})\2((?:19|20)\d\d)(?![\w/])")
_SHORT_YEAR = Pattern(r"(?<![\w/.-])(?:[0-2]?\d|3[01])([/.])(?:0?[1-9]|1[0-2])\1\d\d(?![/-]|\.?\w)")
_JOINED = Pattern(
    rf"(?<![\w.,/-])(?:(?P<a>0?[1-9]|[12]\d|3[01])-(?P<b>(?i:{ANY_MONTH}|{_SHORT}))-(?P<c>(?:19|20)?\d\d)"
    rf"|(?P<d>\d{{1,2}}) (?P<e>{ANY_MONTH}),? [’‘'](?P<f>\d\d))(?![\w-])"
)
_OTHER_CASE = Pattern(rf"(?<![\w.,/-])(?P<day>\d{{1,2}}) (?P<month>{_OTHER_MONTH})\b")
_WITHOUT_DAY = Pattern(rf"\b[Oo]n (?P<date>(?:{ANY_MONTH}) (?:19|20)\d\d)\b")
_DAY_IN_MONTH = Pattern(rf"(?<![\w.,/-])(?P<day>\d{{2}}|0) (?P<month>{ANY_MONTH})\b(?: (?P<year>(?:19|20)\d\d))?")
_MAY_HAVE_DAY, _MAY_LACK_DAY = Pattern(r"\d [A-S]"), Pattern("[Oo]n [A-S]")
"""What any of the two has, which takes long to look for."""
_LEAP_YEAR = "2020"
_ISO = Pattern(r"(?<![\w/.-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\w-])")
_MAY_BE_SPAN = (
    Pattern(r"[-–] ?[JFMASOND\d]"),
    Pattern(r"rom \d\d? to \d|etween [\w ]{1,20} to [JFMASOND\d]"),
)
_BETWEEN_TO = Pattern(
    rf"\b[Bb]etween (?:\d{{1,2}} )?(?:(?:{ANY_MONTH}) )?(?:\d{{4}})?(?<=\w) (?P<to>to) (?=\d|{ANY_MONTH})"
)
_TWO_DAYS = Pattern(rf"\b(?P<word>[Ff])rom (?P<a>\d{{1,2}}) to (?P<b>\d{{1,2}})(?= (?:{ANY_MONTH})\b)")
_HALF_SPAN = Pattern(r"\b(?P<word>[Ff]rom|[Bb]etween) (?P<a>\d[\d,.]*) ?[-–] ?(?P<b>\d(?:[\d,.]*\d)?)(?![\w/-])")
_YEARS = Pattern(r"(?<![\w/.,-])(?P<a>(?:19|20)\d\d)(?P<dash> ?- ?)(?P<b>(?:19|20)\d\d|\d\d)(?![\w/-]|[.,]\d)")
_MONTHS_SPAN = Pattern(
    rf"\b(?:(?P<word>[Ff]rom|[Bb]etween) )?(?P<a>{ANY_MONTH})(?P<dash> ?- ?|–)(?P<b>{ANY_MONTH})(?![\w-])"
)
_LONG_SPAN = Pattern(
    rf"(?<![\w/-])(?P<a>\d{{1,2}} (?:{ANY_MONTH})(?: \d{{4}})?) ?- ?(?P<b>\d{{1,2}} (?:{ANY_MONTH})(?: \d{{4}})?)(?!\w)"
)
_IN_FIGURES = "The date {words} stands in figures alone."
_SPAN_WORD = Pattern(r"\b(?:from|between) \Z", re.IGNORECASE)
_DAY_BEFORE = timedelta(days=1)
"""The day on which the last report was issued, which the new one names."""
_AS_OF = Pattern(
    rf"\b(?P<word>[Aa])s o[fn] (?=(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{ANY_MONTH})\b|(?:{ANY_MONTH})\b"
    r"|(?:19|20)\d\d\b|(?:mid|early|late)[ -]|(?:the )?(?:end|beginning|start|middle|date|time|day) of\b"
    r"|today\b|this date\b|the reporting date\b)"
)


def find_date_in_other_form(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A date is not day, month and year: the month first, a comma, an ordinal ending, a short month, or figures alone.

    Why: 11 September 2020 is the one form of dates in United Nations English (Editorial Manual, Numbers, “Dates”; every
    masthead). Of 11/09/2020 nobody can say which is the day, so a person has to.

    Wrong: “September 11, 2020; 11th September; 11 Sept. 2020; 11/09/2020”
    Right: “11 September 2020; 11 September”
    """
    for run in runs:
        if run.part is Part.CELL:
            continue
        if not any(sign.search(run.text) for sign in _MAY_BE_WRONG):
            continue
        yield from _find_dates_in_figures(run)
        done: list[tuple[int, int]] = []
        for form in _FORMS:
            for match in form.finditer(run.text):
                right = _write_date(match)
                if not any(start < match.end() and match.start() < end for start, end in done):
                    done.append(match.span())
                    if right != match.group():
                        yield _make_date_fault(run, *match.span(), right, safe=True)
        for match in _MONTH_FIRST.finditer(run.text):
            yield _make_date_fault(run, *match.span("date"), _write_date(match), safe=False)
        for match in _DAYS_LATER.finditer(run.text):
            right = " ".join(filter(None, (f"{match['a']}–{match['b']}", match["month"], match["year"])))
            yield _make_date_fault(run, *match.span(), right, safe=False)
        yield from _find_odd_dates(run)
        for match in _ZERO.finditer(run.text):
            yield _make_date_fault(run, *match.span(), f"{match['day']} {match['month']}", safe=False)


def find_span_in_wrong_form(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A dash follows “from” or “between”, two days in a row are given as a span, or years have a hyphen.

    Why: “from 19 to 21 March”, “between 2016 and 2020”, or 19–21 March, never half of each; two days that follow each
    other are “on 23 and 24 July” (Editorial Manual, “Ranges of dates”; observed in A/75/345, para. 34).

    Wrong: “From 23 to 24 July 2019”, “from 2016-2020”, “2016-2020”
    Right: “On 23 and 24 July 2019”, “from 2016 to 2020”, “2016–2020”
    """
    for run in runs:
        if not any(sign.search(run.text) for sign in _MAY_BE_SPAN):
            continue
        for match in _TWO_DAYS.finditer(run.text):
            if int(match["b"]) - int(match["a"]) == 1:
                right = f"{'On' if match['word'] == 'F' else 'on'} {match['a']} and {match['b']}"
                message = "Two days that follow each other are given as a span."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)
        for match in _BETWEEN_TO.finditer(run.text) if "etween " in run.text else ():
            message = "“Between” is followed by a dash or by another word than “and”."
            yield run.fault(*match.span("to"), message, "Write “and”.", instead="and")
        for match in _MONTHS_SPAN.finditer(run.text):
            yield from _find_span_of_months(run, match)
        for match in _LONG_SPAN.finditer(run.text):
            right = f"{match['a']} to {match['b']}"
            message = "The span {words} has a hyphen."
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)
        for match in _HALF_SPAN.finditer(run.text):
            right = f"{match['word']} {match['a']} {'to' if match['word'].lower() == 'from' else 'and'} {match['b']}"
            message = "“{word}” is followed by a dash."
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right, word=match["word"])
        for match in _YEARS.finditer(run.text) if "-" in run.text else ():
            yield from _find_span_of_years(run, match)


def find_as_of_date(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A date follows “as of”.

    Why: a state on a day is “as at 30 June”, a beginning “as from 30 June”; “as of” may be either (observed in
    A/80/590).

    Wrong: “As of 30 June 2019, 40 officers were trained.”
    Right: “As at 30 June 2019, 40 officers were trained.”
    """
    for run in runs:
        for match in _AS_OF.finditer(run.text) if "s of " in run.text or "s on " in run.text else ():
            right = f"{match['word']}s at"
            hint = "Write “{instead}” for a state on that day, or “as from” for a beginning."
            yield run.fault(
                match.start(),
                match.end() - 1,
                "“As of” with a date can mean “on that day” or “from that day”.",
                hint,
                instead=right,
            )


def find_date_outside_period(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A date in the text lies before or after the reporting period.

    Why: the report covers what happened from the issue of the last one on; an older date is often left over from that
    report, a later one a slip of the pen. Three kinds of dates may be named: the day before the period, the day of an
    earlier agreement or statement, and a later date of something still to come. Where another date is right, waive the
    rule in the header, with the reason. Only English texts are read, since the words that tell an earlier act or a
    later plan are known in English alone.

    Wrong: “In March 2017, the two secretariats met”, in a report on 18 August 2018 to 31 August 2020.
    Right: “In March 2019, the two secretariats met”.
    """
    period = collection.plan.period
    earlier, later = _make_act_pattern(collection.word_lists), _make_future_pattern(collection.word_lists)
    for run in runs if period else ():
        for match in _MONTH_AND_YEAR.finditer(run.text):
            day = _DAY_OF_MONTH.search(run.text, max(0, match.start() - len("30 ")), match.start())
            start = (day or match).start()
            days = find_days(day and day.group(), match["month"], match["year"])
            if not (period and days):
                continue
            is_early, is_late = days[1] < period.first - _DAY_BEFORE, days[0] > period.last
            usual = later if is_late else earlier
            if (is_early or is_late) and not usual.search(_get_sentence_before(run, start)):
                date = run.text[start : match.end()]
                message = "{date} lies outside the reporting period, {first} to {last}."
                hint = "Correct the date, or waive this rule in the header with the reason."
                yield run.fault(
                    start,
                    match.end(),
                    message,
                    hint,
                    word_hint="Correct the date, or say in a comment why it is right.",
                    date=date,
                    first=str(period.first),
                    last=str(period.last),
                )


def _make_act_pattern(word_lists: WordLists) -> Pattern:
    """What leads to the date of an earlier act, from which something new goes out."""
    acts, endings, making = (
        match_one_of(word_lists.words(name)) for name in ("dated_act", "act_made", "making_of_act")
    )
    directly = match_one_of(word_lists.words("earlier_day"))
    return Pattern(
        rf"\b{acts}s?\s(?:[\d/{MASK}]+(?: \(\d{{4}}\)| [A-Z])?\s)?"
        rf"(?:of|dated|(?:that was |which was )?{endings} (?:in|on))\s\Z"
        rf"|\b{making} of (?:[\w-]+ ){{1,6}}(?:in|on)\s\Z|\b{directly}\s\Z"
        rf"|\b(?:previous|last|earlier) (?:report|statement)s?\b[^.;]{{0,30}}\Z"
    )


def _make_future_pattern(word_lists: WordLists) -> Pattern:
    """What leads to a date that is still to come."""
    words = match_one_of(word_lists.words("still_to_come"))
    return Pattern(rf"\b{words}\b|\b(?:by|before|until|till)\s(?:the end of\s)?\Z")


def _get_sentence_before(run: Run, place: int) -> str:
    """The words directly before a date, from the beginning of its sentence."""
    return run.cut_before(place).rpartition(". ")[2]


def _write_date(match: re.Match[str]) -> str:
    """Day, month in full and year of a date, with the point that ends its sentence."""
    parts = match.groupdict()
    month = match["month"].rstrip(".")
    day = str(int(parts["day"])) if parts.get("day") else ""
    right = " ".join(part for part in (day, _SHORT_MONTHS.get(month, month), parts.get("year")) if part)
    ends = match["month"].endswith(".") and match.end() == match.end("month")
    return right + "." if ends and re.match(r"\Z|\s+[A-Z]", match.string[match.end() :]) else right


def _make_date_fault(run: Run, start: int, end: int, right: str, *, safe: bool) -> Fault:
    message = "The date “{words}” is not in the form day month year."
    return run.fault(start, end, message, "Write “{instead}”.", instead=right, safe=safe)


def _find_odd_dates(run: Run) -> Iterator[Fault]:
    """A fault of each date with hyphens, a year of two figures, or a month in other letters: 3-May-2019, 3 MAY 2019."""
    for match in _JOINED.finditer(run.text):
        day, month, year = (
            first or second for first, second in zip(match.groups()[:3], match.groups()[3:], strict=True)
        )
        month = _SHORT_MONTHS.get(month.rstrip(".").capitalize(), month.capitalize())
        full = year if len(year) == len("2020") else f"20{year}"
        yield _make_date_fault(run, *match.span(), f"{int(day)} {month} {full}", safe=False)
    for match in _OTHER_CASE.finditer(run.text):
        right = f"{int(match['day'])} {match['month'].capitalize()}"
        yield _make_date_fault(run, *match.span(), right, safe=False)


def _find_dates_in_figures(run: Run) -> Iterator[Fault]:
    for match in _ISO.finditer(run.text):
        month, day = int(match[2]), int(match[3])
        if 1 <= month <= len(MONTHS) and day:
            yield _make_date_fault(run, *match.span(), f"{day} {MONTHS[month - 1]} {match[1]}", safe=False)
    for match in _SHORT_YEAR.finditer(run.text):
        yield run.fault(
            *match.span(), _IN_FIGURES, "Write the day, the month in words, and all four figures of the year."
        )
    for match in _NUMERIC.finditer(run.text):
        first, second = int(match[1]), int(match[3])
        day, month = (first, second) if second <= len(MONTHS) else (second, first)
        if not (1 <= month <= len(MONTHS) and day <= count_days(month, int(match[4]))):
            continue
        message = _IN_FIGURES
        if day > len(MONTHS) or first == second:
            right = f"{day} {MONTHS[month - 1]} {match[4]}"
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)
        else:
            yield run.fault(*match.span(), message, "Write day, month and year; which is the day is not clear.")


def _find_span_of_months(run: Run, match: re.Match[str]) -> Iterator[Fault]:
    """A fault of two months with a hyphen between them, or with a dash after “from” or “between”."""
    if match["word"]:
        right = f"{match['word']} {match['a']} {'to' if match['word'].lower() == 'from' else 'and'} {match['b']}"
        yield run.fault(
            *match.span(), "“{word}” is followed by a dash.", "Write “{instead}”.", instead=right, word=match["word"]
        )
    elif "-" in match["dash"]:
        message = "The months {months} have a hyphen."
        hint = "Write {first}–{second}."
        yield run.fault(
            *match.span("dash"),
            message,
            hint,
            instead="–",
            safe=True,
            months=match.group(),
            first=match["a"],
            second=match["b"],
        )


def _find_span_of_years(run: Run, match: re.Match[str]) -> Iterator[Fault]:
    """A fault of two years with a hyphen; where the second is cut short, it may be a financial year."""
    first, second = int(match["a"]), int(match["b"])
    if _SPAN_WORD.search(run.cut_before(match.start())):
        return
    message = "The years {years} have a hyphen."
    if len(match["b"]) == len(match["a"]):
        if first < second:
            yield run.fault(
                *match.span("dash"),
                message,
                "Write {first}–{second}.",
                instead="–",
                safe=True,
                years=match.group(),
                first=first,
                second=second,
            )
    elif second == (first + 1) % 100:
        hint = "Write {first}–{following}, or {first}/{second} for a financial year."
        yield run.fault(
            *match.span(),
            message,
            hint,
            instead=f"{first}–{first + 1}",
            years=match.group(),
            first=first,
            following=first + 1,
            second=match["b"],
        )


def find_date_in_no_calendar(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A date has a day that its month does not have, or no day where its preposition asks for one.

    Why: nobody can tell which day is meant, and the slip is often a figure left out (arithmetic).

    Wrong: “on 31 June 2020”, “on 0 May”, “on June 2020”
    Right: “on 30 June 2020”, “in June 2020”
    """
    for run in runs.with_any(MONTHS):
        for match in _DAY_IN_MONTH.finditer(run.text) if _MAY_HAVE_DAY.search(run.text) else ():
            if find_days(match["day"], match["month"], match["year"] or _LEAP_YEAR) is None:
                message = "There is no such day as “{words}”."
                yield run.fault(*match.span(), message, "Correct the date.")
        for match in _WITHOUT_DAY.finditer(run.text) if _MAY_LACK_DAY.search(run.text) else ():
            message = "“{words}” has no day."
            yield run.fault(*match.span(), message, "Add the day, or write “in {date}”.", date=match["date"])
