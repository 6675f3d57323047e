"""Finds the numbers of resolutions and decisions in running text, in six languages, and the symbol of each.

Old and new style of the Assembly (1514 (XV), 58/316), the Security Council (2457 (2019)), the Economic and Social
Council (2020/5) and, where its name stands beside them, the Human Rights Council (43/1). The noun comes first in every
language but Chinese, where the number stands inside: 第58/316号决议.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from assembler.model.value import Value

FIRST_NUMBERED_SESSION = 31
"""The session from which on the Assembly numbers its resolutions by session."""
_NEAR = 60
"""How many characters away the name of the Council that is meant may stand."""


class ResolutionNumber(Value):
    """The number of a resolution or decision."""

    start: int
    """Where it begins."""
    end: int
    """Where it ends."""
    symbol: str
    """The symbol of the document."""


_S = "[ \u00a0]"
_SESSION = rf"(?:ES-|S-)?\d{{1,2}}/\d{{1,4}}(?:{_S}[A-Z](?![A-Za-z0-9_’'/]))?"
_COUNCIL = rf"\d{{1,4}}(?:{_S}[A-Z])?{_S}?[(（](?:\d{{4}}|[IVXLC]{{1,8}})[)）]"
_ONE = rf"(?:{_COUNCIL}|\d{{4}}/\d{{1,4}}|{_SESSION})(?![A-Za-z0-9_/])"
_EACH = re.compile(_ONE, re.ASCII)


def _before(words: str, joiners: str) -> str:
    """The noun, then the numbers."""
    return rf"(?P<word>{words}){_S}(?P<numbers>{_ONE}(?:(?:,{_S}|{joiners}){_ONE})*+)"


# One of these stands in every text that names a resolution or decision, and is found much faster than the pattern.
_STEMS: Mapping[str, tuple[str, ...]] = {
    "en": ("esolution", "ecision"),
    "fr": ("ésolution", "écision"),
    "es": ("esoluci", "ecisi"),
    "ru": ("езолюци", "ешени"),
    "ar": ("قرار", "مقرر"),
    "zh": ("决议", "决定"),
}
# The stems below tell decisions from resolutions.
_PATTERNS: Mapping[str, str] = {
    "en": _before(r"\b(?:[Rr]esolutions?|[Dd]ecisions?)", rf",?{_S}(?:and|or|to){_S}"),
    "fr": _before(r"\b(?:[Rr]ésolutions?|[Dd]écisions?)", rf"{_S}(?:et|ou|à){_S}"),
    "es": _before(r"\b(?:[Rr]esoluci(?:ón|ones)|[Dd]ecisi(?:ón|ones))", rf"{_S}(?:y|e|o|u|a){_S}"),
    "ru": _before(
        r"\b(?:[Рр]езолюци(?:ях|ями|ям|ей|я|и|ю|й)|[Рр]ешени(?:ях|ями|ям|ем|е|я|ю|и|й))", rf"{_S}(?:и|или){_S}"
    ),
    "ar": _before(r"(?:قرار|مقرر)\w{0,6}", rf"،{_S}|{_S}(?:و|أو){_S}?"),
    "zh": rf"第(?P<numbers>{_ONE}(?:号?(?:[、和及]|以及)第?{_ONE})*+)号(?P<word>决议|决定)",
}
_DECISION = re.compile(r"[Dd][eé]cisi|[Рр]ешени|مقرر|决定")
_HUMAN_RIGHTS = re.compile(
    "Human Rights Council|Conseil des droits de l[’']homme|Consejo de Derechos Humanos"
    "|Совет[а-я]* по правам человека|مجلس حقوق الإنسان|人权理事会"
)


def find_resolutions(text: str, language: str) -> Iterator[ResolutionNumber]:
    """The numbers that a text of the language cites, also those in English, as in a title left untranslated."""
    for name in dict.fromkeys((language, "en")):
        if not any(stem in text for stem in _STEMS.get(name, ())):
            continue
        for match in _pattern(name).finditer(text):
            human_rights = _of_human_rights(text, match)
            decision = _DECISION.match(match["word"]) is not None
            for each in _EACH.finditer(match["numbers"]):
                symbol = resolution_symbol(each.group(), decision=decision, human_rights=human_rights)
                if symbol:
                    start = match.start("numbers")
                    yield ResolutionNumber(start + each.start(), start + each.end(), symbol)


@cache  # compiled when it is needed: a report is in one or two of the six languages
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[language])


def resolution_symbol(number: str, *, decision: bool, human_rights: bool) -> str:
    """The symbol of the document by its number, or empty where the number does not show whose it is."""
    kind = "DEC" if decision else "RES"
    number = re.sub(r"\s", "", number.replace("（", "(").replace("）", ")"))
    if "(" in number:
        if number[-2].isdigit():
            return "" if decision else f"S/RES/{number}"
        return f"A/{kind}/{re.sub(r'[A-Z]*[(]', '(', number, count=1)}"  # one document holds all parts
    session = number.split("/")[0]
    if len(session) == 4 and session.isdecimal():
        return f"E/{kind}/{number}"
    if human_rights:
        return f"A/HRC/{kind}/{number}"
    return f"A/{kind}/{number}" if not session.isdecimal() or int(session) >= FIRST_NUMBERED_SESSION else ""


def _of_human_rights(text: str, match: re.Match[str]) -> bool:
    """Whether the name of the Human Rights Council stands directly before the noun, or soon after the numbers."""
    before = text[max(0, match.start() - _NEAR) : match.start()].rstrip()
    mentions = list(_HUMAN_RIGHTS.finditer(before))
    if mentions and mentions[-1].end() == len(before):
        return True
    after = _HUMAN_RIGHTS.search(text[match.end() : match.end() + _NEAR])
    return after is not None and not re.search(r"[.;:,،]|\d", text[match.end() : match.end() + after.start()])
