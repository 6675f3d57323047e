"""Adds and removes no-break spaces: between the groups of a number, a number and what it counts, a word of reference
and its number, an initial and a name (UN-PUN-06).

Texts have ordinary spaces there. Writers replace them, and the reader of Word files replaces them back.
"""

from __future__ import annotations

import re

from assembler.model.text.plain_text import NO_BREAK_SPACE

_BEFORE_NUMBER = (
    r"[Pp]aras?\.|[Pp]aragraphs?|[Ss]ects?\.|[Ss]ections?|[Cc]hap\.|[Cc]hapters?|[Nn]os?\.|[Aa]rts?\.|[Aa]rticles?|"
    r"[Vv]ols?\.|[Aa]nnex|[Rr]esolutions?|[Dd]ecisions?|"
    r"[Pp]árrs?\.|[Nn]úms?\.|[Cc]aps?\.|[Cc]uadros?|[Rr]esoluci(?:ón|ones)|[Dd]ecisi(?:ón|ones)|[Aa]rtículos?|"
    r"[Pp]ar\.|[Pp]aragraphes?|[Nn]os?|[Nn]°|[Rr]ésolutions?|[Dd]écisions?|[Cc]hapitres?|[Aa]nnexe|"
    r"№|[Пп]п?\.|[Пп]ункт(?:ами?|ах|ов|ом|[аеуы])?|[Сс]т\.|[Сс]тат(?:ь[яеиёю]|ьей|ей|ьями?|ьях)|[Гг]л\.|"
    r"[Рр]езолюци(?:ями?|ях|ей|[ийюя])|[Рр]ешени(?:ями?|ях|ем|[ейюя])"
)
_NOT_COUNTED = (
    "and|as|at|by|for|from|had|has|have|in|is|of|on|or|to|was|were|with|de|del|des|du|el|en|et|la|las|le|les|los|ou|y|"
    "à|al|au|aux|con|por|par|sur|que|и|или|в|во|на|по|из|к|с|от|до|о"
)
_SPACES = re.compile(
    r"(?<![^\W\u3000-\u9fff])(?=[\dA-Zacdnprsvгпрс№ГПРС])"  # most words fail here; Chinese has no spaces
    r"(?:(?<![.,/-])\d{1,3}(?P<grouped>(?: \d{3})+)(?![\d/])"
    rf"(?:[\d,.]*(?<=\d) (?!(?:{_NOT_COUNTED})\b)(?=[^\W\d_]|[%°]))?"
    rf"|(?<![.,/-])(?!(?:19|20)\d\d )\d[\d,.]*(?<=\d)(?P<counted> )(?!(?:{_NOT_COUNTED})\b)(?=[^\W\d_]|[%°])"
    rf"|(?:{_BEFORE_NUMBER})(?P<numbered> )(?=\d|[IVXL]+\b)"
    r"|(?:r[eé]solutions?|d[eé]cisions?|documents?|resoluci(?:ón|ones)|decisi(?:ón|ones)|документ(?:ах|ов|ом|[аеуы])?"
    r"|резолюци(?:ями?|ях|ей|[ийюя])|решени(?:ями?|ях|ем|[ейюя]))(?P<cited> )\Z"
    r"|(?:Mr|Mrs|Ms|Dr|St)\.(?P<titled> )(?=[A-Z])"
    r"|(?<!\.)[A-Z]\.(?P<initial> )(?=[A-Z][a-z]))"
)
"""The number of a year belongs to no word; what follows “resolution” at the end of some words is its linked number."""
_PER_CENT = re.compile(r"(?<=\d\u00a0per) (?=cent\b)")


def add_no_break_spaces(text: str) -> str:
    """The text with no-break spaces at these places."""
    bound = _SPACES.sub(lambda match: match.group().replace(" ", NO_BREAK_SPACE), text)
    return _PER_CENT.sub(NO_BREAK_SPACE, bound) if "per cent" in bound else bound


def remove_no_break_spaces(text: str) -> str:
    """The text with ordinary spaces at these places; a no-break space elsewhere was written by somebody and stays."""
    if NO_BREAK_SPACE not in text:
        return text
    bound = add_no_break_spaces(text.replace(NO_BREAK_SPACE, " "))
    return "".join(" " if added == NO_BREAK_SPACE else sign for sign, added in zip(text, bound, strict=True))
