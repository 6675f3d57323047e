"""Finds verbs in another number than their subject: the recommendations was, each of the parties have.

Only subjects are read that stand at the beginning of a clause and are plain to the end: an article or number, a noun
whose number is known, perhaps “of …”, and at once the verb. Everything else is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import product
from typing import NamedTuple

from assembler.model.text.prose import Part, Prose, Run
from assembler.model.value import Value
from assembler.model.word_lists import WordLists
from assembler.rules.grammar.number_words import read_number_words

_PLURAL_OF = {"has": "have", "is": "are", "was": "were"}
_SINGULAR_OF = {plural: singular for singular, plural in _PLURAL_OF.items()}
_VERBS = _PLURAL_OF.keys() | _SINGULAR_OF.keys()
_PLURAL_PRONOUNS = frozenset(("they", "we", "both"))
_SOME_OF = frozenset(("all", "most", "some", "many", "both", "several", "few"))
_RELATIVE = frozenset(("who", "that", "which"))
_SINGULAR_PRONOUNS = frozenset(("it", "he", "she"))
_ONE = frozenset(("a", "an", "each", "every", "this", "that", "another", "one"))
_MANY = frozenset(("these", "those", "both", "several", "many", "various", "numerous"))
_NO_NUMBERS = frozenset(("these", "those", "both"))
_ARTICLES = frozenset(("the", "its", "their", "our", "my", "his", "her"))
_ONE_OF = frozenset(("each", "one", "either", "neither"))
_PREPOSITIONS = frozenset(
    (
        "of",
        "in",
        "on",
        "for",
        "by",
        "from",
        "with",
        "at",
        "to",
        "between",
        "among",
        "against",
        "under",
        "within",
        "into",
    )
)
_PARTICIPLES = ("made", "held", "taken", "given")
"""Participles that may follow their noun: the progress made."""
_BEFORE_ARTICLE = _PREPOSITIONS | {"all"}
_SENTENCES = (Part.PARAGRAPH, Part.ITEM, Part.NOTE)
_SUBJECT_LENGTH = 140
_MOST_WORDS = 14
_INTRODUCTION_LENGTH = 120
_THAT = " that "
"""After “noted” or “noting” a clause begins with it; after a noun it may stand for the noun."""
_STARTS = (". ", "; ", _THAT)


class Disagreement(NamedTuple):
    """A verb in another number than its subject, or a noun in another than the number before it."""

    run: Run
    start: int
    end: int
    right: str
    """The form that agrees."""


class _Language(Value):
    """What is known of the number of words."""

    singular: frozenset[str]
    """Nouns in the singular that have a plural."""
    endings: tuple[str, ...]
    """With these end other nouns in the singular."""
    mass: frozenset[str]
    """Nouns in the singular that need no article."""
    of_many: frozenset[str]
    """Nouns in the singular that may stand for many: a majority of States have."""
    plural: frozenset[str]
    """Plurals without s."""
    singular_in_s: frozenset[str]
    measures: frozenset[str]
    """What is one amount, however many: ten years is a long time."""
    capitals: frozenset[str]
    """Plurals that have a capital and are no names."""
    ends: frozenset[str]
    """What no plain subject has."""
    introductions: frozenset[str]
    """Words with which a phrase before a subject begins."""
    numbers: Set[str]
    """Number words from two on."""


def find_disagreements(runs: Prose, word_lists: WordLists) -> Iterator[Disagreement]:
    """The verbs of a report in another number than their subject."""
    language = _read_language(word_lists)
    for run in runs:
        if run.part in _SENTENCES:
            for start, is_reported in _list_starts(run.text, language):
                yield from _check_clause(run, start, language, is_reported=is_reported)


def find_lone_singulars(runs: Prose, word_lists: WordLists) -> Iterator[Disagreement]:
    """The nouns in the singular that have a number of several before them and no other noun behind."""
    numbers, nouns = (runs.words & words for words in (_list_numbers(word_lists), word_lists.words("countable_noun")))
    for pair in sorted(runs.pairs.intersection(product(numbers, nouns))):
        yield from _find_lone_singulars(runs, " ".join(pair))


def _read_language(lists: WordLists) -> _Language:
    return _Language(
        singular=lists.words("countable_noun"),
        endings=tuple(lists.pairs("singular_ending")),
        mass=lists.words("mass_noun"),
        of_many=lists.words("noun_of_many"),
        plural=lists.words("plural_noun"),
        singular_in_s=lists.words("singular_in_s"),
        measures=lists.words("measure_of_one"),
        capitals=lists.words("plural_with_capital"),
        ends=lists.words("ends_noun_group") - set(_PARTICIPLES)
        | {"and", "or", "nor", "but", "i", "they", "we", "it", "you"},
        introductions=lists.words("before_subject"),
        numbers=_list_numbers(lists),
    )


def _list_numbers(lists: WordLists) -> Set[str]:
    """Words before several things."""
    return {word for word, number in read_number_words(lists).cardinals.items() if number > 1} | _MANY - _NO_NUMBERS


def _list_starts(text: str, language: _Language) -> Iterator[tuple[int, bool]]:
    """Where clauses begin, each with whether somebody said it; after a first phrase with a comma one begins, too."""
    starts = [0]
    for mark in _STARTS:
        place = text.find(mark)
        while place >= 0:
            if mark != _THAT or text.endswith(("ed", "ing", "id"), 0, place):
                starts.append(place + len(mark))
            place = text.find(mark, place + 1)
    for start in starts:
        is_reported = text.endswith(_THAT, 0, start)
        yield start, is_reported
        first = text[start : start + 16].partition(" ")[0]
        if first in language.introductions:
            comma = text.find(", ", start, start + _INTRODUCTION_LENGTH)
            if comma > 0:
                yield comma + 2, is_reported


def _check_clause(run: Run, start: int, language: _Language, *, is_reported: bool) -> Iterator[Disagreement]:
    words = run.text[start : start + _SUBJECT_LENGTH].split(" ", _MOST_WORDS)
    if _VERBS.isdisjoint(words):
        return
    place = next(place for place, word in enumerate(words) if word in _VERBS)
    subject = words[:place]
    if not subject or not "".join(subject).replace("-", "").replace("’", "").isalnum():
        return
    verb, small = words[place], [word.lower() for word in subject]
    if small == ["there"]:
        is_plural = _is_of_many(words[place + 1 : place + 4], language)
    elif small[1:] and small[-1] in _RELATIVE:
        is_plural = _is_plural(subject[:-1], small[:-1], language) if _PREPOSITIONS.isdisjoint(small) else None
        is_plural = is_plural or None
    else:
        is_plural = _is_plural(subject, small, language)
    right = (_PLURAL_OF if is_plural else _SINGULAR_OF).get(verb) if is_plural is not None else None
    if right and not (is_reported and verb in ("have", "were")):  # recommended that each State have
        end = start + sum(map(len, subject)) + len(subject)
        yield Disagreement(run, end, end + len(verb), right)


def _is_of_many(words: Sequence[str], language: _Language) -> bool | None:
    """Whether what follows “there is” are several things; none where nobody can tell."""
    if len(words) > 1 and (words[0] in language.numbers or words[0].isdecimal()):
        nouns = [word.strip(".,;:") for word in words[1:]]
        return True if any(_is_plural_noun(noun, language) for noun in nouns) else None
    if len(words) > 1 and words[0] in ("a", "an", "no") and words[1].strip(".,;:") in language.singular:
        return None if words[0] == "no" or words[1].strip(".,;:") in language.of_many else False
    return None


def _is_plural(subject: Sequence[str], small: Sequence[str], language: _Language) -> bool | None:
    """Whether a subject is of several things; none where nobody can tell."""
    if len(small) == 1:
        return _is_plural_alone(subject[0], language)
    if not language.ends.isdisjoint((small[0], *subject[1:])):
        return _is_pair(small, language) or None
    cut = next((place for place, word in enumerate(small) if word in _PREPOSITIONS), len(small))
    group, rest = subject[:cut], small[cut:]
    if not group or not _is_one_phrase(small):
        return None
    if cut == 1 and len(rest) > 1 and rest[0] == "of" and small[0] in _ONE_OF | _SOME_OF:
        return False if small[0] in _ONE_OF else _is_plural_group(subject[2:], language)
    if small[1:3] == ["number", "of"]:
        return {"a": True, "the": False}.get(small[0])
    if cut == 1:
        return _is_plural_alone(subject[0], language) if subject[0].islower() or subject[0].istitle() else None
    if rest and small[0] in ("a", "an"):
        return None
    return _is_plural_group(group, language)


def _is_pair(small: Sequence[str], language: _Language) -> bool:
    """Whether a subject is “the one and the other”."""
    if small[1:-1].count("and") != 1 or small[0] not in _ARTICLES or not _PREPOSITIONS.isdisjoint(small):
        return False
    middle = small.index("and")
    nouns = (small[middle - 1], small[-1])
    return small[middle + 1] in _ARTICLES and all(noun.isalpha() and noun not in language.ends for noun in nouns)


def _is_plural_group(group: Sequence[str], language: _Language) -> bool | None:
    """Whether a group of words with a noun at its end, or before a participle, is of several things."""
    if len(group) > 2 and group[-1].endswith(("ed", *_PARTICIPLES)):
        group = group[:-1]
    cut = next((place for place, word in enumerate(group) if word in _PREPOSITIONS), len(group))
    first, head = group[0].lower(), group[cut - 1]
    is_many = first in _MANY or first in language.numbers or first.isdecimal()
    if not (is_many or first in _ARTICLES or first in _ONE):
        if list(group[-2:]) == ["Member", "States"]:
            return True
        return False if " ".join(group[1:]).islower() and _is_mass(head, language) else None
    if first not in _ONE and _is_plural_noun(head, language):
        return None if head in language.measures else True
    if head in language.capitals:
        return None if group[-2] in ("United", "Federated") else True
    if is_many or head.lower() in language.of_many or not _is_singular_noun(head.lower(), language):
        return None
    return False


def _is_plural_alone(word: str, language: _Language) -> bool | None:
    """Whether a subject of one word is of several things."""
    small = word.lower()
    if small in _PLURAL_PRONOUNS or small in language.plural:
        return True
    if small in _SINGULAR_PRONOUNS or (len(word) > 2 and word.isupper() and word.isalpha() and word[-1] != "S"):
        return False
    if _is_plural_noun(small, language) and _is_singular_noun(_find_singular(small), language):
        return True
    return False if _is_mass(small, language) else None


def _is_plural_noun(word: str, language: _Language) -> bool:
    """Whether a noun in small letters is a plural for sure."""
    if word in language.plural:
        return True
    ends = word.islower() and word.endswith("s") and not word.endswith(("ss", "us", "is", "as", "os", "ics"))
    return ends and word not in language.singular_in_s and len(word) > 3


def _is_singular_noun(word: str, language: _Language) -> bool:
    """Whether a noun in small letters is a singular for sure."""
    return word in language.singular or _is_mass(word, language)


def _is_mass(word: str, language: _Language) -> bool:
    """Whether a noun in small letters is a singular also without an article."""
    return word in language.mass or word.endswith(language.endings)


def _find_singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


def _is_one_phrase(words: Sequence[str]) -> bool:
    """Whether words hang together: an article behind another word than a preposition begins a clause."""
    articles = ("the", "a", "an", "its", "their", "this", "these")
    return all(word not in articles or words[place - 1] in _BEFORE_ARTICLE for place, word in enumerate(words) if place)


def _find_lone_singulars(runs: Prose, words: str) -> Iterator[Disagreement]:
    for run in runs.with_any((words,)):
        text = run.text
        place = text.lower().find(words)
        while place >= 0:
            end = place + len(words)
            following = text[end : end + 10]
            next_word = following[1:].partition(" ")[0] if following[:1] == " " else ""
            is_whole = not text[place - 1 : place].strip("( ") and (not following or not following[0].isalnum())
            if is_whole and (following[:1] in (".", ",", ";") or next_word in _PREPOSITIONS or next_word in _VERBS):
                start = place + words.rindex(" ") + 1
                noun = text[start:end]
                plural = f"{noun[:-1]}ies" if noun[-1] == "y" and noun[-2] not in "aeou" else f"{noun}s"
                yield Disagreement(run, start, end, plural)
            place = text.lower().find(words, end)
