"""Finds document symbols in running text, and the address of each document.

Forms: UN Documentation Research Guide, "UN Document Symbols"; links: rule UN-SYM-06. A symbol is a body, steps and a
number with its suffixes, separated by slashes. An unknown step makes the whole no symbol: influenza A/H1N1 is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.model.nodes import Inline, Symbol, Text
from assembler.model.text.plain_text import NO_BREAK_SPACE
from assembler.model.text.symbol_links import make_document_address, split_joint_symbol
from assembler.readers.resolutions import find_resolutions

_BODIES = (
    "A|S|E|T|ST|DP|TD|CCPR|CEDAW|CERD|CRC|CAT|CMW|CRPD|CED|HRI|ECE|UNEP|HSP|FCCC|ICCD|NPT|CD|BWC|CCW|CAC|CTOC|PBC|UNW"
)
# The longer ones stand before those that they begin with; beside them three capital letters stand for a country.
_STEPS = (
    "SUBCOM|COUNTRY|AGENDA|ECLAC|ESCAP|ESCWA|HABITAT|PREPCOM|TRANS|COSP|CONF|CORE|PRST|RES|DEC|INF|NGO|HRC|BUR|CRP|WGAD|"
    "SPC|ECA|COE|SGB|ESA|ADM|GEN|STAT|SER|SUB|FPA|OPS|COP|CMP|CMA|SBI|SBSTA|UNU|PBC|OC|"
    "AI|IC|PV|SR|AC|CN|WG|WP|EA|HA|GC|EB|PC|CP|GE|TC|OD|MC|EC|ICEF|ID|RT|C|L|R|B|D|P|Q|K"
)
_LETTERED = rf"(?:{_STEPS}|[A-Z]{{3}})(?:\.(?:\d{{1,5}}|[A-Z]))?(?![\w.])"
_SESSION = r"(?:ES|EM|S)-(?:\d{1,3}|[IVXL]{1,6})"
_NUMBER = r"\d{1,5}(?:\((?:\d{4}|[IVXLC]{1,8})\))?"
_SUFFIX = r"(?:Add|Corr|Rev|Amend|Res|Dec|L|R|PV|SR|CRP|NGO|INF|WP)\.\d{1,5}|Summary"
_CHAIN = rf"(?:{_BODIES})(?:/(?:{_SUFFIX}|{_SESSION}|{_LETTERED}|{_NUMBER}))++(?![A-Za-z0-9_/])"
_PART = r"(?:[ \u00a0]\((?:Sect\.|Vol\.|Part|Resumption)[ \u00a0](?:\d{1,3}|[IVXL]{1,6})\)|[ \u00a0]\(Introduction\))"
_YEAR = r"(?<=\d)[ \u00a0]\((?:\d{4}|[IVXLC]{1,8})\)"
_RESOLUTION = rf"(?:A|S|E)/(?:RES|DEC)/{_NUMBER}(?:{_YEAR})(?![A-Za-z0-9_/])"
_ONE = rf"(?:{_RESOLUTION}|{_CHAIN})"
_SYMBOL = re.compile(
    rf"(?:https?://|www\.)\S++"  # what stands in an address is no symbol
    rf"|(?<![A-Za-z0-9_/.])(?P<symbol>{_ONE}(?:[-–]{_ONE})*+{_PART}?)"
)
_LAST = re.compile(rf"(?:{_SUFFIX}|{_NUMBER}|[A-Z]{{1,4}}\.\d{{1,5}})\Z")


def mark_symbols(text: str, language: str) -> Iterator[Inline]:
    """The text as nodes of words and symbols; spaces inside a symbol become no-break spaces."""
    done = 0
    for start, end, symbol in _find_symbols(text, language):
        if start < done:
            continue
        if start > done:
            yield Text(text[done:start])
        yield Symbol(text[start:end].replace(" ", NO_BREAK_SPACE), make_document_address(symbol, language))
        done = end
    if done < len(text):
        yield Text(text[done:])


def _find_symbols(text: str, language: str) -> list[tuple[int, int, str]]:
    """Where each symbol or number begins and ends, and the symbol that it stands for."""
    if not ("/" in text or "(" in text or "（" in text):  # every symbol and number has one of these
        return []
    places = [(one.start, one.end, one.symbol) for one in find_resolutions(text, language)]
    if "/" in text:
        symbols = (match for match in _SYMBOL.finditer(text) if _is_symbol(match["symbol"]))
        places += [(*match.span("symbol"), match["symbol"]) for match in symbols]
    return sorted(places)


def _is_symbol(chain: str | None) -> bool:
    """Whether the parts of a chain end in a number, one of three figures where it is the only step."""
    if chain is None:
        return False
    for part in split_joint_symbol(chain):
        steps = part.replace(NO_BREAK_SPACE, " ").split(" (")[0].split("/")
        if not _LAST.match(steps[-1]) or (len(steps) == 2 and len(steps[1]) < 3):
            return False
    return True
