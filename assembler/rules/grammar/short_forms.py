"""Short forms: what they look like, the names before them, and lists of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.value import Value

SHORT = r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-[A-Z][a-z]+)?|[A-Z]{2,}-[A-Z][a-z]+"
INTRODUCED = Pattern(rf"\(({SHORT})\)")
USED = Pattern(r"([A-Z](?<![\w/.-].)(?:[A-Za-z]*[A-Z][A-Za-z]*(?:-[A-Z][a-z]+)?|[A-Z]+-[A-Z][a-z]+))(?![\w/]|-[A-Z\d])")
"""The same, apart. What stands before is looked at from behind the first letter, as in `one_of`."""
_IN_BRACKETS = Pattern(rf"\((?:the |“|known as |hereinafter |or )({SHORT})”?\)")
_PLURAL = Pattern(r"[A-Z]{2,}s")
_HEAD_OF_LIST = Pattern(
    r"\s*(?:list of |liste des |lista de )?"
    r"(?:abbreviations|acronyms|abréviations|sigles|abreviaturas|siglas|сокращения)"
    r"(?: (?:and|et|y) \w+)?\s*(?::|\Z)",
    re.IGNORECASE,
)
_ENTRY = Pattern(rf"\s*(?:{SHORT})(?:\s?[,:;=–(-]|\s+[A-Z])")
_MORE_WORDS = 4
"""How many words without a letter in its short form a name may have: of, for, the."""
_LAST_PART = Pattern(r"[();:]")
_LETTERS = Pattern(r"[^\W\d_]+")
_LONGEST_NAME = 200
"""In characters, so that a long paragraph is not read again for each short form."""


def find_listed_short_forms(runs: Prose) -> frozenset[str]:
    """The short forms in lists headed “Abbreviations”: after a colon, in items, in a table or a line each."""
    listed: set[str] = set()
    section = None
    for run in runs:
        head = _HEAD_OF_LIST.match(run.plain)
        if head:
            is_whole = not run.plain[head.end() :].strip()
            section = run.section if is_whole else None
        elif run.section != section or not _can_be_entry(run):
            section = None
        if head or section is not None:
            listed.update(USED.findall(run.text))
    return frozenset(listed)


def _can_be_entry(run: Run) -> bool:
    """Whether a run may belong to a list of abbreviations above it."""
    if run.part is Part.PARAGRAPH:
        return _ENTRY.match(run.plain) is not None
    return run.part not in (Part.HEADING, Part.CAPTION)


def find_words_of_short_form(short: str, before: str) -> str:
    """The last words before a short form that have its letters in order, from an initial on; empty where none have.

    MERCOSUR, from Spanish, is no short form of “Southern Common Market”.
    """
    first, *others = [letter for letter in short.casefold() if letter.isalpha()]
    last = _LAST_PART.split(before[-_LONGEST_NAME:])[-1]
    words = list(_LETTERS.finditer(last))[-len(others) - 1 - _MORE_WORDS :]
    return next(
        (
            last[word.start() :]
            for place, word in reversed(list(enumerate(words)))
            if word.group()[0].casefold() == first
            and word.group().casefold() != short.casefold()
            and _stand_in_order(others, "".join(each.group() for each in words[place:]).casefold()[1:])
        ),
        "",
    )


def _stand_in_order(letters: list[str], text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def skip_headings(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs of the text itself: headings follow rules of their own."""
    return (run for run in runs if run.part is not Part.HEADING)


class ShortFormUse(Value):
    """A short form at one place of the text."""

    short: str
    """The short form, in the singular."""
    run: Run
    """Where it stands."""
    start: int
    """Of its first character."""
    end: int
    """After its last."""
    introduced: bool
    """Whether it stands in brackets after the name."""


def group_short_forms(runs: Prose) -> Mapping[str, list[ShortFormUse]]:
    """All uses of each short form in printed order; the summary is no part of it, since it is read by itself."""
    return _group(run for run in runs if run.section != "summary")


def group_short_forms_of_summary(runs: Prose) -> Mapping[str, list[ShortFormUse]]:
    """All uses of each short form in the summary, in their order."""
    return _group(run for run in runs if run.section == "summary")


def _group(runs: Iterable[Run]) -> Mapping[str, list[ShortFormUse]]:
    uses: dict[str, list[ShortFormUse]] = {}
    for run in skip_headings(runs):
        brackets = (*INTRODUCED.finditer(run.text), *_IN_BRACKETS.finditer(run.text)) if "(" in run.text else ()
        introduced = {match.start(1) for match in brackets}
        for match in USED.finditer(run.text):
            short = match[1][:-1] if _PLURAL.fullmatch(match[1]) else match[1]
            uses.setdefault(short, []).append(ShortFormUse(short, run, *match.span(1), match.start(1) in introduced))
    return uses
