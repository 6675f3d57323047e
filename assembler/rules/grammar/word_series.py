"""Which words are a series, so that no comma belongs before its last “and” or “or”."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.text.lazy_regex import Pattern

_JOINED = Pattern(r"\b(?:and|or)\b")
_SMALL_WORDS = Pattern(r"[a-z][a-z’ -]*")
_SMALL = Pattern(r"[a-z][a-z’-]*")
_LIKE = Pattern(
    r"\b(?P<small>the|an?|in|by|for|on|to|with) (?P<one>[a-z-]+(?: [a-z-]+)?)"
    r", (?P=small) (?P<other>[a-z-]+(?: [a-z-]+)?)(?P<joint>, (?P<word>and|or)) (?P=small) [a-z]"
)


def find_commas_in_like_series(text: str) -> Iterator[tuple[int, int, str]]:
    """The commas before the last of three groups that begin alike, “the police, the army, and the customs service”."""
    for match in _LIKE.finditer(text) if ", and " in text or ", or " in text else ():
        if not match["one"].endswith("ed") and not match["other"].endswith("ed"):
            yield *match.span("joint"), match["word"]


def is_end_of_series(items: list[str], last: str, no_item: frozenset[str], no_beginning: frozenset[str]) -> bool:
    """Whether the words before a comma and “and” are the last but one of short items in small letters."""
    if len(items) < 2:
        return False
    item, words = items[-1], items[-1].split()
    if not _SMALL_WORDS.fullmatch(item) or len(words) > 3 or item in no_item or words[0] in no_beginning:
        return False
    if any(_JOINED.search(words) for words in items[-3:]):
        return False
    if last.endswith("ed") and not words[0].endswith("ed"):
        return False
    first = items[-2].rpartition(". ")[2].split()
    is_first_word = len(first) == 1 and first[0].isalpha()
    return bool(first) and first[-1] not in no_item and (is_first_word or _SMALL.fullmatch(first[-1]) is not None)
