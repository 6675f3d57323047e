"""The list of the United Nations: what is written in one word, in two, or with a hyphen.

Finds what is written otherwise; what a name is, is left to the rule of spelling.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from assembler.model.lexicon import Lexicon
from assembler.model.prose import Run

_WORD = re.compile(r"[a-z]+(?:[-’'][a-z]+)*")
_NEXT_WORD = re.compile(r" ([a-z]+)")

type Form = tuple[int, int, str]


def preferred_forms(lexicon: Lexicon) -> Callable[[Run], Iterator[Form]]:
    """Finds in a run each word in another form than the lists have: where it begins and ends, and the right form."""
    words, phrases = _tables(lexicon)
    closed = _prefixed(lexicon.pairs("closed_prefix"), "-")
    hyphenated = _prefixed(lexicon.pairs("hyphenated_prefix"), "")
    several = _any_of(phrases)
    before_noun = _before_noun(lexicon)
    attributive = lexicon.words("attributive_noun")

    def found(run: Run) -> Iterator[Form]:
        text = _lowered(run.text)
        if not words.keys().isdisjoint(_WORD.findall(text)):
            for match in _WORD.finditer(text):
                if match.group() in words:
                    right = words[match.group()]
                    yield _form(run, match, _for_noun(right, text, match.end(), attributive))
        for match in several.finditer(text):
            yield _form(run, match, phrases[match.group()])
        for match in closed.finditer(text) if "-" in text else ():
            yield _form(run, match, match.group().replace("-", "", 1))
        for match in hyphenated.finditer(text):
            place = match.start(match.lastgroup or 0) - match.start()
            yield _form(run, match, f"{match.group()[:place]}-{match.group()[place:]}")
        for match in before_noun.finditer(text):
            yield _form(run, match, match.group().replace(" ", "-"))

    return found


def _lowered(text: str) -> str:
    """The text in small letters, of the same length."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _form(run: Run, match: re.Match[str], right: str) -> Form:
    capital = run.text[match.start()].isupper()
    return *match.span(), right[0].upper() + right[1:] if capital else right


def _for_noun(right: str, text: str, end: int, nouns: frozenset[str]) -> str:
    """The form with a hyphen where a noun follows to which the two words belong."""
    following = _NEXT_WORD.match(text, end)
    return right.replace(" ", "-") if following and following[1] in nouns else right


def _tables(lexicon: Lexicon) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The right form of each word, and of each phrase, that is written otherwise."""
    table = dict(lexicon.pairs("noun_or_attribute")) | dict(lexicon.pairs("preferred_form"))
    table |= {parts: re.sub("[- ]", "", parts) for parts in lexicon.pairs("one_word")}
    for right in lexicon.pairs("with_hyphen"):
        table |= {right.replace("-", "").lower(): right, right.replace("-", " ").lower(): right}
    for right in lexicon.pairs("two_words"):
        table |= {right.replace(" ", ""): right, right.replace(" ", "-"): right}
    phrases = {wrong: right for wrong, right in table.items() if " " in wrong}
    return {wrong: right for wrong, right in table.items() if " " not in wrong}, phrases


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Matches each of the words or phrases; nothing where there is none."""
    alternatives = "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])" if alternatives else r"(?!)")


def _prefixed(prefixes: Mapping[str, str], between: str) -> re.Pattern[str]:
    """Matches a prefix, what stands between, and a word with one of the beginnings, which is a group of its own."""
    parts = (
        f"{prefix}{between}(?P<after_{place}>{'|'.join(beginnings.split())})"
        for place, (prefix, beginnings) in enumerate(prefixes.items())
    )
    alternatives = "|".join(parts)
    return re.compile(rf"(?<![\w-])(?:{alternatives})[a-z]*(?![\w-])" if alternatives else r"(?!)")


def _before_noun(lexicon: Lexicon) -> re.Pattern[str]:
    """Matches two words that take a hyphen before one of the nouns; “at a high level” and “in the long term” do not."""
    attributes, nouns = lexicon.words("hyphen_before_noun"), lexicon.words("noun_after_hyphen")
    if not attributes or not nouns:
        return re.compile(r"(?!)")
    either = "|".join(sorted(attributes))
    return re.compile(
        rf"(?<![\w-])(?<!\bat )(?<!\bin the )(?<!\bover the )(?:{either})(?= (?:{'|'.join(sorted(nouns))})\b)"
    )
