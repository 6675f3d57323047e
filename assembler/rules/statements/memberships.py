"""How many members, cities, posts or experts English texts give to a body, a network or a programme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assembler.model.contribution import Collection
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Prose, Run
from assembler.rules.grammar.date_words import ANY_MONTH
from assembler.rules.grammar.known_names import read_known_names
from assembler.rules.grammar.number_words import read_number_words
from assembler.rules.grammar.proper_names import CAPITALIZED, NAME, find_all_names, make_key
from assembler.rules.statements.statement import Attribute, Figure, Statement

_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})*|[a-z]+(?:-[a-z]+)?)"
_MEMBERS = (
    r"(?:[Mm]ember (?:States|countries|[Gg]overnments|towns|cities|organizations|associations"
    r"|institutions|universities)|[Mm]embers|States members|participating States)"
)
_BODY = rf"(?P<body>{NAME}|{CAPITALIZED})"
_COUNTS = (
    Pattern(
        rf"{_BODY}(?: \([^()]{{0,20}}\))?,? (?:(?:which |that )?(?:has|comprises|comprising|consists of"
        rf"|consisting of|composed of|unites|brings together)|and its|with its|with)"
        rf" (?:all |the )?{_NUMBER} {_MEMBERS}\b"
    ),
    Pattern(
        rf"\b(?:[Aa]ll|the|[Tt]he|its|of the) {_NUMBER} {_MEMBERS} of (?:the )?{_BODY}(?! (?:that|which|with|where)\b)"
    ),
    Pattern(rf"{_BODY}[’'](?:s )? ?{_NUMBER} {_MEMBERS}\b"),
    Pattern(rf"\b{_NUMBER}-(?:member|nation|State) {_BODY}"),
)
_VERBS = {
    **dict.fromkeys(("has", "covers", "comprises", "employs", "links", "serves", "connects", "spans", "unites"), True),
    **dict.fromkeys(("consists of", "is composed of", "is made up of", "brings together", "made up of"), True),
    **dict.fromkeys(("composed of", "comprising", "consisting of", "operates in", "is present in"), True),
    **dict.fromkeys(("had", "covered", "comprised", "employed", "linked", "served", "consisted of"), False),
}
"""What a body does with all that it has, and whether that is told of the day of the report."""
_BEING_MADE_OF = frozenset((
    *("comprises", "unites", "consists of", "is composed of", "is made up of", "brings together", "made up of"),
    *("composed of", "comprising", "consisting of"),
))  # fmt: skip
_MAKING = Pattern(r"form|mak|belong")
_STATES = (
    *("countries", "nations", "governments", "Governments", "towns", "cities", "organizations", "associations"),
    *("institutions", "universities"),
)
"""What is counted of a body that is made of them are its members."""
_HAVING = Pattern(
    rf"(?: \([^()]{{0,20}}\))?(?:, [^,.;]{{4,60}},)?,? (?:which |that )?(?P<verb>{'|'.join(_VERBS)})"
    rf" (?:a total of |all |the )?{_NUMBER} (?P<unit>(?:[a-z-]+|States)(?: [A-Za-z][a-z-]*)?)"
)
_FORMING = Pattern(
    rf"\b(?:[Aa]ll|the|The) {_NUMBER} (?P<unit>[a-z-]+(?: [a-z-]+)?) (?:that |which )?(?:form|make up|forming|making up"
    r"|belonging to|covered by|linked by|served by) (?:the )?\Z"
)
_ATTENDING = ("observers", "participants", "delegates")
_ATTENDANCE = Pattern(rf"(?<![\w,.]){_NUMBER} (?:[a-z-]+ )?(?P<unit>{'|'.join(_ATTENDING)})\b(?! from| of whom)")
_EVENT_OF_DAY = Pattern(
    r"\b(?:[a-z-]+ )?(?:elections?|referendum|meeting|workshop|seminar|conference|summit|session|exercise|course) of"
    rf" \d{{1,2}} (?:{ANY_MONTH}) (?:19|20)\d\d"
)
_AFTER_NAME = (*(f" {verb} " for verb in _VERBS), ", ", " (", " which ", " that ")
_BEFORE_NAME = (" form the ", " form ", " forming the ", " up the ", " to the ", " by the ", " by ", " to ")
_MANY_WORDS = 3
_LIGHT = frozenset(("and", "for", "from", "in", "of", "on", "that", "to", "which", "who", "with", "as", "at", "by"))
_NO_UNITS = frozenset(("per", "million", "billion", "years", "months", "weeks", "days", "times"))
_YEAR = Pattern(r"\b(?:19|20)\d\d\b")


def list_counts(runs: Prose, collection: Collection) -> Sequence[Statement]:
    """What the texts say of how many members a body has, and how many things of a kind a named thing has in a year."""
    order = {id(run): place for place, run in enumerate(runs)}
    return sorted(_list_counts(runs, collection), key=lambda statement: order[id(statement.run)])


def _list_counts(runs: Prose, collection: Collection) -> Iterator[Statement]:
    numbers = read_number_words(collection.word_lists).cardinals
    short = {make_key(name): make_key(form) for name, form in read_known_names(collection).short.items()}
    members = list(_list_members(runs, numbers, short))
    yield from members
    stated = {(id(statement.run), statement.start) for statement in members}
    names = runs.cached(find_all_names)
    this_year = str(collection.plan.date.year)
    for run in runs.with_any((*_VERBS, "form", "forming", "covered", "belonging")):
        for name in names[id(run)]:
            before = run.cut_before(name.start)
            has_more = run.text.startswith(_AFTER_NAME, name.end)
            key = make_key(name.text) if has_more or before.endswith(_BEFORE_NAME) else ""
            if not key or name.text.count(" ") + 1 < _MANY_WORDS:
                continue
            after = _HAVING.match(run.text, name.end) if has_more else None
            match = after or (_FORMING.search(before) if before.endswith(_BEFORE_NAME) else None)
            count = _read_number(match["number"], numbers) if match else 0
            unit = _read_unit(match["unit"]) if match else ""
            is_made_of = (
                after["verb"] in _BEING_MADE_OF if after else match is not None and _MAKING.search(match.group())
            )
            if is_made_of and unit in _STATES:
                unit = "members"
            if match and count > 1 and unit:
                year = this_year if not after or _VERBS[match["verb"]] else _find_year(run, name.start, match.end())
                offset = 0 if after else name.start - len(before)
                start, end = offset + match.start("number"), offset + match.end("number")
                value = Figure(float(count), float(count))
                if unit == "members":
                    if year == this_year and (id(run), start) not in stated:
                        subject = f"members {short.get(key, key)} "
                        yield Statement(subject, Attribute.FIGURE, value, run, start, end, name.text)
                elif year:
                    end = offset + match.start("unit") + len(unit)
                    yield Statement(f"{key} {unit} {year}", Attribute.COUNT, value, run, start, end, name.text)


def list_attendance(runs: Prose, collection: Collection) -> Iterator[Statement]:
    """How many observers, participants or delegates the texts count at an event of a certain day."""
    numbers = read_number_words(collection.word_lists).cardinals
    for run in runs.with_any(_ATTENDING):
        for match in _EVENT_OF_DAY.finditer(run.text):
            first, last = run.text.rfind(". ", 0, match.start()) + 1, run.text.find(". ", match.end())
            counts = [
                (count, _read_number(count["number"], numbers))
                for count in _ATTENDANCE.finditer(run.text, first, last if last >= 0 else len(run.text))
            ]
            if len(counts) == 1 and counts[0][1] > 1:
                ((count, value),) = counts
                subject = f"{make_key(match.group())} {count['unit']}"
                figure = Figure(float(value), float(value))
                yield Statement(subject, Attribute.COUNT, figure, run, *count.span(), match.group())


def _list_members(runs: Prose, numbers: Mapping[str, int], short: Mapping[str, str]) -> Iterator[Statement]:
    """What the texts say of how many members a body has."""
    words = "|".join(runs.present(numbers))
    counted = Pattern(rf"(?:\d|\b(?:{words or '(?!)'}))[ -](?:[Mm]ember|nation|State|participating)")
    for run in runs.with_any(("member", "members", "participating", "nation", "State")):
        if not counted.search(run.text):
            continue
        for pattern in _COUNTS:
            for match in pattern.finditer(run.text):
                count = _read_number(match["number"], numbers)
                if count > 1:
                    yield _state(run, match, float(count), short)


def _read_number(words: str, numbers: Mapping[str, int]) -> int:
    """The number of figures or a word; 0 where it is none."""
    digits = words.replace(",", "")
    return int(digits) if digits.isdecimal() else numbers.get(words, 0)


def _read_unit(words: str) -> str:
    """What is counted, without the words that follow; nothing where that is an amount, or are members."""
    first, _, second = words.partition(" ")
    if first in _NO_UNITS or first in _LIGHT:
        return ""
    if "ember" in words or "States" in (first, second):
        return "members"
    return f"{first} {second}" if second and second not in _LIGHT and not second[0].isupper() else first


def _find_year(run: Run, start: int, end: int) -> str:
    """The only year of the sentence around some words, outside of them; nothing where there are several."""
    first = run.text.rfind(". ", 0, start) + 1
    last = run.text.find(". ", end)
    around = run.text[first:start] + run.text[end : last if last >= 0 else len(run.text)]
    years = set(_YEAR.findall(around))
    return years.pop() if len(years) == 1 else ""


def _state(run: Run, match: re.Match[str], count: float, short: Mapping[str, str]) -> Statement:
    body = make_key(match["body"])
    subject = short.get(body, body)
    scope = "" if " " in body or match["body"].isupper() else run.organization
    value = Figure(count, count)
    return Statement(f"members {subject} {scope}", Attribute.FIGURE, value, run, *match.span("number"), match["body"])
