"""Document symbols and numbers of resolutions and decisions in running text: where they stand, where they lead.

Forms: UN Documentation Research Guide, "UN Document Symbols"; links: rule UN-SYM-06.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.model.nodes import Inline, Symbol, Text

ADDRESS = "https://docs.un.org"
_NO_BREAK = "\u00a0"

_BODIES = "A|S|E|T|ST|DP|TD|CCPR|CEDAW|CRC|CAT|CERD|ECE|UNEP|HSP|FCCC"
_STEP = (
    r"(?:RES|DEC|PRST|PV|SR|INF|NGO|CONF|AC|C|CN|HRC|BUR|WG|CRP|L|R|WP|SPC|ES|S)"
    r"(?:\.?\d+)?(?:\(\d{4}\)|-\d+)?"
)
_NUMBER = r"\d{1,4}(?:\(\d{4}\)|\([IVXLC]+\))?"
_SUFFIX = r"(?:Add|Corr|Rev|Amend|L|PV|SR)\.\d+|Summary"
_ONE = rf"(?:{_BODIES})(?:/(?:{_SUFFIX}|{_STEP}|{_NUMBER}))*/(?:{_SUFFIX}|{_NUMBER}|L\.\d+)"
_SYMBOL = rf"(?<![\w/.])(?P<symbol>{_ONE}(?:[-–]{_ONE})?(?: \(Sect\. \d+\))?)(?![\w/])"
_ASSEMBLY = r"(?:ES-|S-)?\d{1,2}/\d{1,4}(?:[ \u00a0][A-Z](?![\w’']))?"
_COUNCIL = r"\d{1,4}[ \u00a0]\((?:\d{4}|[IVXLC]+)\)"
_ACT = rf"(?:{_ASSEMBLY}|{_COUNCIL})"
_ACTS = rf"(?P<word>\b(?:[Rr]esolution|[Dd]ecision)s?\s)(?P<acts>{_ACT}(?:(?:, | and | or ){_ACT})*)"
_EITHER = re.compile(rf"{_SYMBOL}|{_ACTS}")
_EACH_ACT = re.compile(_ACT)


def symbol_target(symbol: str, language: str) -> str:
    """The address of a document; of a joint symbol that of its first part."""
    first = re.split(r"[-–](?=[A-Z]+/)", symbol)[0]
    return f"{ADDRESS}/{language}/{re.sub(r'\s', '', first)}"


def act_target(act: str, decision: bool, language: str) -> str:
    """The address of a resolution or decision by its number, such as 58/316 or 2457 (2019)."""
    council = re.fullmatch(r"\d+\s\(\d{4}\)", act)
    kind = "DEC" if decision else "RES"
    return symbol_target(f"{'S' if council and not decision else 'A'}/{kind}/{act}", language)


def with_symbols(text: str, language: str) -> Iterator[Inline]:
    """The text as words and symbols in turn; spaces inside a symbol become no-break spaces."""
    done = 0
    for start, end, target in _symbols(text, language):
        if start > done:
            yield Text(text[done:start])
        yield Symbol(text[start:end].replace(" ", _NO_BREAK), target)
        done = end
    if done < len(text):
        yield Text(text[done:])


def _symbols(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    for match in _EITHER.finditer(text):
        if match["symbol"]:
            yield match.start(), match.end(), symbol_target(match["symbol"], language)
            continue
        decision = match["word"].lower().startswith("decision")
        for act in _EACH_ACT.finditer(match["acts"]):
            offset = match.start("acts")
            yield offset + act.start(), offset + act.end(), act_target(act.group(), decision, language)
