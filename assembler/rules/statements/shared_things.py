"""What two English texts say of a thing that both name in the same words: when, where, how many, and led by whom.

Only what follows the thing in its clause is
compared, and only where both texts tell it with the same verb, so that two meetings, two years, or a part and the whole
stay apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from assembler.model.contribution import Collection
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Prose, Run
from assembler.model.value import Value
from assembler.rules.grammar.date_words import DATE, MONTHS, Days, read_days
from assembler.rules.grammar.proper_names import CAPITALIZED, make_key
from assembler.rules.statements.quantities import Fact, Language, cut_ending, read_figures, read_language
from assembler.rules.statements.shared_rows import AT, BASED, HAS, HELD, ORDINAL, OTHER, VERBS, Thing, pair_things
from assembler.rules.statements.statement import Attribute, StatedValue, Statement, can_agree

_LONGEST = 31
"""One day more than the difference of the days of a month."""
_SHORT_FORM = Pattern(r" \([^()\d]{0,40}\)")
_WHEN = Pattern(rf"(?:on|in|from|during|between|since) (?P<fact>{DATE}|(?:19|20)\d\d)\b(?![–/-])")
_FIRST_DATE = Pattern(rf"(?:On|In|From) (?P<fact>{DATE}|(?:19|20)\d\d),? (?:the |its |their )?")
_FIRST_PLACE = Pattern(rf"(?:In|At)(?: the)? (?P<fact>{CAPITALIZED}(?: {CAPITALIZED}){{0,3}}),? ")
_WHERE = Pattern(
    rf"\b(?:in|at) (?P<fact>{CAPITALIZED}(?:[ -](?:(?:es|de|la|el|del|of) )?{CAPITALIZED}){{0,3}})"
    rf"(?:, {CAPITALIZED}(?: (?:of |the |and )*{CAPITALIZED}){{0,4}})?"
)
_LEADER = Pattern(
    rf"by (?P<fact>(?:the )?{CAPITALIZED}(?: (?:(?:of|for|to|on|and)(?: the)? )?{CAPITALIZED}){{0,7}})"
    r"(?=[,.;]| in \d|\Z)"
)
_BY_WHOM = Pattern(r" by (?:the )?[\w-]+(?: [\w-]+)?(?= (?:in|on|at|from)\b)")
_STOP = Pattern(r"[.;:](?!\d)|,(?! (?:in|on|at|from|during|between|held|signed) )(?!\d)")
_WORD = Pattern(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_ACTS = ("signed", "established", "opened", "adopted", "launched", "completed", "published", "closed", "force")
_LEADER_BEFORE = Pattern(
    rf"(?P<fact>(?:[Tt]he )?{CAPITALIZED}(?: (?:(?:of|for|to|on|and)(?: the)? )?{CAPITALIZED}){{0,7}}),?"
    r" (?:(?:who|which|that) )?(?P<verb>chair(?:ed|s)|led|leads|head(?:ed|s)|preside[ds])(?: over)?"
    r" (?:the |its |their )?\Z"
)
_AGAIN = frozenset((
    *("annual", "biannual", "biennial", "quarterly", "monthly", "weekly", "session", "sessions", "meeting", "meetings"),
    *("round", "rounds", "part", "visit", "visits", "mission", "missions", "consultations", "briefing", "patrols"),
))  # fmt: skip
"""Words of things that come again."""
_LEADING = ("chaired", "led", "headed", "presided")
_SUMS = (("amount",), ("totall",), ("totals",))
"""What is said of a sum, of which another text tells whether somebody received, pledged or spent the sum."""
_HELPING = frozenset((
    *("which", "that", "who", "was", "were", "is", "are", "be", "been", "being", "has", "have", "had", "will", "also"),
    *("jointly", "the", "a", "an", "of", "in", "at", "on", "from", "to", "with", "its", "their", "over", "into", "for"),
    *("took", "taking", "carried", "made", "entered", "total", "by", "set", "and", "since", "between", "during", "all"),
))  # fmt: skip
"""Words between a thing and what is said of it that do not say what was done."""


class _Statement(Value):
    """What is said of a thing, with which verb."""

    attribute: Attribute
    verb: str
    value: StatedValue
    start: int
    end: int
    unit: frozenset[str] = frozenset()
    """What a figure counts."""
    rest: frozenset[str] = frozenset()
    """The words after a figure."""


class _Mention(Value):
    """A thing in a sentence, with all that is said of it."""

    run: Run
    name: str
    statements: tuple[_Statement, ...]
    days: Days | None
    """When the clause places the thing or what is done with it."""
    number: str
    """Before the name, which one of its row the thing is, or how long it lasts."""
    start: int
    is_new: bool
    """Whether “a” stands before the name."""

    @property
    def lead(self) -> int:
        """Where the number begins."""
        return self.start - len(self.number) - 1

    @property
    def comes_again(self) -> bool:
        """Whether there may be several of the name."""
        return not _AGAIN.isdisjoint(self.name.lower().split())

    def tell(self, attribute: Attribute) -> _Statement | None:
        """The first that is said of one attribute."""
        return next((each for each in self.statements if each.attribute is attribute), None)


class _Dates(Value):
    """When two texts place a thing."""

    one: Days | None
    other: Days | None

    @property
    def agree(self) -> bool:
        """Whether both say nothing, or may both be right."""
        if self.one is None or self.other is None:
            return self.one is self.other
        return can_agree(self.one, self.other)

    @property
    def differ(self) -> bool:
        """Whether both cannot be right."""
        return self.one is not None and self.other is not None and not self.agree

    @property
    def are_of_one_month(self) -> bool:
        """Whether both begin in one month, and are no years."""
        months = {(each.first.year, each.first.month) for each in (self.one, self.other) if each}
        return self.are_of_days and len(months) == 1

    @property
    def are_of_one_year(self) -> bool:
        """Whether both are days or months of one year."""
        return self.are_of_days and len({each.first.year for each in (self.one, self.other) if each}) == 1

    @property
    def are_of_days(self) -> bool:
        """Whether both are days or months."""
        return all(each and (each.last - each.first).days < _LONGEST for each in (self.one, self.other))


class SharedThing(Value):
    """What two texts say otherwise of a thing, or of two things of one name."""

    statement: Statement
    other: Statement
    """The earlier."""
    is_of_one_thing: bool


def list_shared_things(runs: Prose, collection: Collection) -> Iterator[SharedThing]:
    """What two texts say otherwise where they name a thing in the same words."""
    language = read_language(collection)
    countries = collection.word_lists.words("countries")
    for one, other in pair_things(runs, collection, language):
        yield from _compare(_read_mention(one, language), _read_mention(other, language), countries)


def _read_mention(thing: Thing, language: Language) -> _Mention:
    """What is said of a thing."""
    run, (start, end) = thing.run, thing.year
    year = (_Statement(Attribute.ACT, "", run.text[start:end], start, end),) if end else ()
    statements = (*year, *_read_clause(thing, language))
    days = next((each.value for each in statements if isinstance(each.value, Days)), None)
    return _Mention(run, run.text[thing.start : thing.end], statements, days, thing.number, thing.start, thing.is_new)


def _read_clause(thing: Thing, language: Language) -> Iterator[_Statement]:
    """What is said of a thing in the rest of its clause, and by a date with which the sentence begins."""
    sentence, at = thing.sentence, thing.verb
    text = thing.run.text
    short_form = _SHORT_FORM.match(text, thing.end)
    end = short_form.end() if short_form else thing.end
    begin = end + 1 if text[end : end + 1] == "," else end
    stop = _STOP.search(text, begin, sentence.end)
    clause = text[: stop.start() if stop else sentence.end]
    dates = _read_dates(clause, begin)
    places = [
        Fact(make_key(match["fact"]), *match.span("fact"))
        for match in _WHERE.finditer(clause, begin)
        if match["fact"].partition(" ")[0] not in MONTHS
    ]
    first = min((fact.start for fact in (*dates, *places)), default=begin)
    is_numbered = ORDINAL.match(text.lower(), thing.lead) is not None
    verb = _read_verb(clause[begin:first]) or at or (AT if begin > end and is_numbered else "")
    opening = _FIRST_DATE.match(text, sentence.start)
    days = read_days(opening["fact"]) if opening else None
    if opening and days and (at in VERBS.values() or opening.end() >= thing.lead):
        yield _Statement(Attribute.DATE, verb, days, *opening.span("fact"))
    yield from (_Statement(Attribute.DATE, verb, fact.value, fact.start, fact.end) for fact in dates[:1])
    yield from (_Statement(Attribute.PLACE, verb, fact.value, fact.start, fact.end) for fact in places[:1])
    if (place := _FIRST_PLACE.match(text, sentence.start)) and place["fact"].partition(" ")[0] not in MONTHS:
        yield _Statement(Attribute.PLACE, OTHER, make_key(place["fact"]), *place.span("fact"))
    for figure in read_figures(clause, begin, dates, language)[:1]:
        lead = _read_words(clause[begin : figure.start]) or ((HAS,) if clause[begin : figure.start].split() else ())
        if lead and lead not in _SUMS:
            rest = frozenset(map(cut_ending, _WORD.findall(clause[figure.end :].lower()))) - language.light
            yield _Statement(Attribute.COUNT, " ".join(lead), figure.value, figure.start, figure.end, figure.unit, rest)
    for leader in _LEADER.finditer(clause, begin):
        if (verb := _read_verb(clause[begin : leader.start()])) in _LEADING:
            yield _Statement(Attribute.CHAIR, verb, leader["fact"], *leader.span("fact"))
    before = _LEADER_BEFORE.search(text[sentence.start : thing.lead]) if at in _LEADING else None
    if before:
        start, end = before.span("fact")
        yield _Statement(Attribute.CHAIR, at, before["fact"], sentence.start + start, sentence.start + end)


def _read_dates(clause: str, begin: int) -> list[Fact]:
    matches = [(match, read_days(match["fact"])) for match in _WHEN.finditer(clause, begin)]
    return [Fact(days, *match.span("fact")) for match, days in matches if days]


def _read_words(lead: str) -> tuple[str, ...]:
    """The words between a thing and what is said of it, each as the one that stands for its sense."""
    words = [word for word in _WORD.findall(lead.lower()) if word not in _HELPING]
    return tuple(VERBS.get(word, cut_ending(word)) for word in words)


def _read_verb(lead: str) -> str:
    """The verb between a thing and its date or place: empty where there is none."""
    if lead.split() in (["is"], ["was"], ["which", "is"]):
        return BASED
    words = set(_read_words(_BY_WHOM.sub("", lead)))
    last = lead.split()[-2:-1]
    if lead.startswith((" that ", " which ")) and last and last[0] in VERBS:  # that the two bodies signed on
        return VERBS[last[0]]
    return words.pop() if len(words) == 1 and words <= set(VERBS.values()) else OTHER if words else ""


def _compare(first: _Mention, second: _Mention, countries: Set[str]) -> Iterator[SharedThing]:
    """What the two texts say otherwise, and whether of one thing at one time."""
    dates = _Dates(first.days, second.days)
    if first.is_new != second.is_new and first.comes_again:
        return
    if first.number != second.number:
        yield from _compare_numbers(first, second)
    if first.number != second.number and not all("-" in each.number or not each.number for each in (first, second)):
        return
    is_numbered = ORDINAL.match(first.name.lower()) is not None
    for attribute in (Attribute.ACT, Attribute.DATE, Attribute.PLACE, Attribute.COUNT, Attribute.CHAIR):
        one, other = first.tell(attribute), second.tell(attribute)
        if not one or not other or can_agree(one.value, other.value):
            continue
        verb = _share_verb(one.verb, other.verb)
        match attribute:
            case Attribute.ACT:
                is_one = True
            case Attribute.DATE:
                is_one = _is_one_event(verb, dates, is_numbered=is_numbered) or (
                    verb == HELD and dates.are_of_one_year and not first.comes_again and _is_one(first, second)
                )
            case Attribute.PLACE:
                is_one = {one.value, other.value}.isdisjoint(map(make_key, countries))
                is_one = is_one and (
                    _is_one_place(verb, dates, is_numbered=is_numbered)
                    or (verb == HELD and first.days is second.days is None and _is_known_by_name(first))
                )
            case Attribute.COUNT:
                places = {place.value for each in (first, second) if (place := each.tell(Attribute.PLACE))}
                is_one = one.verb == other.verb and not places and _is_one_count(one, other, dates)
            case _:
                is_one = verb != OTHER and not dates.differ and _are_unlike(one.value, other.value)
        yield SharedThing(_state(second, other), _state(first, one), is_one)


def _compare_numbers(first: _Mention, second: _Mention) -> Iterator[SharedThing]:
    """Two things of one name and day in two places of a row, or one thing that lasts for two times."""
    one, other = first.number, second.number
    both_last = "-" in one and "-" in other and not (ORDINAL.search(one) or ORDINAL.search(other))
    is_one_day = first.days is not None and first.days == second.days and first.days.first == first.days.last
    if one and other and (both_last or is_one_day):
        attribute = Attribute.TERM if both_last else Attribute.ORDINAL
        statements = [
            Statement(
                "",
                attribute,
                each.number,
                each.run,
                each.lead,
                each.start - 1,
                each.run.text[each.start if both_last else each.lead : each.start + len(each.name)],
            )
            for each in (second, first)
        ]
        yield SharedThing(statements[0], statements[1], is_of_one_thing=True)


def _is_one(first: _Mention, second: _Mention) -> bool:
    """Whether both mentions have one place."""
    one, other = first.tell(Attribute.PLACE), second.tell(Attribute.PLACE)
    return one is not None and other is not None and one.value == other.value


def _is_known_by_name(mention: _Mention) -> bool:
    """Whether a name in capitals is of one thing."""
    return not mention.comes_again and sum(word[0].isupper() for word in mention.name.split()) > 1


def _share_verb(one: str, other: str) -> str:
    """The verb with which both tell something; nothing where they tell two things."""
    if one == other or other == AT:
        return one
    return other if one == AT else OTHER


def _is_one_event(verb: str, dates: _Dates, *, is_numbered: bool) -> bool:
    """Whether two dates are of one event or act."""
    return verb in _ACTS or (verb == HELD and (is_numbered or dates.are_of_one_month))


def _is_one_place(verb: str, dates: _Dates, *, is_numbered: bool) -> bool:
    """Whether two places are of one seat, act or event."""
    if verb == HELD:
        return dates.agree if is_numbered else dates.agree and dates.are_of_days
    return verb == BASED or (verb in _ACTS and not dates.differ)


def _is_one_count(one: _Statement, other: _Statement, dates: _Dates) -> bool:
    """Whether two figures count the same."""
    is_one_time = dates.agree or (one.verb == HAS and not dates.differ)
    is_one_unit = not one.unit.isdisjoint(other.unit)
    return is_one_time and is_one_unit and (one.rest <= other.rest or other.rest <= one.rest)


def _are_unlike(one: StatedValue, other: StatedValue) -> bool:
    """Whether two leaders are two persons or two offices; a person may have an office, and a name may be cut short."""
    words, others = (set(make_key(str(leader)).split()) for leader in (one, other))
    is_office = [str(leader).lower().startswith("the ") for leader in (one, other)]
    return is_office[0] == is_office[1] and not (words <= others or others <= words)


def _state(mention: _Mention, statement: _Statement) -> Statement:
    attribute = (
        Attribute.ACT if statement.attribute is Attribute.DATE and statement.verb in _ACTS else statement.attribute
    )
    return Statement("", attribute, statement.value, mention.run, statement.start, statement.end, mention.name)
