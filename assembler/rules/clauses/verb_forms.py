"""Finds verbs in a form that cannot stand after the word before: did not received, has went, in order facilitate.

Only pairs of words are looked at that stand in the report, as its index tells, and only forms that are no nouns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set

from assembler.model.finding import Fault
from assembler.model.text.prose import Prose
from assembler.model.word_lists import WordLists
from assembler.rules.clauses.word_places import WordPlace, find_words

_DO = frozenset(("do", "does", "did"))
_MODALS = frozenset(("will", "would", "can", "cannot", "could", "should", "might", "must", "shall", "may"))
_HAVE = frozenset(("has", "have", "had"))
_BE = frozenset(("is", "are", "was", "were", "been", "being", "be"))
_NO_SUBJECT = frozenset(
    ("the", "political", "good", "free", "their", "its", "a", "of", "this", "his", "her", "own", "strong")
)
"""After one of these “will”, “can” or “might” is a noun."""
_DETERMINERS = frozenset(
    (
        "the",
        "a",
        "an",
        "its",
        "their",
        "this",
        "these",
        "those",
        "all",
        "any",
        "each",
        "every",
        "more",
        "several",
        "both",
        "new",
    )
)
_ALL_OF = frozenset(("one", "most", "many", "several", "some", "none"))
_WHOLE_PHRASES = {
    "view": ("with a view",),
    "forward": ("look forward", "looks forward", "looked forward", "looking forward"),
}
_MOST_BETWEEN = 4
"""Words between “one the” and its plural: one the few remaining institutions."""


def find_verbs_in_wrong_form(runs: Prose, lists: WordLists) -> Iterator[Fault]:
    """A fault of each verb in a form that the word before does not allow."""
    followers = _list_followers(runs, lists)
    verbs = lists.words("verb")
    yield from _find_past_after_auxiliary(runs, lists, followers)
    yield from _find_third_person(runs, followers, verbs)
    yield from _find_past_for_participle(runs, lists, followers)
    yield from _find_plain_for_participle(runs, followers, verbs)
    yield from _find_gerunds(runs, lists, followers)
    yield from _find_plain_for_gerund(runs, lists, followers, verbs)
    yield from _find_missing_words(runs, followers, verbs)


def _list_followers(runs: Prose, lists: WordLists) -> Mapping[str, Set[str]]:
    """The words after each word that says in which form a verb follows."""
    wanted = {*_DO, *_MODALS, *_HAVE, *_BE, *_ALL_OF, "not", "to", "order", *lists.words("before_ing")}
    followers: dict[str, set[str]] = defaultdict(set)
    for before, after in runs.pairs:
        if before in wanted:
            followers[before].add(after)
    return followers


def _find_past_after_auxiliary(runs: Prose, lists: WordLists, followers: Mapping[str, Set[str]]) -> Iterator[Fault]:
    """Did not received, could reached, will used, to received the."""
    plain_in_ed, irregular = lists.words("plain_in_ed"), lists.pairs("past_and_plain")
    participles = lists.words("past_and_participle")

    def is_past(word: str) -> bool:
        return word in irregular or (
            word.endswith("ed") and word.isalpha() and word not in plain_in_ed and len(word) > 3
        )

    for auxiliary in sorted({*_DO, *_MODALS, "not", "to"} & followers.keys()):
        for word in sorted(filter(is_past, followers[auxiliary])):
            for place in find_words(runs, f"{auxiliary} {word}"):
                if _is_past_wrong(place, auxiliary, word in participles):
                    yield _make_fault(place, len(auxiliary) + 1, irregular.get(word, ""))


def _is_past_wrong(place: WordPlace, auxiliary: str, is_never_adjective: bool) -> bool:
    """Whether the past that stands after an auxiliary, a “not” or a “to” is no adjective there."""
    if place.words[0].isupper() and auxiliary != "will":  # May; at the beginning “Do not” and “Can”
        return False
    if auxiliary == "not":
        return place.before in _DO | _MODALS
    if auxiliary == "to":
        return is_never_adjective or (
            place.after in _DETERMINERS and place.before not in ("due", "compared", "relating")
        )
    if auxiliary in _DO:
        return place.before not in ("to", "they", "we", "who") and place.after in _DETERMINERS
    return place.before not in _NO_SUBJECT and place.before != "in"


def _find_third_person(runs: Prose, followers: Mapping[str, Set[str]], verbs: Set[str]) -> Iterator[Fault]:
    """Will informs, did not includes."""
    forms = {_make_third_person(verb): verb for verb in verbs}
    for auxiliary in sorted({*_MODALS, *_DO, "not"} & followers.keys()):
        for word in sorted(followers[auxiliary] & forms.keys()):
            for place in find_words(runs, f"{auxiliary} {word}"):
                if _is_past_wrong(place, auxiliary, is_never_adjective=False):
                    yield _make_fault(place, len(auxiliary) + 1, forms[word])


def _find_past_for_participle(runs: Prose, lists: WordLists, followers: Mapping[str, Set[str]]) -> Iterator[Fault]:
    """Has went, was chose."""
    participles = lists.pairs("past_and_participle")
    for auxiliary in sorted((_HAVE | _BE) & followers.keys()):
        for word in sorted(followers[auxiliary] & participles.keys()):
            if word != participles[word] and (auxiliary in _HAVE or word != "saw"):
                for place in find_words(runs, f"{auxiliary} {word}"):
                    yield _make_fault(place, len(auxiliary) + 1, participles[word])


def _find_plain_for_participle(runs: Prose, followers: Mapping[str, Set[str]], verbs: Set[str]) -> Iterator[Fault]:
    """Was establish, has receive."""
    for auxiliary in sorted((_HAVE | _BE) & followers.keys()):
        for word in sorted(followers[auxiliary] & verbs):
            if not word.endswith(("come", "run")) and word not in _ALSO_AFTER_BE:
                for place in find_words(runs, f"{auxiliary} {word}"):
                    yield _make_fault(place, len(auxiliary) + 1, _make_past(word))


_ALSO_AFTER_BE = frozenset(
    (
        "complete",
        "elaborate",
        "welcome",
        "permit",
        "transfer",
        "issue",
        "share",
        "lack",
        "respect",
        "stress",
        "advise",
        "build",
        "guarantee",
        "recruit",
        "express",
        "supplement",
        "register",
        "mention",
        "appropriate",
        "alternate",
        "build",
        "become",
        "institute",
        "reach",
        "contract",
        "separate",
        "finance",
        "treat",
        "refuse",
        "recall",
        "dispatch",
        "intimate",
    )
)
"""They are adjectives or nouns as well, or participles."""


def _find_gerunds(runs: Prose, lists: WordLists, followers: Mapping[str, Set[str]]) -> Iterator[Fault]:
    """In order to facilitating, agreed to establishing, will providing."""
    verbs, before = lists.words("verb"), lists.words("before_infinitive")
    gerunds = {_make_gerund(verb): verb for verb in verbs}
    modals = {modal: modal for modal in _MODALS & followers.keys()}
    for word in ("to", *sorted(modals)):
        for gerund in sorted(followers.get(word, frozenset()) & gerunds.keys()):
            for place in find_words(runs, f"{word} {gerund}"):
                is_wrong = place.before in before if word == "to" else place.before not in _NO_SUBJECT
                if is_wrong and not (word == "to" and place.before == "order" and not place.is_after("in order")):
                    yield _make_fault(place, len(word) + 1, gerunds[gerund])


def _find_plain_for_gerund(
    runs: Prose, lists: WordLists, followers: Mapping[str, Set[str]], verbs: Set[str]
) -> Iterator[Fault]:
    """Committed to release all, by provide, looks forward to receive."""
    before_gerund, nouns = lists.words("before_gerund"), lists.words("verb_like_noun")
    for word in sorted(followers.get("to", frozenset()) & (verbs | nouns)):
        if any((before, "to") in runs.pairs for before in before_gerund):
            for place in find_words(runs, f"to {word}"):
                if _is_before_gerund(place, before_gerund) and (word in verbs or place.after in _DETERMINERS):
                    yield _make_fault(place, 3, _make_gerund(word))
    for before in sorted(lists.words("before_ing") & followers.keys()):
        for word in sorted((followers[before] & verbs) - _ALSO_AFTER_BE):
            for place in find_words(runs, f"{before} {word}"):
                if place.after in _DETERMINERS and not place.words[0].isupper():
                    yield _make_fault(place, len(before) + 1, _make_gerund(word))


def _is_before_gerund(place: WordPlace, before_gerund: Set[str]) -> bool:
    """Whether the word before “to” needs a verb in -ing; “view” and “forward” do so in one phrase only."""
    phrases = _WHOLE_PHRASES.get(place.before)
    return place.before in before_gerund and (not phrases or place.is_after(*phrases))


def _find_missing_words(runs: Prose, followers: Mapping[str, Set[str]], verbs: Set[str]) -> Iterator[Fault]:
    """In order facilitate, one the few institutions."""
    for word in sorted(followers.get("order", frozenset()) & verbs):
        for place in find_words(runs, f"order {word}"):
            if place.before == "in":
                message, hint = "After “in order”, the word “to” is missing.", "Write “{instead}”."
                yield place.run.fault(place.start, place.end, message, hint, instead=f"order to {word}")
    for word in sorted(_ALL_OF & followers.keys()):
        for place in find_words(runs, f"{word} the") if "the" in followers[word] else ():
            nouns = [each.strip(".,;:") for each in place.run.text[place.end : place.end + 80].split()[:_MOST_BETWEEN]]
            is_free = not place.before or place.before in (
                "is",
                "was",
                "are",
                "were",
                "as",
                "in",
                "at",
                "from",
                "for",
                "to",
                "with",
            )
            if is_free and _begins_with_plural(nouns):
                message, hint = "After “{word}”, the word “of” is missing.", "Write “{instead}”."
                yield place.run.fault(
                    place.start, place.end, message, hint, instead=f"{place.words[: len(word)]} of the", word=word
                )


def _begins_with_plural(words: Iterable[str]) -> bool:
    """Whether some words lead to a plural before any other kind of word."""
    for word in words:
        if word.endswith("s") and not word.endswith(("ss", "us", "is")) and word.isalpha():
            return True
        if not word.isalpha() or word in _DETERMINERS or word in ("of", "and", "in", "other", "more", "less"):
            return False
    return False


def _make_fault(place: WordPlace, skip: int, right: str) -> Fault:
    """The fault of a verb after the word that has so many characters with its space."""
    before = place.words[: skip - 1]
    message = "“{words}” is not the form of the verb that follows “{auxiliary}”."
    hint = "Write “{instead}”." if right else "Use the form of the verb without an ending."
    return place.run.fault(place.start + skip, place.end, message, hint, instead=right or None, auxiliary=before)


def _make_third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{verb}s"


def _make_gerund(verb: str) -> str:
    return _add_ending(verb, "ing")


def _make_past(verb: str) -> str:
    return _IRREGULAR.get(verb) or _add_ending(verb, "ed")


_IRREGULAR = {
    "arise": "arisen",
    "become": "become",
    "begin": "begun",
    "bring": "brought",
    "build": "built",
    "buy": "bought",
    "choose": "chosen",
    "foresee": "foreseen",
    "learn": "learned",
    "oversee": "overseen",
    "send": "sent",
    "teach": "taught",
    "undergo": "undergone",
    "undertake": "undertaken",
    "withdraw": "withdrawn",
    "write": "written",
    "prove": "proved",
}
_DOUBLED = frozenset(
    (
        "begin",
        "permit",
        "submit",
        "transmit",
        "refer",
        "equip",
        "compel",
        "enrol",
        "fulfil",
        "run",
        "set",
        "cut",
        "plan",
        "transfer",
        "occur",
        "ban",
        "control",
        "commit",
    )
)


def _add_ending(verb: str, ending: str) -> str:
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}{ending}"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}{ending}"
    if ending == "ed" and verb.endswith("y") and verb[-2] not in "aeou":
        return f"{verb[:-1]}ied"
    return f"{verb}{ending[1:] if ending == 'ed' and verb.endswith('e') else ending}"
