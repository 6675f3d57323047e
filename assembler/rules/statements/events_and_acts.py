"""What English texts say of events, agreements and bodies: when and where events took place, when acts were signed.

A thing is known by how a text introduces it: an event by its place in a row (“the third session of …”), by its year or
by a name in capitals; an agreement, plan or body by a name in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assembler.model.contribution import Collection
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.value import Value
from assembler.rules.grammar.date_words import ANY_MONTH, DATE, MONTHS, Days, read_days
from assembler.rules.grammar.number_words import NumberWords, read_number_words
from assembler.rules.grammar.proper_names import CAPITALIZED, NAME, ProperName, cut_first_word, find_all_names, make_key
from assembler.rules.statements.described_bodies import find_described_bodies, list_described_kinds
from assembler.rules.statements.statement import Attribute, Statement

_KINDS = (
    *("session", "meeting", "summit", "conference", "forum", "dialogue", "congress", "assembly", "retreat"),
    *("symposium", "colloquium", "seminar", "workshop", "consultation", "consultations"),
)
_KIND = "|".join(f"[{kind[0].upper()}{kind[0]}]{kind[1:]}" for kind in _KINDS)
_ORDINAL = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|\w+tieth)"
    r"|\d+(?:st|nd|rd|th)"
)
_EVENT_KIND = Pattern(rf"\b(?:{_KIND})\b")
_ORDINAL_BEFORE = Pattern(rf"\b(?P<ordinal>(?i:{_ORDINAL})|(?:19|20)\d\d) (?P<middle>(?:[\w’-]+ ){{0,6}})\Z")
_HOLDER = Pattern(
    rf"(?P<body>{NAME}|{CAPITALIZED}) (?:held|convened|concluded|opened|organized|hosted|had|at) (?:its|their) \Z"
)
_UNNUMBERED = Pattern(
    rf"\b[Tt]he (?P<name>(?:(?:[\w-]+ ){{0,3}}(?:summit|conference|congress|retreat|symposium)"
    rf"|(?:extraordinary|inaugural|annual|ministerial) (?:[\w-]+ )?(?:session|meeting|forum|dialogue))"
    rf" (?:of|between|on) (?:the )?{NAME})"
)
_ANNUAL = Pattern(
    r"\b(?:[Tt]he|[Tt]heir|[Ii]ts|[Aa]n) (?P<name>(?:annual|biannual) (?:[a-z-]+ )?"
    r"(?:meeting|session|consultations?|conference|forum|dialogue|retreat))\b"
    r"(?: (?:between|of) the [a-z ]{3,40}?(?= (?:was|were|took|held)\b))?"
)
_BODY_AFTER = Pattern(rf" (?:of|on|for) (?:the )?(?P<body>{NAME}|{CAPITALIZED})")
_NAMED_KIND = Pattern(rf"\b(?:{'|'.join(kind.capitalize() for kind in _KINDS)})\b")
_IN_ROW_OF_YEAR = Pattern(r" (?:of|in|for) (?:the year|(?:19|20)\d\d|that year)")
_SERIES = frozenset(["resumed", "part", "round", "phase", "day"])

_INSTRUMENTS = (
    *("Accord", "Act", "Agenda", "Agreement", "Arrangement", "Charter", "Communiqué", "Compact", "Convention"),
    *("Declaration", "Framework", "Initiative", "Map", "Memorandum", "Pact", "Plan", "Programme", "Protocol"),
    *("Roadmap", "Statute", "Strategy", "Treaty"),
)
_INSTRUMENT = Pattern(rf"\b(?:{'|'.join(_INSTRUMENTS)})\b")
_ACTS = {
    "signed": "signed",
    "concluded": "signed",
    "adopted": "adopted",
    "launched": "launched",
    "established": "established",
    "founded": "established",
    "created": "established",
    "set up": "established",
    "opened": "opened",
}
"""Participles, each with the act that it tells."""
_SEATS = ("based", "headquartered", "located", "situated")
_ACT = Pattern(
    rf"(?P<comma>,)? ?(?:(?:which|that) )?(?P<verb>(?:was|were|had been|has been) )?(?P<act>{'|'.join(_ACTS)})"
)
_DATED_WORDS = (
    *("Accord", "Agreement", "Arrangement", "Charter", "Compact", "Convention", "Declaration", "Framework"),
    *("Memorandum", "Pact", "Protocol", "Treaty"),
)
_DATED = Pattern(rf"\b(?:{'|'.join(_DATED_WORDS)})\b")
_YEAR_BEFORE = Pattern(r"\b(?:19|20)\d\d \Z")
_BILATERAL = Pattern(r"\b(?:Accord|Arrangement|Framework|Memorandum|Partnership|Plan|Strategy|Declaration|Pact)\b")
_YEAR_AFTER = Pattern(rf" (?:of (?P<year>{DATE}|(?:19|20)\d\d)\b(?![–/-])|\((?P<bracket>(?:19|20)\d\d)\))")
_SEAT_OF = Pattern(r"\b(?:secretariat|headquarters|seat) of (?:the )?\Z")
_SEAT = Pattern(
    rf",? (?:which (?:is|was) |that is |is |and )?(?:(?:{'|'.join(_SEATS)})"
    r"|(?:with|(?:which |that )?(?:has|have)) (?:(?:its|their) )?(?:headquarters|seat|secretariat))(?= in )"
)
_IN_FORCE = Pattern(
    r",? (?:which |that )?(?P<act>(?:has |had )?entered into force|(?:(?:is|has been|was) )?in force(?= since ))"
)
_ITS_ENTRY = Pattern(rf"\b[Ii]ts (?P<words>entry into force) (?:on|in) {DATE},? (?:the )?\Z")
_INTO_FORCE_OF = Pattern(r"entry into force of (?:the )?\Z")
_ACT_BEFORE = Pattern(rf"\b(?P<act>{'|'.join(_ACTS)}) (?:the |a |an |their )\Z")
_ACT_OF_WHAT_FOLLOWS = Pattern(
    rf"(?:\A|[.;] )(?:Since (?:it|they) (?:was|were) )?(?P<act>(?i:{'|'.join(_ACTS)}))"
    r" (?:in|on) [^,.;]{4,60}, (?:the )?\Z"
)
_YEARS = Pattern(
    r",? (?:(?:which|that) )?(?:(?:was |is )?(?:runs|lasts|running|lasting|extends|planned|financed|covers|covering"
    r"|began|begins|started|launched|designed) )?"
    r"(?:\(|(?:for |in |from |between )?(?:the (?:period|years) )?(?:from )?)?"
    r"(?P<first>(?:19|20)\d\d)(?:[–-]| to | until | and (?:(?:ends|runs|lasts|continues) (?:in|to|until) )?)"
    r"(?P<last>(?:19|20)\d\d)\b"
)

_HELD = Pattern(
    r",?(?: (?:which|that))?(?: (?:was|were|is|is to be|will be|to be|had been|being|jointly))*"
    r" (?:(?:co-)?hosted|held|convened|organized|opened|took place|taking place|takes place|begun|began|met)"
    rf"(?: (?:jointly )?by (?:the )?(?:{NAME}|{CAPITALIZED})(?= (?:in|on|at|from) ))?"
)
_BRACKETS = Pattern(r" \([^()\d]{0,40}\)")
_BETWEEN = Pattern(r"(?: (?:19|20)\d\d)?(?: \([^()\d]{0,40}\))?")
"""What may stand between the name of a thing and what is said of the thing: the year of a plan, a short form."""
_WHEN = Pattern(
    rf"(?P<comma>,)?(?: and)? (?:on|in|from|during|between|since)"
    rf" (?P<date>{DATE}|(?:19|20)\d\d|\d{{1,2}}(?:(?: to |–| and )\d{{1,2}})? (?:{ANY_MONTH}))\b(?![–/-])"
)
_CITY = rf"{CAPITALIZED}(?:[ -](?:(?:es|de|la|el|del|of) )?{CAPITALIZED}){{0,3}}"
_IN_BRACKETS = Pattern(rf" \((?P<city>{_CITY})(?:, {CAPITALIZED})?, (?P<date>{DATE})\)")
_PLACE = Pattern(
    rf"(?P<comma>,)? (?:in|at) (?P<city>{_CITY})(?:, {CAPITALIZED}(?: (?:of |the |and )*{CAPITALIZED}){{0,4}},?)?"
)
_DATE_BEFORE = Pattern(rf"\b(?:[Oo]n|[Ii]n|[Ff]rom) (?P<date>{DATE}),? (?:the |its |their )?\Z")
_DATE_BEGINS = Pattern(rf"(?:\A|[.;] )(?:On|In|From) (?P<date>{DATE}),? [^.;]{{0,120}}\Z")
_TAKING_PART = Pattern(
    r"\b(?:took part in|participated in|attended|addressed|(?:co-)?hosted|held|convened|organized|opened)"
    r" (?:the |its |their |a )\Z"
)
_AT_EVENT = Pattern(
    r"\b(?:at|during|to|in|attended|addressed|opened|hosted|held|convened|organized) (?:the |its |their )\Z"
)
_ANY_YEAR = Pattern(r"\b(?:19|20)\d\d\b")
_BEFORE_LENGTH = 200
_DEPENDS = Pattern(r"\b(?:of|between|and|with|to|from|for|in|by)(?: the)? \Z")
_ACTS_OF_INSTRUMENTS = ("signed", "adopted")
_ACTS_AT_SEAT = ("established", "opened", "seat")
_MOST_PIECES = 4
_MANY_WORDS = 3
"""How many words the name of a thing has that is one thing for all who speak of it."""


class _Thing(Value):
    """A thing that a text names."""

    key: str
    """Its name in one form."""
    name: str
    """Its name as the text has it."""
    start: int
    end: int
    is_series: bool = False
    """Whether there may be several of the name, so that only statements of one month are compared."""


class _Piece(Value):
    """A date or a city in what follows a thing."""

    value: Days | str
    start: int
    end: int


def list_events_and_acts(runs: Prose, collection: Collection) -> Iterator[Statement]:
    """What the texts say of events, agreements and bodies."""
    no_city = _read_countries(collection)
    numbers = read_number_words(collection.word_lists)
    names = runs.cached(find_all_names)
    for run in runs.with_any(_KINDS):
        if run.part is not Part.HEADING:
            yield from _list_events(run, names[id(run)], numbers, no_city)
    kinds = list_described_kinds(runs)
    for run in runs.with_any((*_ACTS, *_SEATS, "headquarters", "seat", "secretariat", "force", *_DATED_WORDS)):
        if run.part is not Part.HEADING:
            described = find_described_bodies(run.text, kinds) if kinds else ()
            yield from _list_acts(run, (*names[id(run)], *described), no_city)
    for run in runs.having("–20", "-20", " to 20", " until 20", " and 20", " in 20"):
        yield from _list_periods(run, names[id(run)])


def _read_countries(collection: Collection) -> frozenset[str]:
    """What stands after “in” and is no city."""
    lists = collection.word_lists
    regions = lists.pairs("regions").values()
    others = {"Headquarters", "Africa", "Europe", "Asia", "America", "Latin America", "Geneva and", "Parliament"}
    return frozenset(make_key(name) for name in (*lists.words("countries"), *regions, *MONTHS, *others))


def _list_events(
    run: Run, names: Sequence[ProperName], numbers: NumberWords, no_city: frozenset[str]
) -> Iterator[Statement]:
    numbered = list(_find_numbered_events(run, numbers))
    spans = [(event.start, event.end) for event in numbered]
    for event in (*numbered, *_find_named_events(run, names, spans)):
        pieces = [*_find_date_before(run, event), *_find_pieces(run, event, no_city)]
        yield from _state_event(run, event, pieces)


def _state_event(run: Run, event: _Thing, pieces: list[_Piece]) -> Iterator[Statement]:
    days = next((piece.value for piece in pieces if isinstance(piece.value, Days)), None)
    month = f" {days.first:%Y-%m}" if days else ""
    if event.is_series and not days:
        return
    subject = f"{event.key}{month if event.is_series else ''}"
    for piece in pieces:
        attribute = Attribute.DATE if isinstance(piece.value, Days) else Attribute.PLACE
        yield Statement(subject, attribute, piece.value, run, piece.start, piece.end, event.name)
    ordinal, _, name = event.key.partition(" ")
    if days and days.first == days.last and ordinal.isdecimal() and len(ordinal) < 4:
        end = event.start + event.name.index(" ")
        yield Statement(f"{name} {days.first}", Attribute.ORDINAL, ordinal, run, event.start, end, event.name)


def _find_numbered_events(run: Run, numbers: NumberWords) -> Iterator[_Thing]:
    """The events with their place in a row, or with their year."""
    last = 0
    for match in _EVENT_KIND.finditer(run.text):
        before = run.cut_before(match.start())
        numbered = _ORDINAL_BEFORE.search(before)
        if not numbered or match.start() < last:
            continue
        body = _BODY_AFTER.match(run.text, match.end())
        start, end = match.start() - len(before) + numbered.start(), body.end() if body else match.end()
        name, last = run.text[start:end], end
        if _SERIES.intersection(name.split()) or _IN_ROW_OF_YEAR.match(run.text, end):
            continue
        holder = None if body else _HOLDER.search(before[: numbered.start()])
        holder_name = body["body"] if body else holder["body"] if holder else ""
        words = make_key(f"{numbered['middle']} {match.group()} {holder_name}")
        scope = "" if " " in holder_name else run.organization
        digits = re.match(r"\d+", numbered["ordinal"])
        place = digits.group() if digits else numbers.ordinals.get(numbered["ordinal"].casefold(), 0)
        yield _Thing(f"{place} {words} {scope}", name, start, end)


def _find_named_events(run: Run, names: Sequence[ProperName], spans: Iterable[tuple[int, int]]) -> Iterator[_Thing]:
    """The events with a name in capitals, or of a body and without a number, which may come again each year."""
    named = [(name.text, name.start, name.end) for name in names if _NAMED_KIND.search(name.text)]
    named += [(match["name"], *match.span("name")) for match in _UNNUMBERED.finditer(run.text)]
    for name, start, end in named:
        if not any(first < end and start < last for first, last in spans):
            yield _Thing(make_key(name), name, start, end, is_series=True)
    others = [*spans, *((start, end) for _, start, end in named)]
    for match in _ANNUAL.finditer(run.text) if run.organization and "nual " in run.text else ():
        if not any(first < match.end() and match.start() < last for first, last in others):
            key = make_key(f"{match['name']} {run.organization}")
            yield _Thing(key, match["name"], match.start("name"), match.end(), is_series=True)


def _find_pieces(run: Run, thing: _Thing, no_city: frozenset[str]) -> Iterator[_Piece]:
    """The date and the city that follow an event."""
    place = thing.end
    if match := _IN_BRACKETS.match(run.text, place):
        yield from _read_match(match, no_city)
        return
    brackets = _BRACKETS.match(run.text, place)
    place = brackets.end() if brackets else place
    occurrence = _HELD.match(run.text, place)
    place = occurrence.end() if occurrence else place
    is_at = occurrence is not None or _AT_EVENT.search(run.cut_before(thing.start)) is not None
    yield from _read_pieces(run, place, no_city, is_bound=is_at)


def _read_pieces(run: Run, place: int, no_city: frozenset[str], *, is_bound: bool) -> Iterator[_Piece]:
    """Dates and cities in a row from a place on; the first needs a comma before it where nothing else binds it."""
    for _ in range(_MOST_PIECES):
        match = _WHEN.match(run.text, place) or _PLACE.match(run.text, place)
        if not match or not (is_bound or match["comma"]):
            return
        is_bound = True
        yield from _read_match(match, no_city)
        place = match.end()


def _read_match(match: re.Match[str], no_city: frozenset[str]) -> Iterator[_Piece]:
    """The date and the city of a match."""
    groups = match.groupdict()
    date = groups.get("date") or ""
    if date and not date[-1].isdigit():  # the year stands earlier in the sentence
        years = _ANY_YEAR.findall(match.string, max(0, match.start() - _BEFORE_LENGTH), match.start())
        date = f"{date} {years[-1]}" if years else ""
    if (days := read_days(date)) is not None:
        yield _Piece(days, *match.span("date"))
    city = make_key(groups.get("city") or "")
    if city and city not in no_city:
        yield _Piece(city, *match.span("city"))


def _find_date_before(run: Run, event: _Thing) -> Iterator[_Piece]:
    """The date with which the sentence of an event begins."""
    before = run.text[max(0, event.start - _BEFORE_LENGTH) : event.start]
    offset = event.start - len(before)
    match = _DATE_BEFORE.search(before) or (_TAKING_PART.search(before) and _DATE_BEGINS.search(before))
    days = read_days(match["date"]) if match else None
    if match and days:
        yield _Piece(days, match.start("date") + offset, match.end("date") + offset)


def _list_acts(run: Run, names: Sequence[ProperName], no_city: frozenset[str]) -> Iterator[Statement]:
    """What is said of agreements and bodies."""
    inner = (cut_first_word(name, run.text) for name in names)
    for name in (*names, *(name for name in inner if name)):
        yield from _state_year(run, name)
        key = make_key(name.text)
        subject = key if key.count(" ") + 1 >= _MANY_WORDS else f"{key} {run.organization}"
        act, pieces = _find_act(run, name, no_city)
        for piece in pieces:
            is_date, is_seat = isinstance(piece.value, Days), act in _ACTS_AT_SEAT
            attribute = Attribute.PLACE if is_seat and not is_date else Attribute.ACT
            subject_of_piece = f"{subject} {act}" if is_date else f"{subject} {'seat' if is_seat else act} in"
            yield Statement(subject_of_piece, attribute, piece.value, run, piece.start, piece.end, name.text)


def _find_act(run: Run, name: ProperName, no_city: frozenset[str]) -> tuple[str, Sequence[_Piece]]:
    """What is said to have been done, and the dates and places that belong to the act."""

    def read(start: int) -> Sequence[_Piece]:
        return list(_read_pieces(run, start, no_city, is_bound=True))

    has_instrument = _INSTRUMENT.search(name.text) is not None
    between = _BETWEEN.match(run.text, name.end)
    place = between.end() if between else name.end
    before = run.cut_before(name.start)
    if (act := _ACT.match(run.text, place)) and _is_act_of_name(act, before, has_instrument):
        return _ACTS[act["act"]], read(act.end())
    if force := _IN_FORCE.match(run.text, place):
        return "in force", read(force.end())
    if _INTO_FORCE_OF.search(before):
        return "in force", read(place)
    if force := _ITS_ENTRY.search(before):
        start = name.start - len(before) + force.end("words")
        return "in force", read(start)
    may_follow = before.endswith((", ", ", the ")) and any(act in before.lower() for act in _ACTS)
    if may_follow and (act := _ACT_OF_WHAT_FOLLOWS.search(before)):
        offset = name.start - len(before)
        return _ACTS[act["act"].lower()], read(offset + act.end("act"))
    if (seat := _SEAT.match(run.text, place)) and not has_instrument:
        return "seat", read(seat.end())
    if _SEAT_OF.search(before):
        return "seat", read(place)
    if has_instrument and (act := _ACT_BEFORE.search(before)):
        return _ACTS[act["act"]], [*_find_date_before_act(run, name.start), *read(place)]
    return "", ()


def _is_act_of_name(act: re.Match[str], before: str, has_instrument: bool) -> bool:
    """Whether an act is that of the name before it: “the office of the Union was opened” is none of the Union."""
    if _ACTS[act["act"]] in _ACTS_OF_INSTRUMENTS and not has_instrument:
        return False
    return has_instrument or act["comma"] is not None or (act["verb"] is not None and not _DEPENDS.search(before))


def _state_year(run: Run, name: ProperName) -> Iterator[Statement]:
    """The year that stands before or after the name of an agreement."""
    if not _DATED.search(name.text) or make_key(name.text).count(" ") + 1 < _MANY_WORDS:
        return
    before = _YEAR_BEFORE.search(run.cut_before(name.start))
    after = _YEAR_AFTER.match(run.text, name.end)
    span = after.span("year" if after["year"] else "bracket") if after else (-1, -1)
    start, end = (name.start - 5, name.start - 1) if before else span
    days = read_days(run.text[start:end]) if start >= 0 else None
    if days:
        key = make_key(name.text)
        yield Statement(f"{key} year", Attribute.ACT, str(days.last.year), run, start, end, name.text)
        yield Statement(f"{key} adopted", Attribute.ACT, days, run, start, end, name.text)
        may_be_later = days.first.month != days.last.month and not _BILATERAL.search(name.text)
        signed = Days(days.first, days.last.replace(year=days.last.year + 1)) if may_be_later else days
        yield Statement(f"{key} signed", Attribute.ACT, signed, run, start, end, name.text)


def _find_date_before_act(run: Run, start: int) -> Iterator[_Piece]:
    before = run.text[max(0, start - _BEFORE_LENGTH) : start]
    match = _DATE_BEGINS.search(before)
    days = read_days(match["date"]) if match else None
    if match and days:
        offset = start - len(before)
        yield _Piece(days, match.start("date") + offset, match.end("date") + offset)


def _list_periods(run: Run, names: Sequence[ProperName]) -> Iterator[Statement]:
    """The years for which plans are; a plan and the one after it share none."""
    for name in names:
        match = _YEARS.match(run.text, name.end) if _INSTRUMENT.search(name.text) else None
        if match and make_key(name.text).count(" ") + 1 >= _MANY_WORDS:
            for year in ("first", "last"):
                other = "last" if year == "first" else "first"
                subject = f"{make_key(name.text)} {other} {match[other]}"
                yield Statement(
                    subject, Attribute.PERIOD, match[year], run, match.start("first"), match.end("last"), name.text
                )
