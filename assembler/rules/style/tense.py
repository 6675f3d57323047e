"""Tense against dates: what is past is told as past, and what is still to come as still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.rules.grammar.dated_verbs import Dated, NounGroups, Verbs, find_dates, find_sentence_start, read_verbs
from assembler.rules.grammar.known_names import match_one_of

_ADVERB = r"(?:(?:also|then|again|further|now|still|soon|jointly|(?!only)\w+ly)\s)?"
_SETTLED = (
    rf"(?:is|are|remains?|(?:has|have)\sbeen)\s{_ADVERB}(?:scheduled|planned|expected|due|slated|foreseen|envisaged"
    r"|set(?=\sfor\b))"
)
_WILL = Pattern(rf"\b(?:will\s{_ADVERB}(?:be\s)?\w+|{_SETTLED}\sto\s\w+)")
_INTENTION = r"(?:plan|intend|hope|aim|expect|propose|prepare)s?"
_INTENDED = rf"(?:{_INTENTION}|(?:is|are)\s(?:going|about|set|preparing|planning|hoping))\sto"
_MAY_BE_FUTURE = Pattern(rf"\b(?:will|shall|remains?|is|are|been|{_INTENTION})\b")
_REPORTED = Pattern(r"\b(?:that|whether|if|unless|whereby|provided)\b(?!\s*\Z)", re.IGNORECASE)
_EXPECTED_THAT = Pattern(r"\b(?:is|are) (?:hoped|expected|anticipated|planned|foreseen|envisaged) that\b")
_DOUBTED = Pattern(r"\b(?:whether|if|unless|should)\b", re.IGNORECASE)
_FURTHER = Pattern(
    r",? (?:and|or) (?:again )?(?:in |on |from )?(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\b)|, \d"
)
_MANY = Pattern(r"s\s\Z|\band\b")
"""A subject after which a verb has no s."""
_NOW = Pattern(r"\b(?:will|is|are)\b")
_ANYTHING = Pattern("")
_YEARS_AHEAD = 100
_PERFECT = Pattern(r"\b(?:has|have) ")
_TELLS_WHEN = ("In", "On", "During", "Between", "At", "From", "in", "on", "during", "between", "at", "from")
_OBJECT = r"\s(?:an?|the|its|their|his|her|our|several|some|two|three|four|five|six|seven|eight|nine|\d|[A-Z\ufffc])"

_NO_PARTICIPLE = (
    r"(?!\s(?:after|and|as|at|before|by|during|earlier|for|from|in|on|or|pursuant|since|so|through|to|under|with)\b)"
)
"""Nothing that follows a participle behind its noun: the experts appointed by the Council."""


def find_past_event_still_to_come(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Something with a date before that of the report is described as still to come: will be held, is scheduled for.

    Why: offices send their texts months before the report is submitted, and only the offices know whether what they
    planned has happened by then. The day is that of the masthead. What somebody said or decided is left alone. The
    verbs are the lists in tense.yaml.

    Wrong: “The workshop will be held in March 2020”, in a report of 11 September 2020.
    Right: “The workshop was held in March 2020”
    """
    groups, future = NounGroups(collection.word_lists), _make_future_pattern(collection)
    report = collection.labels.print_date(collection.plan.date)
    for dated in find_dates(runs, _MAY_BE_FUTURE):
        if dated.last < collection.plan.date and dated.run.part is not Part.ITEM:
            verb = groups.find_verb_after(dated, _WILL) if dated.leads else groups.find_verb_before(dated, future)
            if verb and _is_told_as_coming(dated, verb):
                message = "“{words}” puts {date} in the future, but the report is dated {report}."
                yield dated.run.fault(
                    *verb.span(),
                    message,
                    "Has this taken place? If so, use the past tense.",
                    date=dated.words,
                    report=report,
                )


def find_later_event_already_past(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Something with a date after that of the report is described as past: was held, took place.

    Why: either the date is wrong or the tense; nothing has happened yet that comes after the day in the masthead. The
    verbs are the lists in tense.yaml.

    Wrong: “The second meeting was held in Nairobi in November 2020”, in a report of 11 September 2020.
    Right: “The second meeting was held in Nairobi in November 2019”
    """
    word_lists = collection.word_lists
    groups = NounGroups(word_lists)
    event = read_verbs(word_lists, "event_verb", "lasting_verb")
    going = read_verbs(word_lists, "event_verb", "lasting_verb", "going_verb")
    done = read_verbs(word_lists, "staged_verb", "done_verb")
    every = read_verbs(word_lists, "staged_verb", "done_verb", "told_verb")
    passive = rf"(?:was|were)\s{_ADVERB}{match_one_of(done.participles)}"
    after = Pattern(rf"\b(?:{passive}|{match_one_of(going.pasts)}|{match_one_of(every.pasts)}{_NO_PARTICIPLE})\b")
    before = Pattern(rf"\b(?:{passive}|{match_one_of(event.pasts - set(event.participles))})\b")
    report, year = collection.labels.print_date(collection.plan.date), collection.plan.date.year
    later = Pattern("|".join(map(str, range(year, year + _YEARS_AHEAD))))
    for dated in find_dates(runs, later):
        if dated.first > collection.plan.date and dated.match["word"] in _TELLS_WHEN:
            verb = (
                groups.find_verb_after(dated, after)
                if dated.leads
                else groups.find_verb_before(dated, before, ("for",))
            )
            if verb and not _DOUBTED.search(_get_clause_before(dated.run, verb.start())):
                message = "“{words}” puts {date} in the past, but the report is dated {report}."
                yield dated.run.fault(
                    *verb.span(),
                    message,
                    "Correct the date, or use the future tense.",
                    date=dated.words,
                    report=report,
                )


def find_present_tense_of_past_event(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Something with a date before that of the report is described in the present tense.

    Why: the report describes in the past tense what was done; texts in the present were often a plan or a web page
    before. The verbs are the lists in tense.yaml.

    Wrong: “In March 2019, UNHCR organizes a workshop in Nairobi.”
    Right: “In March 2019, UNHCR organized a workshop in Nairobi.”
    """
    word_lists = collection.word_lists
    groups = NounGroups(word_lists)
    every = read_verbs(word_lists, "event_verb", "staged_verb", "done_verb", "told_verb", "going_verb")
    staged, nouns = read_verbs(word_lists, "staged_verb"), word_lists.words("verb_or_noun")
    passive = rf"(?:is|are)\s{_ADVERB}{match_one_of(staged.participles)}\b"
    many = rf"{match_one_of(every.bases)}\b(?={_OBJECT}|(?<=place)|(?<=part))"
    after = Pattern(rf"\b(?:{passive}|{_make_present_pattern(every, nouns)}|{many})")
    lasting = read_verbs(word_lists, "lasting_verb")
    present = _make_present_pattern(read_verbs(word_lists, "event_verb", "staged_verb"), nouns)
    before = Pattern(rf"\b(?:{passive}|{present}|(?<!period )(?<!and ){match_one_of(lasting.thirds)}(?=\s\Z))")
    for dated in find_dates(runs, _ANYTHING):
        if dated.last < collection.plan.date and dated.match["word"] in _TELLS_WHEN:
            verb = (
                groups.find_verb_after(dated, after)
                if dated.leads
                else groups.find_verb_before(dated, before, ("for",))
            )
            if verb and (
                verb.group() not in every.bases or _MANY.search(dated.run.text[dated.match.end() : verb.start()])
            ):
                past = {**every.bases, **every.thirds, **lasting.thirds}.get(verb.group()) or _write_passive(
                    verb.group()
                )
                message = "“{words}” is in the present tense, but {date} is over."
                yield dated.run.fault(*verb.span(), message, "Write “{instead}”.", instead=past, date=dated.words)


def find_perfect_with_past_date(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A verb in the perfect has a date that is over: has organized, in March 2019.

    Why: in English what was done on a day or in a month that is over stands in the simple past. Other languages have
    the perfect there, so that translated texts often do. The verbs are the lists in tense.yaml.

    Wrong: “In March 2019, the Office has organized a workshop.”
    Right: “In March 2019, the Office organized a workshop.”
    """
    word_lists = collection.word_lists
    groups = NounGroups(word_lists)
    every = read_verbs(word_lists, "event_verb", "staged_verb", "done_verb", "told_verb", "going_verb", "lasting_verb")
    staged, done = (
        read_verbs(word_lists, "event_verb", "staged_verb"),
        read_verbs(word_lists, "staged_verb", "done_verb"),
    )
    some = match_one_of(every.participles)
    after = Pattern(rf"\b(?:has|have)\s(?P<how>{_ADVERB})(?P<done>been\s(?:{some}|\w+ed)|{some}|\w+ed)\b")
    before = Pattern(
        rf"\b(?:has|have)\s(?P<how>{_ADVERB})(?P<done>been\s{match_one_of(done.participles)}|{match_one_of(staged.participles)})\b"
    )
    for dated in find_dates(runs, _PERFECT):
        if dated.last < collection.plan.date and dated.match["word"] in _TELLS_WHEN:
            verb = (
                groups.find_verb_after(dated, after)
                if dated.leads
                else groups.find_verb_before(dated, before, ("for",))
            )
            if verb and not _has_further_date(dated, verb):
                past = _write_simple_past(verb, every.participles)
                message = "“{words}” stands with a past date, {date}."
                yield dated.run.fault(*verb.span(), message, "Write “{instead}”.", instead=past, date=dated.words)


def _make_future_pattern(collection: Collection) -> Pattern:
    """A verb that has its day still to come."""
    lists = collection.word_lists
    done = rf"be\s{match_one_of(read_verbs(lists, 'staged_verb', 'done_verb').participles)}"
    event = match_one_of(read_verbs(lists, "event_verb", "lasting_verb", "staged_verb").bases)
    acts = rf"(?:{done}|{event}|have\s(?:its|their|an?|the))"
    coming = rf"(?:will|shall|is\sto|are\sto|{_SETTLED}\sto|{_INTENDED})\s{_ADVERB}{acts}"
    still = rf"(?<!was )(?<!were )(?<!had )to\s{done}"
    return Pattern(rf"\b(?:{coming}\b|{_SETTLED}(?=\s\Z)|{still}\b)")


def _make_present_pattern(some: Verbs, nouns: frozenset[str]) -> str:
    """A third person; where it may be a noun, one with an object."""
    return rf"{match_one_of(some.thirds.keys() - nouns)}\b|{match_one_of(some.thirds.keys() & nouns)}\b(?={_OBJECT})"


def _get_clause_before(run: Run, place: int) -> str:
    """The words of the sentence before a place."""
    return run.text[find_sentence_start(run.text, place) : place]


def _is_reported(run: Run, place: int) -> bool:
    """Whether a verb is in words that somebody said or decided, or under a condition."""
    before = _get_clause_before(run, place)
    return bool(_REPORTED.search(before)) and not _EXPECTED_THAT.search(before)


def _is_told_as_coming(dated: Dated, verb: re.Match[str]) -> bool:
    """Whether a verb speaks for the report; “to be held” does where the sentence goes on in the present or future."""
    text, end = dated.run.text, dated.match.end()
    is_now = verb.group()[:2] != "to" or _NOW.search(text, end, text.find(". ", end) % (len(text) + 1))
    return bool(is_now) and not _is_reported(dated.run, verb.start()) and not _has_further_date(dated, verb)


def _has_further_date(dated: Dated, verb: re.Match[str]) -> bool:
    """Whether the date is one of a series, the last of which may still be to come, or not of the verb at all."""
    if dated.match.start() < verb.start():
        return False
    is_far = dated.match["word"] == "for" and verb.end() + 1 < dated.match.start()
    is_pair = not dated.match["month"] and (dated.match["span"] or "").endswith("and ")
    return is_far or is_pair or bool(_FURTHER.match(dated.run.text, dated.match.end()))


def _write_passive(verb: str) -> str:
    """“was held” for “is held”."""
    first, _, rest = verb.partition(" ")
    return f"{'was' if first == 'is' else 'were'} {rest}"


def _write_simple_past(verb: re.Match[str], pasts: Mapping[str, str]) -> str:
    """The past that should stand in the place of a perfect."""
    has, done = verb.group()[:3], verb["done"]
    if done.startswith("been"):
        return f"{'was' if has == 'has' else 'were'} {verb['how']}{done.removeprefix('been ')}"
    return f"{verb['how']}{pasts.get(done, done)}"
