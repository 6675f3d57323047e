"""Counts, numbers with what they count, and which of a sentence stand in one series; commas in series of words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from assembler.model.text.lazy_regex import Pattern
from assembler.model.value import Value
from assembler.rules.grammar.date_words import ANY_MONTH
from assembler.rules.grammar.number_words import NumberWords

TEN = 10
_COUNT = Pattern(
    rf"(?<![\w./,$€£–+-])(?:[1-9]\d{{0,2}}(?:,\d{{3}})*|[a-z]+(?:-[a-z]+)?)"
    rf"(?= (?!(?:{ANY_MONTH}|per|[mb]illion|of|in|to|and|or|for|at)\b)[A-Za-z]|,? (?:including|of wh|of them|among) "
    r"|-(?:day|week|month|year|hour)\b)"
)
_JOINED = Pattern(r"(?: [\w’-]+){1,9}?(?:,|,? and|,? or)(?: (?:about|some|over|almost|nearly|for))?(?: more than)? ")
_BESIDE = Pattern(r"[,;:(]| (?:and|or|to|from|than|against|of|out of) ")
_DEFINITE = Pattern(r"\b(?:the|its|their|these|those|all|both|his|her|our|last|first|next|other|past|every) \Z")
_VERB = Pattern(r" [A-Za-z-]+ (?:were|was|are|is|have|had|has|took|will|would|met|can|[a-z]+ed)\b")
_PART_OF_THEM = Pattern(r",? (?:of wh|of them|including|among)")
_PAIR = 2
_COUNTED = Pattern(r" (?:[a-z-]+ ){0,4}?([a-z-]+)(?=[.,;]| (?:and|or|in|for|from|of|at|by|to|with|were|was)\b|\Z)")
_ALIKE = Pattern(
    r"(?:men|women|child(?:ren)?|people|police|personnel|staff|person|boy|girl|judge|expert|official|member|[^t]er|[ct]itor|[st]ecutor"
    r"|mediator|inspector|investigator|doctor|ist|ee|participant|migrant|combatant|student|delegate|nurse|ian"
    r"|workshop|seminar|meeting|course|session|conference|visit|training|mission|briefing|State|countr(?:y|ie)|province|district"
    r"|village|cit(?:y|ie)|town)\Z"
)
"""So end words for people, events and places: however they differ, a series of them is of one kind."""
_AT_BEGINNING = 25
"""How many characters before a count still are the beginning of a sentence, where no verb stands before it."""
_HAS_AND = Pattern(r"\b(?:and|or)\b")
_SMALL_WORDS = Pattern(r"[a-z][a-z’ -]*")
_SMALL = Pattern(r"[a-z][a-z’-]*")
_LIKE_SERIES = Pattern(
    r"\b(?P<small>the|an?|in|by|for|on|to|with) (?P<one>[a-z-]+(?: [a-z-]+)?)"
    r", (?P=small) (?P<other>[a-z-]+(?: [a-z-]+)?)(?P<joint>, (?P<word>and|or)) (?P=small) [a-z]"
)


class Count(Value):
    """A number before what it counts."""

    start: int
    """Of its first character."""
    end: int
    """After its last."""
    value: int
    """The number."""
    is_word: bool
    """Whether it stands in words."""


def list_counts(text: str, start: int, end: int, numbers: NumberWords) -> list[Count]:
    """The counts of a sentence, in figures or in words up to ninety-nine, “one” left out, which often is no count."""
    return list(_walk_counts(text, start, end, numbers))


def _walk_counts(text: str, start: int, end: int, numbers: NumberWords) -> Iterator[Count]:
    for match in _COUNT.finditer(text, start, end):
        words = match.group()
        is_word = words[0].isalpha()
        value = numbers.cardinals.get(words, 0) if is_word else int(words.replace(",", ""))
        if value > is_word:
            yield Count(*match.span(), value, is_word)


def is_beside_greater(start: int, end: int, counts: list[Count], text: str) -> bool:
    """Whether a number from ten on stands in one series, or is compared, with the number at a place."""
    between = (text[min(end, other.end) : max(start, other.start)] for other in counts if other.value >= TEN)
    return any(_BESIDE.search(words) for words in between)


def find_words_beside_figures(counts: list[Count], text: str, start: int) -> Iterator[Count]:
    """The numbers below ten in words that stand in a series with one from ten on, such as “two men and 14 women”."""
    mixed: set[int] = set()
    if len(counts) > _PAIR and _are_unlike(counts, text):
        return
    for one, other in pairwise(counts):
        small, great = sorted((one, other), key=lambda count: count.value)
        if small.value < TEN <= great.value and _is_series(one, other, text, start):
            mixed |= {small.start} if small.is_word else set()
        elif one.value < TEN and other.value < TEN and one.start in mixed and _is_series(one, other, text, start):
            mixed |= {other.start} if other.is_word else set()
    yield from (count for count in counts if count.start in mixed)


def _are_unlike(counts: list[Count], text: str) -> bool:
    """Whether a sentence counts several things, each of its own kind: vehicles, generators, plants."""
    nouns = [_COUNTED.match(text, count.end) for count in counts]
    words = [noun[1].rstrip("s") for noun in nouns if noun]
    return len(set(words)) == len(counts) and not any(_ALIKE.search(word) for word in words)


def _is_series(one: Count, other: Count, text: str, start: int) -> bool:
    """Whether “and”, “or” or a comma joins two counts, and neither is definite nor begins a clause of its own."""
    between = text[one.end : other.start]
    if not _JOINED.fullmatch(between) or _DEFINITE.search(text, max(start, one.start - 8), one.start):
        return False
    if _PART_OF_THEM.match(text, one.end) or _PART_OF_THEM.match(text, other.end):
        return False
    is_clause = _VERB.match(text, other.end) is not None and one.start - start > _AT_BEGINNING
    return not is_clause and not _VERB.match(text, one.end)


def find_commas_in_like_series(text: str) -> Iterator[tuple[int, int, str]]:
    """The commas before the last of three groups that begin alike, “the police, the army, and the customs service”."""
    for match in _LIKE_SERIES.finditer(text) if ", and " in text or ", or " in text else ():
        if not match["one"].endswith("ed") and not match["other"].endswith("ed"):
            yield *match.span("joint"), match["word"]


def is_end_of_series(items: list[str], last: str, no_item: frozenset[str], no_beginning: frozenset[str]) -> bool:
    """Whether the words before a comma and “and” are the last but one of short items in small letters."""
    if len(items) < 2:
        return False
    item, words = items[-1], items[-1].split()
    if not _SMALL_WORDS.fullmatch(item) or len(words) > 3 or item in no_item or words[0] in no_beginning:
        return False
    if any(_HAS_AND.search(words) for words in items[-3:]):
        return False
    if last.endswith("ed") and not words[0].endswith("ed"):
        return False
    first = items[-2].rpartition(". ")[2].split()
    is_first_word = len(first) == 1 and first[0].isalpha()
    return bool(first) and first[-1] not in no_item and (is_first_word or _SMALL.fullmatch(first[-1]) is not None)
