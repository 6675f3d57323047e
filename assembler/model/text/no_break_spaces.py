"""Adds and removes no-break spaces: between the groups of a number, a number and what it counts, a word of reference
and its number, an initial and a name (UN-PUN-06).

Texts have ordinary spaces there. Writers replace them, and the reader of Word files replaces them back.
"""

from __future__ import annotations

import re

from assembler.model.text.plain_text import NO_BREAK_SPACE

_BEFORE_NUMBER = (
    r"[Pp]aras?\.|[Pp]aragraphs?|[Ss]ects?\.|[Ss]ections?|[Cc]hap\.|[Cc]hapters?|[Nn]os?\.|[Aa]rts?\.|[Aa]rticles?|"
    r"[Vv]ols?\.|[Aa]nnex|[Rr]esolutions?|[Dd]ecisions?"
)
_NOT_COUNTED = "and|as|at|by|for|from|had|has|have|in|is|of|on|or|to|was|were|with"
_SPACES = re.compile(
    r"(?<![^\W\u3000-\u9fff])(?=[\dA-Zacdnprsv])"  # most words fail here at their first letter; Chinese has no spaces
    r"(?:(?<![.,/-])\d{1,3}(?P<grouped>(?: \d{3})+)(?![\d/])"
    rf"(?:[\d,.]*(?<=\d) (?!(?:{_NOT_COUNTED})\b)(?=[^\W\d_]|[%°]))?"
    rf"|(?<![.,/-])(?!(?:19|20)\d\d )\d[\d,.]*(?<=\d)(?P<counted> )(?!(?:{_NOT_COUNTED})\b)(?=[^\W\d_]|[%°])"
    rf"|(?:{_BEFORE_NUMBER})(?P<numbered> )(?=\d|[IVXL]+\b)"
    r"|(?:resolutions?|decisions?|documents?)(?P<cited> )\Z"
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
